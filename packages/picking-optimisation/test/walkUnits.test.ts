import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { greater, lesser, never, unitsPerMm } from "@stowage/picking-optimisation/batching/walkUnits"

describe("lengths in whole units", () => {
  it("are compared without a branch", () => {
    const Length = fc.integer({ min: 0, max: 2 * never - 1 })
    const property = fc.property(Length, Length, (one, other) => {
      assert.deepStrictEqual([lesser(one, other), greater(one, other)], [Math.min(one, other), Math.max(one, other)])
    })
    fc.assert(property)
  })

  it("are of the coarsest decimal that all of them are whole numbers of", () => {
    assert.deepStrictEqual(
      [[3, 40], [2.5, 5], [5.59, 10.31, 2.5], [0.1 + 0.2]].map((lengths) => unitsPerMm(lengths, 100)),
      [1, 10, 100, 10]
    )
  })

  it("are as fine as they may be where there is no such decimal, or too long a walk for it", () => {
    const Floors = fc.tuple(
      fc.array(fc.double({ min: 0, max: 1e4, noNaN: true })),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true })
    )
    const property = fc.property(Floors, ([lengths, mostMm]) => {
      const perMm = unitsPerMm([...lengths, Math.SQRT2], mostMm)
      assert.isAtMost(mostMm * perMm, never / 2)
      assert.isAbove(mostMm * perMm, never / 8)
    })
    fc.assert(property)
    assert.isAtMost(1e9 * unitsPerMm([2.5], 1e9), never / 2)
  })
})
