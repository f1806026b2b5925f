/**
 * Lot continuity: a customer gets units of as few lots as can be, of one where one lot has enough.
 */
import type { LotId } from "@stowage/kernel/Ids"
import type { AllocationAsk, AllocationStrategy, Draw, StockCandidate } from "./AllocationStrategy.ts"

interface LotStock {
  readonly lot: LotId | ""
  readonly stock: Array<StockCandidate>
  total: number
}

/** What there is of each lot, in the order in which `queue` first names them. */
const byLot = (queue: ReadonlyArray<StockCandidate>): Array<LotStock> => {
  const lots = new Map<LotId | "", LotStock>()
  for (const candidate of queue) {
    const known = lots.get(candidate.lot) ?? { lot: candidate.lot, stock: [], total: 0 }
    known.stock.push(candidate)
    known.total += candidate.available
    lots.set(candidate.lot, known)
  }
  return [...lots.values()]
}

const sayLot = (lot: LotId | ""): string => (lot === "" ? "stock without a lot" : `lot ${lot}`)

const drawLot = ({ stock }: LotStock, quantity: number, why: string): ReadonlyArray<Draw> => {
  const draws: Array<Draw> = []
  let left = quantity
  for (const candidate of stock) {
    if (left === 0) break
    const units = Math.min(left, candidate.available)
    draws.push({ candidate, quantity: units, why })
    left -= units
  }
  return draws
}

/** Largest lots first, each in full, until one lot covers the rest: of those, the one that `queue` names first. */
const draw = (ask: AllocationAsk, queue: ReadonlyArray<StockCandidate>): ReadonlyArray<Draw> => {
  const lots = byLot(queue)
  const draws: Array<Draw> = []
  let left = ask.quantity
  for (;;) {
    const enough = lots.find(({ total }) => total >= left)
    if (enough !== undefined) {
      return [...draws, ...drawLot(enough, left, `${sayLot(enough.lot)} covers ${left} with ${enough.total}`)]
    }
    const largest = lots.reduce<LotStock | undefined>(
      (most, lot) => (most === undefined || lot.total > most.total ? lot : most),
      undefined
    )
    if (largest === undefined) return draws
    draws.push(...drawLot(largest, largest.total, `no lot covers ${left}; ${sayLot(largest.lot)} has most`))
    left -= largest.total
    lots.splice(lots.indexOf(largest), 1)
  }
}

/**
 * As few lots as any plan could take; among lots that cover what is left, and within a lot, as `within` orders them.
 * O(n log n + lots²).
 */
export const oneLot = (within: AllocationStrategy): AllocationStrategy => ({
  name: `one lot, ${within.name}`,
  rule: `as few lots as possible are mixed, and ${within.rule}`,
  compare: within.compare,
  draw
})
