import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { layout } from "@stowage/layout/draw"
import { withWays } from "@stowage/layout/graphParts"
import { walkGraph } from "@stowage/layout/WalkGraph"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { tourOnGraph, tourOnLayout } from "@stowage/picking-optimisation/tours/tourOnLayout"
import { type TourPlan, tourViolations } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem, type TourStop } from "@stowage/picking-optimisation/tours/TourProblem"
import { tourRefusal, tourRefusalText } from "@stowage/picking-optimisation/tours/TourRefusal"
import { onLine } from "./tours.ts"

const text = (problem: TourProblem): string => {
  const refusal = tourRefusal(problem)
  return refusal === undefined ? "nothing" : tourRefusalText(refusal)
}
const withStop = (stop: Partial<TourStop>, parts: Partial<TourProblem> = {}): TourProblem => {
  const problem = onLine([1, 2], { starts: [0], ...parts })
  return { ...problem, stops: problem.stops.map((other, index) => (index === 1 ? { ...other, ...stop } : other)) }
}

describe("a tour problem is refused, naming the item", () => {
  it("without stops, with one twice, or with one nowhere", () => {
    assert.strictEqual(text(onLine([], {})), "expected at least one stop, got none")
    assert.strictEqual(text(onLine([1, 1], {})), "stop S1: expected an id of its own, got one that another stop has")
    assert.strictEqual(text(withStop({ place: 12 })), "S2: expected a place of 0 to 9, got 12")
    assert.strictEqual(text(onLine([1], { ends: [-1] })), "end: expected a place of 0 to 9, got -1")
  })

  it("for a number that cannot be", () => {
    assert.strictEqual(
      text(withStop({ serviceMillis: -1 })),
      "stop S2 serviceMillis: expected a number of 0 to 10^15, got -1"
    )
    assert.strictEqual(text(withStop({}, { unitsPerSecond: 0 })), "unitsPerSecond: expected a speed above 0, got 0")
    assert.strictEqual(text(withStop({ class: Number.NaN })), "stop S2 class: expected a number, got NaN")
    assert.strictEqual(
      text(withStop({}, { cart: { limits: { units: 0 }, dropOffs: [] } })),
      "cart.limits.units: expected a limit above 0, got 0"
    )
  })

  it("for a distance below 0, and for a stop that no walk leads to", () => {
    const wrong = (value: number) =>
      withStop({}, { distances: { count: 10, between: (from, to) => (from === 0 && to === 2 ? value : 1) } })
    assert.strictEqual(text(wrong(-1)), "the distance from place 0 to 2: expected 0 to 10^15, got -1")
    assert.strictEqual(text(wrong(1e308)), "the distance from place 0 to 2: expected 0 to 10^15, got 1e+308")
    assert.strictEqual(text(wrong(Number.NaN)), "the distance from place 0 to 2: expected 0 to 10^15, got NaN")
    assert.strictEqual(
      text(wrong(Number.POSITIVE_INFINITY)),
      "stop S2: expected a walk between it and the start, got none"
    )
  })

  it("for an order that bites its tail, by pairs or by classes", () => {
    assert.strictEqual(text(withStop({}, { before: [["S1", "S7"]] })), "before: expected ids of stops, got S7")
    assert.strictEqual(
      text(
        withStop(
          {},
          {
            before: [
              ["S1", "S2"],
              ["S2", "S1"]
            ]
          }
        )
      ),
      "before and class: expected an order, got S1 before S2 before S1"
    )
    assert.strictEqual(
      text(withStop({ class: -1 }, { before: [["S1", "S2"]] })),
      "before and class: expected an order, got S1 before S2 before S1"
    )
  })

  it("for a window that nobody can keep", () => {
    const window = { opensAtMillis: 5, closesAtMillis: 4 }
    assert.strictEqual(text(withStop({ window })), "stop S2: expected unitsPerSecond beside a time window, got none")
    const timed = { unitsPerSecond: 1 }
    assert.strictEqual(
      text(withStop({ window }, timed)),
      "stop S2: expected a window that closes after it opens (5 ms), got 4 ms"
    )
    assert.strictEqual(
      text(withStop({ window: { opensAtMillis: 0, closesAtMillis: 1_999 } }, timed)),
      "stop S2: expected a window that closes at 2000 ms or later, got 1999 ms"
    )
  })

  it("for more than a cart takes", () => {
    const cart = { limits: { massGrams: 5 }, dropOffs: [] }
    assert.strictEqual(
      text(withStop({ load: { massGrams: 6 } }, { cart })),
      "stop S2: expected massGrams of at most 5, got 6"
    )
    const both = onLine([1, 2], { cart })
    assert.strictEqual(
      text({ ...both, stops: both.stops.map((stop) => ({ ...stop, load: { massGrams: 3 } })) }),
      "the cart: expected a drop-off for massGrams of 6 over its limit of 5, got none"
    )
  })
})

