/**
 * Tours whose stops may be visited in any order, as closed cycles over nodes that are as far apart one way as the
 * other.
 */
import { type SolveOptions } from "@stowage/kernel/Stop"
import { isSameLength } from "./isSameLength.ts"
import { nearestNext } from "./nearestNext.ts"
import { type PlacePoints } from "./PlaceDistances.ts"
import { type Cycle, type FoundCycle, symmetricCycle } from "./symmetricCycle.ts"

/** A tour to find over nodes numbered from 0. */
export interface FreeTour {
  readonly count: number
  /** From one stop to another. */
  readonly leg: (from: number, to: number) => number
  /** From where the tour begins to a stop, and from a stop to where it ends; absent when it goes back to its first. */
  readonly depot?: { readonly begin: Float64Array; readonly finish: Float64Array }
  /** Where the stops lie, and after them the depot when the tour begins and ends at one; absent when not known. */
  readonly points?: PlacePoints
}

/** The stops in order, and a length that no tour is below. */
export interface FoundTour {
  readonly order: ReadonlyArray<number>
  readonly bound: number
  readonly stopped: boolean
}

/** How a tour is searched. `isOver` says whether the caller would end it now, and counts no iteration. */
export interface FreeTourOptions extends SolveOptions {
  readonly isOver?: () => boolean
}

/** Up to so many nodes every leg is looked at for its direction and for being whole, whatever the caller says. */
const legsCheckedUpTo = 1_500

/**
 * A short tour, and a bound. Takes five stops or more. A tour from and to one place goes round with that place as a
 * node. One that ends elsewhere than it begins has a node for either, and where the direction matters every node is
 * two, one to come to and one to go from; between such two the way has to be taken, which a bonus larger than any
 * exchange sees to. Of many stops that are not points all pairs are looked at before the search begins: when the caller
 * ends it by then, the tour goes each time to the nearest that is left.
 *
 * Source of the two nodes: Jonker and Volgenant (1983), Transforming asymmetric into symmetric traveling salesman
 * problems, Operations Research Letters 2(4).
 */
export const freeTour = (tour: FreeTour, options: FreeTourOptions): FoundTour => {
  const { count, leg, points } = tour
  const { isOver = () => false } = options
  if (count <= legsCheckedUpTo || points !== undefined) return searched(tour, options)
  const soon = [...nearestNext(count, leg, isOver)]
  const found = searched(tour, options)
  return found.stopped && lengthOf(tour, soon) < lengthOf(tour, found.order) ? { ...found, order: soon } : found
}

const searched = (tour: FreeTour, options: FreeTourOptions): FoundTour => {
  const { isOver } = options
  const { count, depot, points } = tour
  const legs = checkedLegs(tour, isOver)
  if (legs === undefined) return { order: Array.from({ length: count }, (_, stop) => stop), bound: 0, stopped: true }
  if (legs.isOneWay) return doubled(tour, legs, options)
  const leg = legs.isEven ? tour.leg : eitherWay(tour.leg)
  const leastStep = legs.isWhole ? 1 : 0
  const known = points === undefined ? {} : { points }
  if (depot === undefined) {
    const found = symmetricCycle({ count, between: leg, leastStep, bonus: 0, ...known }, options, isOver)
    return { order: [...found.order], bound: found.bound, stopped: found.stopped }
  }
  const { begin, finish } = depot
  if (begin.every((length, stop) => isSameLength(length, finish[stop] as number))) {
    const between = (a: number, b: number): number =>
      a < count && b < count ? leg(a, b) : (begin[Math.min(a, b)] ?? 0)
    const cycle: Cycle = { count: count + 1, between, leastStep, bonus: 0, ...known }
    return opened(symmetricCycle(cycle, options, isOver), count, 0)
  }
  // Node `count` is where the tour begins, node `count + 1` where it ends.
  const bonus = 5 * legs.longest + 1
  const between = (a: number, b: number): number => {
    const [low, high] = a < b ? [a, b] : [b, a]
    if (high < count) return leg(low, high)
    return low >= count ? (low === high ? 0 : -bonus) : ((high === count ? begin : finish)[low] as number)
  }
  const cycle: Cycle = { count: count + 2, between, leastStep, bonus }
  return opened(symmetricCycle(cycle, options, isOver), count, bonus)
}

