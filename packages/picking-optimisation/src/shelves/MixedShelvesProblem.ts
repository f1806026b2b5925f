/**
 * Which orders to pick, from which of many places, in which batches and walks? The question, and when it has no answer.
 *
 * On mixed shelves every unit is stored wherever there was room, so that a SKU lies at many places of many zones. What
 * is decided together: which of the waiting orders are picked now, which unit serves which line, which orders share a
 * batch, and how each zone's part of a batch is divided into picklists.
 *
 * Source of the problem: Abelli and others (2024), Joint order selection, allocation, batching and picking for large
 * scale warehouses, arXiv 2401.04563.
 */
import { isMeasure, isPosition } from "@stowage/kernel/Measure"
import { type FulfilmentOrderId, type SerialId, type Sku } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type FloorUnknown, routingRefusalText, unknownFloor } from "../routing/RoutingProblem.ts"

/** How large one unit of a SKU is, in the unit of the limit. */
export interface ShelfSku {
  readonly sku: Sku
  readonly volumeMm3: number
}

/** One unit on the shelves; two units at one place are two of these. */
export interface ShelfUnit {
  readonly id: SerialId
  readonly sku: Sku
  readonly zone: string
  readonly aisle: number
  readonly yMm: number
}

/** Picked whole, within one batch; two lines may ask for one SKU. */
export interface ShelfOrder {
  readonly id: FulfilmentOrderId
  readonly lines: ReadonlyArray<{ readonly sku: Sku; readonly quantity: number }>
}

export interface ShelfLimits {
  /** Orders that one batch may have. */
  readonly orders: number
  /** What the container of one picklist takes. */
  readonly volumeMm3: number
}

/**
 * Choose orders of together at least `leastUnits`, units for them, batches and picklists, so that the walks are
 * together the shortest. Each picklist is of one zone and one batch; its walk begins and ends at the zone's depot,
 * where its aisle meets the middle one of three cross-aisles. All zones have the same floor.
 */
export interface MixedShelvesProblem {
  readonly floor: RectangularFloor
  readonly depotAisle: number
  /**
   * How to get from one unit to another in the same aisle: straight along it, or by the cross-aisle that is nearest to
   * both, as where a picker leaves the cart at the end of the aisle.
   */
  readonly withinAisle: "straight" | "byCrossAisle"
  readonly skus: ReadonlyArray<ShelfSku>
  readonly units: ReadonlyArray<ShelfUnit>
  readonly orders: ReadonlyArray<ShelfOrder>
  readonly limits: ShelfLimits
  readonly leastUnits: number
}

/** Why a mixed-shelves problem is refused, in order of precedence. */
export type MixedShelvesRefusal =
  | FloorUnknown
  | { readonly _tag: "TooFewAisles"; readonly count: number; readonly least: number }
  | { readonly _tag: "NotThreeCrossAisles"; readonly count: number }
  | { readonly _tag: "NotAscending"; readonly field: "aisleXMm" | "crossAisleYMm"; readonly index: number }
  | { readonly _tag: "DepotOffFloor"; readonly aisle: number }
  | { readonly _tag: "LimitNotPositive"; readonly limit: keyof ShelfLimits; readonly value: number }
  /** Not a whole number of at least 1. */
  | { readonly _tag: "LeastUnitsWrong"; readonly value: number }
  | { readonly _tag: "SkuTaken"; readonly sku: Sku }
  | { readonly _tag: "VolumeWrong"; readonly sku: Sku; readonly value: number }
  | { readonly _tag: "UnitIdTaken"; readonly id: SerialId }
  | { readonly _tag: "UnitSkuUnknown"; readonly id: SerialId; readonly sku: Sku }
  | { readonly _tag: "UnitOffFloor"; readonly unit: ShelfUnit }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderHasNoLines"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderSkuUnknown"; readonly id: FulfilmentOrderId; readonly sku: Sku }
  /** Not a whole number of at least 1. */
  | { readonly _tag: "QuantityWrong"; readonly id: FulfilmentOrderId; readonly sku: Sku; readonly value: number }
  /** All orders that the shelves and the containers can serve, each taken alone, have fewer units. */
  | { readonly _tag: "LeastUnitsOutOfReach"; readonly asked: number; readonly most: number }
  /** Orders compete for the same units, and no selection that was tried has as many. */
  | { readonly _tag: "LeastUnitsNotReached"; readonly asked: number; readonly reached: number }

