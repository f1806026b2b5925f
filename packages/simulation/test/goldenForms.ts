/**
 * Every stored form of every record, and what stored events add up to: the words of the golden corpus.
 *
 * The corpus is the folder `golden`: a folder for each record, a file for each history, with its events as they were
 * stored, the state they added up to, and a sum over both. A file is never changed once it is released.
 */
import { createHash } from "node:crypto"
import type { Decider } from "@stowage/kernel/Decider"
import { fold } from "@stowage/kernel/Decider"
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { WaveDecider, WaveEvent } from "@stowage/fulfilment/Wave"
import { CountDecider, CountEvent } from "@stowage/inventory/CountDecider"
import type { Instant } from "@stowage/kernel/Instant"
import { LotDecider, LotEvent } from "@stowage/inventory/Lot"
import { StockHoldDecider, StockHoldEvent } from "@stowage/inventory/StockHold"
import { CustomerDecider } from "@stowage/orders/CustomerDecider"
import { CustomerEvent } from "@stowage/orders/CustomerEvent"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { OrderEvent } from "@stowage/orders/OrderEvent"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import { decodeEvents, encodeEvents, type StoredForm, streamOf } from "@stowage/runtime/Aggregate"
import {
  type Append,
  type CommitId,
  type EventData,
  type Position,
  type Recorded,
  recordedEvents
} from "@stowage/runtime/Commit"
import { ProcessEvent, Processes } from "@stowage/runtime/Process"
import { SiteEvent } from "@stowage/simulation/SiteEvent"
import * as Result from "effect/Result"
import type * as SchemaAST from "effect/SchemaAST"

/** What stored events are to this version. */
interface Told {
  /** The state they add up to, as plain JSON. */
  readonly state: unknown
  /** The events as this version would store them. */
  readonly events: ReadonlyArray<EventData>
}

interface GoldenForm {
  /** Names of its events. */
  readonly tags: ReadonlyArray<string>
  readonly ast: SchemaAST.AST
  /** Throws on events that cannot be read. */
  readonly tell: (events: ReadonlyArray<EventData>) => Told
}

const asRecorded = (events: ReadonlyArray<EventData>): ReadonlyArray<Recorded> => {
  const append: Append = { stream: streamOf("golden", "1"), expected: 0, events }
  const [id, at, position] = ["golden" as CommitId, 0 as Instant, 1 as Position]
  return recordedEvents({ id, at, position, actor: "golden", appends: [append], transfers: [] }, append)
}

const form = <State, Event>(
  event: StoredForm<Event>["event"] & { readonly cases: object },
  folded: Pick<Decider<State, unknown, Event, unknown>, "initial" | "evolve">,
  upcast: StoredForm<Event>["upcast"] = {}
): GoldenForm => ({
  tags: Object.keys(event.cases),
  ast: event.ast,
  tell: (events) => {
    const decoded = Result.getOrThrow(decodeEvents({ event, upcast }, asRecorded(events)))
    return { state: plain(fold(folded, decoded)), events: encodeEvents(event, decoded) }
  }
})

/** Events that no record folds; their own list stands for the state. */
const listed = { initial: [], evolve: (events: ReadonlyArray<SiteEvent>, event: SiteEvent) => [...events, event] }

/** By kind of record. A record with upcasters gives them as the third argument. */
export const goldenForms: Readonly<Record<string, GoldenForm>> = {
  count: form(CountEvent, CountDecider),
  customer: form(CustomerEvent, CustomerDecider),
  fulfilmentOrder: form(FulfilmentOrderEvent, FulfilmentOrderDecider),
  inboundShipment: form(InboundShipmentEvent, InboundShipmentDecider),
  lot: form(LotEvent, LotDecider),
  order: form(OrderEvent, OrderDecider),
  process: form(ProcessEvent, Processes.decider),
  site: form(SiteEvent, listed),
  stockHold: form(StockHoldEvent, StockHoldDecider),
  wave: form(WaveEvent, WaveDecider)
}

const inJson = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return `${value}n`
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Symbol.iterator in value ? Array.from(value as Iterable<unknown>) : value
}

/** Data as JSON would give it back; maps and sets as lists of their entries, bigints as text. */
const plain = (data: unknown): unknown => {
  const text: string | undefined = JSON.stringify(data, inJson)
  return text === undefined ? null : JSON.parse(text)
}

/** A history of one record, as it is in its file. */
export interface Golden {
  readonly events: ReadonlyArray<EventData>
  readonly state: unknown
  readonly sum: string
}

/** The sum over the events and the state, by which a change to a file is seen. */
export const sumOf = ({ events, state }: Omit<Golden, "sum">): string =>
  createHash("sha256")
    .update(JSON.stringify([events, state]))
    .digest("hex")
