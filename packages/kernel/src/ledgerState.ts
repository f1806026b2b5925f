/**
 * What a ledger holds, and how it takes back what it did: the last commit when it is refused, everything since a mark
 * when it is told to.
 */
import { type Account, isLimited } from "./Account.ts"
import type { Instant } from "./Instant.ts"
import type { Balance, Pending, PendingId, PendingState } from "./Transfer.ts"
import { type TextTable, makeTextTable } from "./TextTable.ts"

/** Where balances and pending transfers come from that this ledger has not seen yet. */
export interface LedgerSource {
  readonly balance: (account: Account) => Omit<Balance, "account"> | undefined
  readonly pending: (id: PendingId) => Pending | undefined
}

/** A balance as the ledger holds it. */
export interface Entry {
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
  /** The mark since which it was first touched; 0 when by none. */
  savedFor: number
  /** Where quantity last went from here: most accounts know one other. */
  partner: Entry | undefined
  /** Another entry may have taken its place. */
  forgotten: boolean
}

/** A claim as the ledger holds it. */
export interface PendingEntry {
  readonly id: PendingId
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  readonly expiresAt: Instant | undefined
  /** The balances of `from` and `to`, once they were looked up. */
  source: Entry | undefined
  target: Entry | undefined
  state: PendingState
  /** Where it stands among the open ones; -1 once resolved. */
  slot: number
}

/** A balance as it was when the ledger was marked. */
interface Saved {
  readonly entry: Entry
  readonly posted: number
  readonly pendingOut: number
  readonly pendingIn: number
}

/** What it takes to go back to a mark. */
interface Mark {
  /** Counts marks from 1. */
  readonly number: number
  /** How many claims there were. */
  readonly claims: number
  readonly saved: Array<Saved>
  readonly resolved: Array<PendingEntry>
}

export interface LedgerState {
  readonly source: LedgerSource
  readonly entries: Map<Account, Entry>
  /** The names of `claims`, under the same numbers. */
  readonly names: TextTable<PendingId>
  readonly claims: Array<PendingEntry>
  readonly open: Array<PendingEntry>
  readonly things: Map<string, string>
  marks: number
  mark: Mark | undefined
  /** Number of the commit in hand; an entry touched by it says so. */
  turn: number
  touched: Array<Entry>
  /** The first entry that the commit in hand took beyond the safe integers. */
  overflow: Entry | undefined
  /** How many claims there were before the commit in hand. */
  claimsBefore: number
  created: Array<PendingEntry>
  resolved: Array<PendingEntry>
}

/** No pending transfers, and never any: most commits make some or resolve some, few do both. */
const none: Array<PendingEntry> = []

export const makeState = (source: LedgerSource): LedgerState => ({
  source,
  entries: new Map(),
  names: makeTextTable(),
  claims: [],
  open: [],
  things: new Map(),
  marks: 0,
  mark: undefined,
  turn: 0,
  touched: [],
  overflow: undefined,
  claimsBefore: 0,
  created: none,
  resolved: none
})

/** What is counted, without whose, how or where: the account's book and SKU. */
const thingOf = (account: Account): string => {
  const owner = account.indexOf("|")
  const sku = account.indexOf("|", owner + 1)
  return account.slice(0, owner) + account.slice(sku, account.indexOf("|", sku + 1))
}

/** The one string among `known` that equals `text`, so that comparing two of them looks at neither. */
const oneOf = (known: Map<string, string>, text: string): string => {
  const held = known.get(text)
  if (held !== undefined) return held
  known.set(text, text)
  return text
}

export const entryOf = (state: LedgerState, account: Account): Entry =>
  state.entries.get(account) ?? loadEntry(state, account)

/** The balance of `account`, which quantity of `from` is for. */
export const partnerOf = (state: LedgerState, from: Entry, account: Account): Entry => {
  const { partner } = from
  if (partner !== undefined && partner.account === account && !partner.forgotten) return partner
  return (from.partner = entryOf(state, account))
}

const loadEntry = (state: LedgerState, account: Account): Entry => {
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
    touchedBy: 0,
    savedFor: 0,
    partner: undefined,
    forgotten: false
  }
  state.entries.set(account, entry)
  return entry
}

/** The claim held under `id`, without asking the source. */
export const heldClaim = (state: LedgerState, id: PendingId): PendingEntry | undefined => {
  const number = state.names.find(id)
  return number < 0 ? undefined : state.claims[number]
}