/** What is wrong with `problem`; undefined when it can be searched. O(units + lines). */
export const mixedShelvesRefusal = (problem: MixedShelvesProblem): MixedShelvesRefusal | undefined => {
  const { leastUnits, limits } = problem
  const wrongFloor = unknownFloor(problem.floor) ?? floorRefusal(problem)
  if (wrongFloor !== undefined) return wrongFloor
  for (const limit of ["orders", "volumeMm3"] as const) {
    const holds = limit === "orders" ? limits.orders >= 1 : limits[limit] > 0
    if (!holds) return { _tag: "LimitNotPositive", limit, value: limits[limit] }
  }
  if (!isCount(leastUnits)) return { _tag: "LeastUnitsWrong", value: leastUnits }
  const volumeOf = new Map<Sku, number>()
  for (const { sku, volumeMm3 } of problem.skus) {
    if (volumeOf.has(sku)) return { _tag: "SkuTaken", sku }
    if (!isMeasure(volumeMm3)) return { _tag: "VolumeWrong", sku, value: volumeMm3 }
    volumeOf.set(sku, volumeMm3)
  }
  return unitRefusal(problem, volumeOf) ?? orderRefusal(problem, volumeOf) ?? outOfReach(problem, volumeOf)
}

/** The refusal in words. */
export const mixedShelvesRefusalText = (refusal: MixedShelvesRefusal): string => {
  switch (refusal._tag) {
    case "FloorUnknown":
      return routingRefusalText(refusal)
    case "TooFewAisles":
      return `the floor: expected at least ${refusal.least} aisle, got ${refusal.count}`
    case "NotThreeCrossAisles":
      return `the floor: expected three cross-aisles (two blocks), got ${refusal.count}`
    case "NotAscending":
      return `${refusal.field}[${refusal.index}]: expected a position beyond the one before it, and at most 10^15 from 0`
    case "DepotOffFloor":
      return `the depot: expected an aisle of the floor, got aisle ${refusal.aisle}`
    case "LimitNotPositive":
      return `the limit of ${refusal.limit}: expected ${
        refusal.limit === "orders" ? "1 or more" : "more than 0"
      }, got ${refusal.value}`
    case "LeastUnitsWrong":
      return `leastUnits: expected a whole number of at least 1, got ${refusal.value}`
    case "SkuTaken":
      return `SKU ${refusal.sku}: expected each SKU once, got it twice`
    case "VolumeWrong":
      return `SKU ${refusal.sku}: expected volumeMm3 of 0 or more, got ${refusal.value}`
    case "UnitIdTaken":
      return `unit ${refusal.id}: expected each unit once, got it twice`
    case "UnitSkuUnknown":
      return `unit ${refusal.id}: expected a SKU of the problem, got ${refusal.sku}`
    case "UnitOffFloor":
      return `unit ${refusal.unit.id}: expected a place in an aisle between the cross-aisles, got aisle ${
        refusal.unit.aisle
      } at ${refusal.unit.yMm} mm`
    case "OrderIdTaken":
      return `order ${refusal.id}: expected each order once, got it twice`
    case "OrderHasNoLines":
      return `order ${refusal.id}: expected at least one line, got none`
    case "OrderSkuUnknown":
      return `order ${refusal.id}: expected a SKU of the problem, got ${refusal.sku}`
    case "QuantityWrong":
      return `order ${refusal.id}, SKU ${refusal.sku}: expected a whole number of at least 1, got ${refusal.value}`
    case "LeastUnitsOutOfReach":
      return `leastUnits: expected at most the ${refusal.most} units of orders that can be served, got ${refusal.asked}`
    case "LeastUnitsNotReached":
      return `leastUnits: expected orders of ${refusal.asked} units that the shelves can serve together, found ${
        refusal.reached
      }`
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1

const floorRefusal = ({ depotAisle, floor }: MixedShelvesProblem): MixedShelvesRefusal | undefined => {
  const { aisleXMm, crossAisleYMm } = floor
  if (aisleXMm.length < 1) return { _tag: "TooFewAisles", count: aisleXMm.length, least: 1 }
  if (crossAisleYMm.length !== 3) return { _tag: "NotThreeCrossAisles", count: crossAisleYMm.length }
  for (const field of ["aisleXMm", "crossAisleYMm"] as const) {
    const places = floor[field]
    const index = places.findIndex((place, at) => !(isPosition(place) && place > (places[at - 1] ?? -Infinity)))
    if (index >= 0) return { _tag: "NotAscending", field, index }
  }
  return isAisle(floor, depotAisle) ? undefined : { _tag: "DepotOffFloor", aisle: depotAisle }
}

const isAisle = ({ aisleXMm }: RectangularFloor, aisle: number): boolean =>
  Number.isInteger(aisle) && aisle >= 0 && aisle < aisleXMm.length

const unitRefusal = (
  { floor, units }: MixedShelvesProblem,
  volumeOf: ReadonlyMap<Sku, number>
): MixedShelvesRefusal | undefined => {
  const [front, , back] = floor.crossAisleYMm as [number, number, number]
  const ids = new Set<SerialId>()
  for (const unit of units) {
    if (ids.has(unit.id)) return { _tag: "UnitIdTaken", id: unit.id }
    ids.add(unit.id)
    if (!volumeOf.has(unit.sku)) return { _tag: "UnitSkuUnknown", id: unit.id, sku: unit.sku }
    const onFloor = isAisle(floor, unit.aisle) && unit.yMm >= front && unit.yMm <= back
    if (!onFloor) return { _tag: "UnitOffFloor", unit }
  }
  return undefined
}

const orderRefusal = (
  { orders }: MixedShelvesProblem,
  volumeOf: ReadonlyMap<Sku, number>
): MixedShelvesRefusal | undefined => {
  const ids = new Set<FulfilmentOrderId>()
  for (const { id, lines } of orders) {
    if (ids.has(id)) return { _tag: "OrderIdTaken", id }
    ids.add(id)
    if (lines.length === 0) return { _tag: "OrderHasNoLines", id }
    for (const { quantity, sku } of lines) {
      if (!volumeOf.has(sku)) return { _tag: "OrderSkuUnknown", id, sku }
      if (!isCount(quantity)) return { _tag: "QuantityWrong", id, sku, value: quantity }
    }
  }
  return undefined
}

const outOfReach = (
  { leastUnits, limits, orders, units }: MixedShelvesProblem,
  volumeOf: ReadonlyMap<Sku, number>
): MixedShelvesRefusal | undefined => {
  const onShelves = new Map<Sku, number>()
  for (const { sku } of units) onShelves.set(sku, (onShelves.get(sku) ?? 0) + 1)
  let most = 0
  for (const { lines } of orders) {
    const asked = new Map<Sku, number>()
    let count = 0
    for (const { quantity, sku } of lines) {
      asked.set(sku, (asked.get(sku) ?? 0) + quantity)
      count += quantity
    }
    const served = [...asked].every(
      ([sku, quantity]) => quantity <= (onShelves.get(sku) ?? 0) && (volumeOf.get(sku) as number) <= limits.volumeMm3
    )
    if (served) most += count
  }
  return most < leastUnits ? { _tag: "LeastUnitsOutOfReach", asked: leastUnits, most } : undefined
}
