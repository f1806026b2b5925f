/**
 * The inverse of a square matrix.
 */

/**
 * The inverse of `matrix`, row by row, which is used up; undefined when it has none. Gauss and Jordan's elimination
 * with the largest pivot of each column. O(n³).
 */
export const invert = (matrix: Float64Array, size: number): Float64Array | undefined => {
  const inverse = new Float64Array(size * size)
  for (let row = 0; row < size; row++) inverse[row * size + row] = 1
  for (let column = 0; column < size; column++) {
    const pivot = largestBelow(matrix, size, column)
    const value = matrix[pivot * size + column] as number
    if (Math.abs(value) < 1e-10) return undefined
    for (const rows of [matrix, inverse]) {
      swap(rows, size, pivot, column)
      for (let at = column * size; at < (column + 1) * size; at++) rows[at] = (rows[at] as number) / value
    }
    for (let row = 0; row < size; row++) {
      const factor = matrix[row * size + column] as number
      if (row === column || factor === 0) continue
      subtract(matrix, size, row, column, factor)
      subtract(inverse, size, row, column, factor)
    }
  }
  return inverse
}

const largestBelow = (matrix: Float64Array, size: number, column: number): number => {
  let pivot = column
  for (let row = column + 1; row < size; row++) {
    const isLarger = Math.abs(matrix[row * size + column] as number) > Math.abs(matrix[pivot * size + column] as number)
    if (isLarger) pivot = row
  }
  return pivot
}

const swap = (rows: Float64Array, size: number, a: number, b: number): void => {
  if (a === b) return
  const held = rows.slice(a * size, (a + 1) * size)
  rows.copyWithin(a * size, b * size, (b + 1) * size)
  rows.set(held, b * size)
}

const subtract = (rows: Float64Array, size: number, row: number, other: number, factor: number): void => {
  for (let at = 0; at < size; at++) {
    const from = row * size + at
    rows[from] = (rows[from] as number) - factor * (rows[other * size + at] as number)
  }
}
