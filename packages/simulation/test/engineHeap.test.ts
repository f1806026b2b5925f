import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { makeEventHeap } from "@stowage/simulation/EventHeap"

/** A push of this rank, or a pop. Few ranks, so that most are shared. */
const Steps = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) }, fc.constant("pop" as const)),
  {
    maxLength: 200
  }
)

/** A list that is sorted at every look: slow, and too simple to be wrong. */
const sortedList = () => {
  const held: Array<{ readonly rank: number; readonly item: number }> = []
  return {
    push: (rank: number, item: number) => held.push({ rank, item }),
    pop: () => held.sort((a, b) => a.rank - b.rank || a.item - b.item).shift()
  }
}

describe("an event heap", () => {
  it("gives the lowest rank first, and equal ranks in the order they came", () => {
    const heap = makeEventHeap<string>()
    for (const [rank, item] of [
      [2, "late"],
      [1, "first"],
      [1, "second"],
      [1, "third"]
    ] as const)
      heap.push(rank, item)
    assert.deepStrictEqual([heap.pop(), heap.pop(), heap.pop(), heap.pop()], ["first", "second", "third", "late"])
  })

  it("is empty when all is taken: it gives nothing and has no first rank", () => {
    const heap = makeEventHeap<string>()
    heap.push(7, "only")
    assert.strictEqual(heap.firstRank(), 7)
    assert.strictEqual(heap.pop(), "only")
    assert.deepStrictEqual([heap.pop(), heap.firstRank(), heap.size()], [undefined, Number.POSITIVE_INFINITY, 0])
  })

  it("refuses a rank that has no order", () => {
    assert.throws(() => makeEventHeap<string>().push(Number.NaN, "lost"), /got NaN/)
  })

  it("agrees with a list sorted at every step, whatever is pushed and popped, from any capacity", () => {
    fc.assert(
      fc.property(Steps, fc.integer({ min: 0, max: 3 }), (steps, capacity) => {
        const heap = makeEventHeap<number>(capacity)
        const list = sortedList()
        let size = 0
        for (const [index, step] of steps.entries()) {
          if (step === "pop") {
            assert.strictEqual(heap.pop(), list.pop()?.item)
            size = Math.max(0, size - 1)
          } else {
            heap.push(step, index)
            list.push(step, index)
            size += 1
          }
          assert.strictEqual(heap.size(), size)
        }
      })
    )
  })
})
