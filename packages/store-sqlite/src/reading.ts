/**
 * The half of the port that reads: from the tables, and from the image what the tables do not tell yet. Plain
 * functions; what fails is thrown.
 */
import { makeLedger } from "@stowage/kernel/ledger"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor, inAccountOrder } from "@stowage/runtime/BalanceQuery"
import {
  type CommitId,
  type Position,
  type Receipt,
  type Recorded,
  type RecordedCommit,
  type StreamId,
  recordedEvents
} from "@stowage/runtime/Commit"
import { repost, selectBalances } from "@stowage/runtime/foldTransfers"
import { type PendingQuery, asksForPending } from "@stowage/runtime/Journal"
import type { Image } from "./image.ts"
import { type Row, balanceFrom, claimFrom, commitFrom } from "./rows.ts"
import type { Reads } from "./statements.ts"

/** Questions to the journal in a file. */
export interface Reading {
  readonly receipt: (id: CommitId) => Receipt | undefined
  readonly stream: (stream: StreamId, after: number) => ReadonlyArray<Recorded>
  readonly balances: (query: BalanceQuery) => ReadonlyArray<Balance>
  readonly pendings: (query: PendingQuery) => ReadonlyArray<Pending>
  readonly commits: (after: Position, limit: number) => ReadonlyArray<RecordedCommit>
}

/** Answers for `file`, whose image is up to date when they are asked for. */
export const makeReading = (reads: Reads, image: Image, file: string): Reading => ({
  receipt: (id) => {
    const row = reads.positionOf.get(id)
    return row === undefined ? undefined : { id, position: row["position"] as Position }
  },
  stream: (stream, after) =>
    appendPositions(reads, image, stream, after).flatMap((position) => {
      const row = reads.commit.get(position)
      if (row === undefined) return []
      const commit = commitFrom(row, file)
      const append = commit.appends.find((candidate) => candidate.stream === stream)
      return append === undefined ? [] : recordedEvents(commit, append).filter(({ version }) => version > after)
    }),
  balances: (query) =>
    query.asOf === undefined ? balancesNow(reads, image, query) : balancesAsOf(reads, file, query, query.asOf),
  pendings: (query) =>
    pendingsNow(reads, image, query)
      .filter((pending) => asksForPending(query, pending))
      .map(({ id, from, to, quantity, expiresAt, state }) => ({ id, from, to, quantity, expiresAt, state }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  commits: (after, limit) => reads.commits.all(after, limit).map((row) => commitFrom(row, file))
})

/** Where the appends to `stream` are that reach beyond version `after`, in order. */
const appendPositions = (reads: Reads, image: Image, stream: StreamId, after: number): ReadonlyArray<Position> => [
  ...reads.appends.all(stream, after).map((row) => row["position"] as Position),
  ...image.unsaved
    .appendsTo(stream)
    .filter(({ version }) => version > after)
    .map(({ position }) => position)
]

const savedBalances = (reads: Reads, { place, sku, site }: BalanceQuery): ReadonlyArray<Row> => {
  if (place !== undefined) return reads.balancesOfPlace.all(place)
  if (sku === undefined) return reads.balances.all()
  return site === undefined ? reads.balancesOfSku.all(sku) : reads.balancesOfSkuAtSite.all(sku, site)
}

const balancesNow = (reads: Reads, image: Image, query: BalanceQuery): ReadonlyArray<Balance> => {
  const { unsaved } = image
  const unchanged = savedBalances(reads, query)
    .map(balanceFrom)
    .filter(({ account }) => asksFor(query, account) && !unsaved.hasBalance(account))
  return inAccountOrder([...unchanged, ...unsaved.select(query)])
}

const balancesAsOf = (reads: Reads, file: string, query: BalanceQuery, asOf: Position): ReadonlyArray<Balance> => {
  const past = makeLedger()
  for (const row of reads.commits.iterate(0, asOf)) repost(past, commitFrom(row, file))
  return selectBalances(past, query)
}

const pendingsNow = (reads: Reads, image: Image, { ids, expirableAt }: PendingQuery): ReadonlyArray<Pending> => {
  const { ledger, unsaved } = image
  if (ids !== undefined) return [...new Set(ids)].map((id) => ledger.pending(id)).filter((found) => found !== undefined)
  const rows = expirableAt === undefined ? reads.claims.all() : reads.expirable.all(expirableAt)
  const changed = [...unsaved.pendings()]
  const changedIds = new Set(changed.map(({ id }) => id))
  return [...rows.map(claimFrom).filter(({ id }) => !changedIds.has(id)), ...changed]
}
