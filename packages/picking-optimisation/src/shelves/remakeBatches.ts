/**
 * One step of a search on mixed shelves: some orders of a batch are put back to wait, and those that lie best along the
 * walks that remain are taken until there are enough units again.
 *
 * Source: Schrimpf and others (2000), Record breaking optimization results using the ruin and recreate principle,
 * Journal of Computational Physics 159; Christiaens and Vanden Berghe (2020), Slack induction by string removals for
 * vehicle routing problems, Transportation Science 54(2), for what is removed and for leaving candidates out by chance.
 */
import { type Random } from "@stowage/kernel/Random"
import { bestOrders, clearSlot, considerOrders, lookAlong, type OrderRanking } from "./OrderRanking.ts"
import { placeOrder, type PlacedOrder } from "./placeOrder.ts"
import { type HeldBatch, type HeldTour, insertOrders, removeOrders, type ShelfBatches } from "./ShelfBatches.ts"

/** What a step works with. */
export interface ShelfStep {
  readonly search: ShelfBatches
  readonly ranking: OrderRanking
  readonly draw: Random
}

/** How many orders that are guessed to suit are measured before one is taken. */
const measuredOrders = 6
const leftOutPart = 0.05
const longestStretch = 5
const mostOrders = 6
const wholeTourUnits = 30

/** False when the units that are asked for could not be reached again; the caller takes the step back. */
export const remakeBatches = (step: ShelfStep): boolean => {
  const { draw, search } = step
  const count = search.batches.length
  const batch = draw.int(count)
  const other = draw.int(count)
  const gone = [...ruined(search, batch, draw)]
  removeOrders(search, batch, gone)
  const together = other !== batch && draw.chance(0.3)
  if (together && draw.chance(0.5)) {
    const more = ruined(search, other, draw)
    removeOrders(search, other, more)
    gone.push(...more)
  }
  // One that no walk comes by is found by chance.
  gone.push(draw.int(search.batchOf.length))
  return recreate(step, together ? [batch, other] : [batch], gone)
}

/** Orders of a batch to put back: those on a stretch of a tour, or on all of it, or any. */
const ruined = (search: ShelfBatches, batch: number, draw: Random): ReadonlyArray<number> => {
  const { orders, tours } = search.batches[batch] as HeldBatch
  if (orders.length === 0) return []
  const way = draw.next()
  if (way < 0.15) return draw.shuffle(orders).slice(0, 1 + draw.int(mostOrders))
  const { units } = draw.pick(tours)
  const whole = way < 0.35 && units.length <= wholeTourUnits
  const length = whole ? units.length : Math.min(units.length, 1 + draw.int(longestStretch))
  const first = draw.int(units.length - length + 1)
  const stretch = new Set(units.subarray(first, first + length))
  return orders.filter((order) => unitsOf(search, order).some((unit) => stretch.has(unit)))
}

const unitsOf = ({ shelf, unitOf }: ShelfBatches, order: number): Int32Array =>
  unitOf.subarray(shelf.requestStart[order], shelf.requestStart[order + 1])

/** Takes orders that are near, or among `others`, each time one that adds least per unit, until there are enough units. */
const recreate = (step: ShelfStep, into: ReadonlyArray<number>, others: ReadonlyArray<number>): boolean => {
  const { ranking, search } = step
  const { leastUnits, limits } = search.shelf.problem
  const held = (slot: number): HeldBatch => search.batches[into[slot] as number] as HeldBatch
  const slots = into.map((_, slot) => slot)
  for (const slot of slots) {
    clearSlot(ranking, slot)
    for (const tour of held(slot).tours) lookAlong(search, ranking, slot, tour)
    considerOrders(ranking, slot, others)
  }
  while (search.totals.units < leastUnits) {
    const open = slots.filter((slot) => held(slot).orders.length < limits.orders)
    const next = leastAdded(step, into, open)
    if (next === undefined) return false
    const before = new Set<HeldTour>(held(next.slot).tours)
    insertOrders(search, into[next.slot] as number, [next.order], next.placed)
    for (const tour of held(next.slot).tours) if (!before.has(tour)) lookAlong(search, ranking, next.slot, tour)
  }
  return true
}

interface Chosen {
  readonly order: number
  readonly slot: number
  readonly placed: PlacedOrder
}

/** Units beyond those that are missing are worth nothing. */
const leastAdded = (
  { draw, ranking, search }: ShelfStep,
  into: ReadonlyArray<number>,
  open: ReadonlyArray<number>
): Chosen | undefined => {
  const missing = search.shelf.problem.leastUnits - search.totals.units
  const leftOut = (): boolean => draw.chance(leftOutPart)
  let best: Chosen | undefined
  let leastMm = Number.POSITIVE_INFINITY
  for (const { order, slot } of bestOrders(search, ranking, open, measuredOrders, leftOut)) {
    const placed = placeOrder(search, search.batches[into[slot] as number] as HeldBatch, order)
    if (placed === undefined) continue
    const mm = placed.addedMm / Math.min(missing, placed.units.length)
    if (mm >= leastMm) continue
    leastMm = mm
    best = { order, slot, placed }
  }
  return best
}
