/**
 * From a problem to the table that a search works on.
 */
import { random } from "@stowage/kernel/Random"
import type { SolveOptions } from "@stowage/kernel/Stop"
import { kindsOf, roomOf, type Kinds, type Room } from "../problem/Kinds.ts"
import { makePackBench, type PackBench } from "./PackBench.ts"
import { cartonCost, type CartonType, type PackingProblem, type PackItem } from "../problem/PackingProblem.ts"
import { parcelsOf } from "../problem/Parcels.ts"
import { payloadWithinRates } from "./payloadWithinRates.ts"
import { makeSearchEffort } from "./SearchEffort.ts"
import { sharingRule } from "../problem/sharingRule.ts"

const supportShareOf = ({ support = "full" }: PackingProblem): number =>
  support === "full" ? 1 : support === "none" ? 0 : support

/** `types` are the problem's cartons, in the order in which the search is to prefer them. */
export const benchFor = (
  problem: PackingProblem,
  types: ReadonlyArray<CartonType>,
  { seed, stop }: SolveOptions
): PackBench => {
  const { items, objective, separations = [], support = "full" } = problem
  const kinds = kindsOf(items)
  const rooms = types.map((type) => ({ ...roomOf(type), payloadGrams: payloadWithinRates(type, objective) }))
  const parcels = parcelsOf(items, kinds)
  const stock = types.map((type) => type.stock ?? Number.POSITIVE_INFINITY)
  return makePackBench(
    {
      items,
      types,
      rules: { separations, support },
      byBeamOnly: askMore(items, types),
      kinds,
      inPiles: goInPiles(items, types) && !stock.some(Number.isFinite),
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

/** Whether items and cartons ask for nothing but sizes, masses and support, so that units may be packed in piles. */
export const goInPiles = (items: ReadonlyArray<PackItem>, types: ReadonlyArray<CartonType>): boolean =>
  !askMore(items, types) &&
  items.every((item) => item.group === undefined && item.separationClass === undefined && item.mixKey === undefined)

/** Whether there are rules that only a beam search keeps. */
const askMore = (items: ReadonlyArray<PackItem>, types: ReadonlyArray<CartonType>): boolean =>
  items.some(isRuled) || types.some(isRuledCarton)

const isRuled = ({ drop, maxTopGrams, maxTopGramsPerDm2, nestMm }: PackItem): boolean =>
  (drop ?? maxTopGrams ?? maxTopGramsPerDm2 ?? nestMm) !== undefined

const isRuledCarton = ({ axles, balance, overhangMm }: CartonType): boolean =>
  axles !== undefined || balance !== undefined || overhangMm !== undefined

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
