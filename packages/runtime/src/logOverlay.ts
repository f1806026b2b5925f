/**
 * What the commits after the saved tables changed. Questions are answered from the tables, and from here whatever the
 * tables do not tell yet.
 *
 * The changes stand in layers, oldest first. Commits are noted in the newest; once it holds enough of them it is
 * closed, with copies of the values as they were, and can be saved while the next one fills.
 */
import type { Account } from "@stowage/kernel/Account"
import type { LedgerChange } from "@stowage/kernel/ledger"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "./BalanceQuery.ts"
import { type BalanceIndex, makeBalanceIndex } from "./balanceIndex.ts"
import type { CommitId, Position, RecordedCommit, StreamId } from "./Commit.ts"
import type { AppendPlace, TableChanges } from "./LogStorage.ts"

/** Changes that the tables do not tell yet. */
export interface Overlay {
  /** The position that the oldest layer follows: the tables must tell up to here or further. */
  readonly from: () => Position
  /** How many commits the newest layer holds. */
  readonly filling: () => number
  readonly note: (commit: RecordedCommit, change: LedgerChange) => void
  /** Closes the newest layer. */
  readonly close: () => void
  /** How many closed layers wait to be saved. */
  readonly waiting: () => number
  /**
   * What the oldest closed layer has to save into tables that tell up to `saved`, which may be somewhere within it:
   * last values may be written again, appends may not.
   */
  readonly toSave: (saved: Position) => TableChanges | undefined
  /** Leaves out the layers that the tables tell of now. Whether there were any. */
  readonly drop: (saved: Position) => boolean
  /** Leaves out everything: what comes next follows `from`. */
  readonly clear: (from: Position) => void
  readonly commit: (id: CommitId) => RecordedCommit | undefined
  /** Commits that appended to `stream`, in order. */
  readonly commitsTo: (stream: StreamId) => ReadonlyArray<RecordedCommit>
  readonly version: (stream: StreamId) => number | undefined
  readonly balance: (account: Account) => Balance | undefined
  readonly pending: (id: PendingId) => Pending | undefined
  /** Every claim that changed, with its last state. */
  readonly pendings: () => Iterable<Pending>
  /** Of the balances that changed, those asked for that hold or await something. */
  readonly select: (query: BalanceQuery) => ReadonlyArray<Balance>
}

interface Layer {
  readonly from: Position
  to: Position
  balances: Map<Account, Balance>
  pendings: Map<PendingId, Pending>
  readonly commits: Map<CommitId, RecordedCommit>
  readonly streams: Map<StreamId, Array<RecordedCommit>>
  /** Made when the first question comes. */
  index: BalanceIndex | undefined
}

const emptyLayer = (from: Position): Layer => ({
  from,
  to: from,
  balances: new Map(),
  pendings: new Map(),
  commits: new Map(),
  streams: new Map(),
  index: undefined
})

const copyOfBalance = ({ account, posted, pendingOut, pendingIn }: Balance): Balance => ({
  account,
  posted,
  pendingOut,
  pendingIn
})

const copyOfPending = ({ id, from, to, quantity, expiresAt, state }: Pending): Pending => ({
  id,
  from,
  to,
  quantity,
  expiresAt,
  state
})

const noteIn = (layer: Layer, commit: RecordedCommit, change: LedgerChange): void => {
  layer.to = commit.position
  layer.commits.set(commit.id, commit)
  for (const { stream } of commit.appends) {
    const commits = layer.streams.get(stream)
    if (commits === undefined) layer.streams.set(stream, [commit])
    else commits.push(commit)
  }
  for (const balance of change.balances) {
    layer.balances.set(balance.account, balance)
    layer.index?.note(balance)
  }
  for (const pending of change.pendings) layer.pendings.set(pending.id, pending)
}

/** The ledger's records show what later commits make of them: a layer that no more commits go into needs its own. */
const closeLayer = (layer: Layer): void => {
  layer.balances = new Map(Array.from(layer.balances, ([account, balance]) => [account, copyOfBalance(balance)]))
  layer.pendings = new Map(Array.from(layer.pendings, ([id, pending]) => [id, copyOfPending(pending)]))
  layer.index = undefined
}

const indexOf = (layer: Layer): BalanceIndex => {
  if (layer.index !== undefined) return layer.index
  const index = makeBalanceIndex()
  for (const balance of layer.balances.values()) index.note(balance)
  layer.index = index
  return index
}

const placesIn = (layer: Layer): ReadonlyArray<AppendPlace> =>
  Array.from(layer.streams).flatMap(([stream, commits]) =>
    commits.map((commit) => ({ stream, version: versionAfter(commit, stream), position: commit.position }))
  )

const versionAfter = (commit: RecordedCommit, stream: StreamId): number => {
  const append = commit.appends.find((candidate) => candidate.stream === stream)
  return append === undefined ? 0 : append.expected + append.events.length
}

/** Of the balances in `layers`, newest first, the last values asked for. */
const selectIn = (layers: ReadonlyArray<Layer>, query: BalanceQuery): ReadonlyArray<Balance> =>
  layers.flatMap((layer, age) =>
    indexOf(layer)
      .select(query)
      .filter(({ account }) => !layers.slice(0, age).some(({ balances }) => balances.has(account)))
  )

/** No changes after position `start`. */
export const makeOverlay = (start: Position): Overlay => {
  let newest = emptyLayer(start)
  /** Newest first: what changed last is found first. */
  let layers: ReadonlyArray<Layer> = [newest]

  const oldest = (): Layer => layers.at(-1) ?? newest
  const find = <A>(look: (layer: Layer) => A | undefined): A | undefined => {
    for (const layer of layers) {
      const found = look(layer)
      if (found !== undefined) return found
    }
    return undefined
  }
  const add = (layer: Layer): void => {
    newest = layer
    layers = [newest, ...layers]
  }

  return {
    from: () => oldest().from,
    filling: () => newest.commits.size,
    note: (commit, change) => noteIn(newest, commit, change),
    close: () => {
      closeLayer(newest)
      add(emptyLayer(newest.to))
    },
    waiting: () => layers.length - 1,
    toSave: (saved) => {
      const layer = oldest()
      if (layer === newest) return undefined
      const { to, balances, pendings } = layer
      const appends = placesIn(layer).filter(({ position }) => position > saved)
      return { from: saved, to, balances: [...balances.values()], claims: [...pendings.values()], appends }
    },
    drop: (saved) => {
      const before = layers.length
      layers = layers.filter((layer) => layer === newest || layer.to > saved)
      return layers.length < before
    },
    clear: (from) => {
      layers = []
      add(emptyLayer(from))
    },
    commit: (id) => find(({ commits }) => commits.get(id)),
    commitsTo: (stream) => layers.toReversed().flatMap(({ streams }) => streams.get(stream) ?? []),
    version: (stream) =>
      find(({ streams }) => {
        const last = streams.get(stream)?.at(-1)
        return last === undefined ? undefined : versionAfter(last, stream)
      }),
    balance: (account) => find(({ balances }) => balances.get(account)),
    pending: (id) => find(({ pendings }) => pendings.get(id)),
    pendings: () => new Map(layers.toReversed().flatMap(({ pendings }) => [...pendings])).values(),
    select: (query) => selectIn(layers, query)
  }
}
