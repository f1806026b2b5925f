/**
 * Parts that walk graphs are put together from, and changes to ones that are there.
 */
import { type RectangularFloor } from "./Floor.ts"
import { type Location } from "./Location.ts"
import { everyone, type WalkEdge, type WalkGraph, type WalkNode } from "./WalkGraph.ts"

/** In which direction an edge is taken: as written, against it, both, or not at all. */
export type WalkWay = "ahead" | "back" | "both" | "closed"

/**
 * The graph with edges taken in other directions: one-way aisles, an aisle that is blocked today. `wayOf` is asked for
 * every edge, with its nodes. O(edges).
 */
export const withWays = (
  graph: WalkGraph,
  wayOf: (from: WalkNode, to: WalkNode, edge: WalkEdge) => WalkWay
): WalkGraph => ({
  ...graph,
  edges: graph.edges.map((edge) => {
    const { oneWay: _, ...rest } = edge
    const way = wayOf(graph.nodes[edge.from] as WalkNode, graph.nodes[edge.to] as WalkNode, edge)
    switch (way) {
      case "both":
        return rest
      case "ahead":
        return { ...rest, oneWay: true }
      case "back":
        return { ...rest, from: edge.to, to: edge.from, oneWay: true }
      case "closed":
        return { ...edge, closedTo: [everyone] }
    }
  })
})

/** How long a lift takes. */
export interface LiftTimes {
  /** To wait, get in and get out. */
  readonly boardMillis: number
  readonly millisPerLevel: number
}

/** The edges of one lift: between any two of its doors, given as nodes, of a graph with levels. No walk, but time. */
export const liftEdges = (
  nodes: ReadonlyArray<WalkNode>,
  doors: ReadonlyArray<number>,
  { boardMillis, millisPerLevel }: LiftTimes
): ReadonlyArray<WalkEdge> =>
  doors.flatMap((from, turn) =>
    doors.slice(turn + 1).map((to) => {
      const levels = Math.abs((nodes[from]?.level ?? 0) - (nodes[to]?.level ?? 0))
      return { from, to, lengthMm: 0, millis: boardMillis + levels * millisPerLevel }
    })
  )

/**
 * A rectangular floor whose aisles are so wide that crossing one counts: a lane along the shelves on either side,
 * crossed at each place where somebody stands for a location, by `crossingMm`. Lanes meet at the cross-aisles.
 * Locations that stand in line are on the left lane; one that is off every aisle has no node. O(n log n).
 */
export const wideAisles = (
  floor: RectangularFloor,
  locations: ReadonlyArray<Location>,
  crossingMm: number
): WalkGraph => {
  const nodes: Array<WalkNode> = []
  const edges: Array<WalkEdge> = []
  const nodeOf = new Map<Location["id"], number>()
  const meetings: Array<ReadonlyArray<number>> = []
  for (const xMm of floor.aisleXMm) {
    const meeting = floor.crossAisleYMm.map((yMm) => nodes.push({ xMm, yMm }) - 1)
    const here = locations.filter((location) => location.xMm === xMm)
    for (const location of here) {
      const crossAisle = floor.crossAisleYMm.indexOf(location.yMm)
      if (crossAisle >= 0) nodeOf.set(location.id, meeting[crossAisle] as number)
    }
    for (let block = 1; block < meeting.length; block++) {
      const [front, back] = [floor.crossAisleYMm[block - 1] as number, floor.crossAisleYMm[block] as number]
      const inside = here.filter(({ yMm }) => yMm > front && yMm < back)
      const stands = [...new Set(inside.map(({ yMm }) => yMm))].sort((a, b) => a - b)
      const lanes = [-1, 1].map((side) =>
        stands.map((yMm) => nodes.push({ xMm: xMm + (side * crossingMm) / 2, yMm }) - 1)
      )
      for (const lane of lanes)
        edges.push(...chain([meeting[block - 1] as number, ...lane, meeting[block] as number], nodes))
      for (const [index, from] of (lanes[0] ?? []).entries())
        edges.push({ from, to: lanes[1]?.[index] as number, lengthMm: crossingMm })
      for (const { id, side, yMm } of inside)
        nodeOf.set(id, lanes[side === "right" ? 1 : 0]?.[stands.indexOf(yMm)] as number)
    }
    meetings.push(meeting)
  }
  for (let aisle = 1; aisle < meetings.length; aisle++) {
    const lengthMm = (floor.aisleXMm[aisle] as number) - (floor.aisleXMm[aisle - 1] as number)
    for (const [index, to] of (meetings[aisle] ?? []).entries())
      edges.push({ from: meetings[aisle - 1]?.[index] as number, to, lengthMm })
  }
  return { nodes, edges, nodeOf }
}

/** Edges along an aisle, from node to node: as long as they are apart along it. */
const chain = (along: ReadonlyArray<number>, nodes: ReadonlyArray<WalkNode>): ReadonlyArray<WalkEdge> =>
  along.slice(1).map((to, index) => {
    const from = along[index] as number
    return { from, to, lengthMm: (nodes[to]?.yMm ?? 0) - (nodes[from]?.yMm ?? 0) }
  })
