/**
 * Published single-picker routing instances with scattered storage: an article lies at several places.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { type ScatteredProblem } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { type BlockCount, cellFloor, FloorOfCells } from "./cells.ts"
import { readJsonLines } from "./jsonLines.ts"

const Line = Schema.fromJsonString(
  Schema.Struct({
    ...FloorOfCells.fields,
    sku: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int, Schema.Int, Schema.Int])),
    demand: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int])),
    opt: Schema.NullOr(Schema.Number),
    opt2: Schema.optionalKey(Schema.NullOr(Schema.Number))
  })
)

/** An instance ready to be solved. */
export interface ScatteredInstance {
  readonly name: string
  readonly problem: ScatteredProblem
  readonly besidesMm: number
  readonly optimumMm: number | null
  /** Aisle and cell of each location. */
  readonly cellOf: ReadonlyMap<LocationId, readonly [aisle: number, cell: number]>
}

/** Of the instances whose names contain a text, each so-many-th, and at most so many. */
export interface ChosenInstances {
  readonly only: string
  readonly every: number
  readonly limit: number
}

/**
 * The chosen instances of a file, on floors of so many blocks, or the first line that is not one. The others are not
 * kept: to collect the garbage of ten thousand takes longer than to solve one of them may.
 */
export const readScattered = (
  file: string,
  { every, limit, only }: ChosenInstances,
  blocks: BlockCount
): Result.Result<ReadonlyArray<ScatteredInstance>, string> =>
  Result.map(readJsonLines(file, only === "" && every === 1 ? limit : Number.MAX_SAFE_INTEGER, decodeLine), (lines) =>
    lines
      .filter(({ name }) => name.includes(only))
      .filter((_, index) => index % every === 0)
      .slice(0, limit)
      .map((line) => instanceOf(line, blocks))
  )

const decodeLine = Schema.decodeUnknownResult(Line)

const instanceOf = (line: typeof Line.Type, blocks: BlockCount): ScatteredInstance => {
  const { besidesMm, cellMm, depot, floor } = cellFloor(line, blocks)
  const candidates = line.sku.map(([article, aisle, cell, quantity]) => ({
    location: `${aisle}/${cell}` as LocationId,
    aisle,
    yMm: cellMm(cell),
    sku: String(article) as Sku,
    quantity
  }))
  const demands = line.demand.map(([article, quantity]) => ({ sku: String(article) as Sku, quantity }))
  return {
    name: line.name,
    problem: { floor, depot, demands, candidates },
    besidesMm,
    optimumMm: (blocks === 2 ? line.opt2 : line.opt) ?? null,
    cellOf: new Map(line.sku.map(([, aisle, cell]) => [`${aisle}/${cell}` as LocationId, [aisle, cell] as const]))
  }
}
