/**
 * Columns of numbers that grow by doubling. The shorter column is given up at once, and its memory with it: left to the
 * garbage collector, the halves of large columns would make it look at everything far more often than it needs to.
 */

/** What ES2024 adds to buffers, and every Node since 22 has. */
interface Movable {
  readonly transfer: (byteLength: number) => ArrayBuffer
}

/** The same bytes with room for as many again; a column that is all of its buffer is empty afterwards. */
const doubled = (
  column: Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>
): ArrayBuffer => {
  const { buffer, byteLength, byteOffset } = column
  if (byteLength === buffer.byteLength) return (buffer as ArrayBuffer & Movable).transfer(2 * byteLength)
  const larger = new Uint8Array(2 * byteLength)
  larger.set(new Uint8Array(buffer, byteOffset, byteLength))
  return larger.buffer
}

/** The same whole numbers with room for as many again, in place of `column`. */
export const enlarged = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => new Int32Array(doubled(column))

/** The same numbers with room for as many again, in place of `column`. */
export const enlargedFloats = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
  new Float64Array(doubled(column))

/** The same bytes with room for as many again, in place of `column`. */
export const enlargedBytes = (column: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(doubled(column))

/** Gives up a column that nobody reads any more. */
export const discard = (column: Int32Array<ArrayBuffer>): void => {
  void (column.buffer as ArrayBuffer & Movable).transfer(0)
}
