/**
 * Why a floor is not taken, or an arrival not looked at: what is no number, or names what is not there.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { type FieldAsked, fieldMissingText, fieldsAsked, firstMissing } from "../rules/fieldsAsked.ts"
import { aNumber, above0, atLeast0, count, countOrAny, offLimit, type Limit } from "../rules/Limit.ts"
import type { Arrival, PutawayPlace, PutawayRules, PutawayWeights, Stock } from "./Putaway.ts"
import type { StorageNeeds } from "../rules/StorageRules.ts"

/** In order of precedence: when several apply, the first listed is returned. */
export type PutawayRefusal =
  | PutawayMeasureInvalid
  | LocationTwice
  | LocationFieldMissing
  | LocationUnknown
  | StockMissing

/** A measure of a place, of stock in one, of what arrives, of the weights or the rules that is none. */
export interface PutawayMeasureInvalid {
  readonly _tag: "MeasureInvalid"
  readonly of: "place" | "stored" | "inFlight" | "arrival" | "weights" | "rules"
  /** The place, the SKU, `SKU at place` or what the rule is between; empty for the weights. */
  readonly id: string
  readonly field: string
  readonly value: number
  readonly expected: string
}

/** A floor names a place twice. */
export interface LocationTwice {
  readonly _tag: "LocationTwice"
  readonly location: LocationId
}

/** A rule asks where a place is, and it does not say. */
export interface LocationFieldMissing extends FieldAsked<"segregation" | "familyApart" | "familyTogether"> {
  readonly _tag: "PlaceMissing"
  readonly location: LocationId
}

/** The floor has no such place. */
export interface LocationUnknown {
  readonly _tag: "LocationUnknown"
  readonly location: LocationId
}

/** Fewer units of this SKU, lot and owner are in the place than are to be taken. */
export interface StockMissing {
  readonly _tag: "StockMissing"
  readonly location: LocationId
  readonly sku: Sku
  readonly asked: number
  readonly units: number
}

/** The refusal as a sentence for people. */
export const putawayRefusalText = (refusal: PutawayRefusal): string => {
  switch (refusal._tag) {
    case "MeasureInvalid": {
      const { expected, field, id, of, value } = refusal
      return `${id === "" ? of : `${of} ${id}`}: expected ${field} to be ${expected}, got ${value}`
    }
    case "LocationTwice":
      return `place ${refusal.location}: expected each place once, got it twice`
    case "PlaceMissing":
      return `place ${refusal.location}: ${fieldMissingText(refusal)}`
    case "LocationUnknown":
      return `place ${refusal.location}: expected a place of this floor, got one that is not there`
    case "StockMissing": {
      const { asked, location, sku, units } = refusal
      return `place ${location}: expected at least ${asked} units of ${sku} of this lot and owner, got ${units}`
    }
  }
}

/**
 * The first reason not to take a floor: places in their order, and of each what is stored and in flight, then the
 * rules, and whether each place says where it is as these ask. A place that holds more than it has room for is taken,
 * and takes nothing more. Time O(places + stock).
 */
export const illPosedFloor = (places: ReadonlyArray<PutawayPlace>, rules: PutawayRules): PutawayRefusal | undefined => {
  for (const place of places) {
    const refusal = badPlace(place)
    if (refusal !== undefined) return refusal
  }
  const refusal = badRules(rules)
  if (refusal !== undefined) return refusal
  const seen = new Set<LocationId>()
  for (const { location } of places) {
    if (seen.has(location)) return { _tag: "LocationTwice", location }
    seen.add(location)
  }
  const missing = firstMissing(places, fieldsAsked(rules))
  if (missing === undefined) return undefined
  const { because, field, place } = missing
  return { _tag: "PlaceMissing", location: place.location, field, because }
}

/** The first measure of what arrives that is none. Forbidden places need not be of this floor. */
export const badArrival = (arrival: Arrival): PutawayMeasureInvalid | undefined => {
  const refusal = badStock("arrival", arrival.sku, arrival)
  if (refusal !== undefined || arrival.near === undefined) return refusal
  for (const { xMm, yMm } of arrival.near) {
    const off = badMeasure("arrival", arrival.sku, { xMm, yMm }, aNumber)
    if (off !== undefined) return off
  }
  return undefined
}

/** The first weight that is none. */
const badWeights = (weights: PutawayWeights): PutawayMeasureInvalid | undefined => {
  const { balanceMillis, consolidationMillis, emptyMillis, leftoverMillis, walkMmPerSecond } = weights
  const millis = { consolidationMillis, emptyMillis, balanceMillis, leftoverMillis }
  return badMeasure("weights", "", { walkMmPerSecond }, above0) ?? badMeasure("weights", "", millis, atLeast0)
}

/** The first reason not to look at an arrival with these weights. */
export const badAsk = (arrival: Arrival, weights: PutawayWeights, most: number): PutawayMeasureInvalid | undefined =>
  badArrival(arrival) ?? badWeights(weights) ?? badMeasure("weights", "", { most }, countOrAny)

/** The first measure of this stock that is none. */
export const badStock = (
  of: PutawayMeasureInvalid["of"],
  id: string,
  { sides, temperature, unitMassGrams, units, unitVolumeMm3 }: StorageNeeds & Pick<Stock, "units">
): PutawayMeasureInvalid | undefined =>
  badMeasure(of, id, { units }, count) ??
  badMeasure(of, id, { unitVolumeMm3, ...sides }, above0) ??
  badMeasure(of, id, { unitMassGrams }, atLeast0) ??
  (temperature === undefined ? undefined : badMeasure(of, id, { ...temperature }, aNumber))

const badPlace = (place: PutawayPlace): PutawayMeasureInvalid | undefined => {
  const {
    at,
    capacityVolumeMm3,
    inFlight,
    inner,
    level = 1,
    location,
    maxMassGrams,
    stored,
    temperature,
    walkMm
  } = place
  return (
    badMeasure("place", location, { walkMm, maxMassGrams }, atLeast0) ??
    badMeasure("place", location, { capacityVolumeMm3, ...inner }, above0) ??
    badMeasure("place", location, { level, ...at, ...temperature }, aNumber) ??
    badStocks("stored", location, stored) ??
    badStocks("inFlight", location, inFlight)
  )
}

const badStocks = (
  of: "stored" | "inFlight",
  location: LocationId,
  stocks: ReadonlyArray<Stock> = []
): PutawayMeasureInvalid | undefined => {
  for (const stock of stocks) {
    const refusal = badStock(of, `${stock.sku} at ${location}`, stock)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const badRules = (rules: PutawayRules): PutawayMeasureInvalid | undefined => {
  const { familiesApart = [], heavyLow, mixing, segregation = [] } = rules
  const refusal =
    badMeasure("rules", "mixing", { ...mixing }, countOrAny) ??
    badMeasure("rules", "heavyLow", { ...heavyLow }, atLeast0)
  if (refusal !== undefined) return refusal
  for (const { between, by } of [...segregation, ...familiesApart]) {
    const off = typeof by === "object" ? badMeasure("rules", between.join(" and "), { mm: by.mm }, atLeast0) : undefined
    if (off !== undefined) return off
  }
  return undefined
}

const badMeasure = (
  of: PutawayMeasureInvalid["of"],
  id: string,
  fields: Readonly<Record<string, number>>,
  limit: Limit
): PutawayMeasureInvalid | undefined => {
  const off = offLimit(fields, limit)
  return off && { _tag: "MeasureInvalid", of, id, ...off }
}
