/**
 * The walk of one picker, and an independent judge of it.
 */
import { type LocationId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type Point } from "@stowage/layout/Location"
import { type Crossing, type RoutingProblem } from "./RoutingProblem.ts"

/** A pick in the order of the walk. */
export interface Visit {
  readonly id: LocationId
  /** How far has been walked when it is reached. */
  readonly walkedMm: number
}

/** A walk from the depot back to the depot, or to one of the ends that the problem names. */
export interface PickRoute {
  readonly visits: ReadonlyArray<Visit>
  /** Where the walk starts, turns and ends. Each leg between two of them is straight. */
  readonly turns: ReadonlyArray<Point>
  readonly walkMm: number
}

/** What is wrong with a route. */
export type RouteViolation =
  | { readonly _tag: "PickMissed"; readonly id: LocationId }
  | { readonly _tag: "PickTwice"; readonly id: LocationId }
  | { readonly _tag: "PickUnknown"; readonly id: LocationId }
  /** The walk is somewhere else when it should be at the pick. */
  | { readonly _tag: "PickNotThere"; readonly id: LocationId; readonly walkedMm: number }
  /** The walk was past this pick when it visited the one before. */
  | { readonly _tag: "VisitsOutOfOrder"; readonly id: LocationId }
  | { readonly _tag: "NotFromDepot" }
  /** Nor to any of the ends that the problem names instead. */
  | { readonly _tag: "NotToDepot" }
  /** The leg that starts at this turn keeps neither to an aisle nor to a cross-aisle. */
  | { readonly _tag: "LegOffFloor"; readonly turn: number }
  | { readonly _tag: "WalkMiscounted"; readonly statedMm: number; readonly countedMm: number }

/**
 * Everything that is wrong with `route` as an answer to `problem`; empty when it is one. Shares no code with any
 * solver.
 */
export const routeViolations = (problem: RoutingProblem, route: PickRoute): ReadonlyArray<RouteViolation> => {
  const walkedAtTurn = distancesAtTurns(route.turns)
  return [
    ...visitViolations(problem, route, walkedAtTurn),
    ...depotViolations(problem, route.turns),
    ...legViolations(problem, route.turns),
    ...lengthViolations(route, walkedAtTurn.at(-1) ?? 0)
  ]
}

/** How far a route walks in each aisle and in each cross-aisle, by index. */
export interface WalkedMm {
  readonly inAisle: Float64Array
  readonly inCrossAisle: Float64Array
}

/** Adds up the legs between the turns of a route. O(turns × log aisles). */
export const walkedMm = ({ aisleXMm, crossAisleYMm }: RoutingProblem["floor"], { turns }: PickRoute): WalkedMm => {
  const inAisle = new Float64Array(aisleXMm.length)
  const inCrossAisle = new Float64Array(crossAisleYMm.length)
  for (let turn = 1; turn < turns.length; turn++) {
    const from = turns[turn - 1] as Point
    const to = turns[turn] as Point
    if (from.xMm === to.xMm) add(inAisle, indexIn(aisleXMm, to.xMm), Math.abs(to.yMm - from.yMm))
    else add(inCrossAisle, indexIn(crossAisleYMm, to.yMm), Math.abs(to.xMm - from.xMm))
  }
  return { inAisle, inCrossAisle }
}

/**
 * What the walk is charged for: one addend per aisle and per cross-aisle walked in, in that order. Both are named by
 * number from 1, aisles from the left and cross-aisles from the front.
 */
export const walkCharges = ({ floor }: RoutingProblem, route: PickRoute): ReadonlyArray<Charge> => {
  const { inAisle, inCrossAisle } = walkedMm(floor, route)
  return [...chargesFor("aisle", inAisle), ...chargesFor("cross-aisle", inCrossAisle)]
}

/** Where a value is among ascending ones; their count where it is above them all. */
const indexIn = (ascending: ReadonlyArray<number>, value: number): number => {
  let [from, to] = [0, ascending.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ascending[middle] as number) < value) from = middle + 1
    else to = middle
  }
  return from
}

const add = (sums: Float64Array, index: number, amount: number): void => {
  sums[index] = (sums[index] as number) + amount
}

const chargesFor = (place: string, amounts: Float64Array): Array<Charge> => {
  const charges: Array<Charge> = []
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index] as number
    if (amount > 0) charges.push({ reason: "walk", subject: `${place} ${index + 1}`, amount })
  }
  return charges
}

