/**
 * Batching by savings.
 */
import { type Stop } from "@stowage/kernel/Stop"
import { type BatchCore, rounding } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { nearSavings, type SavingsFound } from "./nearSavings.ts"
import { type OrderSets } from "./OrderSets.ts"

/** Of more orders than this only pairs that lie near one another are looked at: every pair is kept. */
const mostInPairs = 5_000

/**
 * Starts with every order alone and again and again puts those two batches together that save the most walk and fit one
 * cart, until no two that fit save any. A heuristic: no merge is taken back.
 *
 * Of equal savings the pair that comes first in the problem is taken. One iteration per order looked at first, then one
 * per merge; told to stop, it returns the batches it has. About n² walks measured, and n² savings kept: of more than
 * `mostInPairs` orders, the savings of near pairs alone.
 *
 * Source: Clarke and Wright (1964), Scheduling of vehicles from a central depot to a number of delivery points,
 * Operations Research 12(4); with savings computed anew after each merge: de Koster, van der Poort and Wolters (1999),
 * Efficient orderbatching methods in warehouses, International Journal of Production Research 37(7), there C&W(ii).
 */
export const savings = (sets: OrderSets, stop: Stop): SavingsFound => {
  if (sets.core.orders > mostInPairs) return nearSavings(sets, stop)
  const clusters = clustersOf(sets)
  const pairs = savingPairs(clusters)
  const count = sets.core.orders
  let cost = clusters.singles.reduce((sum, cluster) => sum + cluster.walkMm, 0)
  for (let iteration = 0; !stop({ iteration, cost }); iteration++) {
    if (iteration < count) {
      pairs.look(iteration)
      continue
    }
    const saved = pairs.merge()
    if (saved === 0) return { groups: pairs.groups(), stopped: false }
    cost -= saved
  }
  return { groups: pairs.groups(), stopped: true }
}

/** Orders that are walked together. */
interface Cluster {
  readonly orders: Int32Array
  /** How much of each limit they take. */
  readonly load: Float64Array
  readonly walkMm: number
}

const clustersOf = (sets: OrderSets) => {
  const { core } = sets
  const both = new Int32Array(core.orders)
  const singles = Array.from({ length: core.orders }, (_, order): Cluster => {
    const orders = Int32Array.of(order)
    const load = Float64Array.from(core.most, (_most, limit) => core.load[limit * core.orders + order] as number)
    return { orders, load, walkMm: sets.measure(orders, 1) }
  })
  const walkMmOfBoth = (a: Cluster, b: Cluster): number => {
    both.set(a.orders)
    both.set(b.orders, a.orders.length)
    return sets.measure(both, a.orders.length + b.orders.length)
  }
  const merged = (a: Cluster, b: Cluster): Cluster => ({
    walkMm: walkMmOfBoth(a, b),
    orders: both.slice(0, a.orders.length + b.orders.length),
    load: a.load.map((amount, limit) => amount + (b.load[limit] as number))
  })
  return { singles, walkMmOfBoth, merged, fit: (a: Cluster, b: Cluster): boolean => fit(core, a, b) }
}

const fit = ({ most }: BatchCore, a: Cluster, b: Cluster): boolean => {
  for (let limit = 0; limit < most.length; limit++) {
    if ((a.load[limit] as number) + (b.load[limit] as number) > (most[limit] as number) + rounding) return false
  }
  return true
}

/**
 * What each pair of clusters would save. A cluster keeps the place of its first order; every place remembers the best
 * of the places before it, so that finding the best pair is one look at each.
 */
const savingPairs = ({ fit, merged, singles, walkMmOfBoth }: ReturnType<typeof clustersOf>) => {
  const count = singles.length
  const held: Array<Cluster | undefined> = [...singles]
  const table = { saving: new Float64Array(count * count), partner: new Int32Array(count).fill(-1), count }

  /** Of two places, the first before the second; 0 when either is empty or one cart does not take both. */
  const measured = (a: number, b: number): number => {
    const [left, right] = [held[a], held[b]]
    if (left === undefined || right === undefined || !fit(left, right)) return 0
    const saved = left.walkMm + right.walkMm - walkMmOfBoth(left, right)
    // Where no walk was found over either, and none over both, nothing is saved.
    return saved > 0 ? saved : 0
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
  return { look, merge, groups: (): Groups => held.flatMap((cluster) => (cluster ? [[...cluster.orders]] : [])) }
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
