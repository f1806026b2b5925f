/**
 * The ledger's rules, as one small machine: it holds balances and pending transfers, and posts the transfers of a
 * commit all together or not at all. Every store decides with it, so the rules exist once; a store adds only keeping.
 *
 * Demand on one account is summed over the whole commit before it is checked, so the order of transfers within a commit
 * does not matter and two lines of one order cannot both take the last unit. A pending transfer counts against its
 * account from the moment it is pended, so settling it can never take the account below zero.
 */
import type { Account } from "./Account.ts"
import type { Instant } from "./Instant.ts"
import { apply, overLimit } from "./ledgerRules.ts"
import {
  type Entry,
  type LedgerSource,
  type LedgerState,
  begin,
  changedFirst,
  forgetAll,
  forgetClaims,
  forgetEntries,
  goBack,
  makeState,
  pendingOf,
  remember,
  setMark,
  undo
} from "./ledgerState.ts"
import type { Balance, Pending, PendingId, Transfer, TransferRefusal } from "./Transfer.ts"
import { batchKinds } from "./TransferBatch.ts"
import { TransferTape } from "./TransferTape.ts"

export type { LedgerSource }

/**
 * What the commit posted last changed, each account and pending transfer once: to be asked before the ledger is asked
 * for anything else. The balances are the ledger's own: they go on to show what later commits make of them.
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
  /** The balance as it is now, and stays, whatever is posted later. */
  readonly balance: (account: Account) => Balance | undefined
  readonly pending: (id: PendingId) => Pending | undefined
  /** The balance, when it is held in memory; the source is not asked. The ledger's own, as those of `LedgerChange`. */
  readonly held: (account: Account) => Balance | undefined
  /** Whether the pending transfer is held in memory; the source is not asked. */
  readonly hasPending: (id: PendingId) => boolean
  /** From here on, what is posted can be rolled back; an earlier mark is forgotten. O(1). */
  readonly mark: () => void
  /**
   * Every balance that changed since the last mark, once, as it is now; none when nobody marked. They are the ledger's
   * own. O(what was changed).
   */
  readonly changed: () => ReadonlyArray<Balance>
  /** Of these, those not yet told of in this chapter: a number from 1, raised by who wants to be told of all again. */
  readonly changedFirst: (chapter: number) => ReadonlyArray<Balance>
  /**
   * Undoes every `post` since the last mark, which stays; nothing when nobody marked, or it forgot since. What the
   * source told of pending transfers since then is forgotten, to be asked again. O(what was changed).
   */
  readonly rollBack: () => void
  /** Every balance this ledger has seen, as it is when it is come to. */
  readonly balances: () => Iterable<Balance>
  /** Every pending transfer this ledger has seen, resolved ones too. */
  readonly pendings: () => Iterable<Pending>
  /** Those not yet resolved, in no order. O(1) for each. */
  readonly openPendings: () => Iterable<Pending>
  /** Forgets what it has seen and its mark, so that all is asked of the source again. */
  readonly forget: () => void
  /** Forgets these balances, so that they are asked of the source again. No claim that is held may be on them. */
  readonly forgetBalances: (accounts: ReadonlyArray<Account>) => void
  /** Forgets pending transfers and its mark only. */
  readonly forgetPendings: () => void
  /** How many balances and pending transfers are held in memory. */
  readonly size: () => number
}

const nothing: LedgerSource = { balance: () => undefined, pending: () => undefined }

const none: ReadonlyArray<never> = []

/** One for each ledger: most commits turn no balance, and a journal in memory asks for nothing else. */
class Change implements LedgerChange {
  private readonly state: LedgerState

  constructor(state: LedgerState) {
    this.state = state
  }

  get balances(): ReadonlyArray<Entry> {
    return this.state.touched.slice(0, this.state.touchedCount)
  }

  get turned(): ReadonlyArray<Entry> {
    const { touched, touchedCount } = this.state
    for (let index = 0; index < touchedCount; index++) {
      if (hasTurned(touched[index] as Entry)) return this.balances.filter(hasTurned)
    }
    return none
  }

  get pendings(): ReadonlyArray<Pending> {
    const { claims, claimsBefore, resolved, resolvedCount } = this.state
    const made = Array.from({ length: claims.size - claimsBefore }, (_, index) => claimsBefore + index)
    const before = resolved.slice(0, resolvedCount).filter((claim) => claim < claimsBefore)
    return [...made, ...before].map((claim) => pendingOf(this.state, claim))
  }
}

