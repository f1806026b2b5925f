import type { LotId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { describeLaws } from "@stowage/testkit/Law"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  type Count,
  type CountedStock,
  type CountStatus,
  beyondTolerance,
  blindSheet,
  countStatusNext,
  CountStatus as CountStatuses,
  variancesOf
} from "@stowage/inventory/Count"
import {
  type CountCommand,
  CountDecider,
  CountEvent,
  type CountRefusal,
  sayCountRefusal
} from "@stowage/inventory/CountDecider"
import { fold } from "@stowage/kernel/Decider"
import { outside } from "@stowage/kernel/Account"
import { receiveStock } from "@stowage/inventory/moveStock"
import { postCount } from "@stowage/inventory/postCount"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, instant, location, lot24, makeYard, mug, owner, site, task, tea } from "./yard.ts"

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
const recount: CountCommand = { _tag: "RequestRecount", by: "bob", why: "two are missing", at: instant(2) }
const approve: CountCommand & { readonly _tag: "ApproveCount" } = {
  _tag: "ApproveCount",
  by: "bob",
  reasons: [{ owner, sku: tea, lot: "", status: "available", reason: "stolen" }],
  at: instant(2)
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
  fc.constantFrom(close, recount, approve, { ...approve, by: "eve", reasons: [] })
)

