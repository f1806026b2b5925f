/**
 * The floor as points and the straight walks between neighbouring ones: what a route over any floor is made of.
 */
import { type LocationId } from "@stowage/kernel/Ids"
import { type DrawnFloor, type Floor, type RectangularFloor } from "./Floor.ts"
import { type Location, type Point } from "./Location.ts"

/** A walk between two nodes, taken in either direction unless it says otherwise. */
export interface WalkEdge {
  readonly from: number
  readonly to: number
  readonly lengthMm: number
  /** Taken from `from` to `to` only: a one-way aisle, a turnstile. */
  readonly oneWay?: true
  /** Kinds of equipment that do not pass here; `everyone` closes the edge. */
  readonly closedTo?: ReadonlyArray<string>
  /** How long it takes whatever the speed: a lift, a door that has to be opened. */
  readonly millis?: number
}

/** In `closedTo`: nobody passes. */
export const everyone = "everyone"

/** A point of the walk, and on which floor of a building it is; 0 when nothing is said. */
export interface WalkNode extends Point {
  readonly level?: number
}

/** Nodes are numbered by their index. */
export interface WalkGraph {
  readonly nodes: ReadonlyArray<WalkNode>
  readonly edges: ReadonlyArray<WalkEdge>
  /** The node at which somebody stands for a location. A location that stands off the floor has none. */
  readonly nodeOf: ReadonlyMap<LocationId, number>
}

/**
 * The walk graph of a floor with these locations. A rectangular floor gets a node where an aisle meets a cross-aisle
 * and one at each location's point; a drawn floor one per walkable cell. O(n log n) in the nodes.
 */
export const walkGraph = (site: { readonly floor: Floor; readonly locations: ReadonlyArray<Location> }): WalkGraph => {
  switch (site.floor._tag) {
    case "RectangularFloor":
      return rectangularGraph(site.floor, site.locations)
    case "DrawnFloor":
      return drawnGraph(site.floor, site.locations)
  }
}

/**
 * The edges at each node: those of node `n` are `at[first[n]]` up to `at[first[n + 1]]`, as numbers of the other node.
 */
export interface Neighbours {
  readonly first: Int32Array
  readonly node: Int32Array
  readonly lengthMm: Float64Array
}

/** Neighbours that know by which edge of the graph they are reached. */
export interface EdgeNeighbours extends Neighbours {
  readonly edge: Int32Array
}

/**
 * Every edge in the directions it is taken in, gathered by the node it leaves; without those that are closed to
 * everyone or to this kind of equipment. O(nodes + edges).
 */
export const neighboursOf = (graph: WalkGraph, equipment: string = everyone): EdgeNeighbours => {
  const isOpen = ({ closedTo = [] }: WalkEdge): boolean => !closedTo.includes(everyone) && !closedTo.includes(equipment)
  const first = new Int32Array(graph.nodes.length + 1)
  const countAt = (node: number): void => {
    first[node + 1] = (first[node + 1] as number) + 1
  }
  for (const edge of graph.edges) {
    if (!isOpen(edge)) continue
    countAt(edge.from)
    if (edge.oneWay !== true) countAt(edge.to)
  }
  for (let node = 0; node < graph.nodes.length; node++) {
    first[node + 1] = (first[node + 1] as number) + (first[node] as number)
  }
  const next = first.slice()
  const slots = first.at(-1) as number
  const found = { first, node: new Int32Array(slots), lengthMm: new Float64Array(slots), edge: new Int32Array(slots) }
  const put = (from: number, to: number, index: number): void => {
    const slot = next[from] as number
    next[from] = slot + 1
    found.node[slot] = to
    found.lengthMm[slot] = (graph.edges[index] as WalkEdge).lengthMm
    found.edge[slot] = index
  }
  for (const [index, edge] of graph.edges.entries()) {
    if (!isOpen(edge)) continue
    put(edge.from, edge.to, index)
    if (edge.oneWay !== true) put(edge.to, edge.from, index)
  }
  return found
}

