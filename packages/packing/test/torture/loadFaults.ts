/**
 * A random container, loaded and judged by the checker that shares no code with the solver.
 */
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations } from "@stowage/kernel/Stop"
import { loadContainer } from "@stowage/packing/loads/loadContainer"
import { loadViolations } from "@stowage/packing/loads/LoadPlan"
import { describePackingRefusal } from "@stowage/packing/problem/PackingRefusal"
import * as Result from "effect/Result"
import { drawLoad } from "./drawLoad.ts"

/** Everything that is wrong with the load of the problem drawn from this seed. */
export const loadFaults = (seed: number): ReadonlyArray<string> => {
  const chance = random(`load ${seed}`)
  const problem = drawLoad(chance)
  const answer = loadContainer(problem, { seed: 0, stop: afterIterations(1 + chance.int(12)) })
  if (Result.isFailure(answer)) {
    const words = describePackingRefusal(answer.failure)
    return words.length > 10 ? [] : [`a refusal without words: ${JSON.stringify(answer.failure)}`]
  }
  const { bound, charges, cost, plan } = answer.success
  return [
    ...loadViolations(problem, plan).map((violation) => JSON.stringify(violation)),
    ...(sumOfCharges(charges) === cost ? [] : [`costs ${cost}, but is charged ${sumOfCharges(charges)}`]),
    ...(bound > cost ? [`costs ${cost}, below its bound ${bound}`] : [])
  ]
}