describe("a tour on a layout", () => {
  const ids = ["A1", "B2"].map((id) => id as LocationId)
  const site = layout("A1.B1/A2.B2/..D..")

  it("goes over its walk graph from the first depot and back", () => {
    const problem = Result.getOrThrow(tourOnLayout(site, { stops: ids }))
    assert.strictEqual(Result.getOrThrow(solveTour(problem)).cost, 4_000)
  })

  it("costs time when it is said who goes", () => {
    const traveller = { equipment: "walker", mmPerSecond: 500 }
    const problem = Result.getOrThrow(tourOnLayout(site, { stops: ids, traveller }))
    assert.strictEqual(Result.getOrThrow(solveTour(problem)).cost, 8_000)
  })

  it("names a location that is not there, and one that one-way aisles do not lead back from", () => {
    const stops = [...ids, "Z9" as LocationId]
    assert.deepStrictEqual(
      tourOnLayout(site, { stops }),
      Result.fail({ _tag: "LocationOffGraph", id: "Z9" as LocationId })
    )
    const graph = withWays(walkGraph(site), (from, to) => (from.xMm === to.xMm ? "back" : "both"))
    const problem = Result.getOrThrow(tourOnGraph(graph, { stops: ids, starts: ["D" as LocationId] }))
    assert.match(text(problem), /^stop A1: expected a walk between it and .*, got none$/)
  })
})

describe("the judge of tours", () => {
  const problem: TourProblem = {
    ...onLine([1, 2, 3], { starts: [0], unitsPerSecond: 1_000, before: [["S1", "S2"]] }),
    cart: { limits: { units: 2 }, dropOffs: [5] }
  }
  const loaded = {
    ...problem,
    stops: problem.stops.map((stop) => ({
      ...stop,
      load: { units: 1 },
      window: { opensAtMillis: 0, closesAtMillis: 3 }
    }))
  }
  const stop = (id: string, walked: number, beginsAtMillis = walked) =>
    ({ _tag: "Stop", id, walked, beginsAtMillis }) as const
  const tags = (plan: TourPlan) => tourViolations(loaded, plan).map(({ _tag }) => _tag)

  it("sees a stop that is missed, twice or unknown, and one out of order", () => {
    const plan = { from: 0, to: 0, length: 4, visits: [stop("S2", 2), stop("S2", 2), stop("S1", 3), stop("S9", 3)] }
    assert.includeMembers([...tags(plan)], ["StopTwice", "StopUnknown", "StopMissed", "OutOfOrder"])
  })

  it("sees a wrong beginning and end, a place that is no drop-off, and miscounts of length, time and load", () => {
    const visits = [stop("S1", 1), stop("S2", 2, 7), stop("S3", 3)]
    assert.deepStrictEqual(tags({ from: 0, to: 3, length: 3, visits }), [
      "EndsElsewhere",
      "TimeMiscounted",
      "CartOverLimit"
    ])
    const elsewhere = {
      from: 1,
      to: 1,
      length: 5,
      visits: [stop("S1", 0), { _tag: "DropOff", place: 1, walked: 0 } as const, stop("S2", 1), stop("S3", 2)]
    }
    assert.deepStrictEqual(tags(elsewhere), ["NotADropOff", "BeginsElsewhere", "LengthMiscounted"])
  })

  it("sees who comes too late", () => {
    const late = {
      from: 0,
      to: 0,
      length: 10,
      visits: [stop("S1", 1), stop("S2", 2), { _tag: "DropOff", place: 5, walked: 5 } as const, stop("S3", 7)]
    }
    assert.deepStrictEqual(tags(late), ["TooLate"])
  })
})
