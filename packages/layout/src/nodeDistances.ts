/**
 * How far it is, or how long it takes, from one node of a walk graph to another.
 */
import { shortestWalksMm } from "./shortestWalks.ts"
import { neighboursOf, type WalkGraph } from "./WalkGraph.ts"

/** Who walks, drives or is carried. */
export interface Traveller {
  /** As named in the `closedTo` of edges. */
  readonly equipment: string
  readonly mmPerSecond: number
}

/**
 * Distances between nodes by number: 0 from a node to itself, `Infinity` where no walk leads, one-way where edges are.
 */
export interface NodeDistances {
  readonly count: number
  readonly between: (from: number, to: number) => number
}

/**
 * Millimetres between nodes for this kind of equipment, or for anybody. The walks from a node are searched when first
 * asked for and kept: n nodes asked from cost n searches and n × nodes numbers.
 */
export const nodeDistances = (graph: WalkGraph, equipment?: string): NodeDistances => {
  const neighbours = neighboursOf(graph, equipment)
  return searchedOnce(graph.nodes.length, (from) => shortestWalksMm(neighbours, from))
}

/**
 * Milliseconds between nodes: an edge takes its `millis` where it has them, else its length at the traveller's speed.
 * The fastest way, which need not be the shortest. Kept as by `nodeDistances`.
 */
export const nodeTimes = (graph: WalkGraph, { equipment, mmPerSecond }: Traveller): NodeDistances => {
  const neighbours = neighboursOf(graph, equipment)
  const millis = Float64Array.from(neighbours.edge, (index, slot) => {
    return graph.edges[index]?.millis ?? (1_000 * (neighbours.lengthMm[slot] as number)) / mmPerSecond
  })
  return searchedOnce(graph.nodes.length, (from) => shortestWalksMm(neighbours, from, millis))
}

const searchedOnce = (count: number, search: (from: number) => Float64Array): NodeDistances => {
  const walksFrom: Array<Float64Array | undefined> = Array.from({ length: count })
  return {
    count,
    between: (from, to) => {
      const walks = walksFrom[from] ?? search(from)
      walksFrom[from] = walks
      return walks[to] as number
    }
  }
}
