import * as Result from "effect/Result"
import type { Arrival, PutawaySuggestion, PutawayWeights } from "./Putaway.ts"
import type { PutawayFloor } from "./PutawayFloor.ts"
import { badAsk, type PutawayRefusal } from "./PutawayRefusal.ts"
import { bestPlaces } from "./suggestPutaway.ts"

/** Part of an arrival, and where it goes. */
export interface PutawayPart extends PutawaySuggestion {
  readonly units: number
}

/** What was shared out, and how many units no place takes. */
export interface SplitPutaway {
  readonly parts: ReadonlyArray<PutawayPart>
  readonly leftUnits: number
}

/**
 * Shares an arrival out over several places: as many units as any place takes at once go to the best of those, and so
 * on with the rest. The floor is as before afterwards. Refuses a measure of the arrival or a weight that is none. Time
 * that of `suggestPutaway`, times log(units) for each part.
 */
export const splitPutaway = (
  floor: PutawayFloor,
  arrival: Arrival,
  weights: PutawayWeights
): Result.Result<SplitPutaway, PutawayRefusal> => {
  const refusal = badAsk(arrival, weights, 1)
  if (refusal !== undefined) return Result.fail(refusal)
  const parts: Array<PutawayPart> = []
  let leftUnits = arrival.units
  while (leftUnits > 0) {
    const units = mostUnits(floor, { ...arrival, units: leftUnits }, weights)
    const [best] = units === 0 ? [] : bestPlaces(floor, { ...arrival, units }, weights, 1)
    if (best === undefined) break
    parts.push({ ...best, units })
    floor.put(best.location, { ...arrival, units })
    leftUnits -= units
  }
  for (const { location, units } of parts) floor.take(location, { ...arrival, units })
  return Result.succeed({ parts, leftUnits })
}

/** The most units that some place takes at once. */
const mostUnits = (floor: PutawayFloor, arrival: Arrival, weights: PutawayWeights): number => {
  const isTaken = (units: number): boolean => bestPlaces(floor, { ...arrival, units }, weights, 1).length > 0
  if (isTaken(arrival.units)) return arrival.units
  let [taken, refused] = [0, arrival.units]
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2)
    if (isTaken(middle)) taken = middle
    else refused = middle
  }
  return taken
}
