/**
 * The tour of one picker over any stops: choose a method, go round, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { freeTour } from "./freeTour.ts"
import { isSameLength } from "./isSameLength.ts"
import { labelSetting } from "./labelSetting.ts"
import { relaxedBound } from "./relaxedBound.ts"
import { type FoundSequence, inOrderAtOnce, ruinAndRecreate } from "./ruinAndRecreate.ts"
import { type TourEnds, tourEndsOf } from "./tourEnds.ts"
import { isFree, type StopSequence, type TourModel, tourModels } from "./tourModel.ts"
import { tourCharges, type TourPlan } from "./TourPlan.ts"
import { type TourProblem, type TourStop } from "./TourProblem.ts"
import { type TourRefusal, tourRefusal } from "./TourRefusal.ts"
import { tourWalk } from "./tourWalk.ts"

/** When no seed is given it is 0; when no `stop` is given, the search runs until it finds nothing more. */
export type TourOptions = Partial<SolveOptions>

/** Up to so many stops a tour is exact: without windows and a cart that has to be emptied, and with either. */
const exactUpTo = { byLength: 12, byRule: 10 }

/** A sequence of stops with its ends, before it is written down. */
interface Found {
  readonly ends: TourEnds
  readonly sequence: StopSequence
  readonly bound: number
  readonly stopped: boolean
}

/**
 * A tour that visits every stop once and keeps every rule, charged per leg; its cost is its length. Up to a dozen stops
 * (ten with windows or a cart that has to be emptied) it is the shortest, proved. Beyond that, tours without rules are
 * searched by chained Lin-Kernighan with a Held-Karp bound, tours with rules by ruin and recreate; `proved` then means
 * that the two met. For a service, pass `afterMillis` as `stop`.
 *
 * Refuses what `TourRefusal` lists, `WindowsUnmet` among it: up to ten stops because there is no tour in time, beyond
 * because none was found.
 */
export const solveTour = (
  problem: TourProblem,
  { seed = 0, stop = whenExhausted }: TourOptions = {}
): Result.Result<Outcome<TourPlan>, TourRefusal> => {
  const refusal = tourRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const free = isFree(problem)
  const exact = problem.stops.length <= (needsLabels(problem) ? exactUpTo.byRule : exactUpTo.byLength)
  if (free && !exact) return Result.succeed(outcomeOf(problem, searched(problem, { seed, stop })))
  const found = exact ? proved(problem) : underRules(problem, { seed, stop })
  return Result.map(found, (best) => outcomeOf(problem, best))
}

const needsLabels = ({ cart, stops }: TourProblem): boolean =>
  cart !== undefined || stops.some((stop) => stop.window !== undefined)

const outcomeOf = (problem: TourProblem, { bound, ends, sequence, stopped }: Found): Outcome<TourPlan> => {
  const plan = tourWalk(problem, ends, sequence)
  const charges = tourCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const isMet = bound >= cost - 1e-9 * Math.max(1, cost)
  return {
    plan,
    cost,
    bound: isMet ? cost : Math.max(0, bound),
    charges,
    stoppedBy: isMet ? "proved" : stopped ? "caller" : "exhausted"
  }
}

const proved = (problem: TourProblem): Result.Result<Found, TourRefusal> => {
  let best: Found | undefined
  const models = tourModels(problem)
  for (const model of models) {
    const found = labelSetting(model)
    if (found === undefined || found.cost >= (best?.bound ?? Number.POSITIVE_INFINITY)) continue
    best = { ends: model, sequence: found.sequence, bound: found.cost, stopped: false }
  }
  return best === undefined
    ? Result.fail(unmet(problem, leastLate(models, { seed: 0, stop: whenExhausted }), true))
    : Result.succeed(best)
}

const underRules = (problem: TourProblem, options: SolveOptions): Result.Result<Found, TourRefusal> => {
  const models = tourModels(problem)
  const found = leastLate(models, options)
  if (found.late > 0) return Result.fail(unmet(problem, found, false))
  return Result.succeed({ ...found, bound: relaxedBound(models, found.cost, found.stopped) })
}

type Searched = FoundSequence & { readonly ends: TourEnds }

