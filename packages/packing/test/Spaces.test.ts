import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { makeSpaces, spaceSize, takeOut, type Least, type Spaces } from "@stowage/packing/loads/Spaces"

const side = 5
const least: Least = { count: 1, sides: Int32Array.of(1, 1, 1) }

const cuboids = ({ count, sides }: Spaces): ReadonlyArray<ReadonlyArray<number>> =>
  Array.from({ length: count }, (_, space) => [...sides.subarray(space * spaceSize, (space + 1) * spaceSize)])
const cell = (x: number, y: number, z: number): number => x + side * (y + side * z)
const cellsOf = ([x1 = 0, y1 = 0, z1 = 0, x2 = 0, y2 = 0, z2 = 0]: ReadonlyArray<number>): ReadonlyArray<number> => {
  const cells: Array<number> = []
  for (let x = x1; x < x2; x++) {
    for (let y = y1; y < y2; y++) for (let z = z1; z < z2; z++) cells.push(cell(x, y, z))
  }
  return cells
}

/** Loads cuboids one by one, each in a free space, as drawn. */
const loaded = (draws: ReadonlyArray<readonly [number, number, number, number]>, supported: boolean) => {
  const spaces = makeSpaces()
  spaces.count = 1
  spaces.sides.set([0, 0, 0, side, side, side])
  const taken = new Set<number>()
  for (const [which, l, w, h] of draws) {
    const space = cuboids(spaces)[which % Math.max(1, spaces.count)]
    if (space === undefined) break
    const [x1 = 0, y1 = 0, z1 = 0, x2 = 0, y2 = 0, z2 = 0] = space
    const ends = [Math.min(x2, x1 + l), Math.min(y2, y1 + w), Math.min(z2, z1 + h)] as const
    const [endX, endY, endZ] = ends
    for (const one of cellsOf([x1, y1, z1, ...ends])) taken.add(one)
    const top = { topX1: x1, topY1: y1, topX2: endX, topY2: endY }
    takeOut(spaces, { x1, y1, z1, x2: endX, y2: endY, z2: endZ, ...top }, supported, least)
  }
  return { spaces: cuboids(spaces), taken }
}

const length = fc.integer({ min: 1, max: 4 })
const draws = fc.array(fc.tuple(fc.nat({ max: 50 }), length, length, length), { maxLength: 5 })

describe("free spaces", () => {
  it("are all that is not taken, each as large as it can be", () =>
    fc.assert(
      fc.property(draws, (some) => {
        const { spaces, taken } = loaded(some, false)
        const free = new Set(spaces.flatMap(cellsOf))
        assert.strictEqual(free.size + taken.size, side ** 3)
        for (const space of spaces) {
          for (const axis of [0, 1, 2]) {
            const lower = space.with(axis, space[axis]! - 1)
            const higher = space.with(axis + 3, space[axis + 3]! + 1)
            if (lower[axis]! >= 0) assert.isTrue(cellsOf(lower).some((one) => taken.has(one)))
            if (higher[axis + 3]! <= side) assert.isTrue(cellsOf(higher).some((one) => taken.has(one)))
          }
        }
      })
    ))

  it("stand wholly on the floor or on what is taken, where all must be supported", () =>
    fc.assert(
      fc.property(draws, (some) => {
        const { spaces, taken } = loaded(some, true)
        for (const space of spaces) {
          assert.isFalse(cellsOf(space).some((one) => taken.has(one)))
          const [x1 = 0, y1 = 0, z1 = 0, x2 = 0, y2 = 0] = space
          const below = z1 === 0 ? [] : cellsOf([x1, y1, z1 - 1, x2, y2, z1])
          assert.isTrue(below.every((one) => taken.has(one)))
        }
      })
    ))
})
