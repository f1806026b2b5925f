/**
 * Proves a plan of scattered storage the best, or finds a better one: part by part of all walks, told apart by how they
 * take a stretch of aisle.
 */
import { THROUGH } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { findBetter, improveBest, priceAndSeek } from "./findPlans.ts"
import { type PricedSweep } from "./pricedSweep.ts"
import { type PriceSearch, raisePrices } from "./raisePrices.ts"
import { barAllBut, leastPair, raiseThroughBounds, throughBounds, type ThroughBounds } from "./firstThroughs.ts"
import { barWays, isProved, runOnce, type ScatteredSearch, walkMm, wantedMm } from "./ScatteredSearch.ts"

/** Walks that take no sub-aisle in a way that is barred, and prices at which none of them is below the bound. */
interface Part {
  readonly barred: Uint8Array
  /** The first column behind which they may end. */
  readonly endsFrom: number
  readonly price: Float64Array
  readonly boundMm: number
  /** A pair of aisles walked through first, of which no more than that is known; one priced; one looked at by labels. */
  readonly stage: "pair" | "priced pair" | "part"
}

/** All parts that are still to be looked at, and how the search through them stands. */
export interface Parts {
  /** Of highest bound first. */
  readonly list: Array<Part>
  /** Over one block, besides, those of pairs of aisles that are walked through first. */
  readonly pairs: ThroughBounds | undefined
  /** What is barred in all of them. */
  readonly barred: Uint8Array
  /** Parts are looked at whole whose bound is so near to the plan. */
  triedMm: number
  count: number
  /** The least bound of what could not be looked at. */
  leftMm: number
}

/** Most labels kept behind a sub-aisle in a run that is to look at all of a part; and in one that cannot be halved. */
const width = 400
const widest = 200_000
/** The same in a pair of aisles walked through, where its bound is near to the plan and where it is not. */
const nearWidth = 200
const farWidth = 30
/** Rounds of raising the prices of one part, and of one pair. */
const rounds = 25
const pairRounds = 12
/** Every way has a bit. */
const anyWay = 2 ** ALL_WAYS - 1
/** At first, parts are looked at whole whose bound is so near to the plan; how that changes when it works, or not. */
const near = { atFirst: 0.03, wider: 1.2, narrower: 0.8 }
/** A better plan is looked for in each of the first parts, then once in so many; and once in so many pairs. */
const seek = { firstParts: 100, firstTries: 100, parts: 4, tries: 30, pairs: 3, triesBetween: 60 }

/**
 * Tells all walks apart, over one block by the first two aisles that they walk through, and then in halves by whether
 * they take some sub-aisle in some way, by preference one that the cheapest walks at the prices take half of the time;
 * and raises the prices in each part anew, which makes its bound higher. A part whose bound is above the plan is done
 * with, one whose bound is close to it is looked at whole, label by label. Parts of least bound come first, and in
 * between a better plan is looked for at their prices. Ends with the plan proved, or stopped.
 *
 * Source: Fisher (1981), The Lagrangian relaxation method for solving integer programming problems, Management Science
 * 27(1).
 */
export const branchOnWays = (search: ScatteredSearch, parts: Parts): void => {
  for (;;) {
    const part = nextPart(search, parts)
    if (part === undefined) break
    search.boundMm = Math.max(search.boundMm, Math.min(part.boundMm, parts.leftMm, walkMm(search)))
    if (isProved(search) || search.asks()) return
    lookAtAny(search, parts, part)
    if (search.stopped) return
  }
  search.boundMm = Math.max(search.boundMm, Math.min(parts.leftMm, walkMm(search)))
}

/** Looks for better plans in so many pairs of aisles walked through first, of least bound. */
export const seekInPairs = (search: ScatteredSearch, parts: Parts, most: number): void => {
  const { barred, pairs } = parts
  if (pairs === undefined) return
  for (let count = 1; count <= most; count++) {
    if (search.asks()) return
    const part = nextPair(search, parts, pairs)
    if (part === undefined) break
    seekInPair(search, parts, part)
    if (search.stopped) return
    if (count % seek.pairs === 0) improveBest(search, seek.triesBetween)
  }
  goInto(search.sweep, { barred, endsFrom: search.sweep.depotColumn })
  boundByParts(search, parts)
}

