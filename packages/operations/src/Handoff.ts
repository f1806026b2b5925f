/**
 * What one step of the work hands to the records and to the ledger: commands that belong together, and the transfers of
 * stock that go with them. All of it is committed at once or not at all.
 */
import type { CountCommand } from "@stowage/inventory/CountDecider"
import type { RegisterLot } from "@stowage/inventory/Lot"
import type { FulfilmentOrderCommand } from "@stowage/fulfilment/FulfilmentOrderCommand"
import type { WaveCommand } from "@stowage/fulfilment/Wave"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"

/** A command, and the record it is for. */
export type RecordCommand =
  | { readonly kind: "order"; readonly id: string; readonly command: OrderCommand }
  | { readonly kind: "fulfilmentOrder"; readonly id: string; readonly command: FulfilmentOrderCommand }
  | { readonly kind: "wave"; readonly id: string; readonly command: WaveCommand }
  | { readonly kind: "inboundShipment"; readonly id: string; readonly command: InboundShipmentCommand }
  | { readonly kind: "count"; readonly id: string; readonly command: CountCommand }
  | { readonly kind: "lot"; readonly id: string; readonly command: RegisterLot }

/**
 * Commands and transfers of one step. Commands are decided in order, each on what the ones before it left. When there
 * are commands and none of them changes anything, the step was taken before, and its transfers are not to be posted
 * again.
 */
export interface Handoff {
  readonly commands: ReadonlyArray<RecordCommand>
  readonly transfers: ReadonlyArray<Transfer>
}

/** Several steps as one: all of them happen, or none. */
export const together = (...handoffs: ReadonlyArray<Handoff>): Handoff => ({
  commands: handoffs.flatMap((handoff) => handoff.commands),
  transfers: handoffs.flatMap((handoff) => handoff.transfers)
})
