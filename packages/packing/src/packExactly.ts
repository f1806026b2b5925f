/**
 * Whether a few units go in a room at all, whatever rests on what: by how each two lie to one another.
 *
 * Of any two units that do not overlap one lies wholly left of, right of, before, behind, below or above the other.
 * Unit after unit gets a pose and such a relation to each one before; along each axis the least coordinates follow
 * by longest paths, and a branch ends where one sticks out. Exponential in the units: right for up to six or so.
 *
 * Source: Martello, Pisinger, Vigo, den Boef and Korst (2007), Algorithm 864: general and robot-packable variants of
 * the three-dimensional bin packing problem, ACM Transactions on Mathematical Software 33.
 */
import { poseSize, posesSize, type Kinds, type Room } from "./Kinds.ts"

/** Corner and extents of each unit in the order given; `none` is a proof; undefined when it took too many steps. */
export type ExactAnswer = ReadonlyArray<ExactUnit> | "none" | undefined

export interface ExactUnit {
  readonly kind: number
  readonly x: number
  readonly y: number
  readonly z: number
  readonly l: number
  readonly w: number
  readonly h: number
}

interface Exact {
  readonly kinds: Kinds
  readonly units: ReadonlyArray<number>
  readonly room: readonly [number, number, number]
  /** Extents along the axes, three numbers a unit, as far as poses are chosen. */
  readonly sides: Int32Array
  /** Least coordinates along the axes. */
  readonly low: Int32Array
  /** Chosen relations: which unit is before which along which axis. */
  readonly before: Array<readonly [unit: number, other: number, axis: number]>
  steps: number
}

/** Looks at up to `mostSteps` relations. */
export const packExactly = (
  kinds: Kinds,
  units: ReadonlyArray<number>,
  { heightMm, lengthMm, widthMm }: Room,
  mostSteps: number
): ExactAnswer => {
  const exact: Exact = {
    kinds,
    units: units.toSorted((a, b) => kinds.volumeMm3[b]! - kinds.volumeMm3[a]!),
    room: [lengthMm, widthMm, heightMm],
    sides: new Int32Array(3 * units.length),
    low: new Int32Array(3 * units.length),
    before: [],
    steps: mostSteps
  }
  if (!addUnit(exact, 0)) return exact.steps > 0 ? "none" : undefined
  const { low, sides } = exact
  return exact.units.map((kind, unit) => ({
    kind,
    x: low[3 * unit]!,
    y: low[3 * unit + 1]!,
    z: low[3 * unit + 2]!,
    l: sides[3 * unit]!,
    w: sides[3 * unit + 1]!,
    h: sides[3 * unit + 2]!
  }))
}

const addUnit = (exact: Exact, unit: number): boolean => {
  if (unit === exact.units.length) return true
  const { poses, poseCount } = exact.kinds
  const from = exact.units[unit]! * posesSize
  const end = from + poseCount[exact.units[unit]!]! * poseSize
  for (let pose = from; pose < end; pose += poseSize) {
    exact.sides.set(poses.subarray(pose, pose + poseSize), 3 * unit)
    if (isWithin(exact, unit + 1) && relate(exact, unit, 0)) return true
  }
  return false
}

/** Chooses how `unit` lies to each earlier one from `other` on. */
const relate = (exact: Exact, unit: number, other: number): boolean => {
  if (other === unit) return addUnit(exact, unit + 1)
  const { room, sides } = exact
  for (let axis = 0; axis < 3; axis++) {
    const mayBeInLine = sides[3 * unit + axis]! + sides[3 * other + axis]! <= room[axis]!
    for (const pair of [[other, unit, axis] as const, [unit, other, axis] as const]) {
      if (--exact.steps <= 0) return false
      if (!mayBeInLine) continue
      exact.before.push(pair)
      if (isWithin(exact, unit + 1) && relate(exact, unit, other + 1)) return true
      exact.before.pop()
    }
  }
  return false
}

/** Moves the first `count` units as low as the relations let them, and says whether all are in the room. */
const isWithin = ({ before, low, room, sides }: Exact, count: number): boolean => {
  low.fill(0, 0, 3 * count)
  for (let moved = true; moved;) {
    moved = false
    for (const [unit, other, axis] of before) {
      const least = low[3 * unit + axis]! + sides[3 * unit + axis]!
      if (least <= low[3 * other + axis]!) continue
      if (least + sides[3 * other + axis]! > room[axis]!) return false
      low[3 * other + axis] = least
      moved = true
    }
  }
  for (let at = 0; at < 3 * count; at++) if (low[at]! + sides[at]! > room[at % 3]!) return false
  return true
}
