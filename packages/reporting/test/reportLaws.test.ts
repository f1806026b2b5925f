import type { Eaches } from "@stowage/kernel/Eaches"
import type { FulfilmentOrderId, LineId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { order } from "@stowage/orders/drawOrder"
import type { OrderCommand, RequestId } from "@stowage/orders/OrderCommand"
import { compareKpis } from "@stowage/reporting/compareKpis"
import { kpiDefinitions, kpiNames, type Kpis, kpisOf, trendOf } from "@stowage/reporting/kpis"
import { reportOf } from "@stowage/reporting/projectReport"
import type { ReportedCommit } from "@stowage/reporting/ReportedCommit"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { clock, kpisAfter, ordered, said, settings } from "./history.ts"

const lineId = fc.constantFrom("L1", "L2").map((id) => id as LineId)
const quantity = fc.integer({ min: 1, max: 3 }).map((units) => units as Eaches)
const fulfilmentOrderId = fc.constantFrom("F1", "F2").map((id) => id as FulfilmentOrderId)
const requestId = fc.nat(20).map((id) => `r${id}` as RequestId)
const at = fc.integer({ min: 0, max: 9 * 24 }).map((hours) => clock(2, hours))
const lines = fc.uniqueArray(fc.record({ lineId, quantity }), { selector: (line) => line.lineId, minLength: 1 })
const promises = fc.uniqueArray(
  fc.record({
    lineId,
    promised: fc.integer({ min: 0, max: 3 }).map((units) => units as Eaches),
    short: fc.integer({ min: 0, max: 2 }).map((units) => units as Eaches)
  }),
  { selector: (line) => line.lineId, minLength: 1 }
)
const reason = fc.constant("no longer wanted")

/** What may be asked of an order once it is placed; much of it will be refused, and then does not happen. */
const Later: fc.Arbitrary<OrderCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ _tag: fc.constant("PromiseLines"), at, requestId, lines: promises }) },
  { weight: 4, arbitrary: fc.record({ _tag: fc.constant("ReleaseLines"), at, fulfilmentOrderId, lines }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant("RecordShort"), at, requestId, fulfilmentOrderId, lines }) },
  {
    weight: 4,
    arbitrary: fc.record({ _tag: fc.constant("RecordShipped"), at, shipmentId: requestId, fulfilmentOrderId, lines })
  },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant("CancelLine"), at, requestId, lineId, quantity, reason }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant("CancelOrder"), at, reason }) }
)
const Life: fc.Arbitrary<ReadonlyArray<OrderCommand>> = fc
  .record({
    drawing: fc.constantFrom("1xTEA", "2xTEA 1xCUP", "3xTEA 3xTEA"),
    placedAt: at,
    dueAt: fc.option(at, { nil: undefined }),
    later: fc.array(Later, { maxLength: 12 })
  })
  .map(({ drawing, placedAt, dueAt, later }) => {
    const due = dueAt === undefined ? {} : { dueAt }
    return [order(drawing, { at: placedAt, placedAt, ...due }), ...later.toSorted((a, b) => a.at - b.at)]
  })
/** A few orders' histories, each a list of commits. */
const Histories = fc
  .array(Life, { maxLength: 6 })
  .map((lives) => lives.map((life, index) => ordered(...life.map((command) => [`O${index}`, command] as const))))

const asOf = clock(8)

/** Of several lists, one with all their entries, each list's in its own order; `turns` says whose turn it is. */
const interleaved = (
  histories: ReadonlyArray<ReadonlyArray<ReportedCommit>>,
  turns: ReadonlyArray<number>
): ReadonlyArray<ReportedCommit> => {
  const left = histories.map((history) => [...history])
  const merged: Array<ReportedCommit> = []
  for (let step = 0; left.some((history) => history.length > 0); step++) {
    const waiting = left.filter((history) => history.length > 0)
    const next = waiting[(turns[step % Math.max(1, turns.length)] ?? 0) % waiting.length]?.shift()
    if (next !== undefined) merged.push(next)
  }
  return merged
}

const sharesOf = (kpis: Kpis) =>
  kpiNames.filter((name) => kpiDefinitions[name].unit === "share").map((name) => kpis[name])

