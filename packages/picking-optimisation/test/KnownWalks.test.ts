import { assert, describe, it } from "vitest"
import { KnownWalks } from "@stowage/picking-optimisation/trips/KnownWalks"

describe("walks that are known", () => {
  const recalled = (known: KnownWalks, list: ReadonlyArray<number>, mm: number) => {
    const out = new Int32Array(list.length + 1).fill(9)
    known.recall(Int32Array.from(list), list.length, mm, out, 1)
    return [...out]
  }

  it("are recalled by their stops, in whatever order, where they are shorter than what there is", () => {
    const known = new KnownWalks(6)
    known.keep(Int32Array.of(4, 0, 2), 0, 3, 70)
    assert.deepStrictEqual(recalled(known, [0, 2, 4], 71), [9, 4, 0, 2])
    assert.deepStrictEqual(recalled(known, [0, 2, 4], 70), [9, 9, 9, 9])
    assert.deepStrictEqual(recalled(known, [0, 2, 5], 71), [9, 9, 9, 9])
    assert.deepStrictEqual(recalled(known, [0, 2], 71), [9, 9, 9])
  })

  it("give way to shorter ones alone", () => {
    const known = new KnownWalks(6)
    known.keep(Int32Array.of(4, 0, 2), 0, 3, 70)
    known.keep(Int32Array.of(9, 0, 2, 4), 1, 3, 80)
    assert.deepStrictEqual(recalled(known, [0, 2, 4], 100), [9, 4, 0, 2])
    known.keep(Int32Array.of(9, 0, 4, 2), 1, 3, 60)
    assert.deepStrictEqual(recalled(known, [0, 2, 4], 100), [9, 0, 4, 2])
  })
})
