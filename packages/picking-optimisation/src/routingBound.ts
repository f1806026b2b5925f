/**
 * The least any route could be, without searching for one.
 */
import { type RoutingProblem } from "./RoutingProblem.ts"

/**
 * No route is shorter: every aisle with a pick is walked through, or into from one end or both as far as the widest
 * gap, and every stretch between the outermost aisles (the depot's among them) is crossed at least twice.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Millimetres. O(n log n).
 */
export const routingBound = ({ depot, floor, picks }: RoutingProblem): number => {
  const [frontMm, backMm] = floor.crossAisleYMm as readonly [number, number]
  const inAisle = new Map<number, Array<number>>()
  let left = depot.aisle
  let right = depot.aisle
  for (const { aisle, yMm } of picks) {
    left = Math.min(left, aisle)
    right = Math.max(right, aisle)
    const places = inAisle.get(aisle)
    if (places === undefined) inAisle.set(aisle, [frontMm, yMm, backMm])
    else places.push(yMm)
  }
  let boundMm = 2 * ((floor.aisleXMm[right] as number) - (floor.aisleXMm[left] as number))
  for (const places of inAisle.values()) boundMm += leastInAisleMm(places)
  return boundMm
}

/** Once through, or there and back over all but the widest gap between neighbouring places, the ends among them. */
export const leastInAisleMm = (places: ReadonlyArray<number>): number => {
  const sorted = Float64Array.from(places).sort()
  let gapMm = 0
  for (let place = 1; place < sorted.length; place++) {
    gapMm = Math.max(gapMm, (sorted[place] as number) - (sorted[place - 1] as number))
  }
  const lengthMm = (sorted.at(-1) as number) - (sorted[0] as number)
  return Math.min(lengthMm, 2 * (lengthMm - gapMm))
}
