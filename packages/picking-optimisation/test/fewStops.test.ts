import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { fewStops } from "@stowage/picking-optimisation/trips/fewStops"
import { bestTourLength } from "./tours.ts"

const nodes = 12
const Points = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: nodes, maxLength: nodes })
const Chosen = fc.uniqueArray(fc.nat(nodes - 1), { minLength: 1, maxLength: 8 })

describe("tours over a few stops", () => {
  it("begin with the first stop, visit all, are as long as they say, and seldom longer than the best", () => {
    let [drawn, best] = [0, 0]
    fc.assert(
      fc.property(Points, Chosen, (points, chosen) => {
        const lengths = Float64Array.from({ length: nodes * nodes }, (_, index) => {
          const [a = [0, 0], b = [0, 0]] = [points[Math.floor(index / nodes)], points[index % nodes]]
          return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])
        })
        const between = (from: number, to: number): number => lengths[from * nodes + to] as number
        const stops = Int32Array.from(chosen)
        const length = fewStops(lengths, nodes, nodes).tour(stops, stops.length)
        assert.strictEqual(stops[0], chosen[0])
        assert.sameMembers([...stops], chosen)
        const counted = [...stops].reduce(
          (sum, stop, turn) => sum + between(stop, stops[(turn + 1) % stops.length] as number),
          0
        )
        assert.strictEqual(length, counted)
        const least = bestTourLength({
          distances: { count: nodes, between },
          stops: chosen.map((place) => ({ id: String(place), place }))
        })
        assert.isAtLeast(length, least)
        drawn++
        if (length === least) best++
      }),
      { numRuns: 100, seed: 1 }
    )
    assert.isAtLeast(best, 0.9 * drawn)
  })
})
