import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { passCharges, type PassPlan, passViolations } from "@stowage/picking-optimisation/zones/PassPlan"
import {
  type PassedOrder,
  type PassProblem,
  passRefusalText,
  type PassZone
} from "@stowage/picking-optimisation/zones/PassProblem"
import { passBound } from "@stowage/picking-optimisation/zones/passBound"
import { solvePassing } from "@stowage/picking-optimisation/zones/passSequence"
import { passTotes } from "@stowage/picking-optimisation/zones/pickAndPass"

/** `A 5 B 3`: five milliseconds of work in zone A, three in B, a line each. */
const order = (id: string, work: string, dueMillis?: number): PassedOrder => ({
  id: id as FulfilmentOrderId,
  zones: [...work.matchAll(/(\w) (\S+)/g)].map(([, zone, millis]) => ({
    zone: zone as string,
    lines: 1,
    workMillis: Number(millis)
  })),
  ...(dueMillis === undefined ? {} : { dueMillis })
})
const zone = (id: string, more: Partial<PassZone> = {}): PassZone => ({ id, pickers: 1, transportMillis: 1, ...more })
const problemOf = (orders: ReadonlyArray<PassedOrder>, more: Partial<PassProblem> = {}): PassProblem => ({
  zones: [zone("A"), zone("B"), zone("C")],
  orders,
  objective: "flow",
  ...more
})
const ids = (...names: ReadonlyArray<string>) => names.map((name) => name as FulfilmentOrderId)
const drawn = ({ totes }: PassPlan): ReadonlyArray<string> =>
  totes.map(
    ({ id, visits }) => `${id}: ${visits.map((at) => `${at.zone} ${at.startMillis}-${at.endMillis}`).join(", ")}`
  )
const costOf = (problem: PassProblem, sequence: ReadonlyArray<FulfilmentOrderId>): number =>
  sumOfCharges(passCharges(problem, passTotes(problem, sequence)))

const permutations = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  all.length === 0
    ? [[]]
    : all.flatMap((first, index) => permutations(all.toSpliced(index, 1)).map((others) => [first, ...others]))

const bestOfAll = (problem: PassProblem): number =>
  Math.min(...permutations(problem.orders.map(({ id }) => id)).map((sequence) => costOf(problem, sequence)))

const work = fc.option(fc.integer({ min: 0, max: 9 }), { freq: 2 })
const PassProblems = (maxLength: number): fc.Arbitrary<PassProblem> =>
  fc.record({
    zones: fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom(0.5, 1, 2))
      .map(([pickers, transportMillis, pace]) => [zone("A"), zone("B", { pickers, transportMillis, pace }), zone("C")]),
    objective: fc.constantFrom("flow", "lateness"),
    releaseMillis: fc.integer({ min: 0, max: 4 }),
    orders: fc
      .array(fc.tuple(work, work, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 40 })), {
        minLength: 1,
        maxLength
      })
      .map((all) =>
        all.map(([a, b, c, due], index) => {
          const early = [a === null ? "" : `A ${a}`, b === null ? "" : `B ${b}`].join(" ")
          return order(`${index}`, early === " " || index % 2 === 0 ? `${early} C ${c}` : early, due)
        })
      )
  })

describe("totes on their way", () => {
  it("wait for the one before, and pass by the zones where they have no work", () => {
    const problem = problemOf([order("1", "A 5 B 2"), order("2", "A 3 C 4")])
    const plan = passTotes(problem, ids("1", "2"))
    assert.deepStrictEqual(drawn(plan), ["1: A 1-6, B 7-9", "2: A 6-9, C 11-15"])
    assert.deepStrictEqual(plan.stations, [
      { zone: "A", totes: 2, workMillis: 8, waitMillis: 5 },
      { zone: "B", totes: 1, workMillis: 2, waitMillis: 0 },
      { zone: "C", totes: 1, workMillis: 4, waitMillis: 0 }
    ])
    assert.strictEqual(plan.makespanMillis, 15)
  })

  it("overtake one that works upstream, and are taken as they come", () => {
    const plan = passTotes(
      problemOf([order("1", "A 9 C 1"), order("2", "C 5"), order("3", "B 1 C 1")]),
      ids("1", "2", "3")
    )
    assert.deepStrictEqual(drawn(plan), ["1: A 1-10, C 12-13", "2: C 3-8", "3: B 2-3, C 8-9"])
  })

  it("are worked on side by side where there are pickers, at their pace", () => {
    const zones = [zone("A", { pickers: 2, pace: 2 })]
    const orders = [order("1", "A 4"), order("2", "A 8"), order("3", "A 2")]
    assert.deepStrictEqual(drawn(passTotes(problemOf(orders, { zones }), ids("1", "2", "3"))), [
      "1: A 1-3",
      "2: A 1-5",
      "3: A 3-4"
    ])
  })

  it("keep every rule in any sequence", () => {
    fc.assert(
      fc.property(PassProblems(7), (problem) => {
        const backwards = problem.orders.map(({ id }) => id).toReversed()
        assert.deepStrictEqual(passViolations(problem, passTotes(problem, backwards)), [])
      })
    )
  })
})

