import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { layout } from "@stowage/layout/draw"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { wideAisleWalkMm } from "@stowage/layout/distances"
import { liftEdges, wideAisles, withWays } from "@stowage/layout/graphParts"
import { nodeDistances, nodeTimes } from "@stowage/layout/nodeDistances"
import { everyone, neighboursOf, reachableFrom, walkGraph, type WalkGraph } from "@stowage/layout/WalkGraph"
import * as Result from "effect/Result"

const id = (name: string) => name as LocationId
const walkIn = (graph: WalkGraph, from: string, to: string, equipment?: string) =>
  nodeDistances(graph, equipment).between(graph.nodeOf.get(id(from)) as number, graph.nodeOf.get(id(to)) as number)

describe("ways", () => {
  const graph = walkGraph(layout("A1.B1/A2.B2/..D.."))

  it("may be one-way, along an edge or against it", () => {
    const up = withWays(graph, (from, to) => (from.xMm === to.xMm && from.xMm === 2_000 ? "ahead" : "both"))
    const down = withWays(graph, (from, to) => (from.xMm === to.xMm && from.xMm === 2_000 ? "back" : "both"))
    assert.strictEqual(walkIn(up, "D", "A1") + walkIn(up, "A1", "D"), Number.POSITIVE_INFINITY)
    assert.strictEqual(walkIn(down, "D", "A1") + walkIn(down, "A1", "D"), Number.POSITIVE_INFINITY)
    assert.isFinite(Math.min(walkIn(up, "D", "A1"), walkIn(down, "D", "A1")))
  })

  it("may be closed, to everyone or to one kind of equipment", () => {
    const blocked = withWays(graph, (from, to) => (from.xMm === 2_000 && to.xMm === 2_000 ? "closed" : "both"))
    assert.strictEqual(walkIn(blocked, "D", "A1"), Number.POSITIVE_INFINITY)
    assert.strictEqual(reachableFrom(blocked, blocked.nodeOf.get(id("D")) as number)[0], 0)
    const narrow = { ...graph, edges: graph.edges.map((edge) => ({ ...edge, closedTo: ["forklift"] })) }
    assert.strictEqual(neighboursOf(narrow, "forklift").node.length, 0)
    assert.strictEqual(neighboursOf(narrow, "walker").node.length, 2 * graph.edges.length)
    assert.strictEqual(everyone, "everyone")
  })
})

describe("a lift", () => {
  it("takes the time to board and some for each level between", () => {
    const nodes = [0, 1, 4].map((level) => ({ xMm: 0, yMm: 0, level }))
    const edges = liftEdges(nodes, [0, 1, 2], { boardMillis: 5_000, millisPerLevel: 1_000 })
    const graph = { nodes, edges, nodeOf: new Map() }
    const { between } = nodeTimes(graph, { equipment: "walker", mmPerSecond: 1_000 })
    assert.deepStrictEqual([between(0, 2), between(2, 1), between(1, 0)], [9_000, 8_000, 6_000])
    assert.strictEqual(nodeDistances(graph).between(0, 2), 0)
  })
})

describe("wide aisles", () => {
  const site = Result.getOrThrow(generateLayout({ ...smallSite, aisles: 2, baysPerSide: 4, levels: 1, pickLevels: 1 }))
  const { floor } = site
  if (floor._tag !== "RectangularFloor") throw new Error("expected a rectangular floor")
  const graph = wideAisles(floor, site.locations, 2_000)

  it("charge for crossing, and not for going on along one side", () => {
    assert.strictEqual(walkIn(graph, "A01-01-1", "A01-02-1"), 2_000)
    assert.strictEqual(walkIn(graph, "A01-01-1", "A01-03-1"), 1_200)
    assert.strictEqual(walkIn(graph, "A01-01-1", "A01-04-1"), 3_200)
  })

  it("are as long as their closed form says, whichever two locations one walks between", () => {
    for (const crossAisles of [2, 3]) {
      const wide = Result.getOrThrow(generateLayout({ ...smallSite, crossAisles, aisles: 3, baysPerSide: 5 }))
      if (wide.floor._tag !== "RectangularFloor") throw new Error("expected a rectangular floor")
      for (const crossingMm of [0, 900, 2_000, 50_000]) {
        const walks = nodeDistances(wideAisles(wide.floor, wide.locations, crossingMm))
        const { nodeOf } = wideAisles(wide.floor, wide.locations, crossingMm)
        for (const from of wide.locations) {
          for (const to of wide.locations) {
            const searchedMm = walks.between(nodeOf.get(from.id) as number, nodeOf.get(to.id) as number)
            if (searchedMm === wideAisleWalkMm(wide.floor, crossingMm, from, to)) continue
            assert.fail(`${from.id} to ${to.id}: expected ${searchedMm}`)
          }
        }
      }
    }
  })

  it("are as long as narrow ones from a depot to any location, and as wide as said to cross", () => {
    const narrow = walkGraph(site)
    for (const { id } of site.locations) assert.strictEqual(walkIn(graph, "PACK-1", id), walkIn(narrow, "PACK-1", id))
  })
})
