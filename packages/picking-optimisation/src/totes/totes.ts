/**
 * Lines into totes and totes onto trips: choose a method, search, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, type SolveOptions, type Stop } from "@stowage/kernel/Stop"
import { type BatchCore } from "../batching/BatchCore.ts"
import { type Groups, groupsMm } from "../batching/Batches.ts"
import { bestGroups } from "../batching/bestGroups.ts"
import { exchangeLines } from "./exchangeLines.ts"
import { inWalkOrder } from "../batching/inWalkOrder.ts"
import { keepingTime } from "../batching/keepingTime.ts"
import { OrderSets } from "../batching/OrderSets.ts"
import { packTotes } from "./packTotes.ts"
import { SearchEffort } from "../batching/SearchEffort.ts"
import { startBatches } from "../batching/startBatches.ts"
import { type LoadedTote, ToteLoads } from "./ToteLoads.ts"
import { toteCharges, type TotePlan, type ToteTrip } from "./TotePlan.ts"
import { type ToteProblem, type ToteRefusal, toteRefusal } from "./ToteProblem.ts"
import { tripBound } from "../trips/tripBound.ts"
import { type FloorWalk, type TripWalks, tripWalks } from "../trips/TripWalks.ts"

/** Ways to fill totes and trips: the best there is time for; or lines as they come, and totes by savings. */
export const toteMethods = ["search", "savings"] as const
export type ToteMethod = (typeof toteMethods)[number]

export interface ToteOptions extends Partial<SolveOptions> {
  /** `search` when not given. */
  readonly method?: ToteMethod
}

/** A search that nobody stops ends after so many iterations. */
const iterationsUnasked = 2_000
/** Of more totes than this, those that lie near one another are looked at in pairs, not all. */
const mostForSavings = 1_000
/** Rounds of batching totes and moving lines, and how much of the work of a round is for either. */
const way = { rounds: 40, batchingIterations: 1_500, passes: 6, timesKept: 2 }

/**
 * Every unit in a tote, every tote on a trip that takes it, with a walk over each trip's places. The cost is the sum of
 * the walks in millimetres, charged per trip; no plan costs less than the bound.
 *
 * `search` is never worse than `savings`: it fills totes along a walk over all places, batches them, moves lines
 * between totes of an order to trips that pass anyway, and does so again. Orders that must not be split are never
 * mixed in a tote, even where they may be.
 *
 * Of more than a thousand totes only those are looked at in pairs that lie near one another, in memory that grows as
 * they do. Refuses what `ToteRefusal` lists, more than `mostTotes` totes among it.
 */
