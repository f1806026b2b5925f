/**
 * Sharing a few items of a few zones out anew, exactly, again and again.
 */
import type { Random } from "@stowage/kernel/Random"
import type { GeneralisedModel } from "./GeneralisedModel.ts"
import type { RoomPrices } from "./roomPrices.ts"
import { fillKnapsacks, shareOut, sharing, type Sharing } from "./shareOut.ts"

/** A plan that keeps to all capacities, and room for one small search in it. */
export interface ZonePlan {
  readonly model: GeneralisedModel
  readonly prices: RoomPrices
  readonly zone: Int32Array
  readonly room: Float64Array
  cost: number
  /** Of the search: its zones, whether a zone is one of them, and its items. */
  readonly zones: Int32Array
  readonly isDrawn: Uint8Array
  readonly items: Int32Array
  /** Of the items in these zones, how much dearer it would be for each to be in another, give or take by chance. */
  readonly there: Int32Array
  readonly regret: Float64Array
  /** How many items to draw for so many zones: as many as a search mostly gets through. */
  readonly reach: Float64Array
  readonly sharing: Sharing
}

/** How many zones and items are shared out anew at a time, and how many nodes that may take. */
const zonesAtLeast = 4
const zonesAtMost = 10
const itemsAtLeast = 8
const itemsAtMost = 60
const itemsAtFirst = 24
const cellsAtMost = 2_048
const nodesAtMost = 2_000

/** How many items more are drawn after a search to its end, and fewer after one cut short. */
const more = 0.1
const fewer = 1

export const zonePlan = (model: GeneralisedModel, prices: RoomPrices, zone: Int32Array): ZonePlan => {
  const room = model.capacity.slice()
  let cost = 0
  for (const [item, at] of zone.entries()) {
    room[at]! -= model.load[item * model.zones + at]!
    cost += model.cost[item * model.zones + at]!
  }
  return {
    model,
    prices,
    zone: zone.slice(),
    room,
    cost,
    zones: new Int32Array(Math.min(zonesAtMost, model.zones)),
    isDrawn: new Uint8Array(model.zones),
    items: new Int32Array(itemsAtMost),
    there: new Int32Array(model.items),
    regret: new Float64Array(model.items),
    reach: new Float64Array(zonesAtMost + 1).fill(itemsAtFirst),
    sharing: sharing(itemsAtMost, zonesAtMost)
  }
}

/**
 * Draws a few zones and, of the items there, those that could most easily be in another of these; shares them out anew
 * in the cheapest way there is, exactly, with the rest where it is. With heat every item costs something more in every
 * zone, drawn anew each time, so that the plan may become dearer: cooling down is for the caller. Draws as many items
 * as searches of two thousand nodes mostly get through.
 *
 * Source: Shaw (1998), Using constraint programming and local search methods to solve vehicle routing problems, CP-98
 * (large neighbourhoods); noise in place of a rule of acceptance as in Charon and Hudry (1993), The noising method,
 * Operations Research Letters 14.
 */
export const reassignZones = (plan: ZonePlan, chance: Random, heat: number): void => {
  drawZones(plan, chance)
  drawItems(plan, chance)
  const now = takeOut(plan, chance, heat)
  fillKnapsacks(plan.sharing, cellsAtMost)
  const isDone = shareOut(plan.sharing, nodesAtMost)
  const wanted = plan.reach[plan.sharing.zones]! + (isDone ? more : -fewer)
  plan.reach[plan.sharing.zones] = Math.min(itemsAtMost, Math.max(itemsAtLeast, wanted))
  plan.cost += putIn(plan) - now
}

/** Takes the drawn items out of their zones; gives what they cost there, and sets `least` to that with its noise. */
const takeOut = (plan: ZonePlan, chance: Random, heat: number): number => {
  const { items, model, prices, room, sharing, zone, zones } = plan
  let now = 0
  let noisy = 0
  for (let at = 0; at < sharing.items; at++) {
    const row = items[at]! * model.zones
    const from = zone[items[at]!]!
    now += model.cost[row + from]!
    let least = Infinity
    for (let rank = 0; rank < sharing.zones; rank++) {
      const to = zones[rank]!
      const noise = heat === 0 ? 0 : chance.exponential(heat)
      if (to === from) noisy += noise
      sharing.cost[at * zonesAtMost + rank] = model.cost[row + to]! + noise
      sharing.load[at * zonesAtMost + rank] = model.load[row + to]!
      least = Math.min(least, prices.priced[row + to]! + noise)
    }
    sharing.price[at] = least
    room[from]! += model.load[row + from]!
  }
  for (let rank = 0; rank < sharing.zones; rank++) sharing.room[rank] = room[zones[rank]!]!
  // Just above, so that an equally cheap way is taken and the next draw finds something else.
  sharing.least = now + noisy + 1e-7
  return now
}

/** Puts the drawn items where they were found to be best, or back; gives what they cost there. */
const putIn = ({ items, model, room, sharing, zone, zones }: ZonePlan): number => {
  let then = 0
  for (let at = 0; at < sharing.items; at++) {
    const item = items[at]!
    if (sharing.isBetter) zone[item] = zones[sharing.found[at]!]!
    const to = zone[item]!
    room[to]! -= model.load[item * model.zones + to]!
    then += model.cost[item * model.zones + to]!
  }
  return then
}

const drawZones = ({ isDrawn, model, sharing, zones }: ZonePlan, chance: Random): void => {
  const drawn = zonesAtLeast + chance.int(zonesAtMost - zonesAtLeast + 1)
  sharing.zones = Math.min(model.zones, drawn)
  isDrawn.fill(0)
  for (let at = 0; at < sharing.zones; at++) {
    let next = chance.int(model.zones)
    while (isDrawn[next] === 1) next = (next + 1) % model.zones
    zones[at] = next
    isDrawn[next] = 1
  }
}

const drawItems = (plan: ZonePlan, chance: Random): void => {
  const { isDrawn, items, model, prices, reach, regret, sharing, there, zone, zones } = plan
  let count = 0
  for (let item = 0; item < model.items; item++) {
    if (isDrawn[zone[item]!] === 0) continue
    const row = item * model.zones
    let [least, second] = [Infinity, Infinity]
    for (let at = 0; at < sharing.zones; at++) {
      const here = prices.priced[row + zones[at]!]!
      if (here < least) [least, second] = [here, least]
      else if (here < second) second = here
    }
    // Whoever is not where it is cheapest is worth a try in any case.
    regret[item] = (second - prices.priced[row + zone[item]!]!) * (0.3 + chance.next())
    there[count++] = item
  }
  const drawn = there.subarray(0, count).sort((a, b) => regret[a]! - regret[b]!)
  sharing.items = Math.min(Math.floor(reach[sharing.zones]!), count)
  for (let at = 0; at < sharing.items; at++) items[at] = drawn[sharing.items - 1 - at]!
}
