/**
 * The choices that any walk within a limit can make, as far as prices tell.
 */
import { FROM_BACK, FROM_BOTH } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { demandMm, type PricedSweep } from "./pricedSweep.ts"
import { type SubAisleChoices } from "./subAisleChoices.ts"
import { sweepThrough } from "./sweepColumns.ts"

/** Choices by sub-aisle and way, the cheapest after prices first. */
export interface ChoicesWithin {
  /** Those of a sub-aisle and way are entries `first[slot]` up to `first[slot + 1]`, slot = sub-aisle × `ALL_WAYS` + way. */
  readonly first: Int32Array
  readonly mm: Float64Array
  /** The walk less the prices of what is taken. */
  readonly reducedMm: Float64Array
  /** It takes the places of its sub-aisle before the `before[e]`th and those from the `behind[e]`th on. */
  readonly before: Int32Array
  readonly behind: Int32Array
  /** All that entry `e` takes is at `gainFirst[e]` up to `gainFirst[e + 1]`; a SKU may stand there more than once. */
  readonly gainFirst: Int32Array
  readonly gainSku: Int32Array
  readonly gainUnits: Int32Array
}

/** One of them: choices from the front, or through, and from the back; -1 for none. */
interface Entry {
  readonly front: number
  readonly back: number
  readonly reducedMm: number
}

/**
 * Leaves out every choice through which no walk is within `limitMm` at the prices of the sweep. Call after `backward`.
 * O(places² per sub-aisle + sub-aisles × kinds) at worst, and O(places) where few come near the limit.
 */
export const choicesWithin = (sweep: PricedSweep, limitMm: number): ChoicesWithin => {
  const { barred, choices, restMm, wayMm } = sweep
  sweepThrough(sweep)
  const leftMm = limitMm - demandMm(sweep)
  const first = [0]
  const kept: Array<Entry> = []
  for (let subAisle = 0; subAisle < choices.mayPass.length; subAisle++) {
    for (let way = 0; way < ALL_WAYS; way++) {
      const slot = subAisle * ALL_WAYS + way
      const mostMm = leftMm - (restMm[slot] as number)
      if (way !== NOT_WALKED && barred[slot] === 0 && (wayMm[slot] as number) <= mostMm) {
        const found = way === FROM_BOTH ? fromBoth(sweep, subAisle, mostMm) : fromOne(sweep, subAisle, way, mostMm)
        kept.push(...found.sort((a, b) => a.reducedMm - b.reducedMm))
      }
      first.push(kept.length)
    }
  }
  return { first: Int32Array.from(first), ...entriesOf(choices, kept) }
}

/** From one end, or through. */
const fromOne = (sweep: PricedSweep, subAisle: number, way: number, mostMm: number): Array<Entry> => {
  const { choices, reducedMm } = sweep
  const { before, behind, first, firstPlace, isForced } = choices
  const found: Array<Entry> = []
  for (let choice = first[subAisle] as number; choice < (first[subAisle + 1] as number); choice++) {
    if (choices.way[choice] !== way) continue
    const isFront = way !== FROM_BACK
    const place =
      (firstPlace[subAisle] as number) + (isFront ? (before[choice] as number) - 1 : (behind[choice] as number))
    // What does not go as far leaves out what must be visited.
    if (isForced[place] === 1) found.length = 0
    const reduced = reducedMm[choice] as number
    if (reduced > mostMm) continue
    found.push(
      isFront ? { front: choice, back: -1, reducedMm: reduced } : { front: -1, back: choice, reducedMm: reduced }
    )
  }
  return found
}

