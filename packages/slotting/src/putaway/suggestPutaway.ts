/**
 * Putaway: the best places for what arrives, and why not the others.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import { leastFirst, nothingLeft } from "./leastFirst.ts"
import { none, placeRefusing, type PlaceRefusing } from "./PlaceRefusing.ts"
import {
  putawayRules,
  stockMassGrams,
  stockVolumeMm3,
  type Arrival,
  type PlaceRefused,
  type PutawayRefusals,
  type PutawayRule,
  type PutawaySuggestion,
  type PutawayWeights
} from "./Putaway.ts"
import { several, type PutawayFloor } from "./PutawayFloor.ts"
import { putawayPrice, type PutawayPrice } from "./PutawayPrice.ts"
import { badArrival, badAsk, type PutawayRefusal } from "./PutawayRefusal.ts"

/**
 * The places that take all units of the arrival at once, `most` of them, those with the least milliseconds first, ties
 * to the nearer and then in the order given; none when every place refuses. Each comes with its reasons, whose sum is
 * its milliseconds. `countRefusals` says by which rules the others refuse, and `whyNot` which they are. Where no place
 * takes all, `splitPutaway` shares it out. Refuses a measure of the arrival or a weight that is none.
 *
 * Places where the SKU lies are looked at first, and then blocks of places alike from the least that any of a block can
 * cost, until that is more than what was found; a block whose kind, box or room refuses is passed over as a whole. Time
 * O(blocks), and for each place looked at O(stock there) and that of the rules between SKUs.
 *
 * Source: Land and Doig (1960), An automatic method of solving discrete programming problems, Econometrica 28: the
 * branch of the least bound first.
 */
export const suggestPutaway = (
  floor: PutawayFloor,
  arrival: Arrival,
  weights: PutawayWeights,
  most = 3
): Result.Result<ReadonlyArray<PutawaySuggestion>, PutawayRefusal> => {
  const refusal = badAsk(arrival, weights, most)
  return refusal === undefined ? Result.succeed(bestPlaces(floor, arrival, weights, most)) : Result.fail(refusal)
}

/** As `suggestPutaway`, of what has been looked at before. */
export const bestPlaces = (
  floor: PutawayFloor,
  arrival: Arrival,
  weights: PutawayWeights,
  most: number
): ReadonlyArray<PutawaySuggestion> => {
  const { blocks, holding, isOpen, soleSku } = floor
  const number = floor.numberOf(arrival.sku)
  const holders = holding.get(number)
  const refusing = placeRefusing(floor, arrival)
  const price = putawayPrice(floor, arrival, weights)
  const best = bestOf(most, refusing, price)
  for (const at of holders ?? []) best.offer(at)
  const least = blockMillis(floor, arrival, refusing, price)
  const next = leastFirst(least)
  for (let block = next(); block !== nothingLeft && least[block]! <= best.worst(); block = next()) {
    for (let index = blocks.start[block]!; index < blocks.start[block + 1]!; index++) {
      const at = blocks.places[index]!
      const isHolder = soleSku[at] === number || (soleSku[at] === several && holders?.has(at) === true)
      if (isOpen(at) && !isHolder) best.offer(at)
    }
  }
  return best.found.map(({ at }) => suggestionOf(floor, price, at))
}

/** How many places take the arrival, and how many refuse by which rule. Time O(places). */
export const countRefusals = (
  floor: PutawayFloor,
  arrival: Arrival
): Result.Result<PutawayRefusals, PutawayRefusal> => {
  const bad = badArrival(arrival)
  if (bad !== undefined) return Result.fail(bad)
  const refusing = placeRefusing(floor, arrival)
  const counts = new Int32Array(putawayRules.length)
  let open = 0
  for (let at = 0; at < floor.places.length; at++) {
    const rule = refusing.at(at)
    if (rule === none) open++
    else counts[rule]!++
  }
  const refused = Object.fromEntries(
    putawayRules.flatMap((rule, index) => (counts[index] === 0 ? [] : [[rule, counts[index]!]]))
  )
  return Result.succeed({ open, refused })
}

