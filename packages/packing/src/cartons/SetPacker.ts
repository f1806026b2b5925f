/**
 * Whether a set of units goes in one carton, and how: depth first over the points where each unit may lie.
 *
 * Units are put in in a given order. Each goes first where it ends nearest to the carton's origin, then, should one of
 * the next find no place, where it ends second nearest, and so on until so many units have been put in.
 */
import { clearPoints, makeExtremePoints, mayLie, putIn, takeOut, type ExtremePoints } from "./ExtremePoints.ts"
import { poseSize, posesSize, type Kinds, type Room } from "../problem/Kinds.ts"

export interface SetPacker {
  readonly kinds: Kinds
  /** The kind of each unit. */
  readonly kindOf: Int32Array
  readonly load: ExtremePoints
  /** The units to be packed, `count` of them, in the order in which they are put in. */
  readonly order: Int32Array
  count: number
  /** How much an end far from the origin counts along x, y and z: what is dear is filled last. */
  readonly pull: Float64Array
  /** Units that may still be put in before the search gives up. */
  movesLeft: number
  /** Poses and points looked at since this was last set to 0: the measure of work done. */
  work: number
}

export const makeSetPacker = (kinds: Kinds, kindOf: Int32Array, supportShare: number): SetPacker => {
  const load = makeExtremePoints(kindOf.length)
  load.supportShare = supportShare
  return {
    kinds,
    kindOf,
    load,
    order: new Int32Array(kindOf.length),
    count: 0,
    pull: new Float64Array(3).fill(1),
    movesLeft: 0,
    work: 0
  }
}

/**
 * Packs `order` in the room, taking back at most `mostReturns` units; how they lie is in `load`. False when it did not
 * come to an end, which proves nothing.
 */
export const packInOrder = (packer: SetPacker, room: Room, mostReturns: number): boolean => {
  const { load } = packer
  load.lengthMm = room.lengthMm
  load.widthMm = room.widthMm
  load.heightMm = room.heightMm
  clearPoints(load)
  packer.movesLeft = packer.count + mostReturns
  return packFrom(packer, 0)
}

/** Puts in the units from position `from` of the order on. */
const packFrom = (packer: SetPacker, from: number): boolean => {
  if (from === packer.count) return true
  const { load, kinds } = packer
  const unit = packer.order[from]!
  const kind = packer.kindOf[unit]!
  const firstPose = kind * posesSize
  const endPose = firstPose + kinds.poseCount[kind]! * poseSize
  const { poses } = kinds
  const { coveredBy, points, px, py, pz } = load
  const perLength = packer.pull[0]! / load.lengthMm
  const perWidth = packer.pull[1]! / load.widthMm
  const perHeight = packer.pull[2]! / load.heightMm
  let tried = -1
  for (;;) {
    let nearest = Number.POSITIVE_INFINITY
    let atPoint = 0
    let inPose = 0
    packer.work += ((points * (endPose - firstPose)) / poseSize) * (1 + load.boxes / 8)
    for (let pose = firstPose; pose < endPose; pose += poseSize) {
      const l = poses[pose]!
      const w = poses[pose + 1]!
      const h = poses[pose + 2]!
      for (let point = 0; point < points; point++) {
        if (coveredBy[point]! >= 0) continue
        const x = (px[point]! + l) * perLength
        const y = (py[point]! + w) * perWidth
        const z = (pz[point]! + h) * perHeight
        // Told apart by pose and point, so that each is tried once.
        const distance = x * x + y * y + z * z + (point * posesSize + pose - firstPose) * 1e-9
        if (distance <= tried || distance >= nearest) continue
        if (!mayLie(load, px[point]!, py[point]!, pz[point]!, l, w, h)) continue
        nearest = distance
        atPoint = point
        inPose = pose
      }
    }
    if (nearest === Number.POSITIVE_INFINITY) return false
    tried = nearest
    const [l, w, h] = [poses[inPose]!, poses[inPose + 1]!, poses[inPose + 2]!]
    putIn(load, unit, px[atPoint]!, py[atPoint]!, pz[atPoint]!, l, w, h)
    packer.movesLeft--
    if (packFrom(packer, from + 1)) return true
    takeOut(load)
    if (packer.movesLeft <= 0) return false
  }
}
