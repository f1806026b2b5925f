/**
 * Writes down the tour that a sequence of stops makes.
 */
import { type TourEnds } from "./tourEnds.ts"
import { type StopSequence } from "./tourModel.ts"
import { type TourPlan, type TourVisit } from "./TourPlan.ts"
import { type TourProblem, type TourStop } from "./TourProblem.ts"

/**
 * The tour over the stops of `problem` in this sequence. Of equally good drop-offs the first is taken. O(stops ×
 * drop-offs).
 */
export const tourWalk = (problem: TourProblem, ends: TourEnds, { emptied, order }: StopSequence): TourPlan => {
  const { cart, distances, stops, unitsPerSecond } = problem
  const visits: Array<TourVisit> = []
  const from = ends.beginPlace[order[0] as number] as number
  let [at, walked, millis] = [from, 0, 0]
  const goTo = (place: number): void => {
    const leg = distances.between(at, place)
    walked += leg
    millis += unitsPerSecond === undefined ? 0 : (1_000 * leg) / unitsPerSecond
    at = place
  }
  for (const [turn, index] of order.entries()) {
    const { id, place, serviceMillis = 0, window } = stops[index] as TourStop
    if (emptied[turn] === true) {
      goTo(nearestDropOff(problem, at, place))
      visits.push({ _tag: "DropOff", place: at, walked })
      millis += cart?.dropOffMillis ?? 0
    }
    goTo(place)
    const beginsAtMillis = Math.max(millis, window?.opensAtMillis ?? 0)
    visits.push({ _tag: "Stop", id, walked, ...(unitsPerSecond === undefined ? {} : { beginsAtMillis }) })
    millis = beginsAtMillis + serviceMillis
  }
  const last = order.at(-1) as number
  const to = ends.isClosed ? from : (ends.finishPlace[last] as number)
  goTo(to)
  return { from, visits, to, length: walked }
}

const nearestDropOff = ({ cart, distances: { between } }: TourProblem, from: number, to: number): number => {
  let best = to
  let least = Number.POSITIVE_INFINITY
  for (const place of cart?.dropOffs ?? []) {
    const length = between(from, place) + between(place, to)
    if (length >= least) continue
    least = length
    best = place
  }
  return best
}
