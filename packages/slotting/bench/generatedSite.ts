/** Large sites from a seed: 250 faces an aisle, goods of two owners, cold and hazardous goods, rules for them. */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { random, type Random } from "@stowage/kernel/Random"
import type { Affinity } from "@stowage/slotting/demand/affinityOf"
import type { PickFace, SlotSku, SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import type { StorageRules } from "@stowage/slotting/rules/StorageRules"

const perAisle = 250
const levels = 5
const hazmats = ["3", "5.1", "8"]
const reachByLevel = [2_500, 0, 0, 1_500, 6_000]

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

/** Rules of such a site: classes of hazardous goods apart, heavy goods low, some families together, some apart. */
const rules: StorageRules = {
  heavyLow: { overGrams: 12_000, topLevel: 2 },
  segregation: [
    { between: ["3", "5.1"], by: "aisle" },
    { between: ["3", "8"], by: { mm: 6_000 } },
    { between: ["5.1", "8"], by: "zone" }
  ],
  familiesTogether: times(40, (family) => ({ family: `f${family}`, in: family % 4 === 0 ? "aisle" : "zone" })),
  familiesApart: times(20, (family) => ({ between: [`f${2 * family + 100}`, `f${2 * family + 101}`], by: "aisle" }))
}

const faceOf = (chance: Random, index: number, aisles: number): PickFace => {
  const aisle = Math.floor(index / perAisle)
  const at = index % perAisle
  const level = 1 + (at % levels)
  const yMm = Math.floor(at / levels) * 900
  const xMm = aisle * 3_600
  const tall = chance.chance(0.3)
  const inner = { lengthMm: 900, widthMm: 600, heightMm: tall ? 900 : 400 }
  const chilled = aisle % 12 === 5
  return {
    face: `A${String(aisle).padStart(3, "0")}-${String(at).padStart(3, "0")}` as LocationId,
    roundTripMm: 2 * (Math.abs(xMm - aisles * 1_800) + yMm + 2_000),
    reachMillis: reachByLevel[level - 1]!,
    capacityVolumeMm3: inner.lengthMm * inner.widthMm * inner.heightMm * 0.8,
    maxMassGrams: level === 1 ? 500_000 : 150_000,
    inner,
    handlingClasses: chilled ? ["chilled"] : ["ambient"],
    hazmatClasses: aisle % 10 < 2 ? hazmats : [],
    ...(aisle % 7 === 3 ? { owners: ["acme"] } : {}),
    ...(level > 3 ? { equipment: ["ladder"] } : {}),
    level,
    aisle: `A${aisle}`,
    zone: `Z${Math.floor(aisle / 10)}`,
    at: { xMm, yMm }
  }
}

/** Visits fall off as one over the rank to the power 0.9; units are small goods with a few large and heavy ones. */
const skuOf = (chance: Random, index: number, rank: number): SlotSku => {
  const large = chance.chance(0.08)
  const side = (least: number, most: number): number => least + chance.int(most - least)
  const sides = large
    ? { lengthMm: side(300, 850), widthMm: side(200, 550), heightMm: side(300, 800) }
    : { lengthMm: side(30, 300), widthMm: side(30, 250), heightMm: side(20, 250) }
  const unitVolumeMm3 = sides.lengthMm * sides.widthMm * sides.heightMm
  const unitMassGrams = Math.ceil(unitVolumeMm3 * 0.0003 * (0.3 + 1.4 * chance.next()))
  const visitsPerDay = 4_000 / (rank + 10) ** 0.9
  const kin = chance.chance(0.5) ? chance.int(1_000) : undefined
  const chilled = kin === undefined ? chance.chance(0.06) : kin % 16 === 7
  const isHazardous = kin === undefined && !chilled && chance.chance(0.08)
  const owner = kin === undefined ? chance.chance(0.3) : kin % 3 === 1
  const room = Math.min(150_000_000 / unitVolumeMm3, 140_000 / unitMassGrams)
  return {
    sku: `S${index}` as Sku,
    visitsPerDay,
    unitsPerDay: visitsPerDay * 2,
    unitsKept: Math.max(1, Math.min(Math.ceil(2 * visitsPerDay), Math.floor(room))),
    unitVolumeMm3,
    unitMassGrams,
    sides,
    upright: chance.chance(0.1) && sides.heightMm < 400,
    handlingClass: chilled ? "chilled" : "ambient",
    ...(isHazardous ? { hazmatClass: chance.pick(hazmats) } : {}),
    owner: owner ? "acme" : "zenith",
    ...(kin === undefined ? {} : { family: `f${kin}` })
  }
}

/** A site of so many SKUs and faces; `joint` pairs are ordered together. The same seed, the same site. */
export const generatedSite = (
  { faces, joint, skus }: { readonly skus: number; readonly faces: number; readonly joint: number },
  seed: number
): SlottingProblem => {
  const chance = random(`site ${seed}`)
  const aisles = Math.ceil(faces / perAisle)
  const ranks = chance.shuffle(Array.from({ length: skus }, (_, index) => index))
  return {
    skus: ranks.map((rank, index) => skuOf(chance, index, rank)),
    faces: times(faces, (index) => faceOf(chance, index, aisles)),
    walkMmPerSecond: 1_200,
    rules,
    affinity: times(joint, (): Affinity => {
      const one = chance.int(skus)
      const other = (one + 1 + chance.int(skus - 1)) % skus
      return { between: [`S${one}` as Sku, `S${other}` as Sku], ordersPerDay: 0.1 + 3 * chance.next() }
    })
  }
}
