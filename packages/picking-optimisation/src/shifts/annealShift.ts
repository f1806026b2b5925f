/**
 * A shift improved by moving and exchanging orders and trips, now and then for the worse.
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220(4598); the problem
 * of Scholz, Schubert and Wäscher (2017), Order picking with multiple pickers and due dates, European Journal of
 * Operational Research 263(2).
 */
import { type Random } from "@stowage/kernel/Random"
import { type NearOrders } from "../batching/nearOrders.ts"
import { type SearchEffort } from "../batching/SearchEffort.ts"
import { type ShiftGroups, type ShiftState } from "./ShiftState.ts"

/** The best that was found, as it is found; `Infinity` while nothing keeps to every hard date. */
export interface ShiftIncumbent {
  groups: ShiftGroups
  cost: number
}

/** How an annealing goes: so many steps between two temperatures, with so much for each millisecond in excess. */
export interface ShiftCooling {
  readonly steps: number
  readonly from: number
  readonly to: number
  readonly penalty: number
  /** Which orders go well with which. */
  readonly near: NearOrders
}

/** What a step costs, in units of effort. */
const stepWork = 1_500
/** The caller may stop it between so many steps. */
const stage = 32
/**
 * How often a trip moves as a whole; how often an order exchanges places with another, goes alone, or to the trip of
 * one that goes well with it.
 */
const chances = { trip: 0.15, exchange: 0.5, alone: 0.1, near: 0.8 }

/** The trips of one picker, in the order in which he walks them. */
type Trips = ShiftState["trips"][number]

/** What a step changes: the trips of two pickers, or of one who is then named twice, each as they become. */
interface Change {
  readonly pickers: readonly [number, number]
  readonly trips: readonly [Trips, Trips]
}

/**
 * Changes `state` step by step; `best` has the best there was that is not in excess. A change is taken when it costs no
 * more than is tolerated, which is drawn anew for each step around a temperature; its fourth root falls evenly, so that
 * the search cools fast while it is hot and is cold for long. What is not taken is put back.
 */
export const annealShift = (
  state: ShiftState,
  { from, near, penalty, steps, to }: ShiftCooling,
  chance: Random,
  best: ShiftIncumbent,
  effort: SearchEffort
): void => {
  const [hot, cold] = [Math.sqrt(Math.sqrt(from)), Math.sqrt(Math.sqrt(to))]
  let cost = state.cost(penalty)
  for (let step = 0; step < steps; step++) {
    if (step % stage === 0 && effort.spend(stage * stepWork)) return
    const root = hot + (cold - hot) * (step / steps)
    const change = drawn(state, near, chance)
    if (change === undefined) continue
    const [one, two] = change.pickers
    const [tripsOne, tripsTwo] = [state.trips[one], state.trips[two]]
    const [sumOne, sumTwo] = [state.sums[one], state.sums[two]]
    put(state, one, change.trips[0])
    if (two !== one) put(state, two, change.trips[1])
    const changed = state.cost(penalty)
    if (changed > cost + chance.exponential(root * root * root * root)) {
      state.trips[one] = tripsOne as Trips
      state.trips[two] = tripsTwo as Trips
      state.sums[one] = sumOne as (typeof state.sums)[number]
      state.sums[two] = sumTwo as (typeof state.sums)[number]
      continue
    }
    cost = changed
    if (cost >= best.cost - 1e-7 || state.excess > 0) continue
    best.cost = cost
    best.groups = state.groups
  }
}

const put = (state: ShiftState, picker: number, trips: Trips): void => {
  state.trips[picker] = trips
  state.sums[picker] = state.sumOf(picker)
}

/** A change that carts and pickers allow; undefined when the one drawn is none. */
const drawn = (state: ShiftState, near: NearOrders, chance: Random): Change | undefined => {
  const from = chance.int(state.core.pickers)
  const trips = state.trips[from] as Trips
  if (trips.length === 0) return undefined
  const place = chance.int(trips.length)
  return chance.chance(chances.trip)
    ? tripMoved(state, chance, from, place)
    : orderMoved(state, near, chance, from, place)
}

