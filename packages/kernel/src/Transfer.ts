/**
 * The ledger's only movements. Quantity leaves one account and enters another, so nothing is made or lost; a claim is a
 * pending transfer, which counts against its account's limit until it is resolved, exactly once.
 *
 * Source: the two-phase transfers of TigerBeetle (docs.tigerbeetle.com/coding/two-phase-transfers), applied to stock.
 */
import type * as Brand from "effect/Brand"
import type { Account } from "./Account.ts"
import type { Instant } from "./Instant.ts"

/** Name of a pending transfer, chosen by who pends it. Never used twice. */
export type PendingId = Brand.Branded<string, "PendingId">

/** Moves `quantity` now. */
export interface Post {
  readonly _tag: "Post"
  readonly from: Account
  readonly to: Account
  readonly quantity: number
}

/** Claims `quantity` of `from` for `to`; it moves when settled. May be expired `ttlMillis` after the commit's `at`. */
export interface Pend {
  readonly _tag: "Pend"
  readonly id: PendingId
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  readonly ttlMillis?: number
}

/** Moves `quantity` of a pending transfer, all or part; what is not moved is free again. */
export interface Settle {
  readonly _tag: "Settle"
  readonly id: PendingId
  readonly quantity: number
}

/** Frees the whole pending transfer. */
export interface Void {
  readonly _tag: "Void"
  readonly id: PendingId
}

/** Frees a pending transfer whose time has run out; refused before that. Until then it holds its quantity. */
export interface Expire {
  readonly _tag: "Expire"
  readonly id: PendingId
}

export type Transfer = Post | Pend | Settle | Void | Expire

/** What became of a pending transfer. */
export type PendingState = "pending" | "settled" | "voided" | "expired"

/** A pending transfer as the ledger holds it. */
export interface Pending {
  readonly id: PendingId
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  /** When it may be expired; none for a claim without end. */
  readonly expiresAt: Instant | undefined
  readonly state: PendingState
}

/** What an account holds: `posted` is there, `pendingOut` of it is claimed, `pendingIn` is claimed for it. */
export interface Balance {
  readonly account: Account
  readonly posted: number
  readonly pendingOut: number
  readonly pendingIn: number
}

/** What may still be taken from an account. */
export const available = (balance: { readonly posted: number; readonly pendingOut: number }): number =>
  balance.posted - balance.pendingOut

/**
 * Why a commit's transfers are refused, in order of precedence; `index` is the transfer's place in the commit. The
 * first seven are found transfer by transfer; `BalanceTooLow` once all are summed, for the first account in order of
 * mention.
 */
export type TransferRefusal =
  | { readonly _tag: "QuantityNotWhole"; readonly index: number; readonly quantity: number }
  | { readonly _tag: "DifferentThings"; readonly index: number; readonly from: Account; readonly to: Account }
  | { readonly _tag: "PendingIdTaken"; readonly index: number; readonly id: PendingId }
  | { readonly _tag: "PendingUnknown"; readonly index: number; readonly id: PendingId }
  | { readonly _tag: "PendingResolved"; readonly index: number; readonly id: PendingId; readonly state: PendingState }
  | {
      readonly _tag: "MoreThanPending"
      readonly index: number
      readonly id: PendingId
      readonly asked: number
      readonly pending: number
    }
  | {
      readonly _tag: "NotYetExpired"
      readonly index: number
      readonly id: PendingId
      readonly expiresAt: Instant | undefined
    }
  | { readonly _tag: "BalanceTooLarge"; readonly account: Account }
  | {
      readonly _tag: "BalanceTooLow"
      readonly account: Account
      /** What the whole commit takes from the account, less what it puts in. */
      readonly asked: number
      readonly available: number
    }

/** A refusal as a sentence that says what to mend. */
export const sayTransferRefusal = (refusal: TransferRefusal): string => {
  switch (refusal._tag) {
    case "QuantityNotWhole":
      return `Transfer ${refusal.index}: expected a whole quantity of at least 1, got ${refusal.quantity}.`
    case "DifferentThings":
      return `Transfer ${refusal.index}: expected two different accounts of one book and SKU, got ${refusal.from} and ${refusal.to}.`
    case "PendingIdTaken":
      return `Transfer ${refusal.index}: the pending id ${refusal.id} was used before; expected a new one.`
    case "PendingUnknown":
      return `Transfer ${refusal.index}: nothing is pending under ${refusal.id}.`
    case "PendingResolved":
      return `Transfer ${refusal.index}: ${refusal.id} was already ${refusal.state}; a claim is resolved once.`
    case "MoreThanPending":
      return `Transfer ${refusal.index}: asked to settle ${refusal.asked} of ${refusal.id}, which holds ${refusal.pending}.`
    case "NotYetExpired":
      return refusal.expiresAt === undefined
        ? `Transfer ${refusal.index}: ${refusal.id} never expires; void it instead.`
        : `Transfer ${refusal.index}: ${refusal.id} holds until ${refusal.expiresAt} (ms since 1970), which is later than this commit.`
    case "BalanceTooLow":
      return `${refusal.account} has ${refusal.available} available; this commit asks for ${refusal.asked}.`
    case "BalanceTooLarge":
      return `${refusal.account} would hold more than 2^53 - 1.`
  }
}
