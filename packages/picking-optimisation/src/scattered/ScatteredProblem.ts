/**
 * The same SKU lies at many places: where should how much be taken, and in what walk? The question, and when it has no
 * answer.
 */
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"
import {
  type Crossing,
  type FloorRefusal,
  type FloorUnknown,
  floorRefusal,
  isOnFloor,
  routingRefusalText,
  unknownFloor
} from "../routing/RoutingProblem.ts"

/** Units of one SKU that are wanted. */
export interface SkuDemand {
  readonly sku: Sku
  /** A whole number of at least 1. */
  readonly quantity: number
}

/**
 * Units of one SKU that may be taken from a location. Leave out stock that may not be used, such as that of a lot which
 * expires too soon, before asking.
 */
export interface StockCandidate {
  readonly location: LocationId
  /** Index into the floor's aisles. */
  readonly aisle: number
  /** Where in the aisle, on the floor's own axis: between its first and last cross-aisle, both included. */
  readonly yMm: number
  readonly sku: Sku
  /** A whole number of at least 1. */
  readonly quantity: number
}

/**
 * Take what is demanded from any of the candidates, in the shortest walk that starts and ends at the depot and keeps to
 * aisles and cross-aisles. The cost is that walk in millimetres, or in whatever one unit the floor and the candidates
 * are given in.
 */
export interface ScatteredProblem {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  /** Each SKU once. */
  readonly demands: ReadonlyArray<SkuDemand>
  /** Several SKUs may lie at one location. Those of SKUs that are not demanded are passed over. */
  readonly candidates: ReadonlyArray<StockCandidate>
}

/** Why a problem of scattered storage is refused, in order of precedence. */
export type ScatteredRefusal =
  | FloorUnknown
  | FloorRefusal
  | { readonly _tag: "NoDemand" }
  | { readonly _tag: "DemandTwice"; readonly sku: Sku }
  | { readonly _tag: "DemandNotWhole"; readonly sku: Sku; readonly quantity: number }
  | { readonly _tag: "CandidateNotWhole"; readonly candidate: StockCandidate }
  | { readonly _tag: "CandidateOffFloor"; readonly candidate: StockCandidate }
  /** A location has the same SKU twice. */
  | { readonly _tag: "CandidateTwice"; readonly candidate: StockCandidate }
  /** Two candidates of one location are at different places. */
  | { readonly _tag: "CandidateAtTwoPlaces"; readonly candidate: StockCandidate }
  | { readonly _tag: "TooLittleStock"; readonly sku: Sku; readonly asked: number; readonly available: number }

/** Most cross-aisles of a floor with scattered storage: three blocks. */
export const mostScatteredCrossAisles = 4

/** Most units of one SKU. */
const mostUnits = 1e6

/** What is wrong with `problem`; undefined when it can be solved. O(aisles + demands + candidates). */
export const scatteredRefusal = (problem: ScatteredProblem): ScatteredRefusal | undefined => {
  const { demands, depot, floor } = problem
  const wrong = unknownFloor(floor) ?? floorRefusal(floor, depot, mostScatteredCrossAisles)
  if (wrong !== undefined) return wrong
  if (demands.length === 0) return { _tag: "NoDemand" }
  const skus = new Set<Sku>()
  for (const { quantity, sku } of demands) {
    if (skus.has(sku)) return { _tag: "DemandTwice", sku }
    if (!isWhole(quantity)) return { _tag: "DemandNotWhole", sku, quantity }
    skus.add(sku)
  }
  return wrongCandidate(problem) ?? tooLittle(problem)
}

/** The refusal in words. */
export const scatteredRefusalText = (refusal: ScatteredRefusal): string => {
  switch (refusal._tag) {
    case "NoDemand":
      return "expected at least one SKU to be demanded, got none"
    case "DemandTwice":
      return `SKU ${refusal.sku}: expected one demand, got two`
    case "DemandNotWhole":
      return `SKU ${refusal.sku}: expected a whole number of units from 1 to ${mostUnits}, got ${refusal.quantity}`
    case "CandidateNotWhole":
      return `${candidateText(refusal.candidate)}: expected a whole number of units of at least 1, got ${
        refusal.candidate.quantity
      }`
    case "CandidateOffFloor":
      return `${candidateText(refusal.candidate)}: expected a place in an aisle between the cross-aisles, got aisle ${
        refusal.candidate.aisle
      } at ${refusal.candidate.yMm} mm`
    case "CandidateTwice":
      return `${candidateText(refusal.candidate)}: expected the SKU once at the location, got it twice`
    case "CandidateAtTwoPlaces":
      return `${candidateText(refusal.candidate)}: expected the location where another SKU has it, got another place`
    case "TooLittleStock":
      return `SKU ${refusal.sku}: expected at least ${refusal.asked} units at the candidates, got ${refusal.available}`
    case "FloorUnknown":
    case "TooFewAisles":
    case "TooFewCrossAisles":
    case "TooManyCrossAisles":
    case "NotAscending":
    case "DepotOffFloor":
      return routingRefusalText(refusal)
  }
}

const candidateText = ({ location, sku }: StockCandidate): string => `SKU ${sku} at location ${location}`

const isWhole = (quantity: number): boolean => Number.isInteger(quantity) && quantity >= 1 && quantity <= mostUnits

const wrongCandidate = ({ candidates, floor }: ScatteredProblem): ScatteredRefusal | undefined => {
  const firstAt = new Map<LocationId, StockCandidate>()
  const skusAt = new Map<LocationId, Set<Sku>>()
  for (const candidate of candidates) {
    const { aisle, location, quantity, sku, yMm } = candidate
    if (!(Number.isSafeInteger(quantity) && quantity >= 1)) return { _tag: "CandidateNotWhole", candidate }
    if (!isOnFloor(floor, { id: location, aisle, yMm })) return { _tag: "CandidateOffFloor", candidate }
    const skus = skusAt.get(location) ?? new Set()
    if (skus.has(sku)) return { _tag: "CandidateTwice", candidate }
    const first = firstAt.get(location) ?? candidate
    if (first.aisle !== aisle || first.yMm !== yMm) return { _tag: "CandidateAtTwoPlaces", candidate }
    firstAt.set(location, first)
    skusAt.set(location, skus.add(sku))
  }
  return undefined
}

const tooLittle = ({ candidates, demands }: ScatteredProblem): ScatteredRefusal | undefined => {
  const stock = new Map<Sku, number>()
  for (const { quantity, sku } of candidates) stock.set(sku, (stock.get(sku) ?? 0) + quantity)
  for (const { quantity: asked, sku } of demands) {
    const available = stock.get(sku) ?? 0
    if (available < asked) return { _tag: "TooLittleStock", sku, asked, available }
  }
  return undefined
}
