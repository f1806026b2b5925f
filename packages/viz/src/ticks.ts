/** Round numbers for axes, and numbers as text that is the same everywhere. */
import { extent } from "./extent.ts"
import { isDrawable } from "./svg.ts"

/** Less than this is as good as nothing on any axis. */
const nothing = 1e-100

/** The least of 1, 2, 5, 10, 20, 50 … (and their tenths) that is at least `value`; `value` above 1e-300. */
export const roundedUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-12)) ?? 10
  return exact(digit * power)
}

/** Without the dust that powers of ten leave behind. */
const exact = (value: number): number => Number(value.toPrecision(12))

/** A number with commas for thousands and at most two decimals, three figures when it is small; never locale's. */
export const numberText = (value: number): string => {
  if (!Number.isFinite(value)) return "–"
  const size = Math.abs(value)
  if (size >= 1e15 || (size > 0 && size < 0.001)) return String(Number(value.toPrecision(3)))
  const rounded = size >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(3))
  const [whole = "", part] = String(rounded + 0).split(".")
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",")
  return (part === undefined ? grouped : `${grouped}.${part}`).replace("-", "−")
}

/** A count with its noun: `1 bay`, `2 bays`. */
export const counted = (count: number, noun: string): string => `${numberText(count)} ${noun}${count === 1 ? "" : "s"}`

/** Between `from` and `to`, in the unit of the axis. */
export interface Scale {
  readonly from: number
  readonly to: number
  readonly ticks: ReadonlyArray<number>
}

/**
 * An axis of about `count` round ticks that holds all `values`; with `zero`, also 0. Its ends are ticks. Values that
 * cannot be drawn are left out; without any, the axis goes from 0 to 1.
 */
export const niceScale = (values: ReadonlyArray<number>, count: number, zero: boolean): Scale => {
  const [least, most] = extent(values.filter(isDrawable))
  const [low, high] = zero || least > most ? [Math.min(0, least), Math.max(zero ? 0 : 1, most)] : [least, most]
  const size = Math.max(Math.abs(low), Math.abs(high))
  const span = Math.max(high - low, size * 1e-9)
  const step = roundedUp((span > nothing ? span : 1) / count)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => exact((first + index) * step))
  return { from: exact(first * step), to: exact(last * step), ticks }
}