/** Lengths are sums of decimals when the floor's are, so the same length may be written a rounding apart. */
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const legMm = (from: Point, to: Point): number => Math.abs(from.xMm - to.xMm) + Math.abs(from.yMm - to.yMm)

const distancesAtTurns = (turns: ReadonlyArray<Point>): ReadonlyArray<number> => {
  let walkedMm = 0
  return turns.map((turn, index) => {
    walkedMm += index === 0 ? 0 : legMm(turns[index - 1] as Point, turn)
    return walkedMm
  })
}

const visitViolations = (
  problem: RoutingProblem,
  { turns, visits }: PickRoute,
  walkedAtTurn: ReadonlyArray<number>
): ReadonlyArray<RouteViolation> => {
  const found: Array<RouteViolation> = []
  const placeOf = new Map(
    problem.picks.map(({ aisle, id, yMm }) => [id, { xMm: problem.floor.aisleXMm[aisle] as number, yMm }])
  )
  const visited = new Set<LocationId>()
  let before = 0
  for (const { id, walkedMm } of visits) {
    const place = placeOf.get(id)
    if (place === undefined) found.push({ _tag: "PickUnknown", id })
    else if (visited.has(id)) found.push({ _tag: "PickTwice", id })
    else if (!isThere(place, walkedMm, turns, walkedAtTurn)) found.push({ _tag: "PickNotThere", id, walkedMm })
    if (walkedMm < before && !same(walkedMm, before)) found.push({ _tag: "VisitsOutOfOrder", id })
    visited.add(id)
    before = walkedMm
  }
  for (const { id } of problem.picks) if (!visited.has(id)) found.push({ _tag: "PickMissed", id })
  return found
}

/** Whether somebody who has walked so far along the turns stands at `place`. */
const isThere = (
  place: Point,
  walkedMm: number,
  turns: ReadonlyArray<Point>,
  walkedAtTurn: ReadonlyArray<number>
): boolean =>
  turns.some((turn, index) => {
    const walked = walkedMm - (walkedAtTurn[index] as number)
    const next = turns[index + 1] ?? turn
    const length = legMm(turn, next)
    if (walked < -1e-6 || walked > length + 1e-6) return false
    const xMm = turn.xMm + walked * Math.sign(next.xMm - turn.xMm)
    const yMm = turn.yMm + walked * Math.sign(next.yMm - turn.yMm)
    return same(xMm, place.xMm) && same(yMm, place.yMm)
  })

const depotViolations = (
  { depot, ends, floor }: RoutingProblem,
  turns: ReadonlyArray<Point>
): ReadonlyArray<RouteViolation> => {
  const isAt = (point: Point | undefined, { aisle, crossAisle }: Crossing): boolean =>
    point?.xMm === floor.aisleXMm[aisle] && point?.yMm === floor.crossAisleYMm[crossAisle]
  const found: Array<RouteViolation> = []
  if (!isAt(turns[0], depot)) found.push({ _tag: "NotFromDepot" })
  if (!(ends ?? [depot]).some((end) => isAt(turns.at(-1), end))) found.push({ _tag: "NotToDepot" })
  return found
}

const legViolations = ({ floor }: RoutingProblem, turns: ReadonlyArray<Point>): ReadonlyArray<RouteViolation> => {
  const aisles = new Set(floor.aisleXMm)
  const crossAisles = new Set(floor.crossAisleYMm)
  const within = (value: number, range: ReadonlyArray<number>): boolean =>
    value >= (range[0] as number) && value <= (range.at(-1) as number)
  const onFloor = (from: Point, to: Point): boolean => {
    const inside = [from, to].every((end) => within(end.xMm, floor.aisleXMm) && within(end.yMm, floor.crossAisleYMm))
    const inAisle = from.xMm === to.xMm && aisles.has(from.xMm)
    const inCrossAisle = from.yMm === to.yMm && crossAisles.has(from.yMm)
    return inside && (inAisle || inCrossAisle)
  }
  return turns.flatMap((to, index) =>
    index === 0 || onFloor(turns[index - 1] as Point, to) ? [] : [{ _tag: "LegOffFloor" as const, turn: index - 1 }]
  )
}

const lengthViolations = ({ walkMm }: PickRoute, countedMm: number): ReadonlyArray<RouteViolation> =>
  same(walkMm, countedMm) ? [] : [{ _tag: "WalkMiscounted", statedMm: walkMm, countedMm }]
