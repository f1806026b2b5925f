/**
 * What customer and merchant agreed on: what is wanted, by whom, where to, for how much. A snapshot: later changes of
 * the catalogue, the price list or the customer's address do not reach into it.
 */
import { Currency } from "@stowage/kernel/Currency"
import { SomeEaches } from "@stowage/kernel/Eaches"
import { CustomerId, LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { MinorUnits } from "@stowage/kernel/Money"
import * as Schema from "effect/Schema"

const opt = Schema.optionalKey
const Amount = MinorUnits.check(
  Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number of minor units, 0 or more" })
)

/** Price of all units of a line, in minor units of the order's currency: goods, less discount, and the tax on that. */
export const LinePrice = Schema.Struct({ goodsMinor: Amount, discountMinor: Amount, taxMinor: Amount })
export type LinePrice = typeof LinePrice.Type

/** One line as asked for. Two lines of one SKU are two lines: real orders have them. */
export const LineTerms = Schema.Struct({
  lineId: LineId,
  sku: Sku,
  description: opt(Schema.String),
  quantity: SomeEaches,
  price: LinePrice
})
export type LineTerms = typeof LineTerms.Type

/** Who ordered. A sale over the counter or a file without the column has nobody to name, and says so. */
export const Buyer = Schema.TaggedUnion({
  Known: { customerId: CustomerId, name: opt(Schema.String) },
  Unknown: {}
})
export type Buyer = typeof Buyer.Type

/** Where the goods go. Texts as the customer gave them; `country` is what a carrier needs at the least. */
export const ShipTo = Schema.Struct({
  name: opt(Schema.String),
  street: opt(Schema.Array(Schema.String)),
  city: opt(Schema.String),
  region: opt(Schema.String),
  postalCode: opt(Schema.String),
  country: Schema.String
})
export type ShipTo = typeof ShipTo.Type

/** What the order is called where it came from. One external id is one order of its channel. */
export const ExternalReference = Schema.Struct({ channel: Schema.NonEmptyString, externalId: Schema.NonEmptyString })
export type ExternalReference = typeof ExternalReference.Type

/** An amount that is charged with the order and is no SKU: postage, gift wrapping, a bank's fee. */
export const OrderCharge = Schema.Struct({
  code: Schema.NonEmptyString,
  description: opt(Schema.String),
  amountMinor: Amount
})
export type OrderCharge = typeof OrderCharge.Type

/** All of it. `placedAt` is the customer's moment; amounts are minor units of `currency`. */
export const OrderTerms = Schema.Struct({
  orderId: OrderId,
  external: opt(ExternalReference),
  buyer: Buyer,
  shipTo: ShipTo,
  currency: Currency,
  /** Whether goods and charges contain their tax already; then `taxMinor` informs and adds nothing. */
  taxIncluded: Schema.Boolean,
  lines: Schema.Array(LineTerms),
  charges: Schema.Array(OrderCharge),
  /** Off the whole order. */
  discountMinor: Amount,
  shippingMinor: Amount,
  /** The service the customer chose, as the channel names it. */
  shipMode: opt(Schema.String),
  placedAt: Instant,
  /** By when it must leave. */
  dueAt: opt(Instant)
})
export type OrderTerms = typeof OrderTerms.Type
