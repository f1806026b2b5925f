/**
 * Totes on their way through the zones, and an independent judge of it.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type PassedOrder, type PassProblem } from "./PassProblem.ts"

/** A tote at a station. Times are in milliseconds after the first release. */
export interface StationVisit {
  readonly zone: string
  readonly arrivesMillis: number
  readonly startMillis: number
  readonly endMillis: number
}

export interface PassedTote {
  readonly id: FulfilmentOrderId
  readonly releasedMillis: number
  readonly visits: ReadonlyArray<StationVisit>
  /** When it leaves its last station. */
  readonly endMillis: number
}

/** How busy a zone is. */
export interface StationLoad {
  readonly zone: string
  readonly totes: number
  /** What its pickers work in all, at their pace. */
  readonly workMillis: number
  /** What its totes wait in all. */
  readonly waitMillis: number
}

/** Totes in the sequence of their release. */
export interface PassPlan {
  readonly totes: ReadonlyArray<PassedTote>
  readonly stations: ReadonlyArray<StationLoad>
  /** When the last tote leaves its last station. */
  readonly makespanMillis: number
}

/** What is wrong with the way of totes. Those with a zone are about a visit. */
export type PassViolation =
  | { readonly _tag: "OrderMissed"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "ReleasedWrong"; readonly id: FulfilmentOrderId; readonly releasedMillis: number }
  /** Zones with work are left out, or others visited, or in another order. */
  | { readonly _tag: "ZonesWrong"; readonly id: FulfilmentOrderId; readonly zones: ReadonlyArray<string> }
  | { readonly _tag: "ArrivalWrong"; readonly id: FulfilmentOrderId; readonly zone: string }
  | { readonly _tag: "StartsBeforeArrival"; readonly id: FulfilmentOrderId; readonly zone: string }
  | { readonly _tag: "WorkMiscounted"; readonly id: FulfilmentOrderId; readonly zone: string }
  | { readonly _tag: "EndMiscounted"; readonly id: FulfilmentOrderId }
  /** More totes are worked on at once than there are pickers. */
  | { readonly _tag: "PickersOver"; readonly zone: string; readonly id: FulfilmentOrderId }
  /** It starts before one that came earlier. */
  | { readonly _tag: "NotFirstCome"; readonly zone: string; readonly id: FulfilmentOrderId }

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
const isBefore = (a: number, b: number): boolean => a < b && !isSame(a, b)

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 * Late totes are no violation: they are charged.
 */
export const passViolations = (problem: PassProblem, plan: PassPlan): ReadonlyArray<PassViolation> => {
  const found: Array<PassViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const seen = new Set<FulfilmentOrderId>()
  for (const [turn, tote] of plan.totes.entries()) {
    const { id } = tote
    const order = orderOf.get(id)
    if (seen.has(id)) found.push({ _tag: "OrderTwice", id })
    seen.add(id)
    if (order === undefined) found.push({ _tag: "OrderUnknown", id })
    else found.push(...toteViolations(problem, order, tote, turn * (problem.releaseMillis ?? 0)))
  }
  for (const { id } of problem.orders) if (!seen.has(id)) found.push({ _tag: "OrderMissed", id })
  for (const { id, pickers } of problem.zones) found.push(...stationViolations(plan, id, pickers))
  return found
}

const toteViolations = (
  { zones }: PassProblem,
  order: PassedOrder,
  tote: PassedTote,
  released: number
): ReadonlyArray<PassViolation> => {
  const { id, releasedMillis, visits } = tote
  const found: Array<PassViolation> = []
  if (!isSame(released, releasedMillis)) found.push({ _tag: "ReleasedWrong", id, releasedMillis })
  const visited = visits.map(({ zone }) => zone)
  const asked = zones.map((zone) => zone.id).filter((zone) => order.zones.some((at) => at.zone === zone))
  if (visited.join("\n") !== asked.join("\n")) return [...found, { _tag: "ZonesWrong", id, zones: visited }]
  let at = releasedMillis
  for (const zone of zones) {
    at += zone.transportMillis
    const visit = visits.find((other) => other.zone === zone.id)
    const work = order.zones.find((other) => other.zone === zone.id)
    if (visit === undefined || work === undefined) continue
    const { arrivesMillis, endMillis, startMillis } = visit
    if (!isSame(at, arrivesMillis)) found.push({ _tag: "ArrivalWrong", id, zone: zone.id })
    if (isBefore(startMillis, arrivesMillis)) found.push({ _tag: "StartsBeforeArrival", id, zone: zone.id })
    if (!isSame(endMillis, startMillis + work.workMillis / (zone.pace ?? 1))) {
      found.push({ _tag: "WorkMiscounted", id, zone: zone.id })
    }
    at = endMillis
  }
  if (!isSame(tote.endMillis, visits.at(-1)?.endMillis ?? Number.NaN)) found.push({ _tag: "EndMiscounted", id })
  return found
}

const stationViolations = ({ totes }: PassPlan, zone: string, pickers: number): ReadonlyArray<PassViolation> => {
  const found: Array<PassViolation> = []
  const here = totes.flatMap(({ id, visits }) =>
    visits.filter((visit) => visit.zone === zone).map((visit) => ({ id, ...visit }))
  )
  for (const visit of here) {
    const atOnce = here.filter(
      (other) => !isBefore(visit.startMillis, other.startMillis) && isBefore(visit.startMillis, other.endMillis)
    )
    if (atOnce.length > pickers) found.push({ _tag: "PickersOver", zone, id: visit.id })
    const isPassed = here.some(
      (other) => isBefore(other.arrivesMillis, visit.arrivesMillis) && isBefore(visit.startMillis, other.startMillis)
    )
    if (isPassed) found.push({ _tag: "NotFirstCome", zone, id: visit.id })
  }
  return found
}

/** What each tote is charged for: its time in system, or its lateness. */
export const passCharges = ({ objective, orders }: PassProblem, { totes }: PassPlan): ReadonlyArray<Charge> => {
  const dueOf = new Map(orders.map(({ dueMillis, id }) => [id, dueMillis]))
  return totes
    .map(({ endMillis, id, releasedMillis }) => ({
      reason: objective === "flow" ? "time in system" : "lateness",
      subject: id,
      amount: objective === "flow" ? endMillis - releasedMillis : Math.max(0, endMillis - (dueOf.get(id) ?? endMillis))
    }))
    .filter(({ amount }) => amount > 0)
}
