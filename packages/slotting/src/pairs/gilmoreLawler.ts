/**
 * What no plan of a quadratic assignment can undercut.
 */
import { linearAssignment } from "./linearAssignment.ts"
import type { QuadraticModel } from "./QuadraticModel.ts"

/**
 * Each item in each place costs at least its flows, largest first, over the distances from there, shortest first; the
 * assignment of least cost by these is the bound. O(n³ log n).
 *
 * Source: Gilmore (1962), Optimal and suboptimal algorithms for the quadratic assignment problem, SIAM Journal 10;
 * Lawler (1963), The quadratic assignment problem, Management Science 9.
 */
export const gilmoreLawler = (model: QuadraticModel): number => {
  const { layers, placing, size } = model
  const pairs = new Float64Array(size * size)
  for (const { distance, flow } of layers) {
    const flows = fromMost(flow, size)
    const distances = toLeast(distance, size)
    for (let item = 0; item < size; item++) {
      for (let place = 0; place < size; place++) {
        let least = 0
        for (let rank = 0; rank < size - 1; rank++) {
          least += flows[item * size + rank]! * distances[place * size + rank]!
        }
        pairs[item * size + place]! += least
      }
    }
  }
  // Every pair of items is in the shares of both.
  const cost = pairs.map((share, at) => share / 2 + placing[at]!)
  const assigned = linearAssignment({ rows: size, columns: size, cost })
  return assigned._tag === "Assigned" ? assigned.cost : 0
}

/** Each row without its diagonal entry, the most first. */
const fromMost = (flow: Float64Array, size: number): Float64Array => {
  const sorted = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    const others = flow.slice(row * size, (row + 1) * size).filter((_, column) => column !== row)
    sorted.set(others.sort().reverse(), row * size)
  }
  return sorted
}

/** Each column without its diagonal entry, the least first, as a row: how far it is from the others to a place. */
const toLeast = (distance: Float64Array, size: number): Float64Array => {
  const sorted = new Float64Array(size * size)
  for (let place = 0; place < size; place++) {
    const others = Float64Array.from({ length: size }, (_, other) => distance[other * size + place]!)
    sorted.set(others.filter((_, other) => other !== place).sort(), place * size)
  }
  return sorted
}
