/**
 * Orders into walks on a floor of any shape: choose a method, batch, and say how good it is.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, countedThrough, type SolveOptions, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { type BatchCore, type WalkMm } from "../batching/BatchCore.ts"
import { type Groups, groupsMm } from "../batching/Batches.ts"
import { bestGroups, type Grouped } from "../batching/bestGroups.ts"
import { inWalkOrder, leastOf } from "../batching/inWalkOrder.ts"
import { keepingTime } from "../batching/keepingTime.ts"
import { OrderSets } from "../batching/OrderSets.ts"
import { type SavingsFound } from "../batching/nearSavings.ts"
import { savings } from "../batching/savings.ts"
import { searchBatches } from "../batching/searchBatches.ts"
import { tripBound } from "./tripBound.ts"
import { stopLists, tripCoreOf } from "./tripCoreOf.ts"
import { type TripPlan, tripCharges } from "./TripPlan.ts"
import { type TripProblem, type TripRefusal, tripRefusal } from "./TripProblem.ts"
import { type TripWalks, tripWalks } from "./TripWalks.ts"
import { groupsFrom, indexesOf, type OrdersTogether } from "../batching/warmStart.ts"

/** Ways to batch: the best there is time for, by savings, or not at all. */
export const tripMethods = ["search", "savings", "singleOrders"] as const
export type TripMethod = (typeof tripMethods)[number]

/** Only `search` draws; `seed` is 0 when not given. */
export interface TripOptions extends Partial<SolveOptions> {
  /** `search` when not given. */
  readonly method?: TripMethod
  /**
   * Orders of trips that `search` starts from in place of savings, as of a plan that was good an hour ago: orders that
   * are no longer asked for are left out, orders that are new are put where they add least.
   */
  readonly from?: ReadonlyArray<OrdersTogether>
}

/** A search that nobody stops ends after so many iterations, which are longer where walks come with their margins. */
const iterationsUnasked = { alone: 2_000, withMargins: 700 }
/** How often each walk is searched once more when there is time, and when the caller has said stop. */
const timesUnhurried = 24
const timesHurried = 0.1
/**
 * Savings look at every pair of orders: of more orders than this at pairs on a simpler walk. Where walks come with
 * their margins a search from there is soon ahead.
 */
const mostForSavings = { alone: 250, withMargins: 100 }
/** Savings on a simpler walk still look at every pair: a search of more orders than this is soon ahead of them too. */
const mostForRough = 500

/**
 * Every order in a trip that fits one cart, with a walk over each trip's places. The cost is the sum of the walks in
 * millimetres, charged per trip; no plan costs less than the bound. Trips stand in the order of their first orders.
 *
 * Walks are proved the shortest where aisles go both ways and a sweep over the floor crosses few of them at a time,
 * as in any floor of a few blocks; elsewhere, and for more than eight stops, they are searched. A plan is called
 * proved only where its walks are. `search` is never worse than the plan it starts from, which up to 100 orders is
 * that of savings, unless another is given. Where the stop knows what is spent, more orders are cooled over all of it.
 *
 * Refuses what `TripRefusal` lists.
 */
