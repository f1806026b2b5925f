/**
 * Batches of orders with a picklist for each walk, and an independent judge of them.
 */
import { type FulfilmentOrderId, type SerialId, type Sku } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type MixedShelvesProblem, type ShelfOrder, type ShelfUnit } from "./MixedShelvesProblem.ts"

/** A unit to take, and whose it is. */
export interface ShelfPick {
  readonly unit: SerialId
  readonly order: FulfilmentOrderId
}

/** One walk through one zone. */
export interface ShelfPicklist {
  readonly zone: string
  /** In the order of the walk. */
  readonly picks: ReadonlyArray<ShelfPick>
  readonly walkMm: number
}

/** Orders whose picklists belong together. */
export interface ShelfBatch {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  readonly picklists: ReadonlyArray<ShelfPicklist>
}

/** The orders that are picked, in batches; the others wait. */
export interface MixedShelvesPlan {
  readonly batches: ReadonlyArray<ShelfBatch>
}

interface Where {
  readonly batch: number
  readonly picklist: number
}

/** What is wrong with a plan. Batches, and the picklists of each, are numbered by their index. */
export type MixedShelvesViolation =
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "BatchEmpty"; readonly batch: number }
  | { readonly _tag: "BatchTooLarge"; readonly batch: number; readonly orders: number; readonly most: number }
  /** An order gets more or fewer units of a SKU than it asks for. */
  | {
      readonly _tag: "OrderServedWrong"
      readonly id: FulfilmentOrderId
      readonly sku: Sku
      readonly asked: number
      readonly given: number
    }
  | { readonly _tag: "PickOfOtherBatch"; readonly batch: number; readonly pick: ShelfPick }
  | { readonly _tag: "UnitUnknown"; readonly id: SerialId }
  | { readonly _tag: "UnitTwice"; readonly id: SerialId }
  | ({ readonly _tag: "PicklistEmpty" } & Where)
  | ({ readonly _tag: "UnitOfOtherZone"; readonly id: SerialId } & Where)
  | ({ readonly _tag: "ContainerOverfull"; readonly volumeMm3: number; readonly mostMm3: number } & Where)
  | ({ readonly _tag: "WalkWrong"; readonly statedMm: number; readonly walkMm: number } & Where)
  | { readonly _tag: "TooFewUnits"; readonly asked: number; readonly picked: number }

/** Where a walk can be: a unit's place or the depot's. */
type Place = Pick<ShelfUnit, "aisle" | "yMm">

/**
 * The shortest walk between two places of one zone: in one aisle as `withinAisle` says, else by the cross-aisle that
 * adds least.
 */
export const shelfWalkMm = ({ floor, withinAisle }: MixedShelvesProblem, from: Place, to: Place): number => {
  if (withinAisle === "straight" && from.aisle === to.aisle) return Math.abs(from.yMm - to.yMm)
  const ways = floor.crossAisleYMm.map((yMm, line) => {
    const past = floor.crossAisleYMm[line === 0 ? 1 : line - 1] as number
    // A far cross-aisle is reached from a place in its own block alone.
    const isMiddle = line === 1
    const within = [from, to].every((place) => isMiddle || (yMm < past ? place.yMm <= past : place.yMm >= past))
    return within ? Math.abs(from.yMm - yMm) + Math.abs(to.yMm - yMm) : Number.POSITIVE_INFINITY
  })
  const [fromXMm, toXMm] = [floor.aisleXMm[from.aisle] as number, floor.aisleXMm[to.aisle] as number]
  return Math.min(...ways) + Math.abs(fromXMm - toXMm)
}

/** The walk of a picklist: from the depot over its units, in their order, and back. */
export const picklistWalkMm = (problem: MixedShelvesProblem, units: ReadonlyArray<Place>): number => {
  const depot = { aisle: problem.depotAisle, yMm: problem.floor.crossAisleYMm[1] as number }
  let walkMm = 0
  let at: Place = depot
  for (const unit of [...units, depot]) {
    walkMm += shelfWalkMm(problem, at, unit)
    at = unit
  }
  return walkMm
}

/** What a plan is charged for: the walk of each picklist, by its batch, numbered from 1, and its zone. */
export const mixedShelvesCharges = ({ batches }: MixedShelvesPlan): ReadonlyArray<Charge> =>
  batches.flatMap(({ picklists }, batch) =>
    picklists.map(({ walkMm, zone }) => ({ reason: "walk", subject: `batch ${batch + 1}, ${zone}`, amount: walkMm }))
  )

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 * O(units + picks).
 */