describe("a report", () => {
  it("has shares from 0 to 1 only, never NaN, and no numerator above its denominator", () => {
    fc.assert(
      fc.property(Histories, (histories) => {
        const kpis = kpisAfter(histories.flat(), {}, asOf)
        for (const { denominator, numerator, value } of sharesOf(kpis)) {
          if (value !== undefined) assert.isTrue(value >= 0 && value <= 1, `${value}`)
          if (denominator !== undefined) assert.isAtMost(numerator ?? 0, denominator)
        }
        for (const name of kpiNames) assert.isFalse(Number.isNaN(kpis[name].value))
      })
    )
  })

  it("is the same folded in two halves as folded at once", () => {
    fc.assert(
      fc.property(Histories, fc.nat(40), (histories, cut) => {
        const commits = histories.flat()
        const half = reportOf(commits.slice(0, cut), settings)
        const whole = reportOf(commits.slice(cut), settings, half)
        assert.deepStrictEqual(kpisOf(whole, { asOf }, settings), kpisAfter(commits, {}, asOf))
      })
    )
  })

  it("does not depend on the order in which independent records were written", () => {
    fc.assert(
      fc.property(Histories, fc.array(fc.nat(5), { maxLength: 20 }), (histories, turns) => {
        const kpis = kpisAfter(interleaved(histories, turns), {}, asOf)
        assert.deepStrictEqual(kpis, kpisAfter(histories.flat(), {}, asOf))
      })
    )
  })

  it("has counts that are the sums of its days, and KPIs of a period that leave the other days out", () => {
    fc.assert(
      fc.property(Histories, (histories) => {
        const report = reportOf(histories.flat(), settings)
        const trend = trendOf(report, { asOf }, settings)
        const total = kpisOf(report, { asOf }, settings)
        for (const name of [
          "ordersPlaced",
          "unitsShipped",
          "lineFillRate",
          "onTimeShipment",
          "perfectOrderRate"
        ] as const) {
          const numerators = trend.map(({ kpis }) => kpis[name].numerator ?? 0)
          assert.strictEqual(
            numerators.reduce((sum, value) => sum + value, 0),
            total[name].numerator
          )
        }
        for (const { day, kpis } of trend) {
          assert.deepStrictEqual(kpisOf(report, { asOf, from: day, to: day }, settings), kpis)
        }
      }),
      { numRuns: 50 }
    )
  })

  it("judges as many orders as are over or overdue: each once, whatever happened to it", () => {
    fc.assert(
      fc.property(Histories, (histories) => {
        const kpis = kpisAfter(histories.flat(), {}, asOf)
        assert.isAtMost(kpis.orderFillRate.denominator ?? 0, histories.length)
        assert.isAtMost(kpis.perfectOrderRate.denominator ?? 0, histories.length)
        assert.isAtMost(kpis.perfectOrderRate.numerator ?? 0, kpis.orderFillRate.numerator ?? 0)
      })
    )
  })

  it("passes over events it does not know, and events of a record whose beginning it has not seen", () => {
    const commits = [
      said("lot/1", { _tag: "LotRegistered", at: asOf }),
      said("order/1", { _tag: "toString", at: asOf }),
      said("order/2", { _tag: "OrderClosed", at: asOf }),
      said("inboundShipment/1", { _tag: "PutawayConfirmed", at: asOf, task: "T", quantity: 1, by: "cem" })
    ]
    assert.deepStrictEqual(kpisAfter(commits), kpisAfter([]))
  })
})

describe("a trend", () => {
  const placed = (name: string, when: Instant): readonly [string, OrderCommand] => [
    name,
    order("1xTEA", { at: when, placedAt: when })
  ]

  it("has a row for every day from the first to the last, also for a day without work", () => {
    const report = reportOf(ordered(placed("A", clock(2)), placed("B", clock(5)), placed("C", clock(5))), settings)
    const trend = trendOf(report, { asOf: clock(9) }, settings)
    const rows = trend.map(({ day, kpis }) => [day, kpis.ordersPlaced.value, kpis.lineFillRate.value])
    assert.deepStrictEqual(rows, [
      ["2026-03-02", 1, undefined],
      ["2026-03-03", 0, undefined],
      ["2026-03-04", 0, undefined],
      ["2026-03-05", 2, undefined]
    ])
  })

  it("is empty when nothing happened", () => {
    assert.deepStrictEqual(trendOf(reportOf([], settings), { asOf }, settings), [])
  })

  it("has the days of the site, not of Greenwich", () => {
    const sydney = { zone: "Australia/Sydney" as typeof settings.zone }
    const report = reportOf(ordered(placed("A", clock(2, 20))), sydney)
    assert.deepStrictEqual(
      trendOf(report, { asOf }, sydney).map(({ day }) => day as string),
      ["2026-03-03"]
    )
  })

  it("shows an overdue order on the day it was due", () => {
    const due = order("1xTEA", { at: clock(2), placedAt: clock(2), dueAt: clock(4, 12) })
    const trend = trendOf(reportOf(ordered(["A", due]), settings), { asOf }, settings)
    assert.deepStrictEqual(
      trend.map(({ kpis }) => kpis.onTimeShipment.value),
      [undefined, undefined, 0]
    )
  })
})

describe("a comparison", () => {
  const one = kpisAfter(ordered(["A", order("2xTEA", { at: clock(2), placedAt: clock(2) })]))
  const none = kpisAfter([])
  const withWalk = (kpis: Kpis, value: number): Kpis => ({ ...kpis, walkPerLineMm: { ...kpis.walkPerLineMm, value } })
  const rowOf = (before: Kpis, after: Kpis, name: (typeof kpiNames)[number]) =>
    compareKpis(before, after).find((row) => row.name === name)

  it("has every KPI, in the order of the definitions", () => {
    assert.deepStrictEqual(
      compareKpis(one, one).map((row) => row.name),
      [...kpiNames]
    )
  })

  it("says by how much, by how many percent, and whether that is better", () => {
    const walk = rowOf(withWalk(one, 20_000), withWalk(one, 15_000), "walkPerLineMm")
    const expected = { before: 20_000, after: 15_000, difference: -5_000, percent: -25, verdict: "better" as const }
    assert.deepInclude(walk, expected)
    assert.strictEqual(rowOf(withWalk(one, 15_000), withWalk(one, 20_000), "walkPerLineMm")?.verdict, "worse")
  })

  it("has no percentage of 0, no difference to no data, and no verdict on the amount of work", () => {
    const placed = { before: 0, after: 1, difference: 1, percent: undefined, verdict: "same" as const }
    assert.deepInclude(rowOf(none, one, "ordersPlaced"), placed)
    const fill = { before: undefined, difference: undefined, percent: undefined, verdict: undefined }
    assert.deepInclude(rowOf(none, one, "lineFillRate"), fill)
  })
})