/** Looks at so many priced pairs whole, of least bound: many plans are found and proved by that. */
export const lookAtPairs = (search: ScatteredSearch, parts: Parts, most: number): void => {
  const { barred, list } = parts
  const priced = list.splice(-most).reverse()
  for (const part of priced) {
    if (search.asks()) return
    if (part.stage === "priced pair" && part.boundMm <= wantedMm(search)) lookAtPair(search, parts, part)
    else keepPart(parts, part)
    if (search.stopped) return
  }
  goInto(search.sweep, { barred, endsFrom: search.sweep.depotColumn })
  boundByParts(search, parts)
}

/** No walk is shorter than the least bound of what is left. */
const boundByParts = (search: ScatteredSearch, { leftMm, list, pairs }: Parts): void => {
  const pairMm = pairs === undefined ? Number.POSITIVE_INFINITY : (pairs.boundMm[leastPair(pairs)] as number)
  const mm = Math.min(pairMm, list.at(-1)?.boundMm ?? Number.POSITIVE_INFINITY, leftMm, walkMm(search))
  search.boundMm = Math.max(search.boundMm, mm)
}

/** All walks that may be better than the plan, as far as the best prices tell. */
export const allParts = (search: ScatteredSearch): Parts => {
  const { prices, sweep } = search
  barWays(search)
  const parts = {
    list: [],
    pairs: sweep.blocks === 1 ? throughBounds(sweep) : undefined,
    barred: sweep.barred.slice(),
    triedMm: near.atFirst * walkMm(search),
    count: 0,
    leftMm: Number.POSITIVE_INFINITY
  }
  sweep.price.set(prices.price)
  if (parts.pairs !== undefined) {
    raiseThroughBounds(sweep, parts.pairs)
    return parts
  }
  const { barred } = parts
  const price = prices.price.slice()
  keepPart(parts, { barred, endsFrom: sweep.depotColumn, price, boundMm: search.boundMm, stage: "part" })
  return parts
}

/** The part of least bound; none when all that are left have nothing better. */
const nextPart = (search: ScatteredSearch, parts: Parts): Part | undefined => {
  const { list, pairs } = parts
  const last = list.at(-1)
  const pairMm = pairs === undefined ? Number.POSITIVE_INFINITY : (pairs.boundMm[leastPair(pairs)] as number)
  if (pairs !== undefined && pairMm <= (last?.boundMm ?? wantedMm(search))) return nextPair(search, parts, pairs)
  return last !== undefined && last.boundMm <= wantedMm(search) ? list.pop() : undefined
}

const nextPair = (search: ScatteredSearch, { barred }: Parts, pairs: ThroughBounds): Part | undefined => {
  const { sweep } = search
  const pair = leastPair(pairs)
  const boundMm = pairs.boundMm[pair] as number
  if (boundMm > wantedMm(search)) return undefined
  pairs.boundMm[pair] = Number.POSITIVE_INFINITY
  goInto(sweep, { barred, endsFrom: sweep.depotColumn })
  barAllBut(sweep, pair)
  const price = pairs.prices[pairs.at[pair] as number] as Float64Array
  return { barred: sweep.barred.slice(), endsFrom: sweep.endsFrom, price, boundMm, stage: "pair" }
}

const lookAtAny = (search: ScatteredSearch, parts: Parts, part: Part): void => {
  switch (part.stage) {
    case "pair":
      return seekInPair(search, parts, part)
    case "priced pair":
      return lookAtPair(search, parts, part)
    case "part":
      return lookAt(search, parts, part)
  }
}

/** Raises the prices of a pair, looks for a better plan in it, and keeps it to be looked at unless it has none. */
const seekInPair = (search: ScatteredSearch, parts: Parts, part: Part): void => {
  const { sweep } = search
  goInto(sweep, part)
  const inPart: PriceSearch = { boundMm: 0, price: part.price.slice(), rounds: 0 }
  priceAndSeek(search, inPart, pairRounds)
  if (search.stopped) return
  goInto(sweep, { barred: parts.barred, endsFrom: sweep.depotColumn })
  sweep.price.set(inPart.price)
  if (parts.pairs !== undefined) raiseThroughBounds(sweep, parts.pairs)
  const boundMm = Math.max(part.boundMm, inPart.boundMm)
  if (boundMm <= wantedMm(search)) keepPart(parts, { ...part, price: inPart.price, boundMm, stage: "priced pair" })
}

