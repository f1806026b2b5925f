/**
 * Where every SKU is to lie, how every round is then walked, and an independent check of both. No solver's code is used
 * here.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import type { ReslotProblem } from "./ReslotProblem.ts"

export interface ReslotPlan {
  /** The place of each SKU, in the order of the problem's SKUs. */
  readonly places: ReadonlyArray<number>
  /** Of each round, in the problem's order: the places visited, in order, between start and end. */
  readonly walks: ReadonlyArray<ReadonlyArray<number>>
}

export type ReslotViolation =
  | { readonly _tag: "WrongSkuCount"; readonly skus: number; readonly placed: number }
  | { readonly _tag: "PlaceNotFree"; readonly sku: string; readonly place: number }
  | { readonly _tag: "PlaceForbidden"; readonly sku: string; readonly place: number }
  | { readonly _tag: "PlaceGivenTwice"; readonly sku: string; readonly place: number }
  | { readonly _tag: "TooManyMoved"; readonly moved: number; readonly most: number }
  | { readonly _tag: "WalkMisses"; readonly round: number }

/** Every rule the plan breaks; empty when it can be carried out. */
export const reslotViolations = (
  { empty, movedAtMost, rounds, skus }: ReslotProblem,
  { places, walks }: ReslotPlan
): ReadonlyArray<ReslotViolation> => {
  const found: Array<ReslotViolation> = []
  if (places.length !== skus.length) found.push({ _tag: "WrongSkuCount", skus: skus.length, placed: places.length })
  const usable = new Set([...empty, ...skus.map(({ place }) => place)])
  const given = new Set<number>()
  for (const [index, place] of places.entries()) {
    const stored = skus[index]
    if (stored === undefined) continue
    const { mayBeAt, sku } = stored
    if (!usable.has(place)) found.push({ _tag: "PlaceNotFree", sku, place })
    const isForbidden = mayBeAt !== undefined && place !== stored.place && !mayBeAt.includes(place)
    if (isForbidden) found.push({ _tag: "PlaceForbidden", sku, place })
    if (given.has(place)) found.push({ _tag: "PlaceGivenTwice", sku, place })
    given.add(place)
  }
  const moved = skus.filter(({ place }, index) => place !== places[index]).length
  const most = movedAtMost ?? skus.length
  if (moved > most) found.push({ _tag: "TooManyMoved", moved, most })
  for (const [round, { skus: picked }] of rounds.entries()) {
    const wanted = [...new Set(picked.map((sku) => places[sku] ?? -1))].sort((a, b) => a - b)
    const walked = (walks[round] ?? []).toSorted((a, b) => a - b)
    if (wanted.join() !== walked.join()) found.push({ _tag: "WalkMisses", round })
  }
  return found
}

/** What each round walks a day, in mm; rounds that walk nothing are left out. */
export const reslotCharges = (
  { end, rounds, start, walks: floor }: ReslotProblem,
  { walks }: ReslotPlan
): ReadonlyArray<Charge> =>
  walks.flatMap((stops, round) => {
    const way = stops.length === 0 ? [] : [start, ...stops, end]
    let lengthMm = 0
    for (const [at, place] of way.entries()) {
      if (at > 0) lengthMm += floor.walkMm[way[at - 1]! * floor.places + place] ?? 0
    }
    const amount = lengthMm * (rounds[round]?.perDay ?? 1)
    return amount === 0 ? [] : [{ reason: "walk", subject: `round ${round}`, amount }]
  })

/** Millimetres walked a day: the sum of the charges. */
export const reslotCost = (problem: ReslotProblem, plan: ReslotPlan): number => {
  let sum = 0
  for (const { amount } of reslotCharges(problem, plan)) sum += amount
  return sum
}
