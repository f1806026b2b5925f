import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { bestLayer, footprintSize } from "@stowage/packing/pallets/bestLayer"

const unitsOf = (lengthMm: number, widthMm: number, a: number, b: number, turns = true): number =>
  bestLayer(lengthMm, widthMm, a, b, turns).length / footprintSize

describe("bestLayer", () => {
  it("lays a pinwheel where no grid does as well", () => {
    assert.strictEqual(unitsOf(5, 5, 3, 2), 4)
  })

  it("fills the hole in the middle of a pinwheel", () => {
    assert.strictEqual(unitsOf(1200, 800, 350, 225), 11)
  })

  it("lays all one way what may not be turned", () => {
    assert.strictEqual(unitsOf(5, 5, 3, 2, false), 2)
  })

  it("lays nothing where nothing goes", () => {
    assert.strictEqual(unitsOf(5, 5, 6, 2, false), 0)
  })

  it("never overlaps, never reaches out, and never lays fewer than a grid", () => {
    const side = fc.integer({ min: 1, max: 9 })
    const room = fc.integer({ min: 5, max: 30 })
    fc.assert(
      fc.property(room, room, side, side, (lengthMm, widthMm, a, b) => {
        const laid = bestLayer(lengthMm, widthMm, a, b, true)
        const taken = new Uint8Array(lengthMm * widthMm)
        for (let at = 0; at < laid.length; at += footprintSize) {
          const [x, y, l, w] = [laid[at]!, laid[at + 1]!, laid[at + 2]!, laid[at + 3]!]
          assert.isTrue(x >= 0 && y >= 0 && x + l <= lengthMm && y + w <= widthMm)
          assert.isTrue((l === a && w === b) || (l === b && w === a))
          for (let mm = 0; mm < l * w; mm++) {
            const cell = x + (mm % l) + (y + Math.floor(mm / l)) * lengthMm
            if (taken[cell] !== 0) assert.fail(`taken twice: ${cell}`)
            taken[cell] = 1
          }
        }
        const grid = Math.floor(lengthMm / a) * Math.floor(widthMm / b)
        assert.isAtLeast(laid.length / footprintSize, grid)
      })
    )
  })
})
