/**
 * Filling a room to the last mm³, when what is to be packed has exactly its volume.
 *
 * What is filled is always all that lies below some depth along x, a front over the plane of y and z. The shallowest
 * corner of the front can only be filled by a unit with its own corner there, so each such unit is tried in turn. A
 * branch ends where the free stretch from the corner along an axis is no sum of sides of what is left.
 *
 * Source: Martello, Monaci and Vigo (2003), An exact approach to the strip-packing problem, INFORMS Journal on
 * Computing 15: branching on the lowest niche, without waste.
 */
import type { LoadedUnit } from "./LoadedUnit.ts"
import type { LoadKinds } from "./LoadKinds.ts"
import type { LoadRoom } from "./LoadTask.ts"

/** Most units: beyond it a search of this kind does not end. */
const mostUnits = 64
/** Nodes between two questions whether to stop. */
const nodesPerQuestion = 64

/** Whether all units together have exactly the volume of the room, and are few. */
export const mayTile = (kinds: LoadKinds, { heightMm, lengthMm, payloadGrams, widthMm }: LoadRoom): boolean => {
  let units = 0
  let volumeMm3 = 0
  let grams = 0
  for (let kind = 0; kind < kinds.count; kind++) {
    const pose = kinds.poseFrom[kind]!
    if (pose === kinds.poseFrom[kind + 1] || kinds.nestMm[kind]! > 0) return false
    units += kinds.quantity[kind]!
    volumeMm3 += kinds.quantity[kind]! * kinds.l[pose]! * kinds.w[pose]! * kinds.h[pose]!
    grams += kinds.quantity[kind]! * kinds.massGrams[kind]!
  }
  return units <= mostUnits && volumeMm3 === lengthMm * widthMm * heightMm && grams <= payloadGrams
}

/** A search under way. Its units are those placed, in order. */
interface Tiling {
  readonly kinds: LoadKinds
  readonly room: LoadRoom
  /** Poses, those of most volume first. */
  readonly poses: Int32Array
  readonly left: Int32Array
  readonly units: Array<LoadedUnit>
  nodes: number
  readonly stop: (nodes: number) => boolean
  stopped: boolean
}

/** All units, filling the room; undefined when they cannot, or when told to stop, which is asked every 64 nodes. */
export const tilePerfectly = (
  kinds: LoadKinds,
  room: LoadRoom,
  stop: (nodes: number) => boolean
): ReadonlyArray<LoadedUnit> | undefined => {
  const poses = kinds.smallestFirst.toReversed()
  const left = Int32Array.from(kinds.quantity)
  const tiling: Tiling = { kinds, room, poses, left, units: [], nodes: 0, stop, stopped: false }
  return fillFront(tiling) ? tiling.units : undefined
}

interface Corner {
  readonly x: number
  readonly y: number
  readonly z: number
}

const fillFront = (tiling: Tiling): boolean => {
  const { kinds, left, poses, room, units } = tiling
  if (left.every((count) => count === 0)) return true
  if (++tiling.nodes % nodesPerQuestion === 0) tiling.stopped ||= tiling.stop(tiling.nodes)
  if (tiling.stopped) return false
  const corner = shallowest(tiling)
  const gapY = gap(units, corner, room.widthMm, true)
  const gapZ = gap(units, corner, room.heightMm, false)
  const deep = room.lengthMm - corner.x
  const fits = isSum(tiling, kinds.w, gapY) && isSum(tiling, kinds.h, gapZ) && isSum(tiling, kinds.l, deep)
  if (!fits) return false
  for (const pose of poses) {
    const kind = kinds.kindOfPose[pose]!
    const unit = { kind, ...corner, l: kinds.l[pose]!, w: kinds.w[pose]!, h: kinds.h[pose]! }
    const count = left[kind]!
    if (count === 0 || unit.l > deep || unit.w > gapY || unit.h > gapZ || isBlocked(units, unit)) continue
    left[kind] = count - 1
    units.push(unit)
    if (fillFront(tiling)) return true
    units.pop()
    left[kind] = count
  }
  return false
}

/** The point of the front of least x; of those the lowest, then of least y. */
const shallowest = ({ units, room }: Tiling): Corner => {
  let best: Corner = { x: room.lengthMm, y: 0, z: 0 }
  for (const z of [0, ...units.map((unit) => unit.z + unit.h)]) {
    for (const y of [0, ...units.map((unit) => unit.y + unit.w)]) {
      if (y >= room.widthMm || z >= room.heightMm) continue
      const x = depthAt(units, y, z, best.x)
      if (x > best.x || (x === best.x && (z > best.z || (z === best.z && y >= best.y)))) continue
      best = { x, y, z }
    }
  }
  return best
}

/** Depth of the front at a point; not told exactly where it is beyond `enough`. */
const depthAt = (units: ReadonlyArray<LoadedUnit>, y: number, z: number, enough: number): number => {
  let depth = 0
  for (let index = units.length - 1; index >= 0 && depth <= enough; index--) {
    const unit = units[index]!
    const end = unit.x + unit.l
    if (end > depth && unit.y <= y && y < unit.y + unit.w && unit.z <= z && z < unit.z + unit.h) depth = end
  }
  return depth
}

/** How far it is free from a corner along y, or along z, at its depth. */
const gap = (units: ReadonlyArray<LoadedUnit>, { x, y, z }: Corner, end: number, alongY: boolean): number => {
  const from = alongY ? y : z
  let until = end
  for (const unit of units) {
    if (unit.x + unit.l <= x) continue
    const inLine = alongY ? unit.z <= z && z < unit.z + unit.h : unit.y <= y && y < unit.y + unit.w
    const at = alongY ? unit.y : unit.z
    if (inLine && at >= from && at < until) until = at
  }
  return until - from
}

const isBlocked = (units: ReadonlyArray<LoadedUnit>, { x, y, z, w, h }: LoadedUnit): boolean => {
  for (const unit of units) {
    if (unit.x + unit.l <= x || unit.y >= y + w || unit.y + unit.w <= y) continue
    if (unit.z < z + h && unit.z + unit.h > z) return true
  }
  return false
}

/** Whether a length is a sum of sides of units left, each unit used once at most, whichever way it lies. */
const isSum = ({ kinds, left }: Tiling, side: Int32Array, length: number): boolean => {
  const sums = new Uint8Array(length + 1)
  sums[0] = 1
  for (let kind = 0; kind < kinds.count; kind++) {
    const [from, end] = [kinds.poseFrom[kind]!, kinds.poseFrom[kind + 1]!]
    for (let unit = 0; unit < left[kind]!; unit++) {
      for (let at = length; at > 0; at--) {
        for (let pose = from; pose < end && sums[at] === 0; pose++) {
          if (side[pose]! <= at && sums[at - side[pose]!] === 1) sums[at] = 1
        }
      }
      if (sums[length] === 1) return true
    }
  }
  return sums[length] === 1
}
