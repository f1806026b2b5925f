/**
 * `--set putaway`: pallets arrive at a generated site of 60,000 places, about half of them taken, and each is put where
 * it is suggested. `ms` is the 95th percentile of CPU time over the arrivals, each measured alone; `cost` the mean
 * milliseconds of the suggestion; `violations` are those of every tenth arrival.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import { random, type Random } from "@stowage/kernel/Random"
import type { Arrival, PutawayPlace, PutawayWeights, Stock } from "@stowage/slotting/putaway/Putaway"
import { putawayFloorOf } from "@stowage/slotting/putaway/PutawayFloor"
import { putawayViolations } from "@stowage/slotting/putaway/putawayViolations"
import type { SlotSku } from "@stowage/slotting/slots/SlottingProblem"
import { suggestPutaway } from "@stowage/slotting/putaway/suggestPutaway"
import * as Result from "effect/Result"
import type { BenchSet } from "./BenchSet.ts"
import { generatedSite } from "./generatedSite.ts"

const weights: PutawayWeights = {
  walkMmPerSecond: 1_200,
  consolidationMillis: 30_000,
  emptyMillis: 5_000,
  balanceMillis: 20_000,
  leftoverMillis: 10_000
}
const arrivals = 500
const sizes = [10_000, 60_000]

const arrivalOf = (chance: Random, sku: SlotSku): Arrival => {
  const { faces: _faces, fixed: _fixed, forbidden: _forbidden, unitsKept = 1, ...needs } = sku
  return {
    ...needs,
    units: Math.max(1, Math.ceil(unitsKept * chance.next())),
    lot: `L${chance.int(3)}`,
    near: [{ xMm: chance.int(500_000), yMm: chance.int(40_000) }]
  }
}

/** Places that a plan without rules between SKUs has filled, as a site that has grown has them. */
const siteOf = (size: number, seed: number) => {
  const chance = random(`putaway ${seed}`)
  const { faces, rules = {}, skus } = generatedSite({ skus: Math.floor(size * 0.8), faces: size, joint: 0 }, seed)
  const places = faces.map(({ face, roundTripMm, ...room }): PutawayPlace & { stored: Array<Stock> } => ({
    ...room,
    location: face,
    walkMm: roundTripMm / 2,
    stored: []
  }))
  const { familiesTogether: _, ...kept } = rules
  return { chance, places, rules: kept, skus }
}

export const putawaySet: BenchSet = ({ seed }) =>
  sizes.map((size) => {
    const name = `${arrivals} at ${size}`
    const measure = () => {
      const { chance, places, rules, skus } = siteOf(size, seed)
      const full = Result.getOrThrow(putawayFloorOf(places, rules))
      const at = new Map(places.map((place) => [place.location, place]))
      for (const place of places) {
        if (!chance.chance(0.6)) continue
        const stock = { ...arrivalOf(chance, chance.pick(skus)), units: 1 }
        if (stock.hazmatClass === undefined && (stock.family === undefined || rules.familiesApart === undefined)) {
          place.stored.push(stock)
          Result.getOrThrow(full.put(place.location, stock))
        }
      }
      const [times, costs, assignment]: [Array<number>, Array<number>, Record<string, LocationId>] = [[], [], {}]
      let violations = 0
      for (let index = 0; index < arrivals; index++) {
        const arrival = arrivalOf(chance, chance.pick(skus))
        const begun = process.cpuUsage()
        const value = Result.getOrThrow(suggestPutaway(full, arrival, weights))
        const { system, user } = process.cpuUsage(begun)
        times.push((user + system) / 1000)
        const [best] = value
        if (best === undefined) continue
        if (index % 10 === 0) violations += putawayViolations(places, rules, arrival, best.location).length
        costs.push(best.millis)
        assignment[`${index} ${arrival.sku}`] = best.location
        Result.getOrThrow(full.put(best.location, arrival))
        at.get(best.location)?.stored.push(arrival)
      }
      times.sort((a, b) => a - b)
      const cost = costs.reduce((sum, one) => sum + one, 0) / Math.max(1, costs.length)
      const ms = times[Math.floor(0.95 * arrivals)]!
      return {
        line: { instance: name, cost, bound: cost, reference: null, gapPercent: null, ms, violations },
        assignment
      }
    }
    return { name, measure }
  })
