/**
 * Routing on floors drawn at random, of any number of blocks, where no optimum is published: how long the exact method
 * takes, and on small floors whether an independent method agrees.
 */
import { parseArgs } from "node:util"
import * as Result from "effect/Result"
import { type LocationId } from "@stowage/kernel/Ids"
import { random, type Random } from "@stowage/kernel/Random"
import { routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { solveRoute } from "@stowage/picking-optimisation/routing/route"
import { type RoutingProblem, routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { refuse, wholeNumber } from "./arguments.ts"
import { heldKarpWalkMm } from "./heldKarp.ts"
import { type BenchLine, gapTo, printTable, summaryOf, timed } from "./report.ts"

/** Blocks as long as those of the published floors of 30 cells; aisles as far apart. */
const BLOCK_MM = 31
const STEP_MM = 3

interface Size {
  readonly crossAisles: number
  readonly aisles: number
  readonly picks: number
}

/** A floor of this size, a depot at any crossing, picks anywhere. */
const drawn = ({ aisles, crossAisles, picks }: Size, draw: Random): RoutingProblem => ({
  floor: {
    _tag: "RectangularFloor",
    aisleXMm: Array.from({ length: aisles }, (_, aisle) => aisle * STEP_MM),
    crossAisleYMm: Array.from({ length: crossAisles }, (_, crossAisle) => crossAisle * BLOCK_MM)
  },
  depot: { aisle: draw.int(aisles), crossAisle: draw.int(crossAisles) },
  picks: Array.from({ length: picks }, (_, index) => ({
    id: `P${index}` as LocationId,
    aisle: draw.int(aisles),
    yMm: draw.int((crossAisles - 1) * BLOCK_MM + 1)
  }))
})

const measured = (name: string, problem: RoutingProblem, reference: number | null): BenchLine => {
  const { ms, value } = timed(() => solveRoute(problem))
  if (Result.isFailure(value)) return refuse(`${name}: ${routingRefusalText(value.failure)}`)
  const { bound, cost, plan, stoppedBy } = value.success
  const violations = routeViolations(problem, plan).length
  return { instance: name, cost, bound, stoppedBy, reference, gapPercent: gapTo(cost, reference), ms, violations }
}

/** Small floors of every number of cross-aisles in turn, beside the shortest of all orders of visits. */
const checked = (count: number, draw: Random): ReadonlyArray<BenchLine> =>
  Array.from({ length: count }, (_, index) => {
    const size = { crossAisles: 2 + (index % 5), aisles: 1 + draw.int(6), picks: 1 + draw.int(10) }
    const problem = drawn(size, draw)
    return measured(`h${size.crossAisles}-${index}`, problem, heldKarpWalkMm(problem))
  })

/** `--cross-aisles H --aisles M --picks N [--limit N] [--seed N] [--json]`, or `--check [--limit N]`. */
export const benchGenerated = (words: ReadonlyArray<string>): void => {
  const parsed = Result.try({
    try: () =>
      parseArgs({
        args: [...words],
        options: {
          "cross-aisles": { type: "string", default: "3" },
          aisles: { type: "string", default: "50" },
          picks: { type: "string", default: "60" },
          limit: { type: "string", default: "1000" },
          seed: { type: "string", default: "0" },
          check: { type: "boolean", default: false },
          json: { type: "boolean", default: false }
        }
      }).values,
    catch: (error) => String(error)
  })
  if (Result.isFailure(parsed)) return refuse(parsed.failure)
  const { aisles, check, json, limit, picks, seed, ...others } = parsed.success
  const draw = random(wholeNumber("seed", seed))
  const count = wholeNumber("limit", limit)
  const size: Size = {
    crossAisles: wholeNumber("cross-aisles", others["cross-aisles"]),
    aisles: wholeNumber("aisles", aisles),
    picks: wholeNumber("picks", picks)
  }
  // Warm-up: kinds of partial walk are worked out once, and the compiler has seen the loops.
  if (!check) for (let round = 0; round < 5; round++) measured("warm-up", drawn(size, random(round + 1)), null)
  const lines = check
    ? checked(count, draw)
    : Array.from({ length: count }, (_, index) => measured(`drawn-${index}`, drawn(size, draw), null))
  if (json) for (const line of lines) console.log(JSON.stringify(line))
  else printTable(summaryOf(lines))
}
