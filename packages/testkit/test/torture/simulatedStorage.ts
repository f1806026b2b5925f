/**
 * A storage as a database would be: each operation happens at one moment, some time after it was asked for, and its
 * answer arrives some time after that, or never. Everybody who opens it shares one log.
 */
import * as Effect from "effect/Effect"
import { type Commit, type Position, type RecordedCommit, isReceipt } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { commitOfLine } from "@stowage/runtime/LogBlock"
import type { AppendAnswer, LogBatch, LogStorage, LogTables } from "@stowage/runtime/LogStorage"
import { type Moment, beginning, said } from "@stowage/testkit/JournalContractModel"
import { noon } from "@stowage/testkit/JournalContractWords"
import {
  type TablesInMemory,
  balancesFor,
  balancesOf,
  emptyTables,
  keysOf,
  pagesOf,
  replaceSegments,
  saveTables,
  savedTo,
  writePages
} from "./tablesInMemory.ts"
import { wrongInTables } from "./wrongInTables.ts"
import { type Being, type World, later, note } from "./World.ts"

/** What kind of storage a run has. */
export interface Kind {
  readonly tables: boolean
  /** `many` append at the same time; `one` has the right to, by the epoch it was given when it opened. */
  readonly writers: "many" | "one"
  /** Whether what is appended while others are shut out is there at once, or only at the end, with all of it. */
  readonly alone: "session" | "transaction"
}

/** How often things go wrong, from 0 to 1. */
export interface Faults {
  /** The operation fails and has not happened. */
  failed: number
  /** It happened, or not, and its answer is lost. */
  lost: number
  /** Nothing goes wrong any more. */
  ceased: boolean
}

/** Somebody's right to be alone. */
interface Lock {
  readonly of: Being
  /** Appended, and not yet there for others. */
  readonly staged: Array<RecordedCommit>
}

/** What is kept, and the moments that a journal without concurrency makes of it. */
export interface Kept {
  /** How far ahead of the world's clock a commit that expires claims may be. */
  readonly aheadMillis: number
  readonly kind: Kind
  readonly faults: Faults
  readonly log: Array<RecordedCommit>
  readonly moments: Array<Moment>
  readonly tables: TablesInMemory
  epoch: number
  lock: Lock | undefined
}

export const makeKept = (kind: Kind, faults: Faults, aheadMillis = Number.POSITIVE_INFINITY): Kept => ({
  aheadMillis,
  kind,
  faults,
  log: [],
  moments: [beginning],
  tables: emptyTables(),
  epoch: 0,
  lock: undefined
})

/** The moment now. */
export const nowIn = ({ moments }: Kept): Moment => moments.at(-1) ?? beginning

/** Whether a commit that expires claims says that it is later than it is. */
export const isEarly = ({ step }: World, { aheadMillis }: Kept, { at, transfers }: Commit): boolean =>
  at > noon + step + aheadMillis && transfers.some(({ _tag }) => _tag === "Expire")

/** Adds to the log what a journal without concurrency would add; anything else is a violation. */
const extend = (world: World, kept: Kept, commits: ReadonlyArray<RecordedCommit>): void => {
  for (const recorded of commits) {
    const { position, ...commit } = recorded
    const { answer, next } = said(nowIn(kept), commit)
    if (!isReceipt(answer) || answer.position !== position || next === nowIn(kept)) {
      world.violations.push(
        `appended at ${position}: ${JSON.stringify(commit)}, to which ${JSON.stringify(answer)} had to be said`
      )
    }
    if (isEarly(world, kept, commit)) world.violations.push(`${commit.id} expires a claim before its time`)
    kept.log.push(recorded)
    kept.moments.push(next)
  }
}

const append = (world: World, kept: Kept, lock: Lock | undefined, batch: LogBatch): AppendAnswer => {
  const { after, entries } = batch
  const log = lock === undefined ? kept.log : [...kept.log, ...lock.staged]
  if (after !== log.length) return { _tag: "Behind" }
  const commits = entries.map(({ body, commit }) => commitOfLine(body, commit.position, "the log"))
  if (lock === undefined || kept.kind.alone === "session") extend(world, kept, commits)
  else lock.staged.push(...commits)
  return { _tag: "Appended" }
}

/** The tables tell what the log up to where they are saved adds up to. */
const checkTables = (world: World, { log, moments, tables }: Kept): void => {
  const moment = moments[savedTo(tables)] ?? beginning
  world.violations.push(...wrongInTables(tables, log, moment))
}

const failed = (reason: StoreFailure["reason"], detail: string): StoreFailure =>
  new StoreFailure({ reason, retry: reason !== "Full" && reason !== "Fenced", detail })

/** Forgets whose right to be alone it was, and what was done under it. */
export const unlock = (kept: Kept, of: Being): void => {
  if (kept.lock?.of === of) kept.lock = undefined
}

