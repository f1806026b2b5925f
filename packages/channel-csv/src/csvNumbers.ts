/**
 * Numbers and amounts as people write them, exactly.
 */
import type { Currency } from "@stowage/kernel/Currency"
import type { MinorUnits } from "@stowage/kernel/Money"
import { parseMoney, type SurplusDecimals } from "@stowage/kernel/parseMoney"
import * as Result from "effect/Result"
import type { CsvFormat } from "./CsvMapping.ts"

/** Turns a number written in the file's way into plain decimal text (`-1234.5`); undefined for what is no number. */
export type NumberReader = (text: string) => string | undefined

/** The reader of a format. Thousands separators must stand every three digits, or not at all. */
export const numberReader = (format: CsvFormat): NumberReader => {
  const { decimal = ".", thousands = "" } = format
  const plain = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/
  if (decimal === "." && thousands === "") return (text) => (plain.test(text) ? text : undefined)
  const point = `\\${decimal}`
  const grouped =
    thousands === "" ? undefined : new RegExp(`^[+-]?\\d{1,3}(?:\\${thousands}\\d{3}){1,9}(?:${point}\\d{1,30})?$`)
  const ungrouped = new RegExp(`^[+-]?\\d{1,30}(?:${point}\\d{1,30})?$`)
  return (text) => {
    if (ungrouped.test(text)) return text.replace(decimal, ".")
    return grouped?.test(text) === true ? text.replaceAll(thousands, "").replace(decimal, ".") : undefined
  }
}

/**
 * The whole number that plain decimal text says; decimals may only be zeros. Undefined when it is none, or past 2^53.
 */
export const wholeNumber = (decimal: string): number | undefined => {
  const whole = /^([+-]?\d+)(?:\.0+)?$/.exec(decimal)
  const value = whole === null ? Number.NaN : Number(whole[1])
  return Number.isSafeInteger(value) ? value : undefined
}

/** What plain decimal text times a whole number is, as plain decimal text. */
export const timesWhole = (decimal: string, count: number): string => {
  const [whole = "", fraction = ""] = decimal.replace(/^[+-]/, "").split(".")
  const product = (BigInt(whole + fraction) * BigInt(Math.abs(count))).toString().padStart(fraction.length + 1, "0")
  const sign = decimal.startsWith("-") === count < 0 ? "" : "-"
  const split = product.length - fraction.length
  return fraction === "" ? `${sign}${product}` : `${sign}${product.slice(0, split)}.${product.slice(split)}`
}

/** An amount in minor units, and whether decimals were rounded away; undefined when it cannot be had. */
export const amountOf = (
  decimal: string,
  currency: Currency,
  surplusDecimals: SurplusDecimals
): { readonly amountMinor: MinorUnits; readonly rounded: boolean } | undefined => {
  const exact = parseMoney(decimal, currency)
  const parsed = Result.isSuccess(exact) ? exact : parseMoney(decimal, currency, surplusDecimals)
  if (Result.isFailure(parsed)) return undefined
  const amountMinor = Number(parsed.success.amountMinor)
  if (!Number.isSafeInteger(amountMinor)) return undefined
  return { amountMinor: amountMinor as MinorUnits, rounded: Result.isFailure(exact) }
}
