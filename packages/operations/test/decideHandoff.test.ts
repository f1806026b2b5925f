import { account, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { fold } from "@stowage/kernel/Decider"
import type { Transfer } from "@stowage/kernel/Transfer"
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { WaveDecider } from "@stowage/fulfilment/Wave"
import { CountDecider, type CountEvent } from "@stowage/inventory/CountDecider"
import { decideHandoff, type RecordStates } from "@stowage/operations/decideHandoff"
import type { Handoff, RecordCommand } from "@stowage/operations/Handoff"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"

const at = 0 as Instant
const [task, site, location] = ["count-1" as TaskId, "WH1" as SiteId, "A1" as LocationId]

const requested: RecordCommand = {
  kind: "count",
  id: task,
  command: { _tag: "RequestCount", task, site, location, reason: "scheduled", at }
}
const recorded: RecordCommand = {
  kind: "count",
  id: task,
  command: { _tag: "RecordCount", counter: "ann", counted: [], watermark: 3, booked: [], at }
}
const closed: RecordCommand = { kind: "count", id: task, command: { _tag: "CloseCount", by: "ann", at } }

const tea = { book: "physical", owner: "acme" as OwnerId, sku: "TEA-1" as Sku } as const
const found: Transfer = {
  _tag: "Post",
  from: account({ ...tea, place: outside("variance", "found") }),
  to: account({ ...tea, place: atLocation(site, location) }),
  quantity: 1
}

/** Nobody wrote anything but these events of the one count. */
const after = (...events: ReadonlyArray<CountEvent>): RecordStates => ({
  order: () => undefined,
  fulfilmentOrder: () => FulfilmentOrderDecider.initial,
  wave: () => WaveDecider.initial,
  inboundShipment: () => InboundShipmentDecider.initial,
  count: () => fold(CountDecider, events),
  lot: () => undefined,
  version: (stream) => (stream === `count/${task}` ? events.length : 0)
})

const decide = (records: RecordStates, ...commands: ReadonlyArray<RecordCommand>) => {
  const handoff: Handoff = { commands, transfers: [found] }
  return decideHandoff(records, handoff)
}

const eventsOf = (command: RecordCommand, records: RecordStates): ReadonlyArray<CountEvent> =>
  Result.getOrThrow(decide(records, command)).appends.flatMap(({ events }) => events as ReadonlyArray<CountEvent>)

describe("a hand-off", () => {
  it("has its commands decided in order, each on what the ones before it left, and appends to each stream once", () => {
    const { appends, transfers } = Result.getOrThrow(decide(after(), requested, recorded, closed))
    assert.deepStrictEqual(
      appends.map(({ events, expected, stream }) => [stream, expected, events.map((event) => event._tag)]),
      [[`count/${task}`, 0, ["CountRequested", "CountRecorded", "CountClosed"]]]
    )
    assert.deepStrictEqual(transfers, [found])
  })

  it("expects as many events as its stream has", () => {
    const records = after(...eventsOf(requested, after()))
    assert.strictEqual(Result.getOrThrow(decide(records, recorded)).appends[0]?.expected, 1)
  })

  it("is refused as a whole by the first record that says no, which is named with the command", () => {
    const refused = decide(after(), requested, closed)
    assert(Result.isFailure(refused))
    const { said, ...what } = refused.failure
    assert.deepStrictEqual(what, { kind: "count", id: task, command: "CloseCount" })
    assert.include(said, "WrongStatus")
  })

  it("that was carried out before appends nothing and moves nothing", () => {
    const records = after(...eventsOf(requested, after()))
    assert.deepStrictEqual(Result.getOrThrow(decide(records, requested)), { appends: [], transfers: [] })
  })

  it("of transfers alone moves them", () => {
    assert.deepStrictEqual(Result.getOrThrow(decide(after())), { appends: [], transfers: [found] })
  })
})
