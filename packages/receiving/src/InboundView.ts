/**
 * Inbound shipments as lists show them: what is expected, what stands at the dock, what is put away.
 */
import type { AsnId, LocationId, SiteId } from "@stowage/kernel/Ids"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { evolveInboundShipment } from "./evolveInboundShipment.ts"
import { discrepanciesOf, type InboundShipment, type InboundStatus, notAnnounced } from "./InboundShipment.ts"
import type { InboundShipmentEvent } from "./InboundShipmentEvent.ts"

/** One inbound shipment in a list. */
export interface InboundRow {
  readonly asn: AsnId
  readonly supplier: string
  readonly site: SiteId | undefined
  readonly dock: LocationId | undefined
  readonly status: InboundStatus
  readonly unitsExpected: number
  readonly unitsReceived: number
  /** Received and not yet carried away. */
  readonly unitsAtDock: number
  /** Lines that differ from the announcement so far; a line that is still to come differs. */
  readonly linesDiffering: number
}

/** Every inbound shipment so far. */
export type InboundView = HashMap.HashMap<AsnId, InboundShipment>

/** Of none. */
export const emptyInboundView: InboundView = HashMap.empty()

/** The view after `event` of the shipment `asn`. Time does not grow with the shipments in the view. */
export const projectInbound = (view: InboundView, asn: AsnId, event: InboundShipmentEvent): InboundView => {
  const before = Option.getOrElse(HashMap.get(view, asn), () => notAnnounced)
  return HashMap.set(view, asn, evolveInboundShipment(before, event))
}

/** Shipments that are expected, being received, or still have units at the dock, in the order of their ids. */
export const openInbound = (view: InboundView): ReadonlyArray<InboundRow> =>
  Array.from(view, ([asn, shipment]) => rowOf(asn, shipment))
    .filter(({ status, unitsAtDock }) => status !== "Closed" || unitsAtDock > 0)
    .sort((a, b) => (a.asn < b.asn ? -1 : 1))

const rowOf = (asn: AsnId, shipment: InboundShipment): InboundRow => {
  const { dock, lines, putaways, site, status, supplier } = shipment
  const unitsReceived = sum(lines.map(({ received }) => received))
  return {
    asn,
    supplier,
    site,
    dock,
    status,
    unitsExpected: sum(lines.map(({ expected }) => expected)),
    unitsReceived,
    unitsAtDock: unitsReceived - sum(putaways.map(({ done }) => done ?? 0)),
    linesDiffering: discrepanciesOf(shipment).length
  }
}

const sum = (counts: ReadonlyArray<number>): number => counts.reduce((total, count) => total + count, 0)
