/**
 * Putaway: the best places for what arrives, and why not the others.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import type { Point } from "@stowage/layout/Location"
import { isAlike, nobody, several, type PutawayFloor } from "./PutawayFloor.ts"
import {
  putawayRules,
  stockMassGrams,
  stockVolumeMm3,
  type Arrival,
  type PlaceRefused,
  type PutawayReasons,
  type PutawayRefusals,
  type PutawayRule,
  type PutawaySuggestion,
  type PutawayWeights,
  type Stock
} from "./Putaway.ts"
import { requirementsOf, sizeRefuses } from "./StorageRules.ts"

/**
 * The places that take all units of the arrival at once, `most` of them, those with the least milliseconds first, ties
 * to the nearer and then in the order given; none when every place refuses. Each comes with its reasons, whose sum is
 * its milliseconds. `countRefusals` says by which rules the others refuse, and `whyNot` which they are. Where no place
 * takes all, `splitPutaway` shares it out.
 *
 * Places are looked at from the nearest, until the walk alone is more than anything can make up for. Time O(places),
 * and for each place that has room O(stock there) and that of the rules between SKUs.
 */
export const suggestPutaway = (
  floor: PutawayFloor,
  arrival: Arrival,
  weights: PutawayWeights,
  most = 3
): ReadonlyArray<PutawaySuggestion> => {
  const { aisleOf, kindOf, mixing, soleSku, walkMm } = floor
  const { consolidationMillis, emptyMillis, walkMmPerSecond } = weights
  const refuse = refusing(floor, arrival)
  const price = pricing(floor, arrival, weights)
  const { aisleMillis } = price
  // What is known of most places at once, and refuses most of them.
  const closedKinds = Uint8Array.from(kindsRefusing(floor, arrival), (rule) => Number(rule !== none))
  const [isAlone, number] = [mixing.mostSkus === 1, floor.numberOf(arrival.sku)]
  const millisPerMm = 1000 / walkMmPerSecond
  const mostFor = Math.max(emptyMillis, consolidationMillis)
  const best: Array<{ readonly at: number; readonly millis: number }> = []
  let worst = Infinity
  for (let at = 0; at < walkMm.length; at++) {
    const walk = walkMm[at]! * millisPerMm
    if (walk - mostFor >= worst) break
    const sole = soleSku[at]!
    if (closedKinds[kindOf[at]!] === 1 || (isAlone && sole !== nobody && sole !== number)) continue
    const without = walk + aisleMillis[aisleOf[at]!]! - (sole === nobody ? emptyMillis : consolidationMillis)
    if (without >= worst || without + price.toPickFace(at) >= worst || refuse(at) !== none) continue
    const millis = price.millis(at)
    if (millis >= worst) continue
    let index = best.length
    while (index > 0 && best[index - 1]!.millis > millis) index--
    best.splice(index, 0, { at, millis })
    if (best.length > most) best.pop()
    if (best.length === most) worst = best[most - 1]!.millis
  }
  return best.map(({ at }) => suggestionOf(floor, price, at))
}

/** How many places take the arrival, and how many refuse by which rule. Time O(places). */
export const countRefusals = (floor: PutawayFloor, arrival: Arrival): PutawayRefusals => {
  const refuse = refusing(floor, arrival)
  const counts = new Int32Array(putawayRules.length)
  let open = 0
  for (let at = 0; at < floor.places.length; at++) {
    const rule = refuse(at)
    if (rule === none) open++
    else counts[rule]!++
  }
  const refused = Object.fromEntries(
    putawayRules.flatMap((rule, index) => (counts[index] === 0 ? [] : [[rule, counts[index]!]]))
  )
  return { open, refused }
}

/** Places that refuse by this rule, or by any, up to `most` of them, in the order of places. */
export const whyNot = (
  floor: PutawayFloor,
  arrival: Arrival,
  { most = 10, rule }: { readonly rule?: PutawayRule; readonly most?: number } = {}
): ReadonlyArray<PlaceRefused> => {
  const refuse = refusing(floor, arrival)
  const conflictAt = floor.standing.conflictsOf(floor.standing.groupsOf(arrival), arrival.sku)
  const found: Array<PlaceRefused> = []
  for (let at = 0; at < floor.places.length && found.length < most; at++) {
    const by = putawayRules[refuse(at)]
    if (by === undefined || (rule !== undefined && rule !== by)) continue
    const { location } = floor.places[at]!
    const conflict = conflictAt(at)
    found.push({ location, rule: by, ...(conflict?.rule === by ? { other: conflict.with } : {}) })
  }
  return found
}

/** Why one place refuses; undefined when it takes the arrival, or is not there. */
export const whyNotThere = (floor: PutawayFloor, arrival: Arrival, location: LocationId): PutawayRule | undefined => {
  const at = floor.positionOf.get(location)
  return at === undefined ? undefined : putawayRules[refusing(floor, arrival)(at)]
}

/** The place refuses by no rule. */
const none = -1

