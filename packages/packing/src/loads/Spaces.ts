/**
 * What is still empty: maximal cuboids, which may overlap.
 *
 * Source: Lai and Chan (1997), Developing a simulated annealing algorithm for the cutting stock problem, Computers and
 * Industrial Engineering 32: the difference process.
 */

/** Cuboids in one column: x, y, z of the near corner, then of the far one. */
export interface Spaces {
  count: number
  readonly sides: Int32Array
}

/** Numbers that one space takes. */
export const spaceSize = 6
/** Most spaces kept; beyond it new ones are lost, and with them some of the room. */
const mostSpaces = 400

export const makeSpaces = (): Spaces => ({ count: 0, sides: new Int32Array(mostSpaces * spaceSize) })

export const copySpaces = (from: Spaces, to: Spaces): void => {
  to.count = from.count
  for (let at = 0, end = from.count * spaceSize; at < end; at++) to.sides[at] = from.sides[at]!
}

export const dropSpace = (spaces: Spaces, index: number): void => {
  spaces.count--
  if (index === spaces.count) return
  const { sides } = spaces
  const to = index * spaceSize
  const from = spaces.count * spaceSize
  for (let at = 0; at < spaceSize; at++) sides[to + at] = sides[from + at]!
}

/** A cuboid that is taken now, and its top, if what stands on it must be wholly supported. */
export interface Taken {
  x1: number
  y1: number
  z1: number
  x2: number
  y2: number
  z2: number
  topX1: number
  topY1: number
  topX2: number
  topY2: number
}

/** Cuboids (length, width, height) of which a space must hold one to be of any use. */
export interface Least {
  count: number
  readonly sides: Int32Array
}

/** Numbers that one of them takes. */
export const leastSize = 3

/** Pieces that spaces are cut in on one side of what is taken, before it is known which are maximal. */
const makeCut = (): Spaces => ({ count: 0, sides: new Int32Array(mostSpaces * spaceSize) })
/** Before and behind along x, then y, then z. */
const cuts: ReadonlyArray<Spaces> = [makeCut(), makeCut(), makeCut(), makeCut(), makeCut(), makeCut()]

/** Spaces left whole that touch what is taken on one side. */
const touchers = new Int32Array(mostSpaces)

const push = (
  cut: Spaces,
  x1: number,
  y1: number,
  z1: number,
  x2: number,
  y2: number,
  z2: number,
  least: Least
): void => {
  if (!isOfUse(x2 - x1, y2 - y1, z2 - z1, least)) return
  const { sides } = cut
  const at = cut.count++ * spaceSize
  sides[at] = x1
  sides[at + 1] = y1
  sides[at + 2] = z1
  sides[at + 3] = x2
  sides[at + 4] = y2
  sides[at + 5] = z2
}

const isOfUse = (l: number, w: number, h: number, { count, sides }: Least): boolean => {
  for (let at = 0, end = count * leastSize; at < end; at += leastSize) {
    if (sides[at]! <= l && sides[at + 1]! <= w && sides[at + 2]! <= h) return true
  }
  return false
}

/**
 * Takes a cuboid out of every space that it is in. With `supported`, each space stands wholly on the floor or on tops,
 * and the new ones above the cuboid stand on its top.
 *
 * What is cut off on one side of the cuboid reaches over it along both other axes, so only pieces of the same side can
 * hold it, and those of the spaces left whole that touch the cuboid there.
 */
