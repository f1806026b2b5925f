/**
 * In what order should one picker visit these locations? The question, and when it has no answer.
 */
import { isPosition } from "@stowage/kernel/Measure"
import { type LocationId } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"

/** Where an aisle meets a cross-aisle; both are indexes into the floor. */
export interface Crossing {
  readonly aisle: number
  readonly crossAisle: number
}

/** A location to visit. Which shelf and side of the aisle makes no difference to the walk. */
export interface Pick {
  /** Unique within the problem. */
  readonly id: LocationId
  /** Index into the floor's aisles. */
  readonly aisle: number
  /** Where in the aisle, on the floor's own axis: between its first and last cross-aisle, both included. */
  readonly yMm: number
}

/**
 * Visit all picks in the shortest walk that starts at the depot, ends there or at one of the ends named, and keeps to
 * aisles and cross-aisles. The cost is that walk in millimetres, or in whatever one unit the floor and the picks are
 * given in.
 */
export interface RoutingProblem {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  readonly picks: ReadonlyArray<Pick>
  /** Where the walk may end, as at one of several places to drop off; at the depot when not given. */
  readonly ends?: ReadonlyArray<Crossing>
}

/** The depot or the floor is not one that can be walked. */
export type FloorRefusal =
  | { readonly _tag: "TooFewAisles"; readonly count: number; readonly least: number }
  | { readonly _tag: "TooFewCrossAisles"; readonly count: number; readonly least: number }
  /** What is kept per aisle grows about sixfold with each. */
  | { readonly _tag: "TooManyCrossAisles"; readonly count: number; readonly most: number }
  /** A position is not a number, too large, or not beyond the one before it. */
  | { readonly _tag: "NotAscending"; readonly field: "aisleXMm" | "crossAisleYMm"; readonly index: number }
  | { readonly _tag: "DepotOffFloor"; readonly depot: Crossing }

/** The floor is of another kind than the one that is asked for, by its tag: only JavaScript can ask that. */
export interface FloorUnknown {
  readonly _tag: "FloorUnknown"
  readonly kind: string
}

/** Why a routing problem is refused, in order of precedence. */
export type RoutingRefusal =
  | FloorUnknown
  | FloorRefusal
  | { readonly _tag: "NoEnds" }
  | { readonly _tag: "EndOffFloor"; readonly end: Crossing }
  | { readonly _tag: "NoPicks" }
  | { readonly _tag: "PickIdTaken"; readonly id: LocationId }
  | { readonly _tag: "PickOffFloor"; readonly pick: Pick }

/** Most cross-aisles that are routed over: seven blocks. */
export const mostCrossAisles = 8

/** What is wrong with `problem`; undefined when it can be solved. O(aisles + picks). */
export const routingRefusal = (problem: RoutingProblem): RoutingRefusal | undefined => {
  const { depot, ends, floor, picks } = problem
  const wrong =
    unknownFloor(floor) ??
    floorRefusal(floor, depot, mostCrossAisles) ??
    (ends === undefined ? undefined : endsRefusal(floor, ends))
  if (wrong !== undefined) return wrong
  if (picks.length === 0) return { _tag: "NoPicks" }
  const ids = new Set<LocationId>()
  for (const { id } of picks) {
    if (ids.has(id)) return { _tag: "PickIdTaken", id }
    ids.add(id)
  }
  const pick = picks.find((candidate) => !isOnFloor(floor, candidate))
  return pick === undefined ? undefined : { _tag: "PickOffFloor", pick }
}

const endsRefusal = (floor: RectangularFloor, ends: ReadonlyArray<Crossing>): RoutingRefusal | undefined => {
  if (ends.length === 0) return { _tag: "NoEnds" }
  const end = ends.find((candidate) => !isCrossing(floor, candidate))
  return end === undefined ? undefined : { _tag: "EndOffFloor", end }
}

/** A floor that has no aisles and cross-aisles to look at; undefined for one that has. */
export const unknownFloor = ({ _tag: kind }: { readonly _tag: string }): FloorUnknown | undefined =>
  kind === "RectangularFloor" ? undefined : { _tag: "FloorUnknown", kind }

