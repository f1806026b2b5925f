import { assert, describe, it } from "vitest"
import { floorPlanOfPoints } from "../src/floorPlanOfPoints.ts"
import { heatPairSvg } from "../src/heatPairSvg.ts"
import { nowhere, twoBays } from "./floors.ts"
import { ofClass, tooltips, writing } from "./xml.ts"

const caption = { title: "Before and after", unit: "visits" }
const before = { name: "Before", visits: new Map([["A2", 8]]) }
const after = {
  name: "After",
  visits: new Map([
    ["A1", 1],
    ["B1", 7]
  ])
}

describe("a floor before and after", () => {
  const svg = heatPairSvg(twoBays, [before, after], caption)

  it("shows every bay twice, in the same colours for the same counts", () => {
    assert.deepStrictEqual(
      tooltips(svg).filter((text) => text.includes("visits")),
      ["A1: 0", "B1: 0", "A2: 8", "B2: 0", "A1: 1", "B1: 7", "A2: 0", "B2: 0"].map((text) => `${text} visits`)
    )
    assert.strictEqual(ofClass(svg, "sw-h7").length, 1 + 2)
  })

  it("says what each is, and how much there was", () => {
    assert.include(writing(svg), "Before")
    assert.include(writing(svg), "After")
    assert.include(svg, "4 bays, Before: 8 visits, After: 8 visits.")
  })

  it("says that there is nothing to show", () => {
    assert.include(heatPairSvg(nowhere, [before, after], caption), "the floor is empty")
    assert.include(
      heatPairSvg(
        twoBays,
        [
          { ...before, visits: new Map() },
          { ...after, visits: new Map() }
        ],
        caption
      ),
      "no visits"
    )
  })
})

describe("the plan of points", () => {
  it("has a square for all that stand over each other, as wide as places are apart", () => {
    const points = ["A-1", "A-2", "B-1"].map((id) => ({ id, xMm: id < "B" ? 0 : 1500, yMm: 800 }))
    const { faces, stations } = floorPlanOfPoints(points, [{ id: "pack", xMm: 0, yMm: 0 }])
    assert.deepStrictEqual(faces, [
      { name: "A", locations: ["A-1", "A-2"], xMm: -750, yMm: 300, widthMm: 1500, heightMm: 1000 },
      { name: "B-1", locations: ["B-1"], xMm: 750, yMm: 300, widthMm: 1500, heightMm: 1000 }
    ])
    assert.deepStrictEqual(stations, [{ name: "pack", xMm: 0, yMm: 0 }])
  })
})
