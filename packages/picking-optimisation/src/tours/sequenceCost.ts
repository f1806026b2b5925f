/**
 * What an order of stops costs under the rules of a tour, and how late it is.
 */
import { cartLoads } from "./cartLoads.ts"
import { type StopSequence, type TourModel } from "./tourModel.ts"

/** Counts orders of one model again and again without taking new memory. */
export interface SequenceCost {
  /** The length of the first `size` stops of `order` as a tour, drop-offs included, plus the weighted lateness. */
  readonly of: (order: Int32Array, size: number) => number
  /** How late the order counted last was at all its stops together, in units of distance. */
  readonly late: () => number
  /** The stop at which the order counted last was latest; -1 when it was in time. */
  readonly latest: () => number
  /** The order counted last, with its drop-offs. */
  readonly sequence: () => StopSequence
}

/**
 * Orders are cut into loads of the cart by `cartLoads`, whatever the time. A unit of lateness costs `penalty`. O(n)
 * beside that.
 */
export const sequenceCost = (model: TourModel, penalty: number): SequenceCost => {
  const { begin, cart, count, finish, isClosed, leg, timing } = model
  const loads = cart === undefined ? undefined : cartLoads(count, leg, cart)
  let counted: Int32Array = new Int32Array(0)
  let [length, late, latest, most] = [0, 0, -1, 0]

  const arrive = (stop: number, time: number): number => {
    if (timing === undefined) return time
    const begins = Math.max(time, timing.opens[stop] as number)
    const over = begins - (timing.closes[stop] as number) * (1 + 1e-12)
    if (over > 0) {
      late += over
      if (over > most) {
        most = over
        latest = stop
      }
    }
    return begins + (timing.service[stop] as number)
  }
  const of = (order: Int32Array, size: number): number => {
    counted = order
    length = size
    late = 0
    latest = -1
    most = 0
    if (size === 0) return 0
    loads?.cut(order, size)
    const first = order[0] as number
    let cost = begin[first] as number
    let time = arrive(first, cost)
    for (let at = 1; at < size; at++) {
      const pair = (order[at - 1] as number) * count + (order[at] as number)
      const isEmptied = cart !== undefined && loads?.emptied[at] === 1
      const step = isEmptied ? (cart.via[pair] as number) : (leg[pair] as number)
      cost += step
      time = arrive(order[at] as number, time + step + (isEmptied ? cart.dropOffTime : 0))
    }
    const last = order[size - 1] as number
    cost += isClosed ? (leg[last * count + first] as number) : (finish[last] as number)
    return cost + penalty * late
  }
  const sequence = (): StopSequence => ({
    order: [...counted.subarray(0, length)],
    emptied: Array.from({ length }, (_, at) => loads?.emptied[at] === 1)
  })
  return { of, late: () => late, latest: () => latest, sequence }
}
