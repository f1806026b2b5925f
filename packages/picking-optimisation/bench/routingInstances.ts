/**
 * Published single-picker routing instances, where every article is at one place.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type LocationId } from "@stowage/kernel/Ids"
import { type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { type BlockCount, cellFloor, FloorOfCells } from "./cells.ts"
import { readJsonLines } from "./jsonLines.ts"

const Line = Schema.fromJsonString(
  Schema.Struct({
    ...FloorOfCells.fields,
    picks: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int])),
    opt: Schema.Number,
    opt2: Schema.optionalKey(Schema.Number)
  })
)

/** An instance ready to be solved. */
export interface Instance {
  readonly name: string
  readonly problem: RoutingProblem
  /** Walked before and after the route, between the depot and its cross-aisle. */
  readonly besidesMm: number
  /** Published length of the shortest walk; null when none is. */
  readonly optimumMm: number | null
  /** Aisle and cell of each pick, by the pick's id. */
  readonly cellOf: ReadonlyMap<LocationId, readonly [aisle: number, cell: number]>
}

/** The first `limit` instances of a file, on floors of so many blocks, or the first line that is not one. */
export const readInstances = (
  file: string,
  limit: number,
  blocks: BlockCount = 1
): Result.Result<ReadonlyArray<Instance>, string> =>
  Result.map(readJsonLines(file, limit, decodeLine), (lines) => lines.map((line) => instanceOf(line, blocks)))

const decodeLine = Schema.decodeUnknownResult(Line)

const instanceOf = (line: typeof Line.Type, blocks: BlockCount): Instance => {
  const { besidesMm, cellMm, depot, floor } = cellFloor(line, blocks)
  const cellOf = new Map(line.picks.map(([aisle, cell]) => [`${aisle}/${cell}` as LocationId, [aisle, cell] as const]))
  const picks = [...cellOf].map(([id, [aisle, cell]]) => ({ id, aisle, yMm: cellMm(cell) }))
  return {
    name: line.name,
    problem: { floor, depot, picks },
    besidesMm,
    optimumMm: (blocks === 2 ? line.opt2 : line.opt) ?? null,
    cellOf
  }
}
