/**
 * What each event makes of an inbound shipment.
 */
import { type InboundShipment, notAnnounced } from "./InboundShipment.ts"
import type { InboundShipmentEvent } from "./InboundShipmentEvent.ts"

type Event<Tag extends InboundShipmentEvent["_tag"]> = Extract<InboundShipmentEvent, { readonly _tag: Tag }>

/** The shipment after `event`. Never refuses: what happened, happened. */
export const evolveInboundShipment = (shipment: InboundShipment, event: InboundShipmentEvent): InboundShipment => {
  switch (event._tag) {
    case "ShipmentAnnounced": {
      const { asn, lines: announced, site, supplier } = event
      const lines = announced.map(({ line, quantity, sku }) => ({ line, sku, expected: quantity, received: 0 }))
      return { ...notAnnounced, status: "Announced", asn, supplier, site, announced, lines }
    }
    case "ShipmentArrived": {
      const { asn, blind, dock, site, supplier } = event
      return { ...shipment, status: "Arrived", asn, supplier, site, blind, dock }
    }
    case "LineReceived":
      return received(shipment, event)
    case "PutawayPlanned": {
      const { lot, quantity, sku, task, to } = event
      return { ...shipment, putaways: [...shipment.putaways, { task, sku, lot, quantity, to }] }
    }
    case "PutawayConfirmed": {
      const { location: placed, quantity: done, task } = event
      const putaways = shipment.putaways.map((one) => (one.task === task ? { ...one, done, placed } : one))
      return { ...shipment, putaways }
    }
    case "ReceiptClosed":
      return { ...shipment, status: "Closed" }
  }
}

const received = (shipment: InboundShipment, event: Event<"LineReceived">): InboundShipment => {
  const { _tag: _, at: _at, discrepancy: _discrepancy, dock: _dock, ...receipt } = event
  const { line, quantity, sku } = receipt
  const known = shipment.lines.some((candidate) => candidate.line === line)
  const lines = known
    ? shipment.lines.map((one) => (one.line === line ? { ...one, received: one.received + quantity } : one))
    : [...shipment.lines, { line, sku, expected: 0, received: quantity }]
  return { ...shipment, lines, receipts: new Map(shipment.receipts).set(receipt.receipt, receipt) }
}
