/**
 * Which sorts of parcels never share a carton of a type: they may not, or no two of their units go beside each other.
 */
import { poseSize, posesSize, type Kinds, type Room } from "../problem/Kinds.ts"
import type { PackBench } from "./PackBench.ts"

/** A table of all pairs of sorts: 1 for those that never share a carton of this type. Time O(sorts²), once. */
export const apartIn = (bench: PackBench, type: number): Uint8Array => {
  const known = bench.apart[type]
  if (known !== undefined) return known
  const { items, kinds, mayShare, parcels, rooms } = bench
  const { kindsIn, sorts } = parcels
  const table = new Uint8Array(sorts * sorts)
  for (let sort = 0; sort < sorts; sort++) {
    for (let other = 0; other <= sort; other++) {
      const together =
        mayShare(sort, other) &&
        kindsIn[sort]!.every((a) =>
          kindsIn[other]!.every(
            (b) => (a === b && items[a]!.nestMm !== undefined) || areBeside(kinds, rooms[type]!, a, b)
          )
        )
      table[sort * sorts + other] = together ? 0 : 1
      table[other * sorts + sort] = together ? 0 : 1
    }
  }
  bench.apart[type] = table
  return table
}

/** The first two sorts, or one sort twice, of which parcels are never all in one carton of this type. */
export const firstApart = (bench: PackBench, type: number): readonly [number, number] | undefined => {
  const { sortOf, sorts } = bench.parcels
  const table = apartIn(bench, type)
  const counts = new Int32Array(sorts)
  for (const sort of sortOf) counts[sort]!++
  for (let sort = 0; sort < sorts; sort++) {
    for (let other = 0; other <= sort; other++) {
      if (table[sort * sorts + other] === 1 && (sort !== other || counts[sort]! > 1)) return [other, sort]
    }
  }
  return undefined
}

/** Whether a unit of each kind go in the empty room, in some pose of each, one beside or on the other. */
const areBeside = (kinds: Kinds, room: Room, a: number, b: number): boolean => {
  const { poseCount, poses } = kinds
  const endA = a * posesSize + poseCount[a]! * poseSize
  const endB = b * posesSize + poseCount[b]! * poseSize
  for (let atA = a * posesSize; atA < endA; atA += poseSize) {
    for (let atB = b * posesSize; atB < endB; atB += poseSize) {
      if (
        poses[atA]! + poses[atB]! <= room.lengthMm ||
        poses[atA + 1]! + poses[atB + 1]! <= room.widthMm ||
        poses[atA + 2]! + poses[atB + 2]! <= room.heightMm
      )
        return true
    }
  }
  return false
}
