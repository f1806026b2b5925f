/**
 * Tours under rules: taking stops out and putting them back where they cost least.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"
import { sequenceCost, type SequenceCost } from "./sequenceCost.ts"
import { type StopSequence, type TourModel } from "./tourModel.ts"

/** The best order found. */
export interface FoundSequence {
  readonly sequence: StopSequence
  readonly cost: number
  /** 0 when every stop is in time. */
  readonly late: number
  /** The stop that is latest; -1 when all are in time. */
  readonly latest: number
  readonly stopped: boolean
}

/** Rounds per stop without a better order after which there is nothing left to try. */
const patience = 60
/** The most stops that one round takes out. */
const takenAtMost = 12
/** So few stops are put in order whatever the caller says: it takes some milliseconds. */
export const inOrderAtOnce = 60

/**
 * Takes out some stops that follow each other or lie near each other, and puts them back one by one, each where it
 * costs least among the places that precedence allows; keeps the new order unless it is worse by more than a small
 * chance draw. Lateness costs so much that an order in time is preferred to any other. Takes every rule; proves
 * nothing. A round is O(n²) for each stop taken out, O(n) when there are neither windows nor a cart's limits. Whether
 * the caller has said stop is asked within a round and while the first order is made too, by `isOver`: what is left
 * then goes where it adds least to the length, or last where there are windows.
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), Record breaking optimization results using the ruin
 * and recreate principle, Journal of Computational Physics 159(2); strings and near stops: Christiaens and Vanden
 * Berghe (2020), Slack induction by string removals for vehicle routing problems, Transportation Science 54(2).
 */
export const ruinAndRecreate = (model: TourModel, chance: Random, stop: Stop, isOver: () => boolean): FoundSequence => {
  const { count } = model
  const longest = model.leg.reduce((most, leg) => Math.max(most, leg), 1)
  const costs = sequenceCost(model, 100 * longest)
  const state = { model, costs, chance, isOver, tried: new Int32Array(count) }
  const nearby = nearestStops(model)
  let order = firstOrder(state)
  let cost = costs.of(order, count)
  let best = order.slice()
  let least = cost
  let stopped = false
  for (let round = 0, idle = 0; idle < patience * (count + 10); round++, idle++) {
    if (stop({ iteration: round, cost: least })) {
      stopped = true
      break
    }
    const { kept, taken } = ruined(order, nearby, chance)
    const other = recreated(state, kept, taken)
    const otherCost = costs.of(other, count)
    const tolerated = chance.exponential((0.3 * cost) / count)
    if (otherCost < cost + tolerated) {
      order = other
      cost = otherCost
    }
    if (otherCost >= least - 1e-9 * Math.max(1, least)) continue
    least = otherCost
    best = other.slice()
    idle = 0
  }
  costs.of(best, count)
  const late = costs.late()
  return { sequence: costs.sequence(), cost: least, late, latest: costs.latest(), stopped }
}

interface Recreation {
  readonly model: TourModel
  readonly costs: SequenceCost
  readonly chance: Random
  readonly isOver: () => boolean
  readonly tried: Int32Array
}

/** Stops by how soon they close, each put where it costs least. */
const firstOrder = (state: Recreation): Int32Array => {
  const { count, timing } = state.model
  const stops = Array.from({ length: count }, (_, stop) => stop)
  if (timing !== undefined) stops.sort((a, b) => (timing.closes[a] as number) - (timing.closes[b] as number) || a - b)
  return recreated(state, [], stops)
}

/** For each stop the others, the nearest first. */
const nearestStops = ({ count, leg }: TourModel): ReadonlyArray<Int32Array> =>
  Array.from({ length: count }, (_, from) => {
    const length = (to: number): number => Math.min(leg[from * count + to] as number, leg[to * count + from] as number)
    const others = Int32Array.from({ length: count }, (_, to) => to).sort((a, b) => length(a) - length(b) || a - b)
    return others.filter((to) => to !== from).subarray(0, takenAtMost)
  })

const ruined = (
  order: Int32Array,
  nearby: ReadonlyArray<Int32Array>,
  chance: Random
): { readonly kept: Array<number>; readonly taken: Array<number> } => {
  const count = order.length
  const size = 1 + chance.int(Math.min(takenAtMost, Math.max(1, count - 1)))
  const at = chance.int(count)
  const out = new Set<number>()
  if (chance.chance(0.5)) for (let step = 0; step < size; step++) out.add(order[(at + step) % count] as number)
  else {
    const seed = order[at] as number
    out.add(seed)
    for (const stop of (nearby[seed] as Int32Array).subarray(0, size - 1)) out.add(stop)
  }
  return { kept: [...order].filter((stop) => !out.has(stop)), taken: chance.shuffle([...out]) }
}

const recreated = (state: Recreation, kept: Array<number>, taken: ReadonlyArray<number>): Int32Array => {
  for (const stop of taken) {
    const isHurried = kept.length >= inOrderAtOnce && state.isOver()
    const inTime = isHurried && state.model.timing !== undefined
    const turn = inTime ? turnsFor(state.model, kept, stop)[1] : bestTurn(state, kept, stop, isHurried)
    kept.splice(turn, 0, stop)
  }
  return Int32Array.from(kept)
}

/** The first and the last turn among `kept` at which precedence allows a stop. */
const turnsFor = (
  { count, mustPrecede }: TourModel,
  kept: ReadonlyArray<number>,
  stop: number
): readonly [from: number, to: number] => {
  let [from, to] = [0, kept.length]
  if (mustPrecede === undefined) return [from, to]
  for (const [turn, other] of kept.entries()) {
    if (mustPrecede[other * count + stop] === 1) from = turn + 1
    if (mustPrecede[stop * count + other] === 1) to = Math.min(to, turn)
  }
  return [from, to]
}

/** Where among `kept` a stop costs least; of equal turns the first. Now and then one is overlooked, for variety. */
const bestTurn = (state: Recreation, kept: ReadonlyArray<number>, stop: number, isHurried: boolean): number => {
  const { chance, costs, model, tried } = state
  const { cart, timing } = model
  const [from, to] = turnsFor(model, kept, stop)
  const isByLength = timing === undefined && (cart === undefined || isHurried)
  if (!isByLength) {
    tried.set(kept)
    tried.copyWithin(from + 1, from, kept.length)
  }
  let best = from
  let least = Number.POSITIVE_INFINITY
  for (let turn = from; turn <= to; turn++) {
    if (!isByLength) {
      if (turn > from) tried[turn - 1] = tried[turn] as number
      tried[turn] = stop
    }
    if (turn < to && chance.chance(0.01)) continue
    const cost = isByLength ? addedLength(model, kept, stop, turn) : costs.of(tried, kept.length + 1)
    if (cost >= least) continue
    least = cost
    best = turn
  }
  return best
}

/** What a stop adds to the length between its neighbours at this turn. */
const addedLength = (
  { begin, count, finish, isClosed, leg }: TourModel,
  kept: ReadonlyArray<number>,
  stop: number,
  turn: number
): number => {
  const size = kept.length
  if (size === 0) return 0
  const before = turn > 0 ? kept[turn - 1] : isClosed ? kept[size - 1] : undefined
  const after = turn < size ? kept[turn] : isClosed ? kept[0] : undefined
  const to = before === undefined ? (begin[stop] as number) : (leg[before * count + stop] as number)
  const on = after === undefined ? (finish[stop] as number) : (leg[stop * count + after] as number)
  const gone =
    before === undefined
      ? (begin[after as number] as number)
      : after === undefined
        ? (finish[before] as number)
        : (leg[before * count + after] as number)
  return to + on - gone
}
