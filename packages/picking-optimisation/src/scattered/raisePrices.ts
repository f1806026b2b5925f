/**
 * Prices of units at which the bound of `pricedSweep` is as high as can be.
 */
import { addCheapestUnits, backward, type PricedSweep } from "./pricedSweep.ts"

/** The best bound so far, its prices, and how the search for better ones stands. */
export interface PriceSearch {
  boundMm: number
  readonly price: Float64Array
  rounds: number
}

/** Starts where the same price for all units gives the highest bound. */
export const evenPrices = (sweep: PricedSweep, lengthMm: number): PriceSearch => {
  const search: PriceSearch = { boundMm: 0, price: new Float64Array(sweep.price.length), rounds: 0 }
  let worse = 0
  for (let each = lengthMm / 128; worse < 2; each *= 1.6) {
    sweep.price.fill(each)
    search.rounds++
    const boundMm = backward(sweep)
    if (boundMm > search.boundMm) {
      search.boundMm = boundMm
      search.price.fill(each)
      worse = 0
    } else worse++
  }
  return search
}

/** How far prices are raised. */
export interface PriceLimits {
  readonly most: number
  /** What the bound may come to at best. */
  readonly targetMm: number
  /** A bound that is high enough. */
  readonly wanted: number
  readonly stop: () => boolean
  /** Called when the cheapest walk of a round is known. */
  readonly seen?: (round: number) => void
}

/**
 * Raises the prices of what the cheapest walk takes too little of and lowers those of what it takes too much of, by
 * steps that become shorter when they no longer help, until `most` rounds, the bound `wanted`, or hardly any step.
 *
 * Source: Held, Wolfe and Crowder (1974), Validation of subgradient optimization, Mathematical Programming 6; with the
 * direction before mixed in: Camerini, Fratta and Maffioli (1975), Mathematical Programming Study 3.
 */
export const raisePrices = (sweep: PricedSweep, search: PriceSearch, limits: PriceLimits): void => {
  const { most, stop, targetMm, wanted } = limits
  const { choices, price } = sweep
  const direction = new Float64Array(price.length)
  const units = new Float64Array(price.length)
  let step = 1
  let idle = 0
  price.set(search.price)
  sweep.taken.fill(0)
  for (let round = 0; round < most && step > 0.004 && search.boundMm < wanted && !stop(); round++) {
    search.rounds++
    const boundMm = backward(sweep)
    limits.seen?.(round)
    idle = boundMm > search.boundMm * (1 + 1e-4) ? 0 : idle + 1
    if (boundMm > search.boundMm) {
      search.boundMm = boundMm
      search.price.set(price)
    }
    if (idle === 5) {
      step *= 0.6
      idle = 0
    }
    units.fill(0)
    addCheapestUnits(sweep, units, round + 1)
    let length = 0
    for (let sku = 0; sku < price.length; sku++) {
      let missing = (choices.demand[sku] as number) - (units[sku] as number)
      if (missing < 0 && price[sku] === 0) missing = 0
      direction[sku] = missing + 0.6 * (direction[sku] as number)
      length += (direction[sku] as number) ** 2
    }
    if (length < 1e-9) return
    const farMm = Math.max(Math.min(targetMm, 1.1 * search.boundMm) - boundMm, 1e-3 * search.boundMm)
    for (let sku = 0; sku < price.length; sku++) {
      const next = (price[sku] as number) + ((step * farMm) / length) * (direction[sku] as number)
      price[sku] = Math.max(0, next)
    }
  }
}
