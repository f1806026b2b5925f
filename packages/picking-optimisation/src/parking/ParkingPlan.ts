/**
 * Where the cart is parked, and the rounds on foot from there; and an independent judge of them.
 */
import { type Charge } from "@stowage/kernel/Outcome"
import { cartWays, handsTake, type ParkingProblem, type ParkingStop } from "./ParkingProblem.ts"
import { type CartLoadName, cartLoadNames } from "../tours/TourProblem.ts"

/** From the cart over some stops, by id, and back to it. */
export interface FootRound {
  readonly stops: ReadonlyArray<string>
  /** In the unit of the distances on foot. */
  readonly walked: number
}

/** The cart parked at a place. */
export interface ParkedCart {
  readonly place: number
  /** What was wheeled to get there, in the unit of the cart's distances. */
  readonly wheeled: number
  readonly rounds: ReadonlyArray<FootRound>
}

export interface ParkingPlan {
  /** In the order in which the cart comes there; it may be parked at a place more than once. */
  readonly parked: ReadonlyArray<ParkedCart>
  /** What is wheeled from the last of them to the end. */
  readonly homeWheeled: number
}

/** What is wrong with a plan. Parkings are numbered by their index. */
export type ParkingViolation =
  | { readonly _tag: "StopMissed"; readonly id: string }
  | { readonly _tag: "StopTwice"; readonly id: string }
  | { readonly _tag: "StopUnknown"; readonly id: string }
  | { readonly _tag: "NotAParking"; readonly place: number }
  | { readonly _tag: "ParkedForNothing"; readonly parking: number }
  | { readonly _tag: "RoundEmpty"; readonly parking: number }
  /** Fetched before one that stands before it, where stops are fetched as listed. */
  | { readonly _tag: "OutOfOrder"; readonly id: string }
  | {
      readonly _tag: "HandsOverLimit"
      readonly parking: number
      readonly limit: CartLoadName
      readonly asked: number
      readonly most: number
    }
  | {
      readonly _tag: "LengthMisstated"
      readonly of: "cart" | "onFoot"
      readonly parking: number
      readonly stated: number
      readonly counted: number
    }

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const parkingViolations = (problem: ParkingProblem, plan: ParkingPlan): ReadonlyArray<ParkingViolation> => [
  ...fetchViolations(problem, plan),
  ...plan.parked.flatMap((parked, parking) => roundViolations(problem, parked, parking)),
  ...wheelViolations(problem, plan)
]

/** What the plan is charged for, in milliseconds: wheeling, walking on foot, and parking, each by the place. */
export const parkingCharges = ({ cart, onFoot }: ParkingProblem, plan: ParkingPlan): ReadonlyArray<Charge> => {
  const charges = plan.parked.flatMap(({ place, rounds, wheeled }) => [
    { reason: "wheel", subject: `${place}`, amount: (1_000 * wheeled) / cart.unitsPerSecond },
    { reason: "park", subject: `${place}`, amount: cart.parkMillis ?? 0 },
    ...rounds.map(({ stops, walked }) => ({
      reason: "on foot",
      subject: stops.join("+"),
      amount: (1_000 * walked) / onFoot.unitsPerSecond
    }))
  ])
  const home = { reason: "wheel", subject: "end", amount: (1_000 * plan.homeWheeled) / cart.unitsPerSecond }
  return [...charges, home].filter(({ amount }) => amount > 0)
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const fetchViolations = ({ order, stops }: ParkingProblem, plan: ParkingPlan): ReadonlyArray<ParkingViolation> => {
  const found: Array<ParkingViolation> = []
  const listed = new Map(stops.map(({ id }, index) => [id, index]))
  const fetched = new Set<string>()
  let last = -1
  for (const id of plan.parked.flatMap(({ rounds }) => rounds.flatMap((round) => round.stops))) {
    const at = listed.get(id)
    if (at === undefined) found.push({ _tag: "StopUnknown", id })
    if (fetched.has(id)) found.push({ _tag: "StopTwice", id })
    fetched.add(id)
    if (order === "asListed" && at !== undefined && at < last) found.push({ _tag: "OutOfOrder", id })
    last = Math.max(last, at ?? -1)
  }
  for (const { id } of stops) if (!fetched.has(id)) found.push({ _tag: "StopMissed", id })
  return found
}

const roundViolations = (
  problem: ParkingProblem,
  { place, rounds }: ParkedCart,
  parking: number
): ReadonlyArray<ParkingViolation> => {
  const { cart, onFoot, stops } = problem
  const stopOf = new Map(stops.map((stop) => [stop.id, stop]))
  const found: Array<ParkingViolation> = []
  if (!cart.parkings.includes(place)) found.push({ _tag: "NotAParking", place })
  if (rounds.length === 0) found.push({ _tag: "ParkedForNothing", parking })
  for (const { stops: ids, walked: stated } of rounds) {
    if (ids.length === 0) found.push({ _tag: "RoundEmpty", parking })
    const round = ids.map((id) => stopOf.get(id)).filter((stop): stop is ParkingStop => stop !== undefined)
    for (const limit of cartLoadNames) {
      const most = handsTake(problem, limit)
      const asked = round.reduce((sum, { load }) => sum + (load?.[limit] ?? 0), 0)
      if (asked > most && !isSame(asked, most)) found.push({ _tag: "HandsOverLimit", parking, limit, asked, most })
    }
    const way = [place, ...round.map((stop) => stop.place), place]
    const counted = lengthOf(way, onFoot.distances.between)
    if (!isSame(stated, counted)) found.push({ _tag: "LengthMisstated", of: "onFoot", parking, stated, counted })
  }
  return found
}

const wheelViolations = (problem: ParkingProblem, plan: ParkingPlan): ReadonlyArray<ParkingViolation> => {
  const { cart } = problem
  const places = [cart.start, ...plan.parked.map(({ place }) => place), cart.end]
  const wheeled = [...plan.parked.map((parked) => parked.wheeled), plan.homeWheeled]
  return wheeled.flatMap((stated, parking) => {
    const counted = lengthOf(places.slice(parking, parking + 2), cartWays(problem).between)
    return isSame(stated, counted) ? [] : [{ _tag: "LengthMisstated" as const, of: "cart", parking, stated, counted }]
  })
}

const lengthOf = (way: ReadonlyArray<number>, between: (from: number, to: number) => number): number =>
  way.slice(1).reduce((sum, to, index) => sum + (to === way[index] ? 0 : between(way[index] as number, to)), 0)
