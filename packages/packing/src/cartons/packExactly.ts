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
import { poseSize, posesSize, type Kinds, type Room } from "../problem/Kinds.ts"

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
  /** Chosen relations, two places in `low` each: of which unit is before which, both along one axis. */
  readonly before: Int32Array
  relations: number
  steps: number
}

/** Looks at up to `mostSteps` relations. Of units alike, one earlier in the list is never behind along x. */
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
    before: new Int32Array(units.length * (units.length - 1)),
    relations: 0,
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
    for (let axis = 0; axis < 3; axis++) exact.sides[3 * unit + axis] = poses[pose + axis]!
    if (isWithin(exact, unit + 1) && relate(exact, unit, 0)) return true
  }
  return false
}

/** Chooses how `unit` lies to each earlier one from `other` on. */
const relate = (exact: Exact, unit: number, other: number): boolean => {
  if (other === unit) return addUnit(exact, unit + 1)
  const { before, room, sides, units } = exact
  const alike = units[unit] === units[other]
  for (let at = 0; at < 6; at++) {
    const axis = at >> 1
    const [one, two] = [3 * unit + axis, 3 * other + axis]
    if (sides[one]! + sides[two]! > room[axis]! || (alike && at === 1)) continue
    if (--exact.steps <= 0) return false
    const isAfter = (at & 1) === 0
    before[2 * exact.relations] = isAfter ? two : one
    before[2 * exact.relations + 1] = isAfter ? one : two
    exact.relations++
    if (isWithin(exact, unit + 1) && relate(exact, unit, other + 1)) return true
    exact.relations--
  }
  return false
}

/** Moves the first `count` units as low as the relations let them, and says whether all are in the room. */
const isWithin = ({ before, low, relations, room, sides }: Exact, count: number): boolean => {
  for (let at = 0; at < 3 * count; at++) {
    low[at] = 0
    if (sides[at]! > room[at % 3]!) return false
  }
  for (let moved = true; moved;) {
    moved = false
    for (let at = 0; at < 2 * relations; at += 2) {
      const behind = before[at + 1]!
      const least = low[before[at]!]! + sides[before[at]!]!
      if (least <= low[behind]!) continue
      if (least + sides[behind]! > room[behind % 3]!) return false
      low[behind] = least
      moved = true
    }
  }
  return true
}