/** 1 for every node that some walk from `start` leads to, 0 for the others. O(nodes + edges). */
export const reachableFrom = (graph: WalkGraph, start: number): Uint8Array => {
  const { first, node } = neighboursOf(graph)
  const reached = new Uint8Array(graph.nodes.length)
  const open = [start]
  reached[start] = 1
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    for (let slot = first[current] as number; slot < (first[current + 1] as number); slot++) {
      const other = node[slot] as number
      if (reached[other] === 1) continue
      reached[other] = 1
      open.push(other)
    }
  }
  return reached
}

const rectangularGraph = (floor: RectangularFloor, locations: ReadonlyArray<Location>): WalkGraph => {
  const { aisleXMm, crossAisleYMm } = floor
  const front = crossAisleYMm[0] as number
  const back = crossAisleYMm.at(-1) as number
  const stopsOf = new Map(aisleXMm.map((x) => [x, new Set(crossAisleYMm)]))
  for (const { xMm, yMm } of locations) if (yMm >= front && yMm <= back) stopsOf.get(xMm)?.add(yMm)

  const nodes: Array<Point> = []
  const edges: Array<WalkEdge> = []
  const nodeAt = new Map<number, Map<number, number>>()
  for (const [x, stops] of stopsOf) {
    const inAisle = new Map<number, number>()
    nodeAt.set(x, inAisle)
    let before: number | undefined
    for (const y of [...stops].sort((a, b) => a - b)) {
      if (before !== undefined) edges.push({ from: nodes.length - 1, to: nodes.length, lengthMm: y - before })
      inAisle.set(y, nodes.length)
      nodes.push({ xMm: x, yMm: y })
      before = y
    }
  }
  for (let aisle = 1; aisle < aisleXMm.length; aisle++) {
    const left = aisleXMm[aisle - 1] as number
    const right = aisleXMm[aisle] as number
    for (const y of crossAisleYMm) {
      const from = nodeAt.get(left)?.get(y) as number
      edges.push({ from, to: nodeAt.get(right)?.get(y) as number, lengthMm: right - left })
    }
  }
  return { nodes, edges, nodeOf: nodesOfLocations(locations, ({ xMm, yMm }) => nodeAt.get(xMm)?.get(yMm)) }
}

const drawnGraph = (floor: DrawnFloor, locations: ReadonlyArray<Location>): WalkGraph => {
  const { cellMm, rows } = floor
  const nodes: Array<Point> = []
  const edges: Array<WalkEdge> = []
  const nodeAt = new Map<string, number>()
  for (const [row, cells] of rows.entries()) {
    for (let column = 0; column < cells.length; column++) {
      if (cells[column] !== ".") continue
      const point = { xMm: column * cellMm, yMm: (rows.length - 1 - row) * cellMm }
      const to = nodes.push(point) - 1
      nodeAt.set(`${point.xMm} ${point.yMm}`, to)
      const left = nodeAt.get(`${(column - 1) * cellMm} ${point.yMm}`)
      const behind = nodeAt.get(`${point.xMm} ${(rows.length - row) * cellMm}`)
      if (left !== undefined) edges.push({ from: left, to, lengthMm: cellMm })
      if (behind !== undefined) edges.push({ from: behind, to, lengthMm: cellMm })
    }
  }
  return { nodes, edges, nodeOf: nodesOfLocations(locations, ({ xMm, yMm }) => nodeAt.get(`${xMm} ${yMm}`)) }
}

const nodesOfLocations = (
  locations: ReadonlyArray<Location>,
  nodeAt: (point: Point) => number | undefined
): ReadonlyMap<LocationId, number> => {
  const nodeOf = new Map<LocationId, number>()
  for (const location of locations) {
    const node = nodeAt(location)
    if (node !== undefined) nodeOf.set(location.id, node)
  }
  return nodeOf
}
