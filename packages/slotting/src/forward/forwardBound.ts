import type { ForwardProblem, ForwardSku } from "./ForwardArea.ts"

/** No plan costs less than `bound`; `chosen` would go forward at the price that gives it. */
export interface ForwardBound {
  readonly bound: number
  readonly chosen: ReadonlyArray<ForwardSku>
}

/**
 * The least any plan could cost, in milliseconds a day, by giving room a price: each SKU then decides for itself
 * whether to go forward, and with how much, and all together pay back what the area is worth. The price that makes most
 * of it is found by halving. Cases are not looked at. Time O(n) for each of 200 prices.
 *
 * Source: Everett (1963), Generalized Lagrange multiplier method, Operations Research 11.
 */
export const forwardBound = (problem: ForwardProblem): ForwardBound => {
  let [low, high] = [0, 1]
  while (demandAt(problem, high) > problem.volumeMm3 && high < 1e150) high *= 2
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2
    if (demandAt(problem, middle) > problem.volumeMm3) low = middle
    else high = middle
  }
  const best = (sku: ForwardSku): Decision => decide(problem, sku, high)
  const chosen = problem.skus.filter((sku) => best(sku).volumeMm3 > 0)
  return { bound: Math.max(0, boundAt(problem, low), boundAt(problem, high)), chosen }
}

interface Decision {
  readonly volumeMm3: number
  /** With what its room costs. */
  readonly cost: number
}

const boundAt = (problem: ForwardProblem, price: number): number =>
  problem.skus.reduce((sum, sku) => sum + decide(problem, sku, price).cost, 0) - price * problem.volumeMm3

const demandAt = (problem: ForwardProblem, price: number): number =>
  problem.skus.reduce((sum, sku) => sum + decide(problem, sku, price).volumeMm3, 0)

const decide = (problem: ForwardProblem, sku: ForwardSku, price: number): Decision => {
  const { flowMm3PerDay, leastMm3 = 0, mostMm3 = Infinity, picksPerDay } = sku
  const reserve = { volumeMm3: 0, cost: picksPerDay * problem.reservePickMillis }
  const restocks = flowMm3PerDay * problem.restockMillis
  const wanted = restocks === 0 ? leastMm3 : price === 0 ? problem.volumeMm3 : Math.sqrt(restocks / price)
  const volumeMm3 = Math.min(mostMm3, problem.volumeMm3, Math.max(leastMm3, wanted))
  if (volumeMm3 < leastMm3) return reserve
  const restocking = restocks === 0 ? 0 : restocks / volumeMm3
  const cost = picksPerDay * problem.forwardPickMillis + restocking + price * volumeMm3
  return cost < reserve.cost ? { volumeMm3, cost } : reserve
}
