import { assert, describe, it } from "vitest"
import { Rows } from "@stowage/kernel/Rows"

/** More than fit on two pages. */
const many = 40_000

describe("rows of numbers", () => {
  it("keep what was written into them, however many there are", () => {
    const rows = new Rows(2)
    for (let row = 0; row < many; row++) {
      rows.reach(row)
      rows.setFloat(row, 0, row / 4)
      rows.setWhole(row, 2, -row)
      rows.setWhole(row, 3, row)
    }
    const held = Array.from({ length: many }, (_, row) => [rows.float(row, 0), rows.whole(row, 2), rows.whole(row, 3)])
    assert.deepStrictEqual(
      held,
      Array.from({ length: many }, (_, row) => [row / 4, 0 - row, row])
    )
  })

  it("say where a row begins on its page, for who writes a whole row", () => {
    const rows = new Rows(3)
    for (let row = 0; row < many; row++) {
      const { floats, wholes } = rows.reach(row)
      floats[rows.startOf(row)] = row
      wholes[2 * rows.startOf(row) + 5] = row
    }
    const isKept = (row: number): boolean => rows.float(row, 0) === row && rows.whole(row, 5) === row
    assert.isTrue(Array.from({ length: many }, (_, row) => row).every(isKept))
  })

  it("are of noughts at first", () => {
    const rows = new Rows(1)
    for (let row = 0; row < many; row++) rows.reach(row)
    assert.deepStrictEqual([rows.float(0, 0), rows.whole(100, 1), rows.float(many - 1, 0)], [0, 0, 0])
  })
})
