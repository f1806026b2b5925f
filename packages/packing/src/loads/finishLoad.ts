/**
 * From a load of the search to one that keeps the rules that only a whole load can keep: groups and balance.
 */
import { balanced } from "./balanceLoad.ts"
import type { LoadedUnit } from "./LoadedUnit.ts"
import type { LoadKinds } from "./LoadKinds.ts"
import type { LoadRoom } from "./LoadTask.ts"
import type { CartonType, PackItem } from "../problem/PackingProblem.ts"

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
  kinds: LoadKinds,
  room: LoadRoom,
  items: ReadonlyArray<PackItem>,
  container: CartonType,
  loaded: ReadonlyArray<LoadedUnit>
): ReadonlyArray<LoadedUnit> => {
  let units = loaded
  for (;;) {
    const split = new Set(splitGroups(items, units).flat())
    if (split.size > 0) {
      units = stillSupported(
        kinds,
        room,
        units.filter(({ kind }) => !split.has(kind))
      )
      continue
    }
    const even = balanced(kinds, room, container, units)
    if (even.length === units.length) return even
    units = stillSupported(kinds, room, even)
  }
}

/** Without units whose base no longer rests on others as far as it must. */
const stillSupported = (
  kinds: LoadKinds,
  room: LoadRoom,
  units: ReadonlyArray<LoadedUnit>
): ReadonlyArray<LoadedUnit> => {
  if (room.supportShare === 0) return units
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
    if (mm2 >= room.supportShare * (unit.l * unit.w)) kept.push(unit)
  }
  return kept
}
