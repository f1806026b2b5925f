import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import {
  chooseRange,
  type CartonRangePlan,
  rangeRefusalText,
  type RangeProblem
} from "@stowage/packing/cartons/chooseRange"
import { cartonCost } from "@stowage/packing/problem/PackingProblem"
import { fit } from "@stowage/packing/cartons/fit"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import * as Result from "effect/Result"

const candidates = sketchCartons(
  "A 10×10×10 999g cost 10, B 20×10×10 999g cost 18, C 20×20×10 999g cost 25, D 20×20×20 999g cost 40, E 30×20×20 999g cost 70"
)
const orders = ["a 5×5×5 1g", "b 20×5×5 1g", "c 19×19×2 1g", "2×d 20×20×10 1g", "a 9×9×9 1g", "b 15×9×9 1g"].map(
  sketchItems
)
const range = (most: number): RangeProblem => ({ orders, candidates, most, objective: "leastCost" })
const chosen = (most: number): CartonRangePlan => Result.getOrThrow(chooseRange(range(most), { stop: whenExhausted }))

const bestCost = (most: number): number => {
  let best = Number.POSITIVE_INFINITY
  for (let set = 1; set < 1 << candidates.length; set++) {
    const types = candidates.filter((_, index) => (set >> index) & 1)
    if (types.length > most) continue
    const costs = orders.map((order) =>
      Math.min(...types.map((type) => (fit(order, type)._tag === "Fits" ? cartonCost(type, "leastCost") : Infinity)))
    )
    best = Math.min(
      best,
      costs.reduce((sum, cost) => sum + cost, 0)
    )
  }
  return best
}

describe("chooseRange", () => {
  it("costs what the best of all ranges costs, on a small history", () => {
    for (const most of [1, 2, 3, 4, 5]) assert.strictEqual(chosen(most).steps.at(-1)?.cost, bestCost(most), `${most}`)
  })

  it("says what each further carton saves, and how many orders each takes", () => {
    const { steps, used } = chosen(3)
    assert.isUndefined(steps[0]?.saved)
    for (const [index, step] of steps.entries()) {
      if (index > 0) assert.strictEqual(step.saved, steps[index - 1]!.cost - step.cost)
    }
    assert.strictEqual(
      [...used.values()].reduce((sum, count) => sum + count, 0),
      orders.length
    )
  })

  it("takes no carton that saves nothing", () => assert.isAtMost(chosen(5).steps.length, 4))

  it("sets aside orders that no candidate takes, and refuses an empty range or no such objective", () => {
    const plan = chooseRange({ ...range(2), orders: [...orders, sketchItems("x 99×1×1 1g")] }, { stop: whenExhausted })
    assert.deepStrictEqual(Result.getOrThrow(plan).tooLarge, [6])
    const said = (problem: RangeProblem): string =>
      rangeRefusalText(Result.getOrThrow(Result.flip(chooseRange(problem, { stop: whenExhausted }))))
    assert.strictEqual(said(range(0)), "expected most to be a whole number from 1, got 0")
    assert.match(said({ ...range(1), objective: "cheapest" as never }), /^objective: expected one of .*, got cheapest$/)
  })
})
