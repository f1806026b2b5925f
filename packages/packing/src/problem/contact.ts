/**
 * Which unit of a plan touches which, for the checks of it.
 */
import type { PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"

/** Length of the part that two stretches of a line have in common. */
export const common = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom))

/** Area that the two cover both, seen from above. */
export const commonFloorMm2 = (a: Placement, b: Placement): number =>
  common(a.x, a.l, b.x, b.l) * common(a.y, a.w, b.y, b.w)

/** Whether `above` stands upright in `below`, another unit of its kind. */
export const isNestedIn = (items: ReadonlyMap<string, PackItem>, above: Placement, below: Placement): boolean => {
  const { nestMm, heightMm, paddingMm = 0 } = items.get(above.item) ?? {}
  if (nestMm === undefined || heightMm === undefined || above.item !== below.item) return false
  const inLine = above.x === below.x && above.y === below.y && above.l === below.l && above.w === below.w
  const upright = above.h === heightMm + 2 * paddingMm && above.h === below.h
  return inLine && upright && above.z > below.z && above.z < below.z + below.h && (above.z - below.z) % nestMm === 0
}

/**
 * Area of one unit that stands on each other: on its top, or, nested, with its whole base in the one right below and on
 * no other. In mm², by position in `placements`.
 */
export const contactsMm2 = (
  items: ReadonlyMap<string, PackItem>,
  placements: ReadonlyArray<Placement>,
  above: Placement
): ReadonlyArray<number> => {
  const { nestMm } = items.get(above.item) ?? {}
  const holder = placements.find((below) => above.z - below.z === nestMm && isNestedIn(items, above, below))
  if (holder !== undefined) return placements.map((below) => (below === holder ? above.l * above.w : 0))
  return placements.map((below) => (below.z + below.h === above.z ? commonFloorMm2(above, below) : 0))
}
