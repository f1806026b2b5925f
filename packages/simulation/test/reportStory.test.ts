import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { Instant } from "@stowage/kernel/Instant"
import { order } from "@stowage/orders/drawOrder"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import { assert, describe, it } from "vitest"
import type { HistoryEvent, OrderHistory } from "../src/report/OrderHistory.ts"
import { orderStory } from "../src/report/orderStory.ts"
import type { StoryStep } from "../src/report/Story.ts"
import { at, zone } from "./reportRun.ts"

type RequestTooLate = Extract<HistoryEvent, { readonly record: "site" }>["event"]

// Events as a journal gives them back: plain data, with the brands that writing them by hand leaves off.
const ordered = (event: object): HistoryEvent => ({ record: "order", event: event as OrderEvent })
const worked = (event: object): HistoryEvent => ({
  record: "fulfilmentOrder",
  id: "O-1.1",
  event: event as FulfilmentOrderEvent
})
const counted = (event: object): HistoryEvent => ({ record: "count", id: "count-1", event: event as CountEvent })
const asked = (event: object): HistoryEvent => ({ record: "site", event: event as RequestTooLate })

const placed = (drawing: string, hours = 9): HistoryEvent => {
  const { _tag, ...terms } = order(drawing, { placedAt: at(hours), shipMode: "Standard", dueAt: at(17) })
  return ordered({ ...terms, _tag: "OrderPlaced", at: at(hours) })
}

const told = (...history: OrderHistory): StoryStep | undefined => orderStory(history, zone).at(-1)

const opened = worked({
  _tag: "FulfilmentOrderOpened",
  id: "O-1.1",
  order: "O-1",
  site: "MAIN",
  shipMode: "Standard",
  dueAt: at(17),
  lines: [{ line: "L1", sku: "TEA", quantity: 4 }],
  at: at(11)
})

const pick = { task: "O-1.1.1", line: "L1", sku: "TEA", lot: "", into: "TOTE-1", picker: "picker 3" }