export const mixedShelvesViolations = (
  problem: MixedShelvesProblem,
  plan: MixedShelvesPlan
): ReadonlyArray<MixedShelvesViolation> => {
  const found: Array<MixedShelvesViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const judged = new Set<FulfilmentOrderId>()
  const judgePicks = picksJudge(problem)
  let picked = 0
  for (const [batch, { orders, picklists }] of plan.batches.entries()) {
    if (orders.length === 0) found.push({ _tag: "BatchEmpty", batch })
    const most = problem.limits.orders
    if (orders.length > most) found.push({ _tag: "BatchTooLarge", batch, orders: orders.length, most })
    const given = new Map<FulfilmentOrderId, Map<Sku, number>>(orders.map((id) => [id, new Map<Sku, number>()]))
    for (const [picklist, list] of picklists.entries()) {
      found.push(...judgePicks({ batch, picklist }, list, given))
      picked += list.picks.length
    }
    for (const id of orders) {
      const order = orderOf.get(id)
      if (judged.has(id)) found.push({ _tag: "OrderTwice", id })
      else if (order === undefined) found.push({ _tag: "OrderUnknown", id })
      else found.push(...servedWrong(order, given.get(id) ?? new Map<Sku, number>()))
      judged.add(id)
    }
  }
  if (picked < problem.leastUnits) found.push({ _tag: "TooFewUnits", asked: problem.leastUnits, picked })
  return found
}

/** Judges picklist after picklist, and books every unit to its order. */
const picksJudge = (problem: MixedShelvesProblem) => {
  const unitOf = new Map(problem.units.map((unit) => [unit.id, unit]))
  const volumeOf = new Map(problem.skus.map(({ sku, volumeMm3 }) => [sku, volumeMm3]))
  const taken = new Set<SerialId>()
  return (
    where: Where,
    { picks, walkMm: statedMm, zone }: ShelfPicklist,
    given: ReadonlyMap<FulfilmentOrderId, Map<Sku, number>>
  ): ReadonlyArray<MixedShelvesViolation> => {
    const found: Array<MixedShelvesViolation> = []
    const visited: Array<ShelfUnit> = []
    if (picks.length === 0) found.push({ _tag: "PicklistEmpty", ...where })
    for (const pick of picks) {
      const unit = unitOf.get(pick.unit)
      const toOrder = given.get(pick.order)
      if (toOrder === undefined) found.push({ _tag: "PickOfOtherBatch", batch: where.batch, pick })
      if (taken.has(pick.unit)) found.push({ _tag: "UnitTwice", id: pick.unit })
      taken.add(pick.unit)
      if (unit === undefined) {
        found.push({ _tag: "UnitUnknown", id: pick.unit })
        continue
      }
      visited.push(unit)
      if (unit.zone !== zone) found.push({ _tag: "UnitOfOtherZone", id: unit.id, ...where })
      toOrder?.set(unit.sku, (toOrder.get(unit.sku) ?? 0) + 1)
    }
    const volumeMm3 = visited.reduce((sum, { sku }) => sum + (volumeOf.get(sku) ?? 0), 0)
    const mostMm3 = problem.limits.volumeMm3
    // Volumes that are not whole may add up to a rounding above the limit.
    if (volumeMm3 > mostMm3 * (1 + 1e-9)) found.push({ _tag: "ContainerOverfull", volumeMm3, mostMm3, ...where })
    const walkMm = picklistWalkMm(problem, visited)
    const isRight = Math.abs(walkMm - statedMm) <= 1e-9 * Math.max(1, walkMm)
    if (!isRight) found.push({ _tag: "WalkWrong", statedMm, walkMm, ...where })
    return found
  }
}

const servedWrong = (order: ShelfOrder, given: ReadonlyMap<Sku, number>): ReadonlyArray<MixedShelvesViolation> => {
  const asked = new Map<Sku, number>()
  for (const { quantity, sku } of order.lines) asked.set(sku, (asked.get(sku) ?? 0) + quantity)
  return [...new Set([...asked.keys(), ...given.keys()])].flatMap((sku) => {
    const [wanted, got] = [asked.get(sku) ?? 0, given.get(sku) ?? 0]
    return wanted === got ? [] : [{ _tag: "OrderServedWrong" as const, id: order.id, sku, asked: wanted, given: got }]
  })
}
