/**
 * What room in a zone is worth, and what no plan can undercut.
 */
import type { GeneralisedModel } from "./GeneralisedModel.ts"

export interface RoomPrices {
  /** For a unit of room in each zone. */
  readonly price: Float64Array
  /** Of item j in zone i at `j × zones + i`: its cost and the price of the room it takes up. */
  readonly priced: Float64Array
  /** No plan costs less. */
  readonly bound: number
}

const rounds = 400

/**
 * Prices by which items that each go where it is cheapest for them fill no zone over: a zone that is overfull becomes
 * dearer, one with room to spare cheaper, by ever smaller steps. What items cost by the prices, less what all room
 * costs, is a bound for any prices; the best is kept. At best it is that of the linear programme.
 *
 * O(items × zones) a round.
 *
 * Source: Held, Wolfe and Crowder (1974), Validation of subgradient optimization, Mathematical Programming 6; Fisher
 * (1981), The Lagrangian relaxation method for solving integer programming problems, Management Science 27.
 */
export const roomPrices = (model: GeneralisedModel, upper: number): RoomPrices => {
  const { capacity, cost, items, load, zones } = model
  const price = new Float64Array(zones)
  const best = new Float64Array(zones)
  const over = new Float64Array(zones)
  let bound = -Infinity
  let pace = 1
  let sinceBetter = 0
  for (let round = 0; round < rounds; round++) {
    let least = 0
    for (let zone = 0; zone < zones; zone++) {
      over[zone] = -capacity[zone]!
      least -= price[zone]! * capacity[zone]!
    }
    for (let item = 0; item < items; item++) {
      const at = cheapest(model, price, item)
      least += cost[item * zones + at]! + price[at]! * load[item * zones + at]!
      over[at]! += load[item * zones + at]!
    }
    if (least > bound) {
      bound = least
      best.set(price)
      sinceBetter = 0
    } else if (++sinceBetter >= 15) {
      pace /= 2
      sinceBetter = 0
      price.set(best)
      continue
    }
    let length = 0
    for (let zone = 0; zone < zones; zone++) {
      if (over[zone]! < 0 && price[zone] === 0) over[zone] = 0
      length += over[zone]! * over[zone]!
    }
    if (length === 0) break
    const step = (pace * Math.max(upper - least, 1e-9)) / length
    for (let zone = 0; zone < zones; zone++) price[zone] = Math.max(0, price[zone]! + step * over[zone]!)
  }
  const priced = cost.map((own, at) => own + best[at % zones]! * load[at]!)
  return { price: best, priced, bound }
}

const cheapest = ({ cost, load, zones }: GeneralisedModel, price: Float64Array, item: number): number => {
  let least = Infinity
  let found = 0
  for (let zone = 0, at = item * zones; zone < zones; zone++, at++) {
    const here = cost[at]! + price[zone]! * load[at]!
    if (here >= least) continue
    least = here
    found = zone
  }
  return found
}
