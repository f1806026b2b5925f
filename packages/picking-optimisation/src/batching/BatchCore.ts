/**
 * A batching problem as its solvers hold it: orders by number, their stops and loads in arrays, and one question that
 * can be asked of any selection of stops. Nothing in it knows what floor it is.
 */
import { type WalkMargins } from "./WalkMargins.ts"

/**
 * Length of the walk from the start over the first `count` stops of `list` to the end. `list` is ascending and has each
 * stop once. A call may overwrite what an earlier one left, and allocates nothing.
 */
export type WalkMm = (list: Int32Array, count: number) => number

/** Which stops each order has: those of order `i` are entries `firstStop[i]` up to `firstStop[i + 1]` of `stop`. */
export interface OrderStops {
  readonly firstStop: Int32Array
  /** Ascending within an order, each once. */
  readonly stop: Int32Array
}

export interface BatchCore extends OrderStops {
  /** How many orders there are; they are numbered from 0. */
  readonly orders: number
  /** How much of limit `l` order `i` takes is `load[l * orders + i]`. */
  readonly load: Float64Array
  /** How much of each limit one cart takes; every order alone is within. */
  readonly most: Float64Array
  /** How many stops there are in all. */
  readonly stops: number
  /** Where each stop comes on a way along the whole floor. */
  readonly rank: Int32Array
  /** In which aisle each stop is, numbered from 0, the nearest to the start; undefined where no aisles are known. */
  readonly aisleOf?: Int32Array | undefined
  readonly walkMm: WalkMm
  /** The same of the first `count` orders of a list, where there is a shorter way to it than by way of their stops. */
  readonly ordersMm?: WalkMm | undefined
  /** Where a walk takes long to measure: the same lengths with what a stop more or less would change. */
  readonly margins?: WalkMargins | undefined
  /** Margins of walks that are sooner measured and seldom longer than the shortest, for long searches. */
  readonly quickMargins?: WalkMargins | undefined
  /** What besides its walk each order adds to the length of a tour; of use with `mostMm`. */
  readonly handlingMm: Float64Array
  /** The most that a walk and the handling of its orders may be together; every order alone is within. */
  readonly mostMm: number
  /** Whether a walk over more stops is never shorter, as shortest walks are and walks by a heuristic may not be. */
  readonly isMonotone: boolean
  /** Every walk's length is a multiple of this; 0 when no such step is known. */
  readonly stepMm: number
  /** After how many measured walks the caller is asked whether to stop, where walks take long; 0 where they do not. */
  readonly walksUntilAsked: number
}

/** No more orders than this go on one cart, whichever they are. O(limits × n log n). */
export const mostOrdersOnCart = ({ load, most, orders }: BatchCore): number => {
  let count = orders
  for (let limit = 0; limit < most.length; limit++) {
    const ascending = load.slice(limit * orders, (limit + 1) * orders).sort()
    let sum = 0
    let fitting = 0
    while (fitting < orders && sum + (ascending[fitting] as number) <= (most[limit] as number) + rounding) {
      sum += ascending[fitting++] as number
    }
    count = Math.min(count, fitting)
  }
  return Math.max(1, count)
}

/** Whether one cart takes all of `chosen`, however long the walk. */
export const cartTakes = ({ load, most, orders }: BatchCore, chosen: ArrayLike<number>): boolean => {
  for (let limit = 0; limit < most.length; limit++) {
    let sum = 0
    for (let index = 0; index < chosen.length; index++)
      sum += load[limit * orders + (chosen[index] as number)] as number
    if (sum > (most[limit] as number) + rounding) return false
  }
  return true
}

/** No fewer carts than this take all of `chosen`. */
export const fewestCarts = ({ load, most, orders }: BatchCore, chosen: ArrayLike<number>): number => {
  let carts = chosen.length > 0 ? 1 : 0
  for (let limit = 0; limit < most.length; limit++) {
    let sum = 0
    for (let index = 0; index < chosen.length; index++) {
      sum += load[limit * orders + (chosen[index] as number)] as number
    }
    carts = Math.max(carts, Math.ceil(sum / (most[limit] as number) - rounding))
  }
  return carts
}

/** Loads may be sums of decimals: what is a rounding above a limit is within it. */
export const rounding = 1e-9
