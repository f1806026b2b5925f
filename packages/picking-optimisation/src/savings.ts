/**
 * Batching by savings.
 */
import { type SolveOptions } from "@stowage/kernel/Stop"
import { type BatchingProblem, batchRouting, type PickOrder } from "./BatchingProblem.ts"
import { type BatchPlan } from "./BatchPlan.ts"
import { batchWalks, type BatchWalks, type Cluster } from "./BatchWalks.ts"
import { ratliffRosenthal } from "./ratliffRosenthal.ts"

/** What savings batching found, and whether the caller ended it. */
export interface SavingsResult {
  readonly plan: BatchPlan
  readonly stopped: boolean
}

/**
 * Starts with every order alone and again and again puts those two batches together that save the most walk and fit one
 * cart, until no two that fit save any. Each walk is the shortest there is. A heuristic: no merge is taken back.
 *
 * Of equal savings the pair that comes first in the problem is taken. Takes a problem that `batchingRefusal` finds
 * nothing wrong with. One iteration per order looked at first, then one per merge; told to stop, it returns the batches
 * it has. About n² walks measured of O(aisles + stops) each, and n² savings kept: for waves of some thousand orders,
 * not more.
 *
 * Source: Clarke and Wright (1964), Scheduling of vehicles from a central depot to a number of delivery points,
 * Operations Research 12(4); with savings computed anew after each merge: de Koster, van der Poort and Wolters (1999),
 * Efficient orderbatching methods in warehouses, International Journal of Production Research 37(7), there C&W(ii).
 */
export const savings = (problem: BatchingProblem, stop: SolveOptions["stop"]): SavingsResult => {
  const walks = batchWalks(problem)
  const pairs = savingPairs(walks)
  const count = walks.singles.length
  let cost = walks.singles.reduce((sum, cluster) => sum + cluster.walkMm, 0)
  for (let iteration = 0; !stop({ iteration, cost }); iteration++) {
    if (iteration < count) {
      pairs.look(iteration)
      continue
    }
    const saved = pairs.merge()
    if (saved === 0) return { plan: planOf(problem, pairs.clusters()), stopped: false }
    cost -= saved
  }
  return { plan: planOf(problem, pairs.clusters()), stopped: true }
}

const planOf = (problem: BatchingProblem, clusters: ReadonlyArray<Cluster>): BatchPlan => ({
  batches: clusters.map((cluster) => {
    const orders = cluster.orders.map((index) => problem.orders[index] as PickOrder)
    return { orders: orders.map((order) => order.id), route: ratliffRosenthal(batchRouting(problem, orders)) }
  })
})

/**
 * What each pair of clusters would save. A cluster keeps the place of its first order; every place remembers the best
 * of the places before it, so that finding the best pair is one look at each.
 */
const savingPairs = ({ fit, merged, singles, walkMmOfBoth }: BatchWalks) => {
  const count = singles.length
  const held: Array<Cluster | undefined> = [...singles]
  const table = { saving: new Float64Array(count * count), partner: new Int32Array(count).fill(-1), count }

  /** Of two places, the first before the second; 0 when either is empty or one cart does not take both. */
  const measured = (a: number, b: number): number => {
    const [left, right] = [held[a], held[b]]
    if (left === undefined || right === undefined || !fit(left, right)) return 0
    return left.walkMm + right.walkMm - walkMmOfBoth(left, right)
  }
  const look = (place: number): void => {
    for (let before = 0; before < place; before++) {
      table.saving[place * count + before] = measured(before, place)
    }
    choosePartner(table, place)
  }
  /** Puts the pair that saves most together, and gives what that saves; 0 when none saves any. */
  const merge = (): number => {
    const gone = bestPlace(table)
    if (gone < 0) return 0
    const saved = savedAt(table, gone)
    const grown = table.partner[gone] as number
    held[grown] = merged(held[grown] as Cluster, held[gone] as Cluster)
    held[gone] = undefined
    table.partner[gone] = -1
    look(grown)
    for (let place = grown + 1; place < count; place++) {
      if (held[place] === undefined) continue
      table.saving[place * count + grown] = measured(grown, place)
      if (place > gone) table.saving[place * count + gone] = 0
      reconsider(table, place, { grown, gone })
    }
    return saved
  }
  return { look, merge, clusters: () => held.filter((cluster) => cluster !== undefined) }
}

/** Row by row, what a place would save with each place before it, and with which it saves most (-1: with none). */
interface SavingTable {
  readonly saving: Float64Array
  readonly partner: Int32Array
  readonly count: number
}

const savedAt = ({ count, partner, saving }: SavingTable, place: number): number => {
  const other = partner[place] as number
  return other < 0 ? 0 : (saving[place * count + other] as number)
}

const bestPlace = (table: SavingTable): number => {
  let best = -1
  let mostMm = 0
  for (let place = 0; place < table.count; place++) {
    const mm = savedAt(table, place)
    if (mm <= mostMm) continue
    mostMm = mm
    best = place
  }
  return best
}

const choosePartner = ({ count, partner, saving }: SavingTable, place: number): void => {
  let best = -1
  let mostMm = 0
  for (let before = 0; before < place; before++) {
    const mm = saving[place * count + before] as number
    if (mm <= mostMm) continue
    mostMm = mm
    best = before
  }
  partner[place] = best
}

/** `choosePartner` after two entries of the row changed; in full only when the one chosen is among them. */
const reconsider = (
  table: SavingTable,
  place: number,
  { gone, grown }: { readonly gone: number; readonly grown: number }
): void => {
  const chosen = table.partner[place] as number
  if (chosen === grown || chosen === gone) return choosePartner(table, place)
  const mm = table.saving[place * table.count + grown] as number
  const keptMm = savedAt(table, place)
  if (mm > keptMm || (mm > 0 && mm === keptMm && grown < chosen)) table.partner[place] = grown
}
