/**
 * Orders in waves, one wave after the other, and an independent judge of them.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"
import { type Charge } from "@stowage/kernel/Outcome"
import {
  takenOf,
  type WaitingOrder,
  type WaveLimitName,
  waveLimitNames,
  type WaveProblem,
  weightOf
} from "./WaveProblem.ts"

/** Orders that are picked together. */
export interface PlannedWave {
  readonly orders: ReadonlyArray<FulfilmentOrderId>
  readonly startAt: Instant
  /** When all of them are picked. */
  readonly endAt: Instant
}

/** Waves in the order in which they are picked. */
export interface WaveSchedule {
  readonly waves: ReadonlyArray<PlannedWave>
}

/** What is wrong with a schedule. Waves are numbered by their index. */
export type WaveViolation =
  | { readonly _tag: "OrderMissed"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderTwice"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderUnknown"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "WaveEmpty"; readonly wave: number }
  | {
      readonly _tag: "WaveOverLimit"
      readonly wave: number
      readonly limit: WaveLimitName
      readonly asked: number
      readonly most: number
    }
  | { readonly _tag: "CarriersMixed"; readonly wave: number; readonly carriers: ReadonlyArray<string> }
  /** It starts before the work does, before the wave before it has ended, or before an order of it is ready. */
  | { readonly _tag: "StartsTooEarly"; readonly wave: number; readonly startAt: Instant; readonly earliest: Instant }
  /** It ends sooner than its pickers can be done. */
  | { readonly _tag: "EndsTooEarly"; readonly wave: number; readonly endAt: Instant; readonly earliest: Instant }

/** Work divided by pickers need not be whole; who compares times allows for a rounding. */
const rounding = 1e-6

/**
 * Everything that is wrong with `schedule` as an answer to `problem`; empty when it is one. Shares no code with any
 * solver. Late orders are no violation: they are charged.
 */
export const waveViolations = (problem: WaveProblem, schedule: WaveSchedule): ReadonlyArray<WaveViolation> => {
  const found: Array<WaveViolation> = []
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const seen = new Set<FulfilmentOrderId>()
  let free: number = problem.startAt
  for (const [index, wave] of schedule.waves.entries()) {
    const members: Array<WaitingOrder> = []
    for (const id of wave.orders) {
      const order = orderOf.get(id)
      if (order === undefined) found.push({ _tag: "OrderUnknown", id })
      else members.push(order)
      if (seen.has(id)) found.push({ _tag: "OrderTwice", id })
      seen.add(id)
    }
    if (wave.orders.length === 0) found.push({ _tag: "WaveEmpty", wave: index })
    found.push(...limitViolations(problem, index, members), ...timeViolations(problem, index, wave, members, free))
    free = wave.endAt
  }
  for (const { id } of problem.orders) if (!seen.has(id)) found.push({ _tag: "OrderMissed", id })
  return found
}

const limitViolations = (
  { limits, oneCarrier }: WaveProblem,
  wave: number,
  members: ReadonlyArray<WaitingOrder>
): ReadonlyArray<WaveViolation> => {
  const found: Array<WaveViolation> = []
  for (const limit of waveLimitNames) {
    const most = limits[limit] ?? Number.POSITIVE_INFINITY
    const asked = members.reduce((sum, order) => sum + takenOf(order, limit), 0)
    if (asked > most * (1 + 1e-12)) found.push({ _tag: "WaveOverLimit", wave, limit, asked, most })
  }
  const carriers = [...new Set(members.map((order) => order.carrier))]
  if (oneCarrier && carriers.length > 1) found.push({ _tag: "CarriersMixed", wave, carriers })
  return found
}

const timeViolations = (
  { pickers, setupMillis }: WaveProblem,
  wave: number,
  { endAt, startAt }: PlannedWave,
  members: ReadonlyArray<WaitingOrder>,
  free: number
): ReadonlyArray<WaveViolation> => {
  const ready = members.reduce((latest, order) => Math.max(latest, order.readyAt), free)
  const work = members.reduce((sum, order) => sum + order.workMillis, 0)
  const done = startAt + setupMillis + work / pickers
  return [
    ...(startAt < ready - rounding
      ? [{ _tag: "StartsTooEarly" as const, wave, startAt, earliest: ready as Instant }]
      : []),
    ...(endAt < done - rounding ? [{ _tag: "EndsTooEarly" as const, wave, endAt, earliest: done as Instant }] : [])
  ]
}

/** What a schedule is charged for: the setup of each wave, by number from 1, and each late order's lateness, weighted. */
export const waveCharges = (problem: WaveProblem, { waves }: WaveSchedule): ReadonlyArray<Charge> => {
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const charges: Array<Charge> = []
  for (const [index, { endAt, orders }] of waves.entries()) {
    if (problem.setupMillis > 0) {
      charges.push({ reason: "setup", subject: `wave ${index + 1}`, amount: problem.setupMillis })
    }
    for (const id of orders) {
      const order = orderOf.get(id)
      const late = order === undefined ? 0 : weightOf(order) * Math.max(0, endAt - order.dueAt)
      if (late > 0) charges.push({ reason: "lateness", subject: id, amount: late })
    }
  }
  return charges
}
