import * as fc from "fast-check"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations } from "@stowage/kernel/Stop"
import { handOut } from "@stowage/picking-optimisation/shifts/handOut"
import { relaxedTripsOf } from "@stowage/picking-optimisation/shifts/relaxedTrips"
import { solveShift } from "@stowage/picking-optimisation/shifts/shift"
import { shiftBound } from "@stowage/picking-optimisation/shifts/shiftBound"
import { shiftCoreOf } from "@stowage/picking-optimisation/shifts/ShiftCore"
import { shiftCharges, type ShiftPlan, shiftViolations } from "@stowage/picking-optimisation/shifts/ShiftPlan"
import {
  type Picker,
  type ShiftOrder,
  type ShiftProblem,
  shiftRefusalText
} from "@stowage/picking-optimisation/shifts/ShiftProblem"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { bruteForceTripMm, partitions, tripOrder, TwoWayFloors, twoWay } from "./tripProblems.ts"

const picker = (id: string, changes: Partial<Picker> = {}): Picker => ({
  id,
  fromMillis: 0,
  untilMillis: 1_000_000,
  millisPerMm: 1,
  start: 0,
  end: 0,
  ...changes
})

/** Every order of some things. */
const orders = <A>(items: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) => orders(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest]))

/**
 * The least cost over all ways to group orders, hand the groups to pickers and put them in order; `Infinity` for
 * none.
 */
const bestCost = (problem: ShiftProblem): number => {
  const { pickers, weights } = problem
  const first = Math.min(...pickers.map(({ fromMillis }) => fromMillis))
  const walks = new Map<string, number>()
  const costOf = (groups: ReadonlyArray<ReadonlyArray<number>>, hands: ReadonlyArray<number>): number => {
    const now = pickers.map(({ fromMillis }) => fromMillis)
    let [cost, last] = [0, first]
    for (const [index, group] of groups.entries()) {
      const at = hands[index] as number
      const who = pickers[at] as Picker
      const members = group.map((order) => problem.orders[order] as ShiftOrder)
      const key = `${at}:${group.join()}`
      const stops = members.flatMap((order) => order.stops)
      const mm = walks.get(key) ?? bruteForceTripMm(problem.floor, who.start, who.end, stops)
      walks.set(key, mm)
      const takes = problem.setupMillis + who.millisPerMm * mm + problem.millisPerLine * stops.length
      const starts = Math.max(now[at] as number, ...members.map(({ releasedAtMillis = 0 }) => releasedAtMillis))
      const ends = starts + takes
      now[at] = ends
      last = Math.max(last, ends)
      cost += weights.work * takes
      if (ends > who.untilMillis || members.some(({ needs = [] }) => needs.some((need) => !who.has?.includes(need)))) {
        return Number.POSITIVE_INFINITY
      }
      for (const { due } of members) {
        if (due === undefined || ends <= due.atMillis) continue
        cost += due.lateness === "hard" ? Number.POSITIVE_INFINITY : due.lateness * (ends - due.atMillis)
      }
    }
    return cost + weights.makespan * (last - first)
  }
  const handsOf = (count: number): ReadonlyArray<ReadonlyArray<number>> =>
    count === 0 ? [[]] : handsOf(count - 1).flatMap((hands) => pickers.map((_, at) => [...hands, at]))
  let best = Number.POSITIVE_INFINITY
  for (const groups of partitions(problem.orders.length)) {
    const most = problem.limits.totes ?? 99
    if (groups.some((group) => group.length > most)) continue
    for (const sequence of orders(groups)) {
      for (const hands of handsOf(groups.length)) best = Math.min(best, costOf(sequence, hands))
    }
  }
  return best
}