describe("the story of an order", () => {
  it("begins with what was ordered, by whom, for how much and by when", () => {
    assert.deepStrictEqual(told(placed("2xTEA@4.50 1xCUP")), {
      at: at(9),
      kind: "placed",
      said: "2 lines with 3 units ordered by Ada for GB, by Standard.",
      why: ["to leave by Mon 2025-03-03 17:00", "2 × TEA, 9.00 GBP", "1 × CUP, 10.00 GBP"],
      cost: "19.00 GBP"
    })
  })

  it("has nothing to tell of nothing", () => assert.deepStrictEqual(orderStory([], zone), []))

  it("says times by the site's clocks, also in summer", () => {
    const inJune = Date.UTC(2025, 5, 2, 9) as Instant
    const { _tag, ...terms } = order("1xTEA", { dueAt: inJune })
    const step = told(ordered({ ...terms, _tag: "OrderPlaced", at: inJune }))
    assert.strictEqual(step?.why[0], "to leave by Mon 2025-06-02 10:00")
  })

  it("names what is short when it is promised, and what came later for it", () => {
    const short = ordered({
      _tag: "LinesPromised",
      at: at(9),
      requestId: "p1",
      lines: [
        { lineId: "L1", promised: 2, short: 0 },
        { lineId: "L2", promised: 1, short: 3 }
      ]
    })
    const later = ordered({
      _tag: "LinesPromised",
      at: at(10),
      requestId: "p2",
      lines: [{ lineId: "L2", promised: 3, short: 0 }]
    })
    const first = told(placed("2xTEA 4xCUP"), short)
    assert.strictEqual(first?.said, "3 of 6 units promised from stock; 3 wait.")
    assert.deepStrictEqual(first?.why, ["3 × CUP short: none left to promise"])
    assert.strictEqual(
      told(placed("2xTEA 4xCUP"), short, later)?.said,
      "Promised from new stock: 3 units that had waited."
    )
  })

  it("says how long a hold lasted", () => {
    const hold = ordered({ _tag: "HoldPlaced", at: at(9), holdId: "credit", reason: "owes us", by: "credit desk" })
    const lift = ordered({ _tag: "HoldReleased", at: at(13, 30), holdId: "credit", by: "credit desk" })
    assert.deepInclude(told(placed("1xTEA"), hold), { kind: "held", said: "Held back by the credit desk." })
    assert.deepInclude(told(placed("1xTEA"), hold, lift), { kind: "holdLifted", cost: "4.5 h held" })
  })

  it("says what a cut gives back, in units and in money", () => {
    const promised = ordered({
      _tag: "LinesPromised",
      at: at(9),
      requestId: "p1",
      lines: [{ lineId: "L1", promised: 2, short: 0 }]
    })
    const cut = ordered({
      _tag: "LineCancelled",
      at: at(9, 5),
      requestId: "cut",
      lineId: "L1",
      quantity: 1,
      reason: "one is enough",
      freed: { lineId: "L1", open: 0, backordered: 0, promised: 1, sites: [] },
      totalChange: { currency: "GBP", amountMinor: "-450" }
    })
    assert.deepStrictEqual(told(placed("2xTEA@4.50"), promised, cut), {
      at: at(9, 5),
      kind: "cut",
      said: "1 × TEA cut from line L1.",
      why: ["one is enough", "1 × TEA: the promise is broken and others can have them"],
      cost: "-4.50 GBP"
    })
  })

  it("gives an order its share of a walk by its picks, and compares the walk with the shortest", () => {
    const share = {
      _tag: "TourPlanned" as const,
      wave: "W1",
      tour: "W1.2",
      ordersInWave: 30,
      ordersInTour: 4,
      tasks: 10,
      ownTasks: 2,
      walkMm: 120_000,
      boundMm: 100_000,
      why: ["saves 80 m"],
      at: at(11)
    }
    assert.deepStrictEqual(told(placed("4xTEA"), { record: "wave", event: share }), {
      at: at(11),
      kind: "batched",
      said: "Goes on walk W1.2 with 3 other orders: 10 picks, 2 of them its own.",
      why: ["wave W1 has 30 orders", "saves 80 m", "the shortest walk to these picks would be 100 m"],
      cost: "24 m of a walk of 120 m"
    })
  })

  it("tells the picks of one picker as one step", () => {
    const steps = orderStory(
      [
        placed("4xTEA"),
        opened,
        worked({ ...pick, _tag: "PickConfirmed", location: "A01-1", quantity: 1, at: at(11, 2) }),
        worked({ ...pick, _tag: "PickConfirmed", location: "A02-1", quantity: 3, at: at(11, 7) }),
        worked({ ...pick, _tag: "PickConfirmed", location: "A03-1", quantity: 2, at: at(11, 9), picker: "picker 4" })
      ],
      zone
    )
    assert.deepStrictEqual(
      steps.slice(2).map(({ said }) => said),
      ["Picker 3 picked 4 units in 2 stops, into TOTE-1.", "Picker 4 picked 2 units in 1 stop, into TOTE-1."]
    )
    assert.deepStrictEqual(steps[2]?.why, ["11:02: 1 × TEA from A01-1", "11:07: 3 × TEA from A02-1"])
    assert.strictEqual(steps[2]?.cost, "5 min on the walk")
  })

  it("follows a short pick to the count it raised and what the count found", () => {
    const shorted = {
      ...pick,
      _tag: "PickShorted",
      location: "A01-1",
      asked: 4,
      quantity: 1,
      reason: "notFound",
      at: at(11)
    }
    const requested = {
      _tag: "CountRequested",
      task: "count-1",
      site: "MAIN",
      location: "A01-1",
      reason: "shortPick",
      at: at(11)
    }
    const variance = { owner: "own", sku: "TEA", lot: "", status: "hold", quantity: 0, booked: 3 }
    const recorded = {
      _tag: "CountRecorded",
      counter: "handler 1",
      counted: [],
      watermark: 9,
      variances: [variance],
      at: at(18)
    }
    const [short, raised, found] = orderStory(
      [placed("4xTEA"), opened, worked(shorted), counted(requested), counted(recorded)],
      zone
    ).slice(2)
    assert.strictEqual(short?.said, "Short pick: picker 3 found 1 of 4 × TEA at A01-1.")
    assert.strictEqual(short?.cost, "3 units missing")
    assert.strictEqual(raised?.said, "A count of location A01-1 was asked for.")
    assert.strictEqual(found?.said, "Handler 1 counted A01-1: the books now say what the shelf says.")
    assert.deepStrictEqual(found?.why, ["TEA (hold): 0 on the shelf where the books say 3"])
    assert.strictEqual(found?.cost, "−3 units in the books")
  })

  it("says why the carton is that one and not a smaller one", () => {
    const why = ["M, 44 % full", "not S: too small"]
    const carton = { lpn: "0952", carton: "M", contents: [{ line: "L1", quantity: 4 }], grossGrams: 11_145, why }
    const step = told(
      placed("4xTEA"),
      opened,
      worked({ _tag: "CartonsPacked", cartons: [carton], packer: "packer 2", at: at(12) })
    )
    assert.deepStrictEqual(step, {
      at: at(12),
      kind: "packed",
      said: "Packer 2 packed 4 units into carton M.",
      why,
      cost: "11.1 kg gross"
    })
  })

  it("says whether it left in time, and by how much not", () => {
    const left = (hours: number): HistoryEvent =>
      worked({
        _tag: "FulfilmentOrderShipped",
        carrier: "Standard",
        lines: [{ line: "L1", sku: "TEA", quantity: 4 }],
        cartons: ["0952"],
        at: at(hours)
      })
    assert.deepInclude(told(placed("4xTEA"), opened, left(15)), {
      kind: "shipped",
      said: "4 units in 1 carton left with Standard, on time: 2.0 h to spare."
    })
    assert.deepInclude(told(placed("4xTEA"), opened, left(17)), { kind: "shipped" })
    assert.deepInclude(told(placed("4xTEA"), opened, left(20)), {
      kind: "shippedLate",
      said: "4 units in 1 carton left with Standard, late by 3.0 h.",
      cost: "3.0 h"
    })
  })

  it("says when a customer asked too late", () => {
    const late = { _tag: "RequestTooLate", order: "O-1", asked: "Cancelled", at: at(16) }
    const step = told(placed("4xTEA"), asked(late))
    assert.deepInclude(step, { kind: "tooLate", said: "The customer wanted to cancel the order: too late." })
  })

  it("stays readable when an order has a hundred lines", () => {
    const step = told(placed(Array.from({ length: 100 }, (_, index) => `1xSKU-${index}`).join(" ")))
    assert.strictEqual(step?.why.length, 14)
    assert.strictEqual(step?.why.at(-1), "and 88 more")
  })
})
