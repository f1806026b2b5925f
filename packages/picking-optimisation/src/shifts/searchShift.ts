/**
 * The search for a shift: first the trips that would be best if any were in time, which are handed out; where some are
 * then late, or nothing better is found that way, orders and trips change places.
 */
import { random } from "@stowage/kernel/Random"
import { countedThrough, forPart, type Stop } from "@stowage/kernel/Stop"
import { annealShift, type ShiftIncumbent } from "./annealShift.ts"
import { type Groups, groupsMm } from "../batching/Batches.ts"
import { dearestMilli, handOut, inTurn } from "./handOut.ts"
import { type NearOrders, nearOrders } from "../batching/nearOrders.ts"
import { OrderSets } from "../batching/OrderSets.ts"
import { improveTrips, relaxedTripsOf } from "./relaxedTrips.ts"
import { SearchEffort } from "../batching/SearchEffort.ts"
import { type ShiftCore } from "./ShiftCore.ts"
import { type ShiftGroups, ShiftState } from "./ShiftState.ts"
import { type TripWalks } from "../trips/TripWalks.ts"

/** How a search goes: temperatures are parts of what an order costs on average. */
const way = {
  /** What part of what is left the relaxed search may take, and again while all of its trips are in time. */
  relaxed: [0.3, 0.8, 1],
  /** The same where it is not known how much is left. */
  relaxedIterations: 3_000,
  stepsPerOrder: 40,
  /** At least so many, but fewer for few orders. */
  steps: 4_000,
  stepsPerPair: 100,
  stepsGrow: 1.4,
  hot: [0.1, 0.05, 1, 0.2],
  cold: 0.005,
  fresh: 0.4,
  /** Of a millisecond late where none may be: it grows while no plan is in time, so many times before it starts anew. */
  penalty: 2,
  penaltyGrows: 2,
  penaltySteps: 6,
  patience: 12,
  /** So many times as patient while no plan is in time. */
  patienceUnfound: 3
}

/** What a search found; the cost of the best is `Infinity` where nothing keeps to every hard date. */
export interface FoundShift {
  readonly best: ShiftIncumbent
  /** What the search tried last. */
  readonly last: ShiftGroups
  /** Less than this is no work, and what it costs; 0 when nothing is known. */
  readonly leastWork: number
  /** Whether no plan has less work than the best, which costs nothing besides. */
  readonly isBest: boolean
  readonly isStopped: boolean
}

/** Searches until `stop`, or a proof, or until several rounds have brought nothing. */
export const searchShift = (core: ShiftCore, seed: number, stop: Stop): FoundShift => {
  const asked = countedThrough(stop)
  const first = inTurn(core)
  const start = new ShiftState(core, first)
  const best: ShiftIncumbent = { groups: first, cost: start.excess > 0 ? Number.POSITIVE_INFINITY : start.cost(0) }
  const relaxed = byRelaxation(core, first, best, seed, asked)
  if (relaxed.isBest) return { best, last: best.groups, leastWork: relaxed.leastWork, isBest: true, isStopped: false }
  const better =
    relaxed.groups !== undefined && costOf(core, relaxed.groups) < costOf(core, first) ? relaxed.groups : first
  const annealed = annealFrom(core, better, best, seed, asked)
  return { best, leastWork: relaxed.leastWork, isBest: false, ...annealed }
}

/** Trips found as if any were in time and then handed out; those that are go to `best`. */
const byRelaxation = (core: ShiftCore, first: ShiftGroups, best: ShiftIncumbent, seed: number, stop: Stop) => {
  const { lineMillis, problem, sets, walks } = core
  const relaxed = relaxedTripsOf(core)
  if (relaxed === undefined) return { groups: undefined, leastWork: 0, isBest: false }
  const isBound = sets.every((each) => each === sets[0]) && walks.every(({ isExact }) => isExact)
  const lines = lineMillis.reduce((sum, millis) => sum + millis, 0)
  const workOf = (mm: number): number => problem.weights.work * (relaxed.fastest * mm + lines)
  let trips: Groups = first.flat()
  let leastWork = 0
  let groups: ShiftGroups | undefined
  for (const share of way.relaxed) {
    const found = improveTrips(relaxed, trips, seed, forPart(stop, share, way.relaxedIterations))
    trips = found.groups
    groups = handOut(core, trips)
    if (isBound) leastWork = Math.max(leastWork, workOf(found.boundMm))
    const state = new ShiftState(core, groups)
    const cost = state.cost(0)
    if (state.excess === 0 && cost < best.cost) Object.assign(best, { groups, cost })
    const isTight = state.excess === 0 && cost <= workOf(groupsMm(relaxed.sets, trips)) + 1e-9 * cost
    if (isTight && isBound && found.stoppedBy === "proved") return { groups, leastWork: cost, isBest: true }
    if (!isTight || found.stoppedBy !== "caller") break
  }
  return { groups, leastWork, isBest: false }
}

const annealFrom = (core: ShiftCore, first: ShiftGroups, best: ShiftIncumbent, seed: number, stop: Stop) => {
  const chance = random(seed)
  const start = new ShiftState(core, first)
  const effort = new SearchEffort(stop, () => best.cost)
  const near = nearOnFloor(core, effort)
  const mildest = way.penalty * dearestMilli(core)
  let last = first
  const { orders } = core
  const firstSteps = Math.min(Math.max(way.steps, way.stepsPerOrder * orders), way.stepsPerPair * orders * orders)
  const patience = Math.min(way.patience, 2 * orders)
  let penalty = mildest
  for (let [round, idle] = [0, 0]; !effort.isOver; round++) {
    const before = best.cost
    const isFound = before < Number.POSITIVE_INFINITY
    if (idle >= (isFound ? 1 : way.patienceUnfound) * patience) break
    if (!isFound) penalty = mildest * way.penaltyGrows ** (round % way.penaltySteps)
    const state = new ShiftState(core, chance.chance(way.fresh) ? first : isFound ? best.groups : last)
    const steps = Math.ceil(firstSteps * way.stepsGrow ** Math.min(round, 12))
    const hot = way.hot[round % way.hot.length] as number
    const scale = start.cost(isFound ? 0 : penalty) / orders
    annealShift(state, { steps, from: hot * scale, to: way.cold * scale, penalty, near }, chance, best, effort)
    last = state.groups
    idle = best.cost < before ? 0 : idle + 1
  }
  return { last, isStopped: effort.isOver }
}

/** Which orders go well with which, by walks that take no time to measure. */
const nearOnFloor = ({ cart, walks: [walks] }: ShiftCore, effort: SearchEffort): NearOrders => {
  const { roughMm } = walks as TripWalks
  const rough = new OrderSets({ ...cart, walkMm: roughMm, margins: undefined, walksUntilAsked: 0 })
  return nearOrders(rough, rough, effort)
}

const costOf = (core: ShiftCore, groups: ShiftGroups): number =>
  new ShiftState(core, groups).cost(way.penalty * dearestMilli(core))
