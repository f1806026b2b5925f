/**
 * How a batch is walked: the shortest way, or one that pickers know by name.
 */

/**
 * - `exact`: the shortest walk there is.
 * - `sShape`: through every aisle with a pick; out again of the last one where he would end up at the far side.
 * - `return`: into every aisle from the depot's side, as far as its last pick, and back.
 * - `midpoint`: through the first and the last aisle, into the others from both sides as far as picks lie in that half;
 *   a pick in the very middle is in the depot's half.
 * - `largestGap`: as `midpoint`, but for the widest stretch without a pick in place of the middle.
 * - `combined`: through an aisle or in and out again, whichever makes the walk from left to right the shortest.
 *
 * Source: Hall (1993), IIE Transactions 25(4); Roodbergen and de Koster (2001), International Journal of Production
 * Research 39(9), for `combined`.
 */
export const walkPolicies = ["exact", "sShape", "return", "midpoint", "largestGap", "combined"] as const
export type WalkPolicy = (typeof walkPolicies)[number]
