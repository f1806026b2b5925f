/**
 * How one layer stands on another, and what a pile of layers bears.
 */
import { footprintSize, type Footprints } from "./bestLayer.ts"
import type { PalletLayer } from "./PalletLayer.ts"

/** Units of an upper layer on those of a lower one: which on which, and the part of its load that goes there. */
export interface LayerContacts {
  /** Least part of a base that rests on the lower layer. */
  readonly leastSupport: number
  readonly above: ReadonlyArray<number>
  readonly below: ReadonlyArray<number>
  readonly share: ReadonlyArray<number>
}

/** Time O(n·m) for n units on m. */
export const layerContacts = (upper: Footprints, lower: Footprints): LayerContacts => {
  const above: Array<number> = []
  const below: Array<number> = []
  const share: Array<number> = []
  let leastSupport = 1
  for (let a = 0; a < upper.length; a += footprintSize) {
    const first = share.length
    let mm2 = 0
    for (let b = 0; b < lower.length; b += footprintSize) {
      const contact = along(upper, a, lower, b) * along(upper, a + 1, lower, b + 1)
      if (contact === 0) continue
      above.push(a / footprintSize)
      below.push(b / footprintSize)
      share.push(contact)
      mm2 += contact
    }
    for (let at = first; at < share.length; at++) share[at] = share[at]! / mm2
    leastSupport = Math.min(leastSupport, mm2 / (upper[a + 2]! * upper[a + 3]!))
  }
  return { leastSupport, above, below, share }
}

/** Millimetres that two units have in common along an axis. */
const along = (one: Footprints, at: number, other: Footprints, to: number): number =>
  Math.max(0, Math.min(one[at]! + one[at + 2]!, other[to]! + other[to + 2]!) - Math.max(one[at]!, other[to]!))

/** Slack for the rounding of shares. */
const slack = 1e-7

/** Whether each unit of a pile, lowest layer first, bears what stands on it; `contacts` of each layer on the next. */
export const pileBears = (
  pile: ReadonlyArray<PalletLayer>,
  contacts: (upper: PalletLayer, lower: PalletLayer) => LayerContacts
): boolean => {
  if (pile.every(({ maxTopGrams }) => maxTopGrams === Number.POSITIVE_INFINITY)) return true
  let onTop = new Float64Array(pile.at(-1)?.units ?? 0)
  for (let at = pile.length - 2; at >= 0; at--) {
    const [upper, lower] = [pile[at + 1]!, pile[at]!]
    const { above, below, share } = contacts(upper, lower)
    const borne = new Float64Array(lower.units)
    for (let contact = 0; contact < share.length; contact++) {
      const unit = below[contact]!
      borne[unit] = borne[unit]! + (upper.unitGrams + onTop[above[contact]!]!) * share[contact]!
    }
    if (lower.maxTopGrams === 0 || borne.some((grams) => grams > lower.maxTopGrams + slack)) return false
    onTop = borne
  }
  return true
}
