/**
 * The number that names a party or a place between trading partners: a company, a warehouse, a dock door.
 */
import * as Schema from "effect/Schema"
import { hasGs1CheckDigit } from "./gs1CheckDigit.ts"

/** A 13-digit Global Location Number. Source: GS1 General Specifications, section 3.7 and 7.9.1. */
export const Gln = Schema.String.check(
  Schema.isPattern(/^\d{13}$/, { expected: "13 digits" }),
  Schema.makeFilter(hasGs1CheckDigit, {
    expected: "a last digit equal to the GS1 check digit of the first twelve"
  })
).pipe(Schema.brand("Gln"))
export type Gln = typeof Gln.Type
