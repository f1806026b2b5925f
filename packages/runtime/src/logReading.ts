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
  type RecordedCommit,
  type StreamId,
  origin
} from "./Commit.ts"
import { recordedEvents } from "./Commit.ts"
import { repost, selectBalances } from "./foldTransfers.ts"
import { type PendingQuery, type StoreFailure, asksForPending } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import type { LogStorage, LogTables, Saved } from "./LogStorage.ts"

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

const copyOf = ({ id, from, to, quantity, expiresAt, state }: Pending): Pending => ({
  id,
  from,
  to,
  quantity,
  expiresAt,
  state
})

const eventsOf = (stream: StreamId, after: number, commits: ReadonlyArray<RecordedCommit>): ReadonlyArray<Recorded> =>
  commits.flatMap((commit) =>
    commit.appends
      .filter((append) => append.stream === stream)
      .flatMap((append) => recordedEvents(commit, append))
      .filter(({ version }) => version > after)
  )

const receiptOf = (id: CommitId, position: Position | undefined): Receipt | undefined =>
  position === undefined ? undefined : { id, position }

const balancesAsOf = (
  storage: LogStorage,
  query: BalanceQuery,
  asOf: Position
): Effect.Effect<ReadonlyArray<Balance>, StoreFailure> =>
  Effect.gen(function* () {
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
const combining =
  ({ tables }: LogStorage, image: LogImage, onImage: OnImage, overtaken: () => void) =>
  <Told, A>(
    ask: (tables: LogTables) => Effect.Effect<Saved<ReadonlyArray<Told>>, StoreFailure>,
    complete: (told: ReadonlyArray<Told>, saved: Position) => A
  ): Effect.Effect<A, StoreFailure> => {
    if (tables === undefined) return onImage(() => complete([], origin))
    const isTold = (saved: Position): boolean => saved >= image.overlay.from() && saved <= image.last()
    const asked: Effect.Effect<A, StoreFailure> = Effect.flatMap(ask(tables), ({ value, saved }) =>
      Effect.flatMap(
        onImage(() => {
          if (isTold(saved)) return { answer: complete(value, saved) }
          if (saved > image.last()) overtaken()
          return undefined
        }),
        (found) => (found === undefined ? asked : Effect.succeed(found.answer))
      )
    )
    return asked
  }

/** Answers from `image` and `storage`; tells `overtaken` when the tables know of commits that the image does not. */
export const makeLogReading = (
  storage: LogStorage,
  image: LogImage,
  onImage: OnImage,
  overtaken: () => void
): LogReading => {
  const { overlay } = image
  const combined = combining(storage, image, onImage, overtaken)

  const balancesNow = (query: BalanceQuery): Effect.Effect<ReadonlyArray<Balance>, StoreFailure> =>
    combined(
      (tables) => tables.balances(query),
      (told: ReadonlyArray<Balance>) => {
        const unchanged = told.filter(
          ({ account }) => asksFor(query, account) && overlay.balance(account) === undefined
        )
        return inAccountOrder([...unchanged, ...overlay.select(query)])
      }
    )

  const receipt = (id: CommitId): Effect.Effect<Receipt | undefined, StoreFailure> =>
    Effect.flatMap(
      onImage(() => overlay.commit(id)),
      (commit) => {
        const { tables } = storage
        if (commit !== undefined || tables === undefined) return Effect.succeed(receiptOf(id, commit?.position))
        const wanted = { ids: [id], streams: [], claims: [], accounts: [] }
        return Effect.map(tables.lookUp(wanted), ({ ids }) => receiptOf(id, ids.get(id)))
      }
    )

  return {
    receipt,
    read: (stream, after) =>
      combined(
        (tables) => tables.stream(stream, after),
        (told: ReadonlyArray<RecordedCommit>, saved) => {
          const since = overlay.commitsTo(stream).filter(({ position }) => position > saved)
          return eventsOf(stream, after, [...told, ...since])
        }
      ),
    balances: (query) => (query.asOf === undefined ? balancesNow(query) : balancesAsOf(storage, query, query.asOf)),
    pendings: (query) =>
      combined(
        (tables) => tables.claims(query.ids === undefined ? query : { ...query, ids: [...new Set(query.ids)] }),
        (told: ReadonlyArray<Pending>) =>
          [...told.filter(({ id }) => overlay.pending(id) === undefined), ...overlay.pendings()]
            .filter((pending) => asksForPending(query, pending))
            .map(copyOf)
            .sort((a, b) => (a.id < b.id ? -1 : 1))
      )
  }
}
