/**
 * From a load of the search to one that keeps the rules that only a whole load can keep: groups and balance.
 */
import { balanced } from "./balanceLoad.ts"
import type { LoadState } from "./LoadState.ts"
import { placedSize } from "./LoadState.ts"
import { unitsOfBlock, type LoadTask } from "./LoadTask.ts"
import type { CartonType, PackItem } from "./PackingProblem.ts"
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
    const [block, x, y, z, mirrored] = placed.subarray(at, at + placedSize) as unknown as [
      ...[number, number, number, number, number]
    ]
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

/** Groups of which some units are in and some are not, as the numbers of their kinds. */
export const splitGroups = (
  items: ReadonlyArray<PackItem>,
  units: ReadonlyArray<LoadedUnit>
): ReadonlyArray<ReadonlyArray<number>> => {
  const packed = new Int32Array(items.length)
  for (const { kind } of units) packed[kind] = packed[kind]! + 1
  const groups = new Map<string, Array<number>>()
  for (const [kind, { group }] of items.entries()) {
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), kind])
  }
  return [...groups.values()].filter(
    (kinds) =>
      kinds.some((kind) => packed[kind]! > 0) && kinds.some((kind) => packed[kind]! < (items[kind]?.quantity ?? 0))
  )
}

/**
 * The load without units of groups that are not wholly in, moved or mirrored so that it is balanced, and without what
 * then still keeps it from being so. Units that lose their support by it go too.
 */
export const finishLoad = (
  task: LoadTask,
  items: ReadonlyArray<PackItem>,
  container: CartonType,
  loaded: ReadonlyArray<LoadedUnit>
): ReadonlyArray<LoadedUnit> => {
  let units = loaded
  for (;;) {
    const split = new Set(splitGroups(items, units).flat())
    if (split.size > 0) {
      units = stillSupported(
        task,
        units.filter(({ kind }) => !split.has(kind))
      )
      continue
    }
    const even = balanced(task, container, units)
    if (even.length === units.length) return even
    units = stillSupported(task, even)
  }
}

/** Without units whose base no longer rests wholly on others, where it must. */
const stillSupported = ({ kinds, room }: LoadTask, units: ReadonlyArray<LoadedUnit>): ReadonlyArray<LoadedUnit> => {
  if (!room.supported) return units
  const kept: Array<LoadedUnit> = []
  for (const unit of units) {
    const nestMm = kinds.nestMm[unit.kind]!
    let mm2 = unit.z === 0 ? unit.l * unit.w : 0
    for (const below of kept) {
      const l = Math.min(unit.x + unit.l, below.x + below.l) - Math.max(unit.x, below.x)
      const w = Math.min(unit.y + unit.w, below.y + below.w) - Math.max(unit.y, below.y)
      if (l <= 0 || w <= 0) continue
      const nested = nestMm > 0 && below.kind === unit.kind && below.z + nestMm === unit.z && l * w === unit.l * unit.w
      if (nested || below.z + below.h === unit.z) mm2 += l * w
    }
    if (mm2 >= unit.l * unit.w) kept.push(unit)
  }
  return kept
}
