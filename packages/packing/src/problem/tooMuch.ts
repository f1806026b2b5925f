/**
 * Whether a group is too much for any carton, or all items for all cartons in stock: by volume and by mass.
 */
import { kindsOf, roomOf } from "./Kinds.ts"
import type { PackingProblem } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"

export const tooMuch = ({ cartons, items }: PackingProblem): PackingRefusal | undefined => {
  const kinds = kindsOf(items)
  const rooms = cartons.map(roomOf)
  const groups = new Map<string, { mm3: number; grams: number }>()
  const all = { mm3: 0, grams: 0 }
  for (const [kind, { group, quantity }] of items.entries()) {
    const [mm3, grams] = [quantity * kinds.volumeMm3[kind]!, quantity * kinds.massGrams[kind]!]
    all.mm3 += mm3
    all.grams += grams
    if (group === undefined) continue
    const sum = groups.get(group) ?? { mm3: 0, grams: 0 }
    groups.set(group, { mm3: sum.mm3 + mm3, grams: sum.grams + grams })
  }
  for (const [group, { grams, mm3 }] of groups) {
    const held = rooms.some(
      ({ heightMm, lengthMm, payloadGrams, widthMm }) => mm3 <= lengthMm * widthMm * heightMm && grams <= payloadGrams
    )
    if (!held) return { _tag: "GroupFitsNoCarton", group }
  }
  const inStock = (measure: (type: number) => number): number =>
    cartons.reduce(
      (sum, { stock = Number.POSITIVE_INFINITY }, type) => sum + (stock === 0 ? 0 : stock * measure(type)),
      0
    )
  const mm3 = inStock((type) => rooms[type]!.lengthMm * rooms[type]!.widthMm * rooms[type]!.heightMm)
  if (mm3 < all.mm3) return { _tag: "StockTooSmall", measure: "volume", asked: all.mm3, held: mm3 }
  const grams = inStock((type) => rooms[type]!.payloadGrams)
  // Cartons without strength, however many, bear what weighs nothing: infinity times nothing is not a number.
  return grams < all.grams ? { _tag: "StockTooSmall", measure: "mass", asked: all.grams, held: grams } : undefined
}
