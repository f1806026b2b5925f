import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { cartonSvg } from "../src/cartonSvg.ts"
import { packedCartonSvg } from "../src/packedCartonSvg.ts"
import { type Box, painterOrder } from "../src/painterOrder.ts"
import { ofClass, tooltips, writing } from "./xml.ts"

const carton = { title: "Carton", innerLengthMm: 400, innerWidthMm: 300, innerHeightMm: 200 }
const cube = (x: number, y: number, z: number): Box => ({ x, y, z, l: 1, w: 1, h: 1 })

/** Boxes of a few cells that do not overlap, in any order. */
const boxes = fc
  .array(
    fc.tuple(
      fc.nat(2),
      fc.nat(2),
      fc.nat(2),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 2 })
    ),
    { maxLength: 10 }
  )
  .map((drawn) => {
    const kept: Array<Box> = []
    for (const [x, y, z, l, w, h] of drawn) {
      const box = { x, y, z, l, w, h }
      if (kept.every((other) => areApart(box, other))) kept.push(box)
    }
    return kept
  })

const areApart = (a: Box, b: Box): boolean =>
  a.x + a.l <= b.x || b.x + b.l <= a.x || a.y + a.w <= b.y || b.y + b.w <= a.y || a.z + a.h <= b.z || b.z + b.h <= a.z

const holds = (box: Box, x: number, y: number, z: number): boolean =>
  x > box.x && x < box.x + box.l && y > box.y && y < box.y + box.w && z > box.z && z < box.z + box.h

/** The first box that a ray against (1, 1, 1) meets, found by walking along it in small steps. */
const firstMet = (all: ReadonlyArray<Box>, x: number, y: number): Box | undefined => {
  for (let step = 0; step < 400; step++) {
    const back = step * 0.0201
    const met = all.find((box) => holds(box, x - back, y - back, 5.003 - back))
    if (met !== undefined) return met
  }
  return undefined
}

/** The last painted box that the same ray goes through. */
const lastPainted = (order: ReadonlyArray<Box>, x: number, y: number): Box | undefined =>
  order.findLast((box) => firstMet([box], x, y) !== undefined)

describe("the painter's order", () => {
  it("puts what is below and behind first", () => {
    const [corner, right, left, above] = [cube(0, 0, 0), cube(1, 0, 0), cube(0, 1, 0), cube(0, 0, 1)]
    assert.deepStrictEqual(painterOrder([above, right, corner, left])[0], corner)
  })

  it("shows in every direction of sight the box that is in front", () => {
    const aims = fc.array(
      fc.tuple(fc.double({ min: 1, max: 8, noNaN: true }), fc.double({ min: 1, max: 8, noNaN: true })),
      { minLength: 5, maxLength: 5 }
    )
    fc.assert(
      fc.property(boxes, aims, (some, rays) => {
        const order = painterOrder(some)
        assert.sameMembers([...order], some)
        for (const [x, y] of rays) assert.strictEqual(lastPainted(order, x, y), firstMet(some, x, y))
      }),
      { numRuns: 200 }
    )
  })
})

describe("a carton's drawing", () => {
  it("shows every item with its size and place, and how full the carton is", () => {
    const svg = cartonSvg({
      ...carton,
      placements: [
        { item: "KETTLE", x: 0, y: 0, z: 0, l: 200, w: 300, h: 200 },
        { item: "MUG", x: 200, y: 0, z: 0, l: 100, w: 100, h: 60 }
      ]
    })
    assert.sameMembers(
      [...tooltips(svg)],
      ["KETTLE: 200 × 300 × 200 mm at 0, 0, 0", "MUG: 100 × 100 × 60 mm at 200, 0, 0"]
    )
    assert.includeMembers([...writing(svg)], ["400 × 300 × 200 mm, 2 items, 52.5 % full", "KETTLE", "MUG"])
    assert.strictEqual(ofClass(svg, "sw-box").length, 6)
  })

  it("says that the carton is empty", () => {
    assert.include(writing(cartonSvg({ ...carton, placements: [] })), "No data: an empty carton")
  })
})

describe("a carton packed step by step", () => {
  const placements = [
    { item: "KETTLE", x: 0, y: 0, z: 0, l: 200, w: 300, h: 200 },
    { item: "MUG", x: 200, y: 0, z: 0, l: 100, w: 100, h: 60 }
  ]
  const steps = [
    { placed: 1, words: "KETTLE: upright, on the floor" },
    { placed: 2, words: "MUG: upright, beside it" }
  ]

  it("shows in each picture what is in by then, with what to do in words", () => {
    const svg = packedCartonSvg({ ...carton, placements, steps })
    assert.strictEqual(ofClass(svg, "sw-box").length, 3 + 6)
    assert.includeMembers([...writing(svg)], ["1. KETTLE", "upright, on the floor", "2. MUG", "upright, beside it"])
  })

  it("breaks words that are wider than their picture, and leaves none out", () => {
    const where = "200 mm from the near end at the left side"
    const words = ["KETTLE", "MUG"].map((item) => `${item}: upright, 100 mm lengthways, ${where}, on the floor`)
    const long = steps.map((step, index) => ({ ...step, words: words[index]! }))
    const written = [...writing(packedCartonSvg({ ...carton, placements, steps: long, widthPx: 480 }))]
    assert.notInclude(written, where)
    assert.include(written.join(" "), `upright, 100 mm lengthways ${where} on the floor`)
    assert.isTrue(written.every((line) => line.length <= 36 && !line.includes("…")))
  })

  it("says that the carton is empty", () =>
    assert.include(writing(packedCartonSvg({ ...carton, placements: [], steps })), "No data: an empty carton"))
})
