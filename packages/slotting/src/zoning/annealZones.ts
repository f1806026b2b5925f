/**
 * Moving items between zones by chance, at first boldly and then ever more carefully.
 */
import type { Random } from "@stowage/kernel/Random"
import type { Stop } from "@stowage/kernel/Stop"
import type { GeneralisedModel } from "./GeneralisedModel.ts"
import type { RoomPrices } from "./roomPrices.ts"

/** Items in zones, with what each zone holds. */
export interface ZonedItems {
  readonly model: GeneralisedModel
  readonly zone: Int32Array
  readonly load: Float64Array
  /** For zone a and zone b, at `a × zones + b`, the items in a that might go to b, by their choices' index. */
  readonly leaving: ReadonlyArray<Array<number>>
  /** Where an item is in the list for each of its choices. */
  readonly slot: Int32Array
  /** For each item the zones worth a try, from the cheapest by price on; then how many. */
  readonly choices: Int32Array
  readonly choiceCount: Int32Array
  /** What a unit of room too much costs in each zone, times `strictness`. */
  readonly penalty: Float64Array
  strictness: number
  cost: number
  overfull: number
  iteration: number
}

/** The cheapest plan found that keeps to all capacities; no zones and `Infinity` when there is none yet. */
export interface BestZones {
  zone: Int32Array | undefined
  cost: number
}

const choicesAtMost = 5
const strictest = 30

/** Every item in the zone that is cheapest for it by price. */
export const zonedItems = (model: GeneralisedModel, { price, priced }: RoomPrices): ZonedItems => {
  const { cost, items, zones } = model
  const most = Math.min(zones, choicesAtMost)
  const zoned: ZonedItems = {
    model,
    zone: new Int32Array(items),
    load: new Float64Array(zones),
    leaving: Array.from({ length: zones * zones }, () => []),
    slot: new Int32Array(items * most),
    choices: new Int32Array(items * most),
    choiceCount: new Int32Array(items),
    penalty: Float64Array.from(price, (worth) => worth + 0.05 * meanPrice(model)),
    strictness: 1,
    cost: 0,
    overfull: 0,
    iteration: 0
  }
  for (let item = 0; item < items; item++) {
    const row = priced.subarray(item * zones, (item + 1) * zones)
    const fitting = Array.from(row.keys()).filter((zone) => cost[item * zones + zone]! < Infinity)
    fitting.sort((a, b) => row[a]! - row[b]! || a - b)
    const kept = fitting.slice(0, most)
    zoned.choices.set(kept, item * most)
    zoned.choiceCount[item] = kept.length
    put(zoned, item, kept[0]!)
  }
  return zoned
}

const meanPrice = ({ cost, load }: GeneralisedModel): number => {
  let costs = 0
  let loads = 0
  for (const [at, own] of cost.entries()) {
    if (own === Infinity) continue
    costs += own
    loads += load[at]!
  }
  return loads === 0 ? 1 : costs / loads
}

/** Moves between two questions whether to stop. */
const stride = 4096

/**
 * One cooling from `hot` to `cold` over so many moves: an item goes to another zone, or changes zones with an item
 * there. What is too much for a zone costs a penalty, which rises while zones are overfull and falls while none is, so
 * that the search goes along the edge of what fits. Better plans that fit go to `best`. Returns whether the caller
 * stopped it.
 *
 * O(1) a move. An iteration is some thousand moves.
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220; penalties as in
 * Yagiura, Ibaraki and Glover (2004), An ejection chain approach for the generalized assignment problem, INFORMS
 * Journal on Computing 16.
 */
export const annealZones = (
  zoned: ZonedItems,
  best: BestZones,
  chance: Random,
  stop: Stop,
  cooling: { readonly hot: number; readonly cold: number; readonly moves: number }
): boolean => {
  const steps = Math.max(1, Math.ceil(cooling.moves / stride))
  const factor = (cooling.cold / cooling.hot) ** (1 / steps)
  zoned.strictness = 1
  let heat = cooling.hot
  for (let step = 0; step < steps; step++, heat *= factor) {
    if (stop({ iteration: zoned.iteration++, cost: best.cost })) return true
    for (let move = 0; move < stride; move++) {
      const moved = chance.next() < 0.4 ? tryShift(zoned, chance, heat) : trySwap(zoned, chance, heat)
      if (moved && zoned.overfull === 0 && zoned.cost < best.cost - 1e-9) {
        best.cost = zoned.cost
        best.zone = zoned.zone.slice()
      }
    }
    zoned.strictness = Math.min(strictest, zoned.strictness * (zoned.overfull > 0 ? 1.02 : 0.98))
  }
  return false
}

