/**
 * Items and cartons as columns of numbers: what the search reads in its loops.
 */
import {
  paddedSides,
  payloadGrams,
  unitVolumeMm3,
  verticalEdges,
  type CartonType,
  type PackItem,
  type Sides
} from "./PackingProblem.ts"

/** Items by their position in the problem. */
export interface Kinds {
  readonly count: number
  readonly quantity: Int32Array
  readonly massGrams: Float64Array
  /** The least room that a unit takes up: for one that nests, what it adds when nested. */
  readonly volumeMm3: Float64Array
  /** The different ways each kind may lie: 18 numbers a kind, up to six times length, width, height. */
  readonly poses: Int32Array
  readonly poseCount: Int32Array
}

/** The room of a carton, overhang included. */
export interface Room {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  readonly payloadGrams: number
}

export const roomOf = (type: CartonType): Room => ({
  lengthMm: type.innerLengthMm + 2 * (type.overhangMm?.lengthMm ?? 0),
  widthMm: type.innerWidthMm + 2 * (type.overhangMm?.widthMm ?? 0),
  heightMm: type.innerHeightMm,
  payloadGrams: payloadGrams(type)
})

/** Numbers that one pose takes in `poses`. */
export const poseSize = 3
/** Numbers that one kind takes in `poses`. */
export const posesSize = 6 * poseSize

export const kindsOf = (items: ReadonlyArray<PackItem>): Kinds => {
  const poses = new Int32Array(items.length * posesSize)
  const poseCount = new Int32Array(items.length)
  const quantity = new Int32Array(items.length)
  const massGrams = new Float64Array(items.length)
  const volumeMm3 = new Float64Array(items.length)
  for (let kind = 0; kind < items.length; kind++) {
    const item = items[kind]!
    const lying = posesOf(item)
    poseCount[kind] = lying.length
    let at = kind * posesSize
    for (const [l, w, h] of lying) {
      poses[at++] = l
      poses[at++] = w
      poses[at++] = h
    }
    quantity[kind] = item.quantity
    massGrams[kind] = item.massGrams
    volumeMm3[kind] = leastRoomMm3(item)
  }
  return { count: items.length, quantity, massGrams, volumeMm3, poses, poseCount }
}

const leastRoomMm3 = (item: PackItem): number =>
  item.nestMm === undefined ? unitVolumeMm3(item) : item.lengthMm * item.widthMm * item.nestMm

/** The different ways an item may lie, padding included, each once: a cube has one. */
export const posesOf = (item: PackItem): ReadonlyArray<Sides> => {
  const [l, w, h] = paddedSides(item)
  if (item.orientations === "fixed") return [[l, w, h]]
  const poses: Array<Sides> = []
  for (const edge of verticalEdges(item)) {
    if (edge === "height") addTurned(poses, l, w, h)
    else if (edge === "width") addTurned(poses, l, h, w)
    else addTurned(poses, w, h, l)
  }
  return poses
}

/** Adds a pose and the same turned on the spot, unless they are there. */
const addTurned = (poses: Array<Sides>, a: number, b: number, up: number): void => {
  addPose(poses, a, b, up)
  addPose(poses, b, a, up)
}

const addPose = (poses: Array<Sides>, a: number, b: number, up: number): void => {
  for (const [l, w, h] of poses) if (l === a && w === b && h === up) return
  poses.push([a, b, up])
}

/** Whether one unit of `kind` goes in the empty room in some pose. */
export const fitsBySize = (kinds: Kinds, kind: number, room: Room): boolean => {
  const from = kind * posesSize
  for (let at = from; at < from + kinds.poseCount[kind]! * poseSize; at += poseSize) {
    const { lengthMm, widthMm, heightMm } = room
    if (kinds.poses[at]! <= lengthMm && kinds.poses[at + 1]! <= widthMm && kinds.poses[at + 2]! <= heightMm) return true
  }
  return false
}
