/**
 * The places of a site as columns of numbers, and what lies there: kept up to date as stock comes and goes, so that a
 * suggestion looks at each place once and at nothing else.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import {
  stockMassGrams,
  stockVolumeMm3,
  type MixingRules,
  type PutawayPlace,
  type PutawayRules,
  type Stock
} from "./Putaway.ts"
import { standingOf, type Standing } from "./Standing.ts"
import type { Sides, StorageRoom } from "./StorageRules.ts"

export interface PutawayFloor {
  /** The nearest to where goods arrive first, so that those far away are passed over. */
  readonly places: ReadonlyArray<PutawayPlace>
  readonly rules: PutawayRules
  readonly mixing: MixingRules
  readonly positionOf: ReadonlyMap<LocationId, number>
  /** Places that offer the same but for room are of one kind. */
  readonly kindOf: Int32Array
  readonly kinds: ReadonlyArray<StorageRoom>
  /** Places of the same inside are of one box. */
  readonly boxOf: Int32Array
  readonly boxes: ReadonlyArray<Sides | undefined>
  readonly freeMm3: Float64Array
  readonly freeGrams: Float64Array
  readonly aisleOf: Int32Array
  readonly aisleUsedMm3: Float64Array
  readonly aisleRoomMm3: Float64Array
  readonly walkMm: Float64Array
  /** Not a number where a place does not say. */
  readonly xMm: Float64Array
  readonly yMm: Float64Array
  /** The number of a SKU; the same for as long as the floor is. */
  readonly numberOf: (sku: Sku) => number
  /** By the SKU's number; `nobody` where it is kept for none. */
  readonly keptFor: Int32Array
  /** The number of the one SKU that is there; `nobody`, or `several`. */
  readonly soleSku: Int32Array
  readonly stock: ReadonlyArray<ReadonlyArray<Stock>>
  readonly standing: Standing
  /** Stock comes, or is on its way: it takes up room from now on. False for a place that is not there. */
  readonly put: (location: LocationId, stock: Stock) => boolean
  /** Stock goes, or does not come after all. False where so many units of its SKU, lot and owner are not. */
  readonly take: (location: LocationId, stock: Stock) => boolean
}

export const nobody = -1
export const several = -2

const oneOfEach: MixingRules = { mostSkus: 1, mostLots: 1, mostOwners: 1 }

/** The floor of these places with what is stored and in flight. Time O(places · log places + stock). */
export const putawayFloorOf = (given: ReadonlyArray<PutawayPlace>, rules: PutawayRules): PutawayFloor => {
  const places = given.toSorted((a, b) => a.walkMm - b.walkMm)
  const kinds = interned(places, kindName)
  const boxes = interned(places, ({ inner }) => JSON.stringify(inner))
  const skus = new Map<Sku, number>()
  const numberOf = (sku: Sku): number => {
    if (!skus.has(sku)) skus.set(sku, skus.size)
    return skus.get(sku)!
  }
  const aisles = new Map<string, number>()
  const aisleOf = Int32Array.from(places, ({ aisle = "" }) => {
    if (!aisles.has(aisle)) aisles.set(aisle, aisles.size)
    return aisles.get(aisle)!
  })
  const aisleRoomMm3 = new Float64Array(aisles.size)
  for (const [at, place] of places.entries()) aisleRoomMm3[aisleOf[at]!]! += place.capacityVolumeMm3
  const columns = {
    places,
    rules,
    mixing: rules.mixing ?? oneOfEach,
    positionOf: new Map(places.map(({ location }, at) => [location, at])),
    kindOf: kinds.of,
    kinds: kinds.first,
    boxOf: boxes.of,
    boxes: boxes.first.map(({ inner }) => inner),
    freeMm3: Float64Array.from(places, (place) => place.capacityVolumeMm3),
    freeGrams: Float64Array.from(places, (place) => place.maxMassGrams),
    aisleOf,
    aisleUsedMm3: new Float64Array(aisles.size),
    aisleRoomMm3,
    walkMm: Float64Array.from(places, (place) => place.walkMm),
    xMm: Float64Array.from(places, ({ at }) => at?.xMm ?? Number.NaN),
    yMm: Float64Array.from(places, ({ at }) => at?.yMm ?? Number.NaN),
    numberOf,
    keptFor: Int32Array.from(places, ({ keptFor }) => (keptFor === undefined ? nobody : numberOf(keptFor))),
    soleSku: new Int32Array(places.length).fill(nobody),
    stock: places.map((): Array<Stock> => []),
    standing: standingOf(rules, places)
  }
  const floor: PutawayFloor = { ...columns, put: putOn(columns), take: takeFrom(columns) }
  for (const { inFlight = [], location, stored = [] } of places) {
    for (const stock of [...stored, ...inFlight]) floor.put(location, stock)
  }
  return floor
}

