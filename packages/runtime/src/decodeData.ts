/**
 * Reading data from outside piece by piece, within limits, and saying what was wrong where.
 */
import { isPlain } from "./jsonData.ts"
import { listOf } from "./plainObject.ts"

/** How much one commit may hold. What is beyond is refused before it is read. */
export interface CommitLimits {
  /** Bytes of any one text or field name, as UTF-8. */
  readonly textBytes: number
  /** How deep objects and lists of an event may lie within one another; the event itself is 1. */
  readonly depth: number
  /** Events, transfers, fields of events and elements of their lists, counted together. */
  readonly items: number
}

export const usualLimits: CommitLimits = { textBytes: 65_536, depth: 32, items: 100_000 }

/** Why data is no commit. */
export interface DecodeRefusal {
  readonly _tag: "DataRefused"
  /** The field's names and list indices from outside to inside: `["transfers", 2, "from"]`. */
  readonly path: ReadonlyArray<string | number>
  /** The value that stands there. */
  readonly got: unknown
  readonly expected: string
}

/** A reading in progress; what went wrong is noted here, innermost first. */
export interface Reading {
  readonly limits: CommitLimits
  /** How many items may still come. */
  left: number
  path: Array<string | number>
  got: unknown
  expected: string
}

/** Notes what is wrong with `got`, found in `field` of what is being read; none when it is the whole. */
export const fault = (reading: Reading, field: string, got: unknown, expected: string): undefined => {
  reading.path = field === "" ? [] : [field]
  reading.got = got
  reading.expected = expected
}

/** Notes that what went wrong did so inside `step`. */
const within = (reading: Reading, step: string | number): undefined => {
  reading.path.unshift(step)
}

/** Whether `text` takes at most so many bytes as UTF-8. */
const fits = (text: string, bytes: number): boolean => {
  if (3 * text.length <= bytes) return true
  if (text.length > bytes) return false
  let sum = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Each half of a surrogate pair is half of four bytes.
    sum += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return sum <= bytes
}

export const textOf = (reading: Reading, value: unknown, field: string): string | undefined => {
  if (typeof value !== "string") return fault(reading, field, value, "text")
  const { textBytes } = reading.limits
  return fits(value, textBytes) ? value : fault(reading, field, value, `at most ${textBytes} bytes of text`)
}

export const wholeOf = (reading: Reading, value: unknown, field: string): number | undefined =>
  Number.isSafeInteger(value) ? (value as number) : fault(reading, field, value, "a whole number below 2^53")

export const objectOf = (reading: Reading, value: unknown): { readonly [field: string]: unknown } | undefined =>
  typeof value === "object" && value !== null && isPlain(value) ? value : fault(reading, "", value, "an object")

/** Reads each element of a list; each counts as an item. */
export const arrayOf = <R extends Reading, A>(
  reading: R,
  value: unknown,
  field: string,
  read: (reading: R, element: unknown) => A | undefined
): ReadonlyArray<A> | undefined => {
  if (!Array.isArray(value)) return fault(reading, field, value, "a list")
  const { length } = value
  if (!counts(reading, length)) return within(reading, field)
  const all = listOf<A>(length)
  for (let index = 0; index < length; index++) {
    const one = read(reading, value[index])
    if (one === undefined) {
      within(reading, index)
      return within(reading, field)
    }
    all[index] = one
  }
  return all
}

/** Whether `count` more items may come. */
const counts = (reading: Reading, count: number): boolean => {
  reading.left -= count
  if (reading.left >= 0) return true
  fault(reading, "", count, `at most ${reading.limits.items} items in all`)
  return false
}

/** Whether an object of `count` fields, all of them known, has no other: a field that is misspelt must not be lost. */
export const onlyFields = (
  reading: Reading,
  fields: { readonly [field: string]: unknown },
  known: ReadonlyArray<string>,
  count: number
): boolean => {
  let found = 0
  for (const _ in fields) found += 1
  if (found === count) return true
  for (const field in fields) {
    if (known.includes(field)) continue
    fault(reading, field, fields[field], `no other fields than ${known.join(", ")}`)
    return false
  }
  return true
}

/** A copy of JSON data, which shares nothing with it; undefined when it is none, is too deep or too much. */
export const copyData = (reading: Reading, value: unknown, depth: number): unknown => {
  if (typeof value === "string") return textOf(reading, value, "")
  if (typeof value === "number") return Number.isFinite(value) ? value : fault(reading, "", value, "a finite number")
  if (typeof value === "boolean" || value === null) return value
  return typeof value === "object" ? copyObject(reading, value, depth + 1) : fault(reading, "", value, "JSON data")
}

const copyObject = (reading: Reading, value: object, depth: number): unknown => {
  if (depth > reading.limits.depth) return fault(reading, "", value, `at most ${reading.limits.depth} levels`)
  if (Array.isArray(value)) return copyList(reading, value, depth)
  if (!isPlain(value)) return fault(reading, "", value, "JSON data")
  // Spreading reads each field once and makes fields of its own, also of one that is called `__proto__`.
  const copy: { [field: string]: unknown } = { ...value }
  for (const field in copy) {
    if (!counts(reading, 1)) return undefined
    if (!fits(field, reading.limits.textBytes)) {
      return fault(reading, field, field, `at most ${reading.limits.textBytes} bytes of text`)
    }
    const held = copy[field]
    const copied = copyData(reading, held, depth)
    if (copied === undefined) return within(reading, field)
    if (copied !== held) copy[field] = copied
  }
  return copy
}

const copyList = (reading: Reading, value: ReadonlyArray<unknown>, depth: number): unknown => {
  const { length } = value
  if (!counts(reading, length)) return undefined
  const copy = listOf<unknown>(length)
  for (let index = 0; index < length; index++) {
    const copied = copyData(reading, value[index], depth)
    if (copied === undefined) return within(reading, index)
    copy[index] = copied
  }
  return copy
}

/** The value in at most 60 characters. */
const brief = (value: unknown): string => {
  if (typeof value === "string") return shortened(JSON.stringify(value.slice(0, 80)))
  if (typeof value === "object" && value !== null) return "an object or a list"
  return typeof value === "function" ? "a function" : shortened(String(value))
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** A refusal as a sentence that says what to mend. */
export const sayDecodeRefusal = ({ path, got, expected }: DecodeRefusal): string => {
  const where = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step.slice(0, 60)}`)).join("")
  return `commit${where}: expected ${expected}, got ${brief(got)}.`
}
