/**
 * The shortest walk over a few picks by a method that knows nothing of aisles: the oracle of the exact routes.
 */
import { rectangularWalkMm } from "@stowage/layout/distances"
import { type Crossing, type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"

/**
 * Length of the shortest walk of a problem of at most some fifteen picks. O(2^picks × picks²).
 *
 * Source: Held and Karp (1962), A dynamic programming approach to sequencing problems, Journal of the Society for
 * Industrial and Applied Mathematics 10(1).
 */
export const heldKarpWalkMm = ({ depot, ends, floor, picks }: RoutingProblem): number => {
  const xMm = (aisle: number): number => floor.aisleXMm[aisle] as number
  const corner = ({ aisle, crossAisle }: Crossing) => ({
    xMm: xMm(aisle),
    yMm: floor.crossAisleYMm[crossAisle] as number
  })
  const points = picks.map(({ aisle, yMm }) => ({ xMm: xMm(aisle), yMm }))
  const count = points.length
  const mm = points.map((from) => points.map((to) => rectangularWalkMm(floor, from, to)))
  const outMm = points.map((point) => rectangularWalkMm(floor, corner(depot), point))
  const homeMm = points.map((point) =>
    Math.min(...(ends ?? [depot]).map((end) => rectangularWalkMm(floor, point, corner(end))))
  )
  const best = new Float64Array(2 ** count * count).fill(Number.POSITIVE_INFINITY)
  for (let pick = 0; pick < count; pick++) best[2 ** pick * count + pick] = outMm[pick] as number
  for (let done = 1; done < 2 ** count; done++) {
    for (let last = 0; last < count; last++) {
      const hereMm = best[done * count + last] as number
      if (hereMm === Number.POSITIVE_INFINITY) continue
      for (let next = 0; next < count; next++) {
        if ((done >> next) % 2 === 1) continue
        const reached = (done + 2 ** next) * count + next
        best[reached] = Math.min(best[reached] as number, hereMm + (mm[last]?.[next] as number))
      }
    }
  }
  return Math.min(...homeMm.map((home, last) => (best[(2 ** count - 1) * count + last] as number) + home))
}
