/**
 * Putaway: the best places for what arrives, and why not the others.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import { needNumbers } from "./Fitting.ts"
import { isAlike, sizeRefuses, type PutawayFloor } from "./PutawayFloor.ts"
import {
  stockMassGrams,
  stockVolumeMm3,
  type Arrival,
  type PlaceRefused,
  type PutawayAnswer,
  type PutawayReasons,
  type PutawayRule,
  type PutawaySuggestion,
  type PutawayWeights,
  type Stock
} from "./Putaway.ts"
import { requirementsOf } from "./StorageRules.ts"

/**
 * The places that take all units of the arrival at once, `most` of them, those with the least milliseconds first, ties
 * in the order of places. Each comes with its reasons, whose sum is its milliseconds. Places that refuse are counted by
 * the first rule they refuse by; `whyNot` names them. Where no place takes all, `splitPutaway` shares it out.
 *
 * Time O(places), and for each place that has room O(stock there) and that of the rules between SKUs.
 */
export const suggestPutaway = (
  floor: PutawayFloor,
  arrival: Arrival,
  weights: PutawayWeights,
  most = 3
): PutawayAnswer => {
  const refuse = refusing(floor, arrival)
  const price = pricing(floor, arrival, weights)
  const refused: Partial<Record<PutawayRule, number>> = {}
  const best: Array<{ readonly at: number; readonly millis: number }> = []
  let open = 0
  for (let at = 0; at < floor.places.length; at++) {
    const rule = refuse(at)
    if (rule !== undefined) {
      refused[rule] = (refused[rule] ?? 0) + 1
      continue
    }
    open++
    const millis = price.millis(at)
    if (best.length === most && !(millis < best[most - 1]!.millis)) continue
    let index = best.length
    while (index > 0 && best[index - 1]!.millis > millis) index--
    best.splice(index, 0, { at, millis })
    if (best.length > most) best.pop()
  }
  return { suggestions: best.map(({ at }) => suggestionOf(floor, price, at)), open, refused }
}

/** Places that refuse by this rule, or by any, up to `most` of them, in the order of places. */
export const whyNot = (
  floor: PutawayFloor,
  arrival: Arrival,
  { most = 10, rule }: { readonly rule?: PutawayRule; readonly most?: number } = {}
): ReadonlyArray<PlaceRefused> => {
  const refuse = refusing(floor, arrival)
  const found: Array<PlaceRefused> = []
  for (let at = 0; at < floor.places.length && found.length < most; at++) {
    const by = refuse(at)
    if (by === undefined || (rule !== undefined && rule !== by)) continue
    const { location } = floor.places[at]!
    const conflict = floor.standing.conflict(floor.standing.groupsOf(arrival), arrival.sku, at)
    found.push({ location, rule: by, ...(conflict?.rule === by ? { other: conflict.with } : {}) })
  }
  return found
}

/** Why one place refuses; undefined when it takes the arrival, or is not there. */
export const whyNotThere = (floor: PutawayFloor, arrival: Arrival, location: LocationId): PutawayRule | undefined => {
  const at = floor.positionOf.get(location)
  return at === undefined ? undefined : refusing(floor, arrival)(at)
}

/** The rule by which each place refuses; what is the same for all places of a kind is asked once. */
const refusing = (floor: PutawayFloor, arrival: Arrival): ((at: number) => PutawayRule | undefined) => {
  const { freeGrams, freeMm3, kindOf, kinds, places, rules, standing, stock } = floor
  const asked = requirementsOf(arrival, rules)
  const ofKind = kinds.map((kind) => asked.find(({ holds }) => !holds(kind))?.rule)
  const [volumeMm3, massGrams, upright] = [stockVolumeMm3(arrival), stockMassGrams(arrival), arrival.upright === true]
  const needs = needNumbers(volumeMm3, massGrams, arrival.sides)
  const forbidden = new Set(arrival.forbidden)
  const groups = standing.groupsOf(arrival)
  return (at) => {
    const kind = ofKind[kindOf[at]!]
    if (kind === "closed") return kind
    const { keptFor, location } = places[at]!
    if (keptFor !== undefined && keptFor !== arrival.sku) return "fixed"
    if (forbidden.size > 0 && forbidden.has(location)) return "forbidden"
    if (kind !== undefined) return kind
    const size = sizeRefuses(floor, at, needs, upright)
    if (size !== undefined) return size
    if (volumeMm3 > freeMm3[at]!) return "volume"
    if (massGrams > freeGrams[at]!) return "mass"
    if (groups.length > 0) {
      const conflict = standing.conflict(groups, arrival.sku, at)
      if (conflict !== undefined) return conflict.rule
    }
    const here = stock[at]!
    return here.length === 0 ? undefined : mixingRefuses(floor, here, arrival)
  }
}

const mixingRefuses = (
  { mixing }: PutawayFloor,
  here: ReadonlyArray<Stock>,
  arrival: Arrival
): PutawayRule | undefined => {
  if (here.length === 1 && isAlike(here[0]!, arrival)) return undefined
  const skus = new Set(here.map(({ sku }) => sku)).add(arrival.sku)
  if (skus.size > mixing.mostSkus) return "mixedSkus"
  const same = here.filter(({ sku }) => sku === arrival.sku)
  if (new Set(same.map(({ lot }) => lot)).add(arrival.lot).size > mixing.mostLots) return "mixedLots"
  const owners = new Set(here.map(({ owner }) => owner)).add(arrival.owner)
  return owners.size > mixing.mostOwners ? "mixedOwners" : undefined
}

interface Price {
  readonly millis: (at: number) => number
  readonly reasons: (at: number) => PutawayReasons
}

const pricing = (floor: PutawayFloor, arrival: Arrival, weights: PutawayWeights): Price => {
  const { aisleOf, aisleRoomMm3, aisleUsedMm3, freeMm3, places, stock } = floor
  const { near = [] } = arrival
  const volumeMm3 = stockVolumeMm3(arrival)
  const millisPerMm = 1000 / weights.walkMmPerSecond
  const toPickFace = (at: number): number => {
    const from = places[at]!.at
    if (from === undefined || near.length === 0) return 0
    let leastMm = Infinity
    for (const face of near) leastMm = Math.min(leastMm, Math.abs(face.xMm - from.xMm) + Math.abs(face.yMm - from.yMm))
    return leastMm * millisPerMm
  }
  const consolidation = (at: number): number =>
    stock[at]!.some((here) => isAlike(here, arrival)) ? -weights.consolidationMillis : 0
  const empty = (at: number): number => (stock[at]!.length === 0 ? -weights.emptyMillis : 0)
  const balance = (at: number): number => {
    const aisle = aisleOf[at]!
    return (weights.balanceMillis * aisleUsedMm3[aisle]!) / aisleRoomMm3[aisle]!
  }
  const leftover = (at: number): number =>
    (weights.leftoverMillis * (freeMm3[at]! - volumeMm3)) / places[at]!.capacityVolumeMm3
  const walk = (at: number): number => places[at]!.walkMm * millisPerMm
  return {
    millis: (at) => walk(at) + toPickFace(at) + consolidation(at) + empty(at) + balance(at) + leftover(at),
    reasons: (at) => ({
      walk: walk(at),
      toPickFace: toPickFace(at),
      consolidation: consolidation(at),
      empty: empty(at),
      balance: balance(at),
      leftover: leftover(at)
    })
  }
}

const suggestionOf = ({ places }: PutawayFloor, { millis, reasons }: Price, at: number): PutawaySuggestion => ({
  location: places[at]!.location,
  millis: millis(at),
  reasons: reasons(at)
})
