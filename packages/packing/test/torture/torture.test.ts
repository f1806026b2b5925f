import { assert, describe, it } from "vitest"
import { kinds } from "./kinds.ts"
import { loadFaults } from "./loadFaults.ts"
import { packFaults } from "./packFaults.ts"

const each = 60

describe("random problems", () => {
  for (const { faults, name } of kinds) {
    it(`of ${name} are solved without a fault`, () => {
      for (let seed = 0; seed < each; seed++) assert.deepStrictEqual(faults(seed), [], `seed ${seed}`)
    })
  }

  it("take nothing to be nested in what it stands clear of", () => {
    assert.deepStrictEqual(loadFaults(55_018), [])
  })

  it("are given up after as much work as was asked, where a first plan is better than the bound of another", () => {
    assert.deepStrictEqual(packFaults(40_777), [])
  })
})
