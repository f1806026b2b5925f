/**
 * The journal in memory: for tests, for simulation, for trying the library out. It ends with its process.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeKeepingLedger, makeLedger } from "@stowage/kernel/ledger"
import { makeBalanceIndex } from "./balanceIndex.ts"
import { carefulJournal } from "./carefulJournal.ts"
import {
  type Commit,
  type CommitId,
  type CommitRefusal,
  type Position,
  type Receipt,
  type RecordedCommit,
  type StreamId,
  isReceipt,
  origin
} from "./Commit.ts"
import { decideCommit } from "./decideCommit.ts"
import { repost, selectBalances } from "./foldTransfers.ts"
import { Journal, asksForPending } from "./Journal.ts"
import { MemoryCommits } from "./memoryCommits.ts"
import { makeNews } from "./news.ts"

const makeState = () => {
  const ledger = makeKeepingLedger()
  const commits = new MemoryCommits(ledger)
  const index = makeBalanceIndex()

  const find = (id: CommitId): RecordedCommit | undefined => {
    const position = commits.positionOf(id)
    return position === origin ? undefined : commits.at(position)
  }
  const state = { find, version: (stream: StreamId) => commits.version(stream), ledger }

  /** The receipt, or why not. */
  const commit = (asked: Commit): Receipt | CommitRefusal => {
    const decision = decideCommit(state, asked)
    if (decision._tag === "Refused") return decision.refusal
    if (decision._tag === "Repeated") return { id: asked.id, position: decision.position }
    for (const balance of decision.change.turned) index.note(balance)
    return { id: asked.id, position: commits.add(asked) }
  }

  return { commits, ledger, index, commit }
}

/** A journal of its own, empty. */
export const makeMemoryJournal = (): Journal["Service"] => {
  const state = makeState()
  const news = makeNews(() => state.commits.size as Position)

  return carefulJournal({
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
        const position = state.commits.positionOf(id)
        return position === origin ? undefined : { id, position }
      }),
    read: (stream, after = 0) => Effect.sync(() => state.commits.read(stream, after)),
    balances: (query) =>
      Effect.sync(() => {
        if (query.asOf === undefined) return state.index.select(query)
        const past = makeLedger()
        for (let position = 1; position <= Math.min(query.asOf, state.commits.size); position++) {
          repost(past, state.commits.at(position as Position))
        }
        return selectBalances(past, query)
      }),
    pendings: (query) =>
      Effect.sync(() =>
        Array.from(state.ledger.openPendings())
          .filter((pending) => asksForPending(query, pending))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
      ),
    commits: (after, limit) =>
      Effect.sync(() => {
        const first = after > origin ? after : origin
        return Array.from({ length: Math.max(0, Math.min(limit, state.commits.size - first)) }, (_, index) =>
          state.commits.at((first + index + 1) as Position)
        )
      }),
    wait: news.wait
  })
}

/** A memory journal of its own for every use of the layer. */
export const layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, makeMemoryJournal)
