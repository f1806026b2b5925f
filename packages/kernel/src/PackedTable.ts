/**
 * Short rows of whole numbers and the number of each row: 0, 1, 2 … in the order first seen.
 *
 * A row is found by all of its numbers, through one table of 32-bit slots; nothing is an object, so ten million rows of
 * three numbers take about 190 MB, and nothing ends at 2^24 rows, where a `Map` does.
 *
 * Source: open addressing with linear probing; Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm L.
 */
import { enlarged } from "./columns.ts"
import { mixed } from "./hashText.ts"

export class PackedTable {
  /** Numbers in a row: 1 to 4. */
  readonly width: number
  /** How many rows there are. */
  size = 0
  /** The rows, one after the other. Longer than they are; to be read only. */
  rows: Int32Array<ArrayBuffer>
  private slots: Int32Array
  private mask: number

  /** An empty table, with room for so many rows before it grows. */
  constructor(width: number, room = 16) {
    this.width = width
    this.rows = new Int32Array(width * Math.max(1, room))
    this.slots = new Int32Array(slotsFor(room))
    this.mask = this.slots.length - 1
  }

  /** The number of a row; -1 when it is not in the table. Numbers beyond the width are 0. */
  find(a: number, b = 0, c = 0, d = 0): number {
    return (this.slots[this.slotOf(a, b, c, d)] as number) - 1
  }

  /** The number of a row, which is new when it equals what `size` was before. */
  numberOf(a: number, b = 0, c = 0, d = 0): number {
    const slot = this.slotOf(a, b, c, d)
    const held = this.slots[slot] as number
    if (held !== 0) return held - 1
    const number = this.size++
    this.slots[slot] = number + 1
    const { width } = this
    if (width * (number + 1) > this.rows.length) this.rows = enlarged(this.rows)
    const at = width * number
    this.rows[at] = a
    if (width > 1) this.rows[at + 1] = b
    if (width > 2) this.rows[at + 2] = c
    if (width > 3) this.rows[at + 3] = d
    if (4 * this.size > 3 * this.slots.length) this.index(2 * this.slots.length)
    return number
  }

  /** Takes rows over as they are; false when two of them are the same. O(rows). */
  load(rows: Int32Array<ArrayBuffer>, size: number): boolean {
    this.rows = rows
    this.size = size
    return this.index(slotsFor(size))
  }

  /** The slot that holds a row, or the free one where it would go. */
  private slotOf(a: number, b: number, c: number, d: number): number {
    const { rows, slots, mask, width } = this
    let slot = hashOf(a, b, c, d) & mask
    for (let held = slots[slot] as number; held !== 0; held = slots[slot] as number) {
      const at = width * (held - 1)
      if (
        rows[at] === a &&
        (width < 2 || rows[at + 1] === b) &&
        (width < 3 || rows[at + 2] === c) &&
        (width < 4 || rows[at + 3] === d)
      ) {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /** Makes the slots anew; false when two rows are the same. */
  private index(length: number): boolean {
    const { rows, size, width } = this
    let distinct = true
    const slots = new Int32Array(length)
    const mask = length - 1
    for (let number = 0; number < size; number++) {
      let slot = hashAt(rows, width, number) & mask
      for (let held = slots[slot] as number; held !== 0; held = slots[slot] as number) {
        if (isSame(rows, width, held - 1, number)) distinct = false
        slot = (slot + 1) & mask
      }
      slots[slot] = number + 1
    }
    this.slots = slots
    this.mask = mask
    return distinct
  }
}

const isSame = (rows: Int32Array, width: number, one: number, other: number): boolean => {
  for (let index = 0; index < width; index++) {
    if (rows[width * one + index] !== rows[width * other + index]) return false
  }
  return true
}

const hashOf = (a: number, b: number, c: number, d: number): number =>
  mixed(Math.imul(Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca77) ^ c, 0xc2b2ae3d) ^ d)

const hashAt = (rows: Int32Array, width: number, number: number): number => {
  const at = width * number
  return hashOf(
    rows[at] as number,
    width > 1 ? (rows[at + 1] as number) : 0,
    width > 2 ? (rows[at + 2] as number) : 0,
    width > 3 ? (rows[at + 3] as number) : 0
  )
}

/** A power of two of which so many rows fill three quarters at most. */
const slotsFor = (rows: number): number => {
  let length = 16
  while (3 * length < 4 * rows) length *= 2
  return length
}
