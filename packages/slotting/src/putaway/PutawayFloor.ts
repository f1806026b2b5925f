/**
 * The places of a site as columns of numbers, and what lies there: kept up to date as stock comes and goes, so that a
 * suggestion looks at each place once and at nothing else.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import {
  stockMassGrams,
  stockVolumeMm3,
  type MixingRules,
  type PutawayPlace,
  type PutawayRules,
  type Stock
} from "./Putaway.ts"
import { freshenBlock, putawayBlocksOf, type PutawayBlocks } from "./PutawayBlocks.ts"
import { badStock, illPosedFloor, type PutawayRefusal } from "./PutawayRefusal.ts"
import { standingOf, type Standing } from "../rules/Standing.ts"
import type { Sides, StorageRoom } from "../rules/StorageRules.ts"

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
  readonly capacityMm3: Float64Array
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
  /** By the SKU's number: the places where it is. */
  readonly holding: ReadonlyMap<number, ReadonlySet<number>>
  /** Whether a SKU that does not lie in a place yet may come to it, as far as others there are in its way. */
  readonly isOpen: (at: number) => boolean
  readonly blocks: PutawayBlocks
  /**
   * Stock comes, or is on its way: it takes up room from now on, also where there is none. Refuses a measure that is
   * none, and a place that is not there; the floor is then as before.
   */
  readonly put: (location: LocationId, stock: Stock) => Result.Result<void, PutawayRefusal>
  /** Stock goes, or does not come after all. Refuses as `put`, and where so many units of it are not. */
  readonly take: (location: LocationId, stock: Stock) => Result.Result<void, PutawayRefusal>
}

export const nobody = -1
export const several = -2

const oneOfEach: MixingRules = { mostSkus: 1, mostLots: 1, mostOwners: 1 }

/**
 * The floor of these places with what is stored and in flight. Refuses a measure that is none and a place that is named
 * twice; a place that holds more than it has room for is taken, and takes nothing more. Time O(places · log places +
 * stock).
 */
export const putawayFloorOf = (
  given: ReadonlyArray<PutawayPlace>,
  rules: PutawayRules
): Result.Result<PutawayFloor, PutawayRefusal> => {
  const refusal = illPosedFloor(given, rules)
  return refusal === undefined ? Result.succeed(floorOf(given, rules)) : Result.fail(refusal)
}

const floorOf = (given: ReadonlyArray<PutawayPlace>, rules: PutawayRules): PutawayFloor => {
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
  const mixing = rules.mixing ?? oneOfEach
  const soleSku = new Int32Array(places.length).fill(nobody)
  const measured = {
    isOpen: (at: number): boolean => soleSku[at] === nobody || mixing.mostSkus > 1,
    kindOf: kinds.of,
    boxOf: boxes.of,
    aisleOf,
    capacityMm3: Float64Array.from(places, (place) => place.capacityVolumeMm3),
    freeMm3: Float64Array.from(places, (place) => place.capacityVolumeMm3),
    freeGrams: Float64Array.from(places, (place) => place.maxMassGrams),
    walkMm: Float64Array.from(places, (place) => place.walkMm),
    xMm: Float64Array.from(places, ({ at }) => at?.xMm ?? Number.NaN),
    yMm: Float64Array.from(places, ({ at }) => at?.yMm ?? Number.NaN)
  }
  const columns = {
    ...measured,
    places,
    rules,
    mixing,
    positionOf: new Map(places.map(({ location }, at) => [location, at])),
    kinds: kinds.first,
    boxes: boxes.first.map(({ inner }) => inner),
    aisleUsedMm3: new Float64Array(aisles.size),
    aisleRoomMm3,
    numberOf,
    keptFor: Int32Array.from(places, ({ keptFor }) => (keptFor === undefined ? nobody : numberOf(keptFor))),
    soleSku,
    stock: places.map((): Array<Stock> => []),
    holding: new Map<number, Set<number>>(),
    blocks: putawayBlocksOf(measured),
    standing: standingOf(rules, places)
  }
  for (const [at, { inFlight = [], stored = [] }] of places.entries()) {
    for (const stock of stored) lay(columns, at, stock)
    for (const stock of inFlight) lay(columns, at, stock)
  }
  return { ...columns, put: putOn(columns), take: takeFrom(columns) }
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

type Columns = Omit<PutawayFloor, "put" | "take" | "stock" | "holding"> & {
  readonly stock: ReadonlyArray<Array<Stock>>
  readonly holding: Map<number, Set<number>>
}

const fill = (columns: Columns, at: number, stock: Stock, sign: 1 | -1): void => {
  columns.freeMm3[at]! -= sign * stockVolumeMm3(stock)
  columns.freeGrams[at]! -= sign * stockMassGrams(stock)
  columns.aisleUsedMm3[columns.aisleOf[at]!]! += sign * stockVolumeMm3(stock)
}

/** What is known of a place and of its block once stock of this SKU has come or gone. */
const note = (columns: Columns, at: number, sku: Sku): void => {
  const { blocks, holding, numberOf, soleSku, stock } = columns
  const [first, ...rest] = stock[at]!
  const sole = first === undefined ? nobody : numberOf(first.sku)
  soleSku[at] = rest.every((other) => other.sku === first?.sku) ? sole : several
  freshenBlock(columns, blocks, blocks.blockOf[at]!)
  const number = numberOf(sku)
  const places = holding.get(number) ?? new Set<number>()
  if (stock[at]!.some((other) => other.sku === sku)) holding.set(number, places.add(at))
  else if (places.delete(at) && places.size === 0) holding.delete(number)
}

/** Whether the two lie together without being mixed. */
export const isAlike = (one: Stock, other: Stock): boolean =>
  one.sku === other.sku && one.lot === other.lot && one.owner === other.owner

const lay = (columns: Columns, at: number, stock: Stock): void => {
  const here = columns.stock[at]!
  const same = here.findIndex((other) => isAlike(other, stock))
  if (same === -1) here.push(stock)
  else here[same] = { ...stock, units: here[same]!.units + stock.units }
  fill(columns, at, stock, 1)
  note(columns, at, stock.sku)
  if (same === -1) columns.standing.add(columns.standing.groupsOf(stock), stock.sku, at)
}

const putOn =
  (columns: Columns): PutawayFloor["put"] =>
  (location, stock) => {
    const at = columns.positionOf.get(location)
    const refusal = badStock("inFlight", `${stock.sku} at ${location}`, stock)
    if (refusal !== undefined) return Result.fail(refusal)
    if (at === undefined) return Result.fail({ _tag: "LocationUnknown", location })
    lay(columns, at, stock)
    return Result.void
  }

const takeFrom =
  (columns: Columns): PutawayFloor["take"] =>
  (location, stock) => {
    const { sku, units: asked } = stock
    const at = columns.positionOf.get(location)
    const refusal = badStock("inFlight", `${sku} at ${location}`, stock)
    if (refusal !== undefined) return Result.fail(refusal)
    if (at === undefined) return Result.fail({ _tag: "LocationUnknown", location })
    const here = columns.stock[at]!
    const same = here.findIndex((other) => isAlike(other, stock))
    const units = here[same]?.units ?? 0
    if (asked > units) return Result.fail({ _tag: "StockMissing", location, sku, asked, units })
    fill(columns, at, { ...here[same]!, units: asked }, -1)
    if (units > asked) here[same] = { ...here[same]!, units: units - asked }
    else {
      columns.standing.remove(columns.standing.groupsOf(here[same]!), sku, at)
      here.splice(same, 1)
    }
    note(columns, at, sku)
    return Result.void
  }
