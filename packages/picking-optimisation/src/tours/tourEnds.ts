/**
 * Where tours begin and end.
 */
import { type TourProblem, type TourStop } from "./TourProblem.ts"

/** What the way to the first stop and from the last one costs, by stop. */
export interface TourEnds {
  /** From the nearest start to each stop, and which start that is; 0 and the stop's own place without starts. */
  readonly begin: Float64Array
  readonly beginPlace: Int32Array
  /** From each stop to the nearest end, and which; 0 when the tour ends at its last stop or goes back to its first. */
  readonly finish: Float64Array
  readonly finishPlace: Int32Array
  /** Whether the tour goes back to its first stop. */
  readonly isClosed: boolean
}

/** The ways a tour may begin and end: one per start when it has to go back to the start it chose, else one for all. */
export const tourEndsOf = (problem: TourProblem): ReadonlyArray<TourEnds> => {
  const { ends, starts = [] } = problem
  const isRound = ends === undefined && starts.length > 0
  if (isRound) return [...new Set(starts)].map((start) => nearestEnds(problem, [start], [start]))
  return [{ ...nearestEnds(problem, starts, ends ?? []), isClosed: ends === undefined }]
}

const nearestEnds = (
  { distances: { between }, stops }: TourProblem,
  starts: ReadonlyArray<number>,
  ends: ReadonlyArray<number>
): TourEnds => {
  const begins = nearest(stops, starts, between)
  const finishes = nearest(stops, ends, (end, place) => between(place, end))
  return {
    begin: begins.length,
    beginPlace: begins.place,
    finish: finishes.length,
    finishPlace: finishes.place,
    isClosed: false
  }
}

const nearest = (
  stops: ReadonlyArray<TourStop>,
  places: ReadonlyArray<number>,
  lengthOf: (end: number, place: number) => number
): { readonly length: Float64Array; readonly place: Int32Array } => {
  const found = { length: new Float64Array(stops.length), place: Int32Array.from(stops, (stop) => stop.place) }
  for (const [index, stop] of stops.entries()) {
    for (const [turn, place] of places.entries()) {
      const length = lengthOf(place, stop.place)
      if (turn > 0 && length >= (found.length[index] as number)) continue
      found.length[index] = length
      found.place[index] = place
    }
  }
  return found
}
