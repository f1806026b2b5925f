/**
 * Runs instances that ask for the fewest cartons.
 */
import * as Result from "effect/Result"
import { solve } from "../src/cartons/pack.ts"
import { costPerCarton, innerVolumeMm3, unitVolumeMm3, type PackingProblem } from "../src/problem/PackingProblem.ts"
import { describePackingRefusal } from "../src/problem/PackingRefusal.ts"
import { violations } from "../src/problem/violations.ts"
import { nowMs, spread, stopAfter, type SetOptions, type SetResult } from "./BenchSet.ts"

export interface CartonsInstance {
  readonly name: string
  readonly problem: PackingProblem
  /** Cartons of the plan that others publish. */
  readonly reference: number | undefined
}

/** Solves each within `seconds`, or with the usual patience when not said. Costs and bounds are in cartons. */
export function* manyCartons(all: ReadonlyArray<CartonsInstance>, options: SetOptions): Iterable<SetResult> {
  const { limit, seconds, seed, support } = options
  for (const { name, problem: given, reference } of spread(all, limit)) {
    const problem = support === undefined ? given : { ...given, support }
    const begun = nowMs()
    const patience = seconds === undefined ? {} : { patience: Number.POSITIVE_INFINITY }
    const solved = solve(problem, { seed, stop: stopAfter(seconds), ...patience })
    const ms = nowMs() - begun
    if (Result.isFailure(solved)) throw new RangeError(`${name}: ${describePackingRefusal(solved.failure)}`)
    const { plan, bound } = solved.success
    const cost = plan.cartons.length
    const volumes = new Map(problem.cartons.map((type) => [type.id, innerVolumeMm3(type)]))
    const insideMm3 = plan.cartons.reduce((sum, { carton }) => sum + (volumes.get(carton) ?? 0), 0)
    const itemsMm3 = problem.items.reduce((sum, item) => sum + item.quantity * unitVolumeMm3(item), 0)
    const line = {
      instance: name,
      cost,
      bound: Math.floor(bound / costPerCarton),
      reference,
      gapPercent: reference === undefined ? undefined : (100 * (cost - reference)) / reference,
      fillPercent: (100 * itemsMm3) / insideMm3,
      ms,
      violations: violations(problem, plan).length
    }
    yield { line, bins: plan.cartons, litres: insideMm3 / 1e6 }
  }
}
