/**
 * Labels that were kept behind a sub-aisle, in an order in which one that makes another one useless is soon found.
 */
import { hasNoMoreLeft, type Labels } from "./Labels.ts"
import { type UnitsLeft } from "./UnitsLeft.ts"

/** In bands by kind and by how many units are still to be taken; in each, the shortest walk first. */
export interface KeptLabels {
  /** Numbers of labels, in band `kind × bands + (due >> shift)`. */
  readonly lists: ReadonlyArray<Array<number>>
  readonly bands: number
  readonly shift: number
  readonly used: Array<number>
}

const mostBands = 32

/** None, of so many kinds, where at most `mostDue` units are to be taken. */
export const keptLabels = (kinds: number, mostDue: number): KeptLabels => {
  let shift = 0
  while (mostDue >> shift >= mostBands) shift++
  const bands = (mostDue >> shift) + 1
  return { lists: Array.from({ length: kinds * bands }, () => []), bands, shift, used: [] }
}

/** Keeps none. */
export const forgetLabels = ({ lists, used }: KeptLabels): void => {
  for (const band of used) (lists[band] as Array<number>).length = 0
  used.length = 0
}

/** Keeps a label of `now`. */
export const keepLabel = (
  { bands, lists, shift, used }: KeptLabels,
  { due, kind, mm }: Labels,
  label: number
): void => {
  const band = (kind[label] as number) * bands + ((due[label] as number) >> shift)
  const list = lists[band] as Array<number>
  if (list.length === 0) used.push(band)
  const hereMm = mm[label] as number
  let at = list.length
  list.push(label)
  while (at > 0 && (mm[list[at - 1] as number] as number) > hereMm) {
    list[at] = list[at - 1] as number
    at--
  }
  list[at] = label
}

/**
 * Whether a kept label of `now` is no longer than a label of `next`, has no more of any SKU to take, and is of a kind
 * that completes as well.
 */
export const isUseless = (
  { bands, lists, shift }: KeptLabels,
  now: Labels,
  next: Labels,
  label: number,
  asGood: Int32Array,
  units: UnitsLeft
): boolean => {
  const nextMm = next.mm[label] as number
  const lastBand = (next.due[label] as number) >> shift
  for (let index = 0; index < asGood.length; index++) {
    const first = (asGood[index] as number) * bands
    for (let band = first; band <= first + lastBand; band++) {
      const list = lists[band] as Array<number>
      for (let at = 0; at < list.length; at++) {
        const other = list[at] as number
        if ((now.mm[other] as number) > nextMm) break
        if (hasNoMoreLeft(now.left, other, next.left, label, units)) return true
      }
    }
  }
  return false
}
