import { assert, describe, it } from "vitest"
import { loadFaults } from "./loadFaults.ts"
import { packFaults } from "./packFaults.ts"

describe("loads of random containers", () => {
  it("keep every mix of rules", () => {
    for (let seed = 0; seed < 100; seed++) assert.deepStrictEqual(loadFaults(seed), [], `seed ${seed}`)
  })
})

describe("plans for random orders", () => {
  it("keep every mix of rules, whatever they are to save", () => {
    for (let seed = 0; seed < 100; seed++) assert.deepStrictEqual(packFaults(seed), [], `seed ${seed}`)
  })
})
