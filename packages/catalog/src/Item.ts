/**
 * What can be sold: a product, and its variants, each of which has a SKU of its own.
 */
import { Dimensions } from "@stowage/kernel/Dimensions"
import { Gtin } from "@stowage/kernel/Gtin"
import { Sku } from "@stowage/kernel/Ids"
import { MassGrams } from "@stowage/kernel/Mass"
import * as Schema from "effect/Schema"
import { HandlingRules } from "./HandlingRules.ts"
import { PackLadder } from "./PackLadder.ts"

/** What variants have in common. Not sellable itself, and no SKU. */
export const ProductId = Schema.String.check(
  Schema.isPattern(/^[^\p{Cc}]{1,120}$/u, { expected: "1 to 120 printable characters" })
).pipe(Schema.brand("ProductId"))
export type ProductId = typeof ProductId.Type

/** A product as customers know it. `family` groups products that belong together on a shelf and in a report. */
export const Product = Schema.Struct({
  productId: ProductId,
  name: Schema.String,
  family: Schema.optionalKey(Schema.String)
})
export type Product = typeof Product.Type

/** Where a measure comes from: somebody said so, or a named rule guessed it. */
export const Basis = Schema.TaggedUnion({ Stated: {}, Estimated: { rule: Schema.NonEmptyString } })
export type Basis = typeof Basis.Type

/** A sellable unit: one variant of a product, or a thing that comes in one form only and has no product. */
export const Item = Schema.Struct({
  sku: Sku,
  description: Schema.String,
  productId: Schema.optionalKey(ProductId),
  /** What tells this variant from its siblings: `{ colour: "red", size: "M" }`. */
  options: Schema.Record(Schema.String, Schema.String),
  gtin: Schema.optionalKey(Gtin),
  /** Of one base unit as stored. */
  dimensions: Dimensions,
  dimensionsBasis: Basis,
  /** Of one base unit, with its packaging. */
  massGrams: MassGrams,
  massBasis: Basis,
  packs: PackLadder,
  handling: HandlingRules,
  /** Whether an order may wait for stock that is not there. Nothing is backordered unless somebody said so. */
  backorderAllowed: Schema.Boolean
})
export type Item = typeof Item.Type
