/**
 * When a tour problem has no answer.
 */
import { isMeasure, isPace, isPosition } from "@stowage/kernel/Measure"
import { allLoads, type CartLoadName, cartLoadNames, loadOf, type TourProblem, type TourStop } from "./TourProblem.ts"
import { firstCycle, type Precedence, precedenceOf } from "./precedence.ts"

/** Why a tour problem is refused, in order of precedence. */
export type TourRefusal =
  | { readonly _tag: "NoStops" }
  | { readonly _tag: "StopIdTaken"; readonly id: string }
  /** `of` is `start`, `end`, `drop-off` or the id of a stop. */
  | { readonly _tag: "PlaceUnknown"; readonly of: string; readonly place: number; readonly count: number }
  /** A duration, speed, load, limit, class or time that cannot be. */
  | { readonly _tag: "FieldOutOfRange"; readonly field: string; readonly value: number; readonly expected: string }
  /** A distance that is below 0, or no number. */
  | { readonly _tag: "DistanceWrong"; readonly from: number; readonly to: number; readonly value: number }
  /** No walk leads from there to the stop, or from the stop to there. */
  | { readonly _tag: "StopUnreachable"; readonly id: string; readonly other: string }
  | { readonly _tag: "StopUnknown"; readonly id: string }
  /** Each of these stops has to come before the next, and the last before the first. */
  | { readonly _tag: "PrecedenceCycle"; readonly ids: ReadonlyArray<string> }
  | { readonly _tag: "WindowWithoutSpeed"; readonly id: string }
  | {
      readonly _tag: "WindowNeverOpen"
      readonly id: string
      readonly opensAtMillis: number
      readonly closesAtMillis: number
    }
  /** Even by the shortest way from any start it is too late. */
  | {
      readonly _tag: "WindowTooEarly"
      readonly id: string
      readonly closesAtMillis: number
      readonly earliestMillis: number
    }
  | {
      readonly _tag: "StopOverLimit"
      readonly id: string
      readonly limit: CartLoadName
      readonly asked: number
      readonly most: number
    }
  /** All stops together are more than the cart takes, and there is nowhere to empty it. */
  | { readonly _tag: "NoDropOff"; readonly limit: CartLoadName; readonly asked: number; readonly most: number }
  /** The search has found no order that is in time everywhere; in the best one this stop is late. */
  | { readonly _tag: "WindowsUnmet"; readonly id: string; readonly lateMillis: number; readonly proved: boolean }

/** Up to so many places every distance is looked at; beyond them only those from the starts and to the ends. */
const pairsCheckedUpTo = 1_500

/** What is wrong with `problem`; undefined when it can be tried. O(stops²) up to 1,500 places. */
export const tourRefusal = (problem: TourProblem): TourRefusal | undefined =>
  idRefusal(problem) ??
  placeRefusal(problem) ??
  fieldRefusal(problem) ??
  distanceRefusal(problem) ??
  precedenceRefusal(problem) ??
  windowRefusal(problem) ??
  loadRefusal(problem)

const idRefusal = ({ stops }: TourProblem): TourRefusal | undefined => {
  if (stops.length === 0) return { _tag: "NoStops" }
  const ids = new Set<string>()
  for (const { id } of stops) {
    if (ids.has(id)) return { _tag: "StopIdTaken", id }
    ids.add(id)
  }
  return undefined
}

interface NamedPlace {
  readonly of: string
  readonly place: number
}

const named = (of: string, places: ReadonlyArray<number> = []): ReadonlyArray<NamedPlace> =>
  places.map((place) => ({ of, place }))

const placeRefusal = ({ cart, distances: { count }, ends, starts, stops }: TourProblem): TourRefusal | undefined => {
  const all = [
    ...named("start", starts),
    ...named("end", ends),
    ...named("drop-off", cart?.dropOffs),
    ...stops.map(({ id, place }) => ({ of: id, place }))
  ]
  const wrong = all.find(({ place }) => !(Number.isInteger(place) && place >= 0 && place < count))
  return wrong === undefined ? undefined : { _tag: "PlaceUnknown", ...wrong, count }
}

