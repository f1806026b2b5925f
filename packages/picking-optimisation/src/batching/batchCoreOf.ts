/**
 * A batching problem in arrays.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { nearestFirst } from "./alongFloor.ts"
import { type BatchCore } from "./BatchCore.ts"
import { askedOf, type BatchingProblem, cartLimitNames } from "./BatchingProblem.ts"
import { blockOrdersMm } from "./blockOrdersMm.ts"
import { policyWalkMm } from "./policyWalkMm.ts"
import { type Pick } from "../routing/RoutingProblem.ts"
import { type Stops, stopsOf } from "../routing/Stops.ts"

/** The core of a problem that `batchingRefusal` finds nothing wrong with. O(n log n) in the picks. */
export const batchCoreOf = (problem: BatchingProblem): BatchCore => {
  const { depot, floor, limits, orders, walking = "exact" } = problem
  const { places, placeOf } = distinctPlaces(orders.flatMap((order) => order.picks))
  const stops = stopsOf(places)
  const stopOfPlace = new Int32Array(places.length)
  for (const [stop, place] of stops.pick.entries()) stopOfPlace[place] = stop
  const lists = orders.map((order) =>
    Int32Array.from(new Set(order.picks.map((pick) => stopOfPlace[placeOf(pick)] as number))).sort()
  )
  const firstStop = new Int32Array(orders.length + 1)
  for (const [order, list] of lists.entries()) firstStop[order + 1] = (firstStop[order] as number) + list.length
  const stop = new Int32Array(firstStop.at(-1) as number)
  for (const [order, list] of lists.entries()) stop.set(list, firstStop[order])
  const step = stepMm(floor, stops)
  const depotMm = floor.aisleXMm[depot.aisle] as number
  const acrossMm = Float64Array.from(stops.aisle, (aisle) => Math.abs((floor.aisleXMm[aisle] as number) - depotMm))
  const binding = cartLimitNames.flatMap((limit) => {
    const most = limits[limit]
    return most === undefined ? [] : [{ limit, most }]
  })
  return {
    orders: orders.length,
    load: Float64Array.from(binding.flatMap(({ limit }) => orders.map((order) => askedOf(order, limit)))),
    most: Float64Array.from(binding, ({ most }) => most),
    firstStop,
    stop,
    stops: places.length,
    rank: Int32Array.from(places.keys()),
    aisleOf: nearestFirst(stops.aisle, acrossMm),
    walkMm: policyWalkMm(walking, floor, depot, stops),
    ordersMm: walking === "exact" ? blockOrdersMm(floor, depot, stops, { firstStop, stop }, step / 2) : undefined,
    ...tourLimit(problem),
    isMonotone: true,
    stepMm: step,
    walksUntilAsked: 0
  }
}

type TourLimit = Omit<BatchCore, Exclude<keyof BatchCore, "handlingMm" | "mostMm">>

/** The limit of a tour's time, as lengths that are walked in it. */
const tourLimit = ({ orders, tourTime }: BatchingProblem): TourLimit => {
  if (tourTime === undefined) return { handlingMm: new Float64Array(orders.length), mostMm: Number.POSITIVE_INFINITY }
  const { mostMillis, pickMillisPerLine, setupMillis, walkMmPerSecond } = tourTime
  const mmPerMilli = walkMmPerSecond / 1000
  return {
    handlingMm: Float64Array.from(orders, (order) => order.picks.length * pickMillisPerLine * mmPerMilli),
    mostMm: (mostMillis - setupMillis) * mmPerMilli
  }
}

/** The places that any pick is at, and which of them a pick is at. */
const distinctPlaces = (picks: ReadonlyArray<Pick>) => {
  const places: Array<Pick> = []
  const numbers = new Map<number, Map<number, number>>()
  for (const pick of picks) {
    const inAisle = numbers.get(pick.aisle) ?? new Map<number, number>()
    numbers.set(pick.aisle, inAisle)
    if (!inAisle.has(pick.yMm)) inAisle.set(pick.yMm, places.push(pick) - 1)
  }
  return { places, placeOf: (pick: Pick): number => numbers.get(pick.aisle)?.get(pick.yMm) as number }
}

/** Distances are multiples of one part in so many of a unit, or have no step. */
const partsOfUnit = 20

/**
 * What every walk's length is a multiple of: a walk that ends where it starts goes as far left as right and as far in
 * as out, each by multiples of the greatest common measure of all distances. 0 when the distances are not multiples of
 * a twentieth of a unit.
 */
const stepMm = ({ aisleXMm, crossAisleYMm }: RectangularFloor, stops: Stops): number => {
  let measure = 0
  for (const positions of [aisleXMm, [...crossAisleYMm, ...stops.yMm]]) {
    const origin = positions[0] as number
    for (const position of positions) {
      const parts = Math.abs(partsOfUnit * (position - origin))
      const whole = Math.round(parts)
      if (Math.abs(parts - whole) > 1e-6 || whole > Number.MAX_SAFE_INTEGER) return 0
      measure = commonMeasure(measure, whole)
    }
  }
  return (2 * measure) / partsOfUnit
}

const commonMeasure = (a: number, b: number): number => (b === 0 ? a : commonMeasure(b, a % b))
