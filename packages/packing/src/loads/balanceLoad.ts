/**
 * Where the centre of mass of a load may be, and how to get it there.
 */
import type { LoadedUnit } from "./LoadedUnit.ts"
import type { LoadKinds } from "./LoadKinds.ts"
import type { LoadRoom } from "./LoadTask.ts"
import type { CartonType } from "../problem/PackingProblem.ts"

/** A stretch of an axis. */
interface Stretch {
  readonly least: number
  readonly most: number
}

/**
 * The load mirrored and moved as a whole so that centre of mass and axle loads are within their limits; where that does
 * not do, without one more unit that nothing stands on, the heaviest of those farthest off. Coordinates are those of
 * the room, in which a pallet begins after its overhang.
 */
export const balanced = (
  kinds: LoadKinds,
  room: LoadRoom,
  container: CartonType,
  units: ReadonlyArray<LoadedUnit>
): ReadonlyArray<LoadedUnit> => {
  if ((container.balance === undefined && container.axles === undefined) || units.length === 0) return units
  const grams = units.reduce((sum, { kind }) => sum + kinds.massGrams[kind]!, 0)
  if (grams === 0) return units
  const alongX = allowedX(container, grams)
  const { leastYMm = Number.NEGATIVE_INFINITY, mostYMm = Number.POSITIVE_INFINITY } = container.balance ?? {}
  const alongY = { least: leastYMm, most: mostYMm }
  const overhang = container.overhangMm ?? { lengthMm: 0, widthMm: 0 }
  const centre = (moment: (unit: LoadedUnit) => number): number =>
    units.reduce((sum, unit) => sum + kinds.massGrams[unit.kind]! * moment(unit), 0) / grams
  const centreX = centre(({ x, l }) => x + l / 2) - overhang.lengthMm
  const centreY = centre(({ y, w }) => y + w / 2) - overhang.widthMm
  const spanX = span(units, (unit) => [unit.x, unit.x + unit.l])
  const spanY = span(units, (unit) => [unit.y, unit.y + unit.w])
  const turnX = !room.door
  const moveX = shift(centreX, alongX, spanX, room.lengthMm, container.innerLengthMm, turnX)
  const moveY = shift(centreY, alongY, spanY, room.widthMm, container.innerWidthMm, true)
  if (moveX !== undefined && moveY !== undefined) {
    const moved = units.map((unit) => ({
      ...unit,
      x: (moveX.mirrored ? room.lengthMm - unit.x - unit.l : unit.x) + moveX.by,
      y: (moveY.mirrored ? room.widthMm - unit.y - unit.w : unit.y) + moveY.by
    }))
    return moved
  }
  const off = (unit: LoadedUnit): number => {
    const x = moveX === undefined ? unit.x + unit.l / 2 - overhang.lengthMm - middle(alongX, centreX) : 0
    const y = moveY === undefined ? unit.y + unit.w / 2 - overhang.widthMm - middle(alongY, centreY) : 0
    const towards = Math.sign(centreX - middle(alongX, centreX)) * x + Math.sign(centreY - middle(alongY, centreY)) * y
    return (1 + kinds.massGrams[unit.kind]!) * (towards + room.lengthMm + room.widthMm)
  }
  const free = units.filter((unit) => !units.some((above) => above !== unit && standsOver(above, unit)))
  const worst = free.reduce((most, unit) => (off(unit) > off(most) ? unit : most))
  return units.filter((unit) => unit !== worst)
}

const standsOver = (above: LoadedUnit, below: LoadedUnit): boolean =>
  above.z > below.z &&
  above.x < below.x + below.l &&
  below.x < above.x + above.l &&
  above.y < below.y + below.w &&
  below.y < above.y + above.w

const middle = ({ least, most }: Stretch, centre: number): number => Math.min(Math.max(centre, least), most)

/** Where the centre may be along x: its limits, and those that the axles set at this mass. */
const allowedX = ({ balance = {}, axles }: CartonType, grams: number): Stretch => {
  const { leastXMm = Number.NEGATIVE_INFINITY, mostXMm = Number.POSITIVE_INFINITY } = balance
  if (axles === undefined) return { least: leastXMm, most: mostXMm }
  const [front, rear] = axles
  const baseMm = rear.xMm - front.xMm
  const atRear = (rearGrams: number): number => front.xMm + (baseMm * rearGrams) / grams
  return {
    least: Math.max(leastXMm, atRear(rear.leastGrams ?? 0), atRear(grams - front.mostGrams)),
    most: Math.min(mostXMm, atRear(rear.mostGrams), atRear(grams - (front.leastGrams ?? 0)))
  }
}

const span = (units: ReadonlyArray<LoadedUnit>, ends: (unit: LoadedUnit) => readonly [number, number]): Stretch =>
  units.reduce(
    (sofar, unit) => ({ least: Math.min(sofar.least, ends(unit)[0]), most: Math.max(sofar.most, ends(unit)[1]) }),
    { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }
  )

/** The least whole move, mirrored or not, that brings the centre where it may be and leaves all in the room. */
const shift = (
  centre: number,
  allowed: Stretch,
  taken: Stretch,
  roomMm: number,
  innerMm: number,
  mayMirror: boolean
): { readonly mirrored: boolean; readonly by: number } | undefined => {
  for (const mirrored of mayMirror ? [false, true] : [false]) {
    const from = mirrored ? innerMm - centre : centre
    const low = mirrored ? roomMm - taken.most : taken.least
    const high = mirrored ? roomMm - taken.least : taken.most
    const by = Math.max(-low, Math.min(roomMm - high, towards(from, allowed)))
    const ends = from + by
    if (ends >= allowed.least && ends <= allowed.most) return { mirrored, by }
  }
  return undefined
}

/** How far to move, in whole mm, to be within. */
const towards = (from: number, { least, most }: Stretch): number =>
  from < least ? Math.ceil(least - from) : from > most ? Math.floor(most - from) : 0
