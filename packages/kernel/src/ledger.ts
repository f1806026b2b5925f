/**
 * The ledger's rules, as one small machine: it holds balances and pending transfers, and posts the transfers of a commit
 * all together or not at all. Every store decides with it, so the rules exist once; a store adds only keeping.
 *
 * Demand on one account is summed over the whole commit before it is checked, so the order of transfers within a commit
 * does not matter and two lines of one order cannot both take the last unit. A pending transfer counts against its account
 * from the moment it is pended, so settling it can never take the account below zero.
 */
import { type Account, isLimited } from "./Account.ts"
import type { Instant } from "./Instant.ts"
import type {
  Balance,
  Expire,
  Pend,
  Pending,
  PendingId,
  PendingState,
  Post,
  Settle,
  Transfer,
  TransferRefusal,
  Void
} from "./Transfer.ts"

/** Where balances and pending transfers come from that this ledger has not seen yet. */
export interface LedgerSource {
  readonly balance: (account: Account) => Omit<Balance, "account"> | undefined
  readonly pending: (id: PendingId) => Pending | undefined
}

/**
 * What one accepted commit changed, each account and pending transfer once. The records are the ledger's own: they go on to
 * show what later commits make of them, so that a store which writes several commits at once writes each only once.
 */
export interface LedgerChange {
  readonly balances: ReadonlyArray<Balance>
  readonly pendings: ReadonlyArray<Pending>
}

/** Balances and pending transfers, and the only way to change them. */
export interface Ledger {
  /** Posts all of `transfers` or none; the change, or the first refusal. O(transfers). */
  readonly post: (transfers: ReadonlyArray<Transfer>, at: Instant) => LedgerChange | TransferRefusal
  readonly balance: (account: Account) => Balance | undefined
  readonly pending: (id: PendingId) => Pending | undefined
  /** Every balance this ledger has seen. */
  readonly balances: () => Iterable<Balance>
  readonly pendings: () => Iterable<Pending>
  /** Forgets what it has seen, so that it is asked of the source again. */
  readonly forget: () => void
  /** How many balances and pending transfers are held in memory. */
  readonly size: () => number
}

interface Entry {
  readonly account: Account
  readonly limited: boolean
  posted: number
  pendingOut: number
  pendingIn: number
  /** As before the commit in hand, for undoing it and for saying how much there was. */
  postedBefore: number
  pendingOutBefore: number
  pendingInBefore: number
  touchedBy: number
}

interface PendingEntry {
  readonly id: PendingId
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  readonly expiresAt: Instant | undefined
  state: PendingState
}

const isWhole = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity >= 1

const nothing: LedgerSource = { balance: () => undefined, pending: () => undefined }

/** Two accounts that quantity may move between: of one book and one SKU, and not the same. */
const sameThing = (from: Account, to: Account): boolean => {
  if (from === to) return false
  const fromOwner = from.indexOf("|")
  const toOwner = to.indexOf("|")
  const fromSku = from.indexOf("|", fromOwner + 1)
  const toSku = to.indexOf("|", toOwner + 1)
  return (
    from.slice(0, fromOwner) === to.slice(0, toOwner) &&
    from.slice(fromSku, from.indexOf("|", fromSku + 1)) === to.slice(toSku, to.indexOf("|", toSku + 1))
  )
}

interface State {
  readonly source: LedgerSource
  readonly entries: Map<Account, Entry>
  readonly pendings: Map<PendingId, PendingEntry>
  /** Number of the commit in hand; an entry touched by it says so. */
  turn: number
  touched: Array<Entry>
  created: Array<PendingEntry>
  resolved: Array<PendingEntry>
}

/** The entry of `account`, noted as touched by the commit in hand. */
const touch = (state: State, account: Account): Entry => {
  let entry = state.entries.get(account)
  if (entry === undefined) {
    const known = state.source.balance(account)
    entry = {
      account,
      limited: isLimited(account),
      posted: known?.posted ?? 0,
      pendingOut: known?.pendingOut ?? 0,
      pendingIn: known?.pendingIn ?? 0,
      postedBefore: 0,
      pendingOutBefore: 0,
      pendingInBefore: 0,
      touchedBy: 0
    }
    state.entries.set(account, entry)
  }
  if (entry.touchedBy !== state.turn) {
    entry.touchedBy = state.turn
    entry.postedBefore = entry.posted
    entry.pendingOutBefore = entry.pendingOut
    entry.pendingInBefore = entry.pendingIn
    state.touched.push(entry)
  }
  return entry
}

const findPending = (state: State, id: PendingId): PendingEntry | undefined => {
  const held = state.pendings.get(id)
  if (held !== undefined) return held
  const known = state.source.pending(id)
  if (known === undefined) return undefined
  const entry = { ...known }
  state.pendings.set(id, entry)
  return entry
}

