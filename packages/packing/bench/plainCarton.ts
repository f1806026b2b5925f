/** A carton with walls of no thickness that bears anything, as published instances know it. */
import type { CartonType } from "../src/problem/PackingProblem.ts"

export const plainCarton = (id: string, lengthMm: number, widthMm: number, heightMm: number): CartonType => ({
  id,
  innerLengthMm: lengthMm,
  innerWidthMm: widthMm,
  innerHeightMm: heightMm,
  outerLengthMm: lengthMm,
  outerWidthMm: widthMm,
  outerHeightMm: heightMm,
  tareGrams: 0,
  maxGrossGrams: 1_000_000_000
})
