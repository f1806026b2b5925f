/**
 * Batching by savings in its first form, to compare with: what each two orders save is computed once and never anew.
 *
 * Source: Clarke and Wright (1964), Scheduling of vehicles from a central depot to a number of delivery points,
 * Operations Research 12(4); for batches de Koster, van der Poort and Wolters (1999), Efficient orderbatching methods
 * in warehouses, International Journal of Production Research 37(7), there C&W(i).
 */
import * as Result from "effect/Result"
import { rounding } from "@stowage/picking-optimisation/batching/BatchCore"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { tripCoreOf } from "@stowage/picking-optimisation/trips/tripCoreOf"
import { type TripOrder, type TripProblem } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips } from "@stowage/picking-optimisation/trips/trips"
import { tripWalks } from "@stowage/picking-optimisation/trips/TripWalks"

interface Pair {
  readonly a: number
  readonly b: number
  readonly savedMm: number
}

/** What each two orders would save, the most first; only pairs that save any. */
const pairsOf = (sets: OrderSets): ReadonlyArray<Pair> => {
  const alone = Array.from({ length: sets.core.orders }, (_, order) => sets.measure(Int32Array.of(order), 1))
  const pairs: Array<Pair> = []
  for (const [b, walkMm] of alone.entries()) {
    for (const [a, otherMm] of alone.slice(0, b).entries()) {
      const savedMm = walkMm + otherMm - sets.measure(Int32Array.of(a, b), 2)
      if (savedMm > 0) pairs.push({ a, b, savedMm })
    }
  }
  return pairs.sort((one, other) => other.savedMm - one.savedMm)
}

/** Which orders go together. n² / 2 walks. */
const togetherIn = (problem: TripProblem): ReadonlyArray<ReadonlyArray<TripOrder>> => {
  const { end, floor, orders, start } = problem
  const places = orders.flatMap((order) => order.stops)
  const core = tripCoreOf(
    problem,
    tripWalks(floor, start, end, places, () => false)
  )
  const limits = [...core.most.keys()]
  const tripOf = orders.map((order, number) => ({
    orders: [order],
    load: limits.map((limit) => core.load[limit * core.orders + number] ?? 0),
    numbers: [number]
  }))
  for (const { a, b } of pairsOf(new OrderSets(core))) {
    const [one, other] = [tripOf[a], tripOf[b]]
    if (one === undefined || other === undefined || one === other) continue
    const load = one.load.map((amount, limit) => amount + (other.load[limit] ?? 0))
    if (load.some((amount, limit) => amount > (core.most[limit] ?? 0) + rounding)) continue
    one.load = load
    one.orders.push(...other.orders)
    one.numbers.push(...other.numbers)
    for (const number of other.numbers) tripOf[number] = one
  }
  return [...new Set(tripOf)].map((trip) => trip.orders)
}

const sum = (orders: ReadonlyArray<TripOrder>, of: (order: TripOrder) => number): number =>
  orders.reduce((all, order) => all + of(order), 0)

/** The plan by savings that are computed once, each trip walked as the search walks it. */
export const solvePlainSavings = (problem: TripProblem): ReturnType<typeof solveTrips> => {
  const groups = togetherIn(problem)
  const joined = groups.flatMap((orders): ReadonlyArray<TripOrder> => {
    const [first] = orders
    if (first === undefined) return []
    const [totes, volumeMm3] = [sum(orders, (order) => order.totes), sum(orders, (order) => order.volumeMm3)]
    const massGrams = sum(orders, (order) => order.massGrams)
    return [{ id: first.id, stops: orders.flatMap((order) => order.stops), totes, volumeMm3, massGrams }]
  })
  const idsBy = new Map(groups.map((orders) => [orders[0]?.id, orders.map((order) => order.id)]))
  return Result.map(solveTrips({ ...problem, orders: joined }, { method: "singleOrders" }), (outcome) => ({
    ...outcome,
    plan: { trips: outcome.plan.trips.map((trip) => ({ ...trip, orders: idsBy.get(trip.orders[0]) ?? [] })) }
  }))
}
