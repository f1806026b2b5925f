/**
 * Questions to a journal over a log: from the tables, and from memory what the tables do not tell yet.
 */
import * as Effect from "effect/Effect"
import { makeLedger } from "@stowage/kernel/ledger"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor, inAccountOrder } from "./BalanceQuery.ts"
import {
  type CommitId,
  type Position,
  type Receipt,
  type Recorded,
  type StreamId,
  origin,
  recordedEvents
} from "./Commit.ts"
import { repost, selectBalances } from "./foldTransfers.ts"
import { type PendingQuery, type StoreFailure, asksForPending } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import { findNames, mentionsOf, readCommits } from "./logMentions.ts"
import type { Names } from "./logNames.ts"
import { openClaims } from "./logOpenClaims.ts"
import type { KnownSegments } from "./logSegments.ts"
import type { LogStorage } from "./LogStorage.ts"
import { nameHash } from "./nameHash.ts"

/** How many commits are read from the log at once. */
const pageSize = 1024

/** Runs a question on the image, brought up to date, while nobody else changes it. */
export type OnImage = <A>(question: () => A) => Effect.Effect<A, StoreFailure>

/** The port's questions. */
export interface LogReading {
  readonly receipt: (id: CommitId) => Effect.Effect<Receipt | undefined, StoreFailure>
  readonly read: (stream: StreamId, after: number) => Effect.Effect<ReadonlyArray<Recorded>, StoreFailure>
  readonly balances: (query: BalanceQuery) => Effect.Effect<ReadonlyArray<Balance>, StoreFailure>
  readonly pendings: (query: PendingQuery) => Effect.Effect<ReadonlyArray<Pending>, StoreFailure>
}

/** What the answers are made from. */
export interface Sources {
  readonly storage: LogStorage
  readonly image: LogImage
  readonly onImage: OnImage
  /** Reads the segments again: of those that were used, one was there no more. */
  readonly refresh: (used: KnownSegments) => Effect.Effect<void, StoreFailure>
  /** The tables know of commits that the image does not. */
  readonly overtaken: () => void
}

const copyOf = ({ id, from, to, quantity, expiresAt, state }: Pending): Pending => ({
  id,
  from,
  to,
  quantity,
  expiresAt,
  state
})

/** Asks of one moment, and again once the segments were read again when they were merged in between. */
const untilAnswered = <A>(
  sources: Sources,
  question: () => Effect.Effect<A | undefined, StoreFailure>
): Effect.Effect<A, StoreFailure> =>
  Effect.flatMap(
    sources.onImage(() => ({ asking: question(), used: sources.image.segments.all() })),
    ({ asking, used }) =>
      Effect.flatMap(asking, (answer) =>
        answer === undefined
          ? Effect.andThen(sources.refresh(used), untilAnswered(sources, question))
          : Effect.succeed(answer)
      )
  )

const balancesAsOf = Effect.fnUntraced(function* (storage: LogStorage, query: BalanceQuery, asOf: Position) {
  const past = makeLedger()
  let after = origin
  while (after < asOf) {
    const page = yield* storage.commits(after, Math.min(pageSize, asOf - after))
    for (const commit of page) repost(past, commit)
    after = page.at(-1)?.position ?? asOf
  }
  return selectBalances(past, query)
})

/**
 * What the tables tell, completed by what the image knows beyond. Asked again when the tables were saved in between:
 * the image may have forgotten what they did not tell yet.
 */
const balancesNow = (sources: Sources, query: BalanceQuery): Effect.Effect<ReadonlyArray<Balance>, StoreFailure> => {
  const { storage, image, onImage, overtaken } = sources
  const { overlay } = image
  if (storage.tables === undefined) return onImage(() => inAccountOrder([...overlay.select(query)]))
  const isTold = (saved: Position): boolean => saved >= overlay.from() && saved <= image.last()
  return Effect.flatMap(storage.tables.balances(query), ({ value, saved }) =>
    Effect.flatMap(
      onImage(() => {
        if (!isTold(saved)) {
          if (saved > image.last()) overtaken()
          return undefined
        }
        const told = value.filter(({ account }) => asksFor(query, account) && overlay.balance(account) === undefined)
        return inAccountOrder([...told, ...overlay.select(query)])
      }),
      (answer) => (answer === undefined ? balancesNow(sources, query) : Effect.succeed(answer))
    )
  )
}

/** The events of a stream after version `after`, of the commits at these positions, the newest first. */
const eventsAt = Effect.fnUntraced(function* (
  storage: LogStorage,
  name: StreamId,
  after: number,
  positions: ReadonlyArray<Position>
) {
  const found: Array<ReadonlyArray<Recorded>> = []
  for (let start = 0; start < positions.length; start += pageSize) {
    const some = positions.slice(start, start + pageSize)
    const commits = yield* readCommits(storage, some)
    for (const position of some) {
      const commit = commits.get(position)
      const append = commit?.appends.find(({ stream }) => stream === name)
      if (commit === undefined || append === undefined) continue
      found.push(recordedEvents(commit, append).filter(({ version }) => version > after))
      if (append.expected <= after) return found.reverse().flat()
    }
  }
  return found.reverse().flat()
})

/** Answers from `image` and `storage`. */
export const makeLogReading = (sources: Sources): LogReading => {
  const { storage, image } = sources
  const found = (names: Partial<Names>) =>
    untilAnswered(sources, () => findNames(storage, image, { ids: [], streams: [], claims: [], ...names }))
  return {
    receipt: (id) =>
      Effect.map(found({ ids: [id] }), ({ commits }) => {
        const position = commits.get(id)?.position
        return position === undefined ? undefined : { id, position }
      }),
    read: (stream, after) => {
      const hash = nameHash("stream", stream)
      return Effect.flatMap(
        untilAnswered(sources, () => mentionsOf(storage, image, [hash]).of([hash], "all")),
        (positions) => eventsAt(storage, stream, after, positions(hash))
      )
    },
    balances: (query) =>
      query.asOf === undefined ? balancesNow(sources, query) : balancesAsOf(storage, query, query.asOf),
    pendings: (query) => {
      const { ids } = query
      const claims =
        ids === undefined
          ? untilAnswered(sources, () => openClaims(storage, image, query.expirableAt))
          : Effect.map(found({ claims: [...new Set(ids)] }), (names) => [...names.claims.values()])
      return Effect.map(claims, (all) =>
        all
          .filter((pending) => asksForPending(query, pending))
          .map(copyOf)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
      )
    }
  }
}