const fieldRefusal = ({ cart, stops, unitsPerSecond = 1 }: TourProblem): TourRefusal | undefined => {
  const wrong = (field: string, value: number, expected: string): TourRefusal => ({
    _tag: "FieldOutOfRange",
    field,
    value,
    expected
  })
  if (!isPace(unitsPerSecond)) return wrong("unitsPerSecond", unitsPerSecond, "a speed above 0")
  for (const name of cartLoadNames) {
    const most = cart?.limits[name] ?? 1
    if (!(most > 0)) return wrong(`cart.limits.${name}`, most, "a limit above 0")
  }
  const fields: ReadonlyArray<readonly [string, number]> = [
    ["cart.dropOffMillis", cart?.dropOffMillis ?? 0],
    ...stops.flatMap((stop): ReadonlyArray<readonly [string, number]> => [
      [`stop ${stop.id} serviceMillis`, stop.serviceMillis ?? 0],
      [`stop ${stop.id} opensAtMillis`, stop.window?.opensAtMillis ?? 0],
      ...cartLoadNames.map((name) => [`stop ${stop.id} load.${name}`, loadOf(stop, name)] as const)
    ])
  ]
  const negative = fields.find(([, value]) => !isMeasure(value))
  if (negative !== undefined) return wrong(negative[0], negative[1], "a number of 0 to 10^15")
  const classless = stops.find((stop) => !isPosition(stop.class ?? 0))
  return classless === undefined ? undefined : wrong(`stop ${classless.id} class`, classless.class ?? 0, "a number")
}

const distanceRefusal = (problem: TourProblem): TourRefusal | undefined => {
  const { cart, distances, ends, starts = [], stops } = problem
  const outside = [...named("the start", starts), ...named("the drop-off", cart?.dropOffs)]
  const goals = [...named("the end", ends ?? starts), ...named("the drop-off", cart?.dropOffs)]
  const others = stops.length > pairsCheckedUpTo ? [] : stops
  for (const stop of stops) {
    for (const { of, place } of outside) {
      const wrong = legRefusal(distances.between(place, stop.place), { stop, of, from: place, to: stop.place })
      if (wrong !== undefined) return wrong
    }
    for (const { of, place } of goals) {
      const wrong = legRefusal(distances.between(stop.place, place), { stop, of, from: stop.place, to: place })
      if (wrong !== undefined) return wrong
    }
    for (const other of others) {
      const leg = { stop, of: `stop ${other.id}`, from: other.place, to: stop.place }
      const wrong = other === stop ? undefined : legRefusal(distances.between(leg.from, leg.to), leg)
      if (wrong !== undefined) return wrong
    }
  }
  return undefined
}

const legRefusal = (
  value: number,
  { from, of, stop, to }: { readonly stop: TourStop; readonly of: string; readonly from: number; readonly to: number }
): TourRefusal | undefined => {
  if (isMeasure(value)) return undefined
  return value === Number.POSITIVE_INFINITY
    ? { _tag: "StopUnreachable", id: stop.id, other: of }
    : { _tag: "DistanceWrong", from, to, value }
}

const precedenceRefusal = (problem: TourProblem): TourRefusal | undefined => {
  const ids = new Set(problem.stops.map((stop) => stop.id))
  const unknown = (problem.before ?? []).flat().find((id) => !ids.has(id))
  if (unknown !== undefined) return { _tag: "StopUnknown", id: unknown }
  const precedence: Precedence | undefined = precedenceOf(problem)
  const cycle = precedence === undefined ? undefined : firstCycle(precedence)
  if (cycle === undefined) return undefined
  return { _tag: "PrecedenceCycle", ids: cycle.map((stop) => (problem.stops[stop] as TourStop).id) }
}

