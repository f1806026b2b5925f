/**
 * The least that any waves could cost, without cutting any.
 */
import { takenOf, waveLimitNames, type WaveProblem, weightOf } from "./WaveProblem.ts"

/** Sums of shares may be a rounding above a whole number, which must not ask for one wave more. */
const rounding = 1e-9

/**
 * As many setups as the limits ask for, and the lateness that no order of work avoids: the j-th order to be picked is
 * picked no sooner than the j shortest could be, after one setup, so pairing these times with the due dates from the
 * earliest on gives no more lateness than there must be. Every millisecond of it is charged at the least weight.
 *
 * Source of the pairing: Chu (1992), A branch-and-bound algorithm to minimize total tardiness with different release
 * dates, Naval Research Logistics 39. O(n log n).
 */
export const wavesBound = (problem: WaveProblem): number => {
  const { orders, pickers, setupMillis, startAt } = problem
  const shortestFirst = orders.map((order) => order.workMillis).sort((a, b) => a - b)
  const dueFirst = orders.map((order) => order.dueAt).sort((a, b) => a - b)
  const weight = orders.reduce((least, order) => Math.min(least, weightOf(order)), Number.POSITIVE_INFINITY)
  const earliest = orders.reduce((first, order) => Math.min(first, order.readyAt), Number.POSITIVE_INFINITY)
  let at = Math.max(startAt, earliest) + setupMillis
  let lateMillis = 0
  for (const [index, workMillis] of shortestFirst.entries()) {
    at += workMillis / pickers
    lateMillis += Math.max(0, at - (dueFirst[index] as number))
  }
  return setupMillis * fewestWaves(problem) + weight * lateMillis
}

const fewestWaves = ({ limits, oneCarrier, orders }: WaveProblem): number => {
  const carriers = new Set(orders.map((order) => order.carrier))
  const groups = oneCarrier
    ? Array.from(carriers, (carrier) => orders.filter((order) => order.carrier === carrier))
    : [orders]
  let waves = 0
  for (const group of groups) {
    let fewest = 1
    for (const limit of waveLimitNames) {
      const most = limits[limit]
      if (most === undefined) continue
      const asked = group.reduce((sum, order) => sum + takenOf(order, limit), 0)
      fewest = Math.max(fewest, Math.ceil(asked / most - rounding))
    }
    waves += fewest
  }
  return waves
}
