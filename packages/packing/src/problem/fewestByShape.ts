/**
 * The fewest cartons of one type that units need because large ones cannot lie side by side.
 *
 * Seen along an axis, units of more than half the room across on both other axes stand in line: they need as many
 * cartons as their extents need bins. And what is so large across that nothing of p by q or more lies beside it takes
 * up its whole slice of the room, so that volumes are counted accordingly.
 *
 * Source: Martello, Pisinger and Vigo (2000), The three-dimensional bin packing problem, Operations Research 48: the
 * bounds L1 and L2. They are for units that do not turn; of one that does, the least extent along each axis counts,
 * over the poses that fit, so that the bound holds whichever way it lies.
 */
import { poseSize, posesSize, type Kinds, type Room } from "./Kinds.ts"

/** Extents tried as p and as q; of more, some spread over them. */
const mostTried = 40

/** Units alike: sides along the axes, the least of each; and the room that each takes up. */
interface Shape {
  readonly quantity: number
  readonly sides: ReadonlyArray<number>
  readonly volumeMm3: number
}

/**
 * Cartons needed by the `some` kinds, each of which fits the room. Time O(k · min(k, 40)²) for k kinds. 0 without any.
 */
export const fewestByShape = (kinds: Kinds, some: ReadonlyArray<number>, room: Room): number => {
  const shapes = some.map((kind) => shapeOf(kinds, kind, room))
  const sides = [room.lengthMm, room.widthMm, room.heightMm]
  return Math.max(...[0, 1, 2].map((axis) => fewestAlong(shapes, sides, axis)))
}

const shapeOf = (kinds: Kinds, kind: number, room: Room): Shape => {
  const from = kind * posesSize
  const sides = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const { poses } = kinds
  for (let at = from; at < from + kinds.poseCount[kind]! * poseSize; at += poseSize) {
    const [l, w, h] = [poses[at]!, poses[at + 1]!, poses[at + 2]!]
    if (l > room.lengthMm || w > room.widthMm || h > room.heightMm) continue
    for (const [axis, side] of [l, w, h].entries()) sides[axis] = Math.min(sides[axis]!, side)
  }
  const volumeMm3 = poses[from]! * poses[from + 1]! * poses[from + 2]!
  return { quantity: kinds.quantity[kind]!, sides, volumeMm3 }
}

const fewestAlong = (shapes: ReadonlyArray<Shape>, room: ReadonlyArray<number>, axis: number): number => {
  const [first, second] = [(axis + 1) % 3, (axis + 2) % 3]
  const inLine = shapes.filter(({ sides }) => 2 * sides[first]! > room[first]! && 2 * sides[second]! > room[second]!)
  let fewest = fewestInLine(inLine, room[axis]!, axis)
  for (const p of tried(shapes, room, first)) {
    for (const q of tried(shapes, room, second)) {
      fewest = Math.max(fewest, Math.ceil(cartonsFilled(shapes, room, [axis, first, second], p, q)))
    }
  }
  return fewest
}

/** Extents up to half the room along an axis, and the half itself. */
const tried = (shapes: ReadonlyArray<Shape>, room: ReadonlyArray<number>, axis: number): ReadonlyArray<number> => {
  const half = Math.floor(room[axis]! / 2)
  const small = shapes.map(({ sides }) => sides[axis]!).filter((side) => side <= half)
  const all = [...new Set([...small, half])].filter((side) => side > 0).sort((a, b) => a - b)
  const every = Math.ceil(all.length / mostTried)
  return all.filter((_, index) => index % every === 0)
}

/** L1: what stands in line along an axis, as bins of the room's extent, over every least extent p of a small one. */
const fewestInLine = (inLine: ReadonlyArray<Shape>, lengthMm: number, axis: number): number => {
  const long = inLine.filter(({ sides }) => 2 * sides[axis]! > lengthMm)
  const short = inLine.filter(({ sides }) => 2 * sides[axis]! <= lengthMm)
  const unitsOf = (some: ReadonlyArray<Shape>, of: (side: number) => number): number =>
    some.reduce((sum, { quantity, sides }) => sum + quantity * of(sides[axis]!), 0)
  let more = 0
  for (const p of new Set(short.map(({ sides }) => sides[axis]!))) {
    const beside = long.filter(({ sides }) => sides[axis]! <= lengthMm - p)
    const counted = short.filter(({ sides }) => sides[axis]! >= p)
    const overMm = unitsOf(counted, (side) => side) - unitsOf(beside, (side) => lengthMm - side)
    const over = unitsOf(counted, () => 1) - unitsOf(beside, (side) => Math.floor((lengthMm - side) / p))
    more = Math.max(more, Math.ceil(overMm / lengthMm), Math.ceil(over / Math.floor(lengthMm / p)))
  }
  return unitsOf(long, () => 1) + more
}

/** L2: cartons' volumes taken up, in fractions, where all is counted that is p by q or more across. */
const cartonsFilled = (
  shapes: ReadonlyArray<Shape>,
  room: ReadonlyArray<number>,
  [axis, first, second]: readonly [number, number, number],
  p: number,
  q: number
): number => {
  const across = room[first]! * room[second]!
  let mm3 = 0
  for (const { quantity, sides, volumeMm3 } of shapes) {
    const [wide, deep] = [sides[first]!, sides[second]!]
    if (wide > room[first]! - p && deep > room[second]! - q) mm3 += quantity * sides[axis]! * across
    else if (wide >= p && deep >= q) mm3 += quantity * volumeMm3
  }
  return mm3 / (across * room[axis]!)
}
