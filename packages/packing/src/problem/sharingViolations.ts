/**
 * Whether what is in a carton may be there together, and comes out in order.
 */
import { common, commonFloorMm2 } from "./contact.ts"
import type { CartonType, PackingRules, PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"
import type { ContentViolation } from "./PackViolation.ts"

type Items = ReadonlyMap<string, PackItem>

export const sharingViolations = (
  { separations = [] }: PackingRules,
  items: Items,
  type: CartonType | undefined,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => {
  const inside = placements.flatMap(({ item }) => items.get(item) ?? [])
  const classes = new Set(inside.flatMap(({ separationClass }) => separationClass ?? []))
  const keys = [...new Set(inside.flatMap(({ mixKey }) => mixKey ?? []))]
  const found: Array<ContentViolation> = []
  for (const [a, b] of separations) {
    if (classes.has(a) && classes.has(b)) found.push({ _tag: "NotSeparated", index, classes: [a, b] })
  }
  const [first, second] = keys
  if (first !== undefined && second !== undefined) found.push({ _tag: "Mixed", index, mixKeys: [first, second] })
  const drops = placements.map(({ item }) => items.get(item)?.drop ?? Number.POSITIVE_INFINITY)
  return new Set(drops).size <= 1 ? found : [...found, ...inDropOrder(drops, type, index, placements)]
}

/** What stands on, or between the door and, something that leaves before it. */
const inDropOrder = (
  drops: ReadonlyArray<number>,
  type: CartonType | undefined,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => {
  const fromEnd = (type?.unloadFrom ?? "end") === "end"
  const found: Array<ContentViolation> = []
  for (const [placement, a] of placements.entries()) {
    for (const [other, b] of placements.entries()) {
      if (drops[placement]! >= drops[other]!) continue
      const by = b.z >= a.z + a.h && commonFloorMm2(a, b) > 0 ? "above" : fromEnd && blocks(a, b) ? "before" : undefined
      if (by !== undefined) found.push({ _tag: "InTheWay", index, placement, item: a.item, other, by })
    }
  }
  return found
}

const blocks = (a: Placement, b: Placement): boolean =>
  b.x >= a.x + a.l && common(a.y, a.w, b.y, b.w) > 0 && common(a.z, a.h, b.z, b.h) > 0
