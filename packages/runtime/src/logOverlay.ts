/**
 * What the commits after the saved tables changed. Questions are answered from the tables, and from here whatever the
 * tables do not tell yet.
 *
 * The changes stand in layers, oldest first. Commits are noted in the newest; once it holds enough of them it is
 * closed, with copies of the balances as they were, and can be saved while the next one fills. The commits themselves
 * are not held: a layer knows which of them mention a name, and they are in the log.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Ledger } from "@stowage/kernel/ledger"
import type { Balance } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "./BalanceQuery.ts"
import { type BalanceIndex, makeBalanceIndex } from "./balanceIndex.ts"
import { ClaimEvents, type ClaimRun, claimRun, noteClaims } from "./ClaimRun.ts"
import type { Position, RecordedCommit } from "./Commit.ts"
import type { TableChanges } from "./LogStorage.ts"
import { segmentOf } from "./LogSegment.ts"
import { MentionTable } from "./MentionTable.ts"
import { nameHash } from "./nameHash.ts"

/** Changes that the tables do not tell yet. */
export interface Overlay {
  /** The position that the oldest layer follows: the tables must tell up to here or further. */
  readonly from: () => Position
  /** How many commits the newest layer holds. */
  readonly filling: () => number
  readonly note: (commit: RecordedCommit) => void
  /** Takes in what the commits noted last, which the ledger has just posted, made of balances. */
  readonly noteBalances: (ledger: Changes) => void
  /** Closes the newest layer. */
  readonly close: () => void
  /** How many closed layers wait to be saved. */
  readonly waiting: () => number
  /** What the oldest closed layer has to save into tables that tell up to `saved`, which may be somewhere within it. */
  readonly toSave: (saved: Position) => TableChanges | undefined
  /** Leaves out the layers that the tables tell of now. Whether there were any. */
  readonly drop: (saved: Position) => boolean
  /** Leaves out everything: what comes next follows `from`. */
  readonly clear: (from: Position) => void
  /** Whether a commit mentions a name of this hash. */
  readonly mentions: (hash: number) => boolean
  /** Positions of the commits that mention names of this hash, the newest first. */
  readonly mentionsOf: (hash: number) => ReadonlyArray<Position>
  readonly balance: (account: Account) => Balance | undefined
  /** Claims that were opened after a position and not resolved, and ids of earlier ones that were. */
  readonly claims: (after: Position) => ClaimRun
  /** Of the balances that changed, those asked for that hold or await something. */
  readonly select: (query: BalanceQuery) => ReadonlyArray<Balance>
}

/** What a ledger says of the balances that it changed. */
type Changes = Pick<Ledger, "changed" | "changedFirst">

interface Layer {
  /** Counts layers from 1. */
  readonly number: number
  readonly from: Position
  to: Position
  balances: Map<Account, Balance>
  readonly mentions: MentionTable
  readonly claims: ClaimEvents
  /** Made when the first question comes. */
  index: BalanceIndex | undefined
}

/** A layer will hold about as many mentions as the one before it. */
const emptyLayer = (number: number, from: Position, mentions?: number): Layer => ({
  number,
  from,
  to: from,
  balances: new Map(),
  mentions: new MentionTable(mentions),
  claims: new ClaimEvents(),
  index: undefined
})

const copyOfBalance = ({ account, posted, pendingOut, pendingIn }: Balance): Balance => ({
  account,
  posted,
  pendingOut,
  pendingIn
})

const noteIn = (layer: Layer, commit: RecordedCommit): void => {
  const { id, position, appends, transfers } = commit
  layer.to = position
  const place = position - layer.from
  layer.mentions.add(nameHash("commit", id), place)
  for (const { stream } of appends) layer.mentions.add(nameHash("stream", stream), place)
  for (const transfer of transfers) {
    if (transfer._tag !== "Post") layer.mentions.add(nameHash("claim", transfer.id), place)
  }
  noteClaims(layer.claims, commit)
}

/** A balance that is in the layer shows what later commits make of it: only an index has to hear of these. */
const noteBalancesIn = (layer: Layer, ledger: Changes): void => {
  for (const balance of ledger.changedFirst(layer.number)) layer.balances.set(balance.account, balance)
  if (layer.index === undefined) return
  for (const balance of ledger.changed()) layer.index.note(balance)
}

/** The ledger's records show what later commits make of them: a layer that no more commits go into needs its own. */
const closeLayer = (layer: Layer): void => {
  layer.balances = new Map(Array.from(layer.balances, ([account, balance]) => [account, copyOfBalance(balance)]))
  layer.index = undefined
}

const indexOf = (layer: Layer): BalanceIndex => {
  if (layer.index !== undefined) return layer.index
  const index = makeBalanceIndex()
  for (const balance of layer.balances.values()) index.note(balance)
  layer.index = index
  return index
}

/** Of the balances in `layers`, newest first, the last values asked for. */
const selectIn = (layers: ReadonlyArray<Layer>, query: BalanceQuery): ReadonlyArray<Balance> =>
  layers.flatMap((layer, age) =>
    indexOf(layer)
      .select(query)
      .filter(({ account }) => !layers.slice(0, age).some(({ balances }) => balances.has(account)))
  )

const changesIn = ({ to, balances, mentions, claims, from }: Layer, saved: Position): TableChanges => {
  const segment = segmentOf({ from: saved, to }, mentions, saved - from, claimRun([claims], saved))
  return { balances: [...balances.values()], ...segment }
}

/** No changes after position `start`. */
export const makeOverlay = (start: Position): Overlay => {
  let newest = emptyLayer(1, start)
  /** Newest first: what changed last is found first. */
  let layers: ReadonlyArray<Layer> = [newest]

  const oldest = (): Layer => layers.at(-1) ?? newest
  const begin = (from: Position): void => {
    newest = emptyLayer(newest.number + 1, from, newest.mentions.size)
    layers = [newest, ...layers]
  }

  return {
    from: () => oldest().from,
    filling: () => newest.to - newest.from,
    note: (commit) => noteIn(newest, commit),
    noteBalances: (ledger) => noteBalancesIn(newest, ledger),
    close: () => {
      closeLayer(newest)
      begin(newest.to)
    },
    waiting: () => layers.length - 1,
    toSave: (saved) => {
      const layer = oldest()
      return layer === newest ? undefined : changesIn(layer, saved)
    },
    drop: (saved) => {
      const before = layers.length
      layers = layers.filter((layer) => layer === newest || layer.to > saved)
      return layers.length < before
    },
    clear: (from) => {
      layers = []
      begin(from)
    },
    mentions: (hash) => layers.some(({ mentions }) => mentions.has(hash)),
    mentionsOf: (hash) =>
      layers.flatMap(({ from, mentions }) => mentions.find(hash).map((place) => (from + place) as Position)),
    balance: (account) => {
      for (const { balances } of layers) {
        const found = balances.get(account)
        if (found !== undefined) return found
      }
      return undefined
    },
    claims: (after) =>
      claimRun(
        layers.map(({ claims }) => claims),
        after
      ),
    select: (query) => selectIn(layers, query)
  }
}
