/**
 * One run of the simulated world: a seed decides how many processes there are and what their storage is like, what
 * clients ask, what fails and when, who crashes, who is paused, and in which order everything happens. Then the
 * faults stop, and everything has to come to a good end.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { type Position, type RecordedCommit, origin } from "@stowage/runtime/Commit"
import type { Instant } from "@stowage/kernel/Instant"
import { Journal } from "@stowage/runtime/Journal"
import type { LogJournalOptions } from "@stowage/runtime/logJournal"
import { type Call, anomalies } from "@stowage/testkit/JournalHistory"
import { noon, streamId } from "@stowage/testkit/JournalContractWords"
import { type Crowd, type History, addClient, addFollower } from "./clients.ts"
import { drawTaste, streams } from "./draws.ts"
import { type Host, ask, close, crash, makeHost } from "./Host.ts"
import { type Faults, type Kind, makeKept, nowIn, unlock } from "./simulatedStorage.ts"
import { type World, later, makeWorld, note, settle, takeTurn, takeTurns } from "./World.ts"

/** What came of a run: nothing is wrong when there are no violations. */
export interface Ran {
  readonly violations: ReadonlyArray<string>
  /** Equal runs have equal hashes. */
  readonly hash: number
  readonly steps: number
  readonly calls: number
  readonly commits: number
  readonly trace: ReadonlyArray<string>
}

/** How often, per step, what goes wrong. */
interface Mishaps {
  readonly crash: number
  readonly pause: number
  readonly close: number
  /** The server ends the session of whoever is alone. */
  readonly sessionEnd: number
  /** The whole storage fails for a while. */
  readonly outage: number
}

const mostSteps = 20_000

const drawKind = ({ chance }: World): Kind => ({
  tables: chance.chance(0.8),
  writers: chance.chance(0.7) ? "many" : "one",
  alone: chance.pick(["session", "transaction"] as const)
})

/** Some processes hold next to nothing in memory, so that almost everything is asked of the tables. */
const drawOptions = (world: World, { chance } = world): LogJournalOptions => ({
  batchSize: chance.pick([1, 2, 512]),
  saveEvery: chance.pick([1, 2, 3, 8, 4096]),
  fanOut: chance.pick([2, 3, 8]),
  ...chance.pick([{}, {}, { expiry: { now: Effect.sync(() => (noon + world.step) as Instant), aheadMillis: 10 } }]),
  ...chance.pick([{}, { mostHeld: 2 }, { mostHeld: 5 }]),
  ...chance.pick([{}, { mostNames: 0 }, { mostNames: 4096 }])
})

/** Some runs are calm, some have much of one mishap. */
const drawMishaps = ({ chance }: World): Mishaps => {
  const some = (...rates: ReadonlyArray<number>): number => chance.pick([0, ...rates])
  return {
    crash: some(0.003, 0.01, 0.03),
    pause: some(0.003, 0.02),
    close: some(0, 0.005),
    sessionEnd: some(0, 0.01),
    outage: some(0, 0.003)
  }
}

/** An empty crowd over a new storage; `hosts` processes are about to open. */
export const makeCrowd = (
  world: World,
  kind: Kind,
  faults: Faults,
  options: LogJournalOptions,
  hosts: number
): Crowd => {
  const kept = makeKept(kind, faults, options.expiry?.aheadMillis)
  const site = { world, kept, options }
  const history: History = { calls: [], sent: [], made: [] }
  const names = Array.from({ length: hosts }, (_, index) => `H${index}`)
  return {
    ...site,
    history,
    taste: drawTaste(world.chance, () => nowIn(kept)),
    hosts: names.map((name) => makeHost(site, name, world.chance.int(40))),
    givesUp: 0,
    busy: 0
  }
}

const outage = ({ kept, world }: Crowd): void => {
  const { failed, lost } = kept.faults
  note(world, "the storage is down")
  // Nothing is answered, though some of it happens.
  Object.assign(kept.faults, { failed: 0.8, lost: 0.2 })
  const end = world.step + 20 + world.chance.int(60)
  const over = (): void => {
    if (kept.faults.ceased) return
    if (world.step < end) return later(world, undefined, "the storage is still down", over)
    kept.faults.failed = failed
    kept.faults.lost = lost
  }
  later(world, undefined, "the storage is still down", over)
}

const pause = ({ world }: Crowd, { being, name }: Host): void => {
  note(world, `${name} stands still`)
  being.paused = true
  const until = world.step + 5 + world.chance.int(80)
  const over = (): void => {
    if (world.step < until && world.turns.length > 1) return later(world, undefined, "time passes", over)
    being.paused = false
    note(world, `${name} goes on`)
  }
  later(world, undefined, "time passes", over)
}