export const solveTotes = (
  problem: ToteProblem,
  options: ToteOptions = {}
): Result.Result<Outcome<TotePlan>, ToteRefusal> => {
  const refusal = toteRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { end, floor, orders, start } = problem
  const places = orders.flatMap(({ lines }) => lines.map(({ place }) => place))
  const atFirst = { iteration: 0, cost: Number.POSITIVE_INFINITY }
  const walks = tripWalks(floor, start, end, places, () => options.stop?.(atFirst) === true)
  const stopOf = new Map(walks.places.map((place, stop) => [place, stop]))
  const { method = "search", seed = 0, stop: given = afterIterations(iterationsUnasked) } = options
  const asTheyCome = packTotes(problem, stopOf, () => 0)
  const tooMany = problem.maySplit ? undefined : overCart(problem, asTheyCome)
  if (tooMany !== undefined) return Result.fail(tooMany)
  const along = packTotes(problem, stopOf, (at) => walks.rank[at] ?? -1)
  const stop =
    asTheyCome.length > mostForSavings ? keepingTime(given, () => planInOrder(problem, walks, asTheyCome)) : given
  const base = bySavings(problem, walks, asTheyCome, stop)
  const isFitting = problem.maySplit || overCart(problem, along) === undefined
  const packings = method === "savings" ? [] : isFitting ? [along, asTheyCome] : [asTheyCome]
  const { costMm, isStopped, trips: held } = searched(problem, walks, packings, { base, seed, stop })
  if (costMm === Number.POSITIVE_INFINITY) return Result.fail({ _tag: "NoWalkFound" })
  const plan = totePlanOf(problem, walks, held)
  const charges = toteCharges(plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, boundOf(problem))
  const stoppedBy = cost === bound ? "proved" : isStopped && options.stop !== undefined ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

type Totes = ReadonlyArray<LoadedTote>

/** What goes onto a trip as one: a tote, or all totes of an order that must not be split. */
const unitsOf = ({ maySplit }: ToteProblem, totes: Totes): Groups => {
  if (maySplit) return totes.map((_, tote) => [tote])
  const ofOwner = new Map<number, Array<number>>()
  for (const [tote, { owner }] of totes.entries()) {
    const owned = ofOwner.get(owner)
    if (owned === undefined) ofOwner.set(owner, [tote])
    else owned.push(tote)
  }
  return [...ofOwner.values()]
}

const overCart = (problem: ToteProblem, totes: Totes): ToteRefusal | undefined => {
  for (const unit of unitsOf(problem, totes)) {
    const owner = totes[unit[0] as number]?.owner as number
    const { id } = problem.orders[owner] as ToteProblem["orders"][number]
    if (unit.length > problem.totesPerCart) {
      return { _tag: "OrderOverCart", id, totes: unit.length, most: problem.totesPerCart }
    }
  }
  return undefined
}

/** Units as orders of a batching problem, each with as many totes as it is. */
const coreOf = (problem: ToteProblem, walks: TripWalks, totes: Totes, units: Groups): BatchCore => {
  const lists = units.map((unit) => {
    const stops = new Set(unit.flatMap((tote) => (totes[tote] as LoadedTote).portions.map(({ stop }) => stop)))
    stops.delete(-1)
    return Int32Array.from(stops).sort()
  })
  const firstStop = new Int32Array(units.length + 1)
  for (const [unit, list] of lists.entries()) firstStop[unit + 1] = (firstStop[unit] as number) + list.length
  const stop = new Int32Array(firstStop.at(-1) as number)
  for (const [unit, list] of lists.entries()) stop.set(list, firstStop[unit])
  return {
    orders: units.length,
    load: Float64Array.from(units, ({ length }) => length),
    most: Float64Array.of(problem.totesPerCart),
    firstStop,
    stop,
    stops: walks.places.length,
    rank: walks.rank,
    aisleOf: walks.aisleOf,
    walkMm: quickOf(walks),
    handlingMm: new Float64Array(units.length),
    mostMm: Number.POSITIVE_INFINITY,
    isMonotone: true,
    stepMm: 0,
    walksUntilAsked: 50
  }
}

/** Trips stop at hundreds of places: where no sweep measures them, the order of a walk over all does. */
const quickOf = ({ isExact, roughMm, walkMm }: TripWalks): BatchCore["walkMm"] => (isExact ? walkMm : roughMm)

/** Totes on trips, as they are totes. */
interface Filled {
  readonly trips: ReadonlyArray<ReadonlyArray<LoadedTote>>
  readonly costMm: number
  readonly isStopped: boolean
}

const bySavings = (problem: ToteProblem, walks: TripWalks, totes: Totes, stop: Stop): Filled => {
  const units = unitsOf(problem, totes)
  const sets = new OrderSets(coreOf(problem, walks, totes, units))
  const { groups, stopped } = startBatches(sets, mostForSavings, stop)
  return { trips: tripsIn(groups, units, totes), costMm: groupsMm(sets, groups), isStopped: stopped }
}

/** A plan that is made in no time, to see how long one takes to make. */
const planInOrder = (problem: ToteProblem, walks: TripWalks, totes: Totes): TotePlan => {
  const units = unitsOf(problem, totes)
  const sets = new OrderSets(coreOf(problem, walks, totes, units))
  return totePlanOf(problem, walks, tripsIn(inWalkOrder(sets), units, totes))
}

/** The totes of each trip that hold something; trips of none are left out. */
const tripsIn = (groups: Groups, units: Groups, totes: Totes): Filled["trips"] =>
  groups.flatMap((group) => {
    const held = group
      .flatMap((unit) => units[unit] as Groups[number])
      .map((tote) => totes[tote] as LoadedTote)
      .filter(({ portions }) => portions.length > 0)
    return held.length > 0
      ? [held.map((tote) => ({ ...tote, portions: tote.portions.map((each) => ({ ...each })) }))]
      : []
  })

interface Search {
  readonly base: Filled
  readonly seed: number
  readonly stop: Stop
}

/** The best of what the packings lead to, one after the other, and of `base`. */
const searched = (
  problem: ToteProblem,
  walks: TripWalks,
  packings: ReadonlyArray<Totes>,
  { base, seed, stop }: Search
): Filled => {
  const chance = random(seed)
  const loads = new ToteLoads(problem)
  let best = base
  let [iteration, isStopped] = [0, base.isStopped]
  const asked: Stop = ({ cost }) => {
    isStopped ||= stop({ iteration: iteration++, cost: Math.min(cost, best.costMm) })
    return isStopped
  }
  for (const totes of packings) {
    const units = unitsOf(problem, totes)
    let groups: Groups | undefined
    let costMm = Number.POSITIVE_INFINITY
    for (let round = 0; round < way.rounds; round++) {
      if (isStopped) break
      const sets = new OrderSets(coreOf(problem, walks, totes, units))
      const start: Groups = groups ?? startBatches(sets, mostForSavings, asked).groups
      const until = iteration + way.batchingIterations
      groups = bestGroups(sets, start, seed + round, (progress) => asked(progress) || iteration > until).groups
      const before = costMm
      costMm = groupsMm(sets, groups) - moveLines(problem, walks, totes, indexesIn(groups, units), loads, chance, asked)
      if (costMm < best.costMm) best = { trips: tripsIn(groups, units, totes), costMm, isStopped }
      if (costMm >= before - 1e-7) break
    }
  }
  return { ...best, isStopped }
}

const indexesIn = (groups: Groups, units: Groups): Groups =>
  groups.map((group) => group.flatMap((unit) => units[unit] as Groups[number]))

const moveLines = (
  { maySplit }: ToteProblem,
  walks: TripWalks,
  totes: Totes,
  groups: Groups,
  loads: ToteLoads,
  chance: ReturnType<typeof random>,
  stop: Stop
): number => {
  if (!maySplit) return 0
  const tripOf = new Int32Array(totes.length)
  for (const [trip, group] of groups.entries()) for (const tote of group) tripOf[tote] = trip
  const trips = { totes, tripOf, trips: groups.length, stops: walks.places.length, walkMm: quickOf(walks) }
  const effort = new SearchEffort(stop, () => Number.POSITIVE_INFINITY)
  return exchangeLines(loads, trips, way.passes, chance, effort)
}

/** Trips with their walks; of many units of a line many trips stop at the same places. */
const totePlanOf = (problem: ToteProblem, walks: TripWalks, trips: Filled["trips"]): TotePlan => {
  const known = new Map<string, FloorWalk>()
  return {
    trips: trips.map((totes) => {
      const stops = new Set(totes.flatMap(({ portions }) => portions.map(({ stop }) => stop)))
      stops.delete(-1)
      const list = Int32Array.from(stops).sort()
      const key = list.join()
      const walk = known.get(key) ?? walks.walkOf(list, way.timesKept)
      known.set(key, walk)
      return toteTripOf(problem, totes, walk)
    })
  }
}

const toteTripOf = ({ orders }: ToteProblem, totes: Totes, walk: FloorWalk): ToteTrip => ({
  totes: totes.map(({ portions }) =>
    portions.map(({ line, order, quantity }) => ({
      order: (orders[order] as ToteProblem["orders"][number]).id,
      line,
      quantity
    }))
  ),
  ...walk
})

/** A walk to the farthest place and to the end, for each order that is alone the farthest of any. */
const boundOf = ({ end, floor, orders, start }: ToteProblem): number =>
  tripBound({
    floor,
    start,
    end,
    limits: {},
    orders: orders.map(({ id, lines }) => ({
      id,
      stops: lines.map(({ place }) => place),
      totes: 1,
      volumeMm3: 0,
      massGrams: 0
    }))
  })