export const findClaim = (state: LedgerState, id: PendingId): PendingEntry | undefined => {
  const held = heldClaim(state, id)
  if (held !== undefined) return held
  const known = state.source.pending(id)
  if (known === undefined) return undefined
  const { from, to, quantity, expiresAt, state: as } = known
  const entry: PendingEntry = {
    id,
    from,
    to,
    quantity,
    expiresAt,
    source: undefined,
    target: undefined,
    state: as,
    slot: -1
  }
  state.names.numberOf(id)
  state.claims.push(entry)
  if (entry.state === "pending") open(state, entry)
  return entry
}

/** Puts `entry` among the open ones. */
const open = (state: LedgerState, entry: PendingEntry): void => {
  entry.slot = state.open.push(entry) - 1
}

/** Takes `entry` from among the open ones; the last of them takes its place. */
const close = (state: LedgerState, entry: PendingEntry): void => {
  const last = state.open.pop()
  if (last !== undefined && last !== entry) {
    state.open[entry.slot] = last
    last.slot = entry.slot
  }
  entry.slot = -1
}

/** Takes in a claim whose id was looked for and not found. */
export const addClaim = (state: LedgerState, made: PendingEntry): void => {
  state.names.numberOf(made.id)
  state.claims.push(made)
  open(state, made)
  if (state.created === none) state.created = [made]
  else state.created.push(made)
}

export const resolveClaim = (state: LedgerState, found: PendingEntry, as: PendingState): void => {
  found.state = as
  close(state, found)
  if (state.resolved === none) state.resolved = [found]
  else state.resolved.push(found)
}

/** Notes that the commit in hand is about to change `entry`. */
export const touch = (state: LedgerState, entry: Entry): void => {
  if (entry.touchedBy === state.turn) return
  entry.touchedBy = state.turn
  entry.postedBefore = entry.posted
  entry.pendingOutBefore = entry.pendingOut
  entry.pendingInBefore = entry.pendingIn
  state.touched.push(entry)
}

export const begin = (state: LedgerState): void => {
  state.turn += 1
  state.touched = []
  state.overflow = undefined
  state.claimsBefore = state.claims.length
  state.created = none
  state.resolved = none
}

/** Opens again what was resolved, then forgets every claim after the first `claims`. */
const takeBack = (state: LedgerState, resolved: ReadonlyArray<PendingEntry>, claims: number): void => {
  for (const found of resolved) {
    found.state = "pending"
    open(state, found)
  }
  // Claims that the source told of meanwhile go too: it can tell again.
  for (let number = state.claims.length - 1; number >= claims; number--) {
    const entry = state.claims[number] as PendingEntry
    if (entry.slot >= 0) close(state, entry)
  }
  state.claims.length = claims
  state.names.shrink(claims)
}

/** Takes back the commit in hand. */
export const undo = (state: LedgerState): void => {
  for (const entry of state.touched) {
    entry.posted = entry.postedBefore
    entry.pendingOut = entry.pendingOutBefore
    entry.pendingIn = entry.pendingInBefore
  }
  takeBack(state, state.resolved, state.claimsBefore)
}

/** Remembers what the commit in hand, which is accepted, changed for the first time since the mark. */
export const remember = (state: LedgerState, mark: Mark): void => {
  for (const entry of state.touched) {
    if (entry.savedFor === mark.number) continue
    entry.savedFor = mark.number
    const { postedBefore: posted, pendingOutBefore: pendingOut, pendingInBefore: pendingIn } = entry
    mark.saved.push({ entry, posted, pendingOut, pendingIn })
  }
  for (const found of state.resolved) mark.resolved.push(found)
}

/** Starts to remember; an earlier mark is forgotten. */
export const setMark = (state: LedgerState): void => {
  state.marks += 1
  state.mark = { number: state.marks, claims: state.claims.length, saved: [], resolved: [] }
}

/** Goes back to the mark, which stays set. */
export const goBack = (state: LedgerState): void => {
  const { mark } = state
  if (mark === undefined) return
  for (const { entry, posted, pendingOut, pendingIn } of mark.saved) {
    entry.posted = posted
    entry.pendingOut = pendingOut
    entry.pendingIn = pendingIn
  }
  takeBack(state, mark.resolved, mark.claims)
  setMark(state)
}

export const forgetClaims = (state: LedgerState): void => {
  state.names.shrink(0)
  state.claims.length = 0
  state.open.length = 0
  state.mark = undefined
}

export const forgetEntries = (state: LedgerState, accounts: ReadonlyArray<Account>): void => {
  for (const account of accounts) {
    const entry = state.entries.get(account)
    if (entry === undefined) continue
    entry.forgotten = true
    state.entries.delete(account)
  }
}

export const forgetAll = (state: LedgerState): void => {
  state.entries.clear()
  state.things.clear()
  forgetClaims(state)
}
