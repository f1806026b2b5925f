/**
 * What a ledger holds, and how it takes back what it did: the last commit when it is refused, everything since a mark
 * when it is told to.
 */
import { type Account, isLimited } from "./Account.ts"
import { ClaimTable } from "./ClaimTable.ts"
import { claimStates } from "./BatchAnswer.ts"
import type { Balance, Pending, PendingId } from "./Transfer.ts"
import type { TransferTape } from "./TransferTape.ts"

/** Where balances and pending transfers come from that this ledger has not seen yet. */
export interface LedgerSource {
  readonly balance: (account: Account) => Omit<Balance, "account"> | undefined
  readonly pending: (id: PendingId) => Pending | undefined
}

/** A balance as the ledger holds it. */
export interface Entry {
  readonly account: Account
  /** Its place in the list of all. */
  readonly number: number
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
  /** The chapter in which somebody was last told that it changed; 0 when in none. */
  toldIn: number
  /** Where quantity last went from here: most accounts know one other. */
  partner: Entry | undefined
  /** Another entry may have taken its place. */
  forgotten: boolean
}

/**
 * A balance as it was before the commit in hand. Made by a constructor, because V8 may come to make what a literal
 * makes among the old objects, where it keeps alive what it refers to long after it is of no use.
 */
class Saved {
  readonly entry: Entry
  readonly posted: number
  readonly pendingOut: number
  readonly pendingIn: number

  constructor(entry: Entry) {
    this.entry = entry
    this.posted = entry.postedBefore
    this.pendingOut = entry.pendingOutBefore
    this.pendingIn = entry.pendingInBefore
  }
}

/** What it takes to go back to a mark. */
interface Mark {
  /** Counts marks from 1. */
  readonly number: number
  /** How many claims there were. */
  readonly claims: number
  /** How many transfers were on the tape. */
  readonly taped: number
  readonly saved: Array<Saved>
  readonly resolved: Array<number>
}

export interface LedgerState {
  readonly source: LedgerSource
  readonly entries: Map<Account, Entry>
  /** Every entry under its number; one that was forgotten until another takes its number. */
  readonly numbered: Array<Entry>
  readonly free: Array<number>
  readonly claims: ClaimTable
  /** Claims that the source told the commit in hand of, until it resolves them. */
  readonly told: Map<number, Pending>
  readonly things: Map<string, string>
  /** What was posted, when it is to be kept. */
  readonly tape: TransferTape | undefined
  marks: number
  mark: Mark | undefined
  /** Number of the commit in hand; an entry touched by it says so. */
  turn: number
  /** The first so many are those that the commit in hand changed. */
  readonly touched: Array<Entry>
  touchedCount: number
  /** The first entry that the commit in hand took beyond the safe integers. */
  overflow: Entry | undefined
  /** How many claims there were before the commit in hand, and transfers on the tape. */
  claimsBefore: number
  tapedBefore: number
  /** Numbers of the claims that the commit in hand resolved: the first so many. */
  readonly resolved: Array<number>
  resolvedCount: number
}

export const makeState = (source: LedgerSource, tape: TransferTape | undefined): LedgerState => ({
  source,
  entries: new Map(),
  numbered: [],
  free: [],
  claims: new ClaimTable(),
  told: new Map(),
  things: new Map(),
  tape,
  marks: 0,
  mark: undefined,
  turn: 0,
  touched: [],
  touchedCount: 0,
  overflow: undefined,
  claimsBefore: 0,
  tapedBefore: 0,
  resolved: [],
  resolvedCount: 0
})

/**
 * What is counted, without whose, how or where: the account's book and SKU. Text that is no account is of a thing of
 * its own, so that nothing ever moves between it and another.
 */
const thingOf = (account: Account): string => {
  const owner = account.indexOf("|")
  const sku = account.indexOf("|", owner + 1)
  const lot = account.indexOf("|", sku + 1)
  const place = account.indexOf("|", account.indexOf("|", account.indexOf("|", lot + 1) + 1) + 1)
  const isAccount = owner >= 0 && owner < sku && sku < lot && lot < place && account.indexOf("|", place + 1) < 0
  return isAccount ? account.slice(0, owner) + account.slice(sku, lot) : `||${account}`
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
  const number = state.free.pop() ?? state.numbered.length
  const entry: Entry = {
    account,
    number,
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
    toldIn: 0,
    partner: undefined,
    forgotten: false
  }
  state.numbered[number] = entry
  state.entries.set(account, entry)
  return entry
}

/** The number of the claim `id`; -1 when there is none. */
export const findClaim = (state: LedgerState, id: PendingId): number => {
  const held = state.claims.find(id)
  return held >= 0 ? held : learnClaim(state, id)
}

/** Takes in what the source knows of a claim that is not held. */
const learnClaim = (state: LedgerState, id: PendingId): number => {
  const known = state.source.pending(id)
  if (known === undefined) return -1
  const { quantity, expiresAt = Number.NaN } = known
  const claim = state.claims.add(id, -1, -1, quantity, expiresAt, claimStates.indexOf(known.state))
  state.told.set(claim, known)
  return claim
}

