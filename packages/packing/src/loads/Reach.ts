/**
 * Which lengths can be filled without a rest by the sides of units.
 *
 * Source: Herz (1972), Recursive computational procedure for two-dimensional stock cutting, IBM Journal of Research and
 * Development 16: canonical dissections.
 */
import type { LoadKinds } from "./LoadKinds.ts"
import type { LoadRoom } from "./LoadTask.ts"
import { leastSize, type Least } from "./Spaces.ts"

/** For each length along an axis the greatest sum of sides, each used any number of times, that is not above it. */
export interface Reach {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly z: Int32Array
  /** Units of which no other is smaller along every axis. */
  readonly least: Least
  /** How many kinds there were still units of. */
  kinds: number
}

export const makeReach = (kinds: LoadKinds, room: LoadRoom): Reach => ({
  x: new Int32Array(room.lengthMm + 1),
  y: new Int32Array(room.widthMm + 1),
  z: new Int32Array(room.heightMm + 1),
  least: { count: 0, sides: new Int32Array(kinds.l.length * leastSize) },
  kinds: 0
})

export const copyReach = (from: Reach, to: Reach): void => {
  to.x.set(from.x)
  to.y.set(from.y)
  to.z.set(from.z)
  to.least.count = from.least.count
  const size = from.least.count * leastSize
  for (let at = 0; at < size; at++) to.least.sides[at] = from.least.sides[at]!
  to.kinds = from.kinds
}

/** Counts anew with the sides of what is left. Time O(sides × length × log(length / side) / 32). */
export const countReach = (reach: Reach, kinds: LoadKinds, left: Int32Array): void => {
  reach.kinds = 0
  const along: readonly [Set<number>, Set<number>, Set<number>] = [new Set(), new Set(), new Set()]
  for (let kind = 0; kind < kinds.count; kind++) {
    if (left[kind] === 0) continue
    reach.kinds++
    for (let pose = kinds.poseFrom[kind]!; pose < kinds.poseFrom[kind + 1]!; pose++) {
      along[0].add(kinds.l[pose]!)
      along[1].add(kinds.w[pose]!)
      along[2].add(kinds.h[pose]!)
    }
  }
  fill(reach.x, along[0])
  fill(reach.y, along[1])
  fill(reach.z, along[2])
  findLeast(reach.least, kinds, left)
}

/** Keeps of the poses of what is left those that hold no other; smaller ones come first, so each is asked once. */
const findLeast = (least: Least, kinds: LoadKinds, left: Int32Array): void => {
  const { sides } = least
  least.count = 0
  for (const pose of kinds.smallestFirst) {
    if (left[kinds.kindOfPose[pose]!] === 0) continue
    const l = kinds.l[pose]!
    const w = kinds.w[pose]!
    const h = kinds.h[pose]!
    let holds = false
    for (let at = 0, end = least.count * leastSize; at < end && !holds; at += leastSize) {
      holds = sides[at]! <= l && sides[at + 1]! <= w && sides[at + 2]! <= h
    }
    if (holds) continue
    const to = least.count++ * leastSize
    sides[to] = l
    sides[to + 1] = w
    sides[to + 2] = h
  }
}

const fill = (reach: Int32Array, sides: ReadonlySet<number>): void => {
  const length = reach.length - 1
  const words = new Int32Array((length >> 5) + 1)
  words[0] = 1
  for (const side of sides) {
    for (let shift = side; shift <= length; shift *= 2) orShifted(words, shift)
  }
  let last = 0
  for (let at = 0; at <= length; at++) {
    if ((words[at >> 5]! >>> (at & 31)) & 1) last = at
    reach[at] = last
  }
}

/** Adds to a set of bits each of its members plus `shift`, from the highest word down, so that each is added once. */
const orShifted = (words: Int32Array, shift: number): void => {
  const jump = shift >> 5
  const bits = shift & 31
  for (let to = words.length - 1; to >= jump; to--) {
    const high = words[to - jump]! << bits
    const low = bits > 0 && to > jump ? words[to - jump - 1]! >>> (32 - bits) : 0
    words[to] = words[to]! | high | low
  }
}
