/**
 * Small problems of scattered storage, and their shortest walks by brute force.
 */
import * as fc from "fast-check"
import { type Sku } from "@stowage/kernel/Ids"
import { type ScatteredProblem, type StockCandidate } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { subAisleChoices } from "@stowage/picking-optimisation/scattered/subAisleChoices"
import { ThroughWalk } from "@stowage/picking-optimisation/scattered/ThroughWalk"
import { VisitedPlaces } from "@stowage/picking-optimisation/scattered/VisitedPlaces"
import { heldKarpWalkMm } from "../bench/heldKarp.ts"
import { RoutingProblemsOfBlocks } from "./blocks.ts"

const sku = (text: string): Sku => text as Sku

/** Up to three SKUs at up to eight places on a floor of up to three blocks, enough of each in stock. */
export const ScatteredProblems: fc.Arbitrary<ScatteredProblem> = RoutingProblemsOfBlocks.filter(
  ({ floor }) => floor.crossAisleYMm.length <= 4
).chain(({ depot, floor, picks }) => {
  const kinds = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })), {
    minLength: picks.length,
    maxLength: picks.length
  })
  return fc.tuple(kinds, fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9))).map(([stocked, wanted]) => {
    const candidates = picks.map(({ aisle, id, yMm }, index): StockCandidate => {
      const [kind, quantity] = stocked[index] as [number, number]
      return { location: id, aisle, yMm, sku: sku(`S${kind}`), quantity }
    })
    const demands = wanted.flatMap((asked, kind) => {
      const name = sku(`S${kind}`)
      const available = candidates.filter((each) => each.sku === name).reduce((sum, each) => sum + each.quantity, 0)
      return available === 0 ? [] : [{ sku: name, quantity: 1 + (asked % available) }]
    })
    return { floor, depot, demands, candidates }
  })
})

/** A walk over one block, and the places that it may visit. */
export const walkOver = (problem: ScatteredProblem) => {
  const choices = subAisleChoices(problem)
  const places = new VisitedPlaces(problem, choices)
  return { places, walk: new ThroughWalk(problem, places, choices.demand.subarray(0, choices.skus)) }
}

/** The shortest walk over any set of candidates that have enough. */
export const bruteForceMm = ({ candidates, demands, depot, floor }: ScatteredProblem): number => {
  let bestMm = Number.POSITIVE_INFINITY
  for (let set = 1; set < 2 ** candidates.length; set++) {
    const chosen = candidates.filter((_, index) => (set >> index) % 2 === 1)
    const isEnough = (from: ReadonlyArray<StockCandidate>): boolean =>
      demands.every(
        (demand) =>
          from.reduce((sum, each) => sum + (each.sku === demand.sku ? each.quantity : 0), 0) >= demand.quantity
      )
    if (!isEnough(chosen) || chosen.some((each) => isEnough(chosen.filter((other) => other !== each)))) continue
    const picks = chosen.map(({ aisle, location, yMm }) => ({ id: location, aisle, yMm }))
    bestMm = Math.min(bestMm, heldKarpWalkMm({ floor, depot, picks }))
  }
  return bestMm
}
