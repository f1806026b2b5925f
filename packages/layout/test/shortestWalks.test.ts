import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { shortestWalksFrom, shortestWalksMm } from "@stowage/layout/shortestWalks"
import { neighboursOf, reachableFrom, type WalkGraph } from "@stowage/layout/WalkGraph"

const Nodes = fc.integer({ min: 0, max: 6 })
/** Seven nodes and any edges between them, some twice, from a node to itself, one-way or closed. */
const Graphs: fc.Arbitrary<WalkGraph> = fc
  .array(
    fc.record(
      {
        from: Nodes,
        to: Nodes,
        lengthMm: fc.integer({ min: 0, max: 9 }),
        oneWay: fc.constant(true as const),
        closedTo: fc.constantFrom(["everyone"], ["forklift"], [])
      },
      { requiredKeys: ["from", "to", "lengthMm"] }
    ),
    { maxLength: 18 }
  )
  .map((edges) => ({
    nodes: Array.from({ length: 7 }, (_, xMm) => ({ xMm, yMm: 0 })),
    edges,
    nodeOf: new Map()
  }))

/** Relaxes every edge as often as there are nodes. */
const byRelaxation = ({ edges, nodes }: WalkGraph, start: number, equipment = "walker"): ReadonlyArray<number> => {
  const walkMm = nodes.map((_, node) => (node === start ? 0 : Number.POSITIVE_INFINITY))
  const shorten = (from: number, to: number, lengthMm: number): void => {
    walkMm[to] = Math.min(walkMm[to] as number, (walkMm[from] as number) + lengthMm)
  }
  for (const _ of nodes) {
    for (const { closedTo = [], from, lengthMm, oneWay, to } of edges) {
      if (closedTo.includes("everyone") || closedTo.includes(equipment)) continue
      shorten(from, to, lengthMm)
      if (oneWay !== true) shorten(to, from, lengthMm)
    }
  }
  return walkMm
}

describe("the shortest walks over a graph", () => {
  it("are those found by shortening until nothing is shorter", () => {
    fc.assert(
      fc.property(Graphs, Nodes, (graph, start) => {
        assert.deepStrictEqual([...shortestWalksMm(neighboursOf(graph), start)], byRelaxation(graph, start))
      }),
      { numRuns: 500 }
    )
  })

  it("are the same from one node after another, and right up to the node asked for when they look no further", () => {
    const asked = fc.array(fc.tuple(Nodes, fc.option(Nodes, { nil: undefined })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(Graphs, asked, (graph, asked) => {
        const walksFrom = shortestWalksFrom(neighboursOf(graph))
        for (const [start, until] of asked) {
          const walks = walksFrom(start, until)
          const right = byRelaxation(graph, start)
          const farthest = until === undefined ? Number.POSITIVE_INFINITY : (right[until] as number)
          for (const [node, mm] of right.entries()) {
            if (mm < farthest || node === until || until === undefined) assert.strictEqual(walks[node], mm)
            else assert.isAtLeast(walks[node] as number, mm)
          }
        }
      }),
      { numRuns: 500 }
    )
  })

  it("are those of one kind of equipment when it is named", () => {
    fc.assert(
      fc.property(Graphs, Nodes, (graph, start) => {
        const walks = [...shortestWalksMm(neighboursOf(graph, "forklift"), start)]
        assert.deepStrictEqual(walks, byRelaxation(graph, start, "forklift"))
      }),
      { numRuns: 500 }
    )
  })

  it("are endless exactly to the nodes that no walk reaches", () => {
    fc.assert(
      fc.property(Graphs, Nodes, (graph, start) => {
        const reached = [...reachableFrom(graph, start)].map((flag) => flag === 1)
        assert.deepStrictEqual(reached, byRelaxation(graph, start).map(Number.isFinite))
      })
    )
  })
})
