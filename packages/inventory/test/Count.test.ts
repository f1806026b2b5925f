import type { LotId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { describeLaws } from "@stowage/testkit/Law"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  type Count,
  type CountedStock,
  type CountStatus,
  countStatusNext,
  CountStatus as CountStatuses,
  variancesOf
} from "@stowage/inventory/Count"
import { type CountCommand, CountDecider, CountEvent } from "@stowage/inventory/CountDecider"
import { fold } from "@stowage/kernel/Decider"
import { instant, location, lot24, mug, owner, site, task, tea } from "./yard.ts"

const seen = (quantity: number, more: Partial<CountedStock> = {}): CountedStock => ({
  owner,
  sku: tea,
  lot: "",
  status: "available",
  quantity,
  ...more
})
const request: CountCommand & { readonly _tag: "RequestCount" } = {
  _tag: "RequestCount",
  task: task("c1"),
  site,
  location: location("A1"),
  reason: "shortPick",
  at: instant(0)
}
const record: CountCommand & { readonly _tag: "RecordCount" } = {
  _tag: "RecordCount",
  counter: "ann",
  counted: [seen(8)],
  watermark: 7,
  booked: [seen(10)],
  at: instant(1)
}
const close: CountCommand = { _tag: "CloseCount", by: "bob", at: instant(2) }

const after = (...commands: ReadonlyArray<CountCommand>): Count => {
  let count = CountDecider.initial
  for (const command of commands) {
    const decided = CountDecider.decide(command, count)
    if (Result.isFailure(decided)) throw new Error(decided.failure._tag)
    count = fold(CountDecider, decided.success, count)
  }
  return count
}
const nothing: ReadonlyArray<CountEvent> = []

const stocks = fc.array(
  fc.record({
    owner: fc.constantFrom(owner, "zenith" as OwnerId),
    sku: fc.constantFrom(tea, mug, "TEA-1" as Sku),
    lot: fc.constantFrom<LotId | "">("", lot24),
    status: fc.constantFrom("available" as const, "hold" as const),
    quantity: fc.nat(4)
  }),
  { maxLength: 6 }
)
const commands: fc.Arbitrary<CountCommand> = fc.oneof(
  fc.record({
    _tag: fc.constant("RequestCount" as const),
    task: fc.constantFrom(task("c1"), task("c2")),
    site: fc.constantFrom(site, "WH2" as SiteId),
    location: fc.constantFrom(location("A1"), location("A2")),
    reason: fc.constantFrom("shortPick" as const, "scheduled" as const),
    at: fc.constant(instant(0))
  }),
  fc.record({
    _tag: fc.constant("RecordCount" as const),
    counter: fc.constantFrom("ann", "bob"),
    counted: fc.oneof(stocks, fc.constant([seen(-1)])),
    watermark: fc.nat(9),
    booked: stocks,
    at: fc.constant(instant(1))
  }),
  fc.constant(close)
)

describeLaws(
  "a count",
  deciderLaws({ decider: CountDecider, event: CountEvent }, commands, {
    stories: [[request, record, close]],
    violations: ({ location, status, task, variances }) => [
      ...((status === "None") === (task === undefined && location === undefined) ? [] : ["counts nowhere"]),
      ...(status === "Counted" || status === "Closed" || variances.length === 0 ? [] : ["varies uncounted"]),
      ...variances.filter(({ booked, quantity }) => booked === quantity).map(({ sku }) => `${sku} does not vary`)
    ],
    oracle: {
      tell: (events) => {
        const last = events.at(-1)?._tag ?? "CountNone"
        const recorded = events.find((event) => event._tag === "CountRecorded")
        return [last.slice("Count".length).replace("Recorded", "Counted"), recorded?.watermark ?? 0, events.length > 0]
      },
      read: ({ status, task, watermark }) => [status, watermark, task !== undefined]
    }
  })
)