const windowRefusal = (problem: TourProblem): TourRefusal | undefined => {
  const { stops, unitsPerSecond } = problem
  for (const stop of stops) {
    const { id, window } = stop
    if (window === undefined) continue
    if (unitsPerSecond === undefined) return { _tag: "WindowWithoutSpeed", id }
    if (!(window.closesAtMillis >= window.opensAtMillis)) return { _tag: "WindowNeverOpen", id, ...window }
    const earliestMillis = (1_000 * leastOnTheWay(problem, stop)) / unitsPerSecond
    const { closesAtMillis } = window
    if (earliestMillis > closesAtMillis * (1 + 1e-12)) {
      return { _tag: "WindowTooEarly", id, closesAtMillis, earliestMillis }
    }
  }
  return undefined
}

/**
 * No way from a start to the stop is shorter: not straight, and not by way of another stop, if that should be a short
 * cut.
 */
const leastOnTheWay = ({ distances: { between }, starts = [], stops }: TourProblem, stop: TourStop): number => {
  if (starts.length === 0) return 0
  const least = (from: ReadonlyArray<number>, to: number): number =>
    Math.min(...from.map((place) => between(place, to)))
  const others = stops.filter((other) => other !== stop)
  const toAnother = Math.min(...others.map(({ place }) => least(starts, place)))
  const fromAnother = least(
    others.map(({ place }) => place),
    stop.place
  )
  return Math.min(least(starts, stop.place), toAnother + fromAnother)
}

const loadRefusal = ({ cart, stops }: TourProblem): TourRefusal | undefined => {
  if (cart === undefined) return undefined
  for (const limit of cartLoadNames) {
    const most = cart.limits[limit] ?? Number.POSITIVE_INFINITY
    const over = stops.find((stop) => loadOf(stop, limit) > most)
    if (over !== undefined) return { _tag: "StopOverLimit", id: over.id, limit, asked: loadOf(over, limit), most }
    const asked = allLoads(stops, limit)
    if (asked > most && cart.dropOffs.length === 0) return { _tag: "NoDropOff", limit, asked, most }
  }
  return undefined
}

/** The refusal in words. */
export const tourRefusalText = (refusal: TourRefusal): string => {
  switch (refusal._tag) {
    case "NoStops":
      return "expected at least one stop, got none"
    case "StopIdTaken":
      return `stop ${refusal.id}: expected an id of its own, got one that another stop has`
    case "PlaceUnknown":
      return `${refusal.of}: expected a place of 0 to ${refusal.count - 1}, got ${refusal.place}`
    case "FieldOutOfRange":
      return `${refusal.field}: expected ${refusal.expected}, got ${refusal.value}`
    case "DistanceWrong":
      return `the distance from place ${refusal.from} to ${refusal.to}: expected 0 to 10^15, got ${refusal.value}`
    case "StopUnreachable":
      return `stop ${refusal.id}: expected a walk between it and ${refusal.other}, got none`
    case "StopUnknown":
      return `before: expected ids of stops, got ${refusal.id}`
    case "PrecedenceCycle":
      return `before and class: expected an order, got ${[...refusal.ids, refusal.ids[0]].join(" before ")}`
    case "WindowWithoutSpeed":
      return `stop ${refusal.id}: expected unitsPerSecond beside a time window, got none`
    case "WindowNeverOpen":
      return `stop ${refusal.id}: expected a window that closes after it opens (${refusal.opensAtMillis} ms), got ${refusal.closesAtMillis} ms`
    case "WindowTooEarly":
      return `stop ${refusal.id}: expected a window that closes at ${refusal.earliestMillis} ms or later, got ${refusal.closesAtMillis} ms`
    case "StopOverLimit":
      return `stop ${refusal.id}: expected ${refusal.limit} of at most ${refusal.most}, got ${refusal.asked}`
    case "NoDropOff":
      return `the cart: expected a drop-off for ${refusal.limit} of ${refusal.asked} over its limit of ${refusal.most}, got none`
    case "WindowsUnmet":
      return `stop ${refusal.id}: expected an order in time for every window, got one ${refusal.lateMillis} ms late at best`
  }
}
