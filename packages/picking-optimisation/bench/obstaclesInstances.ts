/**
 * Published batching instances on open floors with obstacles. A line is a floor, or an instance on a floor named
 * before.
 *
 * Source of the set: Oxenstierna, van Rensburg, Stuckey and Krueger (2023), Storage assignment using nested annealing
 * and Hamming distances, and Oxenstierna, Malec and Krueger (2022), Efficient order batching optimization using seed
 * heuristics and the Metropolis algorithm, SN Computer Science 4.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { walksAroundMm } from "@stowage/layout/visibilityGraph"
import { type MeasuredFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { type TripProblem } from "@stowage/picking-optimisation/trips/TripProblem"
import { orderName } from "./jointInstances.ts"
import { readJsonLines } from "./jsonLines.ts"

const Pair = Schema.Tuple([Schema.Number, Schema.Number])

const FloorLine = Schema.Struct({
  layout: Schema.String,
  /** Number of the place, then where it is. */
  coords: Schema.Array(Schema.Tuple([Schema.Int, Schema.Number, Schema.Number])),
  obstacles: Schema.Array(Schema.Array(Pair)),
  depots: Schema.Tuple([Schema.Int, Schema.Int]),
  /** How the published lengths of legs are kept: as they are, when it is not said, or without their fractions. */
  legs: Schema.optionalKey(Schema.Literals(["exact", "truncated"]))
})

const InstanceLine = Schema.Struct({
  name: Schema.String,
  layout: Schema.String,
  capOrders: Schema.Int,
  orders: Schema.Array(Schema.Array(Schema.Int)),
  bks: Schema.optionalKey(Schema.Number)
})

const Line = Schema.fromJsonString(Schema.Union([FloorLine, InstanceLine]))
type Line = typeof Line.Type

export interface ObstacleInstance {
  readonly name: string
  readonly layout: string
  readonly problem: TripProblem
  readonly referenceMm: number | null
}

interface NamedFloor {
  readonly floor: MeasuredFloor
  readonly depots: readonly [start: number, end: number]
}

/**
 * The first `limit` instances of a file, or what is wrong with it. Legs on a floor are without their fractions when its
 * line says so, or when `truncated` names it.
 */
export const readInstances = (
  file: string,
  limit: number,
  truncated: ReadonlySet<string>
): Result.Result<ReadonlyArray<ObstacleInstance>, string> => {
  const read = readJsonLines(file, Number.POSITIVE_INFINITY, Schema.decodeUnknownResult(Line))
  if (Result.isFailure(read)) return Result.fail(read.failure)
  const floors = new Map<string, NamedFloor>()
  const instances: Array<ObstacleInstance> = []
  for (const line of read.success) {
    if ("coords" in line) floors.set(line.layout, floorOf(line, truncated))
    else if (instances.length < limit) {
      const floor = floors.get(line.layout)
      if (floor === undefined) return Result.fail(`${file}, ${line.name}: expected its layout before it, got none`)
      instances.push(instanceOf(line, floor))
    }
  }
  return Result.succeed(instances)
}

const floorOf = (line: Extract<Line, { readonly coords: unknown }>, truncated: ReadonlySet<string>): NamedFloor => {
  const obstacles = line.obstacles.map((corners) => corners.map(([xMm, yMm]) => ({ xMm, yMm })))
  const places = Math.max(...line.coords.map(([place]) => place)) + 1
  const points = Array.from({ length: places }, () => ({ xMm: 0, yMm: 0 }))
  for (const [place, xMm, yMm] of line.coords) points[place] = { xMm, yMm }
  const legs = walksAroundMm(points, obstacles)
  const isTruncated = line.legs === undefined ? truncated.has(line.layout) : line.legs === "truncated"
  // A rounding below a whole length is that length.
  const legMm = isTruncated ? legs.map((mm) => Math.floor(mm + 1e-9)) : legs
  return { floor: { _tag: "MeasuredFloor", places, legMm }, depots: line.depots }
}

const instanceOf = (
  { bks, capOrders, layout, name, orders }: Extract<Line, { readonly orders: unknown }>,
  { depots: [start, end], floor }: NamedFloor
): ObstacleInstance => ({
  name,
  layout,
  referenceMm: bks ?? null,
  problem: {
    floor,
    start,
    end,
    limits: { totes: capOrders },
    orders: orders.map((stops, index) => ({ id: orderName(index), stops, totes: 1, volumeMm3: 0, massGrams: 0 }))
  }
})