/** Numbers for places of one name, and the first place of each. */
const interned = (places: ReadonlyArray<PutawayPlace>, nameOf: (place: PutawayPlace) => string | undefined) => {
  const numbers = new Map<string | undefined, number>()
  const first: Array<PutawayPlace> = []
  const of = Int32Array.from(places, (place) => {
    const name = nameOf(place)
    if (!numbers.has(name)) numbers.set(name, first.push(place) - 1)
    return numbers.get(name)!
  })
  return { of, first }
}

const kindName = (place: StorageRoom): string => {
  const { closed, equipment, handlingClasses, hazmatClasses, level, owners, temperature, zone } = place
  return JSON.stringify([closed, equipment, handlingClasses, hazmatClasses, level, owners, temperature, zone])
}

type Columns = Omit<PutawayFloor, "put" | "take" | "stock"> & { readonly stock: ReadonlyArray<Array<Stock>> }

const fill = (columns: Columns, at: number, stock: Stock, sign: 1 | -1): void => {
  columns.freeMm3[at]! -= sign * stockVolumeMm3(stock)
  columns.freeGrams[at]! -= sign * stockMassGrams(stock)
  columns.aisleUsedMm3[columns.aisleOf[at]!]! += sign * stockVolumeMm3(stock)
}

const noteSoleSku = ({ numberOf, soleSku, stock }: Columns, at: number): void => {
  const [first, ...rest] = stock[at]!
  const sole = first === undefined ? nobody : numberOf(first.sku)
  soleSku[at] = rest.every(({ sku }) => sku === first?.sku) ? sole : several
}

/** Whether the two lie together without being mixed. */
export const isAlike = (one: Stock, other: Stock): boolean =>
  one.sku === other.sku && one.lot === other.lot && one.owner === other.owner

const putOn =
  (columns: Columns): PutawayFloor["put"] =>
  (location, stock) => {
    const at = columns.positionOf.get(location)
    if (at === undefined) return false
    const here = columns.stock[at]!
    const same = here.findIndex((other) => isAlike(other, stock))
    if (same === -1) here.push(stock)
    else here[same] = { ...stock, units: here[same]!.units + stock.units }
    fill(columns, at, stock, 1)
    noteSoleSku(columns, at)
    if (same === -1) columns.standing.add(columns.standing.groupsOf(stock), stock.sku, at)
    return true
  }

const takeFrom =
  (columns: Columns): PutawayFloor["take"] =>
  (location, stock) => {
    const at = columns.positionOf.get(location)
    if (at === undefined) return false
    const here = columns.stock[at]!
    const same = here.findIndex((other) => isAlike(other, stock))
    const left = same === -1 ? -1 : here[same]!.units - stock.units
    if (left < 0) return false
    fill(columns, at, { ...here[same]!, units: stock.units }, -1)
    if (left > 0) here[same] = { ...here[same]!, units: left }
    else {
      columns.standing.remove(columns.standing.groupsOf(here[same]!), stock.sku, at)
      here.splice(same, 1)
    }
    noteSoleSku(columns, at)
    return true
  }
