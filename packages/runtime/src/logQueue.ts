/**
 * Group commit: whoever asks while a batch is being written shares the next one, and so one wait for the device. A lone
 * caller waits for nobody.
 */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type * as Scope from "effect/Scope"
import { type Commit, type CommitRefusal, type Receipt, isReceipt } from "./Commit.ts"
import { lineOf } from "./commitLine.ts"
import type { StoreFailure } from "./Journal.ts"
import type { Asked } from "./logImage.ts"

/** Of how much text one batch consists at most, unless it is of one commit. */
const mostCharacters = 4_000_000

type Answer = Effect.Effect<Receipt, CommitRefusal | StoreFailure>

/** A class, so that none is made old: see `plainObject`. */
class Waiting implements Asked {
  readonly commit: Commit
  readonly body: string
  readonly answer: (answer: Answer) => void

  constructor(commit: Commit, answer: (answer: Answer) => void) {
    this.commit = commit
    this.body = lineOf(commit)
    this.answer = answer
  }
}

/** A queue of commits before a writer. */
export interface LogQueue {
  /** Waits for the batch that the commit is in. Interrupted before that has begun, the commit is withdrawn. */
  readonly commit: (commit: Commit) => Answer
  /** Whether nobody waits and nothing is being written. */
  readonly isIdle: () => boolean
  /** Waits until nothing is left to write. */
  readonly flush: Effect.Effect<void>
}

type Write = (batch: ReadonlyArray<Asked>) => Effect.Effect<ReadonlyArray<Receipt | CommitRefusal>, StoreFailure>

/** How many of `queue` make the next batch. */
const batchOf = (queue: ReadonlyArray<Waiting>, batchSize: number): number => {
  let [count, characters] = [0, 0]
  for (const { body } of queue.slice(0, batchSize)) {
    characters += body.length
    if (count > 0 && characters > mostCharacters) break
    count += 1
  }
  return count
}

/** Queues commits for `write`, in batches of at most `batchSize`; works as long as its scope. */
export const makeLogQueue = (write: Write, batchSize: number): Effect.Effect<LogQueue, never, Scope.Scope> =>
  Effect.gen(function* () {
    let queue: Array<Waiting> = []
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
        const batch = queue.splice(0, batchOf(queue, batchSize))
        atOnce = batch.length
        if (queue.length === 0) work.closeUnsafe()
        if (batch.length > 0) {
          isWriting = true
          yield* Effect.uninterruptible(writeBatch(batch))
        }
        if (queue.length === 0) idle.openUnsafe()
      }
    })
    yield* Effect.forkScoped(worker)

    return {
      commit: (commit) =>
        Effect.callback((answer) => {
          const waiting = new Waiting(commit, answer)
          queue.push(waiting)
          idle.closeUnsafe()
          work.openUnsafe()
          return Effect.sync(() => {
            queue = queue.filter((other) => other !== waiting)
          })
        }),
      isIdle: () => queue.length === 0 && !isWriting,
      flush: idle.await
    }
  })