describeLaws(
  "a count",
  deciderLaws({ decider: CountDecider, event: CountEvent }, commands, {
    stories: [
      [request, record, close],
      [request, record, recount, { ...record, counter: "bob", watermark: 8 }, { ...approve, by: "eve" }, close]
    ],
    violations: ({ location, status, task, variances }) => [
      ...((status === "None") === (task === undefined && location === undefined) ? [] : ["counts nowhere"]),
      ...(variances.length === 0 || (status !== "None" && status !== "Requested") ? [] : ["varies uncounted"]),
      ...variances.filter(({ booked, quantity }) => booked === quantity).map(({ sku }) => `${sku} does not vary`)
    ],
    oracle: {
      tell: (events) => {
        const last = events.at(-1)?._tag ?? "CountNone"
        const recorded = events.findLast((event) => event._tag === "CountRecorded")
        const status = last.replace(/^Count/u, "").replace("Recorded", "Counted")
        return [status, recorded?.watermark ?? 0, events.length > 0]
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
    RecountRequested: after(request, record, recount),
    Approved: after(request, record, approve),
    Closed: after(request, record, close)
  }
  const leadsTo = {
    Requested: request,
    Counted: { ...record, counter: "eve" },
    RecountRequested: recount,
    Approved: approve,
    Closed: close
  } as const

  for (const from of CountStatuses.literals) {
    for (const to of ["Requested", "Counted", "RecountRequested", "Approved", "Closed"] as const) {
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

  it("take nothing that is no count, no position and no tolerance, and name it", () => {
    const refusalOf = (command: CountCommand, count: Count) =>
      Result.getOrThrow(Result.flip(CountDecider.decide(command, count)))
    for (const quantity of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const told = { ...record, counted: [seen(3), seen(quantity, { sku: mug })] }
      assert.deepStrictEqual(refusalOf(told, at.Requested), { _tag: "QuantityNotWhole", sku: mug, quantity })
    }
    for (const watermark of [-1, 0.5, Number.NaN]) {
      const told = { ...record, watermark }
      assert.deepStrictEqual(refusalOf(told, at.Requested), { _tag: "WatermarkNotPosition", watermark })
    }
    for (const [field, value] of [
      ["units", -1],
      ["units", 0.5],
      ["percent", -1],
      ["percent", Number.NaN]
    ] as const) {
      const asked = { ...request, tolerance: { [field]: value } }
      assert.deepStrictEqual(refusalOf(asked, at.None), { _tag: "ToleranceWrong", field, value })
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

describe("a count with a tolerance", () => {
  const strict = { ...request, tolerance: { units: 1, percent: 5 } }
  const refusalOf = (command: CountCommand, count: Count): CountRefusal | undefined => {
    const decided = CountDecider.decide(command, count)
    return Result.isFailure(decided) ? decided.failure : undefined
  }
  const off = (quantity: number, booked: number) => [{ ...seen(quantity), booked }]

  it("is closed by itself within it, and not beyond: it is counted again or approved", () => {
    const near = { ...record, counted: [seen(9)] }
    assert.strictEqual(after(strict, near, close).status, "Closed")
    const far = after(strict, record)
    assert.deepStrictEqual(refusalOf(close, far), { _tag: "BeyondTolerance", variances: far.variances })
    assert.strictEqual(after(strict, record, approve, close).status, "Closed")
  })

  it("tolerates what is small in units or in percent", () => {
    const tolerance = { units: 1, percent: 5 }
    assert.deepStrictEqual(beyondTolerance(off(95, 100), tolerance), [])
    assert.lengthOf(beyondTolerance(off(94, 100), tolerance), 1)
    assert.deepStrictEqual(beyondTolerance(off(1, 2), tolerance), [])
    assert.lengthOf(beyondTolerance(off(2, 0), tolerance), 1)
    assert.lengthOf(beyondTolerance(off(9, 10), {}), 1)
  })

  it("is recounted by somebody else, blind again, and at no earlier position; his look replaces the first", () => {
    const again = after(strict, record, recount)
    assert.deepStrictEqual(blindSheet(again), { task: task("c1"), site, location: location("A1"), recount: true })
    assert.isUndefined(blindSheet(after(strict, record)))
    assert.deepStrictEqual(refusalOf(record, again), { _tag: "CounterCountedBefore", counter: "ann" })
    const early = { ...record, counter: "bob", watermark: 6 }
    assert.deepStrictEqual(refusalOf(early, again), { _tag: "WatermarkWentBack", watermark: 6, before: 7 })
    const right = { ...record, counter: "bob", counted: [seen(10)] }
    assert.deepStrictEqual(after(strict, record, recount, right, close).variances, [])
  })

  it("is approved by nobody who counted, and for no record that is right", () => {
    const counted = after(strict, record)
    assert.deepStrictEqual(refusalOf({ ...approve, by: "ann" }, counted), { _tag: "ApproverCounted", by: "ann" })
    const reason = { owner, sku: mug, lot: "" as const, status: "available" as const, reason: "lost" as const }
    assert.deepStrictEqual(refusalOf({ ...approve, reasons: [reason] }, counted), { _tag: "NoSuchVariance", reason })
  })

  it("books each difference to the account of its reason, in both books", () => {
    const yard = makeYard()
    yard.post(receiveStock({ owner, sku: tea }, "leaf", site, at("A1"), 10, yard.promises(tea)))
    const posted = postCount(after(strict, record, approve, close), (_, sku) => yard.promises(sku))
    yard.post(posted)
    assert.strictEqual(yard.posted(stockAt({ owner, sku: tea }, outside("variance", "stolen"))), 2)
    assert.strictEqual(yard.availability(tea).available, 8)
    assert.deepStrictEqual(yard.audit(), [])
    const plain = postCount(after(request, record, close), (_, sku) => yard.promises(sku))
    assert.isTrue(plain.some((one) => one._tag === "Post" && one.to.endsWith("variance:countVariance")))
    assert.deepStrictEqual(
      postCount(after(), (_, sku) => yard.promises(sku)),
      []
    )
  })

  it("books several lots of a SKU one after the other, so that what is free is taken once", () => {
    const off = { ...record, counted: [], booked: [seen(3), seen(3, { lot: lot24 })] }
    const posted = postCount(after(request, off, close), () => ({ free: 4, shortfall: 0 }))
    const missing = posted.flatMap((one) =>
      one._tag === "Post" && one.from.includes("shortfall:") ? [one.quantity] : []
    )
    assert.deepStrictEqual(missing, [2])
  })

  it("of events that were stored before there were tolerances closes as it ever did", () => {
    const stored: ReadonlyArray<unknown> = [
      { _tag: "CountRequested", task: "c1", site: "WH1", location: "A1", reason: "shortPick", at: 0 },
      {
        _tag: "CountRecorded",
        counter: "ann",
        counted: [],
        watermark: 7,
        variances: [{ ...seen(0), booked: 9 }],
        at: 1
      }
    ]
    const events = stored.map((event) => Schema.decodeUnknownSync(CountEvent)(event))
    const count = fold(CountDecider, events)
    assert.strictEqual(fold(CountDecider, Result.getOrThrow(CountDecider.decide(close, count)), count).status, "Closed")
  })

  it("says every refusal in a sentence", () => {
    const reason = { owner, sku: mug, lot: "" as const, status: "hold" as const, reason: "lost" as const }
    const said = (
      [
        { _tag: "TaskIdTaken", task: task("c1") },
        { _tag: "WrongStatus", status: "None", needed: "Counted" },
        { _tag: "ToleranceWrong", field: "units", value: 0.5 },
        { _tag: "ToleranceWrong", field: "percent", value: -1 },
        { _tag: "QuantityNegative", sku: "TEA", quantity: -2 },
        { _tag: "QuantityNotWhole", sku: "TEA", quantity: 1.5 },
        { _tag: "WatermarkNotPosition", watermark: -1 },
        { _tag: "CounterCountedBefore", counter: "ann" },
        { _tag: "WatermarkWentBack", watermark: 3, before: 7 },
        { _tag: "ApproverCounted", by: "ann" },
        { _tag: "NoSuchVariance", reason },
        { _tag: "BeyondTolerance", variances: off(8, 10) }
      ] satisfies ReadonlyArray<CountRefusal>
    ).map(sayCountRefusal)
    assert.deepStrictEqual(said, [
      "Task c1 counts something else; expected a task of its own.",
      "The count is None; expected Counted.",
      "The tolerance in units is 0.5; expected a whole number of 0 or more.",
      "The tolerance in percent is -1; expected 0 or more.",
      "-2 units of TEA were counted; expected 0 or more.",
      "1.5 units of TEA were counted; expected a whole number.",
      "The count is of position -1; expected a whole number of 0 or more.",
      "ann counted here before; expected somebody else.",
      "The recount is of position 3; expected 7 or later.",
      "ann counted this; expected somebody else's approval.",
      "MUG in status hold is not off; expected a record that is.",
      "More is off than is tolerated (TEA 8 for 10); count again, or have it approved."
    ])
  })
})
