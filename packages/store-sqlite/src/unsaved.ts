/**
 * What the commits changed that the tables other than `commits` do not tell yet. Noting a commit is cheap; what is made
 * of the notes for answering questions is made when the first question comes.
 */
import type { Account } from "@stowage/kernel/Account"
import type { LedgerChange } from "@stowage/kernel/ledger"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import { type BalanceIndex, makeBalanceIndex } from "@stowage/runtime/balanceIndex"
import type { Append, Position, StreamId } from "@stowage/runtime/Commit"

/** One append to a stream; `version` is that of its last event. */
export interface AppendPlace {
  readonly stream: StreamId
  readonly version: number
  readonly position: Position
}

/** Changes not saved yet. Balances and claims are the ledger's own records, so they show the last value. */
export interface Unsaved {
  /** How many commits made them. */
  readonly commits: () => number
  readonly note: (position: Position, appends: ReadonlyArray<Append>, change: LedgerChange) => void
  /** Every balance that changed, each once. */
  readonly balances: () => Iterable<Balance>
  /** Every claim that changed, each once. */
  readonly pendings: () => Iterable<Pending>
  /** Every append, in order. */
  readonly appends: () => ReadonlyArray<AppendPlace>
  readonly hasBalance: (account: Account) => boolean
  /** Of the changed balances, those asked for that hold or await something. */
  readonly select: (query: BalanceQuery) => ReadonlyArray<Balance>
  readonly appendsTo: (stream: StreamId) => ReadonlyArray<AppendPlace>
  readonly clear: () => void
}

/** What questions about changed balances are answered from. */
interface BalanceView {
  readonly accounts: Set<Account>
  readonly index: BalanceIndex
}

const addBalances = ({ accounts, index }: BalanceView, changed: Iterable<Balance>): BalanceView => {
  for (const balance of changed) {
    accounts.add(balance.account)
    index.note(balance)
  }
  return { accounts, index }
}

type Streams = Map<StreamId, Array<AppendPlace>>

const addAppends = (streams: Streams, places: Iterable<AppendPlace>): Streams => {
  for (const place of places) {
    const of = streams.get(place.stream)
    if (of === undefined) streams.set(place.stream, [place])
    else of.push(place)
  }
  return streams
}

/** No changes. */
export const makeUnsaved = (): Unsaved => {
  const balances = new Set<Balance>()
  const pendings = new Set<Pending>()
  const appends: Array<AppendPlace> = []
  let commits = 0
  let view: BalanceView | undefined
  let streams: Streams | undefined

  const viewed = (): BalanceView => (view ??= addBalances({ accounts: new Set(), index: makeBalanceIndex() }, balances))

  return {
    commits: () => commits,
    note: (position, added, change) => {
      commits += 1
      const places = added.map(({ stream, expected, events }) => ({
        stream,
        version: expected + events.length,
        position
      }))
      for (const place of places) appends.push(place)
      for (const balance of change.balances) balances.add(balance)
      for (const pending of change.pendings) pendings.add(pending)
      if (view !== undefined) addBalances(view, change.balances)
      if (streams !== undefined) addAppends(streams, places)
    },
    balances: () => balances,
    pendings: () => pendings,
    appends: () => appends,
    hasBalance: (account) => viewed().accounts.has(account),
    select: (query) => viewed().index.select(query),
    appendsTo: (stream) => (streams ??= addAppends(new Map(), appends)).get(stream) ?? [],
    clear: () => {
      balances.clear()
      pendings.clear()
      appends.length = 0
      commits = 0
      view = undefined
      streams = undefined
    }
  }
}
