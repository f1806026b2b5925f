import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { loadKindsOf } from "@stowage/packing/loads/LoadKinds"
import { countReach, makeReach } from "@stowage/packing/loads/Reach"
import { sketchItems } from "@stowage/packing/cartons/sketch"

describe("the reach of what is left", () => {
  it("is the longest sum of sides that is not above each length", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 70 }), { minLength: 1, maxLength: 4 }), (sides) => {
        const most = 90
        const items = sides.map((side) => sketchItems(`s${side} ${side}×1×1 1g fixed`)[0]!)
        const room = { lengthMm: most, widthMm: 1, heightMm: 1, payloadGrams: 9, supportShare: 0, door: false }
        const kinds = loadKindsOf(items, {}, most, 1, 1)
        const reach = makeReach(kinds, room)
        countReach(reach, kinds, kinds.quantity)
        const sums = new Set([0])
        for (let length = 1; length <= most; length++) {
          if (sides.some((side) => sums.has(length - side))) sums.add(length)
          assert.strictEqual(reach.x[length], Math.max(...[...sums].filter((sum) => sum <= length)))
        }
      })
    ))
})
