/**
 * Clients ask one question after the other. A commit whose answer they never got they send again, to the same
 * process or to another, until they are told what became of it; now and then they give up. Followers read every commit
 * once, from where they stood, and some wait before there is news.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"
import type { Commit, CommitRefusal, Position, Receipt, RecordedCommit } from "@stowage/runtime/Commit"
import { isReceipt } from "@stowage/runtime/Commit"
import { commitsSoFar } from "@stowage/runtime/follow"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import type { Call, Exchange, Sent } from "@stowage/testkit/JournalHistory"
import { commitId, noon, position, streamId } from "@stowage/testkit/JournalContractWords"
import { type Taste, drawCommit, streams } from "./draws.ts"
import { type Host, type Site, ask, isStale } from "./Host.ts"
import { isEarly, nowIn } from "./simulatedStorage.ts"
import { later, note } from "./World.ts"

/** Everything that was asked and answered. */
export interface History {
  readonly calls: Array<Call>
  readonly sent: Array<Sent>
  /** Commits by name as they were first made. */
  readonly made: Array<Commit>
}

export interface Crowd extends Site {
  readonly hosts: ReadonlyArray<Host>
  readonly history: History
  readonly taste: Taste
  /** How often a client does not ask again what became of its commit. */
  givesUp: number
  /** How many clients and followers have something left to do. */
  busy: number
}

const answered = (commit: Commit): Effect.Effect<Receipt | CommitRefusal, StoreFailure, Journal> =>
  Effect.flatMap(Journal, (journal) =>
    Effect.catch(journal.commit(commit), (no) =>
      no._tag === "StoreFailure" ? Effect.fail(no) : Effect.succeed<CommitRefusal>(no)
    )
  )

/** Anything but an answer or a failure of the store is a mistake. */
const checkExit = ({ world }: Crowd, what: string, exit: Exit.Exit<unknown, unknown>): void => {
  if (Exit.isSuccess(exit)) return
  const error = Cause.squash(exit.cause)
  if (Cause.hasInterrupts(exit.cause)) return
  const ok = error instanceof StoreFailure && error.reason !== "Damaged"
  if (!ok) world.violations.push(`${what} ended with ${error instanceof Error ? error.stack : JSON.stringify(error)}`)
}

const isFencing = (exit: Exit.Failure<unknown, unknown>): boolean => {
  const error = Cause.squash(exit.cause)
  return error instanceof StoreFailure && error.reason === "Fenced"
}

/** An acknowledged commit is in the log by then. */
const checkReceipt = ({ kept, world }: Crowd, answer: Receipt | CommitRefusal): void => {
  if (!isReceipt(answer) || kept.log[answer.position - 1]?.id === answer.id) return
  world.violations.push(`${answer.id} was acknowledged at ${answer.position}, where it is not`)
}

const readyHosts = ({ hosts }: Crowd): ReadonlyArray<Host> => hosts.filter(({ journal }) => journal !== undefined)

const send = (crowd: Crowd, name: string, commit: Commit, done: () => void): void => {
  const { world, history } = crowd
  const host = world.chance.pick(readyHosts(crowd))
  const began = world.tick++
  // Refused for its time, it is neither explained by an order nor has it to be.
  const wasEarly = isEarly(world, crowd.kept, commit)
  history.sent.push({ began, commit })
  note(world, `${name} sends ${commit.id} to ${host.name}`)
  ask(host, answered(commit), (exit) => {
    if (exit !== undefined) checkExit(crowd, commit.id, exit)
    if (exit === undefined || Exit.isFailure(exit)) {
      if (exit !== undefined && isFencing(exit)) host.isFenced = true
      if (world.chance.chance(crowd.givesUp)) return done()
      return whenReady(crowd, `${name} tries again`, () => send(crowd, name, commit, done))
    }
    const answer = exit.value
    note(world, `${name} hears of ${commit.id}: ${isReceipt(answer) ? answer.position : answer._tag}`)
    checkReceipt(crowd, answer)
    if (!isReceipt(answer) && answer._tag === "CommitMalformed" && wasEarly) return done()
    // Who was fenced may still refuse by what was true when it was not.
    if (isReceipt(answer) || !isStale(crowd, host)) {
      history.calls.push({ began, ended: world.tick++, exchange: { _tag: "Commit", commit, answer } })
    }
    done()
  })
}

