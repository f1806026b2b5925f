/**
 * What is known of names that are not held, from the commits that mention them: read, compared, and believed only then.
 */
import * as Effect from "effect/Effect"
import type { Instant } from "@stowage/kernel/Instant"
import type { Pending, PendingId, Transfer } from "@stowage/kernel/Transfer"
import type { CommitId, Position, RecordedCommit, StreamId } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import type { Found, Names } from "./logNames.ts"
import { type KnownSegments, mentionsIn } from "./logSegments.ts"
import type { LogStorage } from "./LogStorage.ts"
import { type NameKind, nameHash } from "./nameHash.ts"

/** A name that is looked for, and where it may be. */
interface Sought<A> {
  readonly positions: ReadonlyArray<Position>
  /** What a commit says of it; undefined when it does not mention it. */
  readonly in: (commit: RecordedCommit) => A | undefined
}

/** Commits of the log by their positions. */
const commitsAt = (
  { commits, tables }: LogStorage,
  positions: ReadonlyArray<Position>
): Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure> => {
  if (positions.length === 0) return Effect.succeed([])
  if (tables !== undefined) return tables.commitsAt(positions)
  const one = (position: Position) => commits((position - 1) as Position, 1)
  return Effect.map(Effect.forEach(positions, one), (found) => found.flat())
}

/** Commits of the log by their positions, each read once. */
export const readCommits = (
  storage: LogStorage,
  positions: Iterable<Position>
): Effect.Effect<ReadonlyMap<Position, RecordedCommit>, StoreFailure> =>
  Effect.map(
    commitsAt(storage, [...new Set(positions)]),
    (commits) => new Map(commits.map((commit) => [commit.position, commit]))
  )

const nowhere = "" as Pending["from"]

const claimAfter = (id: PendingId, at: Instant, transfer: Transfer): Pending => {
  if (transfer._tag === "Pend") {
    const { from, to, quantity, ttlMillis } = transfer
    const expiresAt = ttlMillis === undefined ? undefined : ((at + ttlMillis) as Instant)
    return { id, from, to, quantity, expiresAt, state: "pending" }
  }
  const state = transfer._tag === "Settle" ? "settled" : transfer._tag === "Void" ? "voided" : "expired"
  return { id, from: nowhere, to: nowhere, quantity: 0, expiresAt: undefined, state }
}

/** What a commit made of a claim; undefined when it says nothing of it. */
export const claimIn = (id: PendingId, { at, transfers }: RecordedCommit): Pending | undefined => {
  const last = transfers.findLast((transfer) => transfer._tag !== "Post" && transfer.id === id)
  return last === undefined ? undefined : claimAfter(id, at, last)
}

const versionIn = (name: StreamId, { appends }: RecordedCommit): number | undefined => {
  const append = appends.find(({ stream }) => stream === name)
  return append === undefined ? undefined : append.expected + append.events.length
}

/** What the newest commit that mentions each name says of it. */
const findNewest = Effect.fnUntraced(function* <N, A>(storage: LogStorage, sought: ReadonlyMap<N, Sought<A>>) {
  const found = new Map<N, A>()
  let left = [...sought]
  // The first is almost always right: only names of one hash are mistaken for one another.
  for (let nth = 0; left.length > 0; nth++) {
    left = left.filter(([, { positions }]) => nth < positions.length)
    const commits = yield* readCommits(
      storage,
      left.map(([, { positions }]) => positions[nth] as Position)
    )
    for (const [name, one] of left) {
      const commit = commits.get(one.positions[nth] as Position)
      const said = commit && one.in(commit)
      if (said !== undefined) found.set(name, said)
    }
    left = left.filter(([name]) => !found.has(name))
  }
  return found
})

/** Positions of the commits that mention names of a hash, the newest first. */
export type PositionsOf = (hash: number) => ReadonlyArray<Position>

