/**
 * What a log adds up to, in memory: the ledger, the versions of streams, and what the tables do not tell yet. Who
 * writes decides on it, who reads answers from it.
 *
 * Not everything is held. A name that is not held is taken not to exist, and noted: most names are new. Whatever rests
 * on such a name is checked before it is believed; by the storage when it is appended, by asking the tables otherwise.
 */
import { type LedgerChange, isRefusal, makeLedger } from "@stowage/kernel/ledger"
import {
  type Commit,
  type CommitId,
  type CommitRefusal,
  type Position,
  type Receipt,
  type RecordedCommit,
  type StreamId,
  isReceipt,
  origin,
  sayCommitRefusal
} from "./Commit.ts"
import { type CommitState, decideCommit } from "./decideCommit.ts"
import { StoreFailure } from "./Journal.ts"
import { type NameKind, askedKey, makeLearned, nothingAssumed } from "./logNames.ts"
import { type Overlay, makeOverlay } from "./logOverlay.ts"
import type { Facts, LogEntry, Names, Wanted } from "./LogStorage.ts"

/** A commit with its stored form. */
export interface Asked {
  readonly commit: Commit
  readonly body: string
}

/**
 * A batch as decided. `Unsure`: the answers rest on names that have to be asked for first. `Decided`: an answer for
 * each commit, what has to be appended so that the answers become true, and names taken to be new, for the storage to
 * check.
 */
export type DecidedBatch =
  | { readonly _tag: "Unsure"; readonly wanted: Wanted }
  | {
      readonly _tag: "Decided"
      readonly answers: ReadonlyArray<Receipt | CommitRefusal>
      readonly entries: ReadonlyArray<LogEntry>
      readonly taken: Names | undefined
    }

/** The state after the last commit. */
export interface LogImage {
  readonly last: () => Position
  readonly overlay: Overlay
  /** Takes in what the tables know of `wanted`, and the commits whose ids they found. Forgotten with the batch. */
  readonly learn: (wanted: Wanted, facts: Facts, found: ReadonlyArray<RecordedCommit>) => void
  /** Decides a batch, in order, without taking it in: once it is `Decided`, `accept` or `rollBack` must follow. */
  readonly decide: (batch: ReadonlyArray<Asked>) => DecidedBatch
  /** The decided batch was appended. */
  readonly accept: () => void
  /** The decided batch was not appended. */
  readonly rollBack: () => void
  /**
   * Takes in commits that are in the log already, the next after `last`; none of them when something has to be asked
   * for first, which is the answer. Throws `Damaged` when they break the rules.
   */
  readonly follow: (commits: ReadonlyArray<RecordedCommit>) => Wanted | undefined
  /** Forgets everything: what comes next follows tables that tell up to this position. */
  readonly reset: (saved: Position) => void
  /** The tables tell up to here now. */
  readonly saved: (position: Position) => void
}

/** What was decided since the last `accept` or `rollBack`. */
interface Open {
  readonly accepted: Array<LogEntry & { readonly change: LedgerChange }>
  readonly commits: Map<CommitId, RecordedCommit>
  readonly versions: Map<StreamId, number>
}

const noneOpen = (): Open => ({ accepted: [], commits: new Map(), versions: new Map() })

const damaged = (name: string, what: string): StoreFailure =>
  new StoreFailure({ reason: "Damaged", retry: false, detail: `${name}: ${what}; restore it from a backup` })

/** What an image holds in memory, and how it answers what a decision asks. */
const makeHeld = (hasTables: boolean) => {
  const overlay = makeOverlay(origin)
  const versions = new Map<StreamId, number>()
  const learned = makeLearned()
  const held = { overlay, versions, learned, assumed: nothingAssumed(), open: noneOpen(), last: origin }
  /** Whether a name that is not held may exist all the same. */
  const mayExist = (kind: NameKind, name: string): boolean =>
    hasTables && overlay.from() > 0 && !(learned.asked.size > 0 && learned.asked.has(askedKey(kind, name)))

  const ledger = makeLedger({
    balance: (account) => {
      const found = overlay.balance(account) ?? learned.balances.get(account)
      if (found === undefined && mayExist("account", account)) held.assumed.accounts.push(account)
      return found
    },
    pending: (id) => {
      const found = overlay.pending(id) ?? learned.claims.get(id)
      if (found === undefined && mayExist("pending", id)) held.assumed.claims.push(id)
      return found
    }
  })
  const findCommit = (id: CommitId): RecordedCommit | undefined => {
    const found = held.open.commits.get(id) ?? overlay.commit(id) ?? learned.commits.get(id)
    if (found === undefined && mayExist("commit", id)) held.assumed.ids.push(id)
    return found
  }
  const versionOf = (stream: StreamId): number => {
    const found =
      held.open.versions.get(stream) ?? versions.get(stream) ?? overlay.version(stream) ?? learned.versions.get(stream)
    if (found === undefined && mayExist("stream", stream)) held.assumed.streams.push(stream)
    return found ?? 0
  }
  const state: CommitState = { ledger, find: findCommit, version: versionOf }
  return Object.assign(held, { ledger, state })
}
type Held = ReturnType<typeof makeHeld>

