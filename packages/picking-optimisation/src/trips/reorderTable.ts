/**
 * A square table with its rows and columns in another order, without a second table.
 */

/** Has entry (`i`, `j`) be what entry (`order[i]`, `order[j]`) was. O(size²), with room for one row. */
export const reorderTable = (table: Float64Array, order: ArrayLike<number>): void => {
  const size = order.length
  const held = new Float64Array(size)
  for (let first = 0; first < size * size; first += size) {
    for (let column = 0; column < size; column++) held[column] = table[first + (order[column] as number)] as number
    table.set(held, first)
  }
  // Rows that take each other's place go round in circles.
  const isPlaced = new Uint8Array(size)
  for (let first = 0; first < size; first++) {
    if (isPlaced[first] === 1) continue
    held.set(table.subarray(first * size, (first + 1) * size))
    let row = first
    for (let from = order[row] as number; from !== first; from = order[row] as number) {
      table.copyWithin(row * size, from * size, (from + 1) * size)
      isPlaced[row] = 1
      row = from
    }
    table.set(held, row * size)
    isPlaced[row] = 1
  }
}
