/**
 * The shortest closed tour over nodes that are as far apart one way as the other.
 */
import { type Random, random } from "@stowage/kernel/Random"
import { type SolveOptions, type Stop } from "@stowage/kernel/Stop"
import { alphaNearest } from "./alphaNearness.ts"
import { type CandidateEdges, nearestByQuadrant, nearestOfAll } from "./candidateEdges.ts"
import {
  chainedLinKernighan,
  type CycleSearch,
  cycleSearch,
  keepBest,
  kickSome,
  settle
} from "./chainedLinKernighan.ts"
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
/** How far chains look among candidates by length, and among those by alpha. */
const wide = [8, 5, 1]
const narrow = [5, 5, 1]
/** Up to so many nodes all distances are kept. */
const keptAtMost = 1_500

/**
 * A first tour by greedy edges, made shorter to a local optimum; then prices after Held and Karp, which give a bound
 * and better candidates; then chained Lin-Kernighan until it finds nothing more, the bound is met or the caller says
 * stop. Beyond 3,000 nodes the bound is half the two shortest edges at each node. Takes five nodes or more. When
 * `isOver` says so before all pairs of many nodes are looked at, they are visited as they are numbered.
 */
export const symmetricCycle = (
  cycle: Cycle,
  { seed, stop }: SolveOptions,
  isOver: () => boolean = () => false
): FoundCycle => {
  const { bonus, count, leastStep, points } = cycle
  const between = count > keptAtMost ? cycle.between : kept(count, cycle.between)
  const isOverMany = (): boolean => count > keptAtMost && isOver()
  const candidates =
    points !== undefined && count > 50
      ? nearestByQuadrant(points, between, 2, 8)
      : nearestOfAll(count, between, 8, isOverMany)
  if (candidates === undefined) return asNumbered(cycle)
  const leastGain = leastStep > 0 ? leastStep / 2 : 1e-9
  const parts = { between, leastGain, bonus }
  const first = cycleSearch(greedyEdge(count, between, candidates), { ...parts, candidates, breadth: wide })
  const isStopped = settle(first, stop)
  if (isStopped || count > allPairsAtMost) {
    const chance = random(seed)
    const bound = isStopped ? -bonus : halfNearest(first, stop, chance)
    const stopped = isStopped || chainedLinKernighan(first, chance, stop)
    return { order: first.best, length: first.length, bound: Math.min(first.length, bound), stopped }
  }
  const priced = pricedTree(first, candidates, stop, random(seed))
  keepBest(first)
  const whole = leastStep > 0 ? leastStep * Math.ceil(priced.bound / leastStep - 1e-6) : priced.bound
  const bound = Math.min(first.length, whole)
  if (priced.stopped || bound >= first.length - leastGain) {
    return { order: first.best, length: first.length, bound, stopped: priced.stopped }
  }
  const better = alphaNearest(between, priced.prices, priced.tree, 5, priced.isStopped)
  keepBest(first)
  if (better === undefined) return { order: first.best, length: first.length, bound, stopped: true }
  const second = cycleSearch(first.best, { ...parts, candidates: better, breadth: narrow })
  second.iteration = first.iteration
  const orProved: Stop = (progress) => progress.cost <= bound + leastGain || stop(progress)
  const stopped = settle(second, stop) || chainedLinKernighan(second, random(seed), orProved)
  return { order: second.best, length: second.length, bound: Math.min(bound, second.length), stopped }
}

const asNumbered = ({ between, bonus, count }: Cycle): FoundCycle => {
  const order = Int32Array.from({ length: count }, (_, node) => node)
  const length = order.reduce((sum, node) => sum + between(node, (node + 1) % count), 0)
  return { order, length, bound: Math.min(length, -bonus), stopped: true }
}

/** The least 1-tree of all edges under good prices. While they are looked for, the tour is kicked. */
const pricedTree = (cycle: CycleSearch, candidates: CandidateEdges, stop: Stop, chance: Random) => {
  const { best, length, search } = cycle
  const { between } = search
  const count = best.length
  const tree = oneTree(count)
  const isStopped = (): boolean => {
    kickSome(cycle, chance)
    return stop({ iteration: cycle.iteration++, cost: cycle.length })
  }
  const dense: OneTreeBuilder = (prices, tree) => leastOneTree(between, prices, tree)
  const builder = count > denseAtMost ? sparseOneTrees(between, candidates, best) : dense
  const found = heldKarpBound(count, builder, { rounds: 300, tourLength: length, stop: isStopped })
  const { prices } = found
  const ofAll = found.stopped ? Number.NEGATIVE_INFINITY : leastOneTree(between, prices, tree, isStopped)
  // What was found on trees of all edges holds, also when the search ended before the last tree.
  const bound = count > denseAtMost ? ofAll : Math.max(found.bound, ofAll)
  return { prices, tree, bound, isStopped, stopped: ofAll === Number.NEGATIVE_INFINITY }
}

const kept = (count: number, between: Cycle["between"]): Cycle["between"] => {
  const lengths = new Float64Array(count * count)
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) lengths[from * count + to] = between(from, to)
  }
  return (from, to) => lengths[from * count + to] as number
}

/**
 * Every node has two edges in a tour, and none shorter than to its two nearest. Nodes that were not looked at when the
 * caller said stop count as nothing. The tour is kicked meanwhile. O(n²).
 */
const halfNearest = (cycle: CycleSearch, stop: Stop, chance: Random): number => {
  const { between } = cycle.search
  const count = cycle.best.length
  const askEach = Math.ceil(500_000 / count)
  let sum = 0
  for (let from = 0; from < count; from++) {
    if (from % askEach === 0) {
      for (let turn = 0; turn < 4; turn++) kickSome(cycle, chance)
      if (stop({ iteration: cycle.iteration++, cost: cycle.length })) return cycle.bonus > 0 ? -cycle.bonus : sum / 2
    }
    let [nearest, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let to = 0; to < count; to++) {
      const length = to === from ? Number.POSITIVE_INFINITY : between(from, to)
      if (length >= second) continue
      second = Math.max(nearest, length)
      nearest = Math.min(nearest, length)
    }
    sum += nearest + second
  }
  return sum / 2
}
