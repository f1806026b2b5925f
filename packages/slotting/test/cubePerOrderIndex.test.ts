import { cubePerOrderIndex } from "@stowage/slotting/slots/cubePerOrderIndex"
import { linearAssignment } from "@stowage/slotting/pairs/linearAssignment"
import { facesOf, visitMillis } from "@stowage/slotting/slots/SlottingProblem"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { roomyProblem } from "./problems.ts"

describe("cubePerOrderIndex", () => {
  it("costs what the exact assignment costs when every visit is a trip and every SKU fits every face", () =>
    fc.assert(
      fc.property(roomyProblem, (problem) => {
        const { faces, skus } = problem
        const rows = skus.flatMap((sku) => Array.from({ length: facesOf(sku) }, () => sku.visitsPerDay / facesOf(sku)))
        const cost = Float64Array.from(
          rows.flatMap((visits) => faces.map((face) => visits * visitMillis(problem, face)))
        )
        const exact = linearAssignment({ rows: rows.length, columns: faces.length, cost })
        assert.strictEqual(exact._tag, "Assigned")
        if (exact._tag !== "Assigned") return
        assert.approximately(Result.getOrThrow(cubePerOrderIndex(problem)).cost, exact.cost, 1e-6 * (1 + exact.cost))
      }),
      { numRuns: 1000 }
    ))
})
