/**
 * The cartons of the simulated site: six sizes of corrugated board, 4 mm thick, as any packaging supplier has them.
 */
import type { CartonType } from "@stowage/packing/problem/PackingProblem"

const board = 4

const carton = (id: string, sides: readonly [number, number, number], tareGrams: number, maxKg: number): CartonType => {
  const [innerLengthMm, innerWidthMm, innerHeightMm] = sides
  return {
    id,
    innerLengthMm,
    innerWidthMm,
    innerHeightMm,
    outerLengthMm: innerLengthMm + 2 * board,
    outerWidthMm: innerWidthMm + 2 * board,
    outerHeightMm: innerHeightMm + 4 * board,
    tareGrams,
    maxGrossGrams: maxKg * 1000
  }
}

export const cartonRange: ReadonlyArray<CartonType> = [
  carton("XS", [200, 150, 100], 80, 5),
  carton("S", [300, 200, 150], 150, 10),
  carton("M", [400, 300, 200], 280, 20),
  carton("L", [400, 300, 300], 350, 25),
  carton("XL", [600, 400, 300], 650, 30),
  carton("XXL", [600, 400, 500], 900, 30)
]
