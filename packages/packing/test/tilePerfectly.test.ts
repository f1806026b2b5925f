import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { loadKindsOf } from "@stowage/packing/loads/LoadKinds"
import type { PackItem } from "@stowage/packing/problem/PackingProblem"
import { sketchItems } from "@stowage/packing/cartons/sketch"
import { mayTile, tilePerfectly } from "@stowage/packing/loads/tilePerfectly"

const room = (lengthMm: number, widthMm: number, heightMm: number) => ({
  lengthMm,
  widthMm,
  heightMm,
  payloadGrams: 999,
  supportShare: 1,
  door: false
})
const tiled = (items: ReadonlyArray<PackItem>, of: ReturnType<typeof room>, stop = () => false) => {
  const kinds = loadKindsOf(items, {}, of.lengthMm, of.widthMm, of.heightMm)
  return mayTile(kinds, of) ? tilePerfectly(kinds, of, stop) : undefined
}

describe("tiling a room perfectly", () => {
  it("finds the squared rectangle of order 9", () => {
    const squares = [18, 15, 7, 8, 14, 4, 10, 1, 9].map((side) => `s${side} ${side}×${side}×1 0g fixed`)
    assert.strictEqual(tiled(sketchItems(squares.join(", ")), room(33, 32, 1))?.length, 9)
  })

  it("finds Conway's 3 cubes and 6 flat boxes in a cube of 3", () => {
    const pieces = sketchItems("3×cube 1×1×1 0g, 6×flat 1×2×2 0g")
    assert.strictEqual(tiled(pieces, room(3, 3, 3))?.length, 9)
  })

  it("knows that there is none when there is none", () =>
    assert.isUndefined(tiled(sketchItems("2×a 4×4×1 0g, 4×b 1×1×1 0g"), room(6, 6, 1))))

  it("is not begun where volumes differ, and ends when told", () => {
    assert.isUndefined(tiled(sketchItems("a 3×3×2 0g"), room(3, 3, 3)))
    const many = sketchItems("9×a 2×3×5 0g, 9×b 7×5×2 0g, 9×c 1×4×3 0g, 1×d 1×1×92 0g")
    assert.isUndefined(tiled(many, room(10, 10, 11), () => true))
  })

  it("puts together any room that has been cut apart", () => {
    const cuts = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.nat({ max: 99 })), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, (some) => {
        let parts: ReadonlyArray<ReadonlyArray<number>> = [[6, 5, 4]]
        for (const [axis, choice] of some) {
          const at = choice % parts.length
          const part = parts[at]!
          const first = 1 + (choice % 3)
          if (part[axis]! <= first) continue
          parts = [...parts.toSpliced(at, 1), part.with(axis, first), part.with(axis, part[axis]! - first)]
        }
        const items = parts.map(([l, w, h], id) => sketchItems(`${id} ${l}×${w}×${h} 0g`)[0]!)
        assert.strictEqual(tiled(items, room(6, 5, 4))?.length, parts.length)
      }),
      { numRuns: 60 }
    )
  })
})
