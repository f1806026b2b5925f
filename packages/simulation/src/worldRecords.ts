/**
 * The records of a world, as hand-offs are decided on them.
 */
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { WaveDecider } from "@stowage/fulfilment/Wave"
import { CountDecider } from "@stowage/inventory/CountDecider"
import type { RecordStates } from "@stowage/operations/decideHandoff"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import type { World } from "./World.ts"

/** Answers from the world as it is when asked. */
export const worldRecords = (world: World): RecordStates => ({
  order: (id) => world.orders.get(id),
  fulfilmentOrder: (id) => world.fulfilmentOrders.get(id) ?? FulfilmentOrderDecider.initial,
  wave: (id) => world.waves.get(id) ?? WaveDecider.initial,
  inboundShipment: (id) => world.inbound.get(id) ?? InboundShipmentDecider.initial,
  count: (id) => world.counts.get(id) ?? CountDecider.initial,
  lot: (id) => world.lots.get(id),
  version: (stream) => world.versions.get(stream) ?? 0
})
