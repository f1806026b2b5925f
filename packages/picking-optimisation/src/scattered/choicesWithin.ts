/**
 * The choices that any walk within a limit can make, as far as prices tell.
 */
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { demandMm, type PricedSweep } from "./pricedSweep.ts"
import { sweepThrough } from "./sweepColumns.ts"

/** Choices by sub-aisle and way, the cheapest after prices first. */
export interface ChoicesWithin {
  /** Those of a sub-aisle and way are entries `first[slot]` up to `first[slot + 1]`, slot = sub-aisle × `ALL_WAYS` + way. */
  readonly first: Int32Array
  readonly choice: Int32Array
  /** All that entry `e` takes is at `gainFirst[e]` up to `gainFirst[e + 1]`; a SKU may stand there more than once. */
  readonly gainFirst: Int32Array
  readonly gainSku: Int32Array
  readonly gainUnits: Int32Array
}

/**
 * Leaves out every choice through which no walk is within `limitMm` at the prices of the sweep, and every one that is
 * not open. Call after `backward`. O(choices + sub-aisles × kinds).
 */
export const choicesWithin = (sweep: PricedSweep, limitMm: number): ChoicesWithin => {
  const { choices, reducedMm, restMm } = sweep
  sweepThrough(sweep)
  const pricesMm = demandMm(sweep)
  const first = [0]
  const kept: Array<number> = []
  for (let subAisle = 0; subAisle + 1 < choices.first.length; subAisle++) {
    const from = sweep.liveFirst[subAisle] as number
    const to = sweep.liveFirst[subAisle + 1] as number
    for (let way = 0; way < ALL_WAYS; way++) {
      const mostMm = limitMm - pricesMm - (restMm[subAisle * ALL_WAYS + way] as number)
      const begin = kept.length
      for (let entry = from; entry < to && sweep.barred[subAisle * ALL_WAYS + way] === 0; entry++) {
        const choice = sweep.live[entry] as number
        const isAllowed = choices.way[choice] === way && sweep.open[choice] === 1
        if (isAllowed && (reducedMm[choice] as number) <= mostMm) kept.push(choice)
      }
      if (kept.length > begin + 1) {
        const sorted = kept.slice(begin).sort((a, b) => (reducedMm[a] as number) - (reducedMm[b] as number) || a - b)
        for (const [index, choice] of sorted.entries()) kept[begin + index] = choice
      }
      first.push(kept.length)
    }
  }
  return { first: Int32Array.from(first), choice: Int32Array.from(kept), ...gainsOf(sweep, kept) }
}

const gainsOf = ({ choices }: PricedSweep, kept: ReadonlyArray<number>) => {
  const gainFirst = [0]
  const gainSku: Array<number> = []
  const gainUnits: Array<number> = []
  for (const choice of kept) {
    for (let each = choice; each >= 0; each = choices.parent[each] as number) {
      const to = choices.gainFirst[each + 1] as number
      for (let gain = choices.gainFirst[each] as number; gain < to; gain++) {
        gainSku.push(choices.gainSku[gain] as number)
        gainUnits.push(choices.gainUnits[gain] as number)
      }
    }
    gainFirst.push(gainSku.length)
  }
  return {
    gainFirst: Int32Array.from(gainFirst),
    gainSku: Int32Array.from(gainSku),
    gainUnits: Int32Array.from(gainUnits)
  }
}
