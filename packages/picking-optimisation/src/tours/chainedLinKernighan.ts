/**
 * A tour improved again and again from small disturbances.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"
import { arrayTour, rewrite, takeBack } from "./kOptMove.ts"
import { linKernighan, type TourSearch } from "./linKernighan.ts"
import { nodeQueue, putLast } from "./NodeQueue.ts"

/** What a chain of kicks starts from, and what it gives back. */
export interface CycleSearch {
  readonly search: TourSearch
  /** The shortest order of nodes so far. */
  readonly best: Int32Array
  /** How much edges that have to be in the tour are below 0 together. */
  readonly bonus: number
  length: number
  iteration: number
  /** How much longer the tour is that is being kicked, and whether `best` has yet to be told of a shorter one. */
  longer: number
  isBest: boolean
  /** Kicks since there was a shorter tour. */
  idle: number
}

/** A search from the tour that visits nodes in this order. */
export const cycleSearch = (
  order: Int32Array,
  { bonus, ...parts }: Omit<TourSearch, "tour" | "waiting"> & Pick<CycleSearch, "bonus">
): CycleSearch => {
  const search = { ...parts, tour: arrayTour(order.slice()), waiting: nodeQueue(order.length) }
  for (const node of order) putLast(search.waiting, node)
  return { search, best: order.slice(), bonus, length: cycleLength(order, parts.between), iteration: 0, ...unkicked }
}

const unkicked = { longer: 0, isBest: true, idle: 0 }

/** How long the closed tour in this order is. */
export const cycleLength = (order: Int32Array, between: (from: number, to: number) => number): number => {
  let length = 0
  let from = order[order.length - 1] as number
  for (const to of order) {
    length += between(from, to)
    from = to
  }
  return length
}

/** Nodes looked at, or kicks made, between two questions to `stop`. */
const looksAtOnce = 64
const kicksAtOnce = 8
/** The longest of the three stretches that a kick moves. */
const longestStretch = 50
/**
 * A worse tour is kept with the probability that an exponential draw of this share of the mean edge exceeds the loss.
 */
const tolerance = 0.1
/** A tour of fewer nodes has no room for a kick. */
const fewestNodes = 8
/** Kicks per node without a shorter tour after which there is nothing left to try. */
const patience = 100

/** Improves the tour as it is. True when the caller said stop. */
export const settle = (cycle: CycleSearch, stop: Stop): boolean => {
  const { search } = cycle
  while (search.waiting.size > 0) {
    if (stop({ iteration: cycle.iteration++, cost: cycle.length })) {
      cycle.best.set(search.tour.order)
      return true
    }
    cycle.length -= linKernighan(search, looksAtOnce)
    search.tour.log.size = 0
  }
  cycle.best.set(search.tour.order)
  return false
}

/**
 * Kicks the tour somewhere, improves it around there, and takes back what made it longer by more than a small chance
 * draw, until a hundred kicks per node have brought nothing or the caller says stop, which is true then. Time of a kick
 * hardly depends on the number of nodes.
 *
 * Source: Martin, Otto and Felten (1991), Large-step Markov chains for the traveling salesman problem, Complex
 * Systems 5; kicks of near nodes: Applegate, Cook and Rohe (2003), Chained Lin-Kernighan for large traveling salesman
 * problems, INFORMS Journal on Computing 15(1).
 */
export const chainedLinKernighan = (cycle: CycleSearch, chance: Random, stop: Stop): boolean => {
  const count = cycle.best.length
  const mostIdle = count < fewestNodes ? 0 : patience * count
  let stopped = false
  while (cycle.idle < mostIdle && !stopped) {
    kickSome(cycle, chance)
    stopped = stop({ iteration: cycle.iteration++, cost: cycle.length })
  }
  keepBest(cycle)
  return stopped
}

/** Eight kicks. `keepBest` then says which tour was the shortest. */
export const kickSome = (cycle: CycleSearch, chance: Random): void => {
  const { best, search } = cycle
  const { leastGain, tour } = search
  if (best.length < fewestNodes) return
  const meanEdge = (cycle.length + cycle.bonus) / best.length
  for (let kick = 0; kick < kicksAtOnce; kick++) {
    tour.log.size = 0
    const added = kicked(search, chance) - linKernighan(search, Number.POSITIVE_INFINITY)
    const isWorse = added > leastGain
    const isKept = !isWorse || added < chance.exponential(tolerance * meanEdge)
    cycle.idle++
    if (!isKept || (isWorse && cycle.isBest)) takeBack(tour)
    if (isKept && isWorse && cycle.isBest) {
      // The shortest tour is about to be left: remember it, and leave it the next time.
      best.set(tour.order)
      cycle.isBest = false
      continue
    }
    if (!isKept) continue
    cycle.longer += added
    if (cycle.longer >= -leastGain) continue
    cycle.length += cycle.longer
    cycle.longer = 0
    cycle.isBest = true
    cycle.idle = 0
  }
}

/** Has `best` be the shortest tour. */
export const keepBest = ({ best, isBest, search }: CycleSearch): void => {
  if (isBest) best.set(search.tour.order)
}

/**
 * Swaps the first and the last of three neighbouring stretches, puts their ends in the queue and gives the length
 * added.
 */
const kicked = ({ between, tour, waiting }: TourSearch, chance: Random): number => {
  const { moved, order } = tour
  const count = order.length
  const longest = Math.min(longestStretch, (count - 2) >> 2)
  let start = chance.int(count)
  const at = (steps: number): number => order[start + steps < count ? start + steps : start + steps - count] as number
  /** So many steps, or one more when the edge after them has to stay. */
  const cutAfter = (steps: number): number => (between(at(steps), at(steps + 1)) < 0 ? steps + 1 : steps)
  start = (start + cutAfter(0)) % count
  const first = cutAfter(1 + chance.int(longest))
  const second = cutAfter(first + 1 + chance.int(longest))
  const third = cutAfter(second + 1 + chance.int(longest))
  let size = 0
  for (let step = second + 1; step <= third; step++) moved[size++] = at(step)
  for (let step = first + 1; step <= second; step++) moved[size++] = at(step)
  for (let step = 1; step <= first; step++) moved[size++] = at(step)
  const [a, b, c, d] = [at(0), at(1), at(first), at(first + 1)]
  const [e, f, g, h] = [at(second), at(second + 1), at(third), at(third + 1)]
  rewrite(tour, start + 1 === count ? 0 : start + 1, size)
  putLast(waiting, a)
  putLast(waiting, b)
  putLast(waiting, c)
  putLast(waiting, d)
  putLast(waiting, e)
  putLast(waiting, f)
  putLast(waiting, g)
  putLast(waiting, h)
  const gone = between(a, b) + between(c, d) + between(e, f) + between(g, h)
  return between(a, f) + between(g, d) + between(e, b) + between(c, h) - gone
}
