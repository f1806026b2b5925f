/**
 * The shortest closed tour over nodes that are as far apart one way as the other.
 */
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, type Stop } from "@stowage/kernel/Stop"
import { alphaNearest } from "./alphaNearness.ts"
import { type CandidateEdges, nearestByQuadrant, nearestOfAll } from "./candidateEdges.ts"
import { chainedLinKernighan, type CycleSearch, cycleSearch, settle } from "./chainedLinKernighan.ts"
import { greedyEdge } from "./greedyEdge.ts"
import { heldKarpBound } from "./heldKarpBound.ts"
import { leastOneTree, oneTree } from "./oneTree.ts"
import { type PlacePoints } from "./PlaceDistances.ts"
import { type OneTreeBuilder, sparseOneTrees } from "./sparseOneTree.ts"

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
/** Up to so many nodes prices are found on trees of all edges, beyond on trees of the candidates. */
const denseAtMost = 300
/** Up to so many nodes all distances are kept. */
const keptAtMost = 1_500

/**
 * A first tour by greedy edges, made shorter to a local optimum; then prices after Held and Karp, which give a bound
 * and better candidates; then chained Lin-Kernighan until it finds nothing more, the bound is met or the caller says
 * stop. Beyond 3,000 nodes the bound is half the two shortest edges at each node. Takes five nodes or more.
 */
export const symmetricCycle = (cycle: Cycle, { seed, stop }: SolveOptions): FoundCycle => {
  const { bonus, count, leastStep, points } = cycle
  const between = count > keptAtMost ? cycle.between : kept(count, cycle.between)
  const candidates =
    points !== undefined && count > 50 ? nearestByQuadrant(points, between, 2, 8) : nearestOfAll(count, between, 8)
  const leastGain = leastStep > 0 ? leastStep / 2 : 1e-9
  const parts = { between, leastGain, bonus }
  const first = cycleSearch(greedyEdge(count, between, candidates), { ...parts, candidates })
  const isStopped = settle(first, stop)
  if (isStopped || count > allPairsAtMost) {
    const stopped = isStopped || chainedLinKernighan(first, random(seed), stop)
    return { order: first.best, length: first.length, bound: halfNearest(candidates, count), stopped }
  }
  const priced = pricedTree(first, candidates, stop)
  const whole = leastStep > 0 ? leastStep * Math.ceil(priced.bound / leastStep - 1e-6) : priced.bound
  const bound = Math.min(first.length, Math.max(whole, halfNearest(candidates, count)))
  if (priced.stopped || bound >= first.length - leastGain) {
    return { order: first.best, length: first.length, bound, stopped: priced.stopped }
  }
  const better = alphaNearest(between, priced.prices, priced.tree, 5, priced.isStopped)
  if (better === undefined) return { order: first.best, length: first.length, bound, stopped: true }
  const second = cycleSearch(first.best, { ...parts, candidates: better })
  second.iteration = first.iteration
  const orProved: Stop = (progress) => progress.cost <= bound + leastGain || stop(progress)
  const stopped = settle(second, stop) || chainedLinKernighan(second, random(seed), orProved)
  return { order: second.best, length: second.length, bound: Math.min(bound, second.length), stopped }
}

/** The least 1-tree of all edges under good prices. */
const pricedTree = (cycle: CycleSearch, candidates: CandidateEdges, stop: Stop) => {
  const { best, length, search } = cycle
  const { between } = search
  const count = best.length
  const tree = oneTree(count)
  const isStopped = (): boolean => stop({ iteration: cycle.iteration++, cost: cycle.length })
  const dense: OneTreeBuilder = (prices, tree) => leastOneTree(between, prices, tree)
  const builder = count > denseAtMost ? sparseOneTrees(between, candidates, best) : dense
  const { prices, stopped } = heldKarpBound(count, builder, { rounds: 300, tourLength: length, stop: isStopped })
  const bound = stopped ? Number.NEGATIVE_INFINITY : leastOneTree(between, prices, tree, isStopped)
  return { prices, tree, bound, isStopped, stopped: bound === Number.NEGATIVE_INFINITY }
}

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
