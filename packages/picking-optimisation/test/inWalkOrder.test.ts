import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { cartTakes } from "@stowage/picking-optimisation/batching/BatchCore"
import { inWalkOrder } from "@stowage/picking-optimisation/batching/inWalkOrder"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { tripCoreOf } from "@stowage/picking-optimisation/trips/tripCoreOf"
import { tripRefusal } from "@stowage/picking-optimisation/trips/TripProblem"
import { tripWalks } from "@stowage/picking-optimisation/trips/TripWalks"
import { tripOrder, TripProblems, twoWay } from "./tripProblems.ts"

describe("orders in the order of a walk", () => {
  it("are each in one cart that takes it", () => {
    const property = fc.property(TripProblems, (problem) => {
      fc.pre(tripRefusal(problem) === undefined)
      const { end, floor, orders, start } = problem
      const walks = tripWalks(floor, start, end, new Set(orders.flatMap(({ stops }) => stops)))
      const core = tripCoreOf(problem, walks)
      const groups = inWalkOrder(new OrderSets(core))
      assert.deepStrictEqual(
        groups.flat().sort((a, b) => a - b),
        [...orders.keys()]
      )
      for (const group of groups) assert.isTrue(cartTakes(core, group))
    })
    fc.assert(property)
  })

  it("share a cart with those that lie next to them", () => {
    const floor = twoWay(
      6,
      [0, 1, 2, 3, 4].map((place) => [place, place + 1, 10] as const)
    )
    const orders = [5, 1, 4, 2].map((place) => tripOrder(`at ${place}`, [place]))
    const problem = { floor, start: 0, end: 0, limits: { totes: 2 }, orders }
    const walks = tripWalks(floor, 0, 0, [1, 2, 4, 5])
    const groups = inWalkOrder(new OrderSets(tripCoreOf(problem, walks)))
    assert.deepStrictEqual(groups.map((group) => group.toSorted((a, b) => a - b).join()).sort(), ["0,2", "1,3"])
  })
})
