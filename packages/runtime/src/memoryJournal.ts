/**
 * The journal in memory: for tests, for simulation, for trying the library out. It ends with its process.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeLedger } from "@stowage/kernel/ledger"
import { makeTextTable } from "@stowage/kernel/TextTable"
import { makeBalanceIndex } from "./balanceIndex.ts"
import {
  type Commit,
  type CommitId,
  type CommitRefusal,
  type Position,
  type Receipt,
  type RecordedCommit,
  isReceipt,
  origin
} from "./Commit.ts"
import { decideCommit } from "./decideCommit.ts"
import { repost, selectBalances } from "./foldTransfers.ts"
import { Journal, asksForPending } from "./Journal.ts"
import { makeStreams } from "./memoryStreams.ts"
import { makeNews } from "./news.ts"

const makeState = () => {
  const commits: Array<Commit> = []
  /** Every id is in one commit, so its number and one is the position. */
  const ids = makeTextTable<CommitId>()
  const streams = makeStreams(commits)
  const ledger = makeLedger()
  const index = makeBalanceIndex()

  const at = (position: Position): RecordedCommit => ({ ...(commits[position - 1] as Commit), position })
  const positionOf = (id: CommitId): Position => (ids.find(id) + 1) as Position
  const find = (id: CommitId): RecordedCommit | undefined => {
    const position = positionOf(id)
    return position === origin ? undefined : at(position)
  }
  const state = { find, version: streams.version, ledger }

  /** The receipt, or why not. */
  const commit = (asked: Commit): Receipt | CommitRefusal => {
    const decision = decideCommit(state, asked)
    if (decision._tag === "Refused") return decision.refusal
    if (decision._tag === "Repeated") return { id: asked.id, position: decision.position }
    for (const balance of decision.change.turned) index.note(balance)
    const position = commits.push(asked) as Position
    ids.numberOf(asked.id)
    streams.note(asked, position)
    return { id: asked.id, position }
  }

  return { commits, at, positionOf, ledger, index, commit, read: streams.read }
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
        const position = state.positionOf(id)
        return position === origin ? undefined : { id, position }
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
