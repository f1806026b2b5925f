/**
 * Walk graphs from files: a list of edges alone, lists of nodes and edges, or both in JSON.
 *
 * ```csv
 * from,to,lengthMm,oneWay,closedTo,millis
 * dock,aisle-1-front,4200,,,
 * aisle-1-front,aisle-1-back,18000,yes,reach truck,
 * aisle-1-back,upstairs,0,,forklift;reach truck,25000
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { LocationId } from "@stowage/kernel/Ids"
import { readCsvTable, type TableRefusal, type TableRow } from "./csvTable.ts"
import { type WalkEdge, type WalkGraph, type WalkNode } from "./WalkGraph.ts"

/** A walk graph whose nodes have names; `nodeOf` knows them by these names as well as by their locations. */
export interface NamedWalkGraph extends WalkGraph {
  readonly names: ReadonlyArray<string>
}

const length = Schema.Number.check(Schema.isGreaterThanOrEqualTo(0, { expected: "a number of 0 or more" }))

/** A node of a file. `locations` are those reached from it. */
export const WalkNodeRow = Schema.Struct({
  node: Schema.String,
  xMm: Schema.Number,
  yMm: Schema.Number,
  level: Schema.optionalKey(Schema.Number),
  locations: Schema.optionalKey(Schema.Array(LocationId))
})
export type WalkNodeRow = typeof WalkNodeRow.Type

/** An edge of a file. Without a length it is as long as its nodes are apart. */
export const WalkEdgeRow = Schema.Struct({
  from: Schema.String,
  to: Schema.String,
  lengthMm: Schema.optionalKey(length),
  oneWay: Schema.optionalKey(Schema.Boolean),
  closedTo: Schema.optionalKey(Schema.Array(Schema.String)),
  millis: Schema.optionalKey(length)
})
export type WalkEdgeRow = typeof WalkEdgeRow.Type

/** Both in one JSON file. */
export const WalkGraphFile = Schema.Struct({
  nodes: Schema.optionalKey(Schema.Array(WalkNodeRow)),
  edges: Schema.Array(WalkEdgeRow)
})

/** Why a walk graph is refused, in order of precedence. */
export type WalkGraphRefusal =
  | { readonly _tag: "NotJson"; readonly problem: string }
  | ({ readonly _tag: "TableWrong"; readonly file: "nodes" | "edges" } & TableRefusal)
  | { readonly _tag: "NodeTwice"; readonly node: string }
  | { readonly _tag: "LocationTwice"; readonly id: string }
  /** An edge's end is not among the nodes, which are listed. */
  | { readonly _tag: "NodeUnknown"; readonly node: string; readonly edge: number }
  /** Neither a length, nor nodes with points to measure between. Edges are counted from 1. */
  | { readonly _tag: "LengthMissing"; readonly edge: number }
  | { readonly _tag: "NoEdges" }

/** The graph that CSV describes: edges alone, whose ends are the nodes, or nodes as well. */
export const readWalkGraph = (files: {
  readonly edges: string
  readonly nodes?: string
}): Result.Result<NamedWalkGraph, WalkGraphRefusal> => {
  const edges = readRows(
    "edges",
    files.edges,
    ["from", "to", "lengthMm", "oneWay", "closedTo", "millis"],
    ["from", "to"],
    edgeRow
  )
  if (Result.isFailure(edges)) return Result.fail(edges.failure)
  if (files.nodes === undefined) return namedGraph({ edges: edges.success })
  const nodes = readRows(
    "nodes",
    files.nodes,
    ["node", "xMm", "yMm", "level", "locations"],
    ["node", "xMm", "yMm"],
    nodeRow
  )
  return Result.isFailure(nodes)
    ? Result.fail(nodes.failure)
    : namedGraph({ nodes: nodes.success, edges: edges.success })
}

/** The graph that JSON describes: `{ "nodes": [{ "node", "xMm", "yMm" }], "edges": [{ "from", "to" }] }`. */
export const readWalkGraphJson = (text: string): Result.Result<NamedWalkGraph, WalkGraphRefusal> => {
  const file = Schema.decodeUnknownResult(Schema.fromJsonString(WalkGraphFile))(text, { onExcessProperty: "error" })
  return Result.isFailure(file)
    ? Result.fail({ _tag: "NotJson", problem: file.failure.message })
    : namedGraph(file.success)
}

/** The refusal in words, for whoever wrote the file. */
export const walkGraphRefusalText = (refusal: WalkGraphRefusal): string => {
  switch (refusal._tag) {
    case "NotJson":
      return `expected nodes and edges in JSON: ${refusal.problem}`
    case "TableWrong": {
      const { column, expected, file, found, line } = refusal
      return `${file}, line ${line}${column === "" ? "" : `, ${column}`}: expected ${expected}, got ${found}`
    }
    case "NodeTwice":
      return `node ${refusal.node}: expected a name of its own, got one that another node has`
    case "LocationTwice":
      return `location ${refusal.id}: expected one node for it, got two`
    case "NodeUnknown":
      return `edge ${refusal.edge}: expected names of nodes, got ${refusal.node}`
    case "LengthMissing":
      return `edge ${refusal.edge}: expected lengthMm, or nodes to measure between, got neither`
    case "NoEdges":
      return "expected at least one edge, got none"
  }
}

type Row<A> = (row: TableRow) => Result.Result<A, TableRefusal>