/** From both ends, as far from the back only as something there is not taken from the front. */
const fromBoth = (sweep: PricedSweep, subAisle: number, mostMm: number): Array<Entry> => {
  const { choices, reducedMm } = sweep
  const { first, firstBack } = choices
  const found: Array<Entry> = []
  const units = new Float64Array(choices.demand.length)
  const leastMm = leastOf(reducedMm, firstBack[subAisle] as number, choices.firstThrough[subAisle] as number)
  for (let front = first[subAisle] as number; front < (firstBack[subAisle] as number); front++) {
    if ((reducedMm[front] as number) + leastMm <= mostMm) addBacks(sweep, subAisle, front, { mostMm, units, found })
  }
  return found
}

const leastOf = (mm: Float64Array, from: number, to: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let at = from; at < to; at++) if ((mm[at] as number) < least) least = mm[at] as number
  return least
}

interface FoundBoth {
  readonly mostMm: number
  /** Room for what is taken of each SKU. */
  readonly units: Float64Array
  readonly found: Array<Entry>
}

/** All that go as far from the front. */
const addBacks = (sweep: PricedSweep, subAisle: number, front: number, { found, mostMm, units }: FoundBoth): void => {
  const { choices, price, reducedMm } = sweep
  const {
    before,
    behind,
    demand,
    firstBack,
    firstPlace,
    firstThrough,
    gainEnd,
    gainFirst,
    gainSku,
    gainUnits,
    isForced
  } = choices
  const place = firstPlace[subAisle] as number
  let forced = before[front] as number
  while (forced < (firstPlace[subAisle + 1] as number) - place && isForced[place + forced] === 0) forced++
  units.fill(0)
  for (let gain = gainFirst[front] as number; gain < (gainEnd[front] as number); gain++) {
    const sku = gainSku[gain] as number
    units[sku] = (units[sku] as number) + (gainUnits[gain] as number)
  }
  let gain = gainFirst[firstBack[subAisle] as number] as number
  let twiceMm = 0
  for (let back = firstBack[subAisle] as number; back < (firstThrough[subAisle] as number); back++) {
    if ((behind[back] as number) < (before[front] as number)) break
    let isMore = false
    for (; gain < (gainEnd[back] as number); gain++) {
      const sku = gainSku[gain] as number
      const got = gainUnits[gain] as number
      const due = Math.max(0, (demand[sku] as number) - (units[sku] as number))
      if (due > 0) isMore = true
      units[sku] = (units[sku] as number) + got
      twiceMm += (price[sku] as number) * Math.max(0, got - due)
    }
    const reduced = (reducedMm[front] as number) + (reducedMm[back] as number) + twiceMm
    if (isMore && reduced <= mostMm && (behind[back] as number) <= forced)
      found.push({ front, back, reducedMm: reduced })
  }
}

const entriesOf = (choices: SubAisleChoices, kept: ReadonlyArray<Entry>): Omit<ChoicesWithin, "first"> => {
  const count = kept.length
  const mm = new Float64Array(count)
  const before = new Int32Array(count)
  const behind = new Int32Array(count)
  const gainFirst = new Int32Array(count + 1)
  const gainSku: Array<number> = []
  const gainUnits: Array<number> = []
  for (const [entry, { back, front }] of kept.entries()) {
    // What is not walked into from the back is behind the last place.
    before[entry] = front < 0 ? 0 : (choices.before[front] as number)
    behind[entry] = choices.behind[back < 0 ? front : back] as number
    for (const choice of [front, back]) {
      if (choice < 0) continue
      mm[entry] = (mm[entry] as number) + (choices.mm[choice] as number)
      for (let gain = choices.gainFirst[choice] as number; gain < (choices.gainEnd[choice] as number); gain++) {
        gainSku.push(choices.gainSku[gain] as number)
        gainUnits.push(choices.gainUnits[gain] as number)
      }
    }
    gainFirst[entry + 1] = gainSku.length
  }
  return {
    mm,
    reducedMm: Float64Array.from(kept, ({ reducedMm }) => reducedMm),
    before,
    behind,
    gainFirst,
    gainSku: Int32Array.from(gainSku),
    gainUnits: Int32Array.from(gainUnits)
  }
}
