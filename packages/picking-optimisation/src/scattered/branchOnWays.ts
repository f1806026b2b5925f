/**
 * Proves a plan of scattered storage the best, or finds a better one: part by part of all walks, told apart by how they
 * take a stretch of aisle.
 */
import { THROUGH } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type PriceSearch, raisePrices } from "./raisePrices.ts"
import { closeChoices, findBetter, isProved, runOnce, type ScatteredSearch, wantedMm } from "./ScatteredSearch.ts"

/** Walks that take no sub-aisle in a way that is barred, and prices at which none of them is below the bound. */
interface Part {
  readonly barred: Uint8Array
  readonly price: Float64Array
  readonly boundMm: number
}

/** Most labels kept behind a sub-aisle in a run that is to look at all of a part; and in one that cannot be halved. */
const width = 400
const widest = 200_000
/** Rounds of raising the prices of one part. */
const rounds = 25
/** Every way has a bit. */
const anyWay = 2 ** ALL_WAYS - 1
/** At first, parts are looked at whole whose bound is so near to the plan; how that changes when it works, or not. */
const near = { atFirst: 0.03, wider: 1.2, narrower: 0.8 }
/** A better plan is looked for once in so many parts, by so many tries in a row. */
const seek = { parts: 4, tries: 10 }

/**
 * Halves all walks by whether they take some sub-aisle in some way, by preference one that the cheapest walks at the
 * prices take half of the time, and raises the prices in each half anew, which makes its bound higher; a part whose
 * bound is above the plan is done with, one whose bound is close to it is looked at whole, label by label. Parts of
 * least bound come first, and in between a better plan is looked for at their prices. Ends with the plan proved, or
 * stopped.
 *
 * Source: Fisher (1981), The Lagrangian relaxation method for solving integer programming problems, Management Science
 * 27(1).
 */
export const branchOnWays = (search: ScatteredSearch): void => {
  const { prices, sweep } = search
  closeChoices(search)
  let parts: Array<Part> = [{ barred: sweep.barred.slice(), price: prices.price.slice(), boundMm: search.boundMm }]
  let closedMm = search.plan.route.walkMm
  let triedMm = near.atFirst * closedMm
  let count = 0
  let leftMm = Number.POSITIVE_INFINITY
  while (parts.length > 0) {
    const part = parts.pop() as Part
    search.boundMm = Math.max(search.boundMm, Math.min(part.boundMm, leftMm, search.plan.route.walkMm))
    if (isProved(search) || search.asks()) return
    sweep.barred.set(part.barred)
    const inPart: PriceSearch = { boundMm: part.boundMm, price: part.price.slice(), rounds: 0 }
    raisePrices(sweep, inPart, {
      most: rounds,
      targetMm: search.plan.route.walkMm,
      wanted: wantedMm(search),
      stop: search.asksInTurn
    })
    if (search.stopped) return
    if (inPart.boundMm > wantedMm(search)) continue
    const taken = sweep.taken.slice()
    count++
    if (count % seek.parts === 0) {
      findBetter(search, seek.tries, inPart.price)
      if (search.plan.route.walkMm < closedMm) {
        closedMm = search.plan.route.walkMm
        parts = parts.filter((each) => each.boundMm <= wantedMm(search))
      }
    }
    if (wantedMm(search) - inPart.boundMm <= triedMm) {
      const { cutMm } = runOnce(search, inPart.price, { limitMm: wantedMm(search), width, isWhole: true })
      if (search.stopped) return
      triedMm *= cutMm === Number.POSITIVE_INFINITY ? near.wider : near.narrower
      if (cutMm === Number.POSITIVE_INFINITY) continue
    }
    const halves = halvesOf(part, taken)
    if (halves.length === 0) leftMm = Math.min(leftMm, lookThrough(search, inPart))
    if (search.stopped) return
    for (const barred of halves) {
      const half: Part = { barred, price: inPart.price, boundMm: inPart.boundMm }
      let at = parts.length
      while (at > 0 && (parts[at - 1] as Part).boundMm < half.boundMm) at--
      parts.splice(at, 0, half)
    }
  }
  search.boundMm = Math.max(search.boundMm, Math.min(leftMm, search.plan.route.walkMm))
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
