/**
 * Group commit: whoever asks while a batch is being written shares the next one, and so one wait for the device. A lone
 * caller waits for nobody.
 */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type * as Scope from "effect/Scope"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type Commit, type CommitRefusal, type Receipt, isReceipt } from "./Commit.ts"
import { lineOf } from "./commitLine.ts"
import type { StoreFailure } from "./Journal.ts"
import type { Asked } from "./logImage.ts"

/** Of how much text one batch consists at most, unless it is of one commit. */
const mostCharacters = 4_000_000

type Answer = Effect.Effect<Receipt, CommitRefusal | StoreFailure>

const unsayable = ({ id }: Commit): CommitRefusal => ({
  _tag: "CommitMalformed",
  id,
  expected: "what JSON can say in every field"
})

const isPend = ({ _tag }: Transfer): boolean => _tag === "Pend"

/** A class, so that none is made old: see `plainObject`. */
class Waiting implements Asked {
  readonly commit: Commit
  readonly body: string
  /** Whether there may be more of something once it is written. */
  readonly gives: boolean
  readonly answer: (answer: Answer) => void

  constructor(commit: Commit, answer: (answer: Answer) => void) {
    this.commit = commit
    this.body = lineOf(commit)
    this.gives = !commit.transfers.every(isPend)
    this.answer = answer
  }
}

/** Undefined when there is no line of the commit: nothing that cannot be read again may come into a log. */
const waitingFor = (commit: Commit, answer: (answer: Answer) => void): Waiting | undefined => {
  try {
    return new Waiting(commit, answer)
  } catch {
    return undefined
  }
}

/** A queue of commits before a writer. */
export interface LogQueue {
  /** Waits for the batch that the commit is in. Interrupted before that has begun, the commit is withdrawn. */
  readonly commit: (commit: Commit) => Answer
  /**
   * Whether nothing is being decided or written, and whoever waits only claims: then what is sold out now still is when
   * the last of them has been answered.
   */
  readonly onlyClaims: () => boolean
  /** Waits until nothing is left to write. */
  readonly flush: Effect.Effect<void>
}

type Write = (batch: ReadonlyArray<Asked>) => Effect.Effect<ReadonlyArray<Receipt | CommitRefusal>, StoreFailure>

/** Those that wait, the first first. */
class Line {
  private all: Array<Waiting> = []
  /** How many of them give. */
  givers = 0

  get length(): number {
    return this.all.length
  }

  push(waiting: Waiting): void {
    this.all.push(waiting)
    if (waiting.gives) this.givers += 1
  }

  withdraw(waiting: Waiting): void {
    const left = this.all.filter((other) => other !== waiting)
    if (waiting.gives) this.givers -= this.all.length - left.length
    this.all = left
  }

  /** The next batch, which waits no more. */
  take(batchSize: number): ReadonlyArray<Waiting> {
    let [count, characters] = [0, 0]
    for (const { body } of this.all.slice(0, batchSize)) {
      characters += body.length
      if (count > 0 && characters > mostCharacters) break
      count += 1
    }
    const batch = this.all.splice(0, count)
    for (const { gives } of batch) if (gives) this.givers -= 1
    return batch
  }
}

/** Queues commits for `write`, in batches of at most `batchSize`; works as long as its scope. */
export const makeLogQueue = (write: Write, batchSize: number): Effect.Effect<LogQueue, never, Scope.Scope> =>
  Effect.gen(function* () {
    const line = new Line()
    /** How many commits the last batch had. */
    let atOnce = 0
    const work = Latch.makeUnsafe()
    const idle = Latch.makeUnsafe(true)
    /** Not while the answers are given: who is answered may ask again at once. */
    let isWriting = false

    const writeBatch = (batch: ReadonlyArray<Waiting>): Effect.Effect<void> =>
      write(batch).pipe(
        Effect.map((answers) => {
          isWriting = false
          for (const [index, { answer }] of batch.entries()) {
            const given = answers[index]
            answer(given === undefined ? Effect.never : isReceipt(given) ? Effect.succeed(given) : Effect.fail(given))
          }
        }),
        // An error that is no failure of the store is a defect, and everybody's in the batch.
        Effect.catchCause((cause) =>
          Effect.sync(() => {
            isWriting = false
            for (const { answer } of batch) answer(Effect.failCause(cause))
          })
        )
      )

    const worker = Effect.gen(function* () {
      for (;;) {
        yield* work.await
        // Where many ask, whoever asks in the same turn shares the batch; a lone caller is not kept waiting.
        if (atOnce > 1) yield* Effect.yieldNow
        const batch = line.take(batchSize)
        atOnce = batch.length
        if (line.length === 0) work.closeUnsafe()
        if (batch.length > 0) {
          isWriting = true
          yield* Effect.uninterruptible(writeBatch(batch))
        }
        if (line.length === 0) idle.openUnsafe()
      }
    })
    yield* Effect.forkScoped(worker)

    return {
      commit: (commit) =>
        Effect.callback((answer) => {
          const waiting = waitingFor(commit, answer)
          if (waiting === undefined) return answer(Effect.fail(unsayable(commit)))
          line.push(waiting)
          idle.closeUnsafe()
          work.openUnsafe()
          return Effect.sync(() => line.withdraw(waiting))
        }),
      onlyClaims: () => !isWriting && line.givers === 0,
      flush: idle.await
    }
  })
