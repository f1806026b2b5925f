import { assert, describe, it } from "vitest"
import { packingBound } from "@stowage/packing/problem/packingBound"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"

const bound = (items: string, cartons: string): number =>
  packingBound({ items: sketchItems(items), cartons: sketchCartons(cartons), objective: "leastCost" })

describe("packingBound", () => {
  it("needs the volume", () => assert.strictEqual(bound("17×a 5×5×5 1g", "M 10×10×10 99g cost 7"), 21))

  it("needs the strength, tare taken off", () =>
    assert.strictEqual(bound("4×a 1×1×1 30g", "M 10×10×10 65g tare 5g cost 7"), 14))

  it("lets the cheapest mix of cartons cover it", () =>
    assert.strictEqual(bound("9×a 5×5×5 1g", "S 5×5×5 99g cost 3, M 10×10×10 99g cost 7"), 10))

  it("knows which items need which carton", () => {
    assert.strictEqual(bound("ski 30×1×1 1g", "S 10×10×10 99g cost 1, Long 30×5×5 99g cost 9"), 9)
    assert.strictEqual(bound("2×cello 10×10×29 1g", "S 10×10×10 99g cost 1, Long 30×10×10 99g cost 9"), 18)
  })

  it("gives units of more than half a carton one each", () => {
    assert.strictEqual(bound("a 6×10×10 1g, b 6×10×10 1g", "M 10×10×10 99g cost 7"), 14)
    assert.strictEqual(bound("a 1×1×1 51g, b 1×1×1 52g", "M 10×10×10 100g cost 7"), 14)
  })

  it("still bounds an order of hundreds of cartons", () =>
    assert.strictEqual(bound("5000×a 5×5×5 1g", "M 10×10×10 99g cost 7"), 4375))

  it("is 0 without items", () => assert.strictEqual(bound("", "M 10×10×10 99g cost 7"), 0))
})
