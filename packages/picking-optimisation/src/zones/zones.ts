/**
 * Orders into waves that all zones pick at the same time, so that zones wait little for each other.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { type PickZone, type ZonedOrder } from "./PickZone.ts"
import { balanceZones } from "./balanceZones.ts"
import { type ZoneModel } from "./FilledWaves.ts"
import { type ZoneProblem, type ZoneRefusal, zoneRefusal, zonedTaken } from "./ZoneProblem.ts"
import { type ZoneWave, zoneWaveCharges, type ZoneWaves } from "./ZoneWaves.ts"
import { ordersInWave, zonesBound } from "./zonesBound.ts"

/** When no seed is given it is 0; when no `stop` is given, the search runs until its annealing has cooled. */
export type ZoneOptions = Partial<SolveOptions>

/**
 * Waves of little time in all: each order, the longest first, goes where it prolongs least, and then orders move and
 * change places by annealing. Without limits and a number of waves there is one wave, which is best. Refuses what
 * `ZoneRefusal` lists. Waves and the orders in them stand in the order of the problem's orders.
 */
export const solveZones = (
  problem: ZoneProblem,
  { seed = 0, stop = whenExhausted }: ZoneOptions = {}
): Result.Result<Outcome<ZoneWaves>, ZoneRefusal> => {
  const refusal = zoneRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const bound = zonesBound(problem)
  const found = balanceZones(zoneModel(problem), { bound, chance: random(seed), stop })
  const plan = { waves: wavesOf(problem, found.waveOf) }
  const charges = zoneWaveCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const isMet = bound >= cost - 1e-9 * Math.max(1, cost)
  const stoppedBy = isMet ? "proved" : found.stopped ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound: isMet ? cost : bound, charges, stoppedBy })
}

const rateOf = ({ pace = 1, pickers }: PickZone): number => pickers * pace

const zoneModel = (problem: ZoneProblem): ZoneModel => {
  const { limits, orders, setupMillis = 0, waves, zones } = problem
  const indexOf = new Map(zones.map(({ id }, index) => [id, index]))
  const millis = new Float64Array(orders.length * zones.length)
  for (const [index, order] of orders.entries()) {
    for (const { workMillis, zone } of order.zones) {
      const at = indexOf.get(zone) as number
      millis[index * zones.length + at] = workMillis / rateOf(zones[at] as PickZone)
    }
  }
  return {
    orders: orders.length,
    zones: zones.length,
    waves: waves ?? orders.length,
    millis,
    lines: Float64Array.from(orders, (order) => zonedTaken(order, "lines")),
    mostOrders: ordersInWave(problem),
    mostLines: limits?.lines ?? Number.POSITIVE_INFINITY,
    setupMillis
  }
}

const wavesOf = (problem: ZoneProblem, waveOf: Int32Array): ReadonlyArray<ZoneWave> => {
  const members = new Map<number, Array<ZonedOrder>>()
  for (const [index, order] of problem.orders.entries()) {
    const wave = waveOf[index] as number
    const others = members.get(wave)
    if (others === undefined) members.set(wave, [order])
    else others.push(order)
  }
  return Array.from(members.values(), (orders) => waveFrom(problem.zones, orders))
}

const waveFrom = (zones: ReadonlyArray<PickZone>, orders: ReadonlyArray<ZonedOrder>): ZoneWave => {
  const work = new Map<string, number>()
  for (const order of orders) {
    for (const { workMillis, zone } of order.zones) work.set(zone, (work.get(zone) ?? 0) + workMillis)
  }
  let makespanMillis = -1
  let bottleneck = ""
  for (const zone of zones) {
    const millis = (work.get(zone.id) ?? 0) / rateOf(zone)
    if (millis <= makespanMillis) continue
    makespanMillis = millis
    bottleneck = zone.id
  }
  return { orders: orders.map(({ id }) => id), makespanMillis, bottleneck }
}
