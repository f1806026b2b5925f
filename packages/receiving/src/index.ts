export { evolveInboundShipment } from "./evolveInboundShipment.ts"
export {
  Condition,
  Discrepancy,
  type ExpectedLine,
  type InboundShipment,
  InboundStatus,
  type Putaway,
  type Receipt,
  type ReceivedLine,
  discrepanciesOf,
  inboundStatusNext,
  notAnnounced,
  receivedOf,
  unplannedOf
} from "./InboundShipment.ts"
export { type InboundShipmentCommand, type ReceivingRules } from "./InboundShipmentCommand.ts"
export { InboundShipmentDecider } from "./InboundShipmentDecider.ts"
export { InboundShipmentEvent } from "./InboundShipmentEvent.ts"
export { type InboundShipmentRefusal, sayInboundShipmentRefusal } from "./InboundShipmentRefusal.ts"
export { type InboundRow, type InboundView, emptyInboundView, openInbound, projectInbound } from "./InboundView.ts"
