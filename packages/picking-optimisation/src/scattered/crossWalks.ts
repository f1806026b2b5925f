/**
 * A walk over one block that goes as one walk does on one side of a column, and as another on the other side.
 */
import { type Random } from "@stowage/kernel/Random"
import { type KeptWalk } from "./KeptWalk.ts"
import { type ThroughWalk } from "./ThroughWalk.ts"

/**
 * Goes as `left` before a column drawn by chance, and as `right` from it on; gives whether there is a column behind
 * which the two go together through an even number of aisles, as a walk must that ends where it began. What both leave
 * out is missing then. `marked` is room for a mark per column.
 *
 * Source: crossing at one point; Holland (1975), Adaptation in natural and artificial systems.
 */
export const crossWalks = (
  walk: ThroughWalk,
  [left, right]: readonly [KeptWalk, KeptWalk],
  chance: Random,
  marked: Uint8Array
): boolean => {
  const { columns } = walk
  if (columns < 2) return false
  const drawn = 1 + chance.int(columns - 1)
  let [before, beforeRight, column] = [0, 0, 0]
  for (; column < columns && (column < drawn || (before + beforeRight) % 2 === 1); column++) {
    before += left.isThrough[column] as number
    beforeRight += right.isThrough[column] as number
  }
  if (column === columns) return false
  marked.set(left.isThrough.subarray(0, column))
  marked.set(right.isThrough.subarray(column), column)
  walk.goThrough(marked, rowsOf(left.rows, right.rows, before >> 1, (beforeRight - before) >> 1))
  takeAs(walk, left, 0, column)
  takeAs(walk, right, column, columns)
  walk.spanAll()
  return true
}

/** Bits of the left walk up to the `last`, and of the right one those after it, which goes through so many pairs more. */
const rowsOf = (left: number, right: number, last: number, more: number): number => {
  const ofLeft = (2 << last) - 1
  return (left & ofLeft) | ((more >= 0 ? right >> more : right << -more) & ~ofLeft)
}

/** Takes as another walk does in columns from one up to another, as far as the walk comes there. */
const takeAs = (walk: ThroughWalk, { taken }: KeptWalk, from: number, to: number): void => {
  for (let column = from; column < to; column++) {
    for (const corner of [column, walk.columns + column]) {
      const count = Math.min(taken[corner] as number, walk.room(corner))
      if (count > 0) walk.take(corner, count)
    }
  }
}
