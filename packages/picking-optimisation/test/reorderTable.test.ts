import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { reorderTable } from "@stowage/picking-optimisation/trips/reorderTable"

describe("a table in another order", () => {
  it("has between any two what there was between them", () => {
    const property = fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), (size, seed) => {
      const chance = random(seed)
      const order = chance.shuffle(Array.from({ length: size }, (_, at) => at))
      const before = Float64Array.from({ length: size * size }, () => chance.int(100))
      const table = before.slice()
      reorderTable(table, order)
      const expected = order.flatMap((from) => order.map((to) => before[from * size + to]))
      assert.deepStrictEqual([...table], expected)
    })
    fc.assert(property)
  })
})
