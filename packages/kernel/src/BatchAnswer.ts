/**
 * What the compact ledger answers to a batch, as columns, and how one answer is put into the ledger's words.
 */
import type { Account } from "./Account.ts"
import { enlarged, enlargedBytes, enlargedFloats } from "./columns.ts"
import type { Instant } from "./Instant.ts"
import type { TransferBatch } from "./TransferBatch.ts"
import type { PendingId, PendingState, TransferRefusal } from "./Transfer.ts"

/** Why a group is refused, by number; 0 when it is accepted. */
export const batchCodes = {
  Accepted: 0,
  QuantityNotWhole: 1,
  DifferentThings: 2,
  PendingIdTaken: 3,
  PendingUnknown: 4,
  PendingResolved: 5,
  MoreThanPending: 6,
  NotYetExpired: 7,
  BalanceTooLarge: 8,
  BalanceTooLow: 9
} as const

/** What became of a claim, by number; 0 for a number that nobody used. */
export const claimStates: ReadonlyArray<PendingState | undefined> = [
  undefined,
  "pending",
  "settled",
  "voided",
  "expired"
]

/** One answer for each group of the last batch. */
export class BatchAnswer {
  /** Of `batchCodes`. */
  codes = new Uint8Array(64)
  /** The transfer refused, counted within its group; of a balance, its account's number. */
  subjects = new Int32Array(64)
  /** What was asked for, of `MoreThanPending` and `BalanceTooLow`. */
  asked = new Float64Array(64)
  /** What there was: units, the state that a claim was in, or the moment until which it holds. */
  found = new Float64Array(64)

  /** Makes room for as many groups. */
  room(groups: number): void {
    while (this.codes.length < groups) {
      this.codes = enlargedBytes(this.codes)
      this.subjects = enlarged(this.subjects)
      this.asked = enlargedFloats(this.asked)
      this.found = enlargedFloats(this.found)
    }
  }

  /** Notes a refusal; its code. */
  refuse(group: number, code: number, subject: number, asked = 0, found = 0): number {
    this.codes[group] = code
    this.subjects[group] = subject
    this.asked[group] = asked
    this.found[group] = found
    return code
  }
}

/** Names of a batch's numbers. */
export interface BatchNames {
  readonly account: (number: number) => Account
  readonly claim: (number: number) => PendingId
}

/** The answer to one group of `batch` in the ledger's words; none when it was accepted. */
export const refusalOf = (
  batch: TransferBatch,
  answer: BatchAnswer,
  group: number,
  names: BatchNames
): TransferRefusal | undefined => {
  const index = answer.subjects[group] as number
  const asked = answer.asked[group] as number
  const found = answer.found[group] as number
  const at = (group === 0 ? 0 : (batch.groupEnds[group - 1] as number)) + index
  const id = (): PendingId => names.claim(batch.claims[at] as number)
  switch (answer.codes[group] ?? batchCodes.Accepted) {
    case batchCodes.QuantityNotWhole:
      return { _tag: "QuantityNotWhole", index, quantity: batch.quantities[at] as number }
    case batchCodes.DifferentThings: {
      const [from, to] = [names.account(batch.from[at] as number), names.account(batch.to[at] as number)]
      return { _tag: "DifferentThings", index, from, to }
    }
    case batchCodes.PendingIdTaken:
      return { _tag: "PendingIdTaken", index, id: id() }
    case batchCodes.PendingUnknown:
      return { _tag: "PendingUnknown", index, id: id() }
    case batchCodes.PendingResolved:
      return { _tag: "PendingResolved", index, id: id(), state: claimStates[found] as PendingState }
    case batchCodes.MoreThanPending:
      return { _tag: "MoreThanPending", index, id: id(), asked, pending: found }
    case batchCodes.NotYetExpired:
      return { _tag: "NotYetExpired", index, id: id(), expiresAt: Number.isNaN(found) ? undefined : (found as Instant) }
    case batchCodes.BalanceTooLarge:
      return { _tag: "BalanceTooLarge", account: names.account(index) }
    case batchCodes.BalanceTooLow:
      return { _tag: "BalanceTooLow", account: names.account(index), asked, available: found }
    default:
      return undefined
  }
}
