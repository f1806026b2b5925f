/**
 * Published batching instances: orders of articles on one block, and a cart that takes so many articles.
 *
 * Cells are counted as in `routingInstances.ts`, and lengths have no unit. A cart's limit of articles is given as one
 * of grams, at a gram each.
 *
 * Sources of the sets: Bahçeci and Öncan (2022), International Journal of Production Research 60; Henn and Wäscher
 * (2012), European Journal of Operational Research 222; Muter and Öncan (2015), IIE Transactions 47. Of the costs:
 * Wahlen and Gschwind (2023), Transportation Science 57(3).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { type BatchingProblem } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { type WalkPolicy } from "@stowage/picking-optimisation/batching/WalkPolicy"
import { readJsonLines } from "./jsonLines.ts"

/** What the sets call the ways to walk. */
export const policyOf = {
  optimal: "exact",
  traversal: "sShape",
  return: "return",
  midpoint: "midpoint",
  largestGap: "largestGap",
  combined: "combined"
} as const satisfies Readonly<Record<string, WalkPolicy>>
export type PublishedPolicy = keyof typeof policyOf

const BestKnown = Schema.Array(Schema.Unknown)
const Line = Schema.fromJsonString(
  Schema.Struct({
    name: Schema.String,
    cap: Schema.Number,
    aisles: Schema.Int,
    cells: Schema.Int,
    aisleDist: Schema.Number,
    cellDist: Schema.Number,
    topToCell: Schema.Number,
    bottomToCell: Schema.Number,
    depot: Schema.Tuple([Schema.Int, Schema.Literals(["top", "bottom"])]),
    depotDist: Schema.Number,
    orders: Schema.Array(Schema.Array(Schema.Tuple([Schema.Int, Schema.Int, Schema.Number]))),
    bks: Schema.Record(Schema.String, BestKnown)
  })
)

/** An instance ready to be solved. */
export interface Instance {
  readonly name: string
  readonly problem: BatchingProblem
  /** Walked before and after each batch, between the depot and its cross-aisle. */
  readonly besidesMm: number
  /** Published cost of the best plan; null when none is known. */
  readonly referenceMm: number | null
}

/**
 * The first `limit` instances of a file, to be walked by `policy`, or the first line that is not one, by its number.
 * Lines without orders, of which a published file has one, are left out.
 */
export const readInstances = (
  file: string,
  limit: number,
  policy: PublishedPolicy
): Result.Result<ReadonlyArray<Instance>, string> =>
  Result.map(readJsonLines(file, limit, decodeLine), (lines) =>
    lines.flatMap((line) => (line.orders.length === 0 ? [] : [instanceOf(line, policy)]))
  )

const decodeLine = Schema.decodeUnknownResult(Line)

const instanceOf = (line: typeof Line.Type, policy: PublishedPolicy): Instance => {
  const { aisleDist, aisles, bottomToCell, cellDist, cells, topToCell } = line
  const [depotAisle, depotSide] = line.depot
  const lengthMm = topToCell + (cells - 1) * cellDist + bottomToCell
  const best = line.bks[policy]?.[0]
  return {
    name: line.name,
    problem: {
      floor: {
        _tag: "RectangularFloor",
        aisleXMm: Array.from({ length: aisles }, (_, aisle) => aisle * aisleDist),
        crossAisleYMm: [0, lengthMm]
      },
      depot: { aisle: depotAisle, crossAisle: depotSide === "bottom" ? 0 : 1 },
      orders: line.orders.map((articles, index) => ({
        id: String(index) as FulfilmentOrderId,
        picks: articles.map(([aisle, cell]) => ({
          id: `${aisle}/${cell}` as LocationId,
          aisle,
          yMm: lengthMm - topToCell - cell * cellDist
        })),
        totes: 1,
        volumeMm3: 0,
        massGrams: articles.reduce((sum, [, , quantity]) => sum + quantity, 0)
      })),
      limits: { massGrams: line.cap },
      walking: policyOf[policy]
    },
    besidesMm: 2 * line.depotDist,
    referenceMm: typeof best === "number" ? best : null
  }
}
