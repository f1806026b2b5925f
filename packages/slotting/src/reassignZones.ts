/**
 * Sharing a few items of a few zones out anew, exactly, again and again.
 */
import type { Random } from "@stowage/kernel/Random"
import type { GeneralisedModel } from "./GeneralisedModel.ts"
import type { RoomPrices } from "./roomPrices.ts"

/** A plan that keeps to all capacities, and room for one small search in it. */
export interface ZonePlan {
  readonly model: GeneralisedModel
  readonly prices: RoomPrices
  readonly zone: Int32Array
  readonly room: Float64Array
  cost: number
  /** Of the search: its zones and items, each item's zones from the cheapest by price on, and the least of the rest. */
  readonly zones: Int32Array
  readonly items: Int32Array
  readonly order: Int32Array
  readonly rest: Float64Array
  /** What an item in one of its zones costs more in this search alone. */
  readonly noise: Float64Array
  readonly tried: Int32Array
  readonly found: Int32Array
  zoneCount: number
  itemCount: number
  nodes: number
  least: number
  isBetter: boolean
}

/** How many zones and items are shared out anew at a time, and how many nodes that may take. */
const zonesAtMost = 6
const zonesMostly = 4
const itemsAtMost = 14
const nodesAtMost = 4_000

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
    zones: new Int32Array(zonesAtMost),
    items: new Int32Array(itemsAtMost),
    order: new Int32Array(itemsAtMost * zonesAtMost),
    rest: new Float64Array(itemsAtMost + 1),
    noise: new Float64Array(itemsAtMost * zonesAtMost),
    tried: new Int32Array(itemsAtMost),
    found: new Int32Array(itemsAtMost),
    zoneCount: 0,
    itemCount: 0,
    nodes: 0,
    least: 0,
    isBetter: false
  }
}

/**
 * Draws a few zones and, of the items there, those that could most easily be in another of these; shares them out anew
 * in the cheapest way there is, by branch and bound over prices, with the rest where it is. With heat every item costs
 * something more in every zone, drawn anew each time, so that the plan may become dearer: cooling down is for the
 * caller. At most four thousand nodes.
 *
 * Source: Shaw (1998), Using constraint programming and local search methods to solve vehicle routing problems, CP-98
 * (large neighbourhoods); bounds as in Ross and Soland (1975); noise in place of a rule of acceptance as in Charon and
 * Hudry (1993), The noising method, Operations Research Letters 14.
 */
export const reassignZones = (plan: ZonePlan, chance: Random, heat: number): void => {
  drawZones(plan, chance)
  drawItems(plan, chance)
  const now = takeOut(plan, chance, heat)
  let worth = 0
  for (let at = 0; at < plan.zoneCount; at++) worth += plan.prices.price[plan.zones[at]!]! * plan.room[plan.zones[at]!]!
  plan.isBetter = false
  plan.nodes = nodesAtMost
  branch(plan, 0, 0, -worth)
  plan.cost += putIn(plan) - now
}

/** Takes the drawn items out of their zones; gives what they cost there, and sets `least` to that with its noise. */
const takeOut = (plan: ZonePlan, chance: Random, heat: number): number => {
  const { cost, load, zones } = plan.model
  let now = 0
  let noisy = 0
  for (let at = 0; at < plan.itemCount; at++) {
    const item = plan.items[at]!
    const from = plan.zone[item]!
    now += cost[item * zones + from]!
    for (let rank = at * zonesAtMost, end = rank + plan.zoneCount; rank < end; rank++) {
      plan.noise[rank] = heat === 0 ? 0 : -heat * Math.log(1 - chance.next())
      if (plan.order[rank] === from) noisy += plan.noise[rank]!
    }
    plan.room[from]! += load[item * zones + from]!
  }
  // Just above, so that an equally cheap way is taken and the next draw finds something else.
  plan.least = now + noisy + 1e-7
  return now
}

/** Puts the drawn items where they were found to be best, or back; gives what they cost there. */
const putIn = (plan: ZonePlan): number => {
  const { cost, load, zones } = plan.model
  let then = 0
  for (let at = 0; at < plan.itemCount; at++) {
    const item = plan.items[at]!
    if (plan.isBetter) plan.zone[item] = plan.found[at]!
    const to = plan.zone[item]!
    plan.room[to]! -= load[item * zones + to]!
    then += cost[item * zones + to]!
  }
  return then
}

const drawZones = (plan: ZonePlan, chance: Random): void => {
  const { model, zones } = plan
  // Of zones with few items each, more are needed for as many items.
  const isSparse = model.items < 8 * model.zones
  plan.zoneCount = Math.min(model.zones, isSparse ? zonesAtMost : zonesMostly)
  for (let at = 0; at < plan.zoneCount; at++) {
    let next = chance.int(model.zones)
    while (zones.subarray(0, at).includes(next)) next = (next + 1) % model.zones
    zones[at] = next
  }
}

const drawItems = (plan: ZonePlan, chance: Random): void => {
  const { items, model, order, prices, rest, zone, zoneCount, zones } = plan
  const keys: Array<readonly [number, number]> = []
  for (let item = 0; item < model.items; item++) {
    let isThere = false
    for (let at = 0; at < zoneCount; at++) isThere ||= zones[at] === zone[item]
    if (!isThere) continue
    const row = item * model.zones
    let [least, second] = [Infinity, Infinity]
    for (let at = 0; at < zoneCount; at++) {
      const here = prices.priced[row + zones[at]!]!
      if (here < least) [least, second] = [here, least]
      else if (here < second) second = here
    }
    // Whoever is not where it is cheapest is worth a try in any case.
    const regret = second - prices.priced[row + zone[item]!]!
    keys.push([regret * (0.3 + chance.next()), item])
  }
  keys.sort((a, b) => a[0] - b[0])
  plan.itemCount = Math.min(itemsAtMost, keys.length)
  for (let at = 0; at < plan.itemCount; at++) items[at] = keys[plan.itemCount - 1 - at]![1]
  rest[plan.itemCount] = 0
  for (let at = plan.itemCount - 1; at >= 0; at--) {
    const row = items[at]! * model.zones
    const mine = order.subarray(at * zonesAtMost, at * zonesAtMost + zoneCount)
    mine.set(zones.subarray(0, zoneCount))
    mine.sort((a, b) => prices.priced[row + a]! - prices.priced[row + b]!)
    rest[at] = rest[at + 1]! + prices.priced[row + mine[0]!]!
  }
}

const branch = (plan: ZonePlan, depth: number, spent: number, priced: number): void => {
  if (plan.nodes-- <= 0) return
  if (depth === plan.itemCount) {
    if (spent >= plan.least) return
    plan.least = spent
    plan.found.set(plan.tried)
    plan.isBetter = true
    return
  }
  const { model, order, prices, rest, room } = plan
  const row = plan.items[depth]! * model.zones
  for (let at = 0; at < plan.zoneCount; at++) {
    const to = order[depth * zonesAtMost + at]!
    const noise = plan.noise[depth * zonesAtMost + at]!
    const here = prices.priced[row + to]! + noise
    if (priced + here - noise + rest[depth + 1]! >= plan.least) return
    if (priced + here + rest[depth + 1]! >= plan.least) continue
    const load = model.load[row + to]!
    if (load > room[to]!) continue
    plan.tried[depth] = to
    room[to]! -= load
    branch(plan, depth + 1, spent + model.cost[row + to]! + noise, priced + here)
    room[to]! += load
  }
}
