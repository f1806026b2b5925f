import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { columnSweep } from "@stowage/picking-optimisation/scattered/ColumnSweep"
import { sweepBlockBack, sweepBlockThrough } from "@stowage/picking-optimisation/scattered/oneBlockSweep"
import { sweepBlocksBack, sweepBlocksThrough } from "@stowage/picking-optimisation/scattered/sweepColumns"

const never = Number.POSITIVE_INFINITY
const aisleMm = 20

/** What it costs to go through, in from the front, the back or both ends, and not to walk an aisle. */
const Ways = fc
  .tuple(fc.nat(aisleMm), fc.nat(2 * aisleMm), fc.nat(2 * aisleMm), fc.nat(2 * aisleMm), fc.constantFrom(0, 0, never))
  .map(([through, front, back, both, not]) => [through, front, back, both, never, not])

/** One block with the depot anywhere, where a walk may end behind its aisle or a later one only. */
const Sweeps = fc
  .tuple(fc.array(Ways, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(1), fc.nat(), fc.nat())
  .map(([ways, depot, crossAisle, late, early]) => {
    const aisles = ways.map((_, aisle) => aisle)
    const aisle = depot % ways.length
    const endsFrom = aisle + (late % (ways.length - aisle))
    const endsEarly = aisle + (early % (endsFrom + 1 - aisle))
    const floor = {
      _tag: "RectangularFloor",
      aisleXMm: aisles.map((each) => 3 * each),
      crossAisleYMm: [0, aisleMm]
    } as const
    return () => {
      const sweep = columnSweep(floor, { aisle, crossAisle }, aisles)
      sweep.wayMm.set(ways.flat())
      return Object.assign(sweep, { endsFrom, endsEarly })
    }
  })

describe("a sweep over one block", () => {
  it("is what the tables of any number of blocks say", () => {
    fc.assert(
      fc.property(Sweeps, (sweepOf) => {
        const quick = sweepOf()
        const slow = sweepOf()
        assert.strictEqual(sweepBlockBack(quick), sweepBlocksBack(slow))
        sweepBlockThrough(quick)
        sweepBlocksThrough(slow)
        for (const table of ["toGoMm", "onwardMm"] as const) assert.deepStrictEqual(quick[table], slow[table])
        // Through and back is never worth it on one block, and not asked for.
        const asked = (rest: Float64Array) => rest.filter((_, slot) => slot % 6 !== 4)
        assert.deepStrictEqual(asked(quick.restMm), asked(slow.restMm))
        assert.strictEqual(quick.endedMm, slow.endedMm)
      }),
      { numRuns: 1000 }
    )
  })
})
