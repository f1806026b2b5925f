import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { freeTour } from "@stowage/picking-optimisation/tours/freeTour"
import { labelSetting } from "@stowage/picking-optimisation/tours/labelSetting"
import { relaxedBound } from "@stowage/picking-optimisation/tours/relaxedBound"
import { ruinAndRecreate } from "@stowage/picking-optimisation/tours/ruinAndRecreate"
import { sequenceCost } from "@stowage/picking-optimisation/tours/sequenceCost"
import { explainTour, solveTour } from "@stowage/picking-optimisation/tours/tour"
import { tourModels } from "@stowage/picking-optimisation/tours/tourModel"
import { tourCharges, tourViolations } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem } from "@stowage/picking-optimisation/tours/TourProblem"
import { type TourRefusal, tourRefusal } from "@stowage/picking-optimisation/tours/TourRefusal"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { bestTourLength, onLine, type Rules, TourProblems, visitsOf } from "./tours.ts"

const everyRule = { oneWay: true, depots: true, precedence: true, windows: true, cart: true }

const equalsTheBest = (rules: Rules, numRuns: number) => {
  let solved = 0
  fc.assert(
    fc.property(TourProblems(rules), (problem) => {
      const outcome = solveTour(problem)
      if (Result.isFailure(outcome)) {
        if (outcome.failure._tag === "WindowsUnmet" || outcome.failure._tag === "WindowTooEarly") {
          assert.strictEqual(bestTourLength(problem), Number.POSITIVE_INFINITY)
        }
        return
      }
      solved++
      assert.deepStrictEqual(tourViolations(problem, outcome.success.plan), [])
      assert.strictEqual(outcome.success.cost, bestTourLength(problem))
      assert.strictEqual(outcome.success.stoppedBy, "proved")
    }),
    { numRuns }
  )
  assert.isAbove(solved, numRuns / 4)
}

describe("a tour of a few stops is the shortest of all orders", () => {
  it("on distances the same either way", () => equalsTheBest({}, 100))
  it("where aisles are one-way", () => equalsTheBest({ oneWay: true }, 100))
  it("with several starts and ends to choose from", () => equalsTheBest({ oneWay: true, depots: true }, 100))
  it("with precedence", () => equalsTheBest({ oneWay: true, precedence: true, depots: true }, 100))
  it("with time windows", () => equalsTheBest({ oneWay: true, windows: true, depots: true }, 100))
  it("with a cart to be emptied on the way", () => equalsTheBest({ oneWay: true, cart: true, depots: true }, 100))
  it("with every rule at once", () => equalsTheBest(everyRule, 200))
})

const solver = {
  solve: solveTour,
  violations: tourViolations,
  cost: (problem: TourProblem, plan: Parameters<typeof tourCharges>[1]) => sumOfCharges(tourCharges(problem, plan))
}
describeLaws(
  "Tours of a few stops",
  solverLaws(solver, TourProblems({ ...everyRule, stopsAtMost: 5 }), { best: bestTourLength, runs: 40 })
)
describeLaws(
  "Tours of more stops than are tried exactly",
  solverLaws(solver, TourProblems({ oneWay: true, depots: true, stopsAtLeast: 13, stopsAtMost: 18 }), { runs: 15 })
)
describeLaws(
  "Tours of many stops under rules",
  solverLaws(solver, TourProblems({ ...everyRule, windows: false, stopsAtLeast: 13, stopsAtMost: 15 }), { runs: 8 })
)

const tourOf = (problem: TourProblem) => Result.getOrThrow(solveTour(problem))
const refusalOf = (problem: TourProblem): TourRefusal => Result.getOrThrow(Result.flip(solveTour(problem)))

