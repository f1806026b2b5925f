/**
 * Giving a line its stock: which lot, from which location. Promising came before and was soft; this is hard.
 */
import type { LocationId, LotId, TaskId } from "@stowage/kernel/Ids"
import type { Account } from "@stowage/kernel/Account"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type AllocationAsk, type AllocationStrategy, type StockCandidate, rejection } from "./AllocationStrategy.ts"

/** Units that a line is given from one account. */
export interface Taken {
  readonly account: Account
  readonly location: LocationId
  readonly lot: LotId | ""
  readonly quantity: number
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

/**
 * Takes stock for `ask` in the order of the strategy until there is enough. Stock that may not be given, and stock that
 * comes after enough was found, is named with the reason. O(n log n) in the candidates.
 */
export const allocate = (
  ask: AllocationAsk,
  candidates: ReadonlyArray<StockCandidate>,
  strategy: AllocationStrategy
): Allocation => {
  const ordered = candidates.toSorted(
    (a, b) => strategy.compare(a, b) || (a.account < b.account ? -1 : a.account > b.account ? 1 : 0)
  )
  const taken: Array<Taken> = []
  const rejected: Array<Rejected> = []
  let left = ask.quantity
  for (const candidate of ordered) {
    const { account, location, lot } = candidate
    const why = rejection(candidate, ask) ?? (left === 0 ? `not needed: ${strategy.rule}` : undefined)
    if (why !== undefined) {
      rejected.push({ location, lot, why })
      continue
    }
    const quantity = Math.min(left, candidate.available)
    taken.push({ account, location, lot, quantity })
    left -= quantity
  }
  return { ask, taken, short: left, strategy: strategy.name, rejected }
}

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

/** An allocation in words, for the story of an order. */
export const explainAllocation = (allocation: Allocation): ReadonlyArray<string> => {
  const { ask, rejected, short, strategy, taken } = allocation
  return [
    ...taken.map(
      ({ location, lot, quantity }) => `${quantity} × ${ask.sku} from ${placeName(location, lot)} (${strategy})`
    ),
    ...rejected.map(({ location, lot, why }) => `not ${placeName(location, lot)}: ${why}`),
    ...(short > 0 ? [`${short} × ${ask.sku} short: no other stock may be given`] : [])
  ]
}
