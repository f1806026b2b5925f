/**
 * Lines into totes, one after the other.
 */
import { type LoadedTote, type Portion, ToteLoads } from "./ToteLoads.ts"
import { type ToteProblem } from "./ToteProblem.ts"

/** Of which a line is put in the first that takes it: so many totes filled last stay open. */
const openTotes = 2

/**
 * Totes with every unit. Lines are packed in the order of `rank`, so that a tote's places lie together; of equal rank
 * as they come. Where totes are not mixed each order has its own. O(lines log lines).
 */
export const packTotes = (
  problem: ToteProblem,
  stopOf: ReadonlyMap<number, number>,
  rank: (stop: number) => number
): ReadonlyArray<LoadedTote> => {
  const loads = new ToteLoads(problem)
  const portions = problem.orders.map(({ lines }, order) =>
    lines.map(({ place, quantity }, line): Portion => ({ order, line, quantity, stop: stopOf.get(place) ?? -1 }))
  )
  // An order that must stay together is not mixed with others, which need not.
  const isMixed = problem.mayMix && problem.maySplit
  const lots = isMixed ? [portions.flat()] : portions
  return lots.flatMap((lot, owner) => {
    const inOrder = lot.toSorted((a, b) => rank(a.stop) - rank(b.stop))
    return packed(loads, inOrder, isMixed ? -1 : owner)
  })
}

const packed = (loads: ToteLoads, portions: ReadonlyArray<Portion>, owner: number): ReadonlyArray<LoadedTote> => {
  const totes: Array<LoadedTote> = []
  for (const portion of portions) {
    let left = portion.quantity
    const whole = totes.slice(-openTotes).find((tote) => loads.room(tote, portion) >= left)
    while (left > 0) {
      let tote = whole ?? totes.at(-1)
      if (tote === undefined || loads.room(tote, { ...portion, quantity: left }) === 0) {
        tote = loads.tote(owner)
        totes.push(tote)
      }
      const units = loads.room(tote, { ...portion, quantity: left })
      loads.add(tote, portion, units)
      left -= units
    }
  }
  return totes
}
