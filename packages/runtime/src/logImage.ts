/**
 * What a log adds up to, in memory: the ledger, the versions of streams, and what the tables do not tell yet. Who
 * writes decides on it, who reads answers from it.
 *
 * Not everything is held, but of every name it is known whether any commit may have mentioned it: most names are new,
 * and cost nothing. What may have been mentioned and is not held is taken not to exist, and noted; whatever rests on
 * that is not believed before the commits that mention it were read.
 */
import { type Account, isLimited } from "@stowage/kernel/Account"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
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
import { ReceiptData, RecordedData } from "./commitData.ts"
import { type CommitState, decideCommit } from "./decideCommit.ts"
import { aheadOfClock, expires } from "./ExpiryClock.ts"
import { StoreFailure } from "./Journal.ts"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Found, type Wanted, askedKey, isUnsure, makeLearned, nothingAssumed } from "./logNames.ts"
import { type Overlay, makeOverlay } from "./logOverlay.ts"
import { type KnownSegments, type LogSegments, makeLogSegments, savedIn } from "./logSegments.ts"
import type { LogEntry } from "./LogStorage.ts"
import { type NameKind, nameHash } from "./nameHash.ts"
import { StreamVersions } from "./StreamVersions.ts"

/** A commit with its stored form. */
export interface Asked {
  readonly commit: Commit
  readonly body: string
}

/**
 * A batch as decided. `Unsure`: the answers rest on what has to be found out first. `Decided`: an answer for each
 * commit, and what has to be appended so that the answers become true.
 */
export type DecidedBatch =
  | { readonly _tag: "Unsure"; readonly wanted: Wanted }
  | {
      readonly _tag: "Decided"
      readonly answers: ReadonlyArray<Receipt | CommitRefusal>
      readonly entries: ReadonlyArray<LogEntry>
    }

/** How much an image holds when there are tables to ask for the rest. */
export interface Holding {
  /** How many balances and claims, and as many versions of streams. */
  readonly mostHeld: number
  /** Of how many names it is known without asking whether any commit mentions them. */
  readonly mostNames: number
}

/** The state after the last commit. */
export interface LogImage {
  readonly last: () => Position
  readonly overlay: Overlay
  /** The segments of the tables that this process knows: they tell at least up to where the overlay begins. */
  readonly segments: LogSegments
  /** Takes in what was found out about `wanted`. Forgotten with the batch. */
  readonly learn: (wanted: Wanted, found: Found, balances: ReadonlyArray<Balance>) => void
  /**
   * Decides a batch, in order, without taking it in: once it is `Decided`, `accept` or `rollBack` must follow. What
   * expires claims is not to be later than `latestExpiry`.
   */
  readonly decide: (batch: ReadonlyArray<Asked>, latestExpiry: number) => DecidedBatch
  /**
   * Why this commit is refused, when it asks for more than there is and nothing has to be found out first. Nothing of
   * it is taken in. Not to be asked between `decide` and what must follow it.
   */
  readonly refusalOf: (commit: Commit) => CommitRefusal | undefined
  /** The decided batch was appended. */
  readonly accept: () => void
  /** The decided batch was not appended. */
  readonly rollBack: () => void
  /**
   * Takes in commits that are in the log already, the next after `last`; none of them when something has to be asked
   * for first, which is the answer. Throws `Damaged` when they break the rules.
   */
  readonly follow: (commits: ReadonlyArray<RecordedCommit>) => Wanted | undefined
  /** Forgets everything but these segments, which what comes next follows. */
  readonly reset: (segments: KnownSegments) => void
  /** Does not believe what it holds: it has to be reset, or to follow the log from its beginning. */
  readonly distrust: () => void
  /** These are the segments now. */
  readonly saved: (segments: KnownSegments) => void
}

/** A commit that is to be appended. A class, so that none is made old: see `plainObject`. */
class Accepted implements LogEntry {
  readonly commit: RecordedCommit
  readonly body: string

  constructor(commit: RecordedCommit, body: string) {
    this.commit = commit
    this.body = body
  }
}

/** What was decided since the last `accept` or `rollBack`. */
interface Open {
  readonly accepted: Array<Accepted>
  readonly commits: Map<CommitId, RecordedCommit>
  readonly versions: Map<StreamId, number>
}

const noneOpen = (): Open => ({ accepted: [], commits: new Map(), versions: new Map() })

export const damaged = (name: string, what: string): StoreFailure =>
  new StoreFailure({ reason: "Damaged", retry: false, detail: `${name}: ${what}; restore it from a backup` })

