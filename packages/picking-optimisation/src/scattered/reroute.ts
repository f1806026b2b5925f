/**
 * A walk through given aisles led another way: over the places that it needs, through whatever aisles make it least.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH } from "../routing/aisleSweep.ts"
import { alongCheapest } from "./ColumnSweep.ts"
import { type KeptWalk } from "./KeptWalk.ts"
import { BACK } from "./oneBlockSweep.ts"
import { type ThroughWalk } from "./ThroughWalk.ts"

/**
 * Writes the least walk over the places that are needed of those that `walk` visits, if that is shorter; gives whether
 * it is. Going `to` as a `ThroughWalk` does may be longer where it comes to the depot by the other cross-aisle. `spare`
 * is room for a number per SKU. O(columns × kinds + places visited).
 */
export const reroute = (walk: ThroughWalk, spare: Int32Array, to: KeptWalk): boolean => {
  const { columns, isThrough, places } = walk
  for (let sku = 0; sku < spare.length; sku++) spare[sku] = -(walk.due[sku] as number)
  // An aisle is gone through for the sake of what no other has.
  for (let column = 0; column < columns; column++) if (isThrough[column] === 1) markNeeded(walk, spare, column)
  for (let column = 0; column < columns; column++) if (isThrough[column] === 0) markNeeded(walk, spare, column)
  const mm = places.measure()
  if (mm >= walk.mm - 1e-9 * mm) return false
  to.mm = mm
  to.rows = 0
  let count = 0
  to.taken.fill(0)
  to.isThrough.fill(0)
  alongCheapest(places.sweep, (column, way, kind) => {
    if (kind === BACK) to.rows |= 1 << (count >> 1)
    const { farMm, firstPlace, gapFromMm, isOn, yMm } = places
    const from = firstPlace[column] as number
    const end = firstPlace[column + 1] as number
    if (way === THROUGH) {
      to.isThrough[column] = 1
      count++
    }
    if (way === FROM_FRONT || way === FROM_BOTH) {
      const farthest = (way === FROM_FRONT ? farMm : gapFromMm)[column] as number
      let place = end
      while (place > from && (yMm[place - 1] as number) > farthest) place--
      to.taken[column] = place - from
    }
    if (way === FROM_BACK || way === FROM_BOTH) {
      let place = from + (to.taken[column] as number)
      while (isOn[place] === 0) place++
      to.taken[columns + column] = end - place
    }
  })
  return true
}

/** Visits the places of a column that are needed of those that the walk visits, and no others there. */
const markNeeded = ({ columns, isThrough, places, taken }: ThroughWalk, spare: Int32Array, column: number): void => {
  const from = places.firstPlace[column] as number
  const end = places.firstPlace[column + 1] as number
  const front = isThrough[column] === 1 ? end : from + (taken[column] as number)
  const back = end - (taken[columns + column] as number)
  if (front === from && back === end && places.onIn[column] === 0) return
  let isChanged = false
  for (let place = from; place < end; place++) {
    const isNeeded = (place < front || place >= back) && !isSpared(places, spare, place) ? 1 : 0
    if (places.isOn[place] === isNeeded) continue
    places.mark(place)
    isChanged = true
  }
  if (isChanged) places.priceWays(column)
}

/** Whether enough is visited without a place; if so it is no longer. */
const isSpared = (
  { firstStock, stockSku, stockUnits }: ThroughWalk["places"],
  spare: Int32Array,
  place: number
): boolean => {
  const from = firstStock[place] as number
  const to = firstStock[place + 1] as number
  for (let at = from; at < to; at++) {
    if ((stockUnits[at] as number) > (spare[stockSku[at] as number] as number)) return false
  }
  for (let at = from; at < to; at++) {
    const sku = stockSku[at] as number
    spare[sku] = (spare[sku] as number) - (stockUnits[at] as number)
  }
  return true
}
