/**
 * The choices that any walk within a limit can make, as far as prices tell.
 */
import { ALL_WAYS } from "./frontierArcs.ts"
import { arriving, demandMm, type PricedSweep } from "./pricedSweep.ts"

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
  const { choices, reducedMm } = sweep
  const throughMm = leastThrough(sweep)
  const pricesMm = demandMm(sweep)
  const first = [0]
  const kept: Array<number> = []
  for (let subAisle = 0; subAisle + 1 < choices.first.length; subAisle++) {
    const from = choices.first[subAisle] as number
    const to = choices.first[subAisle + 1] as number
    for (let way = 0; way < ALL_WAYS; way++) {
      const mostMm = limitMm - pricesMm - (throughMm[subAisle * ALL_WAYS + way] as number)
      const begin = kept.length
      for (let choice = from; choice < to; choice++) {
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

/** Per sub-aisle and way, the least walk less prices that walks it so, but for what that way itself costs. */
const leastThrough = (sweep: PricedSweep): Float64Array => {
  const { arcs, bestMm, choices, onwardMm, stepMm, toGoMm } = sweep
  const { kinds } = arcs
  const least = new Float64Array(bestMm.length).fill(Number.POSITIVE_INFINITY)
  let soFar = new Float64Array(kinds).fill(Number.POSITIVE_INFINITY)
  soFar[sweep.start] = 0
  const visit = (k: number, block: number): void => {
    const subAisle = k * choices.blocks + block
    const isLast = block + 1 === choices.blocks
    const next = isLast ? onwardMm : toGoMm
    const nextAt = isLast ? k * kinds : (subAisle + 1) * kinds
    const walked = arcs.walked[block] as Int32Array
    const after = new Float64Array(kinds).fill(Number.POSITIVE_INFINITY)
    for (let kind = 0; kind < kinds; kind++) {
      const hereMm = soFar[kind] as number
      if (hereMm === Number.POSITIVE_INFINITY) continue
      for (let way = 0; way < ALL_WAYS; way++) {
        const slot = subAisle * ALL_WAYS + way
        const to = walked[kind * ALL_WAYS + way] as number
        least[slot] = Math.min(least[slot] as number, hereMm + (next[nextAt + to] as number))
        after[to] = Math.min(after[to] as number, hereMm + (bestMm[slot] as number))
      }
    }
    soFar = after
  }
  for (let k = 0; k < choices.aisle.length; k++) {
    for (let block = 0; block < choices.blocks; block++) visit(k, block)
    if (k + 1 === choices.aisle.length) break
    const after = new Float64Array(kinds).fill(Number.POSITIVE_INFINITY)
    for (let kind = 0; kind < kinds; kind++) {
      const to = arcs.onFirst[kind + 1] as number
      for (let arc = arcs.onFirst[kind] as number; arc < to; arc++) {
        const on = arcs.onTo[arc] as number
        const next = arriving(sweep, k + 1, on)
        const mm = (soFar[kind] as number) + (arcs.walks[on] as number) * (stepMm[k + 1] as number)
        after[next] = Math.min(after[next] as number, mm)
      }
    }
    soFar = after
  }
  return least
}