/** Places that refuse by this rule, or by any, up to `most` of them, in the order of places. */
export const whyNot = (
  floor: PutawayFloor,
  arrival: Arrival,
  { most = 10, rule }: { readonly rule?: PutawayRule; readonly most?: number } = {}
): Result.Result<ReadonlyArray<PlaceRefused>, PutawayRefusal> => {
  const bad = badArrival(arrival)
  if (bad !== undefined) return Result.fail(bad)
  const refusing = placeRefusing(floor, arrival)
  const conflictAt = floor.standing.conflictsOf(floor.standing.groupsOf(arrival), arrival.sku)
  const found: Array<PlaceRefused> = []
  for (let at = 0; at < floor.places.length && found.length < most; at++) {
    const by = putawayRules[refusing.at(at)]
    if (by === undefined || (rule !== undefined && rule !== by)) continue
    const { location } = floor.places[at]!
    const conflict = conflictAt(at)
    found.push({ location, rule: by, ...(conflict?.rule === by ? { other: conflict.with } : {}) })
  }
  return Result.succeed(found)
}

/** Why one place refuses; undefined when it takes the arrival. Refuses a place that is not there. */
export const whyNotThere = (
  floor: PutawayFloor,
  arrival: Arrival,
  location: LocationId
): Result.Result<PutawayRule | undefined, PutawayRefusal> => {
  const at = floor.positionOf.get(location)
  const bad = badArrival(arrival)
  if (bad !== undefined) return Result.fail(bad)
  if (at === undefined) return Result.fail({ _tag: "LocationUnknown", location })
  return Result.succeed(putawayRules[placeRefusing(floor, arrival).at(at)])
}

/** The best places so far, ties to the nearer. */
interface BestPlaces {
  readonly found: ReadonlyArray<{ readonly at: number; readonly millis: number }>
  /** Above so many milliseconds no place is among the best. */
  readonly worst: () => number
  readonly offer: (at: number) => void
}

const bestOf = (most: number, refusing: PlaceRefusing, price: PutawayPrice): BestPlaces => {
  const found: Array<{ readonly at: number; readonly millis: number }> = []
  const isBefore = (at: number, millis: number, other: { readonly at: number; readonly millis: number }): boolean =>
    millis < other.millis || (millis === other.millis && at < other.at)
  return {
    found,
    worst: () => (found.length < most ? Infinity : found[most - 1]!.millis),
    offer: (at) => {
      const millis = price.millis(at)
      if (found.length >= most && !isBefore(at, millis, found[most - 1]!)) return
      if (refusing.at(at) !== none) return
      let index = found.length
      while (index > 0 && isBefore(at, millis, found[index - 1]!)) index--
      found.splice(index, 0, { at, millis })
      if (found.length > most) found.pop()
    }
  }
}

/** The least that a place of each block may cost; infinite for a block that refuses as a whole. */
const blockMillis = (
  { blocks }: PutawayFloor,
  arrival: Arrival,
  { ofBox, ofKind }: PlaceRefusing,
  price: PutawayPrice
): Float64Array => {
  const { boxOf, kindOf, mostGrams, mostMm3 } = blocks
  const [volumeMm3, massGrams] = [stockVolumeMm3(arrival), stockMassGrams(arrival)]
  const least = new Float64Array(kindOf.length)
  for (let block = 0; block < least.length; block++) {
    const refuses =
      ofKind[kindOf[block]!] !== none ||
      ofBox[boxOf[block]!] !== none ||
      volumeMm3 > mostMm3[block]! ||
      massGrams > mostGrams[block]!
    least[block] = refuses ? Infinity : price.blockMillis(block)
  }
  return least
}

const suggestionOf = ({ places }: PutawayFloor, { millis, reasons }: PutawayPrice, at: number): PutawaySuggestion => ({
  location: places[at]!.location,
  millis: millis(at),
  reasons: reasons(at)
})
