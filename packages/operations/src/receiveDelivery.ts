/**
 * Delivery → stock: a line that was unloaded stands at the dock, can be promised at once, and its lot is known.
 */
import { atLocation } from "@stowage/kernel/Account"
import type { AsnId, LocationId } from "@stowage/kernel/Ids"
import { lotRecordId } from "@stowage/inventory/Lot"
import { receiveStock } from "@stowage/inventory/moveStock"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

type ReceiveLine = Extract<InboundShipmentCommand, { readonly _tag: "ReceiveLine" }>

/** Takes in one line of a delivery at `dock`. Its promise covers a shortfall first. */
export const receiveDelivery = (
  shipment: { readonly asn: AsnId; readonly supplier: string },
  line: ReceiveLine,
  dock: LocationId,
  stock: StockView
): Handoff => {
  const { at, condition, expiresOn, lot, quantity, sku } = line
  const key = { owner: stock.owner, sku, lot, status: condition }
  const registered: ReadonlyArray<RecordCommand> =
    lot === undefined
      ? []
      : [
          {
            kind: "lot",
            id: lotRecordId(sku, lot),
            command: {
              _tag: "RegisterLot",
              sku,
              lot,
              receivedAt: at,
              ...(expiresOn === undefined ? {} : { expiresOn })
            }
          }
        ]
  const place = atLocation(stock.site, dock)
  return {
    commands: [{ kind: "inboundShipment", id: shipment.asn, command: line }, ...registered],
    transfers: receiveStock(key, shipment.supplier, stock.site, place, quantity, stock.promises(sku))
  }
}
