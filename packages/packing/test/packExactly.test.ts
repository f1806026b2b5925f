import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { kindsOf, roomOf } from "@stowage/packing/problem/Kinds"
import { fit } from "@stowage/packing/cartons/fit"
import { packExactly } from "@stowage/packing/cartons/packExactly"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { contentViolations } from "@stowage/packing/problem/violations"

const side = fc.integer({ min: 1, max: 7 })
/** Some of them twice or three times: units alike take fewer steps. */
const boxes = fc
  .array(fc.tuple(side, side, side, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 3 })
  .filter((drawn) => drawn.reduce((sum, [, , , quantity]) => sum + quantity, 0) <= 5)

describe("packExactly", () => {
  it("finds what does fit, and packs it soundly", () =>
    fc.assert(
      fc.property(boxes, side, side, side, (drawn, length, width, height) => {
        const items = sketchItems(
          drawn.map(([l, w, h, quantity], index) => `${quantity}×i${index} ${l}×${w}×${h} 1g`).join()
        )
        const [carton] = sketchCartons(`C ${length}×${width}×${height} 99g`)
        const units = items.flatMap(({ quantity }, kind) => Array<number>(quantity).fill(kind))
        const answer = packExactly(kindsOf(items), units, roomOf(carton!), 1_000_000)
        assert.isDefined(answer)
        const found = fit(items, carton!, { support: "none" })
        if (found._tag === "Fits") assert.isArray(answer)
        if (answer === "none" || answer === undefined) return
        const placements = answer.map(({ kind, ...lying }) => ({ item: items[kind]!.id, ...lying }))
        placements.sort((a, b) => a.z - b.z)
        const byId = new Map(items.map((item) => [item.id, item]))
        assert.deepStrictEqual(contentViolations({ support: "none" }, byId, carton, 0, placements), [])
      }),
      { numRuns: 150 }
    ))

  it("proves that three 6×6×3 bars and a cube do not go in 6×6×10, by fit", () => {
    const [carton] = sketchCartons("C 6×6×10 99g")
    const answer = fit(sketchItems("2×bar 6×6×3 1g, 3×pole 2×3×5 1g"), carton!)
    assert.isTrue(answer._tag === "Fits" || answer._tag === "NoArrangementFound")
    const never = fit(sketchItems("bar 6×6×3 1g, block 5×5×5 1g, rod 1×1×9 1g"), carton!)
    assert.deepStrictEqual(never, { _tag: "NoArrangementFound", proved: true })
  })
})
