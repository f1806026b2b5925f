import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { replayRefusalText, type ReplayRefusal } from "@stowage/slotting/slots/ReplayRefusal"
import * as Scatter from "@stowage/slotting/slots/scatter"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { violations, type SlotPlan } from "@stowage/slotting/slots/SlotPlan"
import type { SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import * as WhatIf from "@stowage/slotting/slots/whatIf"
import type { PastLine } from "@stowage/slotting/slots/whatIf"
import * as Result from "effect/Result"

const whatIf = (...ask: Parameters<typeof WhatIf.whatIf>) => Result.getOrThrow(WhatIf.whatIf(...ask))
const scatter = (...ask: Parameters<typeof Scatter.scatter>) => Result.getOrThrow(Scatter.scatter(...ask))
const said = (answer: Result.Result<unknown, ReplayRefusal>): string =>
  Result.isFailure(answer) ? replayRefusalText(answer.failure) : "taken"

const faces = sketchFaces("A1 2000mm+500ms 10mm³ 99g, A2 4000mm 10mm³ 99g, B1 20000mm 10mm³ 99g, B2 22000mm 10mm³ 99g")
const aisleOf = (face: string): string => face.slice(0, 1)
const problem: SlottingProblem = {
  skus: sketchSkus("p 9/day 2×1mm³ 1g, q 5/day 2×1mm³ 1g, r 1/day 2×1mm³ 1g"),
  faces: faces.map((face) => ({
    ...face,
    aisle: aisleOf(face.face),
    at: { xMm: aisleOf(face.face) === "A" ? 0 : 10_000, yMm: Number(face.face.slice(1)) * 1_000 }
  })),
  walkMmPerSecond: 1000
}
const plan = (text: string): SlotPlan => ({
  assignments: text.split(" ").map((pair) => {
    const [sku = "", face = ""] = pair.split("@")
    return { sku: sku as Sku, face: face as LocationId }
  })
})
const line = (order: string, sku: string, units = 1, period = 0): PastLine => ({
  order,
  sku: sku as Sku,
  units,
  period
})
const roundTrips = new Map(faces.map(({ face, roundTripMm }) => [face, roundTripMm]))
/** To the farthest face of each aisle and back. */
const routeMm = (stops: ReadonlyArray<LocationId>): number =>
  [...new Set(stops.map(aisleOf))].reduce((sum, aisle) => {
    const inAisle = stops.filter((stop) => aisleOf(stop) === aisle).map((stop) => roundTrips.get(stop) ?? 0)
    return sum + Math.max(...inAisle)
  }, 0)

describe("past orders on another slotting", () => {
  const lines = [line("o1", "p"), line("o1", "q"), line("o2", "p", 3, 1), line("o3", "r"), line("o3", "s")]

  it("say what walking, reaching and refilling would take", () => {
    const replayed = whatIf(problem, plan("p@A1 q@A2 r@B1"), lines, routeMm)
    assert.strictEqual(replayed.walkMm, 4000 + 2000 + 20_000)
    assert.strictEqual(replayed.walkMillis, 26_000)
    assert.strictEqual(replayed.reachMillis, 1000)
    assert.deepStrictEqual([replayed.orders, replayed.visits, replayed.refills], [3, 4, 0])
    assert.deepStrictEqual([...replayed.unslotted], [["s", 1]])
    assert.isBelow(replayed.walkMm, whatIf(problem, plan("p@B1 q@A2 r@A1"), lines, routeMm).walkMm)
  })

  it("say which aisle is busy when, and how likely two visits meet", () => {
    const replayed = whatIf(problem, plan("p@A1 q@A2 r@B1"), lines, routeMm)
    assert.deepStrictEqual(replayed.busiest[0], { aisle: "A", period: 0, visits: 2 })
    assert.approximately(replayed.congestion, 2 / 6, 1e-12)
    assert.strictEqual(
      whatIf(problem, plan("p@A1 q@B1 r@B2"), [line("o1", "p"), line("o1", "q")], routeMm).congestion,
      0
    )
  })

  it("refill a face that does not hold what is asked for, as often as it takes", () => {
    const times = (units: number): number => whatIf(problem, plan("p@A1"), [line("o", "p", units)], routeMm).refills
    assert.deepStrictEqual([10, 11, 20, 21].map(times), [0, 1, 1, 2])
  })

  it("pick a SKU of several faces from them in turn", () => {
    const twice = [line("o1", "p"), line("o2", "p")]
    assert.strictEqual(whatIf(problem, plan("p@A1 p@B1"), twice, routeMm).walkMm, 22_000)
  })
})

describe("scattered storage", () => {
  const lines = Array.from({ length: 10 }, (_, at) => [
    line(`a${at}`, "p"),
    line(`b${at}`, "p"),
    line(`b${at}`, "r")
  ]).flat()
  const base = plan("p@A1 q@A2 r@B1")
  const options = { routeMm, days: 1, mostTried: 3 }

  it("gives a SKU that is ordered with two others a face beside each, when that pays", () => {
    const {
      plan: now,
      problem: grown,
      scattered
    } = scatter(problem, base, lines, { ...options, faceMillisPerDay: 5_000 })
    // Ten orders of p and r pick both in aisle B: 22 m in place of 20 m and 2 m.
    assert.deepStrictEqual(scattered, [])
    const nearer = {
      ...problem,
      faces: problem.faces.map((face) => (face.face === "B2" ? { ...face, face: "B0" as LocationId } : face))
    }
    roundTrips.set("B0" as LocationId, 19_000)
    const better = scatter(nearer, base, lines, { ...options, faceMillisPerDay: 5_000 })
    assert.deepStrictEqual(better.scattered, [{ sku: "p" as Sku, face: "B0" as LocationId, savedMillisPerDay: 15_000 }])
    assert.deepStrictEqual(violations(better.problem, better.plan), [])
    assert.deepStrictEqual(now, base)
    assert.deepStrictEqual(grown, problem)
  })

  it("gives none that costs more than it saves", () =>
    assert.deepStrictEqual(scatter(problem, base, lines, { ...options, faceMillisPerDay: 50_000 }).scattered, []))
})

describe("past orders are refused", () => {
  const base = plan("p@A1 q@A2 r@B1")
  const options = { routeMm, days: 1, mostTried: 3, faceMillisPerDay: 0 }
  const both = (of: SlottingProblem, by: SlotPlan, lines: ReadonlyArray<PastLine>, route = routeMm): string => {
    const texts = [WhatIf.whatIf(of, by, lines, route), Scatter.scatter(of, by, lines, { ...options, routeMm: route })]
    const [one, other] = texts.map(said)
    assert.strictEqual(one, other)
    return one!
  }

  it("for a measure of a line, of a walk or of the problem that is none, by what replays and what scatters", () => {
    assert.strictEqual(
      both(problem, base, [line("o1", "p", -2)]),
      "line p of o1: expected units to be a whole number above 0, got -2"
    )
    assert.strictEqual(
      both(problem, base, [line("o1", "p", 1.5)]),
      "line p of o1: expected units to be a whole number above 0, got 1.5"
    )
    assert.strictEqual(
      both(problem, base, [line("o1", "p", 1, -1)]),
      "line p of o1: expected period to be a whole number, 0 or more, got -1"
    )
    assert.strictEqual(
      both(problem, base, [line("o1", "p")], () => Number.NaN),
      "walk o1: expected routeMm to be 0 to 10^15, got NaN"
    )
    assert.strictEqual(
      both({ ...problem, walkMmPerSecond: 0 }, base, []),
      "expected walkMmPerSecond to be above 0, to 10^15, got 0"
    )
  })

  it("for a plan that names what the problem does not have, or a face of a SKU twice", () => {
    assert.strictEqual(both(problem, plan("x@A1"), []), "plan: expected a sku of the problem, got x in x at A1")
    assert.strictEqual(both(problem, plan("p@Z1"), []), "plan: expected a face of the problem, got Z1 in p at Z1")
    assert.strictEqual(both(problem, plan("p@A1 p@A1"), []), "plan: expected SKU p once at face A1, got it twice")
  })

  it("to be scattered from a plan that breaks a rule, which may be replayed, or by options that are none", () => {
    const shared = plan("p@A1 q@A1 r@B1")
    assert.strictEqual(said(WhatIf.whatIf(problem, shared, [], routeMm)), "taken")
    assert.strictEqual(
      said(Scatter.scatter(problem, shared, [], options)),
      "plan: expected one that breaks no rule, got FaceGivenTwice for q at A1"
    )
    assert.strictEqual(
      said(Scatter.scatter(problem, base, [], { ...options, days: 0 })),
      "options: expected days to be above 0, to 10^15, got 0"
    )
    assert.strictEqual(
      said(Scatter.scatter(problem, base, [], { ...options, mostTried: 0.5 })),
      "options: expected mostTried to be a whole number, 0 or more, got 0.5"
    )
  })
})