const applyPost = (state: State, transfer: Post, index: number): TransferRefusal | undefined => {
  const { from, to, quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  if (!sameThing(from, to)) return { _tag: "DifferentThings", index, from, to }
  touch(state, from).posted -= quantity
  touch(state, to).posted += quantity
  return undefined
}

const applyPend = (state: State, transfer: Pend, index: number, at: Instant): TransferRefusal | undefined => {
  const { id, from, to, quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  if (!sameThing(from, to)) return { _tag: "DifferentThings", index, from, to }
  if (findPending(state, id) !== undefined) return { _tag: "PendingIdTaken", index, id }
  const expiresAt = transfer.ttlMillis === undefined ? undefined : ((at + transfer.ttlMillis) as Instant)
  const made: PendingEntry = { id, from, to, quantity, expiresAt, state: "pending" }
  state.pendings.set(id, made)
  state.created.push(made)
  touch(state, from).pendingOut += quantity
  touch(state, to).pendingIn += quantity
  return undefined
}

const resolve = (state: State, found: PendingEntry, moved: number, as: PendingState): undefined => {
  const from = touch(state, found.from)
  const to = touch(state, found.to)
  from.pendingOut -= found.quantity
  to.pendingIn -= found.quantity
  from.posted -= moved
  to.posted += moved
  found.state = as
  state.resolved.push(found)
}

const applyResolution = (
  state: State,
  transfer: Settle | Void | Expire,
  index: number,
  at: Instant
): TransferRefusal | undefined => {
  const id = transfer.id
  if (transfer._tag === "Settle" && !isWhole(transfer.quantity)) {
    return { _tag: "QuantityNotWhole", index, quantity: transfer.quantity }
  }
  const found = findPending(state, id)
  if (found === undefined) return { _tag: "PendingUnknown", index, id }
  if (found.state !== "pending") return { _tag: "PendingResolved", index, id, state: found.state }
  switch (transfer._tag) {
    case "Settle": {
      const { quantity: asked } = transfer
      if (asked > found.quantity) return { _tag: "MoreThanPending", index, id, asked, pending: found.quantity }
      return resolve(state, found, asked, "settled")
    }
    case "Void":
      return resolve(state, found, 0, "voided")
    case "Expire": {
      const { expiresAt } = found
      if (expiresAt === undefined || expiresAt > at) return { _tag: "NotYetExpired", index, id, expiresAt }
      return resolve(state, found, 0, "expired")
    }
  }
}

const apply = (state: State, transfer: Transfer, index: number, at: Instant): TransferRefusal | undefined => {
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

/** The first limited account that the commit in hand would take below zero. */
const overLimit = (state: State): TransferRefusal | undefined => {
  for (const entry of state.touched) {
    if (!Number.isSafeInteger(entry.posted) || !Number.isSafeInteger(entry.pendingIn)) {
      return { _tag: "BalanceTooLarge", account: entry.account }
    }
    const left = entry.posted - entry.pendingOut
    if (entry.limited && left < 0) {
      const had = entry.postedBefore - entry.pendingOutBefore
      return { _tag: "BalanceTooLow", account: entry.account, asked: had - left, available: had }
    }
  }
  return undefined
}

const undo = (state: State): void => {
  for (const entry of state.touched) {
    entry.posted = entry.postedBefore
    entry.pendingOut = entry.pendingOutBefore
    entry.pendingIn = entry.pendingInBefore
  }
  for (const found of state.resolved) found.state = "pending"
  for (const made of state.created) state.pendings.delete(made.id)
}

const post = (state: State, transfers: ReadonlyArray<Transfer>, at: Instant): LedgerChange | TransferRefusal => {
  state.turn += 1
  state.touched = []
  state.created = []
  state.resolved = []
  for (const [index, transfer] of transfers.entries()) {
    const refusal = apply(state, transfer, index, at)
    if (refusal === undefined) continue
    undo(state)
    return refusal
  }
  const refusal = overLimit(state)
  if (refusal !== undefined) {
    undo(state)
    return refusal
  }
  const { touched, created, resolved } = state
  if (resolved.length === 0) return { balances: touched, pendings: created }
  return { balances: touched, pendings: created.length === 0 ? resolved : [...new Set([...created, ...resolved])] }
}

/** A ledger over `source`; over nothing, it starts empty. */
export const makeLedger = (source: LedgerSource = nothing): Ledger => {
  const state: State = {
    source,
    entries: new Map(),
    pendings: new Map(),
    turn: 0,
    touched: [],
    created: [],
    resolved: []
  }
  return {
    post: (transfers, at) => post(state, transfers, at),
    balance: (account) => {
      const held = state.entries.get(account)
      if (held !== undefined) return held
      const known = source.balance(account)
      return known === undefined ? undefined : { account, ...known }
    },
    pending: (id) => findPending(state, id),
    balances: () => state.entries.values(),
    pendings: () => state.pendings.values(),
    forget: () => {
      state.entries.clear()
      state.pendings.clear()
    },
    size: () => state.entries.size + state.pendings.size
  }
}

/** Whether `post` refused. */
export const isRefusal = (answer: LedgerChange | TransferRefusal): answer is TransferRefusal => "_tag" in answer
