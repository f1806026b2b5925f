/**
 * What a walk through given aisles need not visit, left out where that saves most.
 */
import { type ThroughWalk } from "./ThroughWalk.ts"

/**
 * Leaves out needless places, those first without which the walk is shortest; `used` is room for a number per corner.
 * O(places left out × places taken).
 */
export const leaveAlong = (walk: ThroughWalk, used: Int32Array): void => {
  const { taken } = walk
  let count = 0
  for (let corner = 0; corner < taken.length; corner++) if ((taken[corner] as number) > 0) used[count++] = corner
  for (;;) {
    const { mm } = walk
    let most = 1e-9 * mm
    let at = -1
    let left = 0
    for (let index = 0; index < count; index++) {
      const corner = used[index] as number
      const all = taken[corner] as number
      if (all === 0) continue
      let needed = all
      while (needed > 0 && isNeedless(walk, walk.placeAt(corner, needed - 1))) walk.take(corner, --needed)
      if (needed === all) continue
      const isSpanned = needed === 0 && walk.span(corner)
      const saved = mm - walk.mm
      if (saved > most) {
        most = saved
        at = corner
        left = needed
      }
      walk.take(corner, all)
      if (isSpanned) walk.span(corner)
    }
    if (at < 0) return
    walk.take(at, left)
    walk.span(at)
  }
}

const isNeedless = ({ due, places }: ThroughWalk, place: number): boolean => {
  const { firstStock, stockSku, stockUnits } = places
  const to = firstStock[place + 1] as number
  for (let at = firstStock[place] as number; at < to; at++) {
    if ((due[stockSku[at] as number] as number) + (stockUnits[at] as number) > 0) return false
  }
  return true
}
