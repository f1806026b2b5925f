/**
 * The part of a recorded commit that a report reads. The journal's own type fits; so does a commit read from anywhere
 * else.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { WaveEvent } from "@stowage/fulfilment/Wave"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { Instant } from "@stowage/kernel/Instant"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"

/** Events for one stream, as stored. Each record has a stream of its own; what its name is does not matter. */
export interface ReportedAppend {
  readonly stream: string
  readonly events: ReadonlyArray<{ readonly _tag: string }>
}

/** One commit. Commits come in the order of the journal, each once. */
export interface ReportedCommit {
  readonly at: Instant
  readonly appends: ReadonlyArray<ReportedAppend>
  readonly transfers: ReadonlyArray<Transfer>
}

/** The events that reports are made of. */
export type ReportedEvent = OrderEvent | FulfilmentOrderEvent | WaveEvent | InboundShipmentEvent | CountEvent
