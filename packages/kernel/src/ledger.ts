/**
 * The ledger's rules, as one small machine: it holds balances and pending transfers, and posts the transfers of a
 * commit all together or not at all. Every store decides with it, so the rules exist once; a store adds only keeping.
 *
 * Demand on one account is summed over the whole commit before it is checked, so the order of transfers within a commit
 * does not matter and two lines of one order cannot both take the last unit. A pending transfer counts against its
 * account from the moment it is pended, so settling it can never take the account below zero.
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
 * What one accepted commit changed, each account and pending transfer once. The records are the ledger's own: they go
 * on to show what later commits make of them, so that a store which writes several commits at once writes each only
 * once.
 */
export interface LedgerChange {
  readonly balances: ReadonlyArray<Balance>
  /** Those of `balances` that held and awaited nothing before, or do so now: what an index has to learn. */
  readonly turned: ReadonlyArray<Balance>
  readonly pendings: ReadonlyArray<Pending>
}

/** Balances and pending transfers, and the only way to change them. */
export interface Ledger {
  /** Posts all of `transfers` or none; the change, or the first refusal. O(transfers). */
  readonly post: (transfers: ReadonlyArray<Transfer>, at: Instant) => LedgerChange | TransferRefusal
  readonly balance: (account: Account) => Balance | undefined
  readonly pending: (id: PendingId) => Pending | undefined
  /** Whether the balance of `account` is held in memory: the source is not asked. */
  readonly has: (account: Account) => boolean
  /** Whether the pending transfer is held in memory, resolved or not. */
  readonly hasPending: (id: PendingId) => boolean
  /** Begins to keep what `rollBack` needs; a second mark forgets the first. */
  readonly mark: () => void
  /** Undoes every `post` since the mark. Nothing when there is none. */
  readonly rollBack: () => void
  /** Every balance this ledger has seen. */
  readonly balances: () => Iterable<Balance>
  /** Every pending transfer this ledger has seen, resolved ones too. */
  readonly pendings: () => Iterable<Pending>
  /** Those not yet resolved, in no order. O(1) for each. */
  readonly openPendings: () => Iterable<Pending>
  /** Forgets what it has seen, so that it is asked of the source again. */
  readonly forget: () => void
  /** Forgets these balances, so that they are asked of the source again. */
  readonly forgetBalances: (accounts: ReadonlyArray<Account>) => void
  /** Forgets pending transfers only. */
  readonly forgetPendings: () => void
  /** How many balances and pending transfers are held in memory. */
  readonly size: () => number
}

interface Entry {
  readonly account: Account
  readonly limited: boolean
  /** Quantity moves between accounts of one thing. */
  readonly thing: string
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
  /** Where it stands among the open ones; -1 once resolved. */
  slot: number
}

const isWhole = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity >= 1

/** Whether all sums of an account are exact. */
const isExact = (entry: Entry): boolean =>
  Number.isSafeInteger(entry.posted) &&
  Number.isSafeInteger(entry.pendingOut) &&
  Number.isSafeInteger(entry.pendingIn) &&
  Number.isSafeInteger(entry.posted - entry.pendingOut)

const mayMove = (from: Entry, to: Entry): boolean => from !== to && from.thing === to.thing

const nothing: LedgerSource = { balance: () => undefined, pending: () => undefined }

/** What is counted, without whose, how or where: the account's book and SKU. */
const thingOf = (account: Account): string => {
  const owner = account.indexOf("|")
  const sku = account.indexOf("|", owner + 1)
  return account.slice(0, owner) + account.slice(sku, account.indexOf("|", sku + 1))
}

interface State {
  readonly source: LedgerSource
  readonly entries: Map<Account, Entry>
  readonly pendings: Map<PendingId, PendingEntry>
  readonly open: Array<PendingEntry>
  readonly things: Map<string, string>
  /** Number of the commit in hand; an entry touched by it says so. */
  turn: number
  touched: Array<Entry>
  /** The first entry that the commit in hand took beyond the safe integers. */
  overflow: Entry | undefined
  created: Array<PendingEntry>
  resolved: Array<PendingEntry>
  marked: Marked | undefined
}