const Times = fc.integer({ min: 0, max: 120 })
const Dues = fc.option(fc.record({ atMillis: Times, lateness: fc.constantFrom("hard" as const, 1, 3) }), {
  nil: undefined
})
const ShiftProblems: fc.Arbitrary<ShiftProblem> = fc
  .record({
    floor: TwoWayFloors,
    orders: fc.array(
      fc.record({
        stops: fc.array(fc.nat(7), { minLength: 1, maxLength: 2 }),
        due: Dues,
        releasedAtMillis: fc.nat(30),
        cold: fc.boolean()
      }),
      { minLength: 1, maxLength: 4 }
    ),
    speeds: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })),
    ends: fc.tuple(fc.nat(7), fc.nat(7)),
    weights: fc.record({ work: fc.integer({ min: 0, max: 2 }), makespan: fc.integer({ min: 0, max: 2 }) }),
    totes: fc.integer({ min: 1, max: 3 })
  })
  .map(({ ends: [start, end], floor, orders: drawn, speeds, totes, weights }) => ({
    floor,
    limits: { totes },
    setupMillis: 5,
    millisPerLine: 2,
    weights,
    pickers: [
      picker("fast", { millisPerMm: speeds[0], has: ["cold"], untilMillis: 200 }),
      picker("slow", { millisPerMm: speeds[1], fromMillis: 10, start, end })
    ],
    orders: drawn.map(({ cold, due, releasedAtMillis, stops }, index) => ({
      ...tripOrder(`O${index}`, stops),
      ...(due === undefined ? {} : { due: { ...due, atMillis: Math.max(due.atMillis, releasedAtMillis) } }),
      releasedAtMillis,
      needs: cold ? ["cold"] : []
    }))
  }))

describeLaws(
  "a shift",
  solverLaws(
    {
      solve: solveShift,
      violations: shiftViolations,
      cost: (problem: ShiftProblem, plan: ShiftPlan) => sumOfCharges(shiftCharges(problem, plan))
    },
    ShiftProblems,
    { best: bestCost, runs: 20 }
  )
)

const corridor = twoWay(4, [
  [0, 1, 10],
  [1, 2, 10],
  [0, 3, 10]
])
const problem: ShiftProblem = {
  floor: corridor,
  limits: { totes: 2 },
  pickers: [picker("P"), picker("Q")],
  setupMillis: 0,
  millisPerLine: 0,
  weights: { work: 1, makespan: 0 },
  orders: [tripOrder("A", [1]), tripOrder("B", [2]), tripOrder("C", [3])]
}
const due = (atMillis: number, lateness: number | "hard" = "hard") => ({ due: { atMillis, lateness } })

