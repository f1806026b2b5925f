/** Random warehouses with every rule there is, drawn small, with few ids and round numbers, so that rules collide. */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Random } from "@stowage/kernel/Random"
import type { Affinity } from "@stowage/slotting/demand/affinityOf"
import type { PickFace, SlotSku, SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import type { Apart, Sides, StorageNeeds, StorageRoom, StorageRules } from "@stowage/slotting/rules/StorageRules"

const handling = ["ambient", "chilled"]
const hazmats = ["3", "5.1", "8"]
const families = ["tools", "toys", "food"]
const vehicles = ["cart", "forklift"]
const owners = ["acme", "zenith"]

export const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

/** Each item with this probability. */
const some = <A>(chance: Random, items: ReadonlyArray<A>, probability: number): ReadonlyArray<A> =>
  items.filter(() => chance.chance(probability))

/** The fields, now and then; how often is given. */
const maybe = <A extends object>(chance: Random, probability: number, make: () => A): Partial<A> =>
  chance.chance(probability) ? make() : {}

const drawSides = (chance: Random, most: number): Sides => ({
  lengthMm: 1 + chance.int(most),
  widthMm: 1 + chance.int(most),
  heightMm: 1 + chance.int(most)
})

export const drawNeeds = (chance: Random): StorageNeeds => ({
  unitVolumeMm3: 1 + chance.int(4),
  unitMassGrams: chance.int(5),
  handlingClass: chance.chance(0.8) ? "ambient" : "chilled",
  ...maybe(chance, 0.3, () => ({ sides: drawSides(chance, 3), upright: chance.chance(0.5) })),
  ...maybe(chance, 0.1, () => ({ temperature: { leastCelsius: 2, mostCelsius: chance.chance(0.5) ? 8 : 25 } })),
  ...maybe(chance, 0.2, () => ({ hazmatClass: chance.pick(hazmats) })),
  ...maybe(chance, 0.2, () => ({ equipment: chance.pick(vehicles) })),
  ...maybe(chance, 0.5, () => ({ owner: chance.pick(owners) })),
  ...maybe(chance, 0.4, () => ({ family: chance.pick(families) })),
  ...maybe(chance, 0.1, () => ({ zones: some(chance, ["z0", "z1"], 0.7) }))
})

export const drawRoom = (chance: Random, index: number, width: number): StorageRoom => {
  const aisle = Math.floor(index / width)
  return {
    capacityVolumeMm3: 6 + chance.int(16),
    maxMassGrams: 8 + chance.int(16),
    handlingClasses: chance.chance(0.8) ? handling : ["ambient"],
    hazmatClasses: some(chance, hazmats, 0.7),
    ...maybe(chance, 0.3, () => ({ inner: drawSides(chance, 5) })),
    ...maybe(chance, 0.5, () => ({ temperature: { leastCelsius: 2, mostCelsius: 8 + chance.int(2) * 10 } })),
    ...maybe(chance, 0.3, () => ({ equipment: some(chance, vehicles, 0.8) })),
    ...maybe(chance, 0.3, () => ({ owners: some(chance, owners, 0.8) })),
    ...maybe(chance, 0.03, () => ({ closed: true })),
    level: 1 + (index % 3),
    aisle: `a${aisle}`,
    zone: `z${Math.floor(aisle / 2)}`,
    at: { xMm: aisle * 3, yMm: (index % width) * 2 }
  }
}

const drawApart = (chance: Random, groups: ReadonlyArray<string>): Apart => ({
  between: [chance.pick(groups), chance.pick(groups)],
  by: chance.chance(0.4) ? "aisle" : chance.chance(0.4) ? "zone" : { mm: 1 + chance.int(6) }
})

export const drawRules = (chance: Random): StorageRules => ({
  ...maybe(chance, 0.5, () => ({ heavyLow: { overGrams: chance.int(5), topLevel: 1 + chance.int(3) } })),
  ...maybe(chance, 0.6, () => ({ segregation: times(1 + chance.int(2), () => drawApart(chance, hazmats)) })),
  ...maybe(chance, 0.4, () => ({ familiesApart: times(1 + chance.int(2), () => drawApart(chance, families)) })),
  ...maybe(chance, 0.4, () => ({
    familiesTogether: [
      { family: chance.pick(families), in: chance.chance(0.5) ? ("zone" as const) : ("aisle" as const) }
    ]
  }))
})

const drawSku = (chance: Random, index: number, faces: number): SlotSku => ({
  sku: `s${index}` as Sku,
  visitsPerDay: chance.int(9),
  unitsPerDay: chance.int(5),
  ...drawNeeds(chance),
  ...maybe(chance, 0.3, () => ({ unitsKept: 1 + chance.int(4) })),
  ...maybe(chance, 0.15, () => ({ faces: 2 })),
  ...maybe(chance, 0.02, () => ({ fixed: [`F${chance.int(faces)}` as LocationId] })),
  ...maybe(chance, 0.1, () => ({ forbidden: times(2, () => `F${chance.int(faces)}` as LocationId) }))
})

const drawAffinity = (chance: Random, skus: number): Affinity => {
  const one = chance.int(skus)
  const other = (one + 1 + chance.int(Math.max(1, skus - 1))) % skus
  return { between: [`s${one}` as Sku, `s${other}` as Sku], ordersPerDay: chance.int(5) }
}

/** A warehouse of up to so many SKUs, with faces for about twice as many. */
export const drawWarehouse = (chance: Random, mostSkus: number): SlottingProblem => {
  const skus = 1 + chance.int(mostSkus)
  const faces = skus + 2 + chance.int(skus + 4)
  const width = 3 + chance.int(4)
  return {
    skus: times(skus, (index) => drawSku(chance, index, faces)),
    faces: times(faces, (index): PickFace => ({
      face: `F${index}` as LocationId,
      roundTripMm: 1000 * chance.int(20),
      reachMillis: 500 * chance.int(4),
      ...drawRoom(chance, index, width)
    })),
    walkMmPerSecond: 1000,
    ...maybe(chance, 0.7, () => ({ rules: drawRules(chance) })),
    ...maybe(chance, skus > 1 ? 0.4 : 0, () => ({
      affinity: times(1 + chance.int(5), () => drawAffinity(chance, skus))
    }))
  }
}