/** Looks up the balances of a claim, when the source told of it. */
const placeClaim = (state: LedgerState, claim: number): void => {
  const known = state.told.get(claim)
  if (known === undefined) return
  state.told.delete(claim)
  const source = entryOf(state, known.from)
  state.claims.place(claim, source.number, entryOf(state, known.to).number)
}

/** The balances of a claim. */
export const sourceOf = (state: LedgerState, claim: number): Entry => {
  if (state.claims.sourceOf(claim) < 0) placeClaim(state, claim)
  return state.numbered[state.claims.sourceOf(claim)] as Entry
}

export const targetOf = (state: LedgerState, claim: number): Entry =>
  state.numbered[state.claims.targetOf(claim)] as Entry

/** A claim as it is now. */
export const pendingOf = ({ claims, numbered, told }: LedgerState, claim: number): Pending => {
  const { from, to } = told.get(claim) ?? {
    from: (numbered[claims.sourceOf(claim)] as Entry).account,
    to: (numbered[claims.targetOf(claim)] as Entry).account
  }
  return {
    id: claims.nameOf(claim),
    from,
    to,
    quantity: claims.quantityOf(claim),
    expiresAt: claims.expiryOf(claim),
    state: claims.stateOf(claim)
  }
}

export const resolveClaim = (state: LedgerState, claim: number, as: number): void => {
  state.claims.close(claim, as)
  state.resolved[state.resolvedCount++] = claim
}

/** Notes that the commit in hand is about to change `entry`. */
export const touch = (state: LedgerState, entry: Entry): void => {
  if (entry.touchedBy === state.turn) return
  entry.touchedBy = state.turn
  entry.postedBefore = entry.posted
  entry.pendingOutBefore = entry.pendingOut
  entry.pendingInBefore = entry.pendingIn
  state.touched[state.touchedCount++] = entry
}

export const begin = (state: LedgerState): void => {
  state.turn += 1
  state.touchedCount = 0
  state.overflow = undefined
  state.claimsBefore = state.claims.size
  state.tapedBefore = state.tape?.size ?? 0
  state.resolvedCount = 0
}

/** Forgets every claim after the first `claims`, and what was taped since. */
const takeBack = (state: LedgerState, claims: number, taped: number): void => {
  // Claims that the source told of meanwhile go too: it can tell again.
  state.told.clear()
  state.claims.shrink(claims)
  if (state.tape !== undefined) state.tape.size = taped
}

/** Takes back the commit in hand. */
export const undo = (state: LedgerState): void => {
  const { claims, resolved, touched } = state
  for (let index = 0; index < state.touchedCount; index++) {
    const entry = touched[index] as Entry
    entry.posted = entry.postedBefore
    entry.pendingOut = entry.pendingOutBefore
    entry.pendingIn = entry.pendingInBefore
  }
  for (let index = 0; index < state.resolvedCount; index++) claims.reopen(resolved[index] as number)
  takeBack(state, state.claimsBefore, state.tapedBefore)
}

/** Remembers what the commit in hand, which is accepted, changed for the first time since the mark. */
export const remember = (state: LedgerState, mark: Mark): void => {
  for (let index = 0; index < state.touchedCount; index++) {
    const entry = state.touched[index] as Entry
    if (entry.savedFor === mark.number) continue
    entry.savedFor = mark.number
    mark.saved.push(new Saved(entry))
  }
  for (let index = 0; index < state.resolvedCount; index++) mark.resolved.push(state.resolved[index] as number)
}

/** What changed since the mark and was not told in this chapter. */
export const changedFirst = ({ mark }: LedgerState, chapter: number): ReadonlyArray<Entry> => {
  const first: Array<Entry> = []
  for (const { entry } of mark?.saved ?? []) {
    if (entry.toldIn === chapter) continue
    entry.toldIn = chapter
    first.push(entry)
  }
  return first
}

/** Starts to remember; an earlier mark is forgotten, unless nothing happened since. */
export const setMark = (state: LedgerState): void => {
  const { mark } = state
  const taped = state.tape?.size ?? 0
  const isNew = mark === undefined || mark.saved.length > 0 || mark.resolved.length > 0
  if (!isNew && mark.claims === state.claims.size && mark.taped === taped) return
  state.marks += 1
  state.mark = { number: state.marks, claims: state.claims.size, taped, saved: [], resolved: [] }
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
  for (const claim of mark.resolved) state.claims.reopen(claim)
  takeBack(state, mark.claims, mark.taped)
  setMark(state)
}

export const forgetClaims = (state: LedgerState): void => {
  state.claims.shrink(0)
  state.told.clear()
  state.mark = undefined
}

export const forgetEntries = (state: LedgerState, accounts: ReadonlyArray<Account>): void => {
  for (const account of accounts) {
    const entry = state.entries.get(account)
    if (entry === undefined) continue
    entry.forgotten = true
    state.free.push(entry.number)
    state.entries.delete(account)
  }
}

export const forgetAll = (state: LedgerState): void => {
  state.entries.clear()
  state.numbered.length = 0
  state.free.length = 0
  state.things.clear()
  forgetClaims(state)
}
