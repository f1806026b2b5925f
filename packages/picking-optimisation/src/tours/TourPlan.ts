/**
 * A tour over stops, and an independent judge of it.
 */
import { type Charge } from "@stowage/kernel/Outcome"
import { type CartLoadName, cartLoadNames, type TourProblem, type TourStop } from "./TourProblem.ts"

/** A stop, or a visit to empty the cart, and how far has been walked when it is reached. */
export type TourVisit =
  | {
      readonly _tag: "Stop"
      readonly id: string
      readonly walked: number
      /** When work begins, waiting included; absent when the problem has no speed. */
      readonly beginsAtMillis?: number
    }
  | { readonly _tag: "DropOff"; readonly place: number; readonly walked: number }

export interface TourPlan {
  /** Where the tour begins: one of the starts, or the place of the first stop. */
  readonly from: number
  readonly visits: ReadonlyArray<TourVisit>
  /** Where it ends: one of the ends, the start, or the place of the first or the last stop. */
  readonly to: number
  readonly length: number
}

/** What is wrong with a tour. */
export type TourViolation =
  | { readonly _tag: "StopMissed"; readonly id: string }
  | { readonly _tag: "StopTwice"; readonly id: string }
  | { readonly _tag: "StopUnknown"; readonly id: string }
  | { readonly _tag: "BeginsElsewhere"; readonly place: number }
  | { readonly _tag: "EndsElsewhere"; readonly place: number }
  | { readonly _tag: "NotADropOff"; readonly place: number }
  | { readonly _tag: "OutOfOrder"; readonly first: string; readonly second: string }
  | { readonly _tag: "TooLate"; readonly id: string; readonly closesAtMillis: number; readonly beginsAtMillis: number }
  | {
      readonly _tag: "TimeMiscounted"
      readonly id: string
      readonly statedMillis: number | undefined
      readonly countedMillis: number
    }
  | {
      readonly _tag: "CartOverLimit"
      readonly id: string
      readonly limit: CartLoadName
      readonly asked: number
      readonly most: number
    }
  | { readonly _tag: "LengthMiscounted"; readonly stated: number; readonly counted: number }

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const tourViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => [
  ...visitViolations(problem, plan),
  ...endViolations(problem, plan),
  ...orderViolations(problem, plan),
  ...walkViolations(problem, plan),
  ...cartViolations(problem, plan)
]

