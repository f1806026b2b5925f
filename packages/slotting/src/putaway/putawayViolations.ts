/**
 * Whether an arrival may be put somewhere, checked anew from the places and the rules. No code of the search is used.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import { placesMisused, type PlacedSku } from "../rules/placesMisused.ts"
import type { Arrival, PutawayPlace, PutawayRule, PutawayRules, Stock } from "./Putaway.ts"
import { violations, type SlotViolation } from "../slots/SlotPlan.ts"

export type PutawayViolation =
  | { readonly _tag: "UnknownLocation"; readonly location: LocationId }
  | { readonly _tag: "PutawayRuleBroken"; readonly rule: PutawayRule; readonly location: LocationId }
  | SlotViolation

/**
 * Every rule that is broken by putting all of the arrival there, as if the place were a face with what room is left in
 * it. What is amiss without the arrival is not named. Time O(places + stock), and that of `violations`.
 */
export const putawayViolations = (
  places: ReadonlyArray<PutawayPlace>,
  rules: PutawayRules,
  arrival: Arrival,
  location: LocationId
): ReadonlyArray<PutawayViolation> => {
  const place = places.find((candidate) => candidate.location === location)
  if (place === undefined) return [{ _tag: "UnknownLocation", location }]
  const here = stockAt(place)
  const face = {
    ...place,
    face: location,
    roundTripMm: 0,
    reachMillis: 0,
    capacityVolumeMm3: here.reduce((room, one) => room - one.units * one.unitVolumeMm3, place.capacityVolumeMm3),
    maxMassGrams: here.reduce((room, one) => room - one.units * one.unitMassGrams, place.maxMassGrams)
  }
  const { heavyLow } = rules
  const broken: ReadonlyArray<PutawayViolation> = violations(
    {
      skus: [{ ...arrival, visitsPerDay: 0, unitsPerDay: 0, unitsKept: arrival.units }],
      faces: [face],
      walkMmPerSecond: 1,
      ...(heavyLow === undefined ? {} : { rules: { heavyLow } })
    },
    { assignments: [{ sku: arrival.sku, face: location }] }
  )
  const placed = places.flatMap((other) => stockAt(other).map((one) => placedAt(one, other)))
  const isNew = (rule: PutawayRule): boolean =>
    misuses(rules, [...placed, placedAt(arrival, place)], rule) > misuses(rules, placed, rule)
  const between = (["segregation", "familyApart", "familyTogether"] as const).filter(isNew)
  const more = [
    ...between,
    ...mixed(rules, here, arrival),
    ...(isKeptForOther(place, arrival) ? ["fixed" as const] : [])
  ]
  return [...broken, ...more.map((rule) => ({ _tag: "PutawayRuleBroken", rule, location }) as const)]
}

const stockAt = ({ inFlight = [], stored = [] }: PutawayPlace): ReadonlyArray<Stock> => [...stored, ...inFlight]

const placedAt = ({ family, hazmatClass, sku }: Stock, place: PutawayPlace): PlacedSku<Stock["sku"], PutawayPlace> => ({
  sku,
  place,
  ...(family === undefined ? {} : { family }),
  ...(hazmatClass === undefined ? {} : { hazmatClass })
})

const misuses = (
  rules: PutawayRules,
  placed: ReadonlyArray<PlacedSku<Stock["sku"], PutawayPlace>>,
  rule: PutawayRule
): number => placesMisused(rules, placed).filter((misuse) => misuse.rule === rule).length

const isKeptForOther = ({ keptFor }: PutawayPlace, { sku }: Arrival): boolean =>
  keptFor !== undefined && keptFor !== sku

/** Rules of mixing that hold without the arrival and not with it. */
const mixed = (
  { mixing = { mostSkus: 1, mostLots: 1, mostOwners: 1 } }: PutawayRules,
  here: ReadonlyArray<Stock>,
  arrival: Arrival
): ReadonlyArray<PutawayRule> => {
  const grows = (all: ReadonlyArray<Stock>, of: (stock: Stock) => string | undefined, most: number): boolean => {
    const before = new Set(all.map(of))
    return !before.has(of(arrival)) && before.size + 1 > most
  }
  const same = here.filter(({ sku }) => sku === arrival.sku)
  return [
    ...(grows(here, ({ sku }) => sku, mixing.mostSkus) ? ["mixedSkus" as const] : []),
    ...(grows(same, ({ lot }) => lot, mixing.mostLots) ? ["mixedLots" as const] : []),
    ...(grows(here, ({ owner }) => owner, mixing.mostOwners) ? ["mixedOwners" as const] : [])
  ]
}
