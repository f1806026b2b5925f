/**
 * What an order of stops costs under the rules of a tour, and how late it is.
 */
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
 * Orders are cut into loads of the cart by the cheapest drop-offs, whatever the time; O(n × stops in a load). A unit of
 * lateness costs `penalty`.
 *
 * Source: Prins (2004), A simple and effective evolutionary algorithm for the vehicle routing problem, Computers &
 * Operations Research 31(12), there Split.
 */
export const sequenceCost = (model: TourModel, penalty: number): SequenceCost => {
  const { begin, cart, count, finish, isClosed, leg, timing } = model
  const emptied = new Uint8Array(count + 1)
  const cutAt = new Int32Array(count + 1)
  const upTo = new Float64Array(count + 1)
  let counted: Int32Array = new Int32Array(0)
  let [length, late, latest, most] = [0, 0, -1, 0]

  /** `upTo[k]` is the least that the first `k` stops cost when the cart is emptied after them; `cutAt[k]` the cut before. */
  const cut = (order: Int32Array, size: number): void => {
    if (cart === undefined) return
    const limits = cart.most.length
    upTo[0] = 0
    for (let end = 1; end <= size; end++) {
      upTo[end] = Number.POSITIVE_INFINITY
      let inside = 0
      for (let from = end - 1; from >= 0; from--) {
        const first = order[from] as number
        if (from < end - 1) inside += leg[first * count + (order[from + 1] as number)] as number
        if (!fits(order, from, end, limits)) break
        const before = from === 0 ? 0 : (cart.via[(order[from - 1] as number) * count + first] as number)
        const cost = (upTo[from] as number) + before + inside
        if (cost >= (upTo[end] as number)) continue
        upTo[end] = cost
        cutAt[end] = from
      }
    }
    emptied.fill(0)
    for (let end = size; end > 0; end = cutAt[end] as number) emptied[cutAt[end] as number] = 1
    emptied[0] = 0
  }
  const fits = (order: Int32Array, from: number, to: number, limits: number): boolean => {
    for (let limit = 0; limit < limits; limit++) {
      let load = 0
      for (let at = from; at < to; at++) load += cart?.load[limit * count + (order[at] as number)] as number
      if (load > (cart?.most[limit] as number) * (1 + 1e-12)) return false
    }
    return true
  }
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
    cut(order, size)
    const first = order[0] as number
    let cost = begin[first] as number
    let time = arrive(first, cost)
    for (let at = 1; at < size; at++) {
      const pair = (order[at - 1] as number) * count + (order[at] as number)
      const isEmptied = cart !== undefined && emptied[at] === 1
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
    emptied: Array.from({ length }, (_, at) => cart !== undefined && emptied[at] === 1)
  })
  return { of, late: () => late, latest: () => latest, sequence }
}
