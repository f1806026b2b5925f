/**
 * A trip problem in arrays.
 */
import { type BatchCore } from "../batching/BatchCore.ts"
import { cartLimitNames } from "../batching/BatchingProblem.ts"
import { tripAsks, type TripOrder, type TripProblem } from "./TripProblem.ts"
import { type TripWalks } from "./TripWalks.ts"

/** The core of a problem that `tripRefusal` finds nothing wrong with, with its walks. O(n log n) in the stops. */
export const tripCoreOf = (problem: TripProblem, walks: TripWalks): BatchCore => {
  const { limits, orders } = problem
  const lists = stopLists(orders, walks)
  const firstStop = new Int32Array(orders.length + 1)
  for (const [order, list] of lists.entries()) firstStop[order + 1] = (firstStop[order] as number) + list.length
  const stop = new Int32Array(firstStop.at(-1) as number)
  for (const [order, list] of lists.entries()) stop.set(list, firstStop[order])
  const binding = cartLimitNames.flatMap((limit) => {
    const most = limits[limit]
    return most === undefined ? [] : [{ limit, most }]
  })
  return {
    orders: orders.length,
    load: Float64Array.from(binding.flatMap(({ limit }) => orders.map((order) => tripAsks(order, limit)))),
    most: Float64Array.from(binding, ({ most }) => most),
    firstStop,
    stop,
    stops: walks.places.length,
    rank: walks.rank,
    aisleOf: walks.aisleOf,
    walkMm: walks.walkMm,
    margins: walks.margins,
    quickMargins: walks.quickMargins,
    handlingMm: new Float64Array(orders.length),
    mostMm: Number.POSITIVE_INFINITY,
    isMonotone: true,
    stepMm: 0,
    walksUntilAsked: 50
  }
}

/** The stops of each order, ascending and each once; the start and the end are none. */
export const stopLists = (
  orders: ReadonlyArray<Pick<TripOrder, "stops">>,
  { places }: TripWalks
): ReadonlyArray<Int32Array> => {
  const stopOf = new Map(places.map((place, stop) => [place, stop]))
  return orders.map(({ stops }) => Int32Array.from(new Set(stops.flatMap((place) => stopOf.get(place) ?? []))).sort())
}
