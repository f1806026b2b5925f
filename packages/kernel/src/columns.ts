/** Columns of numbers that grow by doubling. */

/** The same whole numbers with room for as many again. */
export const enlarged = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(2 * column.length)
  larger.set(column)
  return larger
}

/** The same numbers with room for as many again. */
export const enlargedFloats = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(2 * column.length)
  larger.set(column)
  return larger
}

/** The same bytes with room for as many again. */
export const enlargedBytes = (column: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const larger = new Uint8Array(2 * column.length)
  larger.set(column)
  return larger
}
