/** A site that fills up: every suggestion keeps every rule, and every refusal names one that would be broken. */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { type Random, random } from "@stowage/kernel/Random"
import type { Arrival, PutawayPlace, PutawayRules, PutawayWeights, Stock } from "@stowage/slotting/putaway/Putaway"
import { putawayFloorOf } from "@stowage/slotting/putaway/PutawayFloor"
import { putawayViolations } from "@stowage/slotting/putaway/putawayViolations"
import { countRefusals, suggestPutaway, whyNotThere } from "@stowage/slotting/putaway/suggestPutaway"
import type { ProblemKind } from "@stowage/testkit/solverTorture"
import * as Result from "effect/Result"
import { drawNeeds, drawRoom, drawRules, times } from "./warehouses.ts"

const drawRulesOfPutaway = (chance: Random): PutawayRules => {
  const mixing = { mostSkus: 1 + chance.int(3), mostLots: 1 + chance.int(2), mostOwners: 1 + chance.int(2) }
  return chance.chance(0.5) ? drawRules(chance) : { ...drawRules(chance), mixing }
}

/** Lots of one SKU differ in nothing but their lot. */
const drawArrival = (chance: Random, kinds: ReadonlyArray<Stock>): Arrival => ({
  ...chance.pick(kinds),
  units: 1 + chance.int(3),
  ...(chance.chance(0.5) ? { lot: chance.pick(["L1", "L2"]) } : {}),
  ...(chance.chance(0.5) ? { near: [{ xMm: chance.int(9), yMm: chance.int(9) }] } : {}),
  ...(chance.chance(0.2) ? { forbidden: [`P${chance.int(12)}` as LocationId] } : {})
})

const drawWeights = (chance: Random): PutawayWeights => ({
  walkMmPerSecond: 1000,
  consolidationMillis: chance.int(9000),
  emptyMillis: chance.int(9000),
  balanceMillis: chance.int(9000),
  leftoverMillis: chance.int(9000)
})

export const putaway: ProblemKind = {
  name: "putaway",
  faults: (seed) => {
    const chance = random(`putaway ${seed}`)
    const rules = drawRulesOfPutaway(chance)
    const kinds = times(4, (index): Stock => ({ sku: `s${index}` as Sku, units: 1, ...drawNeeds(chance) }))
    const places = times(4 + chance.int(9), (index): PutawayPlace & { inFlight: Array<Stock> } => ({
      location: `P${index}` as LocationId,
      walkMm: 1000 * chance.int(20),
      ...drawRoom(chance, index, 4),
      ...(chance.chance(0.1) ? { keptFor: `s${chance.int(4)}` as Sku } : {}),
      inFlight: []
    }))
    const floor = Result.getOrThrow(putawayFloorOf(places, rules))
    const weights = drawWeights(chance)
    return times(8, () => drawArrival(chance, kinds)).flatMap((arrival) => {
      const suggestions = Result.getOrThrow(suggestPutaway(floor, arrival, weights, 99))
      const { open, refused } = Result.getOrThrow(countRefusals(floor, arrival))
      const count = Object.values(refused).reduce((sum, one) => sum + one, 0)
      const broken = places.flatMap(({ location }) => {
        const found = putawayViolations(places, rules, arrival, location)
        const rule = Result.getOrThrow(whyNotThere(floor, arrival, location))
        if (rule === undefined) return found.map((one) => `${location} takes it: ${JSON.stringify(one)}`)
        return found.length > 0 ? [] : [`${location} refuses by ${rule}, and nothing would be broken`]
      })
      const unsorted = suggestions.some(({ millis }, at) => at > 0 && millis < suggestions[at - 1]!.millis)
      const [best] = suggestions
      const [alone] = Result.getOrThrow(suggestPutaway(floor, arrival, weights, 1))
      if (best !== undefined) {
        Result.getOrThrow(floor.put(best.location, arrival))
        places.find(({ location }) => location === best.location)?.inFlight.push(arrival)
      }
      return [
        ...broken,
        ...(open === suggestions.length ? [] : [`${open} are open, and ${suggestions.length} are suggested`]),
        ...(open + count === places.length ? [] : ["some place neither takes it nor refuses"]),
        ...(alone?.location === best?.location ? [] : ["another place is best when only one is asked for"]),
        ...(unsorted ? ["a better place comes later"] : [])
      ]
    })
  }
}
