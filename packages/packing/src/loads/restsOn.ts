/**
 * Whether a block rests on enough where only a share of each base has to be supported.
 */
import { placedSize, type LoadState } from "./LoadState.ts"
import { unitsOfBlock, type LoadTask } from "./LoadTask.ts"
import { unitSize } from "./unblock.ts"

/**
 * Whether every unit at the block's bottom, its corner at x, y, z, has the share of its base that is asked on the floor
 * or on tops of what is loaded. What stands on units of the same block is wholly supported.
 */
export const restsOn = (
  state: LoadState,
  task: LoadTask,
  block: number,
  x: number,
  y: number,
  z: number,
  mirrored: number
): boolean => {
  if (z === 0) return true
  const units = unitsOfBlock(task, block, mirrored)
  for (let at = 0; at < units.length; at += unitSize) {
    if (units[at + 3] !== 0) continue
    const l = units[at + 4]!
    const w = units[at + 5]!
    if (supportedMm2(state, task, x + units[at + 1]!, y + units[at + 2]!, z, l, w) < task.room.supportShare * (l * w)) {
      return false
    }
  }
  return true
}

/** How much of a rectangle at this height lies on tops. Those at one height do not overlap. */
const supportedMm2 = (
  { placed, placedCount }: LoadState,
  { blocks }: LoadTask,
  x: number,
  y: number,
  z: number,
  l: number,
  w: number
): number => {
  let mm2 = 0
  for (let at = 0, end = placedCount * placedSize; at < end; at += placedSize) {
    const below = placed[at]!
    if (placed[at + 3]! + blocks.h[below]! !== z) continue
    const mirrored = placed[at + 4]!
    const [topL, topW] = [blocks.topL[below]!, blocks.topW[below]!]
    const topX = mirrored & 1 ? placed[at + 1]! + blocks.l[below]! - topL : placed[at + 1]!
    const topY = mirrored & 2 ? placed[at + 2]! + blocks.w[below]! - topW : placed[at + 2]!
    const along = Math.min(x + l, topX + topL) - Math.max(x, topX)
    if (along <= 0) continue
    const across = Math.min(y + w, topY + topW) - Math.max(y, topY)
    if (across > 0) mm2 += along * across
  }
  return mm2
}
