/**
 * By which rule each place of a floor refuses an arrival.
 */
import { isAlike, nobody, type PutawayFloor } from "./PutawayFloor.ts"
import { putawayRules, stockMassGrams, stockVolumeMm3, type Arrival, type PutawayRule, type Stock } from "./Putaway.ts"
import { requirementsOf, sizeRefuses } from "../rules/StorageRules.ts"

/** The place refuses by no rule. */
export const none = -1

const indexOf = (rule: PutawayRule | undefined): number => (rule === undefined ? none : putawayRules.indexOf(rule))
const [closed, fixed, forbiddenHere] = [indexOf("closed"), indexOf("fixed"), indexOf("forbidden")]
const [volume, mass, mixedSkus] = [indexOf("volume"), indexOf("mass"), indexOf("mixedSkus")]

/** The index of the rule by which all places of each kind refuse. */
const kindsRefusing = ({ kinds, rules }: PutawayFloor, arrival: Arrival): Int32Array => {
  const asked = requirementsOf(arrival, rules)
  return Int32Array.from(kinds, (kind) => indexOf(asked.find(({ holds }) => !holds(kind))?.rule))
}

export interface PlaceRefusing {
  /** The index of the rule by which all places of a kind refuse, or of a box; `none` where some may take it. */
  readonly ofKind: Int32Array
  readonly ofBox: Int32Array
  /** The index of the rule by which a place refuses, or `none`. */
  readonly at: (at: number) => number
}

/** What is the same for all places of a kind, or of a box, is asked once. Time O(kinds + boxes), and then a place. */
export const placeRefusing = (floor: PutawayFloor, arrival: Arrival): PlaceRefusing => {
  const { boxes, boxOf, freeGrams, freeMm3, keptFor, kindOf, mixing, soleSku, standing, stock } = floor
  const ofKind = kindsRefusing(floor, arrival)
  const [volumeMm3, massGrams] = [stockVolumeMm3(arrival), stockMassGrams(arrival)]
  const ofBox = Int32Array.from(boxes, (box) => indexOf(sizeRefuses(arrival, box)))
  const forbidden = new Set((arrival.forbidden ?? []).map((location) => floor.positionOf.get(location)))
  const number = floor.numberOf(arrival.sku)
  const groups = standing.groupsOf(arrival)
  const conflict = standing.conflictsOf(groups, arrival.sku)
  const refuse = (at: number): number => {
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
  return { ofKind, ofBox, at: refuse }
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
