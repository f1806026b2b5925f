/**
 * The least time that any zone waves could take.
 */
import { type ZoneProblem, zonedTaken, zoneWaveLimitNames } from "./ZoneProblem.ts"

/** Sums of shares may be a rounding above a whole number, which must not ask for one wave more. */
const rounding = 1e-9

/** How many orders a wave takes by the problem's limit and number of waves. */
export const ordersInWave = ({ limits, orders, waves = 1 }: ZoneProblem): number =>
  Math.floor(Math.min(limits?.orders ?? orders.length, waves > 1 ? Math.ceil(orders.length / waves) : orders.length))

/**
 * As many setups as the limits ask for, and the more of two: what the busiest zone has to do in all, as no wave ends
 * before it; and where a wave takes only k orders, the time of the slowest order, of the k + 1st slowest, the 2k + 1st
 * and so on, each by its own slowest zone, as no wave ends before its slowest order. O(orders × (zones + log orders)).
 */
export const zonesBound = (problem: ZoneProblem): number => {
  const { orders, setupMillis = 0, zones } = problem
  const rateOf = new Map(zones.map(({ id, pace = 1, pickers }) => [id, pickers * pace]))
  const total = new Map<string, number>()
  const slowest = orders.map((order) => {
    let most = 0
    for (const { workMillis, zone } of order.zones) {
      const millis = workMillis / (rateOf.get(zone) ?? 1)
      total.set(zone, (total.get(zone) ?? 0) + millis)
      most = Math.max(most, millis)
    }
    return most
  })
  slowest.sort((a, b) => b - a)
  const each = ordersInWave(problem)
  let bySlowest = 0
  for (let index = 0; index < slowest.length; index += each) bySlowest += slowest[index] as number
  return setupMillis * fewestWaves(problem) + Math.max(bySlowest, ...total.values())
}

const fewestWaves = (problem: ZoneProblem): number => {
  const { limits, orders } = problem
  let fewest = Math.ceil(orders.length / ordersInWave(problem))
  for (const limit of zoneWaveLimitNames) {
    const most = limits?.[limit]
    if (most === undefined) continue
    const asked = orders.reduce((sum, order) => sum + zonedTaken(order, limit), 0)
    fewest = Math.max(fewest, Math.ceil(asked / most - rounding))
  }
  return fewest
}
