/**
 * Orders and trips handed out to pickers, one after the other, each where it costs least: plans that a search begins
 * with.
 *
 * Sources: Jackson (1955), Scheduling a production line to minimize maximum tardiness, University of California, for
 * the earliest due date first; Graham (1969), Bounds on multiprocessing timing anomalies, SIAM Journal on Applied
 * Mathematics 17(2), for giving the next of a list to who can take it soonest.
 */
import { type Groups } from "../batching/Batches.ts"
import { type ShiftCore } from "./ShiftCore.ts"
import { type ShiftGroups, ShiftState } from "./ShiftState.ts"

/** A millisecond beyond what is allowed weighs so many times the dearest that is allowed. */
const excessWeighs = 100

/** Orders by due date, each where it adds least: to a trip, or alone at the end of somebody's. */
export const inTurn = (core: ShiftCore): ShiftGroups => {
  const hands = new Hands(core)
  for (const order of byDueDate(core, singles(core)).flat()) {
    for (const [picker, trips] of hands.state.trips.entries()) {
      for (let place = 0; place <= trips.length; place++) {
        hands.consider(picker, [...(trips[place]?.orders ?? []), order], place, place)
      }
    }
    hands.put()
  }
  return hands.state.groups
}

/** Trips by due date, each where it adds least, and where that is the same to who is done first. */
export const handOut = (core: ShiftCore, trips: Groups): ShiftGroups => {
  const hands = new Hands(core)
  const whole = trips.flatMap((orders) => (hands.anybodyTakes(orders) ? [orders] : orders.map((order) => [order])))
  for (const orders of byDueDate(core, whole)) {
    for (const [picker, held] of hands.state.trips.entries()) {
      // Where trips stand by due date there is one place for each.
      const first = core.isByDueDate ? held.length : 0
      for (let place = first; place <= held.length; place++) hands.consider(picker, orders, place, -1)
    }
    hands.put()
  }
  return hands.state.groups
}

const singles = ({ orders }: ShiftCore): Groups => Array.from({ length: orders }, (_, order) => [order])

const byDueDate = ({ dueAt }: ShiftCore, trips: Groups): Groups => {
  const due = trips.map((orders) => Math.min(...orders.map((order) => dueAt[order] as number)))
  const numbers = Array.from(trips.keys()).sort((a, b) => compare(due[a] as number, due[b] as number) || a - b)
  return numbers.map((trip) => trips[trip] as Groups[number])
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

class Hands {
  readonly state: ShiftState
  private readonly penalty: number
  private least = Number.POSITIVE_INFINITY
  private soonest = Number.POSITIVE_INFINITY
  private chosen: { readonly picker: number; readonly trips: ShiftState["trips"][number] } | undefined

  constructor(core: ShiftCore) {
    this.state = new ShiftState(
      core,
      core.problem.pickers.map(() => [])
    )
    this.penalty = excessWeighs * dearestMilli(core)
  }

  anybodyTakes(orders: ReadonlyArray<number>): boolean {
    return this.state.trips.some((_, picker) => this.state.takes(picker, orders))
  }

  /** Looks at what it costs that a picker walks these orders at a place, instead of the trip that is at `instead`. */
  consider(picker: number, orders: ReadonlyArray<number>, place: number, instead: number): void {
    const { state } = this
    if (!state.takes(picker, orders)) return
    const held = state.trips[picker] as ShiftState["trips"][number]
    const sum = state.sums[picker] as ShiftState["sums"][number]
    const others = held.filter((_, index) => index !== instead)
    const trips = state.inserted(others, state.tripOf(picker, orders), place)
    state.trips[picker] = trips
    state.sums[picker] = state.sumOf(picker)
    const cost = state.cost(this.penalty)
    const { ends } = state.sums[picker]
    state.trips[picker] = held
    state.sums[picker] = sum
    if (cost > this.least || (cost === this.least && ends >= this.soonest)) return
    this.least = cost
    this.soonest = ends
    this.chosen = { picker, trips }
  }

  /** Does what was cheapest of all considered since the last time. */
  put(): void {
    const { chosen, state } = this
    if (chosen !== undefined) {
      state.trips[chosen.picker] = chosen.trips
      state.sums[chosen.picker] = state.sumOf(chosen.picker)
    }
    this.least = this.soonest = Number.POSITIVE_INFINITY
    this.chosen = undefined
  }
}

/** The most that a millisecond may cost where it is not forbidden. */
export const dearestMilli = ({ lateness, problem: { weights } }: ShiftCore): number =>
  lateness.reduce((most, each) => Math.max(most, each), Math.max(weights.work, weights.makespan, 1e-3))
