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

/** Sides below which a space is of no use. */
export interface Least {
  l: number
  w: number
  h: number
}

/** Pieces that spaces are cut in, before it is known which are maximal. */
const pieces: Spaces = { count: 0, sides: new Int32Array(6 * mostSpaces * spaceSize) }

const push = (x1: number, y1: number, z1: number, x2: number, y2: number, z2: number, least: Least): void => {
  if (x2 - x1 < least.l || y2 - y1 < least.w || z2 - z1 < least.h) return
  const { sides } = pieces
  const at = pieces.count++ * spaceSize
  sides[at] = x1
  sides[at + 1] = y1
  sides[at + 2] = z1
  sides[at + 3] = x2
  sides[at + 4] = y2
  sides[at + 5] = z2
}

/**
 * Takes a cuboid out of every space that it is in. With `supported`, each space stands wholly on the floor or on tops,
 * and the new ones above the cuboid stand on its top.
 */
export const takeOut = (spaces: Spaces, taken: Taken, supported: boolean, least: Least): void => {
  const { sides } = spaces
  const { x1, y1, z1, x2, y2, z2 } = taken
  pieces.count = 0
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
    if (x1 > a1) push(a1, b1, c1, x1, b2, c2, least)
    if (x2 < a2) push(x2, b1, c1, a2, b2, c2, least)
    if (y1 > b1) push(a1, b1, c1, a2, y1, c2, least)
    if (y2 < b2) push(a1, y2, c1, a2, b2, c2, least)
    if (z1 > c1) push(a1, b1, c1, a2, b2, z1, least)
    if (z2 >= c2) continue
    if (supported) pushAbove(taken, a1, b1, a2, b2, c2, least)
    else push(a1, b1, z2, a2, b2, c2, least)
  }
  keepMaximal(spaces, supported)
}

const pushAbove = (
  { z2, topX1, topY1, topX2, topY2 }: Taken,
  a1: number,
  b1: number,
  a2: number,
  b2: number,
  c2: number,
  least: Least
): void => push(Math.max(a1, topX1), Math.max(b1, topY1), z2, Math.min(a2, topX2), Math.min(b2, topY2), c2, least)

const keepMaximal = (spaces: Spaces, supported: boolean): void => {
  const { sides } = pieces
  for (let piece = 0; piece < pieces.count; piece++) {
    if (spaces.count === mostSpaces) return
    const at = piece * spaceSize
    if (holdsPiece(spaces, at, supported, -1) || holdsPiece(pieces, at, supported, piece)) continue
    const to = spaces.count++ * spaceSize
    for (let side = 0; side < spaceSize; side++) spaces.sides[to + side] = sides[at + side]!
  }
}

/** Whether one of `among` holds the piece; of two equal pieces the later one counts as held. */
const holdsPiece = (among: Spaces, at: number, supported: boolean, self: number): boolean => {
  const piece = pieces.sides
  const { sides, count } = among
  const x1 = piece[at]!
  const y1 = piece[at + 1]!
  const z1 = piece[at + 2]!
  const x2 = piece[at + 3]!
  const y2 = piece[at + 4]!
  const z2 = piece[at + 5]!
  for (let other = 0, o = 0; other < count; other++, o += spaceSize) {
    if (sides[o]! > x1 || sides[o + 1]! > y1 || sides[o + 2]! > z1) continue
    if (sides[o + 3]! < x2 || sides[o + 4]! < y2 || sides[o + 5]! < z2) continue
    if (supported && sides[o + 2]! !== z1) continue
    if (self < 0 || other < self) return true
    if (other < self || (other > self && !samePiece(sides, o, at))) return true
  }
  return false
}

const samePiece = (sides: Int32Array, a: number, b: number): boolean => {
  for (let side = 0; side < spaceSize; side++) if (sides[a + side] !== sides[b + side]) return false
  return true
}
