import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { type LocationId } from "@stowage/kernel/Ids"
import { nodeDistances, nodeTimes } from "@stowage/layout/nodeDistances"
import { readWalkGraph, readWalkGraphJson, walkGraphRefusalText } from "@stowage/layout/walkGraphFile"

const read = (edges: string, nodes?: string) =>
  Result.getOrThrow(readWalkGraph(nodes === undefined ? { edges } : { edges, nodes }))
const refusal = (edges: string, nodes?: string) =>
  walkGraphRefusalText(
    Result.getOrThrow(Result.flip(readWalkGraph(nodes === undefined ? { edges } : { edges, nodes })))
  )

const yard = `from,to,lengthMm,oneWay,closedTo,millis
dock,front,4000,,,
front,back,10000,yes,reach truck,
back,dock,20000,no,,
back,upstairs,0,,forklift;reach truck,25000`

describe("a walk graph from a list of edges", () => {
  const graph = read(yard)
  const node = (name: string) => graph.names.indexOf(name)

  it("has a node per name, which is a location too", () => {
    assert.deepStrictEqual(graph.names, ["dock", "front", "back", "upstairs"])
    assert.strictEqual(graph.nodeOf.get("back" as LocationId), 2)
  })

  it("is walked one-way where the list says so", () => {
    const { between } = nodeDistances(graph)
    assert.strictEqual(between(node("dock"), node("back")), 14_000)
    assert.strictEqual(between(node("back"), node("front")), 24_000)
  })

  it("is longer, or has no way, for equipment that some edges are closed to", () => {
    const { between } = nodeDistances(graph, "reach truck")
    assert.strictEqual(between(node("dock"), node("back")), 20_000)
    assert.strictEqual(between(node("dock"), node("upstairs")), Number.POSITIVE_INFINITY)
  })

  it("takes time by speed, and by the clock on a lift", () => {
    const { between } = nodeTimes(graph, { equipment: "walker", mmPerSecond: 1_000 })
    assert.strictEqual(between(node("dock"), node("upstairs")), 14_000 + 25_000)
  })
})

describe("a walk graph from nodes and edges", () => {
  const nodes = `node,xMm,yMm,level,locations
a,0,0,,
b,3000,4000,1,"B1;B2"`

  it("measures an edge without a length between its nodes, and knows who is reached from where", () => {
    const graph = read("from,to\na,b", nodes)
    assert.strictEqual(graph.edges[0]?.lengthMm, 5_000)
    assert.deepStrictEqual([graph.nodeOf.get("B2" as LocationId), graph.nodes[1]?.level], [1, 1])
  })

  it("is the same from JSON", () => {
    const json = JSON.stringify({
      nodes: [
        { node: "a", xMm: 0, yMm: 0 },
        { node: "b", xMm: 3_000, yMm: 4_000, level: 1, locations: ["B1", "B2"] }
      ],
      edges: [{ from: "a", to: "b" }]
    })
    assert.deepStrictEqual(Result.getOrThrow(readWalkGraphJson(json)).edges, read("from,to\na,b", nodes).edges)
  })
})

describe("a walk graph is refused, naming the place", () => {
  it("for what cannot be read", () => {
    assert.strictEqual(
      refusal("from,too\na,b"),
      "edges, line 1, too: expected one of from, to, lengthMm, oneWay, closedTo, millis, got too"
    )
    assert.match(refusal(""), /^edges, line 1: expected one of from, .*, got nothing$/)
    assert.strictEqual(refusal("from\na"), "edges, line 1, to: expected this column, got nothing")
    assert.strictEqual(
      refusal("from,to,lengthMm\na,b,-4"),
      "edges, line 2, lengthMm: expected a number of 0 or more, got -4"
    )
    assert.strictEqual(refusal("from,to,oneWay\na,b,perhaps"), "edges, line 2, oneWay: expected yes or no, got perhaps")
    assert.strictEqual(
      refusal("from,to,lengthMm\n\na,b,1,2"),
      "edges, line 3, lengthMm: expected at most 3 fields, got 4 fields"
    )
    assert.strictEqual(refusal("from,to\na,b"), "edge 1: expected lengthMm, or nodes to measure between, got neither")
    assert.strictEqual(refusal("from,to,lengthMm"), "expected at least one edge, got none")
  })

  it("for names that do not fit together", () => {
    const nodes = "node,xMm,yMm,locations\na,0,0,L1\nb,0,9,"
    assert.strictEqual(refusal("from,to\na,c", nodes), "edge 1: expected names of nodes, got c")
    assert.strictEqual(
      refusal("from,to\na,b", `${nodes}\na,1,1,`),
      "node a: expected a name of its own, got one that another node has"
    )
    assert.strictEqual(refusal("from,to\na,b", `${nodes}\nc,1,1,L1`), "location L1: expected one node for it, got two")
    assert.match(
      walkGraphRefusalText(Result.getOrThrow(Result.flip(readWalkGraphJson("[]")))),
      /expected nodes and edges in JSON/
    )
  })
})
