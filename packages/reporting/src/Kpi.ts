/**
 * A key figure: what it is called, what it means, how it is computed, and what it came to.
 */
import type { Tally } from "./Tally.ts"

/** What a value is in. A `share` is 0 to 1; `perThousand` is of a thousand. */
export type KpiUnit =
  | "orders"
  | "lines"
  | "units"
  | "share"
  | "perThousand"
  | "hours"
  | "linesPerHour"
  | "mm"
  | "minorUnits"

/** What a KPI is made of. Undefined is "no data": nothing was there to measure, which is neither 0 nor perfect. */
export interface Measured {
  readonly value: number | undefined
  /** Above and below the line; undefined for what is a count, a percentile or a product and has none. */
  readonly numerator: number | undefined
  readonly denominator: number | undefined
}

/** Shares of orders that no record of the journal tells, each 0 to 1; 1 unless said otherwise, and named as assumed. */
export interface Assumptions {
  readonly undamagedShare?: number
  readonly documentedShare?: number
}

/** What a KPI is. `meaning` and `formula` are the glossary's words. */
export interface KpiDefinition {
  readonly title: string
  readonly unit: KpiUnit
  /** Which way it should go; `neither` where more is just more work. */
  readonly better: "higher" | "lower" | "neither"
  readonly meaning: string
  readonly formula: string
  /** Names of the addends and factors that are assumed, not measured. */
  readonly assumed?: ReadonlyArray<keyof Assumptions>
  readonly measure: (tally: Tally, assumptions: Assumptions) => Measured
}

/** A count: there is always one, also of nothing. */
export const countOf = (value: number): Measured => ({ value, numerator: value, denominator: undefined })

/** `times` numerator over denominator; no data over 0. */
export const ratioOf = (numerator: number, denominator: number, times = 1): Measured => ({
  value: denominator === 0 ? undefined : (times * numerator) / denominator,
  numerator,
  denominator
})

/** A figure that is no fraction. */
export const figureOf = (value: number | undefined): Measured => ({
  value,
  numerator: undefined,
  denominator: undefined
})
