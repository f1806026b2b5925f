import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CoverProgram } from "@stowage/picking-optimisation/batching/CoverProgram"

interface Cover {
  readonly alone: ReadonlyArray<number>
  readonly columns: ReadonlyArray<{ readonly rows: ReadonlyArray<number>; readonly cost: number }>
  readonly isExact: boolean
}

const Covers: fc.Arbitrary<Cover> = fc.record({
  alone: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
  columns: fc.array(
    fc.record({
      rows: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
      cost: fc.integer({ min: 1, max: 40 })
    }),
    { maxLength: 20 }
  ),
  isExact: fc.boolean()
})

const programOf = ({ alone, columns, isExact }: Cover): CoverProgram => {
  const program = new CoverProgram(alone, 1, isExact)
  for (const { cost, rows } of columns) {
    const own = rows.filter((row) => row < alone.length)
    if (own.length > 0) program.add(own, own.length, cost)
  }
  return program
}
const rowsOf = ({ first, member }: CoverProgram, column: number) => [
  ...member.subarray(first[column], first[column + 1])
]
const tolerance = 1e-4

describe("the program over sets of orders", () => {
  it("has prices by which no column costs less than its rows are worth, and shares that cost what the prices say", () => {
    fc.assert(
      fc.property(Covers, (cover) => {
        const program = programOf(cover)
        const value = program.solve(() => false)
        for (let column = 0; column < program.columns; column++) {
          const worth = rowsOf(program, column).reduce((sum, row) => sum + (program.price[row] as number), 0)
          assert.isAtMost(worth + (program.price[program.rows] as number), (program.cost[column] as number) + tolerance)
        }
        const covered = cover.alone.map(() => 0)
        let costs = 0
        for (const [place, column] of program.basis.entries()) {
          if (column < 0) continue
          const share = program.share[place] as number
          costs += share * (program.cost[column] as number)
          for (const row of rowsOf(program, column)) covered[row] = (covered[row] as number) + share
        }
        for (const times of covered) assert.isAtLeast(times, 1 - tolerance)
        if (cover.isExact) for (const times of covered) assert.isAtMost(times, 1 + tolerance)
        // Equal values of shares and prices: both are best. The demands are raised a little.
        assert.approximately(costs, value, 1e-2)
      }),
      { numRuns: 1_000 }
    )
  })

  it("is the same from whatever it starts, and after columns were barred and no longer are", () => {
    fc.assert(
      fc.property(Covers, (cover) => {
        const value = programOf(cover).solve(() => false)
        const program = programOf(cover)
        program.startFrom([program.add([...cover.alone.keys()], cover.alone.length, 1_000)])
        assert.approximately(
          program.solve(() => false),
          value,
          1e-2
        )
        program.barred.fill(1, cover.alone.length, program.columns)
        program.reprice()
        const alone = cover.alone.reduce((sum, cost) => sum + cost, 0)
        assert.approximately(
          program.solve(() => false),
          alone,
          1e-2
        )
        program.barred.fill(0)
        program.reprice()
        assert.approximately(
          program.solve(() => false),
          value,
          1e-2
        )
      }),
      { numRuns: 300 }
    )
  })

  it("chooses in part: three pairs of three rows, each a half", () => {
    const program = new CoverProgram([9, 9, 9], 1)
    for (const pair of [
      [0, 1],
      [1, 2],
      [0, 2]
    ]) {
      program.add(pair, 2, 10)
    }
    assert.approximately(
      program.solve(() => false),
      15,
      1e-2
    )
  })

  it("chooses at least as many columns as it is told", () => {
    const program = new CoverProgram([10, 10], 2)
    program.add([0, 1], 2, 12)
    assert.approximately(
      program.solve(() => false),
      20,
      1e-2
    )
  })
})
