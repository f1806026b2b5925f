/**
 * Which SKUs should change places, when whole rounds of picking are walked? The storage location assignment problem on
 * routed distance: unlike a visit at a time, where a SKU lies matters by what else is picked on the same walk.
 *
 * Source: Mantel, Schuur and Heragu (2007), Order oriented slotting, European Journal of Industrial Engineering 1.
 */
import { isMeasure } from "@stowage/kernel/Measure"
import type { Sku } from "@stowage/kernel/Ids"

/** How far it is between places, both ways alike; place a to place b at `a × places + b`. */
export interface PlaceWalks {
  readonly places: number
  readonly walkMm: ArrayLike<number>
}

/** A SKU and the place where it lies now, by number. */
export interface StoredSku {
  readonly sku: Sku
  readonly place: number
  /** Where it may lie beside its own place; anywhere when not given. */
  readonly mayBeAt?: ReadonlyArray<number>
}

/** SKUs that are picked on one walk, by their index in the problem, and how often a day such a walk is made. */
export interface PickRound {
  readonly skus: ReadonlyArray<number>
  /** 1 when not given. */
  readonly perDay?: number
}

export interface ReslotProblem {
  readonly walks: PlaceWalks
  /** Where every round begins and ends. */
  readonly start: number
  readonly end: number
  readonly skus: ReadonlyArray<StoredSku>
  /** Places where nothing lies now and something may. */
  readonly empty: ReadonlyArray<number>
  readonly rounds: ReadonlyArray<PickRound>
  /** How many SKUs may lie elsewhere than now; any number when not given. */
  readonly movedAtMost?: number
}

/** Why there is nothing to search, in order of precedence: when several apply, the first is returned. */
export type ReslotRefusal =
  | { readonly _tag: "WalkInvalid"; readonly from: number; readonly to: number; readonly value: number }
  | { readonly _tag: "WalkOneWay"; readonly from: number; readonly to: number }
  | { readonly _tag: "PlaceUnknown"; readonly of: string; readonly place: number }
  | { readonly _tag: "PlaceTaken"; readonly place: number; readonly by: string; readonly other: string }
  | { readonly _tag: "SkuUnknown"; readonly round: number; readonly index: number }
  | { readonly _tag: "MeasureInvalid"; readonly of: string; readonly value: number; readonly expected: string }

/** The first reason to refuse; undefined when the problem is well-posed. O(places²). */
export const reslotRefusal = (problem: ReslotProblem): ReslotRefusal | undefined =>
  badWalk(problem.walks) ?? badPlace(problem) ?? badRound(problem)

/** The refusal as a sentence for people. */
export const reslotRefusalText = (refusal: ReslotRefusal): string => {
  switch (refusal._tag) {
    case "WalkInvalid":
      return `walk from ${refusal.from} to ${refusal.to}: expected a length of 0 to 10^15, got ${refusal.value}`
    case "WalkOneWay":
      return `walk from ${refusal.from} to ${refusal.to}: expected the same length both ways, got two`
    case "PlaceUnknown":
      return `${refusal.of}: expected the number of a place, got ${refusal.place}`
    case "PlaceTaken":
      return `place ${refusal.place}: expected one to be there, got ${refusal.other} and ${refusal.by}`
    case "SkuUnknown":
      return `round ${refusal.round}: expected the index of a SKU, got ${refusal.index}`
    case "MeasureInvalid":
      return `${refusal.of}: expected ${refusal.expected}, got ${refusal.value}`
  }
}

const badWalk = ({ places, walkMm }: PlaceWalks): ReslotRefusal | undefined => {
  for (let from = 0; from < places; from++) {
    for (let to = 0; to < places; to++) {
      const value = walkMm[from * places + to] ?? Number.NaN
      if (!isMeasure(value)) return { _tag: "WalkInvalid", from, to, value }
      // One length, measured from either end, may differ by a rounding.
      const back = walkMm[to * places + from] ?? Number.NaN
      if (!(Math.abs(value - back) <= 1e-9 * Math.max(value, back))) return { _tag: "WalkOneWay", from, to }
    }
  }
  return undefined
}

const badPlace = ({ empty, end, skus, start, walks }: ReslotProblem): ReslotRefusal | undefined => {
  const isKnown = (place: number): boolean => Number.isInteger(place) && place >= 0 && place < walks.places
  const takenBy = new Map<number, string>()
  const named = [
    ...skus.map(({ place, sku }) => [`SKU ${sku}`, place] as const),
    ...empty.map((place) => ["an empty place", place] as const)
  ]
  for (const [of, place] of [["start", start] as const, ["end", end] as const, ...named]) {
    if (!isKnown(place)) return { _tag: "PlaceUnknown", of, place }
  }
  for (const [by, place] of named) {
    const other = takenBy.get(place)
    if (other !== undefined) return { _tag: "PlaceTaken", place, by, other }
    takenBy.set(place, by)
  }
  for (const { mayBeAt = [], sku } of skus) {
    for (const place of mayBeAt) if (!isKnown(place)) return { _tag: "PlaceUnknown", of: `SKU ${sku}`, place }
  }
  return undefined
}

const badRound = ({ movedAtMost = 0, rounds, skus }: ReslotProblem): ReslotRefusal | undefined => {
  for (const [round, { perDay = 1, skus: picked }] of rounds.entries()) {
    for (const index of picked) if (skus[index] === undefined) return { _tag: "SkuUnknown", round, index }
    if (!isMeasure(perDay)) {
      return { _tag: "MeasureInvalid", of: `round ${round}, perDay`, value: perDay, expected: "0 to 10^15" }
    }
  }
  if (movedAtMost >= 0) return undefined
  return { _tag: "MeasureInvalid", of: "movedAtMost", value: movedAtMost, expected: "0 or more" }
}
