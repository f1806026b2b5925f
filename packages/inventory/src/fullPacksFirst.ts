/**
 * Full pallets first, then full cases, then units: packs are not opened as long as whole ones do, and when one must be,
 * the plan says so.
 */
import type { Eaches } from "@stowage/kernel/Eaches"
import { type PackRatio, splitIntoPacks } from "@stowage/kernel/PackRatio"
import type { AllocationAsk, AllocationStrategy, Draw, StockCandidate } from "./AllocationStrategy.ts"

/** A pack that is picked as one: what it is called, and how many base units it holds. */
export interface PickedPack {
  readonly name: string
  readonly ratio: PackRatio
}

interface Drawing {
  readonly draws: Array<Draw>
  readonly taken: Map<StockCandidate, number>
  left: number
}

const take = (drawing: Drawing, draw: Draw): void => {
  drawing.draws.push(draw)
  drawing.taken.set(draw.candidate, (drawing.taken.get(draw.candidate) ?? 0) + draw.quantity)
  drawing.left -= draw.quantity
}

const roomOf = (drawing: Drawing, candidate: StockCandidate): number =>
  candidate.available - (drawing.taken.get(candidate) ?? 0)

const drawPacks = (drawing: Drawing, pack: PickedPack, queue: ReadonlyArray<StockCandidate>): void => {
  for (const candidate of queue) {
    const most = Math.min(drawing.left, roomOf(drawing, candidate)) as Eaches
    const { rest, whole } = splitIntoPacks(most, pack.ratio)
    if (whole === 0) continue
    const why = `${whole} full ${pack.name} of ${candidate.available} units there`
    take(drawing, { candidate, quantity: most - rest, why, pack: { name: pack.name, count: whole } })
  }
}

/** Loose units that stand beside full packs, before any pack is opened. */
const drawUnits = (drawing: Drawing, smallest: PickedPack | undefined, queue: ReadonlyArray<StockCandidate>): void => {
  const looseOf = (candidate: StockCandidate): number =>
    smallest === undefined ? candidate.available : splitIntoPacks(candidate.available as Eaches, smallest.ratio).rest
  for (const candidate of queue) {
    const quantity = Math.min(drawing.left, roomOf(drawing, candidate), looseOf(candidate))
    if (quantity > 0) take(drawing, { candidate, quantity, why: "loose units, so that no pack is opened" })
  }
  for (const candidate of queue) {
    const quantity = Math.min(drawing.left, roomOf(drawing, candidate))
    if (quantity > 0) take(drawing, { candidate, quantity, why: `opens a ${smallest?.name}: no loose units are left` })
  }
}

const draw =
  (packs: ReadonlyArray<PickedPack>) =>
  (ask: AllocationAsk, queue: ReadonlyArray<StockCandidate>): ReadonlyArray<Draw> => {
    const drawing: Drawing = { draws: [], taken: new Map(), left: ask.quantity }
    for (const pack of packs) drawPacks(drawing, pack, queue)
    drawUnits(drawing, packs.at(-1), queue)
    return drawing.draws
  }

/**
 * Whole packs first, the largest before the smaller; within one size as `within` orders the stock. What stands at a
 * place counts as full packs as far as it goes, and the rest of it as loose units. `packs` go from large to small; each
 * candidate is drawn once per size and twice for units at the most. O(n log n + n · packs).
 */
export const fullPacksFirst = (packs: ReadonlyArray<PickedPack>, within: AllocationStrategy): AllocationStrategy => ({
  name: `full packs first, ${within.name}`,
  rule: `whole packs go before opened ones, and ${within.rule}`,
  compare: within.compare,
  draw: draw(packs)
})
