/**
 * What an order costs: lines plus tax, charges and shipping, less discounts. Every addend is a snapshot, every split
 * exact.
 */
import { allocateMoney } from "@stowage/kernel/allocateMoney"
import type { Currency } from "@stowage/kernel/Currency"
import type { Eaches } from "@stowage/kernel/Eaches"
import { money, type MinorUnits, type Money } from "@stowage/kernel/Money"
import * as Result from "effect/Result"
import { wantedUnits, type Order, type OrderLine } from "./Order.ts"
import type { LinePrice } from "./OrderTerms.ts"

/**
 * Price of `kept` of the `priced` units that `price` is for: the exact share, to the nearest minor unit, halves up.
 * What the other units cost is the rest, so that both together are `price`.
 */
export const shareOfPrice = (price: LinePrice, kept: Eaches, priced: Eaches, currency: Currency): LinePrice => {
  if (kept === priced) return price
  const share = (amountMinor: MinorUnits): MinorUnits => {
    const split = allocateMoney(money(amountMinor, currency), [kept, priced - kept])
    return (Result.isSuccess(split) ? Number(split.success.parts[0]?.amountMinor) : 0) as MinorUnits
  }
  return {
    goodsMinor: share(price.goodsMinor),
    discountMinor: share(price.discountMinor),
    taxMinor: share(price.taxMinor)
  }
}

/** Price of the units of `line` that are still wanted. */
export const keptPrice = (line: OrderLine, currency: Currency): LinePrice =>
  shareOfPrice(line.price, wantedUnits(line), line.pricedUnits, currency)

/** What a line adds to the total. */
export const lineTotal = (price: LinePrice, taxIncluded: boolean): bigint =>
  BigInt(price.goodsMinor) - BigInt(price.discountMinor) + (taxIncluded ? 0n : BigInt(price.taxMinor))

/**
 * What the customer owes for the order as it stands: the lines' wanted units, charges and shipping, less the order's
 * discount. A cancelled order costs nothing. May be negative when a discount outlives the lines it was given for.
 */
export const orderTotal = (order: Order): Money => {
  const { currency, taxIncluded, charges, shippingMinor, discountMinor } = order.terms
  if (order.status === "Cancelled") return money(0, currency)
  let total = BigInt(shippingMinor) - BigInt(discountMinor)
  for (const charge of charges) total += BigInt(charge.amountMinor)
  for (const line of order.lines) total += lineTotal(keptPrice(line, currency), taxIncluded)
  return money(total, currency)
}
