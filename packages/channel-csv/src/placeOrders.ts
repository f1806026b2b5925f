/**
 * Orders of a file as commands. Ids come from what the file says, so a file that is sent again asks for what is
 * already done.
 */
import type { LineId, OrderId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MinorUnits } from "@stowage/kernel/Money"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import type { CsvMapping } from "./CsvMapping.ts"
import type { IncomingOrder } from "./CsvOrders.ts"

/** The command that places an order. */
export type PlaceOrder = Extract<OrderCommand, { readonly _tag: "PlaceOrder" }>

/** `superstore:CA-2016-152156`: the channel and what the order is called there. */
export const orderIdOf = (channel: string, externalId: string): OrderId => `${channel}:${externalId}` as OrderId

/**
 * The command to place `order`, given at `at`. Lines are L1, L2, … in the order of the file. Charges that are no SKU
 * go with the order; nothing is added and nothing left out.
 */
export const placeOrder = (order: IncomingOrder, mapping: CsvMapping, at: Instant): PlaceOrder => {
  const { channel, currency } = mapping
  const { externalId, customerId, customerName, shipTo, shipMode, placedAt, dueAt } = order
  const name = customerName === undefined ? {} : { name: customerName }
  return {
    _tag: "PlaceOrder",
    at,
    orderId: orderIdOf(channel, externalId),
    external: { channel, externalId },
    buyer: customerId === undefined ? { _tag: "Unknown" } : { _tag: "Known", customerId, ...name },
    shipTo,
    currency,
    taxIncluded: mapping.taxIncluded ?? false,
    lines: order.lines.map(({ sku, description, quantity, price }, index) => ({
      lineId: `L${index + 1}` as LineId,
      sku,
      ...(description === undefined ? {} : { description }),
      quantity,
      price
    })),
    charges: order.charges.map(({ code, description, amountMinor }) => ({
      code,
      ...(description === undefined ? {} : { description }),
      amountMinor
    })),
    discountMinor: 0 as MinorUnits,
    shippingMinor: 0 as MinorUnits,
    ...(shipMode === undefined ? {} : { shipMode }),
    placedAt,
    ...(dueAt === undefined ? {} : { dueAt })
  }
}
