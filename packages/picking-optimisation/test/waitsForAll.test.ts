import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type CarryTask } from "@stowage/picking-optimisation/interleaving/InterleaveProblem"
import { firstInCircle, waitsForAll } from "@stowage/picking-optimisation/interleaving/waitsForAll"

/** Tasks by what each waits for. */
const tasksOf = (waits: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<CarryTask> =>
  waits.map((others, index) => ({
    id: `${index}`,
    kind: "pick",
    from: 0,
    to: 0,
    handlingMillis: 0,
    waitsFor: others.map(String)
  }))

describe("tasks that wait for each other in a circle", () => {
  it("are told by the first of the circle, not by one that only waits for them", () => {
    assert.strictEqual(firstInCircle(tasksOf([[1], [3], [], [4], [3, 2]])), 3)
    assert.strictEqual(firstInCircle(tasksOf([[1], [2], [], [1, 2]])), undefined)
    assert.strictEqual(firstInCircle(tasksOf([[0]])), 0)
  })

  it("are found where, and only where, a task waits for itself in the end", () => {
    const Waits = fc.array(fc.array(fc.nat(5), { maxLength: 2 }), { minLength: 6, maxLength: 6 })
    const property = fc.property(Waits, (waits) => {
      const tasks = tasksOf(waits)
      const all = waitsForAll(tasks)
      const first = firstInCircle(tasks)
      if (first === undefined) all.forEach((others, task) => assert.notInclude(others, task))
      else assert.include(all[first] ?? [], first)
    })
    fc.assert(property)
  })

  it("are found in a queue that is much longer than the circle", () => {
    const queue = Array.from({ length: 20_000 }, (_, index) => [index + 1])
    assert.strictEqual(firstInCircle(tasksOf([...queue, [20_001], [20_000]])), 20_000)
  })
})
