/**
 * Plans found on the way of a search: of the walks that are cheapest while prices rise, and by changing what was found.
 */
import { THROUGH } from "../routing/aisleSweep.ts"
import { alongCheapest } from "./ColumnSweep.ts"
import { backward, type PricedSweep } from "./pricedSweep.ts"
import { type PriceSearch, raisePrices } from "./raisePrices.ts"
import { mend, refetch, trim } from "./refetch.ts"
import {
  type AlongLimits,
  type AlongSearch,
  goOn,
  goOnFromAny,
  refetchAlong,
  startAnew,
  tryThrough,
  visitAlong
} from "./refetchAlong.ts"
import { isProved, type ScatteredSearch, walkMm, wantedMm } from "./ScatteredSearch.ts"
import { visitCheapest } from "./visitCheapest.ts"

/** The cheapest walk of one round in so many is made a plan. */
const mendEvery = { overBlock: 3, overBlocks: 24 }
/** Over several blocks a try takes so many times as long, as there are more kinds of partial walk. */
const slower = 8
/** Tries without a better plan in a pair of aisles, and where its best is near to the best of all. */
const inPair = { patience: 15, nearPatience: 50, crossing: 0.05 }
/** Tries without a better plan from any of the best walks. */
const fromEach = 20
/** How often a try from these crosses one with another. */
const crossing = 0.15

/** Raises prices, and makes plans of walks that are cheapest on the way. */
export const priceAndMend = (search: ScatteredSearch, most: number): void => {
  const { along, grainMm, places, prices, refetching, sweep } = search
  const every = along === undefined ? mendEvery.overBlocks : mendEvery.overBlock
  raisePrices(sweep, prices, {
    most,
    targetMm: Number.POSITIVE_INFINITY,
    wanted: wantedMm(search),
    stop: () => search.asksInTurn() || prices.boundMm > refetching.bestMm - grainMm,
    seen: (round) => {
      if (round % every !== 0) return
      if (along !== undefined) return goAlongCheapest(search, along, false)
      visitCheapest(sweep, places)
      mend(refetching, worthOf(sweep, sweep.price))
    }
  })
  search.boundMm = Math.max(search.boundMm, prices.boundMm)
}

/** Raises prices in a part of all walks over one block, and looks for plans in it. */
export const priceAndSeek = (search: ScatteredSearch, inPart: PriceSearch, most: number): void => {
  const { along, sweep } = search
  if (along === undefined) return
  startAnew(along)
  raisePrices(sweep, inPart, {
    most,
    targetMm: walkMm(search),
    wanted: wantedMm(search),
    stop: search.asksInTurn,
    seen: (round) => {
      if (round % mendEvery.overBlock === 0) goAlongCheapest(search, along, false)
    }
  })
  if (search.stopped || inPart.boundMm > wantedMm(search)) return
  sweep.price.set(inPart.price)
  backward(sweep)
  goAlongCheapest(search, along, true)
  seekAlong(search, along, inPart.price, inPair)
}

/** Over one block, changes the best plan until so many tries in a row find no better one. */
export const improveBest = (search: ScatteredSearch, patience: number): void => {
  const { along, prices } = search
  if (along === undefined || isProved(search) || search.stopped) return
  goOn(along)
  seekAlong(search, along, prices.price, { patience, nearPatience: patience, crossing })
}

/**
 * Looks for a better plan, with SKUs worth about these prices, until about so many tries find none: over one block from
 * many of the best walks, over several from the best and by fewer tries.
 */
export const findBetter = (search: ScatteredSearch, patience: number, price = search.prices.price): void => {
  const { along, refetching, sweep } = search
  if (isProved(search) || search.stopped) return
  if (along !== undefined) {
    const limits = { patience: fromEach, nearPatience: fromEach, crossing }
    for (let left = patience; left > 0 && !isProved(search) && !search.stopped; left -= fromEach) {
      goOnFromAny(along)
      seekAlong(search, along, price, limits)
    }
    return
  }
  refetch(refetching, worthOf(sweep, price), {
    patience: Math.ceil(patience / slower),
    wantedMm: search.boundMm + search.grainMm,
    stop: search.asksInTurn,
    visitOther: () => visitAtOtherPrices(search, price)
  })
}

/** Tries the aisles that the cheapest walk goes through. Call after `backward`. */
const goAlongCheapest = (search: ScatteredSearch, along: AlongSearch, again: boolean): void => {
  const { sweep } = search
  along.marked.fill(0)
  alongCheapest(sweep, (column, way) => {
    if (way === THROUGH) along.marked[column] = 1
  })
  along.fetching.worth.set(worthOf(sweep, sweep.price))
  tryThrough(along, again)
  keepAlong(search, along)
}

const seekAlong = (
  search: ScatteredSearch,
  along: AlongSearch,
  price: Float64Array,
  limits: Pick<AlongLimits, "patience" | "nearPatience" | "crossing">
): void => {
  along.fetching.worth.set(worthOf(search.sweep, price))
  refetchAlong(along, { ...limits, wantedMm: search.boundMm + search.grainMm, stop: search.asksInTurn })
  keepAlong(search, along)
}

/** Makes a plan of the best walk through given aisles when it is the best of all. */
const keepAlong = ({ places, refetching }: ScatteredSearch, along: AlongSearch): void => {
  const { mm } = along.record
  if (mm >= refetching.bestMm - 1e-9 * mm) return
  visitAlong(along, places)
  trim(refetching)
}

/** Visits what the walk passes that is cheapest at prices about these, none of them more than doubled. */
const visitAtOtherPrices = ({ places, refetching, sweep }: ScatteredSearch, price: Float64Array): void => {
  const { chance } = refetching
  const all = 0.6 + 0.8 * chance.next()
  for (let sku = 0; sku < price.length; sku++) sweep.price[sku] = (price[sku] as number) * all * (0.5 + chance.next())
  backward(sweep)
  visitCheapest(sweep, places)
}

/** What a unit of each SKU is worth, all that follows from its demand included; a little, when it is worth nothing. */
const worthOf = ({ choices }: PricedSweep, price: Float64Array): Float64Array => {
  const { demand, rounded, skus } = choices
  const worth = price.slice(0, skus)
  for (const [index, { sku }] of rounded.entries()) {
    const all = (price[skus + index] as number) * (demand[skus + index] as number)
    worth[sku] = (worth[sku] as number) + all / (demand[sku] as number)
  }
  const mean = worth.reduce((sum, each) => sum + each, 0) / skus
  return worth.map((each) => each + (mean > 0 ? 0.05 * mean : 1))
}