const lengthOf = ({ depot, leg }: FreeTour, order: ReadonlyArray<number>): number => {
  const [first, last] = [order[0] as number, order.at(-1) as number]
  const between = depot === undefined ? leg(last, first) : (depot.begin[first] ?? 0) + (depot.finish[last] ?? 0)
  return order.reduce((sum, stop, turn) => (turn === 0 ? sum : sum + leg(order[turn - 1] as number, stop)), between)
}

/** Where ways are as long but for a rounding a search must not see any. */
const eitherWay =
  (leg: FreeTour["leg"]): FreeTour["leg"] =>
  (from, to) =>
    from < to ? leg(from, to) : leg(to, from)

interface CheckedLegs {
  readonly isOneWay: boolean
  /** Whether not even a rounding is between the two ways. */
  readonly isEven: boolean
  readonly isWhole: boolean
  readonly longest: number
}

/** Undefined when the caller ends it before many legs are looked at. */
const checkedLegs = (
  { count, depot, leg, points }: FreeTour,
  isOver: () => boolean = () => false
): CheckedLegs | undefined => {
  let [isOneWay, isEven, isWhole, longest] = [false, true, true, 0]
  const take = (length: number): void => {
    if (length > longest) longest = length
    if (!Number.isInteger(length)) isWhole = false
  }
  for (const ends of [depot?.begin, depot?.finish]) ends?.forEach(take)
  if (count > legsCheckedUpTo && points !== undefined) return { isOneWay, isEven, isWhole: false, longest: 1e9 }
  const askEach = Math.ceil(500_000 / count)
  for (let from = 0; from < count; from++) {
    if (count > legsCheckedUpTo && from % askEach === 0 && isOver()) return undefined
    for (let to = from + 1; to < count; to++) {
      const [there, back] = [leg(from, to), leg(to, from)]
      take(there)
      take(back)
      if (there === back) continue
      isEven = false
      if (!isSameLength(there, back)) isOneWay = true
    }
  }
  return { isOneWay, isEven, isWhole, longest }
}

/** The stops of a cycle from the node of the depot on, which is `count`; after it comes the end when there is one. */
const opened = ({ bound, order, stopped }: FoundCycle, count: number, bonus: number): FoundTour => {
  const at = order.indexOf(count)
  let stops = [...order.subarray(at + 1), ...order.subarray(0, at)]
  if (stops[0] === count + 1) stops = stops.toReversed()
  return { order: stops.filter((node) => node < count), bound: bound + bonus, stopped }
}

/**
 * Node `n` is where one comes to, node `n + nodes` where one goes from; the depot is the last `n` when there is one.
 */
const doubled = (
  { count, depot, leg }: FreeTour,
  { isWhole, longest }: CheckedLegs,
  options: FreeTourOptions
): FoundTour => {
  const nodes = depot === undefined ? count : count + 1
  const bonus = 5 * longest + 1
  const arc = (from: number, to: number): number => {
    if (from === to) return -bonus
    if (from === count) return depot?.begin[to] ?? leg(from, to)
    return to === count ? (depot?.finish[from] as number) : leg(from, to)
  }
  const between = (a: number, b: number): number => {
    if (a === b) return 0
    if (a < nodes === b < nodes) return bonus
    return a < nodes ? arc(b - nodes, a) : arc(a - nodes, b)
  }
  const cycle = { count: 2 * nodes, between, leastStep: isWhole ? 1 : 0, bonus: nodes * bonus }
  const { bound, order, stopped } = symmetricCycle(cycle, options, options.isOver)
  // Come to, gone from, come to, …: turned round when it is the other way.
  const at = order.indexOf(nodes - 1)
  const ring = [...order.subarray(at), ...order.subarray(0, at)]
  const ahead = ring[1] === 2 * nodes - 1 ? ring : [ring[0] as number, ...ring.slice(1).toReversed()]
  const visited = ahead.filter((node) => node < nodes && node < count)
  return { order: visited, bound: bound + nodes * bonus, stopped }
}
