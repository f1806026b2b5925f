/**
 * The length of a walk over one block by a named policy, and nothing else: what batching asks for a million times a
 * second. The routes themselves are `routeBy`'s.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type WalkMm } from "./BatchCore.ts"
import { blockWalkMm } from "./blockWalkMm.ts"
import { type Crossing } from "../routing/RoutingProblem.ts"
import { type Stops } from "../routing/Stops.ts"
import { type WalkPolicy } from "./WalkPolicy.ts"

/**
 * Length of the walk by `policy` from the depot over selected stops back to it, on a floor of one block. O(aisles +
 * stops) a call, allocates nothing.
 */
export const policyWalkMm = (policy: WalkPolicy, floor: RectangularFloor, depot: Crossing, stops: Stops): WalkMm =>
  policy === "exact" ? blockWalkMm(floor, depot, stops) : namedWalkMm(policy, floor, depot, stops)

const namedWalkMm = (
  policy: Exclude<WalkPolicy, "exact">,
  floor: RectangularFloor,
  depot: Crossing,
  { aisle, yMm }: Stops
): WalkMm => {
  const aisleX = Float64Array.from(floor.aisleXMm)
  const [front, back] = floor.crossAisleYMm as readonly [number, number]
  const length = back - front
  const inFront = depot.crossAisle === 0
  const homeX = aisleX[depot.aisle] as number
  const splits = policy === "midpoint" || policy === "largestGap"

  return (list, count) => {
    let [aisles, first, here, entry] = [0, 0, 0, 0]
    // Depths are measured from the depot's side.
    let deepest = 0
    // What splitting the aisles costs: all, the first, and the one at hand.
    let [split, splitFirst, splitHere] = [0, 0, 0]
    let returning = 0
    // The combination's walks so far: those that are at the depot's side now, and those at the far side.
    let [atHome, away] = [0, Number.POSITIVE_INFINITY]
    while (entry < count) {
      here = aisle[list[entry] as number] as number
      if (aisles++ === 0) first = here
      deepest = 0
      let [shallowest, inner, outer, gap, last] = [length, 0, length, 0, front]
      while (entry < count && aisle[list[entry] as number] === here) {
        const y = yMm[list[entry++] as number] as number
        const depth = inFront ? y - front : back - y
        if (depth > deepest) deepest = depth
        if (depth < shallowest) shallowest = depth
        if (depth <= length / 2) {
          if (depth > inner) inner = depth
        } else if (depth < outer) outer = depth
        if (y - last > gap) gap = y - last
        last = y
      }
      if (back - last > gap) gap = back - last
      returning += 2 * deepest
      if (splits) {
        splitHere = policy === "midpoint" ? 2 * (inner + length - outer) : 2 * (length - gap)
        split += splitHere
        if (aisles === 1) splitFirst = splitHere
      }
      const home = Math.min(atHome + 2 * deepest, away + length)
      away = Math.min(atHome + length, away + 2 * (length - shallowest))
      atHome = home
    }
    const [left, right] = [aisleX[first] as number, aisleX[here] as number]
    const across = Math.abs(homeX - left) + (right - left) + Math.abs(right - homeX)
    if (policy === "return") return across + returning
    if (policy === "combined") return across + atHome
    if (policy === "sShape") {
      return across + (aisles % 2 === 0 ? aisles * length : (aisles - 1) * length + 2 * deepest)
    }
    return across + (aisles === 1 ? returning : 2 * length + split - splitFirst - splitHere)
  }
}
