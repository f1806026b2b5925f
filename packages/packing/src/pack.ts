/**
 * Packing an order: which cartons, and what goes where in them.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { plainAttempt, plainAttempts, shuffledAttempt } from "./attempts.ts"
import { makeWorkbench } from "./firstFit.ts"
import { kindsOf, roomOf, type Kinds } from "./Kinds.ts"
import { packingBound } from "./packingBound.ts"
import { cartonCost, type CartonType, type PackingProblem } from "./PackingProblem.ts"
import { illPosed } from "./illPosed.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"
import { packCharges, type PackPlan } from "./PackPlan.ts"
import { splitOrder, type Found, type Range, type Search } from "./splitOrder.ts"
import { unpile } from "./unpile.ts"

/**
 * Attempts made when none proves its plan cheapest: the plain ones and, the fewer kinds there are, more shuffled
 * ones.
 */
const attemptsFor = (kinds: number): number => Math.max(plainAttempts, Math.min(128, Math.floor(8192 / kinds)))

/**
 * Packs the order in the cheapest cartons found: one if any takes all, else split over several.
 *
 * Tries first fit decreasing in 24 plain and up to 104 shuffled ways (128 in all up to 64 kinds, 24 from 342 on),
 * keeps the cheapest plan, and ends early when it costs no more than the bound. `stop` is asked before each way but
 * the first. Every item is fully supported (`violations` has the rules). Without items the plan is empty. Ties go to
 * the way tried first, and to the carton type listed first.
 *
 * An order of 20 units takes well under a millisecond. Time grows with kinds rather than units, since units alike
 * are placed as piles, and with the number of cartons.
 */
export const solve = (
  problem: PackingProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<PackPlan>, PackingRefusal> => {
  const refusal = illPosed(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  if (problem.items.length === 0) return Result.succeed(outcome(problem, [], 0, "proved"))
  const types = cheapestFirst(problem)
  const search = searchOf(problem, types)
  const bound = packingBound(problem)
  const chance = random(seed)
  const units = search.kinds.quantity.reduce((sum, quantity) => sum + quantity, 0)
  let best: Found | undefined
  let stopped = false
  const attempts = attemptsFor(search.kinds.count)
  for (let iteration = 0; iteration < attempts && (best?.cost ?? Infinity) > bound; iteration++) {
    stopped = best !== undefined && stop({ iteration, cost: best.cost })
    if (stopped) break
    const limit = best?.cost ?? Infinity
    const found =
      iteration < plainAttempts
        ? splitOrder(search, plainAttempt(search.kinds, iteration), limit)
        : splitOrder(search, shuffledAttempt(search.kinds, units, chance), limit, chance)
    if (found !== undefined) best = found
  }
  const cartons = (best?.cartons ?? []).map(({ type, piles }) => ({
    carton: types[type]!.id,
    placements: unpile(problem.items, piles)
  }))
  return Result.succeed(outcome(problem, cartons, bound, stopped ? "caller" : "exhausted"))
}

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

const searchOf = ({ items, objective }: PackingProblem, types: ReadonlyArray<CartonType>): Search => {
  const kinds = kindsOf(items)
  const rooms = types.map(roomOf)
  const range: Range = { rooms, costs: types.map((type) => cartonCost(type, objective)) }
  return { kinds, range, worth: worthOf(kinds, range), workbench: makeWorkbench(kinds) }
}

/** Weighs volume and mass by how many of the largest cartons, or of the strongest, each would fill. */
const worthOf = (kinds: Kinds, { rooms }: Range): Float64Array => {
  const roomMm3 = Math.max(...rooms.map((room) => room.lengthMm * room.widthMm * room.heightMm))
  const strengthGrams = Math.max(1, ...rooms.map((room) => room.payloadGrams))
  let byVolume = 0
  let byMass = 0
  for (let kind = 0; kind < kinds.count; kind++) {
    byVolume += (kinds.quantity[kind]! * kinds.volumeMm3[kind]!) / roomMm3
    byMass += (kinds.quantity[kind]! * kinds.massGrams[kind]!) / strengthGrams
  }
  const ofKind = (volumeMm3: number, kind: number): number =>
    (byVolume * volumeMm3) / roomMm3 + (byMass * kinds.massGrams[kind]!) / strengthGrams
  return kinds.volumeMm3.map(ofKind)
}