/** What the tour is charged for: the walk to each stop and drop-off, by its id or place, and to the end. */
export const tourCharges = ({ distances, stops }: TourProblem, plan: TourPlan): ReadonlyArray<Charge> => {
  const placeOf = new Map(stops.map((stop) => [stop.id, stop.place]))
  let at = plan.from
  const leg = (subject: string, place: number): Charge => {
    const amount = distances.between(at, place)
    at = place
    return { reason: "walk", subject, amount }
  }
  const charges = plan.visits.map((visit) =>
    visit._tag === "Stop" ? leg(visit.id, placeOf.get(visit.id) ?? at) : leg(`drop-off ${visit.place}`, visit.place)
  )
  return [...charges, leg("end", plan.to)].filter((charge) => charge.amount > 0)
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const stopsById = ({ stops }: TourProblem): ReadonlyMap<string, TourStop> =>
  new Map(stops.map((stop) => [stop.id, stop]))

const visitViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => {
  const found: Array<TourViolation> = []
  const known = stopsById(problem)
  const visited = new Set<string>()
  for (const visit of plan.visits) {
    if (visit._tag === "DropOff") {
      if (problem.cart?.dropOffs.includes(visit.place) !== true) found.push({ _tag: "NotADropOff", place: visit.place })
      continue
    }
    if (!known.has(visit.id)) found.push({ _tag: "StopUnknown", id: visit.id })
    if (visited.has(visit.id)) found.push({ _tag: "StopTwice", id: visit.id })
    visited.add(visit.id)
  }
  for (const { id } of problem.stops) if (!visited.has(id)) found.push({ _tag: "StopMissed", id })
  return found
}

const endViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => {
  const { ends, starts = [] } = problem
  const known = stopsById(problem)
  const places = plan.visits.map((visit) => (visit._tag === "Stop" ? known.get(visit.id)?.place : visit.place))
  const begins = starts.length === 0 ? plan.from === places[0] : starts.includes(plan.from)
  const closes =
    ends === undefined ? plan.to === plan.from : ends.length === 0 ? plan.to === places.at(-1) : ends.includes(plan.to)
  return [
    ...(begins ? [] : [{ _tag: "BeginsElsewhere", place: plan.from } as const]),
    ...(closes ? [] : [{ _tag: "EndsElsewhere", place: plan.to } as const])
  ]
}

const orderViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => {
  const known = stopsById(problem)
  const found: Array<TourViolation> = []
  const turnOf = new Map<string, number>()
  let highest: TourStop | undefined
  for (const [turn, visit] of plan.visits.entries()) {
    const stop = visit._tag === "Stop" ? known.get(visit.id) : undefined
    if (stop === undefined) continue
    turnOf.set(stop.id, turn)
    if (highest !== undefined && (highest.class ?? 0) > (stop.class ?? 0)) {
      found.push({ _tag: "OutOfOrder", first: stop.id, second: highest.id })
    } else highest = stop
  }
  for (const [first, second] of problem.before ?? []) {
    const [earlier, later] = [turnOf.get(first), turnOf.get(second)]
    if (earlier !== undefined && later !== undefined && earlier > later)
      found.push({ _tag: "OutOfOrder", first, second })
  }
  return found
}

const walkViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => {
  const { cart, distances, unitsPerSecond } = problem
  const known = stopsById(problem)
  const found: Array<TourViolation> = []
  let [at, walked, millis] = [plan.from, 0, 0]
  const goTo = (place: number): void => {
    const leg = distances.between(at, place)
    walked += leg
    millis += unitsPerSecond === undefined ? 0 : (1_000 * leg) / unitsPerSecond
    at = place
  }
  for (const visit of plan.visits) {
    const stop = visit._tag === "Stop" ? known.get(visit.id) : undefined
    goTo(visit._tag === "DropOff" ? visit.place : (stop?.place ?? at))
    if (!isSame(visit.walked, walked)) found.push({ _tag: "LengthMiscounted", stated: visit.walked, counted: walked })
    if (visit._tag === "DropOff") millis += cart?.dropOffMillis ?? 0
    if (visit._tag === "DropOff" || stop === undefined) continue
    const begins = Math.max(millis, stop.window?.opensAtMillis ?? 0)
    const closesAtMillis = stop.window?.closesAtMillis ?? Number.POSITIVE_INFINITY
    if (begins > closesAtMillis && !isSame(begins, closesAtMillis)) {
      found.push({ _tag: "TooLate", id: stop.id, closesAtMillis, beginsAtMillis: begins })
    }
    if (unitsPerSecond !== undefined && !isSame(visit.beginsAtMillis ?? Number.NaN, begins)) {
      found.push({ _tag: "TimeMiscounted", id: stop.id, statedMillis: visit.beginsAtMillis, countedMillis: begins })
    }
    millis = begins + (stop.serviceMillis ?? 0)
  }
  goTo(plan.to)
  if (!isSame(plan.length, walked)) found.push({ _tag: "LengthMiscounted", stated: plan.length, counted: walked })
  return found
}

const cartViolations = (problem: TourProblem, plan: TourPlan): ReadonlyArray<TourViolation> => {
  const known = stopsById(problem)
  const found: Array<TourViolation> = []
  for (const limit of cartLoadNames) {
    const most = problem.cart?.limits[limit] ?? Number.POSITIVE_INFINITY
    let asked = 0
    for (const visit of plan.visits) {
      if (visit._tag === "DropOff") {
        asked = 0
        continue
      }
      asked += known.get(visit.id)?.load?.[limit] ?? 0
      if (asked > most && !isSame(asked, most)) found.push({ _tag: "CartOverLimit", id: visit.id, limit, asked, most })
    }
  }
  return found
}
