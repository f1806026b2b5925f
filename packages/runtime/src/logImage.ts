/**
 * What a log adds up to, in memory: the ledger, the versions of streams, and what the tables do not tell yet. Who
 * writes decides on it, who reads answers from it.
 *
 * Not everything is held. What is not is learned from the tables when a commit needs it; names that are probably new
 * are taken to be, and checked by the storage when the commit is appended.
 */
import { type Ledger, type LedgerChange, isRefusal, makeLedger } from "@stowage/kernel/ledger"
import {
  type Commit,
  type CommitId,
  type CommitRefusal,
  type Position,
  type Receipt,
  type RecordedCommit,
  type StreamId,
  origin,
  sayCommitRefusal
} from "./Commit.ts"
import { type CommitState, decideCommit } from "./decideCommit.ts"
import { StoreFailure } from "./Journal.ts"
import { type Known, accountKey, claimKey, commitKey, makeLearned, streamKey, takenBy, wantedFor } from "./logNames.ts"
import { type Overlay, makeOverlay } from "./logOverlay.ts"
import type { Facts, LogEntry, Names, Wanted } from "./LogStorage.ts"

/**
 * How many balances and claims, and how many versions of streams, are held in memory; above that they are forgotten.
 */
const mostHeld = 200_000

/** A commit with its stored form. */
export interface Asked {
  readonly commit: Commit
  readonly body: string
}

/** A batch as decided: an answer for each commit, and what has to be appended so that the answers become true. */
export interface DecidedBatch {
  readonly answers: ReadonlyArray<Receipt | CommitRefusal>
  readonly entries: ReadonlyArray<LogEntry>
  /** Names taken to be new on which an answer rests; undefined when there are none. */
  readonly taken: Names | undefined
}

/** The state after the last commit. */
export interface LogImage {
  readonly last: () => Position
  readonly overlay: Overlay
  /** What has to be learned before these commits can be decided or followed; undefined when nothing has. */
  readonly wanted: (commits: ReadonlyArray<Commit>) => Wanted | undefined
  /** Takes in what the tables know of `asked`, and the commits whose ids they found. Forgotten with the batch. */
  readonly learn: (asked: Wanted, facts: Facts, found: ReadonlyArray<RecordedCommit>) => void
  /** Decides a batch, in order, without taking it in: `accept` or `rollBack` must follow. */
  readonly decide: (batch: ReadonlyArray<Asked>) => DecidedBatch
  /** The decided batch was appended. */
  readonly accept: () => void
  /** The decided batch was not appended. */
  readonly rollBack: () => void
  /**
   * Takes in commits that are in the log already, the next after `last`. Throws `Damaged` when they break the rules.
   */
  readonly follow: (commits: ReadonlyArray<RecordedCommit>) => void
  /** Forgets everything: what comes next follows tables that tell up to this position. */
  readonly reset: (saved: Position) => void
  /** The tables tell up to here now. */
  readonly saved: (position: Position) => void
}

/** What was decided since the last `accept` or `rollBack`. */
interface Open {
  readonly accepted: Array<{ readonly commit: RecordedCommit; readonly change: LedgerChange }>
  readonly commits: Map<CommitId, RecordedCommit>
  readonly versions: Map<StreamId, number>
}

const noneOpen = (): Open => ({ accepted: [], commits: new Map(), versions: new Map() })

const damaged = (detail: string): StoreFailure => new StoreFailure({ reason: "Damaged", retry: false, detail })

/** What a recorded commit changes when it is posted again: what was accepted once is accepted again. */
const postedAgain = (ledger: Ledger, commit: RecordedCommit, last: Position): LedgerChange => {
  const { id, position } = commit
  if (position !== last + 1) throw damaged(`the log goes from position ${last} to ${position}; expected no gap`)
  const change = ledger.post(commit.transfers, commit.at)
  if (!isRefusal(change)) return change
  const said = sayCommitRefusal({ _tag: "TransferRefused", id, refusal: change })
  throw damaged(`the log contradicts itself at position ${position}. ${said}`)
}