/** What an image holds in memory, and how it answers what a decision asks. */
const makeHeld = (hasTables: boolean, mostNames: number) => {
  const overlay = makeOverlay(origin)
  const versions = new StreamVersions()
  const learned = makeLearned()
  const segments = makeLogSegments(mostNames)
  const held = { overlay, segments, versions, learned, assumed: nothingAssumed(), open: noneOpen(), last: origin }
  const wasAsked = (kind: NameKind | "account", name: string): boolean =>
    learned.asked.size > 0 && learned.asked.has(askedKey(kind, name))
  /** Whether a commit of the log may mention a name of this hash: for most names, which are new, none does. */
  const isMentioned = (hash: number): boolean => overlay.mentions(hash) || segments.mayMention(hash)

  const ledger = makeLedger({
    balance: (account) => {
      const found = overlay.balance(account) ?? learned.balances.get(account)
      if (found === undefined && hasTables && overlay.from() > 0 && !wasAsked("account", account)) {
        held.assumed.accounts.push(account)
      }
      return found
    },
    pending: (id) => {
      if (!isMentioned(nameHash("claim", id))) return undefined
      const found = learned.claims.get(id)
      if (found === undefined && !wasAsked("claim", id)) held.assumed.claims.push(id)
      return found
    }
  })
  const findCommit = (id: CommitId): RecordedCommit | undefined => {
    const open = held.open.commits.get(id)
    if (open !== undefined || !isMentioned(nameHash("commit", id))) return open
    const found = learned.commits.get(id)
    if (found === undefined && !wasAsked("commit", id)) held.assumed.ids.push(id)
    return found
  }
  const versionOf = (stream: StreamId): number => {
    const open = held.open.versions.get(stream)
    if (open !== undefined || !isMentioned(nameHash("stream", stream))) return open ?? 0
    const found = versions.get(stream) ?? learned.versions.get(stream)
    if (found === undefined && !wasAsked("stream", stream)) held.assumed.streams.push(stream)
    return found ?? 0
  }
  const state: CommitState = { ledger, find: findCommit, version: versionOf }
  return Object.assign(held, { ledger, state })
}
type Held = ReturnType<typeof makeHeld>

const note = (held: Held, commit: RecordedCommit): void => {
  held.last = commit.position
  for (const { stream, expected, events } of commit.appends) held.versions.set(stream, expected + events.length)
  held.overlay.note(commit)
}

/** What is open anew; made only where anything is, for most refusals find nothing there. */
const forgetOpen = (held: Held): void => {
  if (held.open.accepted.length > 0) held.open = noneOpen()
}

const rollBack = (held: Held): void => {
  held.ledger.rollBack()
  // They were taken to hold nothing, and are to be asked for again.
  held.ledger.forgetBalances(held.assumed.accounts)
  forgetOpen(held)
}

/** Begins to note what is assumed. */
const begin = (held: Held): Held["assumed"] => {
  held.ledger.mark()
  if (isUnsure(held.assumed)) held.assumed = nothingAssumed()
  return held.assumed
}

const decideOne = (
  { last, open, state }: Held,
  { commit, body }: Asked,
  latestExpiry: number
): Receipt | CommitRefusal => {
  // The same again gets its receipt, whatever the clock shows now.
  if (commit.at > latestExpiry && expires(commit) && state.find(commit.id) === undefined) {
    return aheadOfClock(commit, latestExpiry)
  }
  const decision = decideCommit(state, commit)
  if (decision._tag === "Refused") return decision.refusal
  const { id, appends } = commit
  if (decision._tag === "Repeated") return { id, position: decision.position }
  const position = (last + open.accepted.length + 1) as Position
  const recorded = new RecordedData(id, commit.at, commit.occurredAt, commit.actor, appends, commit.transfers, position)
  open.accepted.push(new Accepted(recorded, body))
  open.commits.set(id, recorded)
  for (const { stream, expected, events } of appends) open.versions.set(stream, expected + events.length)
  return new ReceiptData(id, position)
}

/**
 * Asks for every balance and every claim that transfers of these commits speak of, so that what is not held is found
 * out in a few questions, not in one for each time that deciding stumbles over something. What is assumed by now.
 */
const askAhead = ({ assumed, ledger }: Held, commits: ReadonlyArray<Commit>): Wanted => {
  const made = new Set<PendingId>()
  const ask = (from: Account, to: Account): void => {
    ledger.balance(from)
    ledger.balance(to)
  }
  for (const { transfers } of commits) {
    for (const transfer of transfers) {
      if (transfer._tag === "Pend" || transfer._tag === "Post") ask(transfer.from, transfer.to)
      if (transfer._tag === "Pend") made.add(transfer.id)
      if (transfer._tag === "Pend" || transfer._tag === "Post" || made.has(transfer.id)) continue
      const claim = ledger.pending(transfer.id)
      if (claim?.state === "pending") ask(claim.from, claim.to)
    }
  }
  return { ...assumed, accounts: [...new Set(assumed.accounts)], claims: [...new Set(assumed.claims)] }
}