/** What was there at the mark, of all that changed since. */
interface Marked {
  readonly entries: Map<Entry, { readonly posted: number; readonly pendingOut: number; readonly pendingIn: number }>
  readonly created: Array<PendingEntry>
  readonly resolved: Array<PendingEntry>
}

/** No pending transfers, and never any: most commits make some or resolve some, few do both. */
const none: Array<PendingEntry> = []

const entryOf = (state: State, account: Account): Entry => {
  const held = state.entries.get(account)
  if (held !== undefined) return held
  const known = state.source.balance(account)
  const entry: Entry = {
    account,
    limited: isLimited(account),
    thing: oneOf(state.things, thingOf(account)),
    posted: known?.posted ?? 0,
    pendingOut: known?.pendingOut ?? 0,
    pendingIn: known?.pendingIn ?? 0,
    postedBefore: 0,
    pendingOutBefore: 0,
    pendingInBefore: 0,
    touchedBy: 0
  }
  state.entries.set(account, entry)
  return entry
}

/** The one string among `known` that equals `text`, so that comparing two of them looks at neither. */
const oneOf = (known: Map<string, string>, text: string): string => {
  const held = known.get(text)
  if (held !== undefined) return held
  known.set(text, text)
  return text
}

/** Notes that the commit in hand is about to change `entry`. */
const touch = (state: State, entry: Entry): void => {
  if (entry.touchedBy === state.turn) return
  entry.touchedBy = state.turn
  entry.postedBefore = entry.posted
  entry.pendingOutBefore = entry.pendingOut
  entry.pendingInBefore = entry.pendingIn
  state.touched.push(entry)
}

