/**
 * Inbound shipments as a report sees them: how long units stand at the dock.
 */
import type { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import * as HashMap from "effect/HashMap"
import { addTo, type Report, type ReportSettings } from "./Report.ts"

/** The report after `event` of the inbound shipment whose stream is `stream`. Effectively constant time. */
export const reportInbound = (
  report: Report,
  stream: string,
  event: InboundShipmentEvent,
  settings: ReportSettings
): Report => {
  if (event._tag === "ShipmentArrived") {
    return { ...report, arrivals: HashMap.set(report.arrivals, stream, event.at) }
  }
  if (event._tag !== "PutawayConfirmed" || event.quantity === 0) return report
  const arrivedAt = HashMap.get(report.arrivals, stream)
  if (arrivedAt._tag === "None") return report
  return addTo(report, event.at, settings, { dockToStockMillis: event.at - arrivedAt.value })
}
