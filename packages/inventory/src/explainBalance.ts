/**
 * Why an account holds what it holds: every transfer that touched it, with who, when by both clocks, and running sums.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type DatedCommit, floorTime, type PendedClaim } from "./movements.ts"

/** One transfer behind a balance, and what the account held after it. */
export interface BalanceLine {
  readonly position: number
  /** The transfer's place in its commit. */
  readonly index: number
  readonly commit: string
  readonly actor: string
  readonly at: Instant
  readonly occurredAt: Instant
  readonly transfer: Transfer["_tag"]
  readonly claim: PendingId | undefined
  /** The account on the other side. */
  readonly other: Account
  /** How much this transfer moved in, or out when negative. */
  readonly change: number
  /** How much more of the account is claimed by it; less when negative. */
  readonly claimed: number
  readonly posted: number
  readonly pendingOut: number
  readonly pendingIn: number
}

/** By which clock lines are ordered and summed: the journal's positions, or moments on the floor. */
export type Clock = "journal" | "floor"

interface Step extends Omit<BalanceLine, "posted" | "pendingOut" | "pendingIn"> {
  readonly awaited: number
}

/** What one transfer did to its two accounts. */
interface Effect extends PendedClaim {
  readonly claim: PendingId | undefined
  readonly moved: number
  readonly claimed: number
}

const effectOf = (claims: Map<PendingId, PendedClaim>, transfer: Transfer): Effect | undefined => {
  if (transfer._tag === "Post") return { ...transfer, claim: undefined, moved: transfer.quantity, claimed: 0 }
  if (transfer._tag === "Pend") {
    claims.set(transfer.id, transfer)
    return { ...transfer, claim: transfer.id, moved: 0, claimed: transfer.quantity }
  }
  const claim = claims.get(transfer.id)
  if (claim === undefined) return undefined
  claims.delete(transfer.id)
  const moved = transfer._tag === "Settle" ? transfer.quantity : 0
  return { ...claim, claim: transfer.id, moved, claimed: 0 - claim.quantity }
}

const stepOf = (account: Account, effect: Effect, transfer: Transfer, commit: DatedCommit, index: number): Step => {
  const out = effect.from === account
  return {
    position: commit.position,
    index,
    commit: commit.id,
    actor: commit.actor,
    at: commit.at,
    occurredAt: floorTime(commit),
    transfer: transfer._tag,
    claim: effect.claim,
    other: out ? effect.to : effect.from,
    change: out ? 0 - effect.moved : effect.moved,
    claimed: out ? effect.claimed : 0,
    awaited: out ? 0 : effect.claimed
  }
}

/**
 * The transfers behind the balance of `account`, in order, each with what the account held after it; the last line
 * holds what the ledger does. `commits` are all of the journal in order. By the floor's clock ties keep the journal's
 * order. O(transfers + n log n) for n lines.
 */
export const explainBalance = (
  account: Account,
  commits: Iterable<DatedCommit>,
  clock: Clock = "journal"
): ReadonlyArray<BalanceLine> => {
  const claims = new Map<PendingId, PendedClaim>()
  const steps: Array<Step> = []
  for (const commit of commits) {
    for (const [index, transfer] of commit.transfers.entries()) {
      const effect = effectOf(claims, transfer)
      if (effect === undefined || (effect.from !== account && effect.to !== account)) continue
      steps.push(stepOf(account, effect, transfer, commit, index))
    }
  }
  const ordered = clock === "journal" ? steps : steps.toSorted((a, b) => a.occurredAt - b.occurredAt)
  let [posted, pendingOut, pendingIn] = [0, 0, 0]
  return ordered.map(({ awaited, ...step }) => {
    posted += step.change
    pendingOut += step.claimed
    pendingIn += awaited
    return { ...step, posted, pendingOut, pendingIn }
  })
}

/** A line as a sentence. */
export const sayBalanceLine = (line: BalanceLine): string => {
  const { actor, change, claimed, commit, other, pendingOut, position, posted, transfer } = line
  const moved = change === 0 ? `${claimed} claimed` : `${change > 0 ? "+" : ""}${change}`
  const side = change > 0 ? "from" : "to"
  const left = pendingOut === 0 ? `${posted}` : `${posted}, ${pendingOut} of it claimed`
  return `${position} ${commit} by ${actor}: ${transfer} ${moved} ${side} ${other}; then ${left}`
}
