import { random } from "@stowage/kernel/Random"
import { placedItems } from "@stowage/slotting/pairs/PlacedItems"
import { quadraticModel } from "@stowage/slotting/pairs/QuadraticModel"
import { quadraticCost } from "@stowage/slotting/pairs/QuadraticPlan"
import { beginTabu, descend, robustTabu, tabuMemory } from "@stowage/slotting/pairs/robustTabu"
import { assert, describe, it } from "vitest"

const square = (size: number, seed: string): ReadonlyArray<ReadonlyArray<number>> => {
  const chance = random(seed)
  return Array.from({ length: size }, () => Array.from({ length: size }, () => chance.int(20)))
}

const size = 12
const problem = { flows: square(size, "flows"), distances: square(size, "distances") }
const places = Array.from({ length: size }, (_, item) => item)

describe("descend", () => {
  it("leaves no two items that would be cheaper in each other's places", () => {
    const placed = placedItems(quadraticModel(problem), places)
    descend(placed)
    const cost = quadraticCost(problem, { places: [...placed.place] })
    assert.approximately(placed.cost, cost, 1e-6)
    assert.isBelow(cost, quadraticCost(problem, { places }))
    for (let one = 0; one < size; one++) {
      for (let other = 0; other < one; other++) {
        const changed = [...placed.place].with(one, placed.place[other]!).with(other, placed.place[one]!)
        assert.isAtLeast(quadraticCost(problem, { places: changed }), cost)
      }
    }
  })
})

describe("robustTabu", () => {
  it("goes below where exchanges that save end, and knows what its best places cost", () => {
    const placed = placedItems(quadraticModel(problem), places)
    descend(placed)
    const local = placed.cost
    const memory = tabuMemory(size)
    beginTabu(memory, placed)
    robustTabu(placed, memory, random(1), 500)
    assert.isBelow(memory.bestCost, local)
    assert.approximately(quadraticCost(problem, { places: [...memory.best] }), memory.bestCost, 1e-6)
  })
})