/** A trip as a whole goes to another picker, or to another time; or two pickers exchange trips. */
const tripMoved = (state: ShiftState, chance: Random, from: number, place: number): Change | undefined => {
  const to = chance.int(state.core.pickers)
  if (to === from && state.core.isByDueDate) return undefined
  const own = state.trips[from] as Trips
  const { orders } = own[place] as Trips[number]
  if (!state.takes(to, orders)) return undefined
  const without = own.filter((_, index) => index !== place)
  const others = to === from ? without : (state.trips[to] as Trips)
  const moved = state.tripOf(to, orders)
  if (to === from || others.length === 0 || !chance.chance(chances.exchange)) {
    const into = state.inserted(others, moved, chance.int(others.length + 1))
    return { pickers: [from, to], trips: to === from ? [into, into] : [without, into] }
  }
  const other = chance.int(others.length)
  const back = (others[other] as Trips[number]).orders
  if (!state.takes(from, back)) return undefined
  const rest = others.filter((_, index) => index !== other)
  const here = state.inserted(without, state.tripOf(from, back), place)
  return { pickers: [from, to], trips: [here, state.inserted(rest, moved, other)] }
}

/** An order goes to another trip, or to one of its own, or changes places with another. */
const orderMoved = (
  state: ShiftState,
  near: NearOrders,
  chance: Random,
  from: number,
  place: number
): Change | undefined => {
  const own = state.trips[from] as Trips
  const trip = own[place] as Trips[number]
  const order = chance.pick(trip.orders)
  const [to, target] = chance.chance(chances.alone) ? aloneWith(state, chance) : tripFor(state, near, chance, order)
  const left = trip.orders.filter((other) => other !== order)
  if (target < 0) {
    if (left.length === 0 && to === from) return undefined
    return state.takes(to, [order]) ? changedTrips(state, chance, [from, place, left], [to, -1, [order]]) : undefined
  }
  if (to === from && target === place) return undefined
  const there = ((state.trips[to] as Trips)[target] as Trips[number]).orders
  const partner = chance.chance(chances.exchange) ? chance.pick(there) : -1
  const here = partner < 0 ? left : [...left, partner]
  const grown = [...there.filter((other) => other !== partner), order]
  if (!state.takes(to, grown) || !state.takes(from, here)) return undefined
  return changedTrips(state, chance, [from, place, here], [to, target, grown])
}

/** A picker, and the number of a trip of his, or -1 for a new one. */
type Target = readonly [picker: number, trip: number]

const aloneWith = ({ core }: ShiftState, chance: Random): Target => [chance.int(core.pickers), -1]

/** The trip of an order that goes well with `order`, or any. */
const tripFor = (state: ShiftState, { each, list }: NearOrders, chance: Random, order: number): Target => {
  if (each > 0 && chance.chance(chances.near)) return tripWith(state, list[order * each + chance.int(each)] as number)
  const to = chance.int(state.core.pickers)
  const { length } = state.trips[to] as Trips
  return [to, length === 0 ? -1 : chance.int(length)]
}

const tripWith = ({ trips }: ShiftState, order: number): Target => {
  for (const [picker, held] of trips.entries()) {
    for (let trip = 0; trip < held.length; trip++) {
      if ((held[trip] as Trips[number]).orders.includes(order)) return [picker, trip]
    }
  }
  return [0, -1]
}

type TripChange = readonly [picker: number, place: number, orders: ReadonlyArray<number>]

/** Two trips with other orders; one without any is left out, one at no place yet is new. */
const changedTrips = (state: ShiftState, chance: Random, one: TripChange, two: TripChange): Change => {
  const without = (picker: number): Trips =>
    (state.trips[picker] as Trips).filter(
      (_, index) => (picker !== one[0] || index !== one[1]) && (picker !== two[0] || index !== two[1])
    )
  const withTrip = (trips: Trips, [picker, place, orders]: TripChange) =>
    orders.length === 0
      ? trips
      : state.inserted(trips, state.tripOf(picker, orders), place < 0 ? chance.int(trips.length + 1) : place)
  if (one[0] === two[0]) {
    const [first, second] = one[1] < two[1] || two[1] < 0 ? [one, two] : [two, one]
    const both = withTrip(withTrip(without(one[0]), first), second)
    return { pickers: [one[0], one[0]], trips: [both, both] }
  }
  return { pickers: [one[0], two[0]], trips: [withTrip(without(one[0]), one), withTrip(without(two[0]), two)] }
}