const mishap = (crowd: Crowd, mishaps: Mishaps): void => {
  const { hosts, kept, world } = crowd
  const { chance } = world
  const host = chance.pick(hosts)
  const isOpen = host.journal !== undefined
  if (host.being.alive && chance.chance(mishaps.crash)) return crash(crowd, host)
  if (isOpen && !host.being.paused && chance.chance(mishaps.pause)) return pause(crowd, host)
  if (isOpen && !host.being.paused && chance.chance(mishaps.close)) {
    return close(crowd, host, () => crash(crowd, host))
  }
  if (kept.lock !== undefined && chance.chance(mishaps.sessionEnd)) {
    note(world, "the session is ended")
    return unlock(kept, kept.lock.of)
  }
  if (kept.faults.failed + kept.faults.lost < 1 && !kept.faults.ceased && chance.chance(mishaps.outage)) outage(crowd)
}

/** Nothing goes wrong from here on. */
const calm = ({ hosts, kept }: Crowd): void => {
  Object.assign(kept.faults, { failed: 0, lost: 0, ceased: true })
  for (const host of hosts) host.being.paused = false
}

/** Closes everything, and asks a process that has never seen any of it. */
const askAfterwards = (crowd: Crowd): void => {
  const { history, hosts, kept, world } = crowd
  let left = hosts.length
  for (const host of hosts) {
    if (host.journal === undefined) left -= 1
    else close(crowd, host, () => void (left -= 1))
  }
  if (!takeTurns(world, mostSteps, () => left === 0)) return void world.violations.push("closing never ended")
  const last = makeHost(crowd, "LAST", 0)
  takeTurns(world, mostSteps, () => last.journal !== undefined)
  let answers: ReadonlyArray<Call["exchange"]> | undefined
  const everything = Effect.gen(function* () {
    const journal = yield* Journal
    const found: Array<Call["exchange"]> = [
      { _tag: "Balances", query: {}, answer: yield* journal.balances({}) },
      { _tag: "Pendings", query: {}, answer: yield* journal.pendings({}) },
      { _tag: "Commits", after: origin, limit: 1000, answer: yield* journal.commits(origin, 1000) }
    ]
    for (const stream of streams.map(streamId)) {
      found.push({ _tag: "Read", stream, after: 0, answer: yield* journal.read(stream) })
    }
    for (const { id } of kept.log) found.push({ _tag: "Receipt", id, answer: yield* journal.receipt(id) })
    return found
  })
  const began = world.tick++
  ask(last, everything, (exit) => {
    if (exit !== undefined && Exit.isSuccess(exit)) answers = exit.value
    else world.violations.push(`asked afterwards: ${String(exit)}`)
  })
  settle(world)
  if (!takeTurns(world, mostSteps, () => answers !== undefined)) world.violations.push("nobody answers afterwards")
  const ended = world.tick++
  for (const exchange of answers ?? []) history.calls.push({ began, ended, exchange })
}

const isGapless = (log: ReadonlyArray<RecordedCommit>): boolean =>
  log.every(({ position }, index) => position === ((index + 1) as Position))

/** Brings a crowd to its end, and says what came of it. */
export const conclude = (crowd: Crowd): Ran => {
  const { history, kept, world } = crowd
  calm(crowd)
  if (!takeTurns(world, mostSteps, () => crowd.busy === 0)) world.violations.push("not everybody came to an end")
  if (world.violations.length === 0) askAfterwards(crowd)
  if (!isGapless(kept.log)) world.violations.push("positions have gaps")
  if (world.violations.length === 0) world.violations.push(...anomalies(kept.log, history.calls, history.sent))
  return {
    violations: world.violations,
    hash: world.hash >>> 0,
    steps: world.step,
    calls: history.calls.length,
    commits: kept.log.length,
    trace: world.trace ?? []
  }
}

/** Runs the world of a seed. */
export const runSeed = (seed: number, traced = false): Ran => {
  const world = makeWorld(seed, traced)
  const { chance } = world
  const kind = drawKind(world)
  const faults = { failed: chance.pick([0, 0.02, 0.1]), lost: chance.pick([0, 0.02, 0.1]), ceased: false }
  const crowd = makeCrowd(world, kind, faults, drawOptions(world), 1 + chance.int(3))
  note(world, JSON.stringify({ kind, options: crowd.options, hosts: crowd.hosts.length, faults }))
  const mishaps = drawMishaps(world)
  crowd.givesUp = chance.pick([0, 0.1, 0.5])
  const clients = 1 + chance.int(5)
  const questions = chance.pick([0.1, 0.4])
  let clientsLeft = true
  for (let index = 0; index < clients; index++) {
    addClient(crowd, `C${index}`, Math.ceil((20 + chance.int(40)) / clients), questions)
  }
  const followers = chance.int(3)
  for (let index = 0; index < followers; index++) addFollower(crowd, `F${index}`, () => !clientsLeft)
  while (crowd.busy > followers && world.step < mostSteps && world.violations.length === 0) {
    mishap(crowd, mishaps)
    if (!takeTurn(world)) break
    // Faults stop after a while, so that everything may come to an end.
    if (world.step === 1500) calm(crowd)
  }
  clientsLeft = crowd.busy > followers
  if (clientsLeft) {
    calm(crowd)
    if (!takeTurns(world, mostSteps, () => crowd.busy === followers)) world.violations.push("clients wait for ever")
    clientsLeft = false
  }
  return conclude(crowd)
}