const readRows = <A>(
  file: "nodes" | "edges",
  text: string,
  columns: ReadonlyArray<string>,
  needed: ReadonlyArray<string>,
  read: Row<A>
): Result.Result<ReadonlyArray<A>, WalkGraphRefusal> => {
  const wrong = (refusal: TableRefusal): WalkGraphRefusal => ({ _tag: "TableWrong", file, ...refusal })
  const table = readCsvTable(text, columns, needed)
  if (Result.isFailure(table)) return Result.fail(wrong(table.failure))
  const rows: Array<A> = []
  for (const row of table.success) {
    const made = read(row)
    if (Result.isFailure(made)) return Result.fail(wrong(made.failure))
    rows.push(made.success)
  }
  return Result.succeed(rows)
}

const refused = (row: TableRow, column: string, expected: string): TableRefusal => ({
  line: row.line,
  column,
  expected,
  found: row.text.get(column) ?? "nothing"
})

const nameIn = (row: TableRow, column: string): Result.Result<string, TableRefusal> => {
  const name = row.text.get(column)
  return name === undefined ? Result.fail(refused(row, column, "a name")) : Result.succeed(name)
}

/** The number in a column, at least `least`; undefined when the field is empty. */
const numberIn = (row: TableRow, column: string, least: number): Result.Result<number | undefined, TableRefusal> => {
  const text = row.text.get(column)
  if (text === undefined) return Result.succeed(undefined)
  const value = Number(text)
  if (Number.isFinite(value) && value >= least) return Result.succeed(value)
  return Result.fail(refused(row, column, least === 0 ? "a number of 0 or more" : "a number"))
}

const listIn = (row: TableRow, column: string): ReadonlyArray<string> =>
  (row.text.get(column) ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")

const yes: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["1", true],
  ["no", false],
  ["false", false],
  ["0", false]
])

const edgeRow: Row<WalkEdgeRow> = (row) =>
  Result.gen(function* () {
    const from = yield* nameIn(row, "from")
    const to = yield* nameIn(row, "to")
    const lengthMm = yield* numberIn(row, "lengthMm", 0)
    const millis = yield* numberIn(row, "millis", 0)
    const oneWay = yes.get((row.text.get("oneWay") ?? "no").toLowerCase())
    if (oneWay === undefined) return yield* Result.fail(refused(row, "oneWay", "yes or no"))
    const closedTo = listIn(row, "closedTo")
    return {
      from,
      to,
      oneWay,
      closedTo,
      ...(lengthMm === undefined ? {} : { lengthMm }),
      ...(millis === undefined ? {} : { millis })
    }
  })

const nodeRow: Row<WalkNodeRow> = (row) =>
  Result.gen(function* () {
    const node = yield* nameIn(row, "node")
    const [xMm, yMm] = [
      yield* numberIn(row, "xMm", Number.NEGATIVE_INFINITY),
      yield* numberIn(row, "yMm", Number.NEGATIVE_INFINITY)
    ]
    if (xMm === undefined || yMm === undefined)
      return yield* Result.fail(refused(row, xMm === undefined ? "xMm" : "yMm", "a number"))
    const level = yield* numberIn(row, "level", Number.NEGATIVE_INFINITY)
    const locations = listIn(row, "locations").map((id) => id as LocationId)
    return { node, xMm, yMm, locations, ...(level === undefined ? {} : { level }) }
  })

const namedGraph = ({ edges, nodes }: typeof WalkGraphFile.Type): Result.Result<NamedWalkGraph, WalkGraphRefusal> => {
  if (edges.length === 0) return Result.fail({ _tag: "NoEdges" })
  const listed =
    nodes ?? [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((node) => ({ node, xMm: 0, yMm: 0 }))
  const numberOf = new Map<string, number>()
  const nodeOf = new Map<LocationId, number>()
  for (const [number, { node }] of listed.entries()) {
    if (numberOf.has(node)) return Result.fail({ _tag: "NodeTwice", node })
    numberOf.set(node, number)
    nodeOf.set(node as LocationId, number)
  }
  for (const [number, row] of listed.entries()) {
    for (const id of "locations" in row ? (row.locations ?? []) : []) {
      if (nodeOf.has(id) && nodeOf.get(id) !== number) return Result.fail({ _tag: "LocationTwice", id })
      nodeOf.set(id, number)
    }
  }
  const points = listed.map((row): WalkNode => ({
    xMm: row.xMm,
    yMm: row.yMm,
    ...("level" in row ? { level: row.level ?? 0 } : {})
  }))
  const made: Array<WalkEdge> = []
  for (const [index, { closedTo = [], from, lengthMm, millis, oneWay, to }] of edges.entries()) {
    const edge = index + 1
    const ends = [from, to].map((name) => numberOf.get(name) ?? -1) as [number, number]
    const unknown = ends.indexOf(-1)
    if (unknown >= 0) return Result.fail({ _tag: "NodeUnknown", node: [from, to][unknown] as string, edge })
    if (lengthMm === undefined && nodes === undefined) return Result.fail({ _tag: "LengthMissing", edge })
    made.push({
      from: ends[0],
      to: ends[1],
      lengthMm: lengthMm ?? apart(points[ends[0]] as WalkNode, points[ends[1]] as WalkNode),
      ...(oneWay === true ? { oneWay } : {}),
      ...(closedTo.length > 0 ? { closedTo } : {}),
      ...(millis === undefined ? {} : { millis })
    })
  }
  return Result.succeed({ nodes: points, edges: made, nodeOf, names: listed.map(({ node }) => node) })
}

const apart = (a: WalkNode, b: WalkNode): number => Math.hypot(a.xMm - b.xMm, a.yMm - b.yMm)
