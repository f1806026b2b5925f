/**
 * From what lies in a carton of a search to the placements of a plan.
 */
import { lyingSize } from "./PackBench.ts"
import type { PackItem } from "../problem/PackingProblem.ts"
import type { Placement } from "../problem/PackPlan.ts"

/**
 * In an order in which they can be loaded: from below, what is higher after what it may stand on. `kindOf` is the kind
 * of each unit.
 */
export const placementsOf = (
  items: ReadonlyArray<PackItem>,
  kindOf: ArrayLike<number>,
  lying: ArrayLike<number>
): ReadonlyArray<Placement> => {
  const placements: Array<Placement> = []
  for (let at = 0; at < lying.length; at += lyingSize) {
    const item = items[kindOf[lying[at]!]!]!.id
    const [x, y, z] = [lying[at + 1]!, lying[at + 2]!, lying[at + 3]!]
    placements.push({ item, x, y, z, l: lying[at + 4]!, w: lying[at + 5]!, h: lying[at + 6]! })
  }
  return placements.sort((a, b) => a.z - b.z)
}
