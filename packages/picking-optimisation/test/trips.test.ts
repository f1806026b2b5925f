import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { afterIterations, afterMillis, type Stop } from "@stowage/kernel/Stop"
import { floorOfGraph } from "@stowage/picking-optimisation/trips/TripFloor"
import { tripCharges, type TripPlan, tripViolations } from "@stowage/picking-optimisation/trips/TripPlan"
import { type TripProblem, tripRefusalText } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips, tripMethods } from "@stowage/picking-optimisation/trips/trips"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { bruteForceTripsMm, tripOrder, TripProblems, twoWay } from "./tripProblems.ts"

const judged = {
  violations: tripViolations,
  cost: (_: TripProblem, plan: TripPlan) => sumOfCharges(tripCharges(plan))
}
for (const method of tripMethods) {
  const solver = {
    ...judged,
    solve: (problem: TripProblem, options: object) => solveTrips(problem, { ...options, method })
  }
  describeLaws(`trips by ${method}`, solverLaws(solver, TripProblems, { best: bruteForceTripsMm, runs: 60 }))
}

/** Two arms of a corridor from the depot, place 0: 1 and 2 on the left, 3 and 4 on the right. */
const arms = twoWay(5, [
  [0, 1, 10],
  [1, 2, 10],
  [0, 3, 10],
  [3, 4, 10]
])
const problem: TripProblem = {
  floor: arms,
  start: 0,
  end: 0,
  limits: { totes: 2 },
  orders: [tripOrder("A", [1]), tripOrder("B", [3]), tripOrder("C", [2, 1]), tripOrder("D", [4])]
}

describe("the floor of a walk graph", () => {
  const nodes = [0, 1, 2].map((at) => ({ xMm: at, yMm: 0 }))
  const edges = [
    { from: 0, to: 1, lengthMm: 5 },
    { from: 1, to: 2, lengthMm: 5, oneWay: true as const },
    { from: 2, to: 0, lengthMm: 9, closedTo: ["forklift"] }
  ]
  const lengthsOf = (equipment?: string) =>
    floorOfGraph({ nodes, edges, nodeOf: new Map() }, equipment).arcs.map(({ from, to }) => `${from}${to}`)

  it("has an arc for each way an edge is walked", () => {
    assert.deepStrictEqual(lengthsOf(), ["01", "02", "10", "12", "20"])
    assert.deepStrictEqual(lengthsOf("forklift"), ["01", "10", "12"])
  })
})

describe("trips on a floor of any shape", () => {
  it("walk together the orders that lie together, place by place", () => {
    const { bound, cost, plan, stoppedBy } = Result.getOrThrow(solveTrips(problem))
    assert.deepStrictEqual(
      plan.trips.map(({ orders, walk }) => [orders.join("+"), ...walk]),
      [
        ["A+C", 0, 1, 2, 1, 0],
        ["B+D", 0, 3, 4, 3, 0]
      ]
    )
    assert.deepStrictEqual([cost, bound, stoppedBy], [80, 80, "proved"])
  })

  it("may end elsewhere than they start", () => {
    const { cost, plan } = Result.getOrThrow(solveTrips({ ...problem, end: 2, orders: [tripOrder("A", [3])] }))
    assert.deepStrictEqual([cost, plan.trips[0]?.walk], [40, [0, 3, 0, 1, 2]])
  })

  it("start from a plan that is given, with what is new where it adds least and what is gone left out", () => {
    const gone = tripOrder("gone", []).id
    const [a, b] = problem.orders.map(({ id }) => id)
    const from = [{ orders: [a, gone] }, { orders: [b, a] }].map(({ orders }) => ({
      orders: orders.filter((id) => id !== undefined)
    }))
    const { plan } = Result.getOrThrow(solveTrips(problem, { from, stop: () => true }))
    assert.deepStrictEqual(
      plan.trips.map(({ orders }) => orders.join("+")),
      ["A+C", "B+D"]
    )
  })

  it("told to stop at once, are what there is", () => {
    const { plan, stoppedBy } = Result.getOrThrow(solveTrips(problem, { stop: afterIterations(0) }))
    assert.deepStrictEqual([tripViolations(problem, plan), stoppedBy], [[], "caller"])
  })
})

