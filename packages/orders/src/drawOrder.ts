/**
 * An order drawn in a line, for tests and examples.
 */
import type { Currency } from "@stowage/kernel/Currency"
import type { Eaches } from "@stowage/kernel/Eaches"
import type { CustomerId, LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { MinorUnits } from "@stowage/kernel/Money"
import { parseMoney } from "@stowage/kernel/parseMoney"
import * as Result from "effect/Result"
import type { OrderCommand } from "./OrderCommand.ts"
import type { LineTerms } from "./OrderTerms.ts"

type PlaceOrder = Extract<OrderCommand, { readonly _tag: "PlaceOrder" }>

/**
 * `order("2xSKU-1 1×SKU-9@4.50")`: lines L1, L2, … of so many units of a SKU, each unit at a price in the order's
 * currency (10.00 when not drawn), without tax. The order is `O-1` of customer `C-1`, placed at 0, in GBP, unless
 * `more` says otherwise.
 *
 * Throws on a word it cannot read: a drawing is code, not input.
 */
export const order = (drawing: string, more: Partial<Omit<PlaceOrder, "_tag">> = {}): PlaceOrder => {
  const currency = more.currency ?? ("GBP" as Currency)
  const words = drawing.split(/\s+/).filter((word) => word !== "")
  return {
    _tag: "PlaceOrder",
    at: 0 as Instant,
    orderId: "O-1" as OrderId,
    buyer: { _tag: "Known", customerId: "C-1" as CustomerId, name: "Ada" },
    shipTo: { postalCode: "N1 7AA", country: "GB" },
    currency,
    taxIncluded: false,
    lines: words.map((word, index) => drawLine(word, index, currency)),
    charges: [],
    discountMinor: 0 as MinorUnits,
    shippingMinor: 0 as MinorUnits,
    placedAt: 0 as Instant,
    ...more
  }
}

const drawLine = (word: string, index: number, currency: Currency): LineTerms => {
  const parts = /^(\d+)[x×]([^@]+)(?:@(.+))?$/.exec(word)
  const price = parseMoney(parts?.[3] ?? "10", currency)
  if (parts === null || Result.isFailure(price)) {
    throw new RangeError(`order: expected a word such as "2xSKU-1" or "2xSKU-1@4.50", got "${word}"`)
  }
  const quantity = Number(parts[1])
  const goodsMinor = Number(price.success.amountMinor) * quantity
  return {
    lineId: `L${index + 1}` as LineId,
    sku: parts[2] as Sku,
    quantity: quantity as Eaches,
    price: { goodsMinor: goodsMinor as MinorUnits, discountMinor: 0 as MinorUnits, taxMinor: 0 as MinorUnits }
  }
}
