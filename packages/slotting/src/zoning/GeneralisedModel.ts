/**
 * A generalised assignment problem as the search sees it: typed arrays, an item's zones side by side.
 */
import type { GeneralisedProblem } from "./GeneralisedProblem.ts"

export interface GeneralisedModel {
  readonly items: number
  readonly zones: number
  /** Of item j in zone i at `j × zones + i`; `Infinity` where it does not fit. */
  readonly cost: Float64Array
  readonly load: Float64Array
  readonly capacity: Float64Array
  /** Whether all costs are whole, so that a plan that is better is better by 1. */
  readonly isWhole: boolean
}

export const generalisedModel = ({ capacities, costs, loads }: GeneralisedProblem): GeneralisedModel => {
  const zones = capacities.length
  const items = loads[0]?.length ?? 0
  const cost = new Float64Array(items * zones)
  const load = new Float64Array(items * zones)
  for (let zone = 0; zone < zones; zone++) {
    for (let item = 0; item < items; item++) {
      const room = loads[zone]![item]!
      load[item * zones + zone] = room
      cost[item * zones + zone] = room <= capacities[zone]! ? costs[zone]![item]! : Infinity
    }
  }
  const isWhole = costs.every((row) => row.every((value) => Number.isSafeInteger(value)))
  return { items, zones, cost, load, capacity: Float64Array.from(capacities), isWhole }
}

/** The least that a plan can cost when it costs no less than `least`. */
export const wholeAbove = ({ isWhole }: GeneralisedModel, least: number): number =>
  isWhole ? Math.ceil(least - 1e-6) : least