describe("a tour", () => {
  it("goes from the start and back, in the shorter direction or either", () => {
    const { cost, plan } = tourOf(onLine([3, 1, 2], { starts: [0] }))
    assert.strictEqual(cost, 6)
    assert.strictEqual(visitsOf(plan).length, 3)
  })

  it("ends elsewhere when it is told to, and at its last stop when there is no end", () => {
    assert.deepStrictEqual(visitsOf(tourOf(onLine([3, 1, 2], { starts: [0], ends: [9] })).plan), ["S1", "S2", "S3"])
    const { cost, plan } = tourOf(onLine([3, 1, 2], { starts: [0], ends: [] }))
    assert.deepStrictEqual([cost, plan.from, plan.to], [3, 0, 3])
  })

  it("begins at the start that makes it shortest, and goes back to that one", () => {
    const { cost, plan } = tourOf(onLine([5, 7], { starts: [0, 9] }))
    assert.deepStrictEqual([cost, plan.from, plan.to], [8, 9, 9])
  })

  it("takes heavy stops first and keeps pairs in order, at the price of a longer walk", () => {
    const stops = onLine([1, 2, 3], { starts: [0] })
    const heavy = { ...stops, stops: stops.stops.map((stop) => ({ ...stop, class: stop.place === 3 ? 0 : 1 })) }
    assert.strictEqual(visitsOf(tourOf(heavy).plan)[0], "S3")
    const pairs = {
      ...stops,
      before: [
        ["S3", "S1"],
        ["S1", "S2"]
      ] as const
    }
    assert.deepStrictEqual(visitsOf(tourOf(pairs).plan), ["S3", "S1", "S2"])
    assert.strictEqual(tourOf(pairs).cost, 3 + 2 + 1 + 2)
  })

  it("waits for a window to open, and turns the order round to be in time", () => {
    const base = onLine([1, 2, 3], { starts: [0] })
    const withWindow = (place: number, opensAtMillis: number, closesAtMillis: number): TourProblem => ({
      ...base,
      unitsPerSecond: 1_000,
      stops: base.stops.map((stop) =>
        stop.place === place ? { ...stop, window: { opensAtMillis, closesAtMillis } } : stop
      )
    })
    assert.strictEqual(visitsOf(tourOf(withWindow(3, 0, 3)).plan).includes("S3"), true)
    const waits = tourOf(withWindow(1, 50, 60)).plan.visits.find((visit) => visit._tag === "Stop" && visit.id === "S1")
    assert.isTrue(waits?._tag === "Stop" && (waits.beginsAtMillis ?? 0) >= 50)
    assert.deepStrictEqual(refusalOf(withWindow(3, 0, 1))._tag, "WindowTooEarly")
  })

  it("empties the cart where it costs least before it is over its limit", () => {
    const base = onLine([1, 2, 3, 4], { starts: [0] })
    const problem: TourProblem = {
      ...base,
      stops: base.stops.map((stop) => ({ ...stop, load: { units: 2 } })),
      cart: { limits: { units: 4 }, dropOffs: [5] }
    }
    const { cost, plan } = tourOf(problem)
    assert.deepStrictEqual(tourViolations(problem, plan), [])
    assert.strictEqual(visitsOf(plan).filter((visit) => visit === ">5").length, 1)
    assert.strictEqual(cost, 10)
  })

  it("is explained stop by stop: what leaving one out would save", () => {
    const problem = onLine([1, 9], { starts: [0] })
    const told = explainTour(problem, tourOf(problem).plan)
    assert.deepStrictEqual(
      new Map(told.map(({ adds, id }) => [id, adds])),
      new Map([
        ["S1", 0],
        ["S9", 16]
      ])
    )
    assert.deepStrictEqual(
      told.map(({ alone }) => alone).toSorted((a, b) => a - b),
      [2, 18]
    )
  })
})

