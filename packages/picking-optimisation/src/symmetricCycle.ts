/**
 * The shortest closed tour over nodes that are as far apart one way as the other.
 */
import { random } from "@stowage/kernel/Random"
import { type SolveOptions } from "@stowage/kernel/Stop"
import { alphaNearest } from "./alphaNearness.ts"
import { type CandidateEdges, nearestByQuadrant, nearestOfAll } from "./candidateEdges.ts"
import { chainedLinKernighan, cycleSearch, settle } from "./chainedLinKernighan.ts"
import { greedyEdge } from "./greedyEdge.ts"
import { heldKarpBound } from "./heldKarpBound.ts"
import { type PlacePoints } from "./PlaceDistances.ts"

/** Nodes to go round. */
export interface Cycle {
  readonly count: number
  readonly between: (from: number, to: number) => number
  readonly points?: PlacePoints
  /** The unit that every length is a whole number of; 0 when lengths are any numbers. */
  readonly leastStep: number
  /** How much the lengths below 0, of edges that have to be in the tour, are below 0 together. */
  readonly bonus: number
}

/** A closed tour, and how good it is. */
export interface FoundCycle {
  readonly order: Int32Array
  readonly length: number
  readonly bound: number
  readonly stopped: boolean
}

/** Up to so many nodes all pairs are looked at: for the bound, and for the best candidates. */
const allPairsAtMost = 3_000
/** Up to so many nodes all distances are kept. */
const keptAtMost = 1_500

/**
 * A first tour by greedy edges, made shorter to a local optimum; then a Held-Karp bound, whose prices give better
 * candidates; then chained Lin-Kernighan until it finds nothing more, the bound is met or the caller says stop. Takes
 * five nodes or more.
 */
export const symmetricCycle = (cycle: Cycle, { seed, stop }: SolveOptions): FoundCycle => {
  const { bonus, count, leastStep, points } = cycle
  const between = count > keptAtMost ? cycle.between : kept(count, cycle.between)
  const candidates =
    points !== undefined && count > 50 ? nearestByQuadrant(points, between, 2, 8) : nearestOfAll(count, between, 8)
  const order = greedyEdge(count, between, candidates)
  const leastGain = leastStep > 0 ? leastStep / 2 : 1e-9
  const first = cycleSearch(order, { between, candidates, leastGain, bonus })
  let stopped = settle(first, stop)
  if (count > allPairsAtMost) {
    if (!stopped) stopped = chainedLinKernighan(first, random(seed), stop)
    return { order: first.best, length: first.length, bound: halfNearest(candidates, count), stopped }
  }
  const found = heldKarpBound(count, between, {
    rounds: Math.round(Math.min(100, Math.max(30, 60e6 / (count * count)))),
    tourLength: first.length,
    stop: () => stopped || stop({ iteration: first.iteration++, cost: first.length })
  })
  const bound = Math.min(
    first.length,
    leastStep > 0 ? leastStep * Math.ceil(found.bound / leastStep - 1e-6) : found.bound
  )
  stopped ||= found.stopped
  if (stopped || bound >= first.length) return { order: first.best, length: first.length, bound, stopped }
  const better = alphaNearest(between, found.prices, 5)
  const second = cycleSearch(first.best, { between, candidates: better, leastGain, bonus })
  second.iteration = first.iteration
  stopped = settle(second, stop)
  const provedStop = { bound, leastGain }
  stopped =
    stopped ||
    chainedLinKernighan(second, random(seed), (progress) => isMet(provedStop, progress.cost) || stop(progress))
  return { order: second.best, length: second.length, bound: Math.min(bound, second.length), stopped }
}

const isMet = ({ bound, leastGain }: { readonly bound: number; readonly leastGain: number }, length: number): boolean =>
  length <= bound + leastGain

const kept = (count: number, between: Cycle["between"]): Cycle["between"] => {
  const lengths = new Float64Array(count * count)
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) lengths[from * count + to] = between(from, to)
  }
  return (from, to) => lengths[from * count + to] as number
}

/** Every node has two edges in a tour, and none shorter than to its two nearest. */
const halfNearest = ({ first, length }: CandidateEdges, count: number): number => {
  let sum = 0
  for (let node = 0; node < count; node++) {
    const slot = first[node] as number
    sum += (length[slot] as number) + (length[slot + 1] as number)
  }
  return sum / 2
}
