import { assert, describe, it } from "vitest"
import { loadFaults } from "./loadFaults.ts"

describe("loads of random containers", () => {
  it("keep every mix of rules", () => {
    for (let seed = 0; seed < 100; seed++) assert.deepStrictEqual(loadFaults(seed), [], `seed ${seed}`)
  })
})
