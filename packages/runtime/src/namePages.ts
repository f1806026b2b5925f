/**
 * Pages of names: the hash of each name that a span of commits mentions, in order, and beside each the commit that
 * does. Six bytes are its key, four its place, counted from the beginning of the span. A name that is mentioned more
 * often is there more often, in the order of its mentions.
 */
import type { MentionTable } from "./MentionTable.ts"

/** A run of names in the order of their hashes' upper 32 bits. */
export interface NameRun {
  readonly high: Uint32Array
  readonly low: Uint16Array
  readonly places: Uint32Array
}

/** Names on a page: 40 kB. */
export const namesOnPage = 4096

const digits = 11
const digitMask = (1 << digits) - 1

/**
 * The order of the mentions numbered 0 to `size` - 1 by `high`; what is equal stays as it is.
 *
 * Source: least-significant-digit radix sort; Knuth, The Art of Computer Programming, volume 3, 5.2.5, algorithm R.
 */
const orderOf = (high: Uint32Array, size: number): Uint32Array => {
  let order = new Uint32Array(size)
  for (let index = 0; index < size; index++) order[index] = index
  let sorted = new Uint32Array(size)
  for (let shift = 0; shift < 32; shift += digits) {
    const ends = new Uint32Array(digitMask + 2)
    for (let index = 0; index < size; index++) {
      const digit = ((high[index] as number) >>> shift) & digitMask
      ends[digit + 1] = (ends[digit + 1] as number) + 1
    }
    for (let digit = 1; digit < ends.length; digit++)
      ends[digit] = (ends[digit] as number) + (ends[digit - 1] as number)
    for (let index = 0; index < size; index++) {
      const mention = order[index] as number
      const digit = ((high[mention] as number) >>> shift) & digitMask
      const to = ends[digit] as number
      ends[digit] = to + 1
      sorted[to] = mention
    }
    ;[order, sorted] = [sorted, order]
  }
  return order
}

/** The mentions from `after` on, in order; their places are counted from there. */
export const runOf = (table: MentionTable, after: number): NameRun => {
  const order = orderOf(table.high, table.size)
  const run = {
    high: new Uint32Array(order.length),
    low: new Uint16Array(order.length),
    places: new Uint32Array(order.length)
  }
  let size = 0
  for (let nth = 0; nth < order.length; nth++) {
    const index = order[nth] as number
    const place = (table.places[index] as number) - after
    if (place <= 0) continue
    run.high[size] = table.high[index] as number
    run.low[size] = table.low[index] as number
    run.places[size] = place
    size += 1
  }
  return { high: run.high.subarray(0, size), low: run.low.subarray(0, size), places: run.places.subarray(0, size) }
}

/** Typed arrays as bytes, the lowest first: that is how every processor that Node runs on holds them, but for s390x. */
const bytesOf = (...columns: ReadonlyArray<Uint32Array | Uint16Array>): Uint8Array => {
  const bytes = new Uint8Array(columns.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const { buffer, byteOffset, byteLength } of columns) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  return bytes
}

/** So many numbers of 32 bits, from a byte on. What comes from a storage may begin anywhere, so it is copied. */
export const wholeNumbers = (bytes: Uint8Array, from = 0, count = bytes.length / 4): Uint32Array =>
  new Uint32Array(bytes.slice(from, from + 4 * count).buffer)

export interface Keys {
  readonly high: Uint32Array
  readonly low: Uint16Array
}

export const keysFrom = (bytes: Uint8Array): Keys => {
  const count = bytes.length / 6
  return { high: wholeNumbers(bytes, 0, count), low: new Uint16Array(bytes.slice(4 * count).buffer) }
}

/** The names from `start` on to before `end`, as a page is stored. */
export const namePage = ({ high, low, places }: NameRun, start: number, end: number) => ({
  keys: bytesOf(high.subarray(start, end), low.subarray(start, end)),
  values: bytesOf(places.subarray(start, end))
})

/** The first 32 bits of each page, as a head holds them. */
export const firstsOf = (firsts: ReadonlyArray<number>): Uint8Array => bytesOf(Uint32Array.from(firsts))

/** The index of the first of `sorted` that is not below `value`. O(log size), and less where values are spread evenly. */
export const lowerBound = (sorted: Uint32Array, value: number): number => {
  // Hashes are spread evenly: what is looked for is near its share of the way.
  const guess = Math.floor((value / 0x1_0000_0000) * sorted.length)
  let step = 16
  while (guess - step >= 0 && (sorted[guess - step] as number) >= value) step *= 8
  let low = Math.max(0, guess - step)
  step = 16
  while (guess + step < sorted.length && (sorted[guess + step] as number) < value) step *= 8
  let high = Math.min(sorted.length, guess + step)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