export const takeOut = (spaces: Spaces, taken: Taken, supported: boolean, least: Least): void => {
  const { sides } = spaces
  const { x1, y1, z1, x2, y2, z2 } = taken
  for (const cut of cuts) cut.count = 0
  for (let index = spaces.count - 1; index >= 0; index--) {
    const at = index * spaceSize
    const a1 = sides[at]!
    const a2 = sides[at + 3]!
    if (a1 >= x2 || a2 <= x1) continue
    const b1 = sides[at + 1]!
    const b2 = sides[at + 4]!
    if (b1 >= y2 || b2 <= y1) continue
    const c1 = sides[at + 2]!
    const c2 = sides[at + 5]!
    if (c1 >= z2 || c2 <= z1) continue
    dropSpace(spaces, index)
    if (x1 > a1) push(cuts[0]!, a1, b1, c1, x1, b2, c2, least)
    if (x2 < a2) push(cuts[1]!, x2, b1, c1, a2, b2, c2, least)
    if (y1 > b1) push(cuts[2]!, a1, b1, c1, a2, y1, c2, least)
    if (y2 < b2) push(cuts[3]!, a1, y2, c1, a2, b2, c2, least)
    if (z1 > c1) push(cuts[4]!, a1, b1, c1, a2, b2, z1, least)
    if (z2 >= c2) continue
    if (supported) pushAbove(taken, a1, b1, a2, b2, c2, least)
    else push(cuts[5]!, a1, b1, z2, a2, b2, c2, least)
  }
  const whole = spaces.count
  keepMaximal(spaces, whole, cuts[0]!, 3, x1, supported)
  keepMaximal(spaces, whole, cuts[1]!, 0, x2, supported)
  keepMaximal(spaces, whole, cuts[2]!, 4, y1, supported)
  keepMaximal(spaces, whole, cuts[3]!, 1, y2, supported)
  keepMaximal(spaces, whole, cuts[4]!, 5, z1, supported)
  keepMaximal(spaces, whole, cuts[5]!, 2, z2, supported)
}

const pushAbove = (
  { z2, topX1, topY1, topX2, topY2 }: Taken,
  a1: number,
  b1: number,
  a2: number,
  b2: number,
  c2: number,
  least: Least
): void => {
  const x1 = Math.max(a1, topX1)
  const y1 = Math.max(b1, topY1)
  push(cuts[5]!, x1, y1, z2, Math.min(a2, topX2), Math.min(b2, topY2), c2, least)
}

/** Adds the pieces that no other of their cut holds, nor any of the `whole` spaces whose `face` is at `plane`. */
const keepMaximal = (
  spaces: Spaces,
  whole: number,
  cut: Spaces,
  face: number,
  plane: number,
  supported: boolean
): void => {
  if (cut.count === 0) return
  const { sides } = spaces
  let touching = 0
  for (let other = 0, from = 0; other < whole; other++, from += spaceSize) {
    if (sides[from + face] === plane) touchers[touching++] = from
  }
  const end = cut.count * spaceSize
  for (let at = 0; at < end; at += spaceSize) {
    if (spaces.count === mostSpaces) return
    if (isHeld(cut.sides, at, end, supported) || isHeldByTouching(sides, touching, cut.sides, at, supported)) continue
    const to = spaces.count++ * spaceSize
    for (let side = 0; side < spaceSize; side++) sides[to + side] = cut.sides[at + side]!
  }
}

/** Whether another piece holds the one at `at`; of pieces alike, the first is held by none. */
const isHeld = (sides: Int32Array, at: number, end: number, supported: boolean): boolean => {
  const x1 = sides[at]!
  const y1 = sides[at + 1]!
  const z1 = sides[at + 2]!
  const x2 = sides[at + 3]!
  const y2 = sides[at + 4]!
  const z2 = sides[at + 5]!
  for (let other = 0; other < end; other += spaceSize) {
    if (sides[other]! > x1 || sides[other + 3]! < x2 || sides[other + 1]! > y1) continue
    if (sides[other + 4]! < y2 || sides[other + 2]! > z1 || sides[other + 5]! < z2) continue
    if (other === at || (supported && sides[other + 2] !== z1)) continue
    if (other < at) return true
    const alike = sides[other] === x1 && sides[other + 1] === y1 && sides[other + 2] === z1
    if (!(alike && sides[other + 3] === x2 && sides[other + 4] === y2 && sides[other + 5] === z2)) return true
  }
  return false
}

/** Whether one of the first `touching` of the spaces that touch what is taken holds the piece at `at` of a cut. */
const isHeldByTouching = (
  sides: Int32Array,
  touching: number,
  cut: Int32Array,
  at: number,
  supported: boolean
): boolean => {
  const x1 = cut[at]!
  const y1 = cut[at + 1]!
  const z1 = cut[at + 2]!
  const x2 = cut[at + 3]!
  const y2 = cut[at + 4]!
  const z2 = cut[at + 5]!
  for (let index = 0; index < touching; index++) {
    const other = touchers[index]!
    if (sides[other]! > x1 || sides[other + 3]! < x2 || sides[other + 1]! > y1) continue
    if (sides[other + 4]! < y2 || sides[other + 2]! > z1 || sides[other + 5]! < z2) continue
    if (!supported || sides[other + 2] === z1) return true
  }
  return false
}