export const solveTrips = (
  problem: TripProblem,
  options: TripOptions = {}
): Result.Result<Outcome<TripPlan>, TripRefusal> => {
  const refusal = tripRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { end, floor, orders, start } = problem
  const places = orders.flatMap((order) => order.stops)
  const atFirst = { iteration: 0, cost: Number.POSITIVE_INFINITY }
  const walks = tripWalks(floor, start, end, places, () => options.stop?.(atFirst) === true)
  const core = tripCoreOf(problem, walks)
  const leadsNowhere = (list: Int32Array, walkMm: WalkMm): boolean =>
    walkMm(list, list.length) === Number.POSITIVE_INFINITY
  const blocked = stopLists(orders, walks).findIndex(
    (list) => leadsNowhere(list, walks.walkMm) && leadsNowhere(list, walks.hardMm)
  )
  const notWalkable = orders[blocked]
  if (notWalkable !== undefined) return Result.fail({ _tag: "OrderNotWalkable", id: notWalkable.id })
  // The bound first: nothing that takes long is left to do once the caller says stop.
  const leastMm = tripBound(problem)
  const from = options.from === undefined ? undefined : indexesOf(orders, options.from)
  const found = groupsBy(core, walks, { ...options, from }, (groups) =>
    tripPlanOf(problem, walks, groups, timesHurried)
  )
  const plan = tripPlanOf(problem, walks, found.groups, found.stoppedBy === "caller" ? timesHurried : timesUnhurried)
  const charges = tripCharges(plan)
  const cost = sumOfCharges(charges)
  const isProved = found.stoppedBy === "proved" && walks.isExact
  const bound = isProved ? cost : Math.min(cost, Math.max(walks.isExact ? found.boundMm : 0, leastMm))
  const stoppedBy = cost === bound ? "proved" : found.stoppedBy === "proved" ? "exhausted" : found.stoppedBy
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

/** The orders of each group in the problem's order, the groups in the order of their first orders. */
const tripPlanOf = ({ orders }: TripProblem, walks: TripWalks, groups: Groups, times: number): TripPlan => {
  const lists = stopLists(orders, walks)
  const ascending = groups.map((group) => group.toSorted((a, b) => a - b))
  ascending.sort(([a = 0], [b = 0]) => a - b)
  return {
    trips: ascending.map((group) => {
      const stops = new Set(group.flatMap((order) => [...(lists[order] as Int32Array)]))
      const ids = group.map((order) => (orders[order] as TripProblem["orders"][number]).id)
      return { orders: ids, ...walks.walkOf(Int32Array.from(stops).sort(), times) }
    })
  }
}

const groupsBy = (
  core: BatchCore,
  walks: TripWalks,
  { from, method = "search", seed = 0, stop }: Omit<TripOptions, "from"> & { readonly from: Groups | undefined },
  planOf: (groups: Groups) => TripPlan
): Grouped => {
  if (method === "singleOrders") return { groups: singles(core), boundMm: 0, stoppedBy: "exhausted" }
  const sets = new OrderSets(core)
  const unasked = core.margins === undefined ? iterationsUnasked.alone : iterationsUnasked.withMargins
  const asked = countedThrough(stop ?? (method === "savings" ? whenExhausted : afterIterations(unasked)))
  const stopped = stop === undefined ? "exhausted" : "caller"
  if (method === "savings") {
    const first = savings(sets, asked)
    return { groups: first.groups, boundMm: 0, stoppedBy: first.stopped ? stopped : "exhausted" }
  }
  const first =
    from === undefined ? startFor(core, walks, sets, asked) : { groups: groupsFrom(sets, from), stopped: false }
  if (first.stopped) return { groups: first.groups, boundMm: 0, stoppedBy: stopped }
  const inTime = keepingTime(asked, () => planOf(first.groups))
  const found = bestGroups(sets, first.groups, seed, inTime)
  if (walks.isExact || found.stoppedBy === "caller")
    return found.stoppedBy === "caller" ? { ...found, stoppedBy: stopped } : found
  // Walks that were only searched for were taken for a little longer than they are: once more, with longer looks.
  const hard = new OrderSets({ ...core, walkMm: walks.hardMm })
  const again = searchBatches(hard, found.groups, seed, inTime)
  return { ...again, stoppedBy: again.stoppedBy === "caller" ? stopped : "exhausted" }
}

/**
 * The better of savings and of savings on a simpler walk, which take next to no time; of many orders the better of the
 * latter and of carts filled along a walk, of more those carts.
 */
const startFor = (core: BatchCore, walks: TripWalks, sets: OrderSets, stop: Stop): SavingsFound => {
  const most = core.margins === undefined ? mostForSavings.alone : mostForSavings.withMargins
  const isFew = core.orders <= most
  if (core.margins !== undefined && core.orders > mostForRough) {
    return { groups: inWalkOrder(sets), stopped: false }
  }
  const roughSets = new OrderSets({ ...core, walkMm: walks.roughMm })
  const rough = savings(roughSets, isFew ? whenExhausted : stop)
  if (rough.stopped) {
    // Savings that have hardly begun are orders picked alone.
    const along = inWalkOrder(roughSets)
    return groupsMm(roughSets, along) < groupsMm(roughSets, rough.groups) ? { groups: along, stopped: true } : rough
  }
  if (!isFew) return { groups: leastOf(sets, rough.groups, inWalkOrder(sets)), stopped: false }
  const costMm = groupsMm(sets, rough.groups)
  const exact = savings(sets, ({ iteration, cost }) => stop({ iteration, cost: Math.min(cost, costMm) }))
  return groupsMm(sets, exact.groups) < costMm ? exact : { groups: rough.groups, stopped: exact.stopped }
}

const singles = ({ orders }: BatchCore): Groups => Array.from({ length: orders }, (_, order) => [order])
