/**
 * The day changes: orders come and go, a shelf is short, a picker leaves. A new plan that leaves alone what is in hand.
 */
import * as Result from "effect/Result"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterIterations, type SolveOptions } from "@stowage/kernel/Stop"
import { solveBatching } from "./batch.ts"
import { type BatchingProblem, type BatchingRefusal } from "./BatchingProblem.ts"
import { type Batch, type BatchPlan } from "./BatchPlan.ts"

/** A plan that is being worked. */
export interface RunningBatches {
  /** Started: on somebody's cart. Take a batch out of here to give it to others. */
  readonly inHand: ReadonlyArray<Batch>
  /** Planned and not started. */
  readonly waiting: ReadonlyArray<{ readonly orders: ReadonlyArray<FulfilmentOrderId> }>
}

export interface Replanned {
  /** The very batches that were in hand. */
  readonly inHand: ReadonlyArray<Batch>
  /** Every order that is asked for and in no hand, in batches. */
  readonly waiting: Outcome<BatchPlan>
}

/** Unless told otherwise, so many or one for each order: some twenty milliseconds for a hundred. */
const iterationsUnasked = 120

/**
 * Batches of the orders of `problem` that are in no hand, by way of those that were waiting. `problem` says what is
 * asked for now:
 *
 * - new orders are among its orders, and go where they add least before the search begins;
 * - cancelled ones are not, and are left out of whatever waits; one that is in hand stays there for the picker to put
 *   back;
 * - of an order whose shelf was short the picks are those still to be made, wherever the rest is found;
 * - when a picker leaves, his batch is no longer in hand, and the picks of its orders are what he has not picked. Put
 *   it with what waits to have its orders stay together where that is best.
 *
 * With nothing left to plan the plan is empty and proved. Refuses what `solveBatching` refuses of the orders in no
 * hand. The cost is of what waits alone.
 */
export const replanBatches = (
  problem: BatchingProblem,
  { inHand, waiting }: RunningBatches,
  options: Partial<SolveOptions> = {}
): Result.Result<Replanned, BatchingRefusal> => {
  const held = new Set(inHand.flatMap((batch) => batch.orders))
  const orders = problem.orders.filter(({ id }) => !held.has(id))
  if (orders.length === 0) return Result.succeed({ inHand, waiting: nothing })
  const { stop = afterIterations(Math.max(iterationsUnasked, orders.length)) } = options
  const solved = solveBatching({ ...problem, orders }, { ...options, stop, from: waiting })
  return Result.map(solved, (outcome) => {
    const isUnasked = options.stop === undefined && outcome.stoppedBy === "caller"
    return { inHand, waiting: isUnasked ? { ...outcome, stoppedBy: "exhausted" } : outcome }
  })
}

const nothing: Outcome<BatchPlan> = { plan: { batches: [] }, cost: 0, bound: 0, charges: [], stoppedBy: "proved" }