/** Whether an entry went from nothing to something or back. */
const hasTurned = (entry: Entry): boolean =>
  (entry.postedBefore === 0 && entry.pendingOutBefore === 0 && entry.pendingInBefore === 0) !==
  (entry.posted === 0 && entry.pendingOut === 0 && entry.pendingIn === 0)

const post = (state: LedgerState, transfers: ReadonlyArray<Transfer>, at: Instant): TransferRefusal | undefined => {
  begin(state)
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
  const { mark } = state
  if (mark !== undefined) remember(state, mark)
  return undefined
}

/** What others may keep: an entry changes with the ledger, and holds what is nobody else's. */
const copyOf = ({ account, posted, pendingOut, pendingIn }: Entry): Balance => ({
  account,
  posted,
  pendingOut,
  pendingIn
})

const ledgerOf = (state: LedgerState): Ledger => {
  const { claims, entries, source } = state
  const change = new Change(state)
  const every = function* (numbers: Iterable<number>): Iterable<Pending> {
    for (const claim of numbers) yield pendingOf(state, claim)
  }
  const all = function* (): Iterable<Balance> {
    for (const entry of entries.values()) yield copyOf(entry)
  }
  return {
    post: (transfers, at) => post(state, transfers, at) ?? change,
    balance: (account) => {
      const held = entries.get(account)
      if (held !== undefined) return copyOf(held)
      const known = source.balance(account)
      return known === undefined ? undefined : { account, ...known }
    },
    pending: (id) => {
      const held = claims.find(id)
      return held < 0 ? source.pending(id) : pendingOf(state, held)
    },
    held: (account) => entries.get(account),
    hasPending: (id) => claims.find(id) >= 0,
    mark: () => setMark(state),
    changed: () => state.mark?.saved.map(({ entry }) => entry) ?? none,
    changedFirst: (chapter) => changedFirst(state, chapter),
    rollBack: () => goBack(state),
    balances: all,
    pendings: () => every(claims.all()),
    openPendings: () => every(claims.pendings()),
    forget: () => forgetAll(state),
    forgetBalances: (accounts) => forgetEntries(state, accounts),
    forgetPendings: () => forgetClaims(state),
    size: () => entries.size + claims.size
  }
}

/** A ledger over `source`; over nothing, it starts empty. */
export const makeLedger = (source: LedgerSource = nothing): Ledger => ledgerOf(makeState(source, undefined))

/** Whether `post` refused. */
export const isRefusal = (answer: LedgerChange | TransferRefusal): answer is TransferRefusal => "_tag" in answer

/** A ledger that keeps every transfer it posts, in a compact form; so it never forgets. */
export interface KeepingLedger extends Omit<Ledger, "forget" | "forgetBalances" | "forgetPendings"> {
  /** How many transfers it has posted. */
  readonly posted: () => number
  /** The transfers numbered from `from` on and below `to`, counted from 0 in the order posted; made anew each time. */
  readonly transfers: (from: number, to: number) => ReadonlyArray<Transfer>
}

/** An empty ledger that keeps what it posts. */
export const makeKeepingLedger = (): KeepingLedger => {
  const tape = new TransferTape()
  const state = makeState(nothing, tape)
  return {
    ...ledgerOf(state),
    posted: () => tape.size,
    transfers: (from, to) => Array.from({ length: to - from }, (_, index) => transferAt(state, tape, from + index))
  }
}

/** The transfer that stands at `index` on the tape. */
const transferAt = ({ claims, numbered }: LedgerState, tape: TransferTape, index: number): Transfer => {
  const [kind, one, amount] = [tape.kindAt(index), tape.subjectAt(index), tape.amountAt(index)]
  const accountOf = (number: number): Account => (numbered[number] as Entry).account
  if (kind === batchKinds.Post) {
    return { _tag: "Post", from: accountOf(one), to: accountOf(tape.targetAt(index)), quantity: amount }
  }
  const id = claims.nameOf(one)
  switch (kind) {
    case batchKinds.Pend: {
      const [from, to] = [accountOf(claims.sourceOf(one)), accountOf(claims.targetOf(one))]
      const claimed = { _tag: "Pend", id, from, to, quantity: claims.quantityOf(one) } as const
      return Number.isNaN(amount) ? claimed : { ...claimed, ttlMillis: amount }
    }
    case batchKinds.Settle:
      return { _tag: "Settle", id, quantity: amount }
    case batchKinds.Void:
      return { _tag: "Void", id }
    default:
      return { _tag: "Expire", id }
  }
}