describe("a count's steps", () => {
  const at: Readonly<Record<CountStatus, Count>> = {
    None: after(),
    Requested: after(request),
    Counted: after(request, record),
    Closed: after(request, record, close)
  }
  const leadsTo = { Requested: request, Counted: record, Closed: close } as const

  for (const from of CountStatuses.literals) {
    for (const to of ["Requested", "Counted", "Closed"] as const) {
      const allowed = countStatusNext[from].some((next) => next === to)
      it(`${allowed ? "lead" : "do not lead"} from ${from} to ${to}`, () => {
        const decided = CountDecider.decide(leadsTo[to], at[from])
        const state = Result.isSuccess(decided) ? fold(CountDecider, decided.success, at[from]) : at[from]
        assert.strictEqual(state.status, allowed ? to : from)
      })
    }
  }

  it("are refused out of turn, saying where the count stands and what is needed", () => {
    const wrong = (status: CountStatus, needed: CountStatus) =>
      Result.fail({ _tag: "WrongStatus" as const, status, needed })
    assert.deepStrictEqual(CountDecider.decide(record, at.None), wrong("None", "Requested"))
    assert.deepStrictEqual(CountDecider.decide(record, at.Counted), wrong("Counted", "Requested"))
    assert.deepStrictEqual(CountDecider.decide(close, at.Requested), wrong("Requested", "Counted"))
    assert.deepStrictEqual(CountDecider.decide(close, at.Closed), Result.succeed(nothing))
  })

  it("begin once: the same request again does nothing, another one under the same task is refused", () => {
    for (const count of [at.Requested, at.Counted, at.Closed]) {
      assert.deepStrictEqual(CountDecider.decide({ ...request, at: instant(9) }, count), Result.succeed(nothing))
      const others = [
        { ...request, location: location("A2") },
        { ...request, site: "WH2" as SiteId },
        { ...request, reason: "complaint" as const },
        { ...request, task: task("c2") }
      ]
      for (const other of others) {
        const taken = Result.fail({ _tag: "TaskIdTaken" as const, task: task("c1") })
        assert.deepStrictEqual(CountDecider.decide(other, count), taken)
      }
    }
  })

  it("take no negative count, and name it", () => {
    const negative = { ...record, counted: [seen(3), seen(-2, { sku: mug })] }
    const refused = Result.fail({ _tag: "QuantityNegative" as const, sku: mug, quantity: -2 })
    assert.deepStrictEqual(CountDecider.decide(negative, at.Requested), refused)
    assert.deepStrictEqual(CountDecider.decide(negative, at.None), CountDecider.decide(record, at.None))
  })
})

describe("a blind count", () => {
  it("asks for a location and says nothing of what is booked there", () => {
    const asked = CountDecider.decide(request, CountDecider.initial)
    const { _tag: _, ...fields } = request
    assert.deepStrictEqual(asked, Result.succeed([{ _tag: "CountRequested", ...fields }] as const))
    assert.notInclude(JSON.stringify([asked, after(request)]), "booked")
  })

  it("keeps of what was booked only where it differs from what was seen", () => {
    const told = { ...record, booked: [seen(10), seen(5, { sku: mug })], counted: [seen(8), seen(5, { sku: mug })] }
    const { counted, variances, watermark } = after(request, told)
    assert.deepStrictEqual(counted, told.counted)
    assert.deepStrictEqual(variances, [{ ...seen(8), booked: 10 }])
    assert.strictEqual(watermark, 7)
  })
})

describe("variances", () => {
  it("are what was seen and not booked, and what was booked and not seen", () => {
    assert.deepStrictEqual(variancesOf([seen(2, { lot: lot24 })], [seen(3)]), [
      { ...seen(0), booked: 3 },
      { ...seen(2, { lot: lot24 }), booked: 0 }
    ])
    assert.deepStrictEqual(variancesOf([], []), [])
  })

  it("sum up what was seen in two heaps", () => {
    assert.deepStrictEqual(variancesOf([seen(2), seen(3)], [seen(4), seen(1)]), [])
    assert.deepStrictEqual(variancesOf([seen(2), seen(4)], [seen(5)]), [{ ...seen(6), booked: 5 }])
  })

  it("stand in the order of owner, SKU, lot and status, field by field", () => {
    const kinds = [seen(1, { status: "hold" }), seen(1, { lot: lot24 }), seen(1, { sku: "TEA-1" as Sku })]
    assert.deepStrictEqual(
      variancesOf([...kinds, seen(1)].toReversed(), []).map(({ lot, sku, status }) => `${sku} ${lot} ${status}`),
      ["TEA  available", "TEA  hold", "TEA L24 available", "TEA-1  available"]
    )
  })

  it("agree with adding up each kind by itself", () => {
    const kindsOf = (stock: CountedStock) => [stock.owner, stock.sku, stock.lot, stock.status]
    fc.assert(
      fc.property(stocks, stocks, (counted, booked) => {
        const kinds = [...new Set([...counted, ...booked].map((stock) => JSON.stringify(kindsOf(stock))))]
        const sum = (of: ReadonlyArray<CountedStock>, kind: string) =>
          of
            .filter((stock) => JSON.stringify(kindsOf(stock)) === kind)
            .reduce((total, { quantity }) => total + quantity, 0)
        const naive = kinds
          .map((kind) => [kind, sum(counted, kind), sum(booked, kind)] as const)
          .filter(([, there, said]) => there !== said)
        const told = variancesOf(counted, booked)
        assert.sameDeepMembers(
          told.map((one) => [JSON.stringify(kindsOf(one)), one.quantity, one.booked] as const),
          naive
        )
        const order = told.map((one) => kindsOf(one))
        const compare = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): number => {
          const field = a.findIndex((text, index) => text !== b[index])
          return (a[field] ?? "") < (b[field] ?? "") ? -1 : 1
        }
        assert.deepStrictEqual(order, order.toSorted(compare))
      })
    )
  })
})
