/**
 * The least any route could be, without searching for one.
 */
import { type Crossing, type RoutingProblem } from "./RoutingProblem.ts"

/**
 * No route is shorter: every sub-aisle with a pick is walked through, or into from one end or both as far as the widest
 * gap, and whatever parts the places to visit, the depot and the end among them, is crossed: a stretch between two
 * aisles at least twice, and so is a block between two cross-aisles, or once when the walk ends on its other side.
 *
 * Takes a problem that `routingRefusal` finds nothing wrong with. Millimetres. O(n log n + ends × (aisles + blocks)).
 */
export const routingBound = (problem: RoutingProblem): number => {
  const inBlocksMm = leastInBlocksMm(problem)
  return (problem.ends ?? [problem.depot]).reduce(
    (leastMm, end) => Math.min(leastMm, boundTo(problem, end, inBlocksMm)),
    Number.POSITIVE_INFINITY
  )
}

const boundTo = ({ depot, floor, picks }: RoutingProblem, end: Crossing, inBlocksMm: ReadonlyArray<number>): number => {
  const xMm = ({ aisle }: { readonly aisle: number }): number => floor.aisleXMm[aisle] as number
  const yMm = ({ crossAisle }: Crossing): number => floor.crossAisleYMm[crossAisle] as number
  const acrossMm = spanOf([...picks, depot, end].map(xMm))
  const deepMm = spanOf([...picks.map((pick) => pick.yMm), yMm(depot), yMm(end)])
  let boundMm = 2 * (acrossMm.to - acrossMm.from) - Math.abs(xMm(end) - xMm(depot))
  for (let block = 0; block < inBlocksMm.length; block++) {
    const frontMm = floor.crossAisleYMm[block] as number
    const backMm = floor.crossAisleYMm[block + 1] as number
    const isBetween = deepMm.from <= frontMm && deepMm.to >= backMm
    const parts = Math.min(yMm(depot), yMm(end)) <= frontMm && Math.max(yMm(depot), yMm(end)) >= backMm
    const crossedMm = isBetween ? (parts ? 1 : 2) * (backMm - frontMm) : 0
    boundMm += Math.max(inBlocksMm[block] as number, crossedMm)
  }
  return boundMm
}

const spanOf = (values: ReadonlyArray<number>) => ({
  from: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  to: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
})

/** Block by block, what its sub-aisles must at least be walked. What stands on a cross-aisle is in the block before. */
const leastInBlocksMm = ({ floor, picks }: RoutingProblem): ReadonlyArray<number> => {
  const leastMm = floor.crossAisleYMm.slice(1).map(() => 0)
  const inSubAisle = new Map<number, Array<number>>()
  for (const { aisle, yMm } of picks) {
    const behind = floor.crossAisleYMm.findIndex((crossAisleMm) => crossAisleMm >= yMm)
    const block = Math.max(0, behind - 1)
    const subAisle = aisle * leastMm.length + block
    const ends = [floor.crossAisleYMm[block] as number, floor.crossAisleYMm[block + 1] as number]
    const places = inSubAisle.get(subAisle) ?? ends
    places.push(yMm)
    inSubAisle.set(subAisle, places)
  }
  for (const [subAisle, places] of inSubAisle) {
    const block = subAisle % leastMm.length
    leastMm[block] = (leastMm[block] as number) + leastInAisleMm(places)
  }
  return leastMm
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
