/**
 * What a walk through given aisles does, kept so that it can be gone again.
 */
import { type ThroughWalk } from "./ThroughWalk.ts"

/** The fields of a `ThroughWalk`: what it goes through and along, and per corner how many places it visits from there. */
export interface KeptWalk {
  readonly isThrough: Uint8Array
  readonly taken: Int32Array
  rows: number
  mm: number
}

/** None yet. */
export const noWalk = ({ columns, taken }: ThroughWalk): KeptWalk => ({
  isThrough: new Uint8Array(columns),
  taken: new Int32Array(taken.length),
  rows: 0,
  mm: Number.POSITIVE_INFINITY
})

export const copyWalk = ({ isThrough, mm, rows, taken }: KeptWalk, to: KeptWalk): void => {
  to.isThrough.set(isThrough)
  to.taken.set(taken)
  to.rows = rows
  to.mm = mm
}

/** Goes and takes as a kept walk does. */
export const visitKept = (walk: ThroughWalk, { isThrough, rows, taken }: KeptWalk): void => {
  if (!isSame(walk.isThrough, isThrough) || walk.rows !== rows) walk.goThrough(isThrough, rows)
  // Two walks take less of an aisle together than there is when all that is to be less is so first.
  for (let corner = 0; corner < taken.length; corner++) {
    if ((taken[corner] as number) < (walk.taken[corner] as number)) walk.take(corner, taken[corner] as number)
  }
  for (let corner = 0; corner < taken.length; corner++) {
    if ((taken[corner] as number) > (walk.taken[corner] as number)) walk.take(corner, taken[corner] as number)
  }
  walk.spanAll()
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => {
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}