/** Where names are mentioned, as of one moment. */
export interface Mentions {
  /**
   * The last mentions of these hashes, unless two names have the same, or all; undefined when the segments have to be
   * read again.
   */
  readonly of: (
    hashes: ReadonlyArray<number>,
    which: "last" | "all"
  ) => Effect.Effect<PositionsOf | undefined, StoreFailure>
  /** Whether there may be more mentions than the last. */
  readonly mayHaveMore: (hash: number) => boolean
}

/** Mentions of these hashes as of the moment of this call. */
export const mentionsOf = ({ tables }: LogStorage, image: LogImage, hashes: ReadonlyArray<number>): Mentions => {
  const { overlay, segments } = image
  const unsaved = new Map(hashes.map((hash) => [hash, overlay.mentionsOf(hash)]))
  // A commit may mention two names of one hash, or one name twice.
  const newer: PositionsOf = (hash) => [...new Set(unsaved.get(hash))]
  if (tables === undefined) return { of: () => Effect.succeed(newer), mayHaveMore: () => false }
  const begin = overlay.from()
  const all = segments.all()
  const last = new Map(hashes.map((hash) => [hash, segments.lastWith(hash)]))
  const lastWith = (hash: number): KnownSegments => last.get(hash) ?? all
  return {
    of: (some, which) =>
      Effect.map(mentionsIn(tables, some, which === "last" ? lastWith : () => all), (saved) =>
        // A segment may tell of commits that a layer tells of too.
        saved === undefined
          ? undefined
          : (hash) => [...newer(hash), ...new Set((saved.get(hash) ?? []).filter((position) => position <= begin))]
      ),
    mayHaveMore: (hash) => lastWith(hash).length > 0
  }
}

/** Names of one kind, and their hashes. */
type Hashed<N extends string> = ReadonlyArray<readonly [N, number]>

const hashed = <N extends string>(kind: NameKind, names: ReadonlyArray<N>): Hashed<N> =>
  names.map((name) => [name, nameHash(kind, name)])

/** What the newest commits say of names of one kind; undefined when the segments have to be read again. */
const findKind = Effect.fnUntraced(function* <N extends string, A>(
  storage: LogStorage,
  mentions: Mentions,
  names: Hashed<N>,
  said: (name: N, commit: RecordedCommit) => A | undefined
) {
  const newest = (some: Hashed<N>, positions: PositionsOf) =>
    findNewest(
      storage,
      new Map(
        some.map(([name, hash]) => [
          name,
          { positions: positions(hash), in: (commit: RecordedCommit) => said(name, commit) }
        ])
      )
    )
  const last = yield* mentions.of(
    names.map(([, hash]) => hash),
    "last"
  )
  if (last === undefined) return undefined
  const found = yield* newest(names, last)
  const left = names.filter(([name, hash]) => !found.has(name) && mentions.mayHaveMore(hash))
  if (left.length === 0) return found
  // Another name of the same hash hides them.
  const all = yield* mentions.of(
    left.map(([, hash]) => hash),
    "all"
  )
  return all && new Map([...found, ...(yield* newest(left, all))])
})

const findKinds = Effect.fnUntraced(function* (
  storage: LogStorage,
  mentions: Mentions,
  ids: Hashed<CommitId>,
  streams: Hashed<StreamId>,
  claims: Hashed<PendingId>
) {
  const commits = yield* findKind(storage, mentions, ids, (id, commit) => (commit.id === id ? commit : undefined))
  const versions = yield* findKind(storage, mentions, streams, versionIn)
  const found = yield* findKind(storage, mentions, claims, claimIn)
  if (commits === undefined || versions === undefined || found === undefined) return undefined
  return { commits, versions, claims: found }
})

/** What is known of these names at the moment of this call; undefined when the segments have to be read again. */
export const findNames = (
  storage: LogStorage,
  image: LogImage,
  names: Names
): Effect.Effect<Found | undefined, StoreFailure> => {
  const ids = hashed("commit", names.ids)
  const streams = hashed("stream", names.streams)
  const claims = hashed("claim", names.claims)
  const hashes = [...ids, ...streams, ...claims].map(([, hash]) => hash)
  return findKinds(storage, mentionsOf(storage, image, hashes), ids, streams, claims)
}