const indexOf = (rule: PutawayRule | undefined): number => (rule === undefined ? none : putawayRules.indexOf(rule))
const [closed, fixed, forbiddenHere] = [indexOf("closed"), indexOf("fixed"), indexOf("forbidden")]
const [volume, mass, mixedSkus] = [indexOf("volume"), indexOf("mass"), indexOf("mixedSkus")]

/** The index of the rule by which all places of each kind refuse. */
const kindsRefusing = ({ kinds, rules }: PutawayFloor, arrival: Arrival): Int32Array => {
  const asked = requirementsOf(arrival, rules)
  return Int32Array.from(kinds, (kind) => indexOf(asked.find(({ holds }) => !holds(kind))?.rule))
}

/** The index of the rule by which each place refuses; what is the same for all places of a kind is asked once. */
const refusing = (floor: PutawayFloor, arrival: Arrival): ((at: number) => number) => {
  const { boxes, boxOf, freeGrams, freeMm3, keptFor, kindOf, mixing, soleSku, standing, stock } = floor
  const ofKind = kindsRefusing(floor, arrival)
  const [volumeMm3, massGrams] = [stockVolumeMm3(arrival), stockMassGrams(arrival)]
  const ofBox = Int32Array.from(boxes, (box) => indexOf(sizeRefuses(arrival, box)))
  const forbidden = new Set((arrival.forbidden ?? []).map((location) => floor.positionOf.get(location)))
  const number = floor.numberOf(arrival.sku)
  const groups = standing.groupsOf(arrival)
  const conflict = standing.conflictsOf(groups, arrival.sku)
  return (at) => {
    const kind = ofKind[kindOf[at]!]!
    if (kind === closed) return kind
    const owner = keptFor[at]!
    if (owner !== nobody && owner !== number) return fixed
    if (forbidden.size > 0 && forbidden.has(at)) return forbiddenHere
    if (kind !== none) return kind
    const size = ofBox[boxOf[at]!]!
    if (size !== none) return size
    if (volumeMm3 > freeMm3[at]!) return volume
    if (massGrams > freeGrams[at]!) return mass
    const rule = groups.length === 0 ? none : indexOf(conflict(at)?.rule)
    if (rule !== none) return rule
    const sole = soleSku[at]!
    if (sole === nobody) return none
    if (sole !== number && mixing.mostSkus === 1) return mixedSkus
    return indexOf(mixingRefuses(floor, stock[at]!, arrival))
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
  readonly toPickFace: (at: number) => number
  /** By aisle. */
  readonly aisleMillis: Float64Array
  readonly reasons: (at: number) => PutawayReasons
}

/** `millis` is the sum of `reasons`, in their order, without an object for each place. */
const pricing = (floor: PutawayFloor, arrival: Arrival, weights: PutawayWeights): Price => {
  const { aisleOf, aisleRoomMm3, aisleUsedMm3, freeMm3, places, soleSku, stock, walkMm } = floor
  const { balanceMillis, consolidationMillis, emptyMillis, leftoverMillis, walkMmPerSecond } = weights
  const millisPerMm = 1000 / walkMmPerSecond
  const near = arrival.near ?? []
  const number = floor.numberOf(arrival.sku)
  const volumeMm3 = stockVolumeMm3(arrival)
  const aisleMillis = aisleUsedMm3.map((usedMm3, aisle) => (balanceMillis * usedMm3) / aisleRoomMm3[aisle]!)
  const walk = (at: number): number => walkMm[at]! * millisPerMm
  const toPickFace = (at: number): number => toPickFaceMm(floor, near, at) * millisPerMm
  const consolidation = (at: number): number => {
    const sole = soleSku[at]!
    if (sole !== number && sole !== several) return 0
    return stock[at]!.some((other) => isAlike(other, arrival)) ? -consolidationMillis : 0
  }
  const empty = (at: number): number => (soleSku[at] === nobody ? -emptyMillis : 0)
  const balance = (at: number): number => aisleMillis[aisleOf[at]!]!
  const leftover = (at: number): number => (leftoverMillis * (freeMm3[at]! - volumeMm3)) / places[at]!.capacityVolumeMm3
  return {
    millis: (at) => walk(at) + toPickFace(at) + consolidation(at) + empty(at) + balance(at) + leftover(at),
    toPickFace,
    aisleMillis,
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

const toPickFaceMm = ({ xMm, yMm }: PutawayFloor, near: ReadonlyArray<Point>, at: number): number => {
  const [x, y] = [xMm[at]!, yMm[at]!]
  let leastMm = Infinity
  for (let index = 0; index < near.length; index++) {
    const mm = Math.abs(near[index]!.xMm - x) + Math.abs(near[index]!.yMm - y)
    if (mm < leastMm) leastMm = mm
  }
  return leastMm === Infinity ? 0 : leastMm
}

const suggestionOf = ({ places }: PutawayFloor, { millis, reasons }: Price, at: number): PutawaySuggestion => ({
  location: places[at]!.location,
  millis: millis(at),
  reasons: reasons(at)
})