/** What an image holds in memory, and how it answers what a decision asks. */
const makeHeld = () => {
  const overlay = makeOverlay(origin)
  const versions = new Map<StreamId, number>()
  const learned = makeLearned()
  const held = { overlay, versions, learned, open: noneOpen(), last: origin }
  const ledger = makeLedger({
    balance: (account) => overlay.balance(account) ?? learned.balances.get(account),
    pending: (id) => overlay.pending(id) ?? learned.claims.get(id)
  })
  const findCommit = (id: CommitId): RecordedCommit | undefined =>
    held.open.commits.get(id) ?? overlay.commit(id) ?? learned.commits.get(id)
  const versionOf = (stream: StreamId): number | undefined =>
    held.open.versions.get(stream) ?? versions.get(stream) ?? overlay.version(stream) ?? learned.versions.get(stream)
  const state: CommitState = { find: findCommit, version: (stream) => versionOf(stream) ?? 0, ledger }
  const known: Known = {
    commit: (id) => findCommit(id) !== undefined || learned.asked.has(commitKey(id)),
    stream: (stream) => versionOf(stream) !== undefined || learned.asked.has(streamKey(stream)),
    claim: (id) => ledger.hasPending(id) || overlay.pending(id) !== undefined || learned.asked.has(claimKey(id)),
    account: (account) =>
      ledger.has(account) || overlay.balance(account) !== undefined || learned.asked.has(accountKey(account)),
    pending: (id) => ledger.pending(id)
  }
  return Object.assign(held, { ledger, state, known })
}
type Held = ReturnType<typeof makeHeld>

const note = (held: Held, commit: RecordedCommit, change: LedgerChange): void => {
  held.last = commit.position
  for (const { stream, expected, events } of commit.appends) held.versions.set(stream, expected + events.length)
  held.overlay.note(commit, change)
}

interface DecidedCommit {
  readonly answer: Receipt | CommitRefusal
  readonly entry: LogEntry | undefined
}

const decideOne = ({ last, open, state }: Held, { commit, body }: Asked): DecidedCommit => {
  const decision = decideCommit(state, commit)
  if (decision._tag === "Refused") return { answer: decision.refusal, entry: undefined }
  const { id, appends } = commit
  if (decision._tag === "Repeated") return { answer: { id, position: decision.position }, entry: undefined }
  const position = (last + open.accepted.length + 1) as Position
  const recorded = { ...commit, position }
  open.accepted.push({ commit: recorded, change: decision.change })
  open.commits.set(id, recorded)
  for (const { stream, expected, events } of appends) open.versions.set(stream, expected + events.length)
  return { answer: { id, position }, entry: { commit: recorded, body } }
}

/** The image of a log; empty, after position 0. `hasTables` says whether what is not held can be asked for. */
export const makeLogImage = (hasTables: boolean): LogImage => {
  const held = makeHeld()
  const { known, learned, ledger, overlay, versions } = held
  /** Whether everything there is to know is held: then what is not held does not exist. */
  const isComplete = (): boolean => !hasTables || overlay.from() === 0

  /** Forgets what was learned for a batch, and whatever is too much to hold. */
  const endBatch = (): void => {
    held.open = noneOpen()
    learned.clear()
    if (!hasTables) return
    if (versions.size > mostHeld) versions.clear()
    if (ledger.size() > mostHeld) ledger.forget()
  }

  return {
    last: () => held.last,
    overlay,
    wanted: (commits) => (isComplete() ? undefined : wantedFor(commits, known)),
    learn: learned.learn,
    decide: (batch) => {
      ledger.mark()
      const taken = isComplete() ? undefined : takenBy(batch, known)
      const decided = batch.map((asked) => decideOne(held, asked))
      const answers = decided.map(({ answer }) => answer)
      return { answers, entries: decided.flatMap(({ entry }) => entry ?? []), taken }
    },
    accept: () => {
      for (const { commit, change } of held.open.accepted) note(held, commit, change)
      endBatch()
    },
    rollBack: () => {
      ledger.rollBack()
      held.open = noneOpen()
    },
    follow: (commits) => {
      for (const commit of commits) note(held, commit, postedAgain(ledger, commit, held.last))
      endBatch()
    },
    reset: (saved) => {
      held.last = saved
      versions.clear()
      overlay.clear(saved)
      ledger.forget()
      endBatch()
    },
    saved: (position) => {
      if (overlay.drop(position)) learned.clear()
    }
  }
}