describe("a release sequence", () => {
  it("lets short totes go first for flow, urgent ones for lateness", () => {
    const orders = [order("long", "A 9", 10), order("short", "A 1", 99)]
    const solved = (objective: "flow" | "lateness") => Result.getOrThrow(solvePassing(problemOf(orders, { objective })))
    assert.deepStrictEqual(drawn(solved("flow").plan), ["short: A 1-2", "long: A 2-11"])
    assert.deepStrictEqual(solved("flow").charges, [
      { reason: "time in system", subject: "short", amount: 2 },
      { reason: "time in system", subject: "long", amount: 11 }
    ])
    assert.strictEqual(solved("flow").stoppedBy, "proved")
    assert.deepStrictEqual(drawn(solved("lateness").plan), ["long: A 1-10", "short: A 10-11"])
    assert.strictEqual(solved("lateness").cost, 0)
  })

  describeLaws(
    "release sequences",
    solverLaws(
      {
        solve: solvePassing,
        violations: passViolations,
        cost: (problem, plan) => sumOfCharges(passCharges(problem, plan))
      },
      PassProblems(5),
      { best: bestOfAll, runs: 60 }
    )
  )

  it("costs no less than the bound, whichever it is", () => {
    fc.assert(
      fc.property(PassProblems(5), (problem) => {
        assert.isAtMost(passBound(problem), bestOfAll(problem) + 1e-9)
      }),
      { numRuns: 200 }
    )
  })

  it("of seven totes comes within a percent of the best of all", () => {
    const chance = random("passing")
    let [found, best] = [0, 0]
    for (let round = 0; round < 6; round++) {
      const problem = problemOf(
        Array.from({ length: 7 }, (_, index) =>
          order(`${index}`, ["A", "B", "C"].map((id) => `${id} ${1 + chance.int(30)}`).join(" "))
        )
      )
      found += Result.getOrThrow(solvePassing(problem)).cost
      best += bestOfAll(problem)
    }
    assert.isAtMost(found, 1.01 * best)
  })
})

describe("a pick-and-pass problem is refused", () => {
  it("in words that name what is wrong", () => {
    const said = (more: Partial<PassProblem>): string =>
      passRefusalText(Result.getOrThrow(Result.flip(solvePassing(problemOf([order("1", "A 5")], more)))))
    assert.match(said({ orders: [order("1", "Z 5")] }), /order 1: expected zones of the problem, got Z/)
    assert.match(said({ zones: [zone("A", { transportMillis: -1 })] }), /zone A: expected transportMillis/)
    assert.match(said({ releaseMillis: -1 }), /releaseMillis: expected 0 to 10\^15, got -1/)
    assert.match(said({ objective: "lateness" }), /order 1: expected dueMillis of 0 to 10\^15, got none/)
  })
})

describe("the way of totes", () => {
  const problem = problemOf([order("1", "A 5 B 2"), order("2", "A 3")])
  const plan = passTotes(problem, ids("1", "2"))
  const [first, second] = plan.totes as readonly [PassPlan["totes"][number], PassPlan["totes"][number]]
  const found = (...totes: PassPlan["totes"]) => passViolations(problem, { ...plan, totes }).map(({ _tag }) => _tag)
  const moved = (millis: number, arrivesMillis = 1) => ({
    ...second,
    visits: [{ zone: "A", arrivesMillis, startMillis: millis, endMillis: millis + 3 }],
    endMillis: millis + 3
  })

  it("is judged without the solver", () => {
    assert.deepStrictEqual(found(first, second), [])
    assert.deepStrictEqual(found(first), ["OrderMissed"])
    assert.deepStrictEqual(found(first, moved(5)), ["PickersOver"])
    assert.deepStrictEqual(found(first, moved(7, 2)), ["ArrivalWrong"])
    assert.deepStrictEqual(found(first, { ...second, endMillis: 1 }), ["EndMiscounted"])
    assert.deepStrictEqual(found(first, { ...second, releasedMillis: 3 }), ["ReleasedWrong", "ArrivalWrong"])
    assert.deepStrictEqual(found(first, { ...second, visits: [] }), ["ZonesWrong"])
    assert.deepStrictEqual(found(first, moved(0.5)), ["StartsBeforeArrival", "PickersOver"])
    const rushed = { ...second, visits: second.visits.map((at) => ({ ...at, endMillis: 7 })), endMillis: 7 }
    assert.deepStrictEqual(found(first, rushed), ["WorkMiscounted"])
    assert.include(found(first, second, second), "OrderTwice")
    assert.include(found(first, second, { ...second, id: ids("3")[0] as FulfilmentOrderId }), "OrderUnknown")
    assert.include(found(moved(7, 0.5), first), "NotFirstCome")
  })
})
