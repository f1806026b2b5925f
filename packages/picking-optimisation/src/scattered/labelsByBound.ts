/**
 * Labels in the order of their bounds, sorted as plain numbers: several times as fast as by comparing two at a time.
 */
import { type Labels } from "./Labels.ts"

/** A rank and the number of a label go into one number that is sorted as it is: labels are numbered below this. */
const mostLabels = 2 ** 22
const ranks = 2 ** 30

/**
 * One entry for each label, the least bound first, for `numberOf`; in `room`, or in more when that is too little.
 * Bounds that differ by less than a part in 2³⁰ of what all lie in may stand in any order.
 */
export const labelsByBound = ({ boundMm, count }: Labels, room: Float64Array): Float64Array => {
  const order = room.length < count ? new Float64Array(2 * count) : room
  let leastMm = Number.POSITIVE_INFINITY
  let mostMm = 0
  for (let label = 0; label < count; label++) {
    const mm = boundMm[label] as number
    if (mm < leastMm) leastMm = mm
    if (mm > mostMm) mostMm = mm
  }
  const scale = mostMm > leastMm ? (ranks - 1) / (mostMm - leastMm) : 0
  for (let label = 0; label < count; label++) {
    const rank = Math.floor(((boundMm[label] as number) - leastMm) * scale)
    order[label] = rank * mostLabels + label
  }
  order.subarray(0, count).sort()
  return order
}

/** The label that an entry stands for. */
export const numberOf = (entry: number): number => entry % mostLabels
