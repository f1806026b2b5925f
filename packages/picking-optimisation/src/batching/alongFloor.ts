/**
 * Orders as they lie along the floor, so that those that follow each other go well together: what is near an order is
 * known at once, however many there are.
 */
import { type BatchCore } from "./BatchCore.ts"

/** So many stretches are a way along the whole floor. */
const wholeWay = 20

/** In which stretch of a way along the floor each stop is, numbered from 0. */
export const stretchesOf = ({ rank }: BatchCore): Int32Array =>
  rank.map((place) => Math.floor((wholeWay * place) / rank.length))

/**
 * The orders by their farthest stretch of floor, an aisle where aisles are known, of the same one by the next, and so
 * on: orders that follow each other share the stretches that take longest to come to. Up and down in turn, so that
 * those on either side of a change are near too. Of the same stretches by where the stops are on average, then as the
 * problem has them. O(n log n).
 */
export const alongFloor = (core: BatchCore, stretchOf = core.aisleOf ?? stretchesOf(core)): Int32Array => {
  const { firstStop, orders, rank, stop } = core
  const stretches = Array.from({ length: orders }, (_, order) => {
    const stops = stop.subarray(firstStop[order], firstStop[order + 1])
    return Int32Array.from(new Set(Array.from(stops, (each) => stretchOf[each] as number)))
      .sort()
      .reverse()
  })
  const mean = Float64Array.from({ length: orders }, (_, order) => {
    const stops = stop.subarray(firstStop[order], firstStop[order + 1])
    return stops.reduce((sum, each) => sum + (rank[each] as number), 0) / Math.max(1, stops.length)
  })
  return Int32Array.from(stretches.keys()).sort(
    (a, b) =>
      upAndDown(stretches[a] as Int32Array, stretches[b] as Int32Array) ||
      (mean[a] as number) - (mean[b] as number) ||
      a - b
  )
}

/** Compares lists place by place; below every odd number it is the other way round. */
const upAndDown = (a: Int32Array, b: Int32Array): number => {
  let sign = 1
  const most = Math.max(a.length, b.length)
  for (let at = 0; at < most; at++) {
    const [left, right] = [a[at] ?? -1, b[at] ?? -1]
    if (left !== right) return sign * (left - right)
    if (left % 2 === 1) sign = -sign
  }
  return 0
}

/** Aisles numbered by how far they are from where walks start, the nearest first, by the mean of their stops. */
export const nearestFirst = (aisleOf: Int32Array, farMm: Float64Array): Int32Array => {
  const far = new Map<number, { sumMm: number; stops: number }>()
  for (const [stop, aisle] of aisleOf.entries()) {
    const before = far.get(aisle) ?? { sumMm: 0, stops: 0 }
    far.set(aisle, { sumMm: before.sumMm + (farMm[stop] as number), stops: before.stops + 1 })
  }
  const inOrder = [...far].sort(([a, left], [b, right]) => left.sumMm / left.stops - right.sumMm / right.stops || a - b)
  const number = new Map(inOrder.map(([aisle], at) => [aisle, at]))
  return aisleOf.map((aisle) => number.get(aisle) as number)
}
