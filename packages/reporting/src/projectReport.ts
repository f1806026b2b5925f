/**
 * The fold: one commit at a time, in the order of the journal.
 */
import { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { WaveEvent } from "@stowage/fulfilment/Wave"
import { CountEvent } from "@stowage/inventory/CountDecider"
import { OrderEvent } from "@stowage/orders/OrderEvent"
import { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import { emptyReport, type Report, type ReportSettings } from "./Report.ts"
import { reportCount } from "./reportCounts.ts"
import type { ReportedCommit, ReportedEvent } from "./ReportedCommit.ts"
import { reportFulfilment, reportWave } from "./reportFulfilment.ts"
import { reportInbound } from "./reportInbound.ts"
import { reportOrder } from "./reportOrders.ts"
import { reportPromises } from "./reportPromises.ts"

/**
 * The report after `commit`. Events of records that no KPI needs are passed over, whatever they are. Time linear in the
 * commit, whatever the report holds.
 */
export const projectReport = (report: Report, commit: ReportedCommit, settings: ReportSettings): Report => {
  let next = commit.transfers.length === 0 ? report : reportPromises(report, commit, settings)
  for (const { events, stream } of commit.appends) {
    for (const event of events) next = projectEvent(next, stream, event, settings)
  }
  return next
}

/** The report of all `commits`, from `report` on (from the beginning when not given). */
export const reportOf = (
  commits: Iterable<ReportedCommit>,
  settings: ReportSettings,
  report: Report = emptyReport
): Report => {
  let next = report
  for (const commit of commits) next = projectReport(next, commit, settings)
  return next
}

type Stored = { readonly _tag: string }

/** By its name alone: the journal holds what deciders made, and a name belongs to one record. */
const isOneOf =
  <Event extends ReportedEvent>(record: { readonly cases: { readonly [Tag in Event["_tag"]]: unknown } }) =>
  (event: Stored): event is Event =>
    Object.hasOwn(record.cases, event._tag)

const isOrderEvent = isOneOf<OrderEvent>(OrderEvent)
const isFulfilmentOrderEvent = isOneOf<FulfilmentOrderEvent>(FulfilmentOrderEvent)
const isWaveEvent = isOneOf<WaveEvent>(WaveEvent)
const isInboundShipmentEvent = isOneOf<InboundShipmentEvent>(InboundShipmentEvent)
const isCountEvent = isOneOf<CountEvent>(CountEvent)

const projectEvent = (report: Report, stream: string, event: Stored, settings: ReportSettings): Report => {
  if (isOrderEvent(event)) return reportOrder(report, stream, event, settings)
  if (isFulfilmentOrderEvent(event)) return reportFulfilment(report, stream, event, settings)
  if (isWaveEvent(event)) return reportWave(report, event, settings)
  if (isInboundShipmentEvent(event)) return reportInbound(report, stream, event, settings)
  return isCountEvent(event) ? reportCount(report, stream, event, settings) : report
}
