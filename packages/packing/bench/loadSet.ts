/**
 * Sets of single containers: what they have in common beyond their files.
 */
import * as Result from "effect/Result"
import { loadContainer } from "../src/loads/loadContainer.ts"
import { loadViolations, unitWorth, type LoadProblem } from "../src/loads/LoadPlan.ts"
import { innerVolumeMm3, unitVolumeMm3, type CartonType } from "../src/problem/PackingProblem.ts"
import { describePackingRefusal } from "../src/problem/PackingRefusal.ts"
import { nowMs, spread, stopAfter, type SetOptions, type SetResult } from "./BenchSet.ts"

export interface LoadInstance {
  readonly name: string
  readonly problem: LoadProblem
  /** Worth of the best load published. */
  readonly bestWorth: number | undefined
}

/** A container of which only the inside matters. */
export const plainContainer = (length: number, width: number, height: number): CartonType => ({
  id: "container",
  innerLengthMm: length,
  innerWidthMm: width,
  innerHeightMm: height,
  outerLengthMm: length,
  outerWidthMm: width,
  outerHeightMm: height,
  tareGrams: 0,
  maxGrossGrams: 1_000_000_000
})

/** How long one load is searched when no time is given. */
const defaultSeconds = 1

/**
 * Loads the instances one by one. `cost`, `bound` and `reference` are the worth left out; the gap is what the worth
 * packed is below the best published, or below the most that the bound lets in, in percent of it.
 */
export const loadAll = function* (
  instances: ReadonlyArray<LoadInstance>,
  { limit, seconds = defaultSeconds, seed, support }: SetOptions
): Iterable<SetResult> {
  for (const { bestWorth, name, problem: given } of spread(instances, limit)) {
    const problem = { ...given, support: support ?? given.support ?? "none" }
    const begun = nowMs()
    const answer = loadContainer(problem, { seed, stop: stopAfter(seconds) })
    const ms = nowMs() - begun
    if (Result.isFailure(answer)) throw new RangeError(`${name}: ${describePackingRefusal(answer.failure)}`)
    const { bound, cost, plan } = answer.success
    const worth = new Map(problem.items.map((item) => [item.id, item]))
    const total = problem.items.reduce((sum, item) => sum + item.quantity * unitWorth(item), 0)
    const packedMm3 = plan.placements.reduce((sum, { item }) => sum + unitVolumeMm3(worth.get(item)!), 0)
    const roomMm3 = innerVolumeMm3(problem.container)
    const reference = bestWorth === undefined ? undefined : total - bestWorth
    const best = bestWorth ?? total - bound
    yield {
      line: {
        instance: name,
        cost,
        bound,
        reference,
        gapPercent: best === 0 ? 0 : (100 * (best - (total - cost))) / best,
        fillPercent: (100 * packedMm3) / roomMm3,
        ms,
        violations: loadViolations(problem, plan).length
      },
      bins: [{ carton: problem.container.id, placements: plan.placements }],
      litres: roomMm3 / 1e6
    }
  }
}
