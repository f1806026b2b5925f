/**
 * Group commit: whoever asks in the same turn of the event loop shares one transaction, and so one wait for the device.
 * A lone caller waits for nobody.
 */
import * as Effect from "effect/Effect"
import { type Commit, type CommitRefusal, type Receipt, isReceipt } from "@stowage/runtime/Commit"
import type { StoreFailure } from "@stowage/runtime/Journal"
import type { Asked } from "./writing.ts"

/** How many commits one transaction takes at most. */
const batchSize = 512

type Answer = Effect.Effect<Receipt, CommitRefusal | StoreFailure>

interface Waiting extends Asked {
  readonly answer: (answer: Answer) => void
}

/** A queue of commits before a writer. */
export interface GroupCommit {
  /** Waits for the transaction that the commit is in. Interrupted before that has begun, the commit is withdrawn. */
  readonly commit: (commit: Commit) => Answer
  /** Writes whatever waits, now. */
  readonly flush: () => void
}

/**
 * Queues commits for `write`, which answers for a whole batch, or throws when none of it was written: then every caller
 * of the batch gets the failure that `failed` makes of it.
 */
export const makeGroupCommit = (
  write: (batch: ReadonlyArray<Asked>) => ReadonlyArray<Receipt | CommitRefusal>,
  failed: (error: unknown) => StoreFailure
): GroupCommit => {
  let queue: Array<Waiting> = []
  let scheduled = false

  const answersOf = (batch: ReadonlyArray<Asked>): ReadonlyArray<Answer> => {
    try {
      return write(batch).map((answer) => (isReceipt(answer) ? Effect.succeed(answer) : Effect.fail(answer)))
    } catch (error) {
      // An error that is no failure of the store is a defect, and everybody's in the batch.
      const answer = Effect.suspend(() => Effect.fail(failed(error)))
      return batch.map(() => answer)
    }
  }

  const drain = (): void => {
    scheduled = false
    const batch = queue.slice(0, batchSize)
    queue = queue.slice(batchSize)
    if (queue.length > 0) schedule()
    if (batch.length === 0) return
    const answers = answersOf(batch)
    for (const [index, { answer }] of batch.entries()) answer(answers[index] ?? Effect.never)
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(drain)
  }

  return {
    commit: (commit) =>
      Effect.callback((answer) => {
        const waiting: Waiting = { commit, body: JSON.stringify(commit), answer }
        queue.push(waiting)
        schedule()
        return Effect.sync(() => {
          queue = queue.filter((other) => other !== waiting)
        })
      }),
    flush: () => {
      while (queue.length > 0) drain()
    }
  }
}
