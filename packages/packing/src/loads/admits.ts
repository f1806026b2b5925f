/**
 * Whether a block may go in a corner, as far as it matters what is already there.
 */
import { placedSize, type LoadState } from "./LoadState.ts"
import { unitsOfBlock, type LoadTask } from "./LoadTask.ts"
import { restsOn } from "./restsOn.ts"
import { spaceSize } from "./Spaces.ts"
import { putOn, takeOff } from "./StackLoad.ts"

/** Whether only what is already there tells if a block may go in a corner. */
export const isConstrained = (task: LoadTask): boolean => task.stacked || task.dropped || isShare(task)

/** Whether a part of each base must be supported, and not all of it. */
const isShare = ({ room: { supportShare } }: LoadTask): boolean => supportShare > 0 && supportShare < 1

/** Whether all below bears and supports it, and what is unloaded after it neither stands on it nor before it. */
export const admits = (state: LoadState, task: LoadTask, block: number, space: number, far: number): boolean => {
  const { blocks } = task
  const { sides } = state.spaces
  const at = space * spaceSize
  const x = far & 1 ? sides[at + 3]! - blocks.l[block]! : sides[at]!
  const y = far & 2 ? sides[at + 4]! - blocks.w[block]! : sides[at + 1]!
  const z = far & 4 ? sides[at + 5]! - blocks.h[block]! : sides[at + 2]!
  if (task.dropped && !comesOut(state, task, block, x, y, z)) return false
  if (isShare(task) && !restsOn(state, task, block, x, y, z, far & 3)) return false
  if (!task.stacked) return true
  const { stack } = state
  const before = stack.count
  const bears = putOn(stack, task.kinds, unitsOfBlock(task, block, far & 3), x, y, z)
  if (bears) takeOff(stack, task.kinds, before)
  return bears
}

/** What is loaded already leaves at the same stop or later, so only that it is in the way has to be looked at. */
const comesOut = (
  { placed, placedCount }: LoadState,
  { blocks, room }: LoadTask,
  block: number,
  x: number,
  y: number,
  z: number
): boolean => {
  const drop = blocks.drop[block]!
  const x2 = x + blocks.l[block]!
  const y2 = y + blocks.w[block]!
  const z2 = z + blocks.h[block]!
  for (let at = 0, end = placedCount * placedSize; at < end; at += placedSize) {
    const other = placed[at]!
    if (blocks.drop[other]! <= drop) continue
    const b1 = placed[at + 2]!
    if (b1 >= y2 || b1 + blocks.w[other]! <= y) continue
    const a1 = placed[at + 1]!
    const c1 = placed[at + 3]!
    if (c1 >= z2 && a1 < x2 && a1 + blocks.l[other]! > x) return false
    if (room.door && a1 >= x2 && c1 < z2 && c1 + blocks.h[other]! > z) return false
  }
  return true
}
