import * as Result from "effect/Result"
import { atLeast0, count, countOr0, offLimit } from "../rules/Limit.ts"

/** Demand of a SKU, and how its face is refilled. */
export interface RefillDemand {
  readonly unitsPerDay: number
  /** Standard deviation of a day's units. */
  readonly unitsDeviation: number
  /** From asking for a refill until it is there. */
  readonly refillDays: number
  /** How many deviations the safety stock covers: 1.65 for 95 of 100 refills in time. */
  readonly safetyFactor: number
  readonly unitsPerCase: number
  /** Units that go into the face. */
  readonly faceUnits: number
}

/** When a face is refilled, and up to what. */
export interface FaceMinMax {
  readonly safetyUnits: number
  /** At so many units or fewer a refill is asked for. */
  readonly minUnits: number
  /** Filled up to so many: whole cases above the least. 0 when the face does not hold the minimum and a case. */
  readonly maxUnits: number
}

/** A measure of the demand, or of the face, that is none. */
export interface RefillDemandInvalid {
  readonly _tag: "RefillDemandInvalid"
  readonly field: string
  readonly value: number
  readonly expected: string
}

/** The refusal as a sentence for people. */
export const refillDemandText = ({ expected, field, value }: RefillDemandInvalid): string =>
  `expected ${field} to be ${expected}, got ${value}`

/**
 * Minimum and maximum of a face: the minimum is what is picked until the refill is there, and the safety stock; the
 * maximum is as many whole cases as go in. Days are taken as independent of each other.
 * Refuses the first measure that is none.
 *
 * Source: Silver, Pyke and Thomas (2017), Inventory and production management in supply chains, safety stocks for a
 * given factor.
 */
export const faceMinMax = (demand: RefillDemand): Result.Result<FaceMinMax, RefillDemandInvalid> => {
  const { faceUnits, refillDays, safetyFactor, unitsDeviation, unitsPerCase, unitsPerDay } = demand
  const off =
    offLimit({ unitsPerDay, unitsDeviation, refillDays, safetyFactor }, atLeast0) ??
    offLimit({ unitsPerCase }, count) ??
    offLimit({ faceUnits }, countOr0)
  if (off !== undefined) return Result.fail({ _tag: "RefillDemandInvalid", ...off })
  const safetyUnits = Math.ceil(safetyFactor * unitsDeviation * Math.sqrt(refillDays))
  const minUnits = Math.ceil(unitsPerDay * refillDays) + safetyUnits
  const maxUnits = Math.floor(faceUnits / unitsPerCase) * unitsPerCase
  return Result.succeed({ safetyUnits, minUnits, maxUnits: maxUnits < minUnits + unitsPerCase ? 0 : maxUnits })
}
