/**
 * The journal in memory: for tests, for simulation, for trying the library out. It ends with its process.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeLedger } from "@stowage/kernel/ledger"
import { makeBalanceIndex } from "./balanceIndex.ts"
import {
  type Append,
  type Commit,
  type CommitId,
  type CommitRefusal,
  type Position,
  type Receipt,
  type Recorded,
  type RecordedCommit,
  type StreamId,
  isReceipt,
  recordedEvents
} from "./Commit.ts"
import { decideCommit } from "./decideCommit.ts"
import { repost, selectBalances } from "./foldTransfers.ts"
import { Journal, asksForPending } from "./Journal.ts"
import { makeNews } from "./news.ts"

/** One append, behind it the one before: the whole history of a stream from its end. */
interface LastAppend {
  readonly commit: Commit
  readonly append: Append
  readonly position: Position
  /** The stream's version with it. */
  readonly version: number
  readonly before: LastAppend | undefined
}

const makeState = () => {
  const commits: Array<Commit> = []
  const byId = new Map<CommitId, Position>()
  const streams = new Map<StreamId, LastAppend>()
  const ledger = makeLedger()
  const index = makeBalanceIndex()

  const at = (position: Position): RecordedCommit => ({ ...(commits[position - 1] as Commit), position })
  const find = (id: CommitId): RecordedCommit | undefined => {
    const position = byId.get(id)
    return position === undefined ? undefined : at(position)
  }
  const state = { find, version: (stream: StreamId) => streams.get(stream)?.version ?? 0, ledger }

  const record = (commit: Commit): Receipt => {
    const position = commits.push(commit) as Position
    byId.set(commit.id, position)
    for (const append of commit.appends) {
      const { stream, expected, events } = append
      const before = expected === 0 ? undefined : streams.get(stream)
      streams.set(stream, { commit, append, position, version: expected + events.length, before })
    }
    return { id: commit.id, position }
  }

  /** The receipt, or why not. */
  const commit = (asked: Commit): Receipt | CommitRefusal => {
    const decision = decideCommit(state, asked)
    if (decision._tag === "Refused") return decision.refusal
    if (decision._tag === "Repeated") return { id: asked.id, position: decision.position }
    for (const balance of decision.change.turned) index.note(balance)
    return record(asked)
  }

  const read = (stream: StreamId, after: number): ReadonlyArray<Recorded> => {
    const found: Array<ReadonlyArray<Recorded>> = []
    for (let last = streams.get(stream); last !== undefined && last.version > after; last = last.before) {
      const { commit, append, position } = last
      found.push(recordedEvents({ ...commit, position }, append).filter(({ version }) => version > after))
    }
    return found.reverse().flat()
  }

  return { commits, at, byId, ledger, index, commit, read }
}

/** A journal of its own, empty. */
export const makeMemoryJournal = (): Journal["Service"] => {
  const state = makeState()
  const news = makeNews(() => state.commits.length as Position)

  return Journal.of({
    capabilities: { durable: false, writers: "one" },
    commit: (commit) =>
      Effect.suspend(() => {
        const answer = state.commit(commit)
        if (!isReceipt(answer)) return Effect.fail(answer)
        news.tell()
        return Effect.succeed(answer)
      }),
    receipt: (id) =>
      Effect.sync(() => {
        const position = state.byId.get(id)
        return position === undefined ? undefined : { id, position }
      }),
    read: (stream, after = 0) => Effect.sync(() => state.read(stream, after)),
    balances: (query) =>
      Effect.sync(() => {
        if (query.asOf === undefined) return state.index.select(query)
        const past = makeLedger()
        for (let position = 1; position <= Math.min(query.asOf, state.commits.length); position++) {
          repost(past, state.at(position as Position))
        }
        return selectBalances(past, query)
      }),
    pendings: (query) =>
      Effect.sync(() =>
        Array.from(state.ledger.openPendings())
          .filter((pending) => asksForPending(query, pending))
          .map(({ id, from, to, quantity, expiresAt, state }) => ({ id, from, to, quantity, expiresAt, state }))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
      ),
    commits: (after, limit) =>
      Effect.sync(() =>
        state.commits
          .slice(after, after + limit)
          .map((commit, index) => ({ ...commit, position: (after + index + 1) as Position }))
      ),
    wait: news.wait
  })
}

/** A memory journal of its own for every use of the layer. */
export const layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, makeMemoryJournal)