/** The best order over all ways to begin and end: the least late, and of those the shortest. */
const leastLate = (models: ReadonlyArray<TourModel>, { seed, stop }: SolveOptions): Searched => {
  let best: Searched | undefined
  let rounds = 0
  let least = Number.POSITIVE_INFINITY
  const counted: Stop = ({ cost }) => {
    least = Math.min(cost, least)
    return stop({ iteration: rounds++, cost: least })
  }
  /** Asked within a round, which is not counted twice. */
  const isOver = (): boolean => stop({ iteration: Math.max(0, rounds - 1), cost: least })
  for (const model of models) {
    if (best?.stopped === true && model.count >= inOrderAtOnce) break
    const found = { ...ruinAndRecreate(model, random(seed), counted, isOver), ends: model }
    const isStopped = found.stopped || best?.stopped === true
    best =
      best === undefined || found.cost < best.cost ? { ...found, stopped: isStopped } : { ...best, stopped: isStopped }
  }
  return best as Searched
}

const unmet = ({ stops, unitsPerSecond = 1 }: TourProblem, found: Searched, proved: boolean): TourRefusal => ({
  _tag: "WindowsUnmet",
  id: (stops[found.latest] as TourStop).id,
  lateMillis: (1_000 * found.late) / unitsPerSecond,
  proved
})

/** Rounds for each start before the best of them is searched on. */
const roundsToCompare = 300

/** A tour without rules, by its best start. */
const searched = (problem: TourProblem, { seed, stop }: SolveOptions): Found => {
  const { distances, stops } = problem
  const place = Int32Array.from(stops, (stop) => stop.place)
  const leg = (from: number, to: number): number => distances.between(place[from] as number, place[to] as number)
  let rounds = 0
  const from = (ends: TourEnds, most: number): Found => {
    const begun = rounds
    const counted: Stop = ({ cost }) => stop({ iteration: rounds++, cost }) || rounds - begun > most
    const depot = ends.isClosed ? {} : { depot: ends }
    const points = pointsOf(problem, ends)
    const found = freeTour(
      { count: stops.length, leg, ...depot, ...(points === undefined ? {} : { points }) },
      { seed, stop: counted, isOver: () => stop({ iteration: rounds, cost: Number.POSITIVE_INFINITY }) }
    )
    return { ...found, ends, sequence: { order: found.order, emptied: [] } }
  }
  const all = tourEndsOf(problem)
  if (all.length === 1) return from(all[0] as TourEnds, Number.POSITIVE_INFINITY)
  const compared = all.map((ends) => from(ends, roundsToCompare))
  const lengthOf = (found: Found): number => tourWalk(problem, found.ends, found.sequence).length
  const shortest = compared.reduce((best, found) => (lengthOf(found) < lengthOf(best) ? found : best))
  const longer = from(shortest.ends, Number.POSITIVE_INFINITY)
  const best = lengthOf(longer) < lengthOf(shortest) ? longer : shortest
  // The bound of the best start may have risen; the others' hold as they are.
  const bounds = compared.map((found) => (found === shortest ? Math.max(found.bound, longer.bound) : found.bound))
  return { ...best, bound: Math.min(...bounds), stopped: longer.stopped }
}

/** Where the nodes of a tour lie: its stops, and after them the one depot when there is one. */
const pointsOf = ({ distances: { points }, stops }: TourProblem, ends: TourEnds) => {
  if (points === undefined) return undefined
  const depots = ends.isClosed ? [] : [...new Set([...ends.beginPlace, ...ends.finishPlace])]
  if (
    depots.length > 1 ||
    (!ends.isClosed && ends.begin.some((length, stop) => !isSameLength(length, ends.finish[stop] as number)))
  )
    return undefined
  const places = [...stops.map((stop) => stop.place), ...depots]
  return {
    x: Float64Array.from(places, (place) => points.x[place] as number),
    y: Float64Array.from(places, (place) => points.y[place] as number)
  }
}

/** What a stop adds to a tour. */
export interface StopInTour {
  readonly id: string
  /** How much shorter the tour is that leaves the stop out and is otherwise the same. */
  readonly adds: number
  /** From where the tour begins and back to where it ends, for this stop alone. */
  readonly alone: number
}

/** What each stop adds to the length of a tour that `solveTour` gave, in the order visited. O(visits). */
export const explainTour = (
  { distances: { between }, stops }: TourProblem,
  plan: TourPlan
): ReadonlyArray<StopInTour> => {
  const placeOf = new Map(stops.map((stop) => [stop.id, stop.place]))
  const places = plan.visits.map((visit) => (visit._tag === "Stop" ? (placeOf.get(visit.id) as number) : visit.place))
  const way = [plan.from, ...places, plan.to]
  return plan.visits.flatMap((visit, turn) => {
    if (visit._tag === "DropOff") return []
    const [before, at, after] = [way[turn] as number, way[turn + 1] as number, way[turn + 2] as number]
    const adds = between(before, at) + between(at, after) - between(before, after)
    return [{ id: visit.id, adds, alone: between(plan.from, at) + between(at, plan.to) }]
  })
}
