/**
 * `--set scale`: generated sites with every kind of rule, up to 50,000 SKUs and 60,000 faces. The reference is a plan
 * by chance that keeps the same rules.
 */
import { afterMillis } from "@stowage/kernel/Stop"
import { randomSlots } from "@stowage/slotting/slots/randomSlots"
import { solve } from "@stowage/slotting/slots/slot"
import { describeSlotRefusal } from "@stowage/slotting/slots/SlotRefusal"
import { cost, violations } from "@stowage/slotting/slots/SlotPlan"
import * as Result from "effect/Result"
import { gapTo, type BenchSet } from "./BenchSet.ts"
import { generatedSite } from "./generatedSite.ts"

const sizes = [
  { skus: 5_000, faces: 6_000, joint: 0 },
  { skus: 20_000, faces: 24_000, joint: 0 },
  { skus: 50_000, faces: 60_000, joint: 0 },
  { skus: 50_000, faces: 60_000, joint: 100_000 }
]

export const scaleSet: BenchSet = ({ now, seconds, seed }) =>
  sizes.map((size) => {
    const name = `${size.skus}x${size.faces}${size.joint > 0 ? `+${size.joint}` : ""}`
    const measure = () => {
      const problem = generatedSite(size, seed)
      const begun = now()
      const value = solve(problem, { seed, stop: afterMillis(1000 * seconds, now) })
      const ms = now() - begun
      if (Result.isFailure(value)) throw new RangeError(`${name}: ${describeSlotRefusal(value.failure)}`)
      const { bound, cost: least, plan } = value.success
      const naive = randomSlots(problem, seed)
      const reference = Result.isSuccess(naive) ? cost(problem, naive.success.plan) : null
      return {
        line: {
          instance: name,
          cost: least,
          bound,
          reference,
          gapPercent: gapTo(least, reference),
          ms,
          violations: violations(problem, plan).length
        },
        assignment: Object.fromEntries(plan.assignments.map(({ face, sku }) => [sku, face]))
      }
    }
    return { name, measure }
  })
