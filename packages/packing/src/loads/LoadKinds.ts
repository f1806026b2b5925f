/**
 * Items to be loaded, as columns of numbers.
 */
import { random } from "@stowage/kernel/Random"
import { posesOf } from "../problem/Kinds.ts"
import { unitVolumeMm3, type PackingRules, type PackItem } from "../problem/PackingProblem.ts"

/** Items by their position in the problem. */
export interface LoadKinds {
  readonly count: number
  readonly quantity: Int32Array
  readonly massGrams: Float64Array
  /** What one unit adds to the worth of a load: its value, or its volume. */
  readonly worth: Float64Array
  readonly drop: Int32Array
  /** What one unit bears on its top, in all and per dm²; infinite when not said. */
  readonly maxTopGrams: Float64Array
  readonly maxTopGramsPerDm2: Float64Array
  /** Height that a nested unit adds; 0 for kinds that do not nest. */
  readonly nestMm: Int32Array
  /** Kinds that may not be loaded with each. */
  readonly excludes: ReadonlyArray<ReadonlyArray<number>>
  /** Poses of kind k are from `poseFrom[k]` up to `poseFrom[k + 1]`. */
  readonly poseFrom: Int32Array
  readonly l: Int32Array
  readonly w: Int32Array
  readonly h: Int32Array
  readonly kindOfPose: Int32Array
  /** Poses by volume. */
  readonly smallestFirst: Int32Array
  /** How much higher a pile gets by one unit more: the height, or what nesting leaves of it. */
  readonly rise: Int32Array
  /** A large number for each kind, for hashes. */
  readonly mark: Float64Array
}

/** Only poses that go in the room, whose sides are in mm, are kept; a kind may be left without any. */
export const loadKindsOf = (
  items: ReadonlyArray<PackItem>,
  { separations = [] }: PackingRules,
  lengthMm: number,
  widthMm: number,
  heightMm: number
): LoadKinds => {
  const chance = random("marks of kinds")
  const poses = items.map((item) => posesOf(item).filter(([l, w, h]) => l <= lengthMm && w <= widthMm && h <= heightMm))
  const poseFrom = new Int32Array(items.length + 1)
  for (const [kind, { length }] of poses.entries()) poseFrom[kind + 1] = poseFrom[kind]! + length
  const all = poses.flat()
  const volume = (pose: number): number => all[pose]!.reduce((product, side) => product * side, 1)
  const rises = poses.flatMap((some, kind) =>
    some.map(([, , h]) => {
      const { nestMm, heightMm: upright } = items[kind]!
      return nestMm !== undefined && h === upright ? nestMm : h
    })
  )
  const hasDrops = items.some(({ drop }) => drop !== undefined)
  return {
    count: items.length,
    quantity: Int32Array.from(items, (item) => item.quantity),
    massGrams: Float64Array.from(items, (item) => item.massGrams),
    worth: Float64Array.from(items, (item) => item.value ?? unitVolumeMm3(item)),
    drop: Int32Array.from(items, ({ drop }) => (hasDrops ? (drop ?? lastDrop) : 0)),
    maxTopGrams: Float64Array.from(items, ({ maxTopGrams = Number.POSITIVE_INFINITY }) => maxTopGrams),
    maxTopGramsPerDm2: Float64Array.from(
      items,
      ({ maxTopGramsPerDm2 = Number.POSITIVE_INFINITY }) => maxTopGramsPerDm2
    ),
    nestMm: Int32Array.from(items, ({ nestMm = 0 }) => nestMm),
    excludes: items.map((item) => items.flatMap((other, kind) => (mayShare(item, other, separations) ? [] : [kind]))),
    poseFrom,
    l: Int32Array.from(all, ([l]) => l),
    w: Int32Array.from(all, ([, w]) => w),
    h: Int32Array.from(all, ([, , h]) => h),
    kindOfPose: Int32Array.from(poses.flatMap((some, kind) => some.map(() => kind))),
    smallestFirst: Int32Array.from(all.map((_, pose) => pose).sort((a, b) => volume(a) - volume(b) || a - b)),
    rise: Int32Array.from(rises),
    mark: Float64Array.from(items, () => Math.floor(chance.next() * 2 ** 42))
  }
}

const mayShare = (a: PackItem, b: PackItem, separations: NonNullable<PackingRules["separations"]>): boolean => {
  if (a.mixKey !== undefined && b.mixKey !== undefined && a.mixKey !== b.mixKey) return false
  const [first, second] = [a.separationClass, b.separationClass]
  return !separations.some(([one, two]) => (one === first && two === second) || (one === second && two === first))
}

/** Stop of what names none: after all others. */
const lastDrop = 2 ** 30