describe("a shift of pickers", () => {
  it("is as good as the best of all plans, on small problems searched to the end", () => {
    const property = fc.property(ShiftProblems, (drawn) => {
      const solved = solveShift(drawn)
      const best = bestCost(drawn)
      if (Result.isSuccess(solved)) assert.closeTo(solved.success.cost, best, 1e-6)
      else assert.strictEqual(best, Number.POSITIVE_INFINITY, shiftRefusalText(solved.failure))
    })
    fc.assert(property, { numRuns: 15 })
  })

  it("keeps a hard due date where being late elsewhere is all that costs", () => {
    const costly = {
      ...problem,
      weights: { work: 0, makespan: 0 },
      pickers: [picker("P")],
      limits: { totes: 1 },
      orders: [
        { ...tripOrder("A", [1]), ...due(10, 3) },
        { ...tripOrder("B", [2]), ...due(45) },
        { ...tripOrder("C", [3]), ...due(30, 3) }
      ]
    }
    const { cost, plan } = Result.getOrThrow(solveShift(costly))
    assert.deepStrictEqual([cost, plan.trips[0]?.orders], [bestCost(costly), ["B"]])
  })

  it("picks first what is due first, and together what is in time together", () => {
    const urgent = {
      ...problem,
      orders: [tripOrder("A", [1]), { ...tripOrder("B", [2]), ...due(40) }, { ...tripOrder("C", [3]), ...due(70) }]
    }
    const { cost, plan } = Result.getOrThrow(solveShift({ ...urgent, pickers: [picker("P")] }))
    assert.deepStrictEqual(
      [cost, plan.trips.map(({ orders: ids, startsAtMillis }) => [startsAtMillis, ...ids])],
      [
        60,
        [
          [0, "A", "B"],
          [40, "C"]
        ]
      ]
    )
  })

  /** Three corridors from the depot, and orders in two of them each. */
  const star = {
    ...problem,
    floor: twoWay(4, [
      [0, 1, 10],
      [0, 2, 10],
      [0, 3, 10]
    ]),
    orders: [tripOrder("A", [1, 2]), tripOrder("B", [2, 3]), tripOrder("C", [1, 3])]
  }

  it("is proved the best where the trips that walk least are in time", () => {
    const inTime = { ...star, orders: star.orders.map((order) => ({ ...order, ...due(60) })) }
    const { bound, cost, stoppedBy } = Result.getOrThrow(solveShift(inTime))
    assert.isBelow(shiftBound(shiftCoreOf(inTime)), 100)
    assert.deepStrictEqual([cost, bound, stoppedBy], [100, 100, "proved"])
  })

  it("is not proved by the trips of one where another picker starts elsewhere", () => {
    const pickers = [picker("P"), picker("Q", { start: 1, end: 1 })]
    const { bound, cost, stoppedBy } = Result.getOrThrow(solveShift({ ...star, pickers }))
    assert.deepStrictEqual([cost, stoppedBy], [100, "exhausted"])
    assert.isBelow(bound, 100)
  })

  it("walks more where the trips that walk least would be late", () => {
    const hurried = {
      ...problem,
      pickers: [picker("P")],
      orders: [{ ...tripOrder("A", [1]), ...due(25) }, tripOrder("B", [2])]
    }
    const { bound, cost, plan } = Result.getOrThrow(solveShift(hurried))
    assert.deepStrictEqual([cost, bound, plan.trips.map((trip) => trip.orders.map(String))], [60, 40, [["A"], ["B"]]])
  })

  it("begins with trips given to who is done first", () => {
    const core = shiftCoreOf({ ...problem, orders: [tripOrder("A", [1]), tripOrder("C", [3])] })
    assert.deepStrictEqual(handOut(core, [[0], [1]]), [[[0]], [[1]]])
  })

  it("parts trips that nobody may take whole", () => {
    const parted = {
      ...problem,
      pickers: [picker("P", { has: ["ladder"] }), picker("Q", { has: ["key"] })],
      orders: [
        { ...tripOrder("A", [1]), needs: ["ladder"] },
        { ...tripOrder("B", [2]), needs: ["key"] }
      ]
    }
    const { plan, stoppedBy } = Result.getOrThrow(solveShift(parted))
    assert.strictEqual(stoppedBy, "exhausted")
    assert.sameDeepMembers(
      plan.trips.map((trip) => [trip.picker, ...trip.orders]),
      [
        ["P", "A"],
        ["Q", "B"]
      ]
    )
  })

  it("shares trips out so that all ends soon, where that is asked", () => {
    const { charges, plan } = Result.getOrThrow(solveShift({ ...problem, weights: { work: 0, makespan: 1 } }))
    assert.strictEqual(new Set(plan.trips.map((trip) => trip.picker)).size, 2)
    assert.deepInclude(charges, { reason: "makespan", subject: "all trips", amount: 40 })
  })

  it("says which orders are late, where they may be", () => {
    const soft = { ...problem, pickers: [picker("P")], orders: [{ ...tripOrder("B", [2]), ...due(30, 5) }] }
    const { charges, plan } = Result.getOrThrow(solveShift(soft))
    assert.deepStrictEqual(plan.late, [{ id: tripOrder("B", []).id, lateMillis: 10 }])
    assert.deepInclude(charges, { reason: "lateness", subject: "B", amount: 50 })
  })

  it("refuses what cannot be, naming the order", () => {
    const textOf = (changes: Partial<ShiftProblem>) =>
      shiftRefusalText(Result.getOrThrow(Result.flip(solveShift({ ...problem, ...changes }))))
    assert.strictEqual(
      textOf({ orders: [{ ...tripOrder("B", [2]), ...due(39) }] }),
      "order B: expected it ready by 39 ms, got 40 at the earliest"
    )
    for (const lateness of [1, "hard"] as const) {
      assert.strictEqual(
        textOf({ orders: [{ ...tripOrder("B", [2]), ...due(39, lateness), releasedAtMillis: 50 }] }),
        "order B: expected it due after its release at 50 ms, got 39 ms"
      )
    }
    assert.strictEqual(
      textOf({ orders: [{ ...tripOrder("A", [1]), needs: ["truck"] }] }),
      "order A: expected a picker with truck, got none"
    )
    const both = [
      { ...tripOrder("B", [2]), ...due(50) },
      { ...tripOrder("C", [3]), ...due(50) }
    ]
    assert.match(
      textOf({ orders: both, pickers: [picker("P")] }),
      /^expected a plan with every order in time, found none/
    )
    assert.strictEqual(textOf({ pickers: [] }), "expected at least one picker, got none")
    assert.strictEqual(
      textOf({ pickers: [picker("P"), picker("P")] }),
      "picker P: expected each picker once, got one twice"
    )
    assert.strictEqual(
      textOf({ pickers: [picker("P", { untilMillis: -1 })] }),
      "picker P, untilMillis less fromMillis: expected 0 or more, got -1"
    )
    assert.strictEqual(textOf({ orders: [] }), "expected at least one order to pick, got none")
  })
})

