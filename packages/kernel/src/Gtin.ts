/**
 * The number that names a trade item the world over, and stands in its barcode. A SKU is the seller's own code of the
 * same.
 */
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { hasGs1CheckDigit } from "./gs1CheckDigit.ts"

/** A Global Trade Item Number in its 14-digit form. Source: GS1 General Specifications, section 3.3.2 and 7.9.1. */
export const Gtin = Schema.String.check(
  Schema.isPattern(/^\d{14}$/, { expected: "14 digits" }),
  Schema.makeFilter(hasGs1CheckDigit, {
    expected: "a last digit equal to the GS1 check digit of the first thirteen"
  })
).pipe(Schema.brand("Gtin"))
export type Gtin = typeof Gtin.Type

/** A GTIN as it comes: GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14. Zeros on the left make it 14 digits. */
export const GtinFromText = Schema.String.check(
  Schema.isPattern(/^(\d{8}|\d{12,14})$/, { expected: "8, 12, 13 or 14 digits" })
).pipe(
  Schema.decodeTo(Gtin, {
    decode: SchemaGetter.transform((text: string) => text.padStart(14, "0")),
    encode: SchemaGetter.transform((gtin: string) => gtin)
  })
)
