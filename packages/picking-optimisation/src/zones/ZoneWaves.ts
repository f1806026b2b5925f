/**
 * Orders in waves that all zones pick at the same time, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Charge } from "@stowage/kernel/Outcome"
import { type ZonedOrder } from "./PickZone.ts"
import { type ZoneProblem, type ZoneWaveLimitName } from "./ZoneProblem.ts"

/** Orders that all zones pick together. */
export interface ZoneWave {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  /** When the slowest zone ends, after the wave began. */
  readonly makespanMillis: number
  /** The slowest zone; of equals the first. */
  readonly bottleneck: string
}

/** Waves in any order: they take as long in each. */
export interface ZoneWaves {
  readonly waves: ReadonlyArray<ZoneWave>
}

/** What is wrong with zone waves. Waves are numbered by their index. */
export type ZoneWaveViolation =
  | { readonly _tag: "OrderMissed"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "WaveEmpty"; readonly wave: number }
  | { readonly _tag: "TooManyWaves"; readonly waves: number; readonly most: number }
  | {
      readonly _tag: "WaveOverLimit"
      readonly wave: number
      readonly limit: ZoneWaveLimitName
      readonly asked: number
      readonly most: number
    }
  | {
      readonly _tag: "MakespanMiscounted"
      readonly wave: number
      readonly statedMillis: number
      readonly countedMillis: number
    }
  /** The zone that is named does not end last. */
  | { readonly _tag: "NotTheBottleneck"; readonly wave: number; readonly zone: string }

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const zoneWaveViolations = (problem: ZoneProblem, plan: ZoneWaves): ReadonlyArray<ZoneWaveViolation> => {
  const found: Array<ZoneWaveViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const seen = new Set<FulfilmentOrderId>()
  for (const [index, wave] of plan.waves.entries()) {
    const members: Array<ZonedOrder> = []
    for (const id of wave.orders) {
      const order = orderOf.get(id)
      if (order === undefined) found.push({ _tag: "OrderUnknown", id })
      else members.push(order)
      if (seen.has(id)) found.push({ _tag: "OrderTwice", id })
      seen.add(id)
    }
    if (wave.orders.length === 0) found.push({ _tag: "WaveEmpty", wave: index })
    found.push(...overLimit(problem, index, members), ...miscounted(problem, index, wave, members))
  }
  for (const { id } of problem.orders) if (!seen.has(id)) found.push({ _tag: "OrderMissed", id })
  const most = problem.waves ?? Number.POSITIVE_INFINITY
  if (plan.waves.length > most) found.push({ _tag: "TooManyWaves", waves: plan.waves.length, most })
  return found
}

const overLimit = (
  { limits, orders, waves = 1 }: ZoneProblem,
  wave: number,
  members: ReadonlyArray<ZonedOrder>
): ReadonlyArray<ZoneWaveViolation> => {
  const share = waves === 1 ? orders.length : Math.ceil(orders.length / waves)
  const found: Array<ZoneWaveViolation> = []
  const mostOrders = Math.min(limits?.orders ?? orders.length, share)
  if (members.length > mostOrders) {
    found.push({ _tag: "WaveOverLimit", wave, limit: "orders", asked: members.length, most: mostOrders })
  }
  const mostLines = limits?.lines ?? Number.POSITIVE_INFINITY
  let lines = 0
  for (const { zones } of members) for (const at of zones) lines += at.lines
  if (lines > mostLines * (1 + 1e-12)) {
    found.push({ _tag: "WaveOverLimit", wave, limit: "lines", asked: lines, most: mostLines })
  }
  return found
}

const miscounted = (
  { zones }: ZoneProblem,
  wave: number,
  { bottleneck, makespanMillis }: ZoneWave,
  members: ReadonlyArray<ZonedOrder>
): ReadonlyArray<ZoneWaveViolation> => {
  const ends = new Map<string, number>()
  for (const { id, pace = 1, pickers } of zones) {
    const work = members.flatMap((order) => order.zones).filter(({ zone }) => zone === id)
    ends.set(id, work.reduce((sum, { workMillis }) => sum + workMillis, 0) / (pickers * pace))
  }
  const countedMillis = Math.max(...ends.values())
  const found: Array<ZoneWaveViolation> = []
  if (!isSame(countedMillis, makespanMillis)) {
    found.push({ _tag: "MakespanMiscounted", wave, statedMillis: makespanMillis, countedMillis })
  }
  if (!isSame(ends.get(bottleneck) ?? -1, countedMillis)) {
    found.push({ _tag: "NotTheBottleneck", wave, zone: bottleneck })
  }
  return found
}

/** What waves are charged for: the time of each, by number from 1 and by the zone that ends last, and its setup. */
export const zoneWaveCharges = ({ setupMillis = 0 }: ZoneProblem, { waves }: ZoneWaves): ReadonlyArray<Charge> =>
  waves.flatMap(({ bottleneck, makespanMillis }, index) =>
    [
      { reason: "setup", subject: `wave ${index + 1}`, amount: setupMillis },
      { reason: "pick", subject: `wave ${index + 1}, zone ${bottleneck}`, amount: makespanMillis }
    ].filter(({ amount }) => amount > 0)
  )
