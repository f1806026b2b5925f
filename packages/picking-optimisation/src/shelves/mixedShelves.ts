/**
 * Orders from mixed shelves into batches and picklists, and how good the answer is.
 */
import * as Result from "effect/Result"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { type SolveOptions, whenExhausted } from "@stowage/kernel/Stop"
import { mixedShelvesBound } from "./mixedShelvesBound.ts"
import { mixedShelvesCharges, type MixedShelvesPlan, type ShelfPicklist } from "./MixedShelvesPlan.ts"
import {
  type MixedShelvesProblem,
  type MixedShelvesRefusal,
  mixedShelvesRefusal,
  type ShelfOrder,
  type ShelfUnit
} from "./MixedShelvesProblem.ts"
import { type KeptBatches } from "./keptBatches.ts"
import { orderRanking } from "./OrderRanking.ts"
import { improveBatches, openBatches } from "./searchShelves.ts"
import { shelfBatches } from "./ShelfBatches.ts"
import { shelfColumns, type ShelfColumns } from "./ShelfColumns.ts"
import { type ShelfTour } from "./ShelfTour.ts"
import { tourVisits } from "./tourVisits.ts"

/**
 * Orders of at least `leastUnits` units in batches and picklists, each picklist with the shortest walk over its units.
 * A heuristic: it begins with batches from sketches and ruins and recreates them until it is told to stop or finds
 * nothing better any more. The cost is the sum of the walks in millimetres, charged per picklist; the bound is
 * `mixedShelvesBound`. Told to stop at once, it still opens the batches, which takes time in proportion to them.
 *
 * Refuses what `MixedShelvesRefusal` lists. Memory in proportion to units and to requests × units of a SKU; a step
 * looks at what is offered in the zones of a batch.
 */
export const solveMixedShelves = (
  problem: MixedShelvesProblem,
  options: Partial<SolveOptions> = {}
): Result.Result<Outcome<MixedShelvesPlan>, MixedShelvesRefusal> => {
  const refusal = mixedShelvesRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { seed = 0, stop = whenExhausted } = options
  const shelf = shelfColumns(problem)
  const search = shelfBatches(shelf)
  const searching = { search, ranking: orderRanking(search, 2), draw: random(seed), stop }
  const { drawn, isEnough } = openBatches(searching, random(seed))
  if (!isEnough) {
    return Result.fail({ _tag: "LeastUnitsNotReached", asked: problem.leastUnits, reached: search.totals.units })
  }
  const { best, stopped } = improveBatches(searching, drawn)
  const plan = planOf(shelf, best)
  const charges = mixedShelvesCharges(plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, mixedShelvesBound(problem))
  const stoppedBy = cost === bound ? "proved" : stopped ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound, charges, stoppedBy })
}

const planOf = (shelf: ShelfColumns, { batches, unitOf }: KeptBatches): MixedShelvesPlan => {
  const { orders } = shelf.problem
  const idOf = (order: number): FulfilmentOrderId => (orders[order] as ShelfOrder).id
  const filled = batches.filter((batch) => batch.orders.length > 0)
  return {
    batches: filled.map((batch) => {
      const orderOf = new Map<number, FulfilmentOrderId>()
      for (const order of batch.orders) {
        for (const unit of unitOf.subarray(shelf.requestStart[order], shelf.requestStart[order + 1])) {
          orderOf.set(unit, idOf(order))
        }
      }
      return { orders: batch.orders.map(idOf), picklists: batch.tours.map((tour) => picklistOf(shelf, tour, orderOf)) }
    })
  }
}

const picklistOf = (
  shelf: ShelfColumns,
  tour: ShelfTour,
  orderOf: ReadonlyMap<number, FulfilmentOrderId>
): ShelfPicklist => ({
  zone: shelf.zones[tour.zone] as string,
  picks: tourVisits(shelf, tour).map((unit) => ({
    unit: (shelf.problem.units[unit] as ShelfUnit).id,
    order: orderOf.get(unit) as FulfilmentOrderId
  })),
  walkMm: tour.walkMm
})