const excess = ({ load, model, penalty, strictness }: ZonedItems, zone: number, more: number): number => {
  const over = load[zone]! + more - model.capacity[zone]!
  return over > 0 ? over * penalty[zone]! * strictness : 0
}

/** What a zone's penalty changes by when it holds so much more. */
const pays = (zoned: ZonedItems, zone: number, more: number): number =>
  excess(zoned, zone, more) - excess(zoned, zone, 0)

const isTaken = (chance: Random, adds: number, heat: number): boolean =>
  adds <= 0 || (adds < 30 * heat && chance.next() < Math.exp(-adds / heat))

const drawChoice = ({ choiceCount, choices, model }: ZonedItems, chance: Random, item: number): number => {
  const most = choices.length / model.items
  return choices[item * most + chance.int(choiceCount[item]!)]!
}

const tryShift = (zoned: ZonedItems, chance: Random, heat: number): boolean => {
  const { cost, items, load, zones } = zoned.model
  const item = chance.int(items)
  const to = drawChoice(zoned, chance, item)
  const from = zoned.zone[item]!
  if (to === from) return false
  const row = item * zones
  const adds =
    cost[row + to]! - cost[row + from]! + pays(zoned, to, load[row + to]!) + pays(zoned, from, -load[row + from]!)
  if (!isTaken(chance, adds, heat)) return false
  take(zoned, item)
  put(zoned, item, to)
  return true
}

const trySwap = (zoned: ZonedItems, chance: Random, heat: number): boolean => {
  const { cost, items, load, zones } = zoned.model
  const item = chance.int(items)
  const to = drawChoice(zoned, chance, item)
  const from = zoned.zone[item]!
  const there = zoned.leaving[to * zones + from]!
  if (to === from || there.length === 0) return false
  const other = Math.floor(there[chance.int(there.length)]! / (zoned.choices.length / items))
  const [row, next] = [item * zones, other * zones]
  const adds =
    cost[row + to]! -
    cost[row + from]! +
    cost[next + from]! -
    cost[next + to]! +
    pays(zoned, to, load[row + to]! - load[next + to]!) +
    pays(zoned, from, load[next + from]! - load[row + from]!)
  if (!isTaken(chance, adds, heat)) return false
  take(zoned, item)
  take(zoned, other)
  put(zoned, item, to)
  put(zoned, other, from)
  return true
}

const take = (zoned: ZonedItems, item: number): void => {
  const { choiceCount, choices, leaving, model, slot, zone } = zoned
  const { cost, items, load, zones } = model
  const from = zone[item]!
  const most = choices.length / items
  for (let at = item * most, end = at + choiceCount[item]!; at < end; at++) {
    const list = leaving[from * zones + choices[at]!]!
    const last = list.pop()!
    if (last === at) continue
    list[slot[at]!] = last
    slot[last] = slot[at]!
  }
  addLoad(zoned, from, -load[item * zones + from]!)
  zoned.cost -= cost[item * zones + from]!
}

const put = (zoned: ZonedItems, item: number, to: number): void => {
  const { choiceCount, choices, leaving, model, slot, zone } = zoned
  const { cost, items, load, zones } = model
  const most = choices.length / items
  zone[item] = to
  for (let at = item * most, end = at + choiceCount[item]!; at < end; at++) {
    slot[at] = leaving[to * zones + choices[at]!]!.push(at) - 1
  }
  addLoad(zoned, to, load[item * zones + to]!)
  zoned.cost += cost[item * zones + to]!
}

const addLoad = (zoned: ZonedItems, zone: number, more: number): void => {
  const { load } = zoned
  const most = zoned.model.capacity[zone]!
  if (load[zone]! > most) zoned.overfull--
  load[zone]! += more
  if (load[zone]! > most) zoned.overfull++
}