describe("the trips of a shift as if any were in time", () => {
  it("are weighed with the set-up, by whichever margins, as they are measured", () => {
    const floor = twoWay(
      9,
      Array.from({ length: 8 }, (_, place) => [place, place + 1, 10] as const)
    )
    const many = { ...problem, floor, limits: {}, setupMillis: 6, pickers: [picker("P", { millisPerMm: 2 })] }
    const orders = Array.from({ length: 6 }, (_, nth) => tripOrder(`O${nth}`, [nth + 2]))
    const { fastest, sets } = relaxedTripsOf(shiftCoreOf({ ...many, orders })) ?? assert.fail("expected trips")
    const { margins, quickMargins, walkMm } = sets.core
    const near = Int32Array.of(0, 1)
    const more = Int32Array.of(0, 1, 2)
    assert.deepStrictEqual([fastest, walkMm(near, 2), walkMm(more, 3)], [2, 63, 83])
    for (const each of [margins, quickMargins]) {
      if (each === undefined) return assert.fail("expected margins")
      const rest = new Float64Array(each.size)
      assert.strictEqual(each.measure(near, 2, rest, 0), 63)
      each.weigh(rest, 0)
      const part = each.partOf[2] as number
      const held = near.filter((stop) => each.partOf[stop] === part)
      assert.strictEqual(each.withPart(part, Int32Array.of(...held, 2), 0, held.length + 1, rest, 0), 83)
      const lengths = new Float64Array(sets.core.stops)
      each.withEach(part, held, 0, held.length, rest, 0, lengths, 0)
      assert.strictEqual(lengths[2], 83)
    }
  })

  it("are as many as set-ups and walks together make the fewest milliseconds, though there be more orders", () => {
    const orders = Array.from({ length: 30 }, (_, nth) => tripOrder(`O${nth}`, [1 + (nth % 3)]))
    const dear = { ...problem, limits: {}, setupMillis: 1000, orders }
    const { cost, plan } = Result.getOrThrow(solveShift(dear, { stop: afterIterations(50) }))
    assert.deepStrictEqual([cost, plan.trips.length], [1060, 1])
  })
})

describe("the judge of a shift", () => {
  const judged: ShiftProblem = {
    ...problem,
    orders: [{ ...tripOrder("A", [1]), ...due(25), releasedAtMillis: 2, needs: ["key"] }]
  }
  const trip = {
    orders: [tripOrder("A", []).id],
    picker: "P",
    startsAtMillis: 2,
    endsAtMillis: 22,
    walk: [0, 1, 0],
    walkMm: 20
  }
  const tagsOf = (changes: object, late: ShiftPlan["late"] = []) =>
    shiftViolations(
      { ...judged, pickers: [picker("P", { has: ["key"] }), picker("Q")] },
      { trips: [{ ...trip, ...changes }], late }
    ).map(({ _tag }) => _tag)

  it("finds nothing wrong with a right plan", () => assert.deepStrictEqual(tagsOf({}), []))

  it("finds a wrong picker, time, or walk, and lateness that is not said", () => {
    assert.deepStrictEqual(tagsOf({ picker: "X" }), ["PickerUnknown"])
    assert.deepStrictEqual(tagsOf({ picker: "Q" }), ["PickerMayNot"])
    assert.deepStrictEqual(tagsOf({ endsAtMillis: 23 }), ["DurationWrong"])
    assert.deepStrictEqual(tagsOf({ startsAtMillis: 1, endsAtMillis: 21 }), ["NotReleased"])
    assert.deepStrictEqual(tagsOf({ startsAtMillis: 6, endsAtMillis: 26 }), ["HardDueMissed"])
    assert.deepStrictEqual(tagsOf({ walk: [0, 0] }), ["WalkWrong", "WalkWrong"])
    assert.deepStrictEqual(tagsOf({}, [{ id: tripOrder("A", []).id, lateMillis: 3 }]), ["LatenessMisstated"])
  })

  it("finds one picker on two trips at once, and after the end of the shift", () => {
    const second = { ...trip, orders: [tripOrder("B", []).id], startsAtMillis: 10, endsAtMillis: 30 }
    const two = {
      ...problem,
      pickers: [picker("P", { untilMillis: 29 })],
      orders: [tripOrder("A", [1]), tripOrder("B", [1])]
    }
    const tags = shiftViolations(two, { trips: [trip, second], late: [] }).map(({ _tag }) => _tag)
    assert.deepStrictEqual(tags, ["OutsideShift", "Overlaps"])
  })
})
