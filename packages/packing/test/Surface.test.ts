import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { clearSurface, makeSurface, raise } from "@stowage/packing/cartons/Surface"

const size = 8
const ceiling = 6

/** Puts blocks where one of the surface's rectangles allows; returns heights by square, and the surface. */
const raised = (draws: ReadonlyArray<readonly [number, number, number, number]>) => {
  const surface = makeSurface()
  clearSurface(surface, size, size)
  const heights = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (const [pick, length, width, height] of draws) {
    if (surface.count === 0) break
    const rect = pick % surface.count
    const x0 = surface.x0[rect] ?? 0
    const y0 = surface.y0[rect] ?? 0
    const z = surface.z[rect] ?? 0
    const x1 = Math.min(x0 + length, surface.x1[rect] ?? 0)
    const y1 = Math.min(y0 + width, surface.y1[rect] ?? 0)
    const top = Math.min(z + height, ceiling)
    raise(surface, x0, y0, x1, y1, z, top, ceiling)
    for (let x = x0; x < x1; x++) heights[x]?.fill(top, y0, y1)
  }
  return { surface, heights }
}

const draw = fc.tuple(
  fc.nat(20),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 3 })
)

describe("a surface", () => {
  it("has only level rectangles, and all of what is level and below the ceiling", () =>
    fc.assert(
      fc.property(fc.array(draw, { maxLength: 12 }), (draws) => {
        const { surface, heights } = raised(draws)
        const covered = heights.map((line) => line.map((height) => height >= ceiling))
        for (let rect = 0; rect < surface.count; rect++) {
          for (let x = surface.x0[rect]!; x < surface.x1[rect]!; x++) {
            for (let y = surface.y0[rect]!; y < surface.y1[rect]!; y++) {
              if (heights[x]?.[y] !== surface.z[rect]) assert.fail(`not level at ${x}, ${y}`)
              covered[x]![y] = true
            }
          }
        }
        assert.isTrue(covered.flat().every(Boolean))
      }),
      { numRuns: 1000 }
    ))

  it("joins tops of the same height, so that one thing can stand on two", () => {
    const surface = makeSurface()
    clearSurface(surface, 4, 2)
    raise(surface, 0, 0, 2, 2, 0, 3, 9)
    raise(surface, 2, 0, 4, 2, 0, 3, 9)
    assert.strictEqual(surface.count, 1)
    assert.deepStrictEqual([surface.x0[0], surface.y0[0], surface.x1[0], surface.y1[0], surface.z[0]], [0, 0, 4, 2, 3])
  })
})