describe("trips of many orders", () => {
  const places = 60
  const floor = twoWay(
    places,
    Array.from({ length: places - 1 }, (_, place) => [place, place + 1, 5] as const)
  )
  const orders = Array.from({ length: 600 }, (_, index) =>
    tripOrder(`O${index}`, [1 + ((7 * index) % 59), 1 + ((11 * index + 5) % 59)])
  )
  const many = { floor, start: 0, end: 0, limits: { totes: 6 }, orders }

  it("are cooled by as much as the caller grants: more makes shorter walks, and the same the same", () => {
    const solved = (iterations: number) => {
      const outcome = Result.getOrThrow(solveTrips(many, { stop: afterIterations(iterations) }))
      assert.deepStrictEqual(tripViolations(many, outcome.plan), [])
      return outcome
    }
    const [short, long] = [solved(5), solved(50)]
    assert.isBelow(long.cost, short.cost)
    assert.deepStrictEqual(solved(5), short)
  })

  it("are not walked further than the plan they start from, which is there at once", () => {
    const { cost, plan } = Result.getOrThrow(solveTrips(many, { stop: afterIterations(60) }))
    for (const iterations of [0, 5]) {
      const again = Result.getOrThrow(solveTrips(many, { from: plan.trips, stop: afterIterations(iterations) }))
      assert.isAtMost(again.cost, cost)
      assert.deepStrictEqual(tripViolations(many, again.plan), [])
    }
    const changed = { ...many, orders: [...orders.slice(9), tripOrder("new", [30])] }
    const after = Result.getOrThrow(solveTrips(changed, { from: plan.trips, stop: afterIterations(0) }))
    assert.deepStrictEqual(tripViolations(changed, after.plan), [])
  })

  it("walk less when the stop says what is spent, so that one cooling lasts for all of it", () => {
    const [aisles, depth] = [8, 10]
    const along = Array.from({ length: aisles * depth }, (_, place) => place)
    const floorOfAisles = twoWay(along.length, [
      ...along.filter((place) => (place + 1) % depth > 0).map((place) => [place, place + 1, 4] as const),
      ...along
        .filter((place) => place + depth < along.length && [0, depth - 1].includes(place % depth))
        .map((place) => [place, place + depth, 7] as const)
    ])
    const some = Array.from({ length: 150 }, (_, n) =>
      tripOrder(`O${n}`, [1 + ((7 * n) % 79), 1 + ((11 * n * n + 5) % 79), 1 + ((13 * n + 29) % 79)])
    )
    const wave = { ...many, floor: floorOfAisles, orders: some }
    const telling = afterIterations(400)
    const costBy = (stop: Stop) =>
      [0, 1, 2].reduce((sum, seed) => sum + Result.getOrThrow(solveTrips(wave, { seed, stop })).cost, 0)
    assert.isBelow(
      costBy(telling),
      costBy((progress) => telling(progress))
    )
  })

  it("are picked along a walk, not alone, when savings are stopped before they come to much", () => {
    const half = { ...many, orders: orders.slice(0, 300) }
    const costAfter = (iterations: number) =>
      Result.getOrThrow(solveTrips(half, { stop: afterIterations(iterations) })).cost
    const savedMm = Result.getOrThrow(solveTrips(half, { method: "savings" })).cost
    for (const iterations of [0, 150, 320]) assert.isBelow(costAfter(iterations), 1.6 * savedMm)
    assert.isAbove(Result.getOrThrow(solveTrips(half, { method: "singleOrders" })).cost, 3 * savedMm)
  })

  const street = (places: number) =>
    twoWay(
      places + 1,
      Array.from({ length: places }, (_, place) => [place, place + 1, 1] as const)
    )

  it("on a floor of one long aisle walk no further for having searched than told to stop at once", () => {
    const some = Array.from({ length: 600 }, (_, n) =>
      tripOrder(`O${n}`, [1 + ((389 * n) % 997), 1 + ((17 * n * n + 5) % 997)])
    )
    const [atOnce = 0, ...later] = [0, 1, 5, 20].map(
      (iterations) =>
        Result.getOrThrow(
          solveTrips({ ...many, floor: street(1000), orders: some }, { stop: afterIterations(iterations) })
        ).cost
    )
    for (const cost of later) assert.isAtMost(cost, atOnce)
  })

  it("walk no further for savings than along the floor, where large orders and small ones take turns", () => {
    // Small orders reach farther and save most with each other, and leave no cart for two large ones.
    const turns = Array.from({ length: 120 }, (_, n) => {
      const middle = 5 * Math.floor(n / 6) + 3
      return n % 2 === 0
        ? tripOrder(`large ${n}`, [middle], { totes: 3 })
        : tripOrder(`small ${n}`, [middle - 2, middle + 2])
    })
    const problem = { ...many, floor: street(100), orders: turns, limits: { totes: 4 } }
    const costs = Array.from(
      { length: 30 },
      (_, tens) => Result.getOrThrow(solveTrips(problem, { stop: afterIterations(10 * tens) })).cost
    )
    for (const cost of costs) assert.isAtMost(cost, costs[0] as number)
  })

  it("are there soon when time runs out before the floor is prepared", () => {
    for (const questions of [0, 3, 40]) {
      let asked = 0
      const { plan, stoppedBy } = Result.getOrThrow(solveTrips(many, { stop: () => ++asked > questions }))
      assert.deepStrictEqual([tripViolations(many, plan), stoppedBy], [[], "caller"])
      assert.isAtMost(asked, questions + 3)
    }
  })

  it("are there when all is spent: time is kept for the last plan", () => {
    let millis = 0
    const tick = (each: number): number => (millis += each)
    // A clock that goes on when an order is looked up for a plan, 60 ms for all of them, and when it is looked at.
    const slow = orders.map(({ id, ...order }) => ({
      ...order,
      get id() {
        tick(0.1)
        return id
      }
    }))
    const problem = { ...many, orders: slow }
    const stop = afterMillis(400, () => tick(1))
    const { stoppedBy } = Result.getOrThrow(solveTrips(problem, { stop }))
    assert.strictEqual(stoppedBy, "caller")
    assert.isAtMost(millis, 402)
    assert.isAbove(millis, 350)
  })
})