const drawQuestion = ({ history, kept, world }: Crowd): Effect.Effect<Exchange, StoreFailure, Journal> => {
  const { chance } = world
  const made = history.made.length
  const within = (): Position => position(chance.int(kept.log.length + 2))
  const questions: ReadonlyArray<(journal: Journal["Service"]) => Effect.Effect<Exchange, StoreFailure>> = [
    (journal) => {
      const id = commitId(`c${chance.int(made + 1)}`)
      return Effect.map(journal.receipt(id), (answer): Exchange => ({ _tag: "Receipt", id, answer }))
    },
    (journal) => {
      const [stream, after] = [streamId(chance.pick(streams)), chance.int(3)]
      return Effect.map(journal.read(stream, after), (answer): Exchange => ({ _tag: "Read", stream, after, answer }))
    },
    (journal) => {
      const query = chance.pick([{}, {}, { sku: "B" as never }, { site: "WH2" as never }, { asOf: within() }])
      return Effect.map(journal.balances(query), (answer): Exchange => ({ _tag: "Balances", query, answer }))
    },
    (journal) => {
      const query = chance.chance(0.7) ? {} : { expirableAt: (noon + world.step) as typeof noon }
      return Effect.map(journal.pendings(query), (answer): Exchange => ({ _tag: "Pendings", query, answer }))
    },
    (journal) => {
      const [after, limit] = [within(), 1 + chance.int(4)]
      return Effect.map(journal.commits(after, limit), (answer): Exchange => ({
        _tag: "Commits",
        after,
        limit,
        answer
      }))
    }
  ]
  const question = chance.pick(questions)
  return Effect.flatMap(Journal, question)
}

const inquire = (crowd: Crowd, name: string, done: () => void): void => {
  const { world, history } = crowd
  const host = world.chance.pick(readyHosts(crowd))
  const began = world.tick++
  ask(host, drawQuestion(crowd), (exit) => {
    if (exit !== undefined) checkExit(crowd, "a question", exit)
    if (exit !== undefined && Exit.isSuccess(exit) && !isStale(crowd, host)) {
      note(world, `${name} hears of ${exit.value._tag} from ${host.name}`)
      history.calls.push({ began, ended: world.tick++, exchange: exit.value })
    }
    done()
  })
}

const whenReady = (crowd: Crowd, label: string, happen: () => void): void =>
  later(crowd.world, undefined, label, happen, () => readyHosts(crowd).length > 0)

/** A client that does so many things, about a third of them questions. */
export const addClient = (crowd: Crowd, name: string, things: number, questions: number): void => {
  const { chance } = crowd.world
  crowd.busy += 1
  const next = (left: number): void => {
    if (left === 0) {
      crowd.busy -= 1
      return
    }
    const done = (): void => next(left - 1)
    whenReady(crowd, `${name} acts`, () => {
      if (chance.chance(questions)) return inquire(crowd, name, done)
      const { history, hosts, kept, taste, world } = crowd
      const at = world.step + chance.pick(hosts).skew
      send(crowd, name, drawCommit(chance, taste, nowIn(kept), history.made, at), done)
    })
  }
  next(things)
}

/** Sends these commits, one after the other. */
export const addScript = (crowd: Crowd, name: string, commits: ReadonlyArray<Commit>): void => {
  crowd.busy += 1
  const next = (left: ReadonlyArray<Commit>): void => {
    const [commit, ...rest] = left
    if (commit === undefined) crowd.busy -= 1
    else whenReady(crowd, `${name} acts`, () => send(crowd, name, commit, () => next(rest)))
  }
  next(commits)
}

const page = (after: Position, chance: number): Effect.Effect<ReadonlyArray<RecordedCommit>, StoreFailure, Journal> =>
  chance < 0.2
    ? Stream.runCollect(commitsSoFar(after))
    : Effect.flatMap(Journal, (journal) =>
        Effect.andThen(journal.wait(after), journal.commits(after, chance < 0.6 ? 1 : 3))
      )

/** A follower: it is to see every commit once, in order, wherever it reads. */
export const addFollower = (crowd: Crowd, name: string, isOver: () => boolean): void => {
  const { kept, world } = crowd
  crowd.busy += 1
  let checkpoint = 0 as Position
  const see = (commit: RecordedCommit): void => {
    const expected = kept.log[checkpoint]
    if (commit.position !== checkpoint + 1 || commit.id !== expected?.id) {
      world.violations.push(`${name} saw ${commit.id} at ${commit.position} after position ${checkpoint}`)
    }
    checkpoint = commit.position
  }
  const next = (): void => {
    if (isOver() && checkpoint === kept.log.length) {
      crowd.busy -= 1
      return
    }
    const isUpToDate = (): boolean => checkpoint === kept.log.length
    /** Whether it waits for what nobody has written yet. */
    const isEarly = world.chance.chance(0.3)
    const may = (): boolean => readyHosts(crowd).length > 0 && (isEarly || !isUpToDate() || isOver())
    later(
      world,
      undefined,
      `${name} follows`,
      () => {
        if (isUpToDate() && (!isEarly || isOver())) return next()
        const host = world.chance.pick(readyHosts(crowd))
        const leave = ask(host, page(checkpoint, world.chance.next()), (exit) => {
          if (exit !== undefined) checkExit(crowd, name, exit)
          if (exit !== undefined && Exit.isSuccess(exit)) for (const commit of exit.value) see(commit)
          note(world, `${name} is at ${checkpoint}`)
          next()
        })
        // Who was fenced and does not know it yet hears no more news: whoever waits there goes elsewhere.
        const isDeaf = (): boolean => isStale(crowd, host) && !host.isFenced
        const mayLeave = (): boolean => isDeaf() || (isOver() && isUpToDate())
        later(world, host.being, `${name} leaves ${host.name}`, leave, mayLeave)
      },
      may
    )
  }
  next()
}
