/**
 * First-fit decreasing into one carton: kind after kind in a given order, each as many units as go in, in piles.
 *
 * A pile is a grid of units of one kind lying alike; it goes on the level area that suits it best. Units of one kind
 * are thus placed many at a time: 500 alike take about as long as five. Time O(p · r · 6) for p piles and r level
 * areas.
 *
 * Source: Crainic, Perboli and Tadei (2008), Extreme point-based heuristics for three-dimensional bin packing,
 * INFORMS Journal on Computing 20; here with piles in place of single items and with full support.
 */
import { poseSize, posesSize, type Kinds, type Room } from "../problem/Kinds.ts"
import { clearSurface, makeSurface, raise } from "./Surface.ts"

/** One way to try. Which is best depends on the order, so a search tries several. */
export interface Attempt {
  /** Kinds, first to be packed first. */
  readonly order: Int32Array
  /** The level area preferred: the `low`est; the one the pile `cover`s best; the one it fits most `snug`ly. */
  readonly aim: "low" | "cover" | "snug"
  /** How units pile up: in whole `layers`, in `towers` as high as goes, or as `singles`. */
  readonly pile: "layers" | "towers" | "singles"
}

/** What is in a carton so far. */
export interface Load {
  /** Piles in the order placed, `pileSize` numbers each: kind, x, y, z, one unit's sides, units along x, y and z. */
  readonly piles: Array<number>
  /** Units of each kind still to be packed. */
  readonly left: Int32Array
  massGrams: number
}

/** Numbers that one pile takes in `piles`. */
export const pileSize = 10

/** What a search uses again and again. */
export interface Workbench {
  readonly load: Load
  readonly choice: Choice
}

/** The top of the one load that is being made. */
const surface = makeSurface()

/** The best pile found for a kind so far. */
interface Choice {
  penalty: number
  rect: number
  /** Where the pose stands in `poses`. */
  pose: number
  nx: number
  ny: number
  nz: number
}

export const makeWorkbench = (kinds: Kinds): Workbench => ({
  load: { piles: [], left: new Int32Array(kinds.count), massGrams: 0 },
  choice: { penalty: 0, rect: 0, pose: 0, nx: 0, ny: 0, nz: 0 }
})

/**
 * Loads the empty `room` from `left`, the units of each kind; the load is in `workbench`. True when nothing is left.
 */
export const firstFit = (kinds: Kinds, room: Room, left: Int32Array, attempt: Attempt, workbench: Workbench): boolean =>
  fill(kinds, room, left, attempt, workbench, "as much as goes in")

/** Whether `room` takes all of `left` in this way, as said in `workbench`; ends with the first that it does not. */
export const takesAll = (kinds: Kinds, room: Room, left: Int32Array, attempt: Attempt, workbench: Workbench): boolean =>
  fill(kinds, room, left, attempt, workbench, "all or nothing")

const fill = (
  kinds: Kinds,
  room: Room,
  left: Int32Array,
  attempt: Attempt,
  workbench: Workbench,
  wanted: "as much as goes in" | "all or nothing"
): boolean => {
  const { load, choice } = workbench
  load.piles.length = 0
  load.left.set(left)
  load.massGrams = 0
  clearSurface(surface, room.lengthMm, room.widthMm)
  let tookAll = true
  for (const kind of attempt.order) {
    while (load.left[kind]! > 0) {
      const units = affordable(kinds, room, load, kind)
      choice.penalty = Number.POSITIVE_INFINITY
      if (units > 0)
        for (let rect = 0; rect < surface.count; rect++) consider(kinds, room, kind, units, rect, attempt, workbench)
      if (choice.penalty === Number.POSITIVE_INFINITY) break
      place(kinds, room, kind, workbench)
    }
    if (load.left[kind]! <= 0) continue
    if (wanted === "all or nothing") return false
    tookAll = false
  }
  return tookAll
}

/** Units of `kind` that are left and that the carton can still carry. */
const affordable = (kinds: Kinds, room: Room, load: Load, kind: number): number => {
  const left = load.left[kind]!
  const unitGrams = kinds.massGrams[kind]!
  return unitGrams === 0 ? left : Math.min(left, Math.floor((room.payloadGrams - load.massGrams) / unitGrams))
}

/** Sizes the best pile of `kind` on one level area and keeps it if it beats the choice so far. */
const consider = (
  kinds: Kinds,
  room: Room,
  kind: number,
  units: number,
  rect: number,
  { aim, pile }: Attempt,
  { choice }: Workbench
): void => {
  const { poses } = kinds
  const z = surface.z[rect]!
  const lengthMm = surface.x1[rect]! - surface.x0[rect]!
  const widthMm = surface.y1[rect]! - surface.y0[rect]!
  const heightMm = room.heightMm - z
  const from = kind * posesSize
  const end = from + kinds.poseCount[kind]! * poseSize
  for (let pose = from; pose < end; pose += poseSize) {
    const l = poses[pose]!
    const w = poses[pose + 1]!
    const h = poses[pose + 2]!
    if (l > lengthMm || w > widthMm || h > heightMm) continue
    let nx = 1
    let ny = 1
    let nz = 1
    if (pile === "layers") {
      nx = Math.min(Math.floor(lengthMm / l), units)
      ny = Math.min(Math.floor(widthMm / w), Math.floor(units / nx))
      nz = Math.min(Math.floor(heightMm / h), Math.floor(units / (nx * ny)))
    } else if (pile === "towers") {
      nz = Math.min(Math.floor(heightMm / h), units)
      nx = Math.min(Math.floor(lengthMm / l), Math.floor(units / nz))
      ny = Math.min(Math.floor(widthMm / w), Math.floor(units / (nx * nz)))
    }
    const restX = lengthMm - l * nx
    const restY = widthMm - w * ny
    let penalty = Math.min(restX, restY)
    if (aim === "low") penalty += z * 1e6 + (restX + restY) * 1e-3
    else if (aim === "cover") penalty = z * 1e-4 - (l * nx * w * ny) / (lengthMm * widthMm)
    else penalty = Math.min(penalty, heightMm - h * nz)
    if (penalty >= choice.penalty) continue
    choice.penalty = penalty
    choice.rect = rect
    choice.pose = pose
    choice.nx = nx
    choice.ny = ny
    choice.nz = nz
  }
}

/** Puts the chosen pile in the corner of its level area that is nearest to a wall. */
const place = (kinds: Kinds, room: Room, kind: number, { load, choice }: Workbench): void => {
  const { rect, pose, nx, ny, nz } = choice
  const { poses } = kinds
  const l = poses[pose]!
  const w = poses[pose + 1]!
  const h = poses[pose + 2]!
  const x0 = surface.x0[rect]!
  const x1 = surface.x1[rect]!
  const y0 = surface.y0[rect]!
  const y1 = surface.y1[rect]!
  const x = x0 <= room.lengthMm - x1 ? x0 : x1 - l * nx
  const y = y0 <= room.widthMm - y1 ? y0 : y1 - w * ny
  const z = surface.z[rect]!
  load.piles.push(kind, x, y, z, l, w, h, nx, ny, nz)
  load.left[kind]! -= nx * ny * nz
  load.massGrams += nx * ny * nz * kinds.massGrams[kind]!
  raise(surface, x, y, x + l * nx, y + w * ny, z, z + h * nz, room.heightMm)
}
