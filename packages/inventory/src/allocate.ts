/**
 * Giving a line its stock: which lot, from which location. Promising came before and was soft; this is hard.
 */
import type { LocationId, LotId, TaskId } from "@stowage/kernel/Ids"
import type { Account } from "@stowage/kernel/Account"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import {
  type AllocationAsk,
  type AllocationStrategy,
  type Draw,
  type StockCandidate,
  keptUntil,
  rejection
} from "./AllocationStrategy.ts"
import { mustBeAsk, mustBeStock } from "./askedUnits.ts"

/**
 * Units that a line is given from one account. One account is named once, but once per kind of pack where packs count.
 */
export interface Taken {
  readonly account: Account
  readonly location: LocationId
  readonly lot: LotId | ""
  readonly quantity: number
  /** Why these: the rule of the strategy, or what it said of this draw. */
  readonly why: string
  /** The whole packs that these units are taken as; absent for units. */
  readonly pack?: { readonly name: string; readonly count: number }
}

/** Stock that was looked at and not given. */
export interface Rejected {
  readonly location: LocationId
  readonly lot: LotId | ""
  readonly why: string
}

/** What a line was given: asked = Σ taken + short, and why so. */
export interface Allocation {
  readonly ask: AllocationAsk
  readonly taken: ReadonlyArray<Taken>
  readonly short: number
  readonly strategy: string
  readonly rejected: ReadonlyArray<Rejected>
}

const placeName = (location: LocationId, lot: LotId | ""): string => (lot === "" ? location : `${location} lot ${lot}`)

/** All that each has, in turn, until there is enough. */
const inTurn = (ask: AllocationAsk, queue: ReadonlyArray<StockCandidate>, why: string): ReadonlyArray<Draw> => {
  const draws: Array<Draw> = []
  let left = ask.quantity
  for (const candidate of queue) {
    if (left === 0) break
    const quantity = Math.min(left, candidate.available)
    draws.push({ candidate, quantity, why })
    left -= quantity
  }
  return draws
}

/** What `draws` leave of the ask. A strategy that gives what is not there, or more than was asked, is a defect. */
const leftAfter = (
  draws: ReadonlyArray<Draw>,
  ask: AllocationAsk,
  queue: ReadonlyArray<StockCandidate>,
  strategy: string
): number => {
  const left = new Map(queue.map(({ account, available }) => [account, available]))
  let asked = ask.quantity
  for (const { candidate, quantity } of draws) {
    const { account } = candidate
    const has = left.get(account) ?? 0
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > Math.min(has, asked)) {
      const most = `expected 1 to ${Math.min(has, asked)}`
      throw new RangeError(`Strategy ${strategy} draws ${quantity} of ${account}; ${most}`)
    }
    left.set(account, has - quantity)
    asked -= quantity
  }
  return asked
}

/**
 * Takes stock for `ask` as the strategy says. Stock that may not be given, and stock that the strategy passed over, is
 * named with the reason; what it took, with the reason too. Throws on an ask that is no count, on stock that is none or
 * named twice, and on a strategy that draws more than there is. O(n log n) in the candidates.
 */
export const allocate = (
  ask: AllocationAsk,
  candidates: ReadonlyArray<StockCandidate>,
  strategy: AllocationStrategy
): Allocation => {
  mustBeAsk(ask)
  mustBeStock(candidates)
  const ordered = candidates.toSorted(
    (a, b) => strategy.compare(a, b) || (a.account < b.account ? -1 : a.account > b.account ? 1 : 0)
  )
  const unfit = new Map<StockCandidate, string>()
  const needed = keptUntil(ask)
  for (const candidate of ordered) {
    const why = rejection(candidate, ask, needed)
    if (why !== undefined) unfit.set(candidate, why)
  }
  const queue = ordered.filter((candidate) => !unfit.has(candidate))
  const draws = ask.quantity === 0 ? [] : (strategy.draw?.(ask, queue) ?? inTurn(ask, queue, strategy.rule))
  const short = leftAfter(draws, ask, queue, strategy.name)
  const drawn = new Set(draws.map(({ candidate }) => candidate.account))
  return {
    ask,
    taken: draws.map(({ candidate: { account, location, lot }, pack, quantity, why }) => ({
      account,
      location,
      lot,
      quantity,
      why,
      ...(pack === undefined ? {} : { pack })
    })),
    short,
    strategy: strategy.name,
    rejected: ordered
      .filter(({ account }) => !drawn.has(account))
      .map((candidate) => ({
        location: candidate.location,
        lot: candidate.lot,
        why: unfit.get(candidate) ?? passedOver(strategy, short)
      }))
  }
}

const passedOver = ({ name, rule }: AllocationStrategy, short: number): string =>
  short === 0 ? `not needed: ${rule}` : `not given by ${name}: ${rule}`

/** The claim that a pick task has on its stock. */
export const pickClaim = (task: TaskId): PendingId => `pick:${task}` as PendingId

/** Claims the stock of one pick task, from where it stands to where the picker will put it. */
export const claimPick = (task: TaskId, from: Account, to: Account, quantity: number): Transfer => ({
  _tag: "Pend",
  id: pickClaim(task),
  from,
  to,
  quantity
})

const inPacks = (pack: Taken["pack"]): string => (pack === undefined ? "" : ` in ${pack.count} full ${pack.name}`)

/** An allocation in words, for the story of an order. */
export const explainAllocation = (allocation: Allocation): ReadonlyArray<string> => {
  const { ask, rejected, short, strategy, taken } = allocation
  return [
    ...taken.map(
      ({ location, lot, pack, quantity }) =>
        `${quantity} × ${ask.sku}${inPacks(pack)} from ${placeName(location, lot)} (${strategy})`
    ),
    ...rejected.map(({ location, lot, why }) => `not ${placeName(location, lot)}: ${why}`),
    ...(short > 0 ? [`${short} × ${ask.sku} short: no other stock may be given`] : [])
  ]
}