describe("the judge of trips", () => {
  const [first, second] = Result.getOrThrow(solveTrips(problem)).plan.trips as [
    TripPlan["trips"][number],
    TripPlan["trips"][number]
  ]
  const tagsOf = (...trips: TripPlan["trips"]) =>
    tripViolations(problem, { trips }).map((found) => (found._tag === "WalkWrong" ? found.violation._tag : found._tag))

  it("finds nothing wrong with a right plan", () => assert.deepStrictEqual(tagsOf(first, second), []))

  it("finds an order that is missed, twice, or unknown, and a trip of none", () => {
    assert.deepStrictEqual(tagsOf(first), ["OrderMissed", "OrderMissed"])
    assert.deepStrictEqual(tagsOf(first, second, second), ["OrderTwice", "OrderTwice"])
    assert.deepStrictEqual(tagsOf(first, second, { ...first, orders: [] }), ["TripEmpty"])
    assert.deepStrictEqual(tagsOf(first, { ...second, orders: [...second.orders, tripOrder("X", []).id] }), [
      "OrderUnknown"
    ])
  })

  it("finds a cart that takes too much", () => {
    const walk = [0, 1, 2, 1, 0, 3, 4, 3, 0]
    const all = { orders: [...first.orders, ...second.orders], walk, walkMm: 80 }
    assert.deepStrictEqual(tripViolations(problem, { trips: [all] }), [
      { _tag: "LimitExceeded", trip: 0, limit: "totes", asked: 4, most: 2 }
    ])
  })

  it("finds a walk that jumps, misses a stop, starts or ends elsewhere, or is longer than it says", () => {
    assert.deepStrictEqual(tagsOf(first, { ...second, walk: [0, 4, 3, 0], walkMm: 20 }), ["NoArc"])
    assert.deepStrictEqual(tagsOf(first, { ...second, walk: [0, 3, 0], walkMm: 20 }), ["StopMissed"])
    assert.deepStrictEqual(tagsOf(first, { ...second, walk: [3, 4, 3], walkMm: 20 }), [
      "StartsElsewhere",
      "EndsElsewhere"
    ])
    assert.deepStrictEqual(tagsOf(first, { ...second, walkMm: 39 }), ["LengthMisstated"])
  })
})

describe("a trip problem", () => {
  const textOf = (changes: Partial<TripProblem>) =>
    tripRefusalText(Result.getOrThrow(Result.flip(solveTrips({ ...problem, ...changes }))))
  const withOrder = (stops: ReadonlyArray<number>, changes: object = {}) =>
    textOf({ orders: [tripOrder("A", stops, changes)] })
  const arc = (lengthMm: number, to = 1) => ({ ...arms, arcs: [{ from: 0, to, lengthMm }] })

  it("is refused naming what is wrong with its floor", () => {
    assert.strictEqual(textOf({ start: 9 }), "start: expected a place from 0 to 4, got 9")
    assert.strictEqual(textOf({ floor: arc(1, 7) }), "arc 0 to 7: expected a place from 0 to 4, got 7")
    assert.strictEqual(textOf({ floor: arc(-1) }), "from 0 to 1: expected a length of 0 mm or more, got -1")
    assert.strictEqual(textOf({ floor: arc(1), end: 2 }), "end 2: expected a walk to it from start 0, got none")
    const measured = (legMm: ReadonlyArray<number>) => ({ _tag: "MeasuredFloor" as const, places: 2, legMm })
    assert.strictEqual(textOf({ floor: measured([0]) }), "distances: expected 2 times 2, got 1")
    assert.strictEqual(
      textOf({ floor: measured([0, 1, Number.NaN, 0]) }),
      "from 1 to 0: expected a length of 0 mm or more, got NaN"
    )
  })

  it("is refused naming what is wrong with its orders", () => {
    assert.strictEqual(textOf({ limits: { totes: 0 } }), "the cart's limit of totes: expected more than 0, got 0")
    assert.strictEqual(textOf({ orders: [] }), "expected at least one order to pick, got none")
    assert.strictEqual(
      textOf({ orders: [tripOrder("A", [1]), tripOrder("A", [2])] }),
      "order A: expected each order once, got it twice"
    )
    assert.strictEqual(withOrder([]), "order A: expected at least one place to visit, got none")
    assert.strictEqual(withOrder([5]), "order A: expected places of the floor, got 5")
    assert.strictEqual(withOrder([1], { totes: 0 }), "order A: expected at least 1 tote, got 0")
    assert.strictEqual(withOrder([1], { totes: 3 }), "order A: expected at most 2 totes, got 3")
    assert.strictEqual(
      textOf({ floor: arc(1), orders: [tripOrder("A", [1])] }),
      "order A: expected a walk over place 1 from the start to the end, got none"
    )
  })
})
