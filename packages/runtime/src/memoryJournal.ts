/**
 * The journal in memory: for tests, for simulation, for trying the library out. It ends with its process.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeLedger } from "@stowage/kernel/ledger"
import type { Pending } from "@stowage/kernel/Transfer"
import { makeBalanceIndex } from "./balanceIndex.ts"
import {
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

interface History {
  version: number
  readonly commits: Array<RecordedCommit>
}

const makeState = () => {
  const commits: Array<RecordedCommit> = []
  const byId = new Map<CommitId, RecordedCommit>()
  const streams = new Map<StreamId, History>()
  const open = new Map<string, Pending>()
  const ledger = makeLedger()
  const index = makeBalanceIndex()
  const state = {
    find: (id: CommitId) => byId.get(id),
    version: (stream: StreamId) => streams.get(stream)?.version ?? 0,
    ledger
  }

  const record = (commit: Commit): Receipt => {
    const recorded: RecordedCommit = { ...commit, position: (commits.length + 1) as Position }
    commits.push(recorded)
    byId.set(commit.id, recorded)
    for (const { stream, events } of commit.appends) {
      const history = streams.get(stream)
      if (history === undefined) streams.set(stream, { version: events.length, commits: [recorded] })
      else {
        history.version += events.length
        history.commits.push(recorded)
      }
    }
    return { id: commit.id, position: recorded.position }
  }

  /** The receipt, or why not. */
  const commit = (asked: Commit): Receipt | CommitRefusal => {
    const decision = decideCommit(state, asked)
    if (decision._tag === "Refused") return decision.refusal
    if (decision._tag === "Repeated") return { id: asked.id, position: decision.position }
    for (const balance of decision.change.balances) index.note(balance)
    for (const pending of decision.change.pendings) {
      if (pending.state === "pending") open.set(pending.id, pending)
      else open.delete(pending.id)
    }
    return record(asked)
  }

  return { commits, byId, streams, open, index, commit }
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
        const commit = state.byId.get(id)
        return commit === undefined ? undefined : { id, position: commit.position }
      }),
    read: (stream, after = 0) =>
      Effect.sync(() => {
        const found: Array<Recorded> = []
        for (const commit of state.streams.get(stream)?.commits ?? []) {
          const append = commit.appends.find((candidate) => candidate.stream === stream)
          if (append === undefined || append.expected + append.events.length <= after) continue
          for (const recorded of recordedEvents(commit, append)) if (recorded.version > after) found.push(recorded)
        }
        return found
      }),
    balances: (query) =>
      Effect.sync(() => {
        if (query.asOf === undefined) return state.index.select(query)
        const past = makeLedger()
        for (const commit of state.commits.slice(0, query.asOf)) repost(past, commit)
        return selectBalances(past, query)
      }),
    pendings: (query) =>
      Effect.sync(() =>
        [...state.open.values()]
          .filter((pending) => asksForPending(query, pending))
          .map((pending) => ({ ...pending }))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
      ),
    commits: (after, limit) => Effect.sync(() => state.commits.slice(after, after + limit)),
    wait: news.wait
  })
}

/** A memory journal of its own for every use of the layer. */
export const layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, makeMemoryJournal)
