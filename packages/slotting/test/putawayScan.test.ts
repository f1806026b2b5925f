/** The search of blocks against a plain scan of all places by code that shares nothing with it. */
import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { random, type Random } from "@stowage/kernel/Random"
import type { Arrival, PutawayPlace, PutawayRules, PutawayWeights, Stock } from "@stowage/slotting/putaway/Putaway"
import { putawayFloorOf } from "@stowage/slotting/putaway/PutawayFloor"
import { putawayViolations } from "@stowage/slotting/putaway/putawayViolations"
import { suggestPutaway } from "@stowage/slotting/putaway/suggestPutaway"
import * as Result from "effect/Result"

type Open = PutawayPlace & { readonly inFlight: Array<Stock> }

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))
const used = ({ inFlight }: Open): number => inFlight.reduce((sum, one) => sum + one.units * one.unitVolumeMm3, 0)
const isSame = (a: Stock, b: Stock): boolean => a.sku === b.sku && a.lot === b.lot && a.owner === b.owner

/** What a place costs, as the guide says it. */
const millisOf = (places: ReadonlyArray<Open>, place: Open, arrival: Arrival, weights: PutawayWeights): number => {
  const inAisle = places.filter(({ aisle }) => aisle === place.aisle)
  const aisleUsed = inAisle.reduce((sum, one) => sum + used(one), 0)
  const aisleRoom = inAisle.reduce((sum, one) => sum + one.capacityVolumeMm3, 0)
  const { at } = place
  const ways = at ? (arrival.near ?? []).map(({ xMm, yMm }) => Math.abs(xMm - at.xMm) + Math.abs(yMm - at.yMm)) : []
  const left = place.capacityVolumeMm3 - used(place) - arrival.units * arrival.unitVolumeMm3
  return (
    ((place.walkMm + (ways.length === 0 ? 0 : Math.min(...ways))) * 1000) / weights.walkMmPerSecond -
    (place.inFlight.some((one) => isSame(one, arrival)) ? weights.consolidationMillis : 0) -
    (place.inFlight.length === 0 ? weights.emptyMillis : 0) +
    (weights.balanceMillis * aisleUsed) / aisleRoom +
    (weights.leftoverMillis * left) / place.capacityVolumeMm3
  )
}

const placeOf = (chance: Random, index: number): Open => ({
  location: `P${index}` as LocationId,
  walkMm: 1000 * chance.int(40),
  capacityVolumeMm3: 10 + 5 * chance.int(3),
  maxMassGrams: 20,
  handlingClasses: chance.chance(0.8) ? ["ambient"] : ["chilled"],
  aisle: `A${index % 3}`,
  ...(chance.chance(0.9) ? { at: { xMm: 4000 * (index % 3), yMm: 1000 * chance.int(30) } } : {}),
  ...(chance.chance(0.1) ? { keptFor: `s${chance.int(5)}` as Sku } : {}),
  inFlight: []
})

const arrivalOf = (chance: Random): Arrival => {
  const kind = chance.int(5)
  return {
    sku: `s${kind}` as Sku,
    units: 1 + chance.int(4),
    unitVolumeMm3: 1 + kind,
    unitMassGrams: 5 - kind,
    handlingClass: kind === 4 ? "chilled" : "ambient",
    lot: `L${chance.int(2)}`,
    ...(kind === 3 ? { family: "acids" } : kind === 2 ? { family: "foods" } : {}),
    ...(chance.chance(0.6)
      ? { near: times(1 + chance.int(2), () => ({ xMm: chance.int(9000), yMm: chance.int(30_000) })) }
      : {})
  }
}

/** How a site that fills up by suggestions, and from which stock is taken, differs from what a scan says. */
const differences = (seed: number): ReadonlyArray<string> => {
  const chance = random(`scan ${seed}`)
  const places = times(120, (index) => placeOf(chance, index))
  const rules: PutawayRules = {
    familiesApart: chance.chance(0.5) ? [{ between: ["acids", "foods"], by: "aisle" }] : [],
    mixing: { mostSkus: 1 + chance.int(2), mostLots: 1 + chance.int(2), mostOwners: 1 }
  }
  const weights: PutawayWeights = {
    walkMmPerSecond: 1200,
    consolidationMillis: chance.int(40_000),
    emptyMillis: chance.int(20_000),
    balanceMillis: chance.int(20_000),
    leftoverMillis: chance.int(20_000)
  }
  const floor = Result.getOrThrow(putawayFloorOf(places, rules))
  return times(40, () => arrivalOf(chance)).flatMap((arrival, at) => {
    const scanned = places
      .filter(({ location }) => putawayViolations(places, rules, arrival, location).length === 0)
      .map((place) => ({ location: place.location, millis: millisOf(places, place, arrival, weights) }))
      .sort((a, b) => a.millis - b.millis)
    const found = Result.getOrThrow(suggestPutaway(floor, arrival, weights, 3))
    const isOff =
      found.length !== Math.min(3, scanned.length) ||
      found.some(({ millis }, index) => Math.abs(millis - scanned[index]!.millis) > 1e-6) ||
      found.some(({ location }) => scanned.every((other) => other.location !== location))
    const [best] = found
    if (best !== undefined) {
      Result.getOrThrow(floor.put(best.location, arrival))
      places.find(({ location }) => location === best.location)!.inFlight.push(arrival)
    }
    const full = chance.pick(places)
    const [gone] = chance.chance(0.6) ? full.inFlight.splice(0, 1) : []
    if (gone !== undefined) Result.getOrThrow(floor.take(full.location, gone))
    return isOff ? [`arrival ${at} of site ${seed}: ${JSON.stringify(found)}, not ${JSON.stringify(scanned[0])}`] : []
  })
}

describe("a search of blocks", () => {
  it("finds what a plain scan of all places finds, while the site fills up and stock is taken away", () =>
    assert.deepStrictEqual(times(8, (seed) => differences(seed)).flat(), []))

  it("takes of places that cost the same the nearer, and then the one given first", () => {
    const alike = times(100, (index): PutawayPlace => ({
      location: `P${index}` as LocationId,
      walkMm: 1000 * (1 + (index % 2)),
      capacityVolumeMm3: 10,
      maxMassGrams: 10,
      handlingClasses: index % 3 === 0 ? ["ambient", "chilled"] : ["ambient"],
      at: { xMm: 1000 * (2 - (index % 2)), yMm: 0 }
    }))
    const arrival = { ...arrivalOf(random("ties")), units: 1, near: [{ xMm: 0, yMm: 0 }], handlingClass: "ambient" }
    const weights = {
      walkMmPerSecond: 1000,
      consolidationMillis: 0,
      emptyMillis: 9,
      balanceMillis: 0,
      leftoverMillis: 0
    }
    const floor = Result.getOrThrow(putawayFloorOf(alike, {}))
    assert.deepStrictEqual(
      Result.getOrThrow(suggestPutaway(floor, arrival, weights, 4)).map(({ location }) => location),
      ["P0", "P2", "P4", "P6"] as ReadonlyArray<string>
    )
  })
})