/**
 * What is wrong with a floor and its depot, whatever is picked there; undefined when nothing is. At most two
 * cross-aisles, which is what orders are batched on, when not said otherwise.
 */
export const floorRefusal = (floor: RectangularFloor, depot: Crossing, most: number = 2): FloorRefusal | undefined => {
  const { aisleXMm, crossAisleYMm } = floor
  if (aisleXMm.length < 1) return { _tag: "TooFewAisles", count: aisleXMm.length, least: 1 }
  if (crossAisleYMm.length < 2) return { _tag: "TooFewCrossAisles", count: crossAisleYMm.length, least: 2 }
  if (crossAisleYMm.length > most) return { _tag: "TooManyCrossAisles", count: crossAisleYMm.length, most }
  const aisle = firstNotAscending(aisleXMm)
  if (aisle >= 0) return { _tag: "NotAscending", field: "aisleXMm", index: aisle }
  const crossAisle = firstNotAscending(crossAisleYMm)
  if (crossAisle >= 0) return { _tag: "NotAscending", field: "crossAisleYMm", index: crossAisle }
  return isCrossing(floor, depot) ? undefined : { _tag: "DepotOffFloor", depot }
}

const isCrossing = ({ aisleXMm, crossAisleYMm }: RectangularFloor, { aisle, crossAisle }: Crossing): boolean =>
  isIndex(aisle, aisleXMm.length) && isIndex(crossAisle, crossAisleYMm.length)

/** Whether a pick is in an aisle of the floor, between its ends. */
export const isOnFloor = ({ aisleXMm, crossAisleYMm }: RectangularFloor, pick: Pick): boolean => {
  const front = crossAisleYMm[0] as number
  const back = crossAisleYMm.at(-1) as number
  return isIndex(pick.aisle, aisleXMm.length) && pick.yMm >= front && pick.yMm <= back
}

/** The refusal in words. Aisles and cross-aisles are counted from 0, as in the problem. */
export const routingRefusalText = (refusal: RoutingRefusal): string => {
  switch (refusal._tag) {
    case "FloorUnknown":
      return `the floor: expected a RectangularFloor, got ${refusal.kind}`
    case "TooFewAisles":
      return `the floor: expected at least ${refusal.least} aisle, got ${refusal.count}`
    case "TooFewCrossAisles":
      return `the floor: expected at least ${refusal.least} cross-aisles, got ${refusal.count}`
    case "TooManyCrossAisles":
      return `the floor: expected at most ${refusal.most} cross-aisles (${blocksText(refusal.most - 1)}), got ${refusal.count}`
    case "NotAscending":
      return `${refusal.field}[${refusal.index}]: expected a position beyond the one before it, and at most 10^15 from 0`
    case "DepotOffFloor":
      return `the depot: expected an aisle and a cross-aisle of the floor, got ${crossingText(refusal.depot)}`
    case "NoEnds":
      return "expected at least one place where the walk may end, got none"
    case "EndOffFloor":
      return `an end: expected an aisle and a cross-aisle of the floor, got ${crossingText(refusal.end)}`
    case "NoPicks":
      return "expected at least one location to visit, got none"
    case "PickIdTaken":
      return `pick ${refusal.id}: expected each location once, got it twice`
    case "PickOffFloor":
      return `pick ${refusal.pick.id}: expected a place in an aisle between the cross-aisles, got aisle ${
        refusal.pick.aisle
      } at ${refusal.pick.yMm} mm`
  }
}

const crossingText = ({ aisle, crossAisle }: Crossing): string => `aisle ${aisle}, cross-aisle ${crossAisle}`

const blocksText = (blocks: number): string => (blocks === 1 ? "one block" : `${blocks} blocks`)

const isIndex = (value: number, length: number): boolean => Number.isInteger(value) && value >= 0 && value < length

const firstNotAscending = (positions: ReadonlyArray<number>): number => {
  let before = Number.NEGATIVE_INFINITY
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index] as number
    if (!(position > before && isPosition(position))) return index
    before = position
  }
  return -1
}
