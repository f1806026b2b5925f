/**
 * Commits as the movements they made: a post moves at once, a claim when it is settled, and then what was settled.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { AuditedCommit } from "./audit.ts"

/** The part of a recorded commit that says who moved what, and when by both clocks. */
export interface DatedCommit extends AuditedCommit {
  readonly id: string
  readonly actor: string
  /** When it happened on the floor; at the time of its recording when absent. */
  readonly occurredAt?: Instant
}

/** When it happened on the floor. */
export const floorTime = ({ at, occurredAt }: DatedCommit): Instant => occurredAt ?? at

/** Units that left one account for another. */
export interface Movement<Commit extends AuditedCommit = AuditedCommit> {
  readonly commit: Commit
  /** The transfer's place in its commit. */
  readonly index: number
  readonly from: Account
  readonly to: Account
  readonly quantity: number
}

/** A claim as it was pended. */
export interface PendedClaim {
  readonly from: Account
  readonly to: Account
  readonly quantity: number
}

/** Turns commits into movements; remembers the claims that are open. To be shown every commit, in order. */
export interface MovementReader {
  /** O(transfers). */
  readonly read: <Commit extends AuditedCommit>(commit: Commit) => ReadonlyArray<Movement<Commit>>
  readonly claim: (id: PendingId) => PendedClaim | undefined
}

/** A reader that has seen nothing yet. */
export const startMovements = (): MovementReader => {
  const open = new Map<PendingId, PendedClaim>()
  const moved = (transfer: Transfer): PendedClaim | undefined => {
    if (transfer._tag === "Post") return transfer
    if (transfer._tag === "Pend") {
      open.set(transfer.id, transfer)
      return undefined
    }
    const claim = open.get(transfer.id)
    open.delete(transfer.id)
    return transfer._tag === "Settle" && claim !== undefined ? { ...claim, quantity: transfer.quantity } : undefined
  }
  return {
    read: (commit) =>
      commit.transfers.flatMap((transfer, index) => {
        const of = moved(transfer)
        return of === undefined ? [] : [{ commit, index, from: of.from, to: of.to, quantity: of.quantity }]
      }),
    claim: (id) => open.get(id)
  }
}

/** Every movement of `commits`, which must be all of them in order. O(transfers). */
export function* movementsOf<Commit extends AuditedCommit>(commits: Iterable<Commit>): Generator<Movement<Commit>> {
  const reader = startMovements()
  for (const commit of commits) yield* reader.read(commit)
}