/** Looks at a pair whole if that takes few labels. */
const lookAtPair = (search: ScatteredSearch, parts: Parts, part: Part): void => {
  const { sweep } = search
  goInto(sweep, part)
  const isNear = wantedMm(search) - part.boundMm <= parts.triedMm
  const limits = { limitMm: wantedMm(search), width: isNear ? nearWidth : farWidth, isWhole: false }
  const { cutMm } = runOnce(search, part.price, limits)
  if (search.stopped || cutMm > wantedMm(search)) return
  keepPart(parts, { ...part, stage: "part" })
}

/** Raises the prices of a part, looks at it whole if its bound is near to the plan, and halves it if need be. */
const lookAt = (search: ScatteredSearch, parts: Parts, part: Part): void => {
  const { sweep } = search
  goInto(sweep, part)
  const inPart: PriceSearch = { boundMm: part.boundMm, price: part.price.slice(), rounds: 0 }
  raisePrices(sweep, inPart, {
    most: rounds,
    targetMm: walkMm(search),
    wanted: wantedMm(search),
    stop: search.asksInTurn
  })
  if (search.stopped || inPart.boundMm > wantedMm(search)) return
  const taken = sweep.taken.slice()
  parts.count++
  if (parts.count <= seek.firstParts) findBetter(search, seek.firstTries, inPart.price)
  else if (parts.count % seek.parts === 0) findBetter(search, seek.tries, inPart.price)
  if (wantedMm(search) - inPart.boundMm <= parts.triedMm) {
    const { cutMm } = runOnce(search, inPart.price, { limitMm: wantedMm(search), width, isWhole: true })
    if (search.stopped) return
    parts.triedMm *= cutMm === Number.POSITIVE_INFINITY ? near.wider : near.narrower
    if (cutMm === Number.POSITIVE_INFINITY) return
  }
  const halves = halvesOf(part, taken)
  if (halves.length === 0) parts.leftMm = Math.min(parts.leftMm, lookThrough(search, inPart))
  if (search.stopped) return
  for (const barred of halves) keepPart(parts, { ...part, ...inPart, barred })
}

/** Lets the sweep take the walks of a part alone. */
const goInto = (sweep: PricedSweep, { barred, endsFrom }: Pick<Part, "barred" | "endsFrom">): void => {
  sweep.barred.set(barred)
  sweep.endsFrom = endsFrom
}

const keepPart = ({ list }: Parts, part: Part): void => {
  let at = list.length
  while (at > 0 && (list[at - 1] as Part).boundMm < part.boundMm) at--
  list.splice(at, 0, part)
}

/** Looks at all of a part that cannot be halved, with as many labels as may be kept; what was not looked at is above. */
const lookThrough = (search: ScatteredSearch, { price }: PriceSearch): number => {
  const { cutMm } = runOnce(search, price, { limitMm: wantedMm(search), width: widest, isWhole: false })
  return cutMm
}

/** What is barred in either half of a part: of the ways taken about half of the time, some, or all others. */
const halvesOf = ({ barred }: Part, taken: Float64Array): ReadonlyArray<Uint8Array> => {
  let best = -1
  let bestWays = 0
  let most = -1
  for (let slot = 0; slot < taken.length; slot += ALL_WAYS) {
    let sum = 0
    for (let way = 0; way < ALL_WAYS; way++) sum += taken[slot + way] as number
    if (sum === 0) continue
    for (const [way, weight] of [
      [THROUGH, 1],
      [NOT_WALKED, 0.8]
    ] as const) {
      const part = (taken[slot + way] as number) / sum
      const isSplit = isOpen(barred, slot, 1 << way) && isOpen(barred, slot, anyWay & ~(1 << way))
      const score = weight * Math.min(part, 1 - part)
      if (!isSplit || score <= most) continue
      most = score
      best = slot
      bestWays = 1 << way
    }
  }
  if (best < 0) return []
  return [bestWays, anyWay & ~bestWays].map((ways) => {
    const half = barred.slice()
    for (let way = 0; way < ALL_WAYS; way++) if ((ways & (1 << way)) !== 0) half[best + way] = 1
    return half
  })
}

/** Whether any of these ways is not barred. */
const isOpen = (barred: Uint8Array, slot: number, ways: number): boolean => {
  for (let way = 0; way < ALL_WAYS; way++) if ((ways & (1 << way)) !== 0 && barred[slot + way] === 0) return true
  return false
}
