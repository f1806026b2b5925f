/**
 * Whether every unit of a load bears what stands on it.
 */
import type { LoadedUnit } from "../loads/LoadedUnit.ts"
import type { PackItem } from "../problem/PackingProblem.ts"

/** Slack for the rounding of shares. */
const slack = 1e-7

/** Mass is handed down from the top in proportion to contact area. Time O(n²). */
export const unitsBear = (items: ReadonlyArray<PackItem>, units: ReadonlyArray<LoadedUnit>): boolean => {
  if (units.every(({ kind }) => items[kind]!.maxTopGrams === undefined)) return true
  const borne = new Map<LoadedUnit, number>()
  for (const upper of units.toSorted((a, b) => b.z - a.z)) {
    const below = units.filter(({ z, h }) => z + h === upper.z)
    const contacts = below.map(
      (lower) => along(upper.x, upper.l, lower.x, lower.l) * along(upper.y, upper.w, lower.y, lower.w)
    )
    const mm2 = contacts.reduce((sum, contact) => sum + contact, 0)
    const grams = items[upper.kind]!.massGrams + (borne.get(upper) ?? 0)
    for (const [at, lower] of below.entries()) {
      if (contacts[at] === 0) continue
      const { maxTopGrams = Number.POSITIVE_INFINITY } = items[lower.kind]!
      const onTop = (borne.get(lower) ?? 0) + (grams * contacts[at]!) / mm2
      if (maxTopGrams === 0 || onTop > maxTopGrams + slack) return false
      borne.set(lower, onTop)
    }
  }
  return true
}

/** Millimetres that two extents have in common. */
const along = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.max(0, Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom))
