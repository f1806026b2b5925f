import * as fc from "fast-check"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { toteCharges, type TotePlan, toteViolations } from "@stowage/picking-optimisation/totes/TotePlan"
import { type ToteLine, type ToteProblem, toteRefusalText } from "@stowage/picking-optimisation/totes/ToteProblem"
import { solveTotes, toteMethods } from "@stowage/picking-optimisation/totes/totes"
import { type TripFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { OneWayFloors, TwoWayFloors, twoWay } from "./tripProblems.ts"

const line = (place: number, quantity = 1, changes: Partial<ToteLine> = {}): ToteLine => ({
  place,
  quantity,
  massGrams: 1,
  volumeMm3: 1,
  ...changes
})
const order = (id: string, lines: ReadonlyArray<ToteLine>) => ({ id: id as FulfilmentOrderId, lines })

const ToteProblems: fc.Arbitrary<ToteProblem> = fc
  .record({
    floor: fc.oneof<fc.Arbitrary<TripFloor>[]>(TwoWayFloors, OneWayFloors),
    ends: fc.tuple(fc.nat(7), fc.nat(7)),
    tote: fc.record(
      {
        massGrams: fc.integer({ min: 4, max: 9 }),
        volumeMm3: fc.integer({ min: 4, max: 9 }),
        units: fc.integer({ min: 2, max: 4 })
      },
      { requiredKeys: [] }
    ),
    totesPerCart: fc.integer({ min: 2, max: 4 }),
    mayMix: fc.boolean(),
    maySplit: fc.boolean(),
    lines: fc.array(
      fc.array(
        fc.record({
          place: fc.nat(7),
          quantity: fc.integer({ min: 1, max: 3 }),
          massGrams: fc.nat(3),
          volumeMm3: fc.nat(3)
        }),
        { minLength: 1, maxLength: 3 }
      ),
      { minLength: 1, maxLength: 3 }
    )
  })
  .map(({ ends: [start, end], lines, ...rest }) => ({
    ...rest,
    start,
    end,
    orders: lines.map((each, index) => order(`O${index}`, each))
  }))

const costOf = (_: ToteProblem, plan: TotePlan) => sumOfCharges(toteCharges(plan))
for (const method of toteMethods) {
  const solve = (problem: ToteProblem, options: object) => solveTotes(problem, { ...options, method })
  describeLaws(
    `totes by ${method}`,
    solverLaws({ solve, violations: toteViolations, cost: costOf }, ToteProblems, { runs: 25 })
  )
}

/** Two arms of a corridor from the depot, place 0: 1 and 2 on the left, 3 and 4 on the right. */
const problem: ToteProblem = {
  floor: twoWay(5, [
    [0, 1, 10],
    [1, 2, 10],
    [0, 3, 10],
    [3, 4, 10]
  ]),
  start: 0,
  end: 0,
  tote: { units: 2 },
  totesPerCart: 2,
  mayMix: false,
  maySplit: true,
  orders: [order("A", [line(2), line(4), line(1), line(3)]), order("B", [line(4), line(1), line(3), line(2)])]
}

describe("lines in totes on trips", () => {
  it("are put so that each trip stays on one side", () => {
    const { cost, plan } = Result.getOrThrow(solveTotes(problem))
    assert.deepStrictEqual([cost, plan.trips.length], [80, 2])
    assert.isAbove(Result.getOrThrow(solveTotes(problem, { method: "savings" })).cost, cost)
  })

  it("are never walked further by searching than by savings", () => {
    const property = fc.property(ToteProblems, (drawn) => {
      const [found, base] = [solveTotes(drawn), solveTotes(drawn, { method: "savings" })]
      if (Result.isSuccess(found) && Result.isSuccess(base))
        assert.isAtMost(found.success.cost, base.success.cost + 1e-9)
    })
    fc.assert(property, { numRuns: 20 })
  })

  it("keep an order together where it must not be split", () => {
    const whole = { ...problem, maySplit: false }
    const { plan } = Result.getOrThrow(solveTotes(whole))
    assert.deepStrictEqual(toteViolations(whole, plan), [])
    assert.deepStrictEqual(
      plan.trips.map(({ totes }) => new Set(totes.flat().map((each) => each.order)).size),
      [1, 1]
    )
  })

  it("fill every cart when very many units are asked for, though the caller soon says stop", () => {
    const many = { ...problem, tote: { units: 5 }, orders: [order("A", [line(2, 100_000), line(4, 3)])] }
    let asked = 0
    const { plan, stoppedBy } = Result.getOrThrow(solveTotes(many, { stop: () => ++asked > 50 }))
    assert.deepStrictEqual(toteViolations(many, plan), [])
    assert.deepStrictEqual([plan.trips.length, stoppedBy], [10_001, "caller"])
    assert.isAtMost(asked, 54)
  })

  it("of a thousand and more are batched by those that lie near one another", () => {
    const orders = Array.from({ length: 1_200 }, (_, number) => order(`O${number}`, [line(1 + (number % 4))]))
    const many = { ...problem, orders }
    const { plan, cost } = Result.getOrThrow(solveTotes(many, { method: "savings" }))
    assert.deepStrictEqual(toteViolations(many, plan), [])
    assert.strictEqual(cost, 600 * 30)
  })

  it("mix orders in a tote only where that is allowed", () => {
    const single = { ...problem, orders: [order("A", [line(1)]), order("B", [line(1)])] }
    const totesOf = (mayMix: boolean) =>
      Result.getOrThrow(solveTotes({ ...single, mayMix })).plan.trips.reduce((sum, { totes }) => sum + totes.length, 0)
    assert.deepStrictEqual([totesOf(false), totesOf(true)], [2, 1])
  })

  it("of a line that fills very many totes are found without a look at each pair of them", () => {
    const many = { ...problem, tote: { units: 5 }, orders: [order("A", [line(1, 100_000)])] }
    const { plan } = Result.getOrThrow(solveTotes(many, { stop: () => true }))
    assert.deepStrictEqual(toteViolations(many, plan), [])
    assert.strictEqual(
      plan.trips.reduce((sum, { totes }) => sum + totes.length, 0),
      20_000
    )
  })

  it("are refused naming the line or the order", () => {
    const textOf = (changes: Partial<ToteProblem>) =>
      toteRefusalText(Result.getOrThrow(Result.flip(solveTotes({ ...problem, ...changes }))))
    const withLine = (each: ToteLine) => textOf({ tote: { massGrams: 5 }, orders: [order("A", [line(1), each])] })
    assert.strictEqual(
      withLine(line(1, 1, { massGrams: 6 })),
      "order A, line 1: expected at most 5 massGrams a unit, got 6"
    )
    assert.strictEqual(withLine(line(1, 0)), "order A, line 1: expected a whole quantity of at least 1, got 0")
    assert.strictEqual(withLine(line(9)), "order A, line 1: expected a place of the floor, got 9")
    for (const volumeMm3 of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const said = `order A, line 1: expected volumeMm3 of 0 or more, got ${volumeMm3}`
      assert.strictEqual(withLine(line(1, 1, { volumeMm3 })), said)
    }
    assert.strictEqual(textOf({ orders: [] }), "expected at least one order to pick, got none")
    assert.strictEqual(textOf({ orders: [order("A", [])] }), "order A: expected at least one line, got none")
    assert.strictEqual(
      textOf({ orders: [order("A", [line(1)]), order("B", [line(1, 1e9)])] }),
      "orders up to B: expected units for at most 250000 totes, got 500000001"
    )
    assert.strictEqual(textOf({ totesPerCart: 0 }), "totesPerCart: expected more than 0, got 0")
    assert.strictEqual(textOf({ maySplit: false, totesPerCart: 1 }), "order A: expected at most 1 totes, got 2")
    assert.strictEqual(
      textOf({ tote: { units: 5 }, orders: [order("A", [line(1)]), order("B", [line(1, 2_000_000)])] }),
      "orders up to B: expected units for at most 250000 totes, got 400001"
    )
    const oneWay = { _tag: "ArcFloor" as const, places: 2, arcs: [{ from: 0, to: 1, lengthMm: 1 }] }
    assert.strictEqual(
      textOf({ floor: oneWay, orders: [order("A", [line(1)])] }),
      "order A, line 0: expected a walk over place 1, got none"
    )
  })
})

describe("the judge of totes", () => {
  const A = "A" as FulfilmentOrderId
  const B = "B" as FulfilmentOrderId
  const small: ToteProblem = { ...problem, orders: [order("A", [line(1, 2)]), order("B", [line(1)])] }
  const content = (id: FulfilmentOrderId, quantity: number, at = 0) => ({ order: id, line: at, quantity })
  const tagsOf = (changes: Partial<ToteProblem>, ...trips: ReadonlyArray<TotePlan["trips"][number]["totes"]>) =>
    toteViolations(
      { ...small, ...changes },
      { trips: trips.map((totes) => ({ totes, walk: [0, 1, 0], walkMm: 20 })) }
    ).map(({ _tag }) => _tag)

  it("finds nothing wrong with a right plan", () =>
    assert.deepStrictEqual(tagsOf({}, [[content(A, 2)], [content(B, 1)]]), []))

  it("finds totes that are too full, mixed or empty, carts too full, orders split, and units short or unknown", () => {
    assert.deepStrictEqual(tagsOf({}, [[content(A, 2), content(B, 1)]]), ["ToteMixed", "ToteOverLimit"])
    assert.deepStrictEqual(tagsOf({ totesPerCart: 1 }, [[content(A, 2)], [content(B, 1)]]), ["CartOverfull"])
    assert.deepStrictEqual(tagsOf({}, [[content(A, 2)], [content(B, 1)], []]), ["CartOverfull", "ToteEmpty"])
    assert.deepStrictEqual(tagsOf({ maySplit: false }, [[content(A, 1)]], [[content(A, 1)], [content(B, 1)]]), [
      "OrderSplit"
    ])
    assert.deepStrictEqual(tagsOf({}, [[content(A, 1)], [content(B, 1)]]), ["QuantityWrong"])
    assert.deepStrictEqual(tagsOf({}, [[content(A, 2)], [content(B, 1), content(B, 1, 7)]]), ["ContentUnknown"])
  })
})