/** Moves `moved` and changes what is claimed by `claimed`, which may be negative. */
const move = (state: State, from: Entry, to: Entry, moved: number, claimed: number): void => {
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

/** Puts `entry` among the open ones. */
const open = (state: State, entry: PendingEntry): void => {
  entry.slot = state.open.push(entry) - 1
}

/** Takes `entry` from among the open ones; the last of them takes its place. */
const close = (state: State, entry: PendingEntry): void => {
  const last = state.open.pop()
  if (last !== undefined && last !== entry) {
    state.open[entry.slot] = last
    last.slot = entry.slot
  }
  entry.slot = -1
}

const findPending = (state: State, id: PendingId): PendingEntry | undefined => {
  const held = state.pendings.get(id)
  if (held !== undefined) return held
  const known = state.source.pending(id)
  if (known === undefined) return undefined
  const entry: PendingEntry = { ...known, slot: -1 }
  state.pendings.set(id, entry)
  if (entry.state === "pending") open(state, entry)
  return entry
}

const applyPost = (state: State, transfer: Post, index: number): TransferRefusal | undefined => {
  const { quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  const from = entryOf(state, transfer.from)
  const to = entryOf(state, transfer.to)
  if (!mayMove(from, to)) return { _tag: "DifferentThings", index, from: transfer.from, to: transfer.to }
  move(state, from, to, quantity, 0)
  return undefined
}

const applyPend = (state: State, transfer: Pend, index: number, at: Instant): TransferRefusal | undefined => {
  const { id, quantity } = transfer
  if (!isWhole(quantity)) return { _tag: "QuantityNotWhole", index, quantity }
  const from = entryOf(state, transfer.from)
  const to = entryOf(state, transfer.to)
  if (!mayMove(from, to)) return { _tag: "DifferentThings", index, from: transfer.from, to: transfer.to }
  if (findPending(state, id) !== undefined) return { _tag: "PendingIdTaken", index, id }
  const expiresAt = transfer.ttlMillis === undefined ? undefined : ((at + transfer.ttlMillis) as Instant)
  const made: PendingEntry = {
    id,
    from: from.account,
    to: to.account,
    quantity,
    expiresAt,
    state: "pending",
    slot: -1
  }
  state.pendings.set(id, made)
  open(state, made)
  if (state.created === none) state.created = [made]
  else state.created.push(made)
  move(state, from, to, 0, quantity)
  return undefined
}

const resolve = (state: State, found: PendingEntry, moved: number, as: PendingState): undefined => {
  move(state, entryOf(state, found.from), entryOf(state, found.to), moved, -found.quantity)
  found.state = as
  close(state, found)
  if (state.resolved === none) state.resolved = [found]
  else state.resolved.push(found)
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

/**
 * The first account whose sum is no longer exact, else the first limited one that the commit in hand takes below zero.
 */
const overLimit = (state: State): TransferRefusal | undefined => {
  if (state.overflow !== undefined) return { _tag: "BalanceTooLarge", account: state.overflow.account }
  for (const entry of state.touched) {
    const left = entry.posted - entry.pendingOut
    if (entry.limited && left < 0) {
      const had = entry.postedBefore - entry.pendingOutBefore
      return { _tag: "BalanceTooLow", account: entry.account, asked: had - left, available: had }
    }
  }
  return undefined
}

/** Whether an entry went from nothing to something or back. */
const hasTurned = (entry: Entry): boolean =>
  (entry.postedBefore === 0 && entry.pendingOutBefore === 0 && entry.pendingInBefore === 0) !==
  (entry.posted === 0 && entry.pendingOut === 0 && entry.pendingIn === 0)

const undo = (state: State): void => {
  for (const entry of state.touched) {
    entry.posted = entry.postedBefore
    entry.pendingOut = entry.pendingOutBefore
    entry.pendingIn = entry.pendingInBefore
  }
  for (const found of state.resolved) {
    found.state = "pending"
    open(state, found)
  }
  for (const made of state.created) {
    close(state, made)
    state.pendings.delete(made.id)
  }
}

const post = (state: State, transfers: ReadonlyArray<Transfer>, at: Instant): LedgerChange | TransferRefusal => {
  state.turn += 1
  state.touched = []
  state.overflow = undefined
  state.created = none
  state.resolved = none
  let index = 0
  for (const transfer of transfers) {
    const refusal = apply(state, transfer, index++, at)
    if (refusal === undefined) continue
    undo(state)
    return refusal
  }
  const refusal = overLimit(state)
  if (refusal !== undefined) {
    undo(state)
    return refusal
  }
  const { touched, created, resolved, marked } = state
  if (marked !== undefined) keep(marked, state)
  return {
    balances: touched,
    turned: touched.some(hasTurned) ? touched.filter(hasTurned) : [],
    pendings: resolved.length === 0 ? created : [...new Set([...created, ...resolved])]
  }
}

/** Adds what the commit in hand changed to what was there at the mark. */
const keep = (marked: Marked, { touched, created, resolved }: State): void => {
  for (const entry of touched) {
    if (marked.entries.has(entry)) continue
    const { postedBefore: posted, pendingOutBefore: pendingOut, pendingInBefore: pendingIn } = entry
    marked.entries.set(entry, { posted, pendingOut, pendingIn })
  }
  marked.created.push(...created)
  marked.resolved.push(...resolved)
}

const rollBack = (state: State): void => {
  const { marked } = state
  if (marked === undefined) return
  state.marked = undefined
  for (const [entry, before] of marked.entries) Object.assign(entry, before)
  for (const found of marked.resolved) {
    found.state = "pending"
    open(state, found)
  }
  for (const made of marked.created) {
    close(state, made)
    state.pendings.delete(made.id)
  }
}

const forgetPendings = (state: State): void => {
  state.pendings.clear()
  state.open.length = 0
}

/** A ledger over `source`; over nothing, it starts empty. */
export const makeLedger = (source: LedgerSource = nothing): Ledger => {
  const state: State = {
    source,
    entries: new Map(),
    pendings: new Map(),
    open: [],
    things: new Map(),
    turn: 0,
    touched: [],
    overflow: undefined,
    created: none,
    resolved: none,
    marked: undefined
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
    has: (account) => state.entries.has(account),
    hasPending: (id) => state.pendings.has(id),
    mark: () => {
      state.marked = { entries: new Map(), created: [], resolved: [] }
    },
    rollBack: () => rollBack(state),
    balances: () => state.entries.values(),
    pendings: () => state.pendings.values(),
    openPendings: () => state.open,
    forget: () => {
      state.entries.clear()
      state.things.clear()
      forgetPendings(state)
    },
    forgetBalances: (accounts) => {
      for (const account of accounts) state.entries.delete(account)
    },
    forgetPendings: () => forgetPendings(state),
    size: () => state.entries.size + state.pendings.size
  }
}

/** Whether `post` refused. */
export const isRefusal = (answer: LedgerChange | TransferRefusal): answer is TransferRefusal => "_tag" in answer