const note = (held: Held, commit: RecordedCommit, change: LedgerChange): void => {
  held.last = commit.position
  for (const { stream, expected, events } of commit.appends) held.versions.set(stream, expected + events.length)
  held.overlay.note(commit, change)
}

const rollBack = (held: Held): void => {
  held.ledger.rollBack()
  // They were taken to hold nothing, and are to be asked for again.
  held.ledger.forgetBalances(held.assumed.accounts)
  held.open = noneOpen()
}

/** Begins to note what is assumed. */
const begin = (held: Held): Held["assumed"] => {
  held.ledger.mark()
  held.assumed = nothingAssumed()
  return held.assumed
}

const decideOne = ({ last, open, state }: Held, { commit, body }: Asked): Receipt | CommitRefusal => {
  const decision = decideCommit(state, commit)
  if (decision._tag === "Refused") return decision.refusal
  const { id, appends } = commit
  if (decision._tag === "Repeated") return { id, position: decision.position }
  const position = (last + open.accepted.length + 1) as Position
  const recorded = { ...commit, position }
  open.accepted.push({ commit: recorded, body, change: decision.change })
  open.commits.set(id, recorded)
  for (const { stream, expected, events } of appends) open.versions.set(stream, expected + events.length)
  return { id, position }
}

const decide = (held: Held, batch: ReadonlyArray<Asked>): DecidedBatch => {
  const assumed = begin(held)
  const answers = batch.map((asked) => decideOne(held, asked))
  const names = assumed.ids.length + assumed.streams.length + assumed.claims.length
  // The storage checks the names of what is appended; nobody checks those of a refusal, nor any balance.
  const refuses = names > 0 && !answers.every(isReceipt)
  if (assumed.accounts.length > 0 || refuses) {
    rollBack(held)
    return { _tag: "Unsure", wanted: refuses ? assumed : { ...nothingAssumed(), accounts: assumed.accounts } }
  }
  return { _tag: "Decided", answers, entries: held.open.accepted, taken: names > 0 ? assumed : undefined }
}

/** Posts recorded commits again: what was accepted once is accepted again, once all it speaks of is known. */
const follow = (held: Held, name: string, commits: ReadonlyArray<RecordedCommit>): Wanted | undefined => {
  const assumed = begin(held)
  const { accepted } = held.open
  for (const commit of commits) {
    const { id, position } = commit
    const last = held.last + accepted.length
    if (position !== last + 1) throw damaged(name, `position ${position} follows ${last}; expected no gap`)
    const change = held.ledger.post(commit.transfers, commit.at)
    if (!isRefusal(change)) {
      accepted.push({ commit, body: "", change })
      continue
    }
    if (assumed.accounts.length + assumed.claims.length > 0) break
    const said = sayCommitRefusal({ _tag: "TransferRefused", id, refusal: change })
    throw damaged(name, `the journal contradicts itself at position ${position}. ${said}`)
  }
  if (accepted.length === commits.length && assumed.accounts.length === 0) return undefined
  rollBack(held)
  return assumed
}

/**
 * The image of a log called `name`; empty, after position 0. When it `hasTables`, what is not held can be asked for:
 * then no more than `mostHeld` balances and claims are held, and as many versions of streams.
 */
export const makeLogImage = (name: string, hasTables: boolean, mostHeld: number): LogImage => {
  const held = makeHeld(hasTables)
  const { learned, ledger, overlay, versions } = held

  /** Takes in what is open; forgets what was learned for it, and whatever is too much to hold. */
  const accept = (): void => {
    for (const { commit, change } of held.open.accepted) note(held, commit, change)
    held.open = noneOpen()
    learned.clear()
    if (!hasTables) return
    if (versions.size > mostHeld) versions.clear()
    // Balances are asked for again and again, most claims once more and much later.
    if (ledger.size() > mostHeld) ledger.forgetPendings()
    if (ledger.size() > mostHeld) ledger.forget()
  }

  return {
    last: () => held.last,
    overlay,
    learn: learned.learn,
    decide: (batch) => decide(held, batch),
    accept,
    rollBack: () => rollBack(held),
    follow: (commits) => {
      const wanted = follow(held, name, commits)
      if (wanted === undefined) accept()
      return wanted
    },
    reset: (saved) => {
      held.last = saved
      held.open = noneOpen()
      versions.clear()
      overlay.clear(saved)
      learned.clear()
      ledger.forget()
    },
    saved: (position) => {
      if (overlay.drop(position)) learned.clear()
    }
  }
}
