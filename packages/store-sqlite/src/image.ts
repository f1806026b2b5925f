/**
 * What the journal adds up to: the tables as they were last saved, and in memory the commits since. The writer decides
 * on it; readers answer from it.
 */
import type { Account } from "@stowage/kernel/Account"
import { type Ledger, type LedgerChange, isRefusal, makeLedger } from "@stowage/kernel/ledger"
import type { Balance, Pending, PendingId, PendingState } from "@stowage/kernel/Transfer"
import {
  type Commit,
  type Position,
  type RecordedCommit,
  type StreamId,
  sayCommitRefusal
} from "@stowage/runtime/Commit"
import type { CommitState } from "@stowage/runtime/decideCommit"
import { damaged } from "./failure.ts"
import type { Foresight } from "./foresight.ts"
import { balanceFrom, claimFrom, commitFrom } from "./rows.ts"
import type { Reads } from "./statements.ts"
import { type Unsaved, makeUnsaved } from "./unsaved.ts"

/**
 * How many balances and claims, and how many stream versions, are held in memory; above that what is saved is
 * forgotten.
 */
const mostHeld = 200_000

/** The state after the last commit. */
export interface Image extends CommitState {
  readonly file: string
  /** The last commit that is in it. */
  readonly last: () => Position
  readonly unsaved: Unsaved
  /** The number of each account in the tables that was looked at; none for an account that the tables leave out. */
  readonly numbers: Map<Account, number>
  /** Takes in a commit that `decideCommit` accepted, at the position after the last. */
  readonly note: (commit: Commit, change: LedgerChange) => Position
  /** Takes in what others wrote meanwhile. To be called in a transaction. */
  readonly catchUp: () => void
  /** Everything is saved now. */
  readonly saved: () => void
  /** Goes back to where it stood at `position`: what was noted since was not written. */
  readonly goBack: (position: Position) => void
}

/** A resolved claim is remembered by its id only, so that it is not used again. */
const nowhere = "" as Account

/** The source of a ledger over saved tables; notes the number of each account it is asked for. */
const savedLedger = (reads: Reads, numbers: Map<Account, number>, foresight: Foresight) =>
  makeLedger({
    balance: (account): Balance | undefined => {
      const row = reads.balance.get(account)
      if (row === undefined) return undefined
      numbers.set(account, row["number"] as number)
      return balanceFrom(row)
    },
    pending: (id: PendingId): Pending | undefined => {
      if (foresight.claims.has(id)) return undefined
      const state = reads.claimState.get(id)?.["state"] as PendingState | undefined
      if (state === undefined) return undefined
      if (state !== "pending") return { id, from: nowhere, to: nowhere, quantity: 0, expiresAt: undefined, state }
      const row = reads.claim.get(id)
      return row === undefined ? undefined : claimFrom(row)
    }
  })

/** What an image holds in memory. */
const makeHeld = (reads: Reads, foresight: Foresight) => {
  const numbers = new Map<Account, number>()
  const versions = new Map<StreamId, number>()
  const unsaved = makeUnsaved()
  const ledger = savedLedger(reads, numbers, foresight)
  const forget = (): void => {
    numbers.clear()
    versions.clear()
    ledger.forget()
    unsaved.clear()
  }
  /** Once everything is saved: forgets what is too much to hold. */
  const trim = (): void => {
    unsaved.clear()
    if (versions.size > mostHeld) versions.clear()
    // Balances are asked for again and again, most claims once more and much later.
    if (ledger.size() > mostHeld) ledger.forgetPendings()
    if (ledger.size() > mostHeld) forget()
  }
  const version = (stream: StreamId): number => {
    const held = versions.get(stream)
    if (held !== undefined || foresight.streams.has(stream)) return held ?? 0
    return (reads.version.get(stream)?.["version"] ?? 0) as number
  }
  return { numbers, versions, unsaved, ledger, forget, trim, version }
}

/**
 * What a recorded commit changes when it is posted again. What was accepted once is accepted again, or the file is
 * damaged.
 */
const posted = (ledger: Ledger, commit: RecordedCommit, file: string): LedgerChange => {
  const change = ledger.post(commit.transfers, commit.at)
  if (!isRefusal(change)) return change
  const said = sayCommitRefusal({ _tag: "TransferRefused", id: commit.id, refusal: change })
  throw damaged(file, `the journal contradicts itself at position ${commit.position}. ${said}`)
}

/** The image of the journal in `file`; empty until it has caught up. */
export const makeImage = (reads: Reads, foresight: Foresight, file: string): Image => {
  const held = makeHeld(reads, foresight)
  const { numbers, versions, unsaved, ledger } = held
  let last = 0 as Position
  /** SQLite's count of what others wrote; undefined when what is held here is not to be believed. */
  let dataVersion: unknown
  let savedAt: unknown

  const note = (commit: Commit, change: LedgerChange): Position => {
    last = (last + 1) as Position
    for (const { stream, expected, events } of commit.appends) versions.set(stream, expected + events.length)
    unsaved.note(last, commit.appends, change)
    return last
  }

  const catchUp = (): void => {
    const seen = reads.dataVersion.get()?.["data_version"]
    if (seen === dataVersion) return
    const saved = reads.saved.get()?.["position"]
    if (dataVersion === undefined || saved !== savedAt) {
      held.forget()
      last = Number(saved ?? 0) as Position
      savedAt = saved
    }
    dataVersion = undefined
    for (const row of reads.commits.iterate(last, -1)) {
      const commit = commitFrom(row, file)
      note(commit, posted(ledger, commit, file))
    }
    dataVersion = seen
  }

  return {
    file,
    numbers,
    unsaved,
    ledger,
    note,
    catchUp,
    last: () => last,
    find: (id) => {
      // New only once: by the second time it may be in the batch itself.
      if (foresight.commits.delete(id)) return undefined
      const row = reads.find.get(id)
      return row === undefined ? undefined : commitFrom(row, file)
    },
    version: held.version,
    saved: () => {
      savedAt = last
      held.trim()
    },
    goBack: (position) => {
      last = position
      dataVersion = undefined
    }
  }
}
