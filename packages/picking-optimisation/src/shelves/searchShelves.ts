/**
 * The search of mixed shelves: batches from sketches, then ruin and recreate.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"
import { drawSketch, fillBatch, fillInOrder } from "./openBatch.ts"
import { keep, type KeptBatches, mark, restore, takeBack } from "./keptBatches.ts"
import { type OrderRanking } from "./OrderRanking.ts"
import { remakeBatches } from "./remakeBatches.ts"
import { addBatch, type ShelfBatches } from "./ShelfBatches.ts"

/** How a search is told to end, and how far it has come. */
export interface Searching {
  readonly search: ShelfBatches
  readonly ranking: OrderRanking
  readonly draw: Random
  readonly stop: Stop
}

const sketches = 30

/** How many sketches were compared, and whether the batches have enough units. */
interface Opened {
  readonly drawn: number
  readonly isEnough: boolean
}

/**
 * Batches of enough units: each by the sketch of some that walks least per unit, or each by one sketch of `draw` where
 * those walk less in all, as what is least for each batch need not be for all.
 */
export const openBatches = (searching: Searching, draw: Random): Opened => {
  const { search } = searching
  const nothing = keep(search)
  const compared = openBySketches(searching)
  if (compared.drawn === 0) return compared
  const best = keep(search)
  restore(search, nothing)
  const { isEnough } = openBySketches({ ...searching, draw, stop: () => true })
  if (isEnough && (!compared.isEnough || search.totals.walkMm < best.walkMm)) return { ...compared, isEnough }
  restore(search, best)
  return compared
}

/**
 * Opens batch after batch until there are enough units, or until the waiting orders have none left to fill another;
 * without comparing sketches once told to stop.
 */
const openBySketches = ({ draw, ranking, search, stop }: Searching): Opened => {
  const { leastUnits, limits, orders } = search.shelf.problem
  // A batch is filled nearly, so that its last places need not go to orders that suit badly.
  const perBatch = Math.max(1, (0.95 * limits.orders * search.shelf.orderOfRequest.length) / orders.length)
  let drawn = 0
  while (search.totals.units < leastUnits) {
    const missing = leastUnits - search.totals.units
    const target = Math.ceil(missing / Math.ceil(missing / perBatch))
    const before = search.totals.units
    const batch = addBatch(search)
    let best = drawSketch(search, draw)
    let leastMm = Number.POSITIVE_INFINITY
    for (let sketch = 0; sketch < sketches; sketch++) {
      if (stop({ iteration: drawn, cost: Number.POSITIVE_INFINITY })) break
      drawn++
      const other = drawSketch(search, draw)
      mark(search)
      const { units, walkMm } = search.totals
      fillBatch(search, ranking, batch, { ...other, target })
      const perUnitMm = (search.totals.walkMm - walkMm) / (search.totals.units - units)
      takeBack(search)
      if (!(perUnitMm < leastMm)) continue
      leastMm = perUnitMm
      best = other
    }
    fillBatch(search, ranking, batch, { ...best, target })
    if (search.totals.units === before) fillInOrder(search, batch, target)
    if (search.totals.units === before) return { drawn, isEnough: false }
  }
  return { drawn, isEnough: true }
}

/** Steps of the first round for each batch; every round has `longer` times as many as the one before. */
const stepsPerBatch = 100
const longer = 4
/** At the beginning of the first round and at the end of each, as parts of what is walked per unit. */
const warm = 0.3
const cold = 0.1
/**
 * Every round begins so many times as warm, up to `warmest`: which zones a batch walks far in is only changed while it
 * is warm, and a plan from there is worth nothing unless there are steps enough to cool it slowly.
 */
const warmer = 2
const warmest = 1.5
/** Rounds without a better plan after which nothing is left to try. */
const patience = 2

/**
 * Ruins and recreates in rounds, each from the best plan so far, longer than the one before and from warmer on. Within
 * a round it becomes ever less likely that a longer walk is taken. Gives the best plan, and whether it was told to
 * stop.
 *
 * Source: simulated annealing, Kirkpatrick, Gelatt and Vecchi (1983), Science 220.
 */
export const improveBatches = (
  { draw, ranking, search, stop }: Searching,
  drawn: number
): { readonly best: KeptBatches; readonly stopped: boolean } => {
  const { leastUnits } = search.shelf.problem
  const perUnitMm = search.totals.walkMm / search.totals.units
  let best = keep(search)
  let iteration = drawn
  let steps = stepsPerBatch * search.batches.length
  let first = warm
  for (let idle = 0; idle < patience; idle++) {
    const lowering = Math.log(cold / first)
    for (let step = 0; step < steps; step++) {
      if (stop({ iteration, cost: best.walkMm })) return { best, stopped: true }
      iteration++
      mark(search)
      const beforeMm = search.totals.walkMm
      const temperature = first * perUnitMm * Math.exp((lowering * step) / steps)
      const whole = remakeBatches({ search, ranking, draw })
      const allowedMm = beforeMm + draw.exponential(temperature)
      const { units, walkMm } = search.totals
      if (!whole || walkMm > allowedMm) takeBack(search)
      else if (walkMm < best.walkMm && units >= leastUnits) {
        best = keep(search)
        idle = -1
      }
    }
    restore(search, best)
    steps *= longer
    first = Math.min(warmest, warmer * first)
  }
  return { best, stopped: false }
}
