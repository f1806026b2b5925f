/**
 * Published single-picker routing instances: one JSON object per line, gzipped or not.
 *
 * A cell is a place on an aisle; cell 0 is next to the *top* cross-aisle. Here top is the back of the floor and bottom
 * its front, so a cell is the nearer to the front the higher its number. Lengths have no unit; one is taken as a
 * millimetre.
 *
 * Source of the set: Heßler and Irnich (2024), INFORMS Journal on Computing 36(6).
 */
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type LocationId } from "@stowage/kernel/Ids"
import { type RoutingProblem } from "@stowage/picking-optimisation/RoutingProblem"

const Line = Schema.fromJsonString(
  Schema.Struct({
    name: Schema.String,
    aisles: Schema.Int,
    cells: Schema.Int,
    aisleDist: Schema.Number,
    cellDist: Schema.Number,
    topToCell: Schema.Number,
    bottomToCell: Schema.Number,
    depot: Schema.Tuple([Schema.Int, Schema.Literals(["top", "bottom"])]),
    depotDist: Schema.Number,
    picks: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int])),
    opt: Schema.Number
  })
)

/** An instance ready to be solved. */
export interface Instance {
  readonly name: string
  readonly problem: RoutingProblem
  /** Walked before and after the route, between the depot and its cross-aisle. */
  readonly besidesMm: number
  /** Published length of the shortest walk. */
  readonly optimumMm: number
  /** Aisle and cell of each pick, by the pick's id. */
  readonly cellOf: ReadonlyMap<LocationId, readonly [aisle: number, cell: number]>
}

/** The first `limit` instances of a file, or the first line that is not one, by its number. */
export const readInstances = (file: string, limit: number): Result.Result<ReadonlyArray<Instance>, string> => {
  const bytes = Result.try({ try: () => readFileSync(file), catch: (error) => String(error) })
  if (Result.isFailure(bytes))
    return Result.fail(`--instances ${file}: expected a file that can be read, got ${bytes.failure}`)
  const zipped = bytes.success[0] === 0x1f && bytes.success[1] === 0x8b
  const text = Result.try({
    try: () => (zipped ? gunzipSync(bytes.success) : bytes.success).toString("utf8"),
    catch: (error) => `--instances ${file}: expected gzip to the end, got ${String(error)}`
  })
  if (Result.isFailure(text)) return Result.fail(text.failure)
  const instances: Array<Instance> = []
  for (const [index, line] of text.success.split("\n").entries()) {
    if (instances.length === limit) break
    if (line.trim() === "") continue
    const read = decodeLine(line)
    if (Result.isFailure(read)) return Result.fail(`${file}, line ${index + 1}: ${read.failure.message}`)
    instances.push(instanceOf(read.success))
  }
  return Result.succeed(instances)
}

const decodeLine = Schema.decodeUnknownResult(Line)

const instanceOf = (line: typeof Line.Type): Instance => {
  const { aisleDist, aisles, bottomToCell, cellDist, cells, topToCell } = line
  const [depotAisle, depotSide] = line.depot
  const lengthMm = topToCell + (cells - 1) * cellDist + bottomToCell
  const cellOf = new Map(line.picks.map(([aisle, cell]) => [`${aisle}/${cell}` as LocationId, [aisle, cell] as const]))
  return {
    name: line.name,
    problem: {
      floor: {
        _tag: "RectangularFloor",
        aisleXMm: Array.from({ length: aisles }, (_, aisle) => aisle * aisleDist),
        crossAisleYMm: [0, lengthMm]
      },
      depot: { aisle: depotAisle, crossAisle: depotSide === "bottom" ? 0 : 1 },
      picks: [...cellOf].map(([id, [aisle, cell]]) => ({ id, aisle, yMm: lengthMm - topToCell - cell * cellDist }))
    },
    besidesMm: 2 * line.depotDist,
    optimumMm: line.opt,
    cellOf
  }
}
