/**
 * Partial walks side by side: where each stands, how far it has walked, and what is still to be taken.
 */
import { type UnitsLeft } from "./UnitsLeft.ts"

/** Each is one label, by number; the arrays are longer than there are labels. */
export interface Labels {
  count: number
  kind: Int32Array
  /** Units still to be taken, of all SKUs. */
  due: Int32Array
  mm: Float64Array
  /** `mm` and the prices of what is still to be taken. */
  keyMm: Float64Array
  boundMm: Float64Array
  /** The last step in the history of choices, and the choice made since; -1 for none. */
  origin: Int32Array
  choice: Int32Array
  left: Int32Array
}

/** Room for so many labels. */
export const emptyLabels = (room: number, words: number): Labels => ({
  count: 0,
  kind: new Int32Array(room),
  due: new Int32Array(room),
  mm: new Float64Array(room),
  keyMm: new Float64Array(room),
  boundMm: new Float64Array(room),
  origin: new Int32Array(room),
  choice: new Int32Array(room),
  left: new Int32Array(room * words)
})

/** The number of one label more. */
export const roomFor = (labels: Labels, words: number): number => {
  const { count } = labels
  if (count === labels.kind.length) {
    const bigger = emptyLabels(2 * count, words)
    for (const field of ["kind", "due", "mm", "keyMm", "boundMm", "origin", "choice", "left"] as const) {
      bigger[field].set(labels[field])
      Object.assign(labels, { [field]: bigger[field] })
    }
  }
  labels.count = count + 1
  return count
}

/** Puts a label of one list at the end of another. */
export const moveLabel = (from: Labels, label: number, to: Labels, words: number): number => {
  const place = roomFor(to, words)
  to.kind[place] = from.kind[label] as number
  to.due[place] = from.due[label] as number
  to.mm[place] = from.mm[label] as number
  to.keyMm[place] = from.keyMm[label] as number
  to.boundMm[place] = from.boundMm[label] as number
  to.origin[place] = from.origin[label] as number
  to.choice[place] = from.choice[label] as number
  for (let word = 0; word < words; word++) to.left[place * words + word] = from.left[label * words + word] as number
  return place
}

/** Whether a label has at most as many units of every SKU left as another one of `than`. O(words). */
export const hasNoMoreLeft = (
  left: Int32Array,
  one: number,
  than: Int32Array,
  other: number,
  { guard, ownWords, words }: UnitsLeft
): boolean => {
  for (let word = 0; word < ownWords; word++) {
    const free = guard[word] as number
    const less = ((than[other * words + word] as number) | free) - (left[one * words + word] as number)
    if ((less & free) !== free) return false
  }
  return true
}