const decide = (held: Held, batch: ReadonlyArray<Asked>, latestExpiry: number): DecidedBatch => {
  const assumed = begin(held)
  const answers = batch.map((asked) => decideOne(held, asked, latestExpiry))
  if (isUnsure(assumed)) {
    rollBack(held)
    const wanted = askAhead(
      held,
      batch.map(({ commit }) => commit)
    )
    return { _tag: "Unsure", wanted }
  }
  return { _tag: "Decided", answers, entries: held.open.accepted }
}

/** Whether a transfer asks for more than the account, which is held, has. */
const isShort = ({ ledger }: Held, transfer: Transfer): boolean => {
  if (transfer._tag !== "Pend" && transfer._tag !== "Post") return false
  const { from, quantity } = transfer
  const balance = ledger.held(from)
  return balance !== undefined && balance.posted - balance.pendingOut < quantity && isLimited(from)
}

const refusalOf = (held: Held, commit: Commit): CommitRefusal | undefined => {
  // Most commits are not refused, and this is all they pay.
  if (!commit.transfers.some((transfer) => isShort(held, transfer))) return undefined
  const assumed = begin(held)
  const decision = decideCommit(held.state, commit)
  rollBack(held)
  if (isUnsure(assumed) || decision._tag !== "Refused") return undefined
  // Anything else may be as the commit wants it once those that wait are written.
  const { refusal } = decision
  return refusal._tag === "TransferRefused" && refusal.refusal._tag === "BalanceTooLow" ? refusal : undefined
}

/** Posts recorded commits again: what was accepted once is accepted again, once all it speaks of is known. */
const follow = (held: Held, name: string, commits: ReadonlyArray<RecordedCommit>): Wanted | undefined => {
  begin(held)
  const wanted = askAhead(held, commits)
  if (isUnsure(wanted)) return wanted
  const { accepted } = held.open
  for (const commit of commits) {
    const { id, position } = commit
    const last = held.last + accepted.length
    if (position !== last + 1) throw damaged(name, `position ${position} follows ${last}; expected no gap`)
    const answer = held.ledger.post(commit.transfers, commit.at)
    if (isRefusal(answer)) {
      const said = sayCommitRefusal({ _tag: "TransferRefused", id, refusal: answer })
      throw damaged(name, `the journal contradicts itself at position ${position}. ${said}`)
    }
    accepted.push(new Accepted(commit, ""))
  }
  return undefined
}

/**
 * The image of a log called `name`; empty, after position 0. When it `hasTables`, what is not held can be asked for,
 * and no more is held than `holding` says.
 */
export const makeLogImage = (name: string, hasTables: boolean, holding: Holding): LogImage => {
  const { mostHeld } = holding
  const held = makeHeld(hasTables, holding.mostNames)
  const { learned, ledger, overlay, versions } = held

  /** Takes in what is open; forgets what was learned for it, and whatever is too much to hold. */
  const accept = (): void => {
    for (const { commit } of held.open.accepted) note(held, commit)
    overlay.noteBalances(ledger)
    forgetOpen(held)
    learned.clear()
    if (!hasTables) return
    if (versions.size > mostHeld) versions.clear()
    // Balances are asked for again and again, most claims once more and much later.
    if (ledger.size() > mostHeld) ledger.forgetPendings()
    if (ledger.size() > mostHeld) ledger.forget()
  }

  const reset = (after: Position): void => {
    held.last = after
    forgetOpen(held)
    versions.clear()
    overlay.clear(after)
    learned.clear()
    ledger.forget()
  }

  return {
    last: () => held.last,
    overlay,
    segments: held.segments,
    learn: learned.learn,
    decide: (batch, latestExpiry) => decide(held, batch, latestExpiry),
    refusalOf: (commit) => (expires(commit) ? undefined : refusalOf(held, commit)),
    accept,
    rollBack: () => rollBack(held),
    follow: (commits) => {
      const wanted = follow(held, name, commits)
      if (wanted === undefined) accept()
      return wanted
    },
    reset: (all) => {
      held.segments.set(all)
      reset(savedIn(all))
    },
    distrust: () => reset(origin),
    saved: (all) => {
      held.segments.set(all)
      if (overlay.drop(savedIn(all))) learned.clear()
    }
  }
}