describe("a tour of many stops", () => {
  /** Points of a grid in disorder, every leg as the crow flies. */
  const grid = (side: number, oneWay: boolean): TourProblem => {
    const order = random(7).shuffle(Array.from({ length: side * side }, (_, place) => place))
    const between = (from: number, to: number): number => {
      const [across, along] = [(from % side) - (to % side), Math.floor(from / side) - Math.floor(to / side)]
      return Math.abs(across) + Math.abs(along) + (oneWay && along > 0 && across === 0 ? 2 : 0)
    }
    return { distances: { count: side * side, between }, stops: order.map((place) => ({ id: String(place), place })) }
  }

  it("is proved where its bound is met", () => {
    const { bound, cost, stoppedBy } = tourOf(grid(8, false))
    assert.deepStrictEqual([cost, bound, stoppedBy], [64, 64, "proved"])
  })

  it("finds the way round that avoids what one-way aisles make dear", () => {
    const { cost, plan } = tourOf(grid(6, true))
    assert.deepStrictEqual(tourViolations(grid(6, true), plan), [])
    assert.isAtMost(cost, 36 + 12)
  })

  it("only gets shorter the longer it is searched", () => {
    const lengths = [0, 5, 50, 500].map(
      (count) => Result.getOrThrow(solveTour(grid(9, true), { seed: 3, stop: afterIterations(count) })).cost
    )
    assert.deepStrictEqual(
      lengths,
      lengths.toSorted((a, b) => b - a)
    )
  })

  it("without rules is as short as the proved one, on few stops where both can be had", () => {
    const Free = TourProblems({ oneWay: true, depots: true, stopsAtLeast: 6, stopsAtMost: 10 })
    const options = { seed: 1, stop: whenExhausted }
    const property = fc.property(Free, (problem) => {
      for (const model of tourModels(problem)) {
        const { count } = model
        const leg = (from: number, to: number): number => model.leg[from * count + to] as number
        const depot = model.isClosed ? {} : { depot: model }
        const found = freeTour({ count, leg, ...depot }, options)
        const counted = sequenceCost(model, 0).of(Int32Array.from(found.order), count)
        assert.strictEqual(found.order.length, new Set(found.order).size)
        assert.strictEqual(counted, labelSetting(model)?.cost)
        assert.isAtMost(found.bound, counted + 1e-6)
      }
    })
    fc.assert(property, { numRuns: 60, seed: 5 })
  })

  it("of thousands of stops is there soon after the caller says stop, before all distances are asked for", () => {
    const count = 2_000
    for (const isOneWay of [false, true]) {
      for (const questions of [0, 3, 9, 18]) {
        let [asked, distances] = [0, 0]
        const between = (from: number, to: number): number => {
          distances++
          return from < to || !isOneWay ? Math.abs(from - to) : 3 * (from - to)
        }
        const stops = Array.from({ length: count }, (_, at) => ({ id: `s${at}`, place: (733 * at) % count }))
        const problem: TourProblem = { distances: { count, between }, stops }
        const answer = solveTour(problem, { stop: () => ++asked > questions })
        const { cost, plan, stoppedBy } = Result.getOrThrow(answer)
        assert.isBelow(distances, (1.5 + questions) * 500_000)
        // By then the nearest was found from stop to stop; as they come they are 733 apart.
        if (questions > 8) assert.isBelow(cost, 10 * count)
        assert.deepStrictEqual([tourViolations(problem, plan), stoppedBy], [[], "caller"])
      }
    }
  })

  it("under rules asks whether to stop while many stops are put in order, and keeps the rules then too", () => {
    const count = 150
    const between = (from: number, to: number): number => Math.abs(((37 * from) % 101) - ((37 * to) % 101))
    const stops = Array.from({ length: count }, (_, place) => ({ id: `s${place}`, place, class: place % 3 }))
    const carried = {
      cart: { limits: { units: 9 }, dropOffs: [count] },
      stops: stops.map((stop) => ({ ...stop, load: { units: 1 } }))
    }
    const late = {
      unitsPerSecond: 1_000,
      stops: stops.map((stop) => ({ ...stop, window: { opensAtMillis: 0, closesAtMillis: 1e9 } }))
    }
    for (const rules of [carried, late]) {
      const problem = { distances: { count: count + 1, between }, starts: [count], ...rules }
      let asked = 0
      const { plan, stoppedBy } = Result.getOrThrow(solveTour(problem, { stop: () => ++asked > 3 }))
      assert.deepStrictEqual([tourViolations(problem, plan), stoppedBy], [[], "caller"])
      assert.isAbove(asked, count / 2, "asked for each stop that is put in order")
      const twice = [1, 2].map(() => Result.getOrThrow(solveTour(problem, { seed: 1, stop: afterIterations(2) })))
      assert.deepStrictEqual(twice[0], twice[1])
    }
  })

  it("under rules is as short as the proved one, on few stops where both can be had", () => {
    const Ruled = TourProblems({
      oneWay: true,
      depots: true,
      precedence: true,
      cart: true,
      stopsAtLeast: 6,
      stopsAtMost: 7
    })
    const property = fc.property(Ruled, (problem) => {
      if (tourRefusal(problem) !== undefined) return
      for (const model of tourModels(problem)) {
        const found = ruinAndRecreate(model, random(1), whenExhausted, () => false)
        assert.strictEqual(found.cost, labelSetting(model)?.cost)
        assert.isAtMost(relaxedBound([model], found.cost, false), found.cost + 1e-6)
      }
    })
    fc.assert(property, { numRuns: 60, seed: 5 })
  })

  it("is in time everywhere when there is a way, and says which stop is late when none was found", () => {
    const places = random(3).shuffle(Array.from({ length: 14 }, (_, place) => place))
    const problem = (lag: number): TourProblem => ({
      distances: { count: 15, between: (from, to) => Math.abs(from - to) },
      stops: places.map((place, turn) => ({
        id: `S${place}`,
        place,
        window: { opensAtMillis: 40 * turn, closesAtMillis: 40 * turn + lag }
      })),
      starts: [14],
      unitsPerSecond: 1_000
    })
    const { plan } = tourOf(problem(20))
    assert.deepStrictEqual(tourViolations(problem(20), plan), [])
    assert.deepStrictEqual(
      visitsOf(plan),
      places.map((place) => `S${place}`)
    )
    const tight = { ...problem(20), stops: problem(20).stops.map((stop) => ({ ...stop, serviceMillis: 61 })) }
    const refusal = refusalOf(tight)
    assert.isTrue(refusal._tag === "WindowsUnmet" && refusal.lateMillis > 0 && !refusal.proved)
  })
})
