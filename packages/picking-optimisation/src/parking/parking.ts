/**
 * Parking the cart and fetching on foot: choose a method, find the rounds, and say how good they are.
 */
import * as Result from "effect/Result"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { exactParking, mostForExactParking } from "./exactParking.ts"
import { ParkAlong, type RoundAlong } from "./parkAlong.ts"
import { parkingBound } from "./parkingBound.ts"
import { type ParkingModel, parkingModel } from "./parkingModel.ts"
import { type ParkedCart, parkingCharges, type ParkingPlan } from "./ParkingPlan.ts"
import {
  cartWays,
  type ParkingProblem,
  type ParkingRefusal,
  parkingRefusal,
  type ParkingStop
} from "./ParkingProblem.ts"
import { parkingSearch } from "./parkingSearch.ts"

/** When no seed is given it is 0; when no `stop` is given, the search runs until it finds nothing more. */
export type ParkingOptions = Partial<SolveOptions>

/**
 * Where to park the cart, and in which rounds on foot to fetch every stop to it, in the least time; charged for
 * wheeling, parking, and each round. In a given order (`asListed`), and in any up to nine stops, it is the best there
 * is, proved; more stops are put in order by annealing, and each order is parked along at its best.
 *
 * Refuses what `ParkingRefusal` lists.
 */
export const solveParking = (
  problem: ParkingProblem,
  { seed = 0, stop = whenExhausted }: ParkingOptions = {}
): Result.Result<Outcome<ParkingPlan>, ParkingRefusal> => {
  const refusal = parkingRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const model = parkingModel(problem)
  const found = orderOf(problem, model, { seed, stop })
  const along = new ParkAlong(model)
  along.millis(found.order)
  const plan = planOf(problem, model, found.order, along.rounds)
  const charges = parkingCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const leastMillis = Math.min(cost, parkingBound(model))
  const isProved = found.stoppedBy === "proved" || leastMillis >= cost - 1e-9 * Math.max(1, cost)
  const bound = isProved ? cost : leastMillis
  return Result.succeed({ plan, cost, bound, charges, stoppedBy: isProved ? "proved" : found.stoppedBy })
}

interface Ordered extends Pick<Outcome<unknown>, "stoppedBy"> {
  readonly order: Int32Array
}

const orderOf = ({ order }: ParkingProblem, model: ParkingModel, { seed, stop }: SolveOptions): Ordered => {
  const { parkings, stops } = model
  if (order === "asListed") return { order: Int32Array.from({ length: stops }, (_, at) => at), stoppedBy: "proved" }
  if (stops <= mostForExactParking.stops && parkings <= mostForExactParking.parkings) {
    return { order: exactParking(model), stoppedBy: "proved" }
  }
  const found = parkingSearch(model, random(seed), stop)
  return { order: found.order, stoppedBy: found.stopped ? "caller" : "exhausted" }
}

/** Rounds that follow each other from one parking are walked while the cart stands there. */
const planOf = (
  problem: ParkingProblem,
  { places }: ParkingModel,
  order: Int32Array,
  rounds: ReadonlyArray<RoundAlong>
): ParkingPlan => {
  const { cart, onFoot, stops } = problem
  const lengthOf = (between: (from: number, to: number) => number, way: ReadonlyArray<number>): number =>
    way.slice(1).reduce((sum, to, index) => sum + (to === way[index] ? 0 : between(way[index] as number, to)), 0)
  const parked: Array<ParkedCart & { readonly rounds: Array<ParkedCart["rounds"][number]> }> = []
  for (const { from, parking, to } of rounds) {
    const place = places[parking] as number
    const here = parked.at(-1)
    const before = here?.place ?? cart.start
    const round = Array.from(order.subarray(from, to), (stop) => stops[stop] as ParkingStop)
    const walked = lengthOf(onFoot.distances.between, [place, ...round.map((stop) => stop.place), place])
    const fetched = { stops: round.map(({ id }) => id), walked }
    if (here?.place === place) here.rounds.push(fetched)
    else parked.push({ place, wheeled: lengthOf(cartWays(problem).between, [before, place]), rounds: [fetched] })
  }
  const lastPlace = parked.at(-1)?.place ?? cart.start
  return { parked, homeWheeled: lengthOf(cartWays(problem).between, [lastPlace, cart.end]) }
}
