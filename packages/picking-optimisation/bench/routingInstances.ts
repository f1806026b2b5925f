/**
 * Published single-picker routing instances.
 *
 * A cell is a place on an aisle; cell 0 is next to the *top* cross-aisle. Here top is the back of the floor and bottom
 * its front, so a cell is the nearer to the front the higher its number. Lengths have no unit; one is taken as a
 * millimetre.
 *
 * Source of the set: Heßler and Irnich (2024), INFORMS Journal on Computing 36(6).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type LocationId } from "@stowage/kernel/Ids"
import { type RoutingProblem } from "@stowage/picking-optimisation/RoutingProblem"
import { readJsonLines } from "./jsonLines.ts"

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
export const readInstances = (file: string, limit: number): Result.Result<ReadonlyArray<Instance>, string> =>
  Result.map(readJsonLines(file, limit, decodeLine), (lines) => lines.map(instanceOf))

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
