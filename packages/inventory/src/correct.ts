/**
 * Undoing a recorded commit by another one that moves the same units back. What was recorded stays as it is.
 */
import * as Result from "effect/Result"
import type { Pending, PendingId, PendingState, Transfer } from "@stowage/kernel/Transfer"
import { wentBackTo } from "./serials.ts"

/** Why a commit is not undone, in order of precedence; `index` is the transfer's place in it. */
export type CorrectionRefusal =
  | { readonly _tag: "NothingToUndo" }
  | { readonly _tag: "ClaimUnknown"; readonly index: number; readonly id: PendingId }
  /** It claimed what was resolved since: undo what came of the claim. */
  | {
      readonly _tag: "ClaimResolvedSince"
      readonly index: number
      readonly id: PendingId
      readonly state: PendingState
    }
  /** It freed a claim, whose name is never used again: claim anew under the next name. */
  | { readonly _tag: "ClaimWasFreed"; readonly index: number; readonly id: PendingId }

/** The id of the commit that undoes `commit`: always the same, so that it is undone once. */
export const correctionId = (commit: string): string => `correct:${commit}`

const undo = (
  transfer: Transfer,
  index: number,
  own: ReadonlySet<PendingId>,
  claimOf: (id: PendingId) => Pending | undefined
): Result.Result<ReadonlyArray<Transfer>, CorrectionRefusal> => {
  if (transfer._tag === "Post") {
    return Result.succeed([{ _tag: "Post", from: transfer.to, to: transfer.from, quantity: transfer.quantity }])
  }
  const { id } = transfer
  const claim = claimOf(id)
  if (claim === undefined) return Result.fail({ _tag: "ClaimUnknown", index, id })
  if (transfer._tag === "Settle") {
    return Result.succeed([{ _tag: "Post", from: claim.to, to: wentBackTo(claim.from), quantity: transfer.quantity }])
  }
  // Pended and resolved within the commit: what it moved is undone at its other end, and nothing is held.
  if (own.has(id)) return Result.succeed([])
  if (transfer._tag !== "Pend") return Result.fail({ _tag: "ClaimWasFreed", index, id })
  const { state } = claim
  if (state !== "pending") return Result.fail({ _tag: "ClaimResolvedSince", index, id, state })
  return Result.succeed([{ _tag: "Void", id }])
}

const ownClaims = (transfers: ReadonlyArray<Transfer>): ReadonlySet<PendingId> => {
  const pended = new Set(transfers.flatMap((one) => (one._tag === "Pend" ? [one.id] : [])))
  const ended = transfers.flatMap((one) => (one._tag === "Post" || one._tag === "Pend" ? [] : [one.id]))
  return new Set(ended.filter((id) => pended.has(id)))
}

/**
 * The transfers that undo a recorded commit: each movement back the way it came, in reverse order, and claims it made
 * voided. A claim that it settled stays settled; its units are back, and free. A serial that it brought in for the
 * first time is away, as one that left, and can be received again. `claimOf` gives a claim by its name, the resolved
 * ones too. The ledger refuses the correction when the units have moved on since, and names where they are missing.
 *
 * What was promised since, and what was missing then or is now, is not what it was: let `evenPromises` make that even.
 * Grams go back as they came; of units that took shares of one another's weight since, leave the grams out and let
 * `weighedAlong` say what they weigh now. O(transfers).
 */
export const correct = (
  commit: { readonly transfers: ReadonlyArray<Transfer> },
  claimOf: (id: PendingId) => Pending | undefined
): Result.Result<ReadonlyArray<Transfer>, CorrectionRefusal> => {
  if (commit.transfers.length === 0) return Result.fail({ _tag: "NothingToUndo" })
  const own = ownClaims(commit.transfers)
  const undone: Array<Transfer> = []
  for (const [index, transfer] of [...commit.transfers.entries()].toReversed()) {
    const back = undo(transfer, index, own, claimOf)
    if (Result.isFailure(back)) return back
    undone.push(...back.success)
  }
  return Result.succeed(undone)
}

/** A refusal as a sentence that says what to do. */
export const sayCorrectionRefusal = (refusal: CorrectionRefusal): string => {
  switch (refusal._tag) {
    case "NothingToUndo":
      return "The commit moved nothing; expected one with transfers."
    case "ClaimUnknown":
      return `Transfer ${refusal.index}: nothing was ever pending under ${refusal.id}.`
    case "ClaimResolvedSince":
      return `Transfer ${refusal.index}: ${refusal.id} was ${refusal.state} since; undo the commit that did so.`
    case "ClaimWasFreed":
      return `Transfer ${refusal.index}: ${refusal.id} was freed and cannot be held again; claim under the next name.`
  }
}
