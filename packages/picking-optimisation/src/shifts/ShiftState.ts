/**
 * Orders in trips and trips with pickers, as a search changes them.
 */
import { rounding } from "../batching/BatchCore.ts"
import { type ShiftCore } from "./ShiftCore.ts"

/** Orders of each trip, by number, in the order in which each picker walks them. */
export type ShiftGroups = ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>

/** One trip of a picker. */
interface StateTrip {
  orders: Array<number>
  walkMm: number
  /** The earliest of its orders' hard due dates, and the latest of its releases. */
  dueAt: number
  releasedAt: number
  lineMillis: number
}

/** What a picker's trips come to. */
export interface PickerSum {
  work: number
  /** When the last trip ends. */
  ends: number
  lateness: number
  /** Milliseconds beyond hard due dates and the end of the shift. */
  excess: number
}

export class ShiftState {
  readonly core: ShiftCore
  readonly trips: Array<Array<StateTrip>>
  readonly sums: Array<PickerSum>
  private readonly list: Int32Array

  constructor(core: ShiftCore, groups: ShiftGroups) {
    this.core = core
    this.list = new Int32Array(core.orders)
    this.trips = groups.map((trips, picker) => trips.map((orders) => this.tripOf(picker, orders)))
    this.sums = this.trips.map((_, picker) => this.sumOf(picker))
  }

  get groups(): ShiftGroups {
    return this.trips.map((trips) => trips.map(({ orders }) => [...orders]))
  }

  /** What everything costs, milliseconds in excess at `penalty` each. */
  cost(penalty: number): number {
    const { weights } = this.core.problem
    let [work, lateness, excess, ends] = [0, 0, 0, 0]
    for (const sum of this.sums) {
      work += sum.work
      lateness += sum.lateness
      excess += sum.excess
      if (sum.ends > ends) ends = sum.ends
    }
    return weights.work * work + weights.makespan * ends + lateness + penalty * excess
  }

  get excess(): number {
    let excess = 0
    for (const sum of this.sums) excess += sum.excess
    return excess
  }

  /** A trip of a picker with these orders. */
  tripOf(picker: number, orders: ReadonlyArray<number>): StateTrip {
    const { dueAt, isHard, lineMillis, releasedAt, sets } = this.core
    const trip: StateTrip = {
      orders: [...orders],
      walkMm: 0,
      dueAt: Number.POSITIVE_INFINITY,
      releasedAt: 0,
      lineMillis: 0
    }
    for (const [index, order] of orders.entries()) {
      this.list[index] = order
      trip.lineMillis += lineMillis[order] as number
      trip.releasedAt = Math.max(trip.releasedAt, releasedAt[order] as number)
      if (isHard[order] === 1) trip.dueAt = Math.min(trip.dueAt, dueAt[order] as number)
    }
    trip.walkMm = (sets[picker] as (typeof sets)[number]).measure(this.list, orders.length)
    return trip
  }

  /** Whether a picker's cart takes these orders, and he may pick them. */
  takes(picker: number, orders: ReadonlyArray<number>): boolean {
    const { cart, may } = this.core
    for (const order of orders) if (may[picker * this.core.orders + order] === 0) return false
    for (let limit = 0; limit < cart.most.length; limit++) {
      let sum = 0
      for (const order of orders) sum += cart.load[limit * cart.orders + order] as number
      if (sum > (cart.most[limit] as number) + rounding) return false
    }
    return true
  }

  /** The trips of a picker with one put in: by due date where that is never worse, else at `place`. */
  inserted(trips: ReadonlyArray<StateTrip>, trip: StateTrip, place: number): Array<StateTrip> {
    let at = Math.min(place, trips.length)
    if (this.core.isByDueDate) {
      at = 0
      while (at < trips.length && (trips[at] as StateTrip).dueAt <= trip.dueAt) at++
    }
    return [...trips.slice(0, at), trip, ...trips.slice(at)]
  }

  /** What the trips of a picker come to. */
  sumOf(picker: number): PickerSum {
    const { dueAt, isHard, lateness, problem } = this.core
    const { fromMillis, millisPerMm, untilMillis } = problem.pickers[picker] as (typeof problem.pickers)[number]
    const sum: PickerSum = { work: 0, ends: 0, lateness: 0, excess: 0 }
    let now = fromMillis
    for (const { lineMillis, orders, releasedAt, walkMm } of this.trips[picker] as ReadonlyArray<StateTrip>) {
      const takes = problem.setupMillis + millisPerMm * walkMm + lineMillis
      if (releasedAt > now) now = releasedAt
      now += takes
      sum.work += takes
      for (const order of orders) {
        const late = now - (dueAt[order] as number)
        if (late <= 0) continue
        if (isHard[order] === 1) sum.excess += late
        else sum.lateness += late * (lateness[order] as number)
      }
      sum.ends = now
    }
    if (now > untilMillis) sum.excess += now - untilMillis
    return sum
  }
}
