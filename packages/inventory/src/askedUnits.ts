/**
 * What a line asks for is a count. What is none would be counted wrong without a word: units less than none are another
 * line's, and what is not a number is more than any stock.
 */
import type { LineId, Sku } from "@stowage/kernel/Ids"

/** Throws on a quantity that is no whole number of at least 0, naming the line. A shop's input is decoded before. */
export const mustBeCount = (line: LineId, sku: Sku, quantity: number): void => {
  if (Number.isSafeInteger(quantity) && quantity >= 0) return
  throw new RangeError(`Line ${line} asks for ${quantity} of ${sku}; expected a whole number of at least 0`)
}
