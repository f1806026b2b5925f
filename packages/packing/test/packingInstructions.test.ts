import { assert, describe, it } from "vitest"
import { packingInstructions } from "@stowage/packing/cartons/packingInstructions"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"

describe("packingInstructions", () => {
  it("says of each step what lies how, where and on what", () => {
    const problem = {
      items: sketchItems("2×tin 10×10×12 1g, book 20×10×3 1g"),
      cartons: sketchCartons("C 20×10×15 99g"),
      objective: "fewestThenSmallest" as const
    }
    const placements = [
      { item: "tin", x: 0, y: 0, z: 0, l: 10, w: 10, h: 12 },
      { item: "tin", x: 10, y: 0, z: 0, l: 10, w: 10, h: 12 },
      { item: "book", x: 0, y: 0, z: 12, l: 20, w: 10, h: 3 }
    ]
    const steps = packingInstructions(problem, { carton: "C", placements })
    assert.deepStrictEqual(
      steps.map(({ placed, words }) => [placed, words]),
      [
        [2, "2 × tin: upright, 10 mm lengthways, in the near left corner, on the floor"],
        [3, "book: upright, 20 mm lengthways, in the near left corner, on tin"]
      ]
    )
  })

  it("has no steps for a carton it does not know", () =>
    assert.deepStrictEqual(
      packingInstructions({ items: [], cartons: [], objective: "leastCost" }, { carton: "C", placements: [] }),
      []
    ))
})
