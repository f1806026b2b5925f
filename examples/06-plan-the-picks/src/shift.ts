/**
 * Batches on pickers: the longest first, each to whoever is free first.
 */
import type { Batch } from "@stowage/picking-optimisation"

/** What a picker does in how much time. */
export interface Pace {
  readonly mmPerSecond: number
  readonly secondsPerStop: number
}

export interface PlannedBatch {
  readonly batch: Batch
  readonly fromSeconds: number
  readonly toSeconds: number
}

/** For each picker his batches, in the order he picks them. */
export const onPickers = (
  batches: ReadonlyArray<Batch>,
  pickers: number,
  pace: Pace
): ReadonlyArray<ReadonlyArray<PlannedBatch>> => {
  const secondsOf = ({ route }: Batch): number =>
    route.walkMm / pace.mmPerSecond + route.visits.length * pace.secondsPerStop
  const plans = Array.from({ length: pickers }, (): Array<PlannedBatch> => [])
  const endOf = (plan: ReadonlyArray<PlannedBatch>): number => plan.at(-1)?.toSeconds ?? 0
  for (const batch of batches.toSorted((a, b) => secondsOf(b) - secondsOf(a))) {
    const first = plans.reduce((free, plan) => (endOf(plan) < endOf(free) ? plan : free))
    first.push({ batch, fromSeconds: endOf(first), toSeconds: endOf(first) + secondsOf(batch) })
  }
  return plans
}
