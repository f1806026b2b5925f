/**
 * Which stock is taken first, as data that says its reasons. A strategy puts what may be given in order; one that
 * needs more than an order (whole packs, one lot) also says how much it draws from what. Anybody may write one.
 */
import { type Account, accountParts, type StockStatus } from "@stowage/kernel/Account"
import type { LineId, LocationId, LotId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"

/** Stock that a line might be given. */
export interface StockCandidate {
  /** The physical account it stands in. */
  readonly account: Account
  readonly location: LocationId
  readonly lot: LotId | ""
  /** Posted less what is already claimed. */
  readonly available: number
  /** The last day on which it may be sold; absent when it does not expire. */
  readonly expiresOn?: LocalDate
  /** When the lot came in; absent when nobody noted it. */
  readonly receivedAt?: Instant
  /** How far the location is from the pack station. */
  readonly walkMm: number
  /** Why nothing may be taken from the location just now, such as an open count; absent when it may. */
  readonly blocked?: string
}

/** What one line needs. */
export interface AllocationAsk {
  readonly line: LineId
  readonly sku: Sku
  /** A whole number of at least 0. */
  readonly quantity: number
  /** The day on which it is picked. */
  readonly today: LocalDate
  /** How many days must be left after `today`; 0 when only expired stock is refused. */
  readonly minRemainingDays: number
  /** In which status; `available` when absent. */
  readonly status?: StockStatus
  /** Nothing that expires before this day, such as the last delivery to this customer; no such day when absent. */
  readonly notExpiringBefore?: LocalDate
}

/** Units that a strategy takes from one candidate, and why these. */
export interface Draw {
  readonly candidate: StockCandidate
  /** A whole number of at least 1. */
  readonly quantity: number
  readonly why: string
  /** The whole packs that these units are, when they are to be taken as such. */
  readonly pack?: { readonly name: string; readonly count: number }
}

/** An order in which stock is taken. Ties are broken by account, so that a plan can be had again. */
export interface AllocationStrategy {
  readonly name: string
  /** One sentence for people: why stock comes first under this strategy. */
  readonly rule: string
  /** Negative when `a` is taken before `b`. */
  readonly compare: (a: StockCandidate, b: StockCandidate) => number
  /**
   * What is taken of `queue`: all stock that may be given, in order. It may draw on one candidate several times, and
   * may leave the ask short. Absent: all that each has, in turn, until there is enough.
   */
  readonly draw?: (ask: AllocationAsk, queue: ReadonlyArray<StockCandidate>) => ReadonlyArray<Draw>
}

const never = "9999-12-31" as LocalDate

const byExpiry = (a: StockCandidate, b: StockCandidate): number => {
  const [first, second] = [a.expiresOn ?? never, b.expiresOn ?? never]
  return first < second ? -1 : first > second ? 1 : 0
}

const byReceipt = (a: StockCandidate, b: StockCandidate): number =>
  (a.receivedAt ?? Number.MAX_SAFE_INTEGER) - (b.receivedAt ?? Number.MAX_SAFE_INTEGER)

const byWalk = (a: StockCandidate, b: StockCandidate): number => a.walkMm - b.walkMm

/** First expired, first out; of one expiry, first received, then nearest. */
export const fefo: AllocationStrategy = {
  name: "FEFO",
  rule: "what expires first goes first",
  compare: (a, b) => byExpiry(a, b) || byReceipt(a, b) || byWalk(a, b)
}

/** First in, first out; of one receipt, nearest. */
export const fifo: AllocationStrategy = {
  name: "FIFO",
  rule: "what came in first goes first",
  compare: (a, b) => byReceipt(a, b) || byWalk(a, b)
}

const byLatestReceipt = (a: StockCandidate, b: StockCandidate): number => (b.receivedAt ?? -1) - (a.receivedAt ?? -1)

/**
 * Last in, first out; of one receipt, nearest; an unknown receipt comes last. For lanes with the oldest at the back.
 */
export const lifo: AllocationStrategy = {
  name: "LIFO",
  rule: "what came in last goes first",
  compare: (a, b) => byLatestReceipt(a, b) || byWalk(a, b)
}

/** Nearest to the pack station first; of one distance, first received. */
export const nearest: AllocationStrategy = {
  name: "nearest",
  rule: "what is nearest goes first",
  compare: (a, b) => byWalk(a, b) || byReceipt(a, b)
}

/** The fewest units first, so that as many locations as possible become empty; of as many units, nearest. */
export const emptyLocations: AllocationStrategy = {
  name: "empty the location",
  rule: "the location with least in it is emptied first",
  compare: (a, b) => a.available - b.available || byWalk(a, b)
}

/** Orders by `first`, and by `then` where it is undecided. How much is drawn from what, if anybody, `first` says. */
export const thenBy = (first: AllocationStrategy, then: AllocationStrategy): AllocationStrategy => ({
  ...first,
  name: `${first.name}, then ${then.name}`,
  rule: `${first.rule}, and then ${then.rule}`,
  compare: (a, b) => first.compare(a, b) || then.compare(a, b)
})

/** The day until which what is given must keep. Dearer than all else that is asked of a candidate. */
export const keptUntil = ({ minRemainingDays, today }: AllocationAsk): LocalDate => plusDays(today, minRemainingDays)

/**
 * Why this stock may not be given to this line, as a sentence part; undefined when it may. Who asks of many reckons
 * `needed` once.
 */
export const rejection = (
  candidate: StockCandidate,
  ask: AllocationAsk,
  needed: LocalDate = keptUntil(ask)
): string | undefined => {
  if (candidate.blocked !== undefined) return candidate.blocked
  const { status } = accountParts(candidate.account)
  if (status !== (ask.status ?? "available")) return `in status ${status}`
  if (candidate.available <= 0) return "all of it is claimed"
  const { expiresOn } = candidate
  if (expiresOn === undefined) return undefined
  if (expiresOn < ask.today) return `expired on ${expiresOn}`
  if (expiresOn < needed) return `expires on ${expiresOn}, and must keep until ${needed}`
  const { notExpiringBefore } = ask
  return notExpiringBefore !== undefined && expiresOn < notExpiringBefore
    ? `expires on ${expiresOn}, and ${notExpiringBefore} was delivered before`
    : undefined
}
