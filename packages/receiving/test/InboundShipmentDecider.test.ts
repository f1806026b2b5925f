import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { AsnId, LineId, LocationId, LotId, Lpn, SiteId, TaskId } from "@stowage/kernel/Ids"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { discrepanciesOf, type InboundShipment, notAnnounced, unplannedOf } from "@stowage/receiving/InboundShipment"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import { InboundShipmentDecider as decider } from "@stowage/receiving/InboundShipmentDecider"
import type { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import { type InboundShipmentRefusal, sayInboundShipmentRefusal } from "@stowage/receiving/InboundShipmentRefusal"
import * as words from "./receivingWords.ts"

const { announce, arrive, asn, at, blindLife, close, confirm, face, later, lineMug, lineTea, lot, mug } = words
const { plan, receiveMugs, receiveTea, strict, tea, today, wholeLife } = words

/** The record after these commands, each of which must be accepted. */
const after = (...commands: ReadonlyArray<InboundShipmentCommand>): InboundShipment =>
  commands.reduce(
    (shipment, command) => fold(decider, Result.getOrThrow(decider.decide(command, shipment)), shipment),
    notAnnounced
  )

const eventsOf = (command: InboundShipmentCommand, shipment: InboundShipment): ReadonlyArray<InboundShipmentEvent> =>
  Result.getOrThrow(decider.decide(command, shipment))

const refuses = (command: InboundShipmentCommand, shipment: InboundShipment, refusal: InboundShipmentRefusal): void => {
  assert.deepStrictEqual(decider.decide(command, shipment), Result.fail(refusal))
}

const announced = after(announce)
const arrived = after(announce, arrive)

describe("an inbound shipment", () => {
  it("says at its close what is short and what is over", () => {
    const [event] = eventsOf(close, after(...wholeLife.slice(0, 8)))
    assert.deepStrictEqual(event, {
      _tag: "ReceiptClosed",
      discrepancies: [
        { line: lineTea, sku: tea, expected: 10, received: 12 },
        { line: lineMug, sku: mug, expected: 4, received: 3 }
      ],
      at
    })
  })

  it("names a line that brings more than announced, within the tolerance, and one that nobody announced", () => {
    const shipment = after(announce, arrive, receiveTea("r1", 8))
    assert.notProperty(eventsOf(receiveTea("r2", 2), shipment)[0], "discrepancy")
    assert.deepInclude(eventsOf(receiveTea("r2", 3), shipment)[0], { discrepancy: "over", quantity: 3 })
    const rules = { ...strict, unexpectedAllowed: true }
    const unexpected = receiveMugs("r2", 3, { line: "X" as LineId, rules })
    assert.deepInclude(eventsOf(unexpected, shipment)[0], { discrepancy: "unexpected", quantity: 3 })
  })

  it("says of each receipt where it stands: on the dock's floor, or in a handling unit", () => {
    const { _tag: _, rules: _rules, today: _today, ...receipt } = receiveTea("r1", 8, { into: "PALLET-1" as Lpn })
    assert.deepStrictEqual(eventsOf(receiveTea("r1", 8, { into: "PALLET-1" as Lpn }), arrived), [
      { _tag: "LineReceived", ...receipt, dock: arrive.dock }
    ])
  })

  it("takes in a delivery that nobody announced, and finds nothing to differ from", () => {
    const blind = after(...blindLife)
    assert.isTrue(blind.blind)
    assert.deepStrictEqual(discrepanciesOf(blind), [])
    assert.deepStrictEqual(eventsOf(receiveMugs("r9", 1), after(arrive))[0]?._tag, "LineReceived")
    assert.notProperty(eventsOf(receiveMugs("r9", 1), after(arrive))[0], "discrepancy")
  })

  it("plans anew what was not put away where and as planned", () => {
    const shipment = after(...wholeLife.slice(0, 10))
    assert.strictEqual(unplannedOf(shipment, tea, lot), 4)
    assert.deepStrictEqual(shipment.putaways.at(-1), {
      task: "p2" as TaskId,
      sku: tea,
      lot,
      quantity: 6,
      to: face,
      done: 2,
      placed: "B01-01-1" as LocationId
    })
  })

  it("records with a putaway what was planned and what was done", () => {
    const [event] = eventsOf(confirm("p1", 5), after(...wholeLife.slice(0, 6)))
    assert.deepStrictEqual(event, {
      _tag: "PutawayConfirmed",
      task: "p1" as TaskId,
      sku: tea,
      lot,
      planned: 6,
      plannedFor: face,
      quantity: 5,
      location: face,
      by: "ann",
      at
    })
  })

  it("takes in what has expired if it is not to be sold", () => {
    const damaged = receiveTea("r1", 1, { expiresOn: "2025-12-31" as LocalDate, condition: "damaged" })
    assert.strictEqual(eventsOf(damaged, arrived).length, 1)
  })

  it("does nothing when it is asked again what it was asked before, at any later time", () => {
    const closed = after(...wholeLife)
    for (const command of wholeLife) assert.deepStrictEqual(eventsOf(command, closed), [], command._tag)
  })
})

describe("an inbound shipment refuses, in order of precedence,", () => {
  it("an id that names another shipment", () => {
    refuses({ ...announce, lines: [] }, announced, { _tag: "AsnIdTaken", asn })
    refuses({ ...arrive, site: "WH2" as SiteId }, announced, { _tag: "AsnIdTaken", asn })
    refuses({ ...arrive, asn: "ASN-2" as AsnId }, announced, { _tag: "AsnIdTaken", asn: "ASN-2" as AsnId })
  })

  it("a receipt's or a task's id that was used for something else", () => {
    const shipment = after(...wholeLife)
    refuses(receiveTea("r1", 9), shipment, { _tag: "ReceiptIdTaken", receipt: "r1" })
    refuses(plan("p1", 5), shipment, { _tag: "TaskIdTaken", task: "p1" as TaskId })
  })

  it("what belongs to other steps than the one it is at", () => {
    refuses(receiveTea("r1", 0), announced, { _tag: "WrongStatus", status: "Announced", needed: "Arrived" })
    refuses(receiveTea("r9", 1), after(...wholeLife), { _tag: "WrongStatus", status: "Closed", needed: "Arrived" })
    refuses(plan("p1", 1), announced, { _tag: "WrongStatus", status: "Announced", needed: "Arrived" })
    refuses(close, announced, { _tag: "WrongStatus", status: "Announced", needed: "Arrived" })
  })

  it("a putaway that was never planned, one that is done, and quantities that are none", () => {
    const shipment = after(...wholeLife)
    refuses(confirm("p9", 1), shipment, { _tag: "TaskUnknown", task: "p9" as TaskId })
    refuses(confirm("p1", 5), shipment, { _tag: "TaskDone", task: "p1" as TaskId, quantity: 6 })
    const elsewhere = confirm("p1", 6, { location: "B01-01-1" as LocationId })
    refuses(elsewhere, shipment, { _tag: "TaskDone", task: "p1" as TaskId, quantity: 6 })
    refuses(confirm("p3", -1), shipment, { _tag: "QuantityNotWhole", of: "p3" as TaskId, quantity: -1 })
    refuses(plan("p9", 0.5), arrived, { _tag: "QuantityNotWhole", of: "p9" as TaskId, quantity: 0.5 })
    refuses(receiveTea("r1", 0), arrived, { _tag: "QuantityNotWhole", of: lineTea, quantity: 0 })
  })

  it("an announcement with part of a unit, or with a line twice", () => {
    const [line] = announce.lines
    assert.isDefined(line)
    const half = { ...line, quantity: 0.5 }
    refuses({ ...announce, lines: [line, line, half] }, notAnnounced, {
      _tag: "QuantityNotWhole",
      of: lineTea,
      quantity: 0.5
    })
    refuses({ ...announce, lines: [line, line] }, notAnnounced, { _tag: "LineTwice", line: lineTea })
  })

  it("another SKU under an announced line, and a SKU that was not announced", () => {
    refuses(receiveMugs("r1", 1, { line: lineTea }), arrived, {
      _tag: "OtherSku",
      line: lineTea,
      announced: tea,
      got: mug
    })
    refuses(receiveMugs("r1", 1, { line: "X" as LineId }), arrived, { _tag: "NotAnnounced", sku: mug })
  })

  it("no lot or expiry date where the SKU is tracked by them, and two dates for one lot", () => {
    const { expiresOn: _, lot: _lot, ...bare } = receiveTea("r1", 1)
    refuses(bare, arrived, { _tag: "LotMissing", sku: tea })
    refuses({ ...bare, lot }, arrived, { _tag: "ExpiryMissing", sku: tea })
    const got = "2026-07-31" as LocalDate
    refuses(receiveTea("r2", 1, { expiresOn: got }), after(announce, arrive, receiveTea("r1", 1)), {
      _tag: "OtherExpiry",
      sku: tea,
      lot,
      known: later,
      got
    })
  })

  it("units to be sold that have expired, or keep for too short", () => {
    const rules = { ...strict, minRemainingDays: 0 }
    const yesterday = "2026-01-04" as LocalDate
    refuses(receiveTea("r1", 1, { expiresOn: yesterday, rules }), arrived, {
      _tag: "Expired",
      sku: tea,
      lot,
      expiresOn: yesterday,
      needed: today
    })
    assert.strictEqual(eventsOf(receiveTea("r1", 1, { expiresOn: today, rules }), arrived).length, 1)
    const soon = "2026-02-03" as LocalDate
    refuses(receiveTea("r1", 1, { expiresOn: soon }), arrived, {
      _tag: "Expired",
      sku: tea,
      lot,
      expiresOn: soon,
      needed: "2026-02-04" as LocalDate
    })
  })

  it("more than announced beyond the tolerance, summed over receipts", () => {
    const shipment = after(announce, arrive, receiveTea("r1", 8))
    refuses(receiveTea("r2", 5), shipment, { _tag: "OverDelivered", line: lineTea, expected: 10, most: 12, got: 13 })
    refuses(receiveMugs("r2", 5), shipment, { _tag: "OverDelivered", line: lineMug, expected: 4, most: 4, got: 5 })
  })

  it("to put away more than was received and is not planned yet, and more than the task is for", () => {
    const shipment = after(announce, arrive, receiveTea("r1", 8), plan("p1", 5))
    refuses(plan("p2", 4), shipment, { _tag: "MoreThanReceived", sku: tea, lot, unplanned: 3, got: 4 })
    const other = { ...plan("p2", 1), lot: "L99" as LotId }
    refuses(other, shipment, { _tag: "MoreThanReceived", sku: tea, lot: other.lot, unplanned: 0, got: 1 })
    refuses(confirm("p1", 6), shipment, { _tag: "MoreThanPlanned", task: "p1" as TaskId, planned: 5, got: 6 })
  })

  it("in sentences that name what was got and what was expected", () => {
    const said = [
      sayInboundShipmentRefusal({ _tag: "ReceiptIdTaken", receipt: "r1" }),
      sayInboundShipmentRefusal({ _tag: "OtherExpiry", sku: tea, lot, known: undefined, got: later }),
      sayInboundShipmentRefusal({ _tag: "MoreThanReceived", sku: tea, lot, unplanned: 3, got: 4 })
    ]
    assert.deepStrictEqual(said, [
      "Receipt r1 was another scan; expected a new id.",
      "TEA lot L24 was received with no date as its expiry date; got 2026-06-30.",
      "3 units of TEA lot L24 want a place; got a putaway of 4."
    ])
  })
})
