/**
 * What a line asks for is a count, and so is what it might be given. What is none would be counted wrong without a
 * word: units less than none are another line's, and what is not a number is more than any stock.
 */
import type { LineId, Sku } from "@stowage/kernel/Ids"
import type { AllocationAsk, StockCandidate } from "./AllocationStrategy.ts"

/** Throws on a quantity that is no whole number of at least 0, naming the line. A shop's input is decoded before. */
export const mustBeCount = (line: LineId, sku: Sku, quantity: number): void => {
  if (Number.isSafeInteger(quantity) && quantity >= 0) return
  throw new RangeError(`Line ${line} asks for ${quantity} of ${sku}; expected a whole number of at least 0`)
}

const mostDays = 1_000_000

/** Throws on an ask that is no count of units or of days, naming the line. */
export const mustBeAsk = ({ line, minRemainingDays, quantity, sku }: AllocationAsk): void => {
  mustBeCount(line, sku, quantity)
  if (Number.isSafeInteger(minRemainingDays) && minRemainingDays >= 0 && minRemainingDays <= mostDays) return
  const expected = `expected a whole number of 0 to ${mostDays}`
  throw new RangeError(`Line ${line} asks for ${sku} that keeps ${minRemainingDays} days; ${expected}`)
}

/** Throws on stock that is named twice or has no whole number of units, naming the account. O(n). */
export const mustBeStock = (candidates: ReadonlyArray<StockCandidate>): void => {
  const named = new Set<string>()
  for (const { account, available } of candidates) {
    if (!Number.isSafeInteger(available)) {
      throw new RangeError(`${account} has ${available} units available; expected a whole number`)
    }
    if (named.has(account)) throw new RangeError(`${account} is named twice among the stock; expected each once`)
    named.add(account)
  }
}
