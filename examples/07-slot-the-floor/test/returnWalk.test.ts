import { assert, describe, it } from "vitest"
import type { LocationId } from "@stowage/kernel"
import type { PickFace } from "@stowage/slotting"
import { returnWalk } from "../src/returnWalk.ts"

const face = (id: string, aisle: string, xMm: number, yMm: number): PickFace => ({
  face: id as LocationId,
  roundTripMm: 0,
  reachMillis: 0,
  capacityVolumeMm3: 1,
  maxMassGrams: 1,
  handlingClasses: [],
  aisle,
  at: { xMm, yMm }
})

describe("a walk by the return rule", () => {
  it("goes into each aisle as far as the farthest pick, and along the front as far as the outermost aisles", () => {
    const faces = [face("A1", "A", 0, 2000), face("A9", "A", 0, 9000), face("B1", "B", 5000, 1000)]
    const routeMm = returnWalk(faces, 2000)
    const ids = faces.map(({ face: id }) => id)
    assert.strictEqual(routeMm([]), 0)
    assert.strictEqual(routeMm(ids), 2 * (5000 + 9000 + 1000))
    assert.strictEqual(routeMm(ids.slice(0, 1)), 2 * (2000 + 2000))
  })
})
