import { type CostTable, linearAssignment } from "@stowage/slotting/pairs/linearAssignment"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const drawn: fc.Arbitrary<CostTable> = fc.tuple(fc.nat(4), fc.nat(2)).chain(([rows, spare]) =>
  fc
    .array(fc.option(fc.integer({ min: -4, max: 6 }), { nil: Infinity, freq: 3 }), {
      minLength: rows * (rows + spare),
      maxLength: rows * (rows + spare)
    })
    .map((cells) => ({ rows, columns: rows + spare, cost: Float64Array.from(cells) }))
)

/** The least cost of all assignments; `Infinity` when there is none. */
const leastOf = ({ columns, cost, rows }: CostTable): number => {
  const extend = (taken: ReadonlyArray<number>, spent: number): number => {
    if (taken.length === rows) return spent
    const next = Array.from({ length: columns }, (_, column) => column).filter((column) => !taken.includes(column))
    return Math.min(
      Infinity,
      ...next.map((column) => extend([...taken, column], spent + cost[taken.length * columns + column]!))
    )
  }
  return extend([], 0)
}

describe("linearAssignment", () => {
  it("gives way where another row has less of a choice", () => {
    const answer = linearAssignment({ rows: 2, columns: 2, cost: Float64Array.of(1, 2, 1, 9) })
    assert.strictEqual(answer._tag, "Assigned")
    if (answer._tag === "Assigned") assert.deepStrictEqual([[...answer.column], answer.cost], [[1, 0], 3])
  })

  it("costs as little as the best of all assignments, and is refused exactly when there is none", () =>
    fc.assert(
      fc.property(drawn, (table) => {
        const least = leastOf(table)
        const answer = linearAssignment(table)
        assert.strictEqual(answer._tag === "Assigned" ? answer.cost : Infinity, least)
        if (answer._tag === "Assigned") assert.strictEqual(new Set(answer.column).size, table.rows)
      }),
      { numRuns: 2000 }
    ))

  it("proves the least cost by prices", () =>
    fc.assert(
      fc.property(drawn, (table) => {
        const answer = linearAssignment(table)
        if (answer._tag !== "Assigned") return
        const { column, columnPrice, cost, rowPrice } = answer
        for (const [at, entry] of table.cost.entries()) {
          const [row, to] = [Math.floor(at / table.columns), at % table.columns]
          assert.isAtMost(rowPrice[row]! + columnPrice[to]!, entry)
        }
        const priced = [...rowPrice, ...[...column].map((to) => columnPrice[to]!)].reduce((a, b) => a + b, 0)
        assert.strictEqual(priced, cost)
        if (table.rows < table.columns) for (const price of columnPrice) assert.isAtMost(price, 0)
      })
    ))

  it("names rows that contend: they may go nowhere but to fewer columns", () =>
    fc.assert(
      fc.property(drawn, (table) => {
        const answer = linearAssignment(table)
        if (answer._tag !== "ColumnsContended") return
        const { columns, rows } = answer
        assert.isAbove(rows.length, columns.length)
        for (const row of rows) {
          for (let to = 0; to < table.columns; to++) {
            const isForbidden = table.cost[row * table.columns + to] === Infinity
            assert.isTrue(isForbidden || columns.includes(to))
          }
        }
      })
    ))
})
