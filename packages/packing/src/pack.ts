/**
 * The solver: which cartons, and what goes where in them.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import type { Cartons } from "./Cartons.ts"
import { exchangeCartons } from "./exchangeCartons.ts"
import { firstCartons } from "./firstCartons.ts"
import { illPosed } from "./illPosed.ts"
import { kindsOf, roomOf, type Kinds, type Room } from "./Kinds.ts"
import { lyingSize, makePackBench, type PackBench } from "./PackBench.ts"
import { packingBound } from "./packingBound.ts"
import { payloadWithinRates } from "./payloadWithinRates.ts"
import { cartonCost, type CartonType, type PackingProblem, type PackItem } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"
import { packCharges, type PackedCarton, type PackPlan, type Placement } from "./PackPlan.ts"
import { parcelsOf } from "./Parcels.ts"
import { sharingRule } from "./sharingRule.ts"
import { makeSearchEffort } from "./SearchEffort.ts"

/** What the solver of packing problems takes. */
export interface PackOptions extends SolveOptions {
  /**
   * How much work in vain ends the search, counted in places looked at for a unit: 50,000 take about a millisecond.
   * 60,000 when not said; infinity for a search that only `stop` or the bound ends.
   */
  readonly patience?: number
}

const usualPatience = 60_000

/**
 * Packs the order in the cheapest cartons found: one if any takes all, else split over several.
 */
export const solve = (
  problem: PackingProblem,
  { patience = usualPatience, seed, stop }: PackOptions
): Result.Result<Outcome<PackPlan>, PackingRefusal> => {
  const refusal = illPosed(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  if (problem.items.length === 0) return Result.succeed(outcome(problem, [], 0, "proved"))
  const types = cheapestFirst(problem)
  const bound = packingBound(problem)
  const bench = benchOf(problem, types, { seed, stop })
  const first = firstCartons(bench, bound, patience)
  if (first === undefined) return Result.fail({ _tag: "NoPackingFound" })
  const { cartons } = exchangeCartons(bench, first, bound, patience)
  const plan = packedCartons(problem, types, bench, cartons)
  return Result.succeed(outcome(problem, plan, bound, bench.effort.stopped ? "caller" : "exhausted"))
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

const supportShareOf = ({ support = "full" }: PackingProblem): number =>
  support === "full" ? 1 : support === "none" ? 0 : support

const benchOf = (
  problem: PackingProblem,
  types: ReadonlyArray<CartonType>,
  { seed, stop }: SolveOptions
): PackBench => {
  const { items, objective, separations = [], support = "full" } = problem
  const kinds = kindsOf(items)
  const rooms = types.map((type) => ({ ...roomOf(type), payloadGrams: payloadWithinRates(type, objective) }))
  const parcels = parcelsOf(items, kinds)
  const byBeamOnly = items.some(isRuled) || types.some(isRuledCarton)
  const stock = types.map((type) => type.stock ?? Number.POSITIVE_INFINITY)
  const sharing = items.some(
    (item) => item.group !== undefined || item.separationClass !== undefined || item.mixKey !== undefined
  )
  return makePackBench(
    {
      items,
      types,
      rules: { separations, support },
      byBeamOnly,
      kinds,
      inPiles: !byBeamOnly && !sharing && !stock.some(Number.isFinite),
      worth: worthOf(kinds, rooms),
      parcels,
      range: { costOf: (type, grams) => cartonCost(types[type]!, objective, grams), stock },
      rooms,
      mayShare: sharingRule(items, parcels, separations),
      chance: random(seed),
      effort: makeSearchEffort(stop)
    },
    supportShareOf(problem)
  )
}

const isRuled = ({ drop, maxTopGrams, maxTopGramsPerDm2, nestMm }: PackItem): boolean =>
  (drop ?? maxTopGrams ?? maxTopGramsPerDm2 ?? nestMm) !== undefined

const isRuledCarton = ({ axles, balance, overhangMm }: CartonType): boolean =>
  axles !== undefined || balance !== undefined || overhangMm !== undefined

const packedCartons = (
  { items }: PackingProblem,
  types: ReadonlyArray<CartonType>,
  { parcels }: PackBench,
  { filled }: Cartons
): ReadonlyArray<PackedCarton> =>
  filled.map(({ lying, type }) => {
    const placements: Array<Placement> = []
    for (let at = 0; at < lying.length; at += lyingSize) {
      const [unit, x, y, z, l, w, h] = lying.subarray(at, at + lyingSize) as unknown as Lying
      placements.push({ item: items[parcels.kindOf[unit]!]!.id, x, y, z, l, w, h })
    }
    return { carton: types[type]!.id, placements: placements.sort((a, b) => a.z - b.z) }
  })

type Lying = [unit: number, x: number, y: number, z: number, l: number, w: number, h: number]

/** Weighs volume and mass by how many of the largest cartons, or of the strongest, each would fill. */
const worthOf = (kinds: Kinds, rooms: ReadonlyArray<Room>): Float64Array => {
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
