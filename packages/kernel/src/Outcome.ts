/**
 * What every optimiser hands back: the plan, what it costs, how far from the best it can be, and where the cost comes
 * from.
 */

/** One addend of a cost. */
export interface Charge {
  /** Why it is charged, in the field's words: `walk`, `carton`, `lateness`. */
  readonly reason: string
  /** What it is charged for: an order, a SKU, an aisle. */
  readonly subject: string
  /** In the unit of the outcome's `cost`. */
  readonly amount: number
}

/** Why a solver stopped: the plan is proved optimal; nothing is left to try; the caller said stop. */
export type StoppedBy = "proved" | "exhausted" | "caller"

/** What a solver hands back. */
export interface Outcome<Plan> {
  readonly plan: Plan
  /** In the problem's stated unit; the sum of `charges`. */
  readonly cost: number
  /** No plan costs less; equal to `cost` when proved optimal. */
  readonly bound: number
  readonly charges: ReadonlyArray<Charge>
  readonly stoppedBy: StoppedBy
}

/** The sum of `charges`. */
export const sumOfCharges = (charges: ReadonlyArray<Charge>): number => {
  let sum = 0
  for (const charge of charges) sum += charge.amount
  return sum
}

/**
 * How far `outcome` may be above the best possible, in percent of its bound; 0 when the bound is 0 and so is the cost.
 */
export const gapPercent = (outcome: { readonly cost: number; readonly bound: number }): number => {
  if (outcome.cost === outcome.bound) return 0
  return outcome.bound === 0 ? Number.POSITIVE_INFINITY : (100 * (outcome.cost - outcome.bound)) / outcome.bound
}
