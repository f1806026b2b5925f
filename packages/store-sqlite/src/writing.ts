/**
 * One batch of commits: decided in memory by the journal's rules, written in one transaction.
 */
import type { Commit, CommitRefusal, Receipt } from "@stowage/runtime/Commit"
import { decideCommit } from "@stowage/runtime/decideCommit"
import type { Foresight } from "./foresight.ts"
import type { Image } from "./image.ts"
import { save } from "./saving.ts"
import type { Writes } from "./statements.ts"

/** A commit with its stored form. */
export interface Asked {
  readonly commit: Commit
  readonly body: string
}

/** Decides and writes batches. */
export interface Writing {
  /**
   * Writes all commits of the batch that the rules allow, in one transaction, and answers each. When it throws, nothing
   * of the batch was written.
   */
  readonly write: (batch: ReadonlyArray<Asked>) => ReadonlyArray<Receipt | CommitRefusal>
  /** Saves the tables, so that the next opening has nothing to read again. */
  readonly save: () => void
}

/** The writer of the tables below `image`, which it saves after `saveEvery` commits. Nobody else may write them. */
export const makeWriting = (writes: Writes, image: Image, foresight: Foresight, saveEvery: number): Writing => {
  const decide = ({ commit, body }: Asked): Receipt | CommitRefusal => {
    const decision = decideCommit(image, commit)
    if (decision._tag === "Refused") return decision.refusal
    if (decision._tag === "Repeated") return { id: commit.id, position: decision.position }
    const position = image.note(commit, decision.change)
    writes.insertCommit.run(position, commit.id, body)
    return { id: commit.id, position }
  }

  /**
   * Commits what `act` wrote, and the tables when it is time for them; keeps the image true to the file if that fails.
   */
  const inTransaction = <A>(saveAt: number, act: () => A): A => {
    writes.begin.run()
    let before = image.last()
    try {
      image.catchUp()
      before = image.last()
      const answer = act()
      const due = image.unsaved.commits() >= saveAt
      if (due) save(writes, image)
      if (due || image.last() > before) writes.commit.run()
      else writes.rollback.run()
      if (due) image.saved()
      return answer
    } catch (error) {
      image.goBack(before)
      rollBack(writes)
      throw error
    }
  }

  const decideAll = (batch: ReadonlyArray<Asked>): ReadonlyArray<Receipt | CommitRefusal> => {
    try {
      foresight.look(batch.map(({ commit }) => commit))
      return batch.map(decide)
    } finally {
      foresight.clear()
    }
  }

  return {
    write: (batch) => inTransaction(saveEvery, () => decideAll(batch)),
    save: () => inTransaction(1, () => undefined)
  }
}

/** SQLite has rolled back by itself after some errors; then this fails, and means nothing. */
const rollBack = (writes: Writes): void => {
  try {
    writes.rollback.run()
  } catch {
    // No transaction is open, which is what was wanted.
  }
}
