/**
 * How large the numbers of a solver's problem may be: its lengths, times, sizes and weights. Beyond, sums lose their
 * last digits and then overflow, and a search that compares them may never end.
 */

/** The largest measure: a thousand million kilometres in millimetres, or 30,000 years in milliseconds. */
export const largestMeasure = 1e15

/** Whether `value` is a length, a time, a size or a weight: from 0 to the largest measure. */
export const isMeasure = (value: number): boolean => value >= 0 && value <= largestMeasure

/** Whether `value` is a position or a moment: at most the largest measure from 0, on either side. */
export const isPosition = (value: number): boolean => Math.abs(value) <= largestMeasure

/** Whether measures may be divided by `value`, as by a speed: from 10^-9 to the largest measure. */
export const isPace = (value: number): boolean => value >= 1e-9 && value <= largestMeasure
