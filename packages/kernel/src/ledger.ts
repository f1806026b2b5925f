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
  findClaim,
  forgetAll,
  forgetClaims,
  forgetEntries,
  goBack,
  heldClaim,
  makeState,
  remember,
  setMark,
  undo
} from "./ledgerState.ts"
import type { Balance, Pending, PendingId, Transfer, TransferRefusal } from "./Transfer.ts"

export type { LedgerSource }

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
  /** Whether the balance is held in memory; the source is not asked. */
  readonly has: (account: Account) => boolean
  /** Whether the pending transfer is held in memory; the source is not asked. */
  readonly hasPending: (id: PendingId) => boolean
  /** From here on, what is posted can be rolled back; an earlier mark is forgotten. O(1). */
  readonly mark: () => void
  /**
   * Undoes every `post` since the last mark, which stays; nothing when nobody marked, or it forgot since. What the
   * source told of pending transfers since then is forgotten, to be asked again. O(what was changed).
   */
  readonly rollBack: () => void
  /** Every balance this ledger has seen. */
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

/** Whether an entry went from nothing to something or back. */
const hasTurned = (entry: Entry): boolean =>
  (entry.postedBefore === 0 && entry.pendingOutBefore === 0 && entry.pendingInBefore === 0) !==
  (entry.posted === 0 && entry.pendingOut === 0 && entry.pendingIn === 0)

const post = (state: LedgerState, transfers: ReadonlyArray<Transfer>, at: Instant): LedgerChange | TransferRefusal => {
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
  const { touched, created, resolved, mark } = state
  if (mark !== undefined) remember(state, mark)
  return {
    balances: touched,
    turned: touched.some(hasTurned) ? touched.filter(hasTurned) : [],
    pendings: resolved.length === 0 ? created : [...new Set([...created, ...resolved])]
  }
}

/** A ledger over `source`; over nothing, it starts empty. */
export const makeLedger = (source: LedgerSource = nothing): Ledger => {
  const state = makeState(source)
  return {
    post: (transfers, at) => post(state, transfers, at),
    balance: (account) => {
      const held = state.entries.get(account)
      if (held !== undefined) return held
      const known = source.balance(account)
      return known === undefined ? undefined : { account, ...known }
    },
    pending: (id) => findClaim(state, id),
    has: (account) => state.entries.has(account),
    hasPending: (id) => heldClaim(state, id) !== undefined,
    mark: () => setMark(state),
    rollBack: () => goBack(state),
    balances: () => state.entries.values(),
    pendings: () => state.claims,
    openPendings: () => state.open,
    forget: () => forgetAll(state),
    forgetBalances: (accounts) => forgetEntries(state, accounts),
    forgetPendings: () => forgetClaims(state),
    size: () => state.entries.size + state.claims.length
  }
}

/** Whether `post` refused. */
export const isRefusal = (answer: LedgerChange | TransferRefusal): answer is TransferRefusal => "_tag" in answer