/** What `being` sees of the storage. Its operations in flight may still happen when it is dead. */
export const openStorage = (world: World, kept: Kept, being: Being): LogStorage => {
  const epoch = ++kept.epoch
  const { kind } = kept

  /** Asks for `act`, which happens later, and whose answer arrives later still. */
  const operation = <A>(name: string, act: () => A, may?: () => boolean, loses?: () => void) =>
    Effect.callback<A, StoreFailure>((resume) => {
      const label = `${being.name} ${name}`
      const answer = (effect: Effect.Effect<A, StoreFailure>, as: string): void =>
        later(world, being, `${label} ${as}`, () => resume(effect))
      const happen = (): void => {
        const fate = world.chance.next()
        const { failed: fails, lost } = kept.faults
        if (fate < fails) {
          loses?.()
          const reason = world.chance.pick(["Busy", "Device", "Device", "Full"] as const)
          return answer(Effect.fail(failed(reason, "not done")), `fails as ${reason}`)
        }
        if (!being.alive && world.chance.chance(0.5)) return note(world, "unheard")
        const exit = Effect.runSyncExit(Effect.try({ try: act, catch: (error) => error as StoreFailure }))
        if (fate > fails + lost) return answer(exit, "answers")
        loses?.()
        answer(Effect.fail(failed("Device", "the connection was lost")), "loses its answer")
      }
      later(world, undefined, label, happen, may)
    })

  const over = (lock: Lock | undefined): LogStorage => {
    /** Whether the right to be alone that this is done under was not lost. */
    const checked =
      <A>(act: () => A) =>
      (): A => {
        if (lock !== undefined && kept.lock !== lock) throw failed("Device", "the session was ended")
        return act()
      }
    const free = (): boolean => lock !== undefined || kept.lock === undefined
    const commits = (): ReadonlyArray<RecordedCommit> => [...kept.log, ...(lock?.staged ?? [])]
    const ask = <A>(name: string, act: () => A) => operation(name, checked(act))
    const tables: LogTables = {
      saved: Effect.suspend(() => ask("asks what is saved", () => savedTo(kept.tables))),
      balancesOf: (accounts) =>
        ask("looks up", () => ({ value: balancesOf(kept.tables, accounts), saved: savedTo(kept.tables) })),
      balances: (query) =>
        ask("asks for balances", () => ({ value: balancesFor(kept.tables, query), saved: savedTo(kept.tables) })),
      commitsAt: (positions: ReadonlyArray<Position>) =>
        ask(`reads ${positions.join()}`, () => positions.flatMap((position) => commits()[position - 1] ?? [])),
      heads: Effect.suspend(() => ask("asks for segments", () => kept.tables.heads)),
      pages: (names) => ask("asks for pages", () => pagesOf(kept.tables, names)),
      keys: (of, first, count) => ask("asks for keys", () => keysOf(kept.tables, of, first, count)),
      save: (changes) =>
        ask(`saves ${changes.head.from} to ${changes.head.to}`, () => {
          const saved = saveTables(kept.tables, changes)
          checkTables(world, kept)
          return saved
        }),
      write: (pages) => ask("writes pages", () => writePages(kept.tables, pages)),
      replace: (head, of) =>
        ask(`merges ${head.from} to ${head.to}`, () => {
          const replaced = replaceSegments(kept.tables, head, of)
          checkTables(world, kept)
          return replaced
        })
    }
    return {
      name: "the simulated log",
      capabilities: { durable: true, writers: kind.writers },
      shared: kind.writers === "many",
      tables: kind.tables ? tables : undefined,
      append: (batch) => {
        const act = checked(() => {
          if (kind.writers === "one" && epoch !== kept.epoch) throw failed("Fenced", "somebody else took over")
          return append(world, kept, lock, batch)
        })
        const name = `appends ${batch.entries.map(({ commit }) => commit.id).join()} after ${batch.after}`
        return operation(name, act, free)
      },
      commits: (after, limit) => ask(`reads after ${after}`, () => commits().slice(after, after + limit)),
      alone: (use) => (lock === undefined && kind.writers === "many" ? alone(use) : use(over(lock)))
    }
  }

  const alone: LogStorage["alone"] = (use) => {
    const begin = operation(
      "locks",
      () => {
        const lock: Lock = { of: being, staged: [] }
        // Nobody is alone for whom the right has come too late.
        if (being.alive) kept.lock = lock
        return lock
      },
      () => kept.lock === undefined,
      () => unlock(kept, being)
    )
    return Effect.flatMap(begin, (lock) => {
      const end = (commits: boolean) => () => {
        if (kept.lock !== lock) throw failed("Device", "the session was ended")
        kept.lock = undefined
        if (commits) extend(world, kept, lock.staged)
      }
      const lose = (): void => {
        if (kept.lock === lock) kept.lock = undefined
      }
      return Effect.matchCauseEffect(use(over(lock)), {
        onFailure: (cause) =>
          Effect.andThen(Effect.ignore(operation("rolls back", end(false), undefined, lose)), Effect.failCause(cause)),
        onSuccess: (value) => Effect.as(operation("commits", end(true), undefined, lose), value)
      })
    })
  }

  return over(undefined)
}
