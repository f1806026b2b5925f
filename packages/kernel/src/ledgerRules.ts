/**
 * What each kind of transfer does and why it is refused, transfer by transfer; limits are checked once all are summed.
 */
import type { Instant } from "./Instant.ts"
import { expired, pending, settled, voided } from "./ClaimTable.ts"
import {
  type Entry,
  type LedgerState,
  entryOf,
  findClaim,
  partnerOf,
  resolveClaim,
  sourceOf,
  targetOf,
  touch
} from "./ledgerState.ts"
import type { Expire, Pend, Post, Settle, Transfer, TransferRefusal, Void } from "./Transfer.ts"
import { batchKinds } from "./TransferBatch.ts"

const isWhole = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity >= 1

/** Whether all sums of an account are exact. */
const isExact = (entry: Entry): boolean =>
  Number.isSafeInteger(entry.posted) &&
  Number.isSafeInteger(entry.pendingOut) &&
  Number.isSafeInteger(entry.pendingIn) &&
  Number.isSafeInteger(entry.posted - entry.pendingOut)

const mayMove = (from: Entry, to: Entry): boolean => from !== to && from.thing === to.thing

/** Moves `moved` and changes what is claimed by `claimed`, which may be negative. */
const move = (state: LedgerState, from: Entry, to: Entry, moved: number, claimed: number): void => {
  touch(state, from)
  touch(state, to)
  from.posted -= moved
  to.posted += moved
  from.pendingOut += claimed
  to.pendingIn += claimed
  if (isExact(from) && isExact(to)) return
  // A sum that was rounded once cannot be trusted again, even if it comes back into range within the commit.
  state.overflow ??= isExact(from) ? to : from
}

const applyPost = (state: LedgerState, transfer: Post, index: number): TransferRefusal | undefined => {
  const { quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  const from = entryOf(state, transfer.from)
  const to = partnerOf(state, from, transfer.to)
  if (!mayMove(from, to)) return { _tag: "DifferentThings", index, from: transfer.from, to: transfer.to }
  move(state, from, to, quantity, 0)
  state.tape?.post(from.number, to.number, quantity)
  return undefined
}

const applyPend = (state: LedgerState, transfer: Pend, index: number, at: Instant): TransferRefusal | undefined => {
  const { id, quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  const from = entryOf(state, transfer.from)
  const to = partnerOf(state, from, transfer.to)
  if (!mayMove(from, to)) return { _tag: "DifferentThings", index, from: transfer.from, to: transfer.to }
  if (findClaim(state, id) >= 0) return { _tag: "PendingIdTaken", index, id }
  const { ttlMillis = Number.NaN } = transfer
  const claim = state.claims.add(id, from.number, to.number, quantity, at + ttlMillis, pending)
  move(state, from, to, 0, quantity)
  state.tape?.ofClaim(batchKinds.Pend, claim, ttlMillis)
  return undefined
}

const resolve = (state: LedgerState, claim: number, moved: number, as: number): undefined => {
  const held = state.claims.quantityOf(claim)
  move(state, sourceOf(state, claim), targetOf(state, claim), moved, -held)
  resolveClaim(state, claim, as)
  // Kinds and states are numbered alike: a claim that is settled was resolved by a `Settle`.
  state.tape?.ofClaim(as, claim, moved)
}

const applyResolution = (
  state: LedgerState,
  transfer: Settle | Void | Expire,
  index: number,
  at: Instant
): TransferRefusal | undefined => {
  const id = transfer.id
  if (transfer._tag === "Settle" && !isWhole(transfer.quantity)) {
    return { _tag: "QuantityNotWhole", index, quantity: transfer.quantity }
  }
  const { claims } = state
  const claim = findClaim(state, id)
  if (claim < 0) return { _tag: "PendingUnknown", index, id }
  if (!claims.isPending(claim)) return { _tag: "PendingResolved", index, id, state: claims.stateOf(claim) }
  switch (transfer._tag) {
    case "Settle": {
      const { quantity: asked } = transfer
      const held = claims.quantityOf(claim)
      if (asked > held) return { _tag: "MoreThanPending", index, id, asked, pending: held }
      return resolve(state, claim, asked, settled)
    }
    case "Void":
      return resolve(state, claim, 0, voided)
    case "Expire": {
      const expiresAt = claims.expiryOf(claim)
      if (expiresAt === undefined || expiresAt > at) return { _tag: "NotYetExpired", index, id, expiresAt }
      return resolve(state, claim, 0, expired)
    }
  }
}

/** Applies one transfer, or says why not. */
export const apply = (
  state: LedgerState,
  transfer: Transfer,
  index: number,
  at: Instant
): TransferRefusal | undefined => {
  switch (transfer._tag) {
    case "Post":
      return applyPost(state, transfer, index)
    case "Pend":
      return applyPend(state, transfer, index, at)
    case "Settle":
    case "Void":
    case "Expire":
      return applyResolution(state, transfer, index, at)
  }
}

/**
 * The first account whose sum is no longer exact, else the first limited one that the commit in hand takes below zero.
 */
export const overLimit = (state: LedgerState): TransferRefusal | undefined => {
  if (state.overflow !== undefined) return { _tag: "BalanceTooLarge", account: state.overflow.account }
  for (let index = 0; index < state.touchedCount; index++) {
    const entry = state.touched[index] as Entry
    const left = entry.posted - entry.pendingOut
    if (entry.limited && left < 0) {
      const had = entry.postedBefore - entry.pendingOutBefore
      return { _tag: "BalanceTooLow", account: entry.account, asked: had - left, available: had }
    }
  }
  return undefined
}
