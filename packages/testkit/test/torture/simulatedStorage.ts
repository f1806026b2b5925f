/**
 * A storage as a database would be: each operation happens at one moment, some time after it was asked for, and its
 * answer arrives some time after that, or never. Everybody who opens it shares one log.
 */
import * as Effect from "effect/Effect"
import type { Account } from "@stowage/kernel/Account"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import { asksFor, isNothing } from "@stowage/runtime/BalanceQuery"
import { type Position, type RecordedCommit, type StreamId, isReceipt } from "@stowage/runtime/Commit"
import { StoreFailure, asksForPending } from "@stowage/runtime/Journal"
import type {
  AppendAnswer,
  AppendPlace,
  Facts,
  LogBatch,
  LogStorage,
  LogTables,
  TableChanges,
  Wanted
} from "@stowage/runtime/LogStorage"
import { type Moment, balancesAt, beginning, said } from "@stowage/testkit/JournalContractModel"
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
  readonly kind: Kind
  readonly faults: Faults
  readonly log: Array<RecordedCommit>
  readonly moments: Array<Moment>
  readonly balances: Map<Account, Balance>
  readonly claims: Map<PendingId, Pending>
  readonly places: Array<AppendPlace>
  saved: Position
  epoch: number
  lock: Lock | undefined
}

export const makeKept = (kind: Kind, faults: Faults): Kept => ({
  kind,
  faults,
  log: [],
  moments: [beginning],
  balances: new Map(),
  claims: new Map(),
  places: [],
  saved: 0 as Position,
  epoch: 0,
  lock: undefined
})

/** The moment now. */
export const nowIn = ({ moments }: Kept): Moment => moments.at(-1) ?? beginning

const picked = <K, V>(from: ReadonlyMap<K, V>, keys: ReadonlyArray<K>): ReadonlyMap<K, V> =>
  new Map(
    keys.flatMap((key) => {
      const value = from.get(key)
      return value === undefined ? [] : [[key, value] as const]
    })
  )

const factsOf = (
  kept: Kept,
  log: ReadonlyArray<RecordedCommit>,
  { ids, streams, claims, accounts }: Wanted
): Facts => ({
  ids: new Map(log.filter(({ id }) => ids.includes(id)).map(({ id, position }) => [id, position])),
  versions: new Map(
    kept.places.filter(({ stream }) => streams.includes(stream)).map(({ stream, version }) => [stream, version])
  ),
  claims: picked(kept.claims, claims),
  balances: picked(kept.balances, accounts),
  saved: kept.saved
})

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
    kept.log.push(recorded)
    kept.moments.push(next)
  }
}

const append = (world: World, kept: Kept, lock: Lock | undefined, batch: LogBatch): AppendAnswer => {
  const { after, entries, taken } = batch
  const log = lock === undefined ? kept.log : [...kept.log, ...lock.staged]
  if (after !== log.length) return { _tag: "Behind" }
  const facts = factsOf(kept, log, { ids: [], streams: [], claims: [], ...taken, accounts: [] })
  if (facts.ids.size + facts.versions.size + facts.claims.size > 0) return { _tag: "Known", facts }
  const commits = entries.map(({ body, commit }) => ({ ...JSON.parse(body), position: commit.position }))
  if (lock === undefined || kept.kind.alone === "session") extend(world, kept, commits)
  else lock.staged.push(...commits)
  return { _tag: "Appended" }
}

const sayBalance = ({ account, posted, pendingOut, pendingIn }: Balance): string =>
  `${account} ${posted} ${pendingOut} ${pendingIn}`

/** The tables tell what the log up to `saved` adds up to. */
const checkTables = (world: World, kept: Kept): void => {
  const moment = kept.moments[kept.saved] ?? beginning
  const found = [...kept.balances.values()].map(sayBalance).sort().join("\n")
  const expected = balancesAt(moment).map(sayBalance).sort().join("\n")
  const claims = [...kept.claims.values()]
    .map(({ id, state }) => `${id} ${state}`)
    .sort()
    .join("\n")
  const claimed = [...moment.claims]
    .map(([id, { state }]) => `${id} ${state}`)
    .sort()
    .join("\n")
  const places = kept.places.map(({ stream, version, position }) => `${position} ${stream} ${version}`).sort()
  const placed = kept.log
    .slice(0, kept.saved)
    .flatMap(({ position, appends }) =>
      appends.map(({ stream, expected, events }) => `${position} ${stream} ${expected + events.length}`)
    )
  if (found === expected && claims === claimed && places.join("\n") === placed.sort().join("\n")) return
  world.violations.push(
    `tables saved up to ${kept.saved} tell\n${found}\n${claims}\ninstead of\n${expected}\n${claimed}`
  )
}

const save = (world: World, kept: Kept, { from, to, appends, balances, claims }: TableChanges): Position => {
  if (from !== kept.saved) return kept.saved
  for (const balance of balances) {
    if (isNothing(balance)) kept.balances.delete(balance.account)
    else kept.balances.set(balance.account, { ...balance })
  }
  for (const claim of claims) kept.claims.set(claim.id, { ...claim })
  kept.places.push(...appends)
  kept.saved = to
  checkTables(world, kept)
  return to
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
      lookUp: (wanted) => ask("looks up", () => factsOf(kept, commits(), wanted)),
      balances: (query) =>
        ask("asks for balances", () => ({
          value: [...kept.balances.values()].filter(({ account }) => asksFor(query, account)),
          saved: kept.saved
        })),
      claims: (query) =>
        ask("asks for claims", () => ({
          value: [...kept.claims.values()].filter((claim) => asksForPending(query, claim)),
          saved: kept.saved
        })),
      stream: (stream: StreamId, after) =>
        ask("asks for a stream", () => ({
          value: kept.places
            .filter((place) => place.stream === stream && place.version > after)
            .flatMap(({ position }) => kept.log[position - 1] ?? []),
          saved: kept.saved
        })),
      saved: Effect.suspend(() => ask("asks what is saved", () => kept.saved)),
      save: (changes) => ask(`saves ${changes.from} to ${changes.to}`, () => save(world, kept, changes))
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
