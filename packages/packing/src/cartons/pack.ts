/**
 * The solver: which cartons, and what goes where in them.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { benchFor } from "./benchFor.ts"
import { boundByTypes } from "./boundByTypes.ts"
import type { Cartons } from "./Cartons.ts"
import { exchangeCartons } from "./exchangeCartons.ts"
import { firstCartons } from "./firstCartons.ts"
import { illPosed } from "../problem/illPosed.ts"
import type { PackBench } from "./PackBench.ts"
import { packingBound } from "../problem/packingBound.ts"
import { cartonCost, type CartonType, type PackingProblem } from "../problem/PackingProblem.ts"
import type { PackingRefusal } from "../problem/PackingRefusal.ts"
import { packCharges, type PackedCarton, type PackPlan } from "../problem/PackPlan.ts"
import { placementsOf } from "./placementsOf.ts"
import { saveCarton } from "./saveCarton.ts"

/** What the solver of packing problems takes. */
export interface PackOptions extends SolveOptions {
  /**
   * How much work in vain ends the search, counted in places looked at for a unit: 50,000 take a millisecond or two.
   * 50,000 when not said, less for orders of few units, and 20 times as much while a whole carton may be saved;
   * infinity for a search that only `stop` or the bound ends.
   */
  readonly patience?: number
}

const mostPatience = 50_000
const patiencePerUnit = 3000

const usualPatience = ({ items }: PackingProblem): number =>
  Math.min(mostPatience, patiencePerUnit * items.reduce((sum, { quantity }) => sum + quantity, 0))

/**
 * Packs the order in the cheapest cartons found: one if any takes all, else split over several. What cheap means is the
 * problem's objective.
 *
 * Begins with piles of units alike, with full loads by beam search and with first fit decreasing, whichever is
 * cheapest. Then takes cartons out, puts fewer or cheaper ones in, and finds a place for what is left over by
 * ejection. Ends when a plan costs no more than the bound, when `patience` is spent, or when `stop` says so; a first
 * plan is made in any case. The bound is `packingBound`, or the cheapest of one carton that is not proved never to take
 * the whole order and of two of the cheapest, if that is more. Every rule of `violations` is kept. Items that nest,
 * that bear only so much or that leave at different stops, and cartons with limits of balance or overhang are loaded by
 * beam search alone, which takes longer. Without items the plan is empty. Ties go to the plan found first.
 *
 * An order of 20 units takes about a millisecond.
 *
 * Sources: Crainic, Perboli and Tadei (2008), Extreme point-based heuristics for three-dimensional bin packing, INFORMS
 * Journal on Computing 20; Nagata and Bräysy (2009), A powerful route minimization heuristic for the vehicle routing
 * problem with time windows, Operations Research Letters 37.
 */
export const solve = (
  problem: PackingProblem,
  { patience = usualPatience(problem), seed, stop }: PackOptions
): Result.Result<Outcome<PackPlan>, PackingRefusal> => {
  const refusal = illPosed(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  if (problem.items.length === 0) return Result.succeed(outcome(problem, [], 0, "proved"))
  const types = cheapestFirst(problem)
  const least = packingBound(problem)
  const bench = benchFor(problem, types, { seed, stop })
  const first = firstCartons(bench, least, patience)
  if (first === undefined) return Result.fail({ _tag: "NoPackingFound" })
  const bound = boundByTypes(bench, least, first.cost)
  const { effort } = bench
  // A whole carton may be saved: worth more patience than a smaller one.
  const wholeCarton = first.cost - bound >= cartonCost(types[0]!, problem.objective)
  if (wholeCarton) effort.limit = effort.total + forFullLoads * patience
  const saved = (wholeCarton ? saveCarton(bench, first) : undefined) ?? first
  if (wholeCarton) effort.limit = effort.total + forACarton * patience
  const { cartons } = exchangeCartons(bench, saved, bound, wholeCarton ? forACarton * patience : patience)
  const plan = packedCartons(problem, types, bench, cartons)
  return Result.succeed(outcome(problem, plan, bound, effort.stopped ? "caller" : "exhausted"))
}

/** As many times the patience while a whole carton may be saved: for exchanges, and before them for full loads. */
const forACarton = 20
const forFullLoads = 50

const outcome = (
  problem: PackingProblem,
  cartons: PackPlan["cartons"],
  bound: number,
  otherwise: "exhausted" | "caller" | "proved"
): Outcome<PackPlan> => {
  const plan = { cartons }
  const charges = packCharges(problem, plan)
  const cost = sumOfCharges(charges)
  return { plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : otherwise }
}

const cheapestFirst = ({ cartons, objective }: PackingProblem): ReadonlyArray<CartonType> =>
  cartons.toSorted((a, b) => cartonCost(a, objective) - cartonCost(b, objective))

const packedCartons = (
  { items }: PackingProblem,
  types: ReadonlyArray<CartonType>,
  bench: PackBench,
  { filled }: Cartons
): ReadonlyArray<PackedCarton> =>
  filled.map((carton) => ({
    carton: types[carton.type]!.id,
    placements: placementsOf(items, bench.parcels.kindOf, carton.lying)
  }))
