/**
 * What each unit of a carton has to bear.
 */
import { contactsMm2 } from "./contact.ts"
import type { PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"

const mm2PerDm2 = 10_000

/** By position in the placements. */
export interface TopLoads {
  /** Mass on its top, through every layer above it. */
  readonly topGrams: Float64Array
  /** The most pressure of a unit that stands on it. */
  readonly gramsPerDm2: Float64Array
  /** Whether anything stands on it, be it without mass. */
  readonly touched: ReadonlyArray<boolean>
  /** Area of its base that rests on the floor or on other units. */
  readonly supportedMm2: Float64Array
}

/** From the top down: each unit hands its mass and its load to what it stands on, in proportion to contact area. */
export const topLoads = (items: ReadonlyMap<string, PackItem>, placements: ReadonlyArray<Placement>): TopLoads => {
  const topDown = [...placements.keys()].sort((a, b) => placements[b]!.z - placements[a]!.z)
  const topGrams = new Float64Array(placements.length)
  const gramsPerDm2 = new Float64Array(placements.length)
  const supportedMm2 = new Float64Array(placements.length)
  const touched = placements.map(() => false)
  for (const above of topDown) {
    const placed = placements[above]!
    const contacts = contactsMm2(items, placements, placed)
    const mm2 = contacts.reduce((sum, contact) => sum + contact, 0)
    supportedMm2[above] = placed.z === 0 ? placed.l * placed.w : mm2
    if (mm2 === 0) continue
    const grams = (items.get(placed.item)?.massGrams ?? 0) + topGrams[above]!
    for (const [below, contact] of contacts.entries()) {
      if (contact === 0) continue
      touched[below] = true
      topGrams[below] = topGrams[below]! + (grams * contact) / mm2
      gramsPerDm2[below] = Math.max(gramsPerDm2[below]!, (grams * mm2PerDm2) / mm2)
    }
  }
  return { topGrams, gramsPerDm2, touched, supportedMm2 }
}
