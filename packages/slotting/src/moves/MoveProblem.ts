/**
 * SKUs are to lie elsewhere: which of them are worth carrying there, in what order?
 */
import { isMeasure } from "@stowage/kernel/Measure"
import { type ReslotProblem, type ReslotRefusal, reslotRefusal, reslotRefusalText } from "./ReslotProblem.ts"

/** What carrying costs. One move takes a SKU's stock from one place to another. */
export interface MoveLabour {
  readonly walkMmPerSecond: number
  /** Taking up and putting down, for each move. */
  readonly handlingMillis: number
  /** The same for single SKUs, by index: a heavy one takes longer. */
  readonly handlingMillisOf?: Readonly<Record<number, number>>
}

export interface MoveProblem {
  /** Where all lie now, and the rounds of a day. Its limit on SKUs moved has no effect here. */
  readonly reslot: ReslotProblem
  /** Where each SKU should lie, in the order of the problem's SKUs. */
  readonly wanted: ReadonlyArray<number>
  /** Places for putting something down for a while, when SKUs change places. */
  readonly buffers: ReadonlyArray<number>
  readonly labour: MoveLabour
  /** For how many days shorter rounds count as gain. */
  readonly horizonDays: number
  /** How much time there is for moving; any when not given. */
  readonly idleMillis?: number
}

/** Why there is nothing to plan, in order of precedence: when several apply, the first is returned. */
export type MoveRefusal =
  | ReslotRefusal
  | { readonly _tag: "WantedInvalid"; readonly sku: string; readonly place: number; readonly expected: string }
  | { readonly _tag: "BufferInvalid"; readonly place: number }
  | { readonly _tag: "LabourInvalid"; readonly field: string; readonly value: number }

/** The first reason to refuse; undefined when the problem is well-posed. O(places²). */
export const moveRefusal = (problem: MoveProblem): MoveRefusal | undefined =>
  reslotRefusal(problem.reslot) ?? badWanted(problem) ?? badBuffer(problem) ?? badLabour(problem)

/** The refusal as a sentence for people. */
export const moveRefusalText = (refusal: MoveRefusal): string => {
  switch (refusal._tag) {
    case "WantedInvalid":
      return `SKU ${refusal.sku}: expected to be wanted ${refusal.expected}, got place ${refusal.place}`
    case "BufferInvalid":
      return `buffer ${refusal.place}: expected a place where nothing lies and nothing is wanted`
    case "LabourInvalid":
      return `${refusal.field}: expected a number of 0 to 10^15, and a speed above 0, got ${refusal.value}`
    case "MeasureInvalid":
    case "PlaceTaken":
    case "PlaceUnknown":
    case "SkuUnknown":
    case "WalkInvalid":
    case "WalkOneWay":
      return reslotRefusalText(refusal)
  }
}

const badWanted = ({ reslot, wanted }: MoveProblem): MoveRefusal | undefined => {
  const usable = new Set([...reslot.empty, ...reslot.skus.map(({ place }) => place)])
  const given = new Set<number>()
  for (const [index, { mayBeAt, place: own, sku }] of reslot.skus.entries()) {
    const place = wanted[index] ?? -1
    if (!usable.has(place)) return { _tag: "WantedInvalid", sku, place, expected: "where a SKU lies or may lie" }
    if (given.has(place)) return { _tag: "WantedInvalid", sku, place, expected: "where no other is" }
    const isForbidden = place !== own && mayBeAt !== undefined && !mayBeAt.includes(place)
    if (isForbidden) return { _tag: "WantedInvalid", sku, place, expected: "where it may be" }
    given.add(place)
  }
  return undefined
}

const badBuffer = ({ buffers, reslot, wanted }: MoveProblem): MoveRefusal | undefined => {
  const taken = new Set([...wanted, ...reslot.empty, ...reslot.skus.map(({ place }) => place)])
  for (const place of buffers) {
    const isKnown = Number.isInteger(place) && place >= 0 && place < reslot.walks.places
    if (!isKnown || taken.has(place)) return { _tag: "BufferInvalid", place }
  }
  return undefined
}

const badLabour = ({ horizonDays, idleMillis = 0, labour }: MoveProblem): MoveRefusal | undefined => {
  const { handlingMillis, handlingMillisOf = {}, walkMmPerSecond } = labour
  const fields = { walkMmPerSecond, handlingMillis, ...handlingMillisOf, horizonDays, idleMillis }
  for (const [field, value] of Object.entries(fields)) {
    if (!isMeasure(value)) return { _tag: "LabourInvalid", field, value }
  }
  return walkMmPerSecond > 0 ? undefined : { _tag: "LabourInvalid", field: "walkMmPerSecond", value: walkMmPerSecond }
}
