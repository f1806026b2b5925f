import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { layout } from "@stowage/layout/draw"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { type Area } from "../src/FloorPlan.ts"
import { floorPlanOf } from "../src/floorPlanOf.ts"
import { heatColour, heatSteps } from "../src/heatSteps.ts"
import { heatMapSvg } from "../src/heatMapSvg.ts"
import { layoutSvg } from "../src/layoutSvg.ts"
import { nowhere, twoBays } from "./floors.ts"
import { ofClass, tooltips, writing } from "./xml.ts"

const overlap = (a: Area, b: Area): boolean =>
  a.xMm + a.widthMm > b.xMm + 0.01 &&
  b.xMm + b.widthMm > a.xMm + 0.01 &&
  a.yMm + a.heightMm > b.yMm + 0.01 &&
  b.yMm + b.heightMm > a.yMm + 0.01

describe("the plan of a layout", () => {
  it("has the drawn cells where the drawing has them", () => {
    assert.deepStrictEqual(
      twoBays.faces.map(({ heightMm, name, widthMm, xMm, yMm }) => [name, xMm, yMm, widthMm, heightMm]),
      [
        ["A1", -500, 1500, 2000, 1000],
        ["B1", 2500, 1500, 2000, 1000],
        ["A2", -500, 500, 2000, 1000],
        ["B2", 2500, 500, 2000, 1000]
      ]
    )
    assert.deepStrictEqual(twoBays.stations, [{ name: "D", xMm: 2000, yMm: 0 }])
  })

  it("draws a bay that is reached from its front where it stands", () => {
    const [bay] = floorPlanOf(layout("A1/../D.")).faces
    assert.deepStrictEqual([bay?.xMm, bay?.yMm, bay?.widthMm], [-500, 1500, 2000])
  })

  it("puts all levels of a bay in one face, and every shelf location in some face, on no aisle and on no other face", () => {
    const sizes = fc.record({
      aisles: fc.integer({ min: 1, max: 4 }),
      sides: fc.integer({ min: 1, max: 2 }),
      levels: fc.integer({ min: 1, max: 3 }),
      baysPerSide: fc.integer({ min: 2, max: 6 }),
      crossAisles: fc.integer({ min: 2, max: 3 })
    })
    fc.assert(
      fc.property(sizes, (size) => {
        const site = Result.getOrThrow(generateLayout({ ...smallSite, ...size, pickLevels: 1 }))
        const { faces, walkways } = floorPlanOf(site)
        assert.strictEqual(faces.length, size.aisles * size.sides * size.baysPerSide)
        const drawn = faces.flatMap(({ locations }) => locations)
        const shelves = site.locations.filter(({ level }) => level > 0).map(({ id }) => id)
        assert.sameMembers(drawn, shelves)
        for (const [index, face] of faces.entries()) {
          for (const area of [...walkways, ...faces.slice(0, index)]) assert.isFalse(overlap(face, area))
        }
      }),
      { numRuns: 30 }
    )
  })
})

describe("a layout's drawing", () => {
  it("shows every bay with its locations, and every station", () => {
    const svg = layoutSvg(twoBays, { title: "Floor" })
    assert.strictEqual(ofClass(svg, "sw-shelf").length, 4)
    for (const bay of ["A1: A1", "B1: B1", "A2: A2", "B2: B2", "D"]) assert.include(tooltips(svg), bay)
    assert.includeMembers([...writing(svg)], ["A1", "B2", "D"])
  })

  it("says that there is nothing when there is nothing", () => {
    assert.include(writing(layoutSvg(nowhere, { title: "Floor" })), "No data: the floor is empty")
  })
})

describe("a heat map", () => {
  it("adds up a bay's locations and paints more visits in a higher colour", () => {
    const plan = {
      ...twoBays,
      faces: twoBays.faces.map((face) => ({ ...face, locations: [`${face.name}-1`, `${face.name}-2`] }))
    }
    const visits = new Map([
      ["A1-1", 30],
      ["A1-2", 12],
      ["B1-1", 3],
      ["gone", 5]
    ])
    const svg = heatMapSvg(plan, visits, { title: "Visits", unit: "visits" })
    assert.includeMembers([...tooltips(svg)], ["A1: 42 visits", "B1: 3 visits", "A2: 0 visits", "B2: 0 visits"])
    assert.match(svg, /<desc>45 visits at 4 bays, most at A1: 42, 5 elsewhere\.<\/desc>/)
    assert.strictEqual(ofClass(svg, "sw-h7").length, 2) // A1 and the legend
    assert.deepStrictEqual(
      writing(svg).filter((text) => /^(0|≤.*)$/.test(text)),
      ["0", "≤ 5", "≤ 10", "≤ 20", "≤ 50"]
    )
  })

  it("draws no colour where nothing was visited, or less than nothing", () => {
    const none = new Map([
      ["A1", 0],
      ["B1", -4],
      ["A2", Number.NaN]
    ])
    assert.include(
      writing(heatMapSvg(twoBays, none, { title: "Visits", unit: "visits" })),
      "No data: no visits on this floor"
    )
  })

  it("has round steps that hold every value, rising in colour, at most eight", () => {
    assert.deepStrictEqual(
      heatSteps([3, 840]).map(({ upTo }) => upTo),
      [5, 10, 20, 50, 100, 200, 500, 1000]
    )
    assert.deepStrictEqual(
      heatSteps([0.3]).map(({ upTo }) => upTo),
      [0.5]
    )
    assert.deepStrictEqual(heatSteps([0, -1, Number.POSITIVE_INFINITY]), [])
    const counts = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(counts, (values) => {
        const steps = heatSteps(values)
        assert.isAtMost(steps.length, 8)
        for (const value of values) assert.strictEqual(heatColour(value, steps) === undefined, value === 0)
        const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b)
        const colours = sorted.map((value) => heatColour(value, steps) ?? -1)
        assert.deepStrictEqual(
          colours,
          colours.toSorted((a, b) => a - b)
        )
      })
    )
  })
})
