/**
 * A random order, packed and judged by the checker that shares no code with the solver.
 */
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { solve } from "@stowage/packing/cartons/pack"
import { describePackingRefusal } from "@stowage/packing/problem/PackingRefusal"
import { violations } from "@stowage/packing/problem/violations"
import * as Result from "effect/Result"
import { drawPacking } from "./drawPacking.ts"

/** Everything that is wrong with the plan for the problem drawn from this seed. */
export const packFaults = (seed: number): ReadonlyArray<string> => {
  const chance = random(`pack ${seed}`)
  const problem = drawPacking(chance)
  const stop = chance.chance(0.5) ? afterIterations(chance.int(4)) : whenExhausted
  const answer = solve(problem, { seed: chance.int(10), stop, patience: 2000 })
  if (Result.isFailure(answer)) {
    const words = describePackingRefusal(answer.failure)
    return words.length > 10 ? [] : [`a refusal without words: ${JSON.stringify(answer.failure)}`]
  }
  const { bound, charges, cost, plan } = answer.success
  return [
    ...violations(problem, plan).map((violation) => JSON.stringify(violation)),
    ...(sumOfCharges(charges) === cost ? [] : [`costs ${cost}, but is charged ${sumOfCharges(charges)}`]),
    ...(bound > cost ? [`costs ${cost}, below its bound ${bound}`] : [])
  ]
}
