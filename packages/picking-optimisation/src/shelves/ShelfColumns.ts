/**
 * A mixed-shelves problem as a search reads it: columns of numbers, by index.
 */
import { type Sku } from "@stowage/kernel/Ids"
import { type MixedShelvesProblem } from "./MixedShelvesProblem.ts"

/** Entries of several lists, one list after the other: those of list `n` are from `start[n]` up to `start[n + 1]`. */
export interface Lists {
  readonly start: Int32Array
  readonly entries: Int32Array
}

/**
 * Units, orders, zones and SKUs are numbered as the problem has them. A *request* is one unit that an order asks for.
 */
export interface ShelfColumns {
  readonly problem: MixedShelvesProblem
  readonly unitCount: number
  readonly aisleOf: Int32Array
  /** 0 in the front block, 1 in the back one. */
  readonly blockOf: Uint8Array
  /** From the middle cross-aisle, and from the far one of the unit's block. */
  readonly nearMm: Float64Array
  readonly farMm: Float64Array
  readonly zoneOf: Int32Array
  readonly zones: ReadonlyArray<string>
  /** In the unit of the limit. */
  readonly volumeOf: Float64Array
  /** The requests of each order: from `requestStart[order]` up to the next. */
  readonly requestStart: Int32Array
  readonly orderOfRequest: Int32Array
  readonly skuOfRequest: Int32Array
  readonly unitsOfSku: Lists
  readonly offers: Offers
  /** The shortest walk for a unit alone. */
  readonly aloneMm: Float64Array
  /** For each request the least of these; never when its SKU is not on the shelves. */
  readonly leastAloneMm: Float64Array
}

/** Whom a unit could serve, zone by zone, in parallel columns, so that a zone is read from one end to the other. */
export interface Offers {
  /** Those of a zone are from `start[zone]` up to the next. */
  readonly start: Int32Array
  readonly unit: Int32Array
  readonly request: Int32Array
  readonly order: Int32Array
  /** The unit's place once more. */
  readonly aisle: Int32Array
  readonly block: Uint8Array
  readonly nearMm: Float64Array
  readonly farMm: Float64Array
  readonly volume: Float64Array
}

/** The columns of a problem that `mixedShelvesRefusal` finds nothing wrong with. O(units + requests × units of a SKU). */
export const shelfColumns = (problem: MixedShelvesProblem): ShelfColumns => {
  const skuIndex = new Map<Sku, number>(problem.skus.map(({ sku }, index) => [sku, index]))
  const places = placesOf(problem)
  const skuOfUnit = Int32Array.from(problem.units, ({ sku }) => skuIndex.get(sku) as number)
  const unitsOfSku = listsOf(skuOfUnit, problem.skus.length)
  const requests = requestsOf(problem, skuIndex)
  const volumeOf = Float64Array.from(skuOfUnit, (sku) => (problem.skus[sku] as { volumeMm3: number }).volumeMm3)
  const offers = offersOf({ ...places, ...requests, unitsOfSku, volumeOf })
  const leastAloneMm = leastAlone(places.aloneMm, requests.skuOfRequest, unitsOfSku)
  const unitCount = problem.units.length
  return { problem, unitCount, ...places, volumeOf, ...requests, unitsOfSku, offers, leastAloneMm }
}

const leastAlone = (aloneMm: Float64Array, skuOfRequest: Int32Array, { entries, start }: Lists): Float64Array =>
  Float64Array.from(skuOfRequest, (sku) => {
    let least = Number.POSITIVE_INFINITY
    for (let at = start[sku] as number; at < (start[sku + 1] as number); at++) {
      least = Math.min(least, aloneMm[entries[at] as number] as number)
    }
    return least
  })

const placesOf = ({ depotAisle, floor, units }: MixedShelvesProblem) => {
  const [front, middle, back] = floor.crossAisleYMm as [number, number, number]
  const zoneIndex = new Map<string, number>()
  const aisleOf = new Int32Array(units.length)
  const blockOf = new Uint8Array(units.length)
  const zoneOf = new Int32Array(units.length)
  const nearMm = new Float64Array(units.length)
  const farMm = new Float64Array(units.length)
  const aloneMm = new Float64Array(units.length)
  for (const [index, { aisle, yMm, zone }] of units.entries()) {
    if (!zoneIndex.has(zone)) zoneIndex.set(zone, zoneIndex.size)
    zoneOf[index] = zoneIndex.get(zone) as number
    aisleOf[index] = aisle
    blockOf[index] = yMm < middle ? 0 : 1
    const near = Math.abs(yMm - middle)
    nearMm[index] = near
    farMm[index] = yMm < middle ? yMm - front : back - yMm
    aloneMm[index] = 2 * (near + Math.abs((floor.aisleXMm[aisle] as number) - (floor.aisleXMm[depotAisle] as number)))
  }
  return { aisleOf, blockOf, nearMm, farMm, zoneOf, zones: [...zoneIndex.keys()], aloneMm }
}

const requestsOf = ({ orders }: MixedShelvesProblem, skuIndex: ReadonlyMap<Sku, number>) => {
  const requestStart = new Int32Array(orders.length + 1)
  const orderOfRequest: Array<number> = []
  const skuOfRequest: Array<number> = []
  for (const [order, { lines }] of orders.entries()) {
    for (const { quantity, sku } of lines) {
      for (let copy = 0; copy < quantity; copy++) {
        orderOfRequest.push(order)
        skuOfRequest.push(skuIndex.get(sku) as number)
      }
    }
    requestStart[order + 1] = orderOfRequest.length
  }
  return { requestStart, orderOfRequest: Int32Array.from(orderOfRequest), skuOfRequest: Int32Array.from(skuOfRequest) }
}

/** The indexes of `listOf`, sorted into `count` lists by what it says. */
const listsOf = (listOf: Int32Array, count: number): Lists => {
  const start = new Int32Array(count + 1)
  for (const list of listOf) start[list + 1] = (start[list + 1] as number) + 1
  for (let list = 0; list < count; list++) start[list + 1] = (start[list + 1] as number) + (start[list] as number)
  const next = start.slice()
  const entries = new Int32Array(listOf.length)
  for (const [index, list] of listOf.entries()) {
    const at = next[list] as number
    entries[at] = index
    next[list] = at + 1
  }
  return { start, entries }
}

const offersOf = (shelf: Omit<ShelfColumns, "leastAloneMm" | "offers" | "problem" | "unitCount">): Offers => {
  const { entries, start } = shelf.unitsOfSku
  const units: Array<number> = []
  const requests: Array<number> = []
  for (const [request, sku] of shelf.skuOfRequest.entries()) {
    for (let at = start[sku] as number; at < (start[sku + 1] as number); at++) {
      units.push(entries[at] as number)
      requests.push(request)
    }
  }
  const zones = Int32Array.from(units, (unit) => shelf.zoneOf[unit] as number)
  const byZone = listsOf(zones, shelf.zones.length)
  const unit = byZone.entries.map((offer) => units[offer] as number)
  const request = byZone.entries.map((offer) => requests[offer] as number)
  return {
    start: byZone.start,
    unit,
    request,
    order: request.map((one) => shelf.orderOfRequest[one] as number),
    aisle: unit.map((one) => shelf.aisleOf[one] as number),
    block: Uint8Array.from(unit, (one) => shelf.blockOf[one] as number),
    nearMm: Float64Array.from(unit, (one) => shelf.nearMm[one] as number),
    farMm: Float64Array.from(unit, (one) => shelf.farMm[one] as number),
    volume: Float64Array.from(unit, (one) => shelf.volumeOf[one] as number)
  }
}
