/**
 * Prices of items by which knapsacks give a higher bound.
 */
import { fillKnapsacks, type Sharing } from "./shareOut.ts"

/** Rounds of pricing, and of these so many without a better bound before the steps become half as long. */
const rounds = 60
const roundsInVain = 5

/**
 * Raises the price of an item that no zone takes and lowers that of one that several take, by ever smaller steps; the
 * prices with the highest bound are kept in `sharing`, with the knapsacks that belong to them. Returns that bound: no
 * way to share out all items costs less. `upper` is what a way may cost. Asks to stop in every round.
 *
 * O(items × cells) a round.
 *
 * Source: Jörnsten and Näsberg (1986), A new Lagrangian relaxation approach to the generalized assignment problem,
 * European Journal of Operational Research 27; Posta, Ferland and Michelon (2012), An exact method with variable fixing
 * for solving the generalized assignment problem, Computational Optimization and Applications 52.
 */
export const raisePrices = (
  sharing: Sharing,
  {
    cellsAtMost,
    isStopped,
    upper
  }: { readonly cellsAtMost: number; readonly isStopped: () => boolean; readonly upper: number }
): number => {
  const { items, price } = sharing
  const best = price.slice()
  const missing = new Int32Array(items)
  let bound = -Infinity
  let pace = 1
  let sinceBetter = 0
  for (let round = 0; round < rounds && !isStopped(); round++) {
    fillKnapsacks(sharing, cellsAtMost)
    const least = boundOf(sharing)
    if (least > bound) {
      bound = least
      best.set(price)
      sinceBetter = 0
    } else if (++sinceBetter >= roundsInVain) {
      pace /= 2
      sinceBetter = 0
    }
    const length = countMissing(sharing, missing)
    if (length === 0) break
    const step = (pace * Math.max(upper - least, 1e-9)) / length
    for (let item = 0; item < items; item++) price[item]! += step * missing[item]!
  }
  price.set(best)
  fillKnapsacks(sharing, cellsAtMost)
  return bound
}

/** What all items cost at least, by the knapsacks as they are. */
const boundOf = ({ cells, rest, width, worth, zones }: Sharing): number => {
  let least = rest[0]!
  for (let zone = 0; zone < zones; zone++) least -= worth[zone + 1 < zones ? cells[zone + 1]! - 1 : width - 1]!
  return least
}

/** For each item 1 less the zones that take it; returns the sum of the squares. */
const countMissing = (sharing: Sharing, missing: Int32Array): number => {
  const { cells, items, load, unit, width, worth, zones, zonesAtMost } = sharing
  missing.fill(1)
  for (let zone = 0; zone < zones; zone++) {
    let cell = zone + 1 < zones ? cells[zone + 1]! - 1 : width - 1
    for (let item = 0; item < items; item++) {
      if (worth[item * width + cell]! <= worth[(item + 1) * width + cell]!) continue
      missing[item]!--
      cell -= Math.floor(load[item * zonesAtMost + zone]! / unit + 1e-9)
    }
  }
  let length = 0
  for (let item = 0; item < items; item++) length += missing[item]! * missing[item]!
  return length
}
