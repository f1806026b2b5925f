/**
 * The units of a load, one by one.
 */
import { placedSize, type LoadState } from "./LoadState.ts"
import { unitsOfBlock, type LoadTask } from "./LoadTask.ts"
import { unitSize } from "./unblock.ts"

/** One unit where it is in the room. */
export interface LoadedUnit {
  readonly kind: number
  readonly x: number
  readonly y: number
  readonly z: number
  readonly l: number
  readonly w: number
  readonly h: number
}

/** The units of a load, lowest first: in an order in which they can be loaded. */
export const loadedUnits = (task: LoadTask, { placed, placedCount }: LoadState): ReadonlyArray<LoadedUnit> => {
  const found: Array<LoadedUnit> = []
  for (let at = 0; at < placedCount * placedSize; at += placedSize) {
    const [block, x, y, z, mirrored] = [placed[at]!, placed[at + 1]!, placed[at + 2]!, placed[at + 3]!, placed[at + 4]!]
    const units = unitsOfBlock(task, block, mirrored)
    for (let unit = 0; unit < units.length; unit += unitSize) {
      found.push({
        kind: units[unit]!,
        x: x + units[unit + 1]!,
        y: y + units[unit + 2]!,
        z: z + units[unit + 3]!,
        l: units[unit + 4]!,
        w: units[unit + 5]!,
        h: units[unit + 6]!
      })
    }
  }
  return found.sort((a, b) => a.z - b.z || a.x - b.x || a.y - b.y)
}
