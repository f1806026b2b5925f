import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { roundedDemands } from "@stowage/picking-optimisation/scattered/roundedDemands"

const Units = fc.integer({ min: 1, max: 7 })

describe("demands rounded up by what places hold", () => {
  it("say that five units from places of three take two visits", () => {
    assert.deepStrictEqual(roundedDemands([5], [[3, 3, 3]]), [{ sku: 0, by: 3, demand: 2 }])
  })

  it("say nothing where any place has all that is asked for, or places divide it", () => {
    assert.deepStrictEqual(roundedDemands([2, 6], [[4], [3, 3]]), [])
  })

  it("are met by every set of places that has enough", () => {
    fc.assert(
      fc.property(Units, fc.array(Units, { maxLength: 8 }), fc.nat(255), (demand, stock, set) => {
        const visited = stock.filter((_, place) => (set >> place) % 2 === 1)
        fc.pre(visited.reduce((sum, units) => sum + units, 0) >= demand)
        for (const rounded of roundedDemands([demand], [stock])) {
          const counted = visited.reduce((sum, units) => sum + Math.ceil(units / rounded.by), 0)
          assert.isAtLeast(counted, rounded.demand)
        }
      })
    )
  })
})
