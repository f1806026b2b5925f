/**
 * A plan to begin with: quick for any order, and good enough for most.
 */
import { plainAttempt, plainAttempts } from "./attempts.ts"
import { boundByTypes } from "./boundByTypes.ts"
import { addCarton, emptyCarton, type Cartons, type FilledCarton } from "./Cartons.ts"
import { emptyPool, makeEjectionPool } from "./ejectionPool.ts"
import { allInOne, type CartonsFound } from "./exchangeCartons.ts"
import { fillCartons } from "./fillCartons.ts"
import { firstFitDecreasing } from "./firstFitDecreasing.ts"
import { costOfCartons, inCheapestTypes } from "./inCheapestTypes.ts"
import { lyingSize, type PackBench } from "./PackBench.ts"
import { spreadPiles } from "./packPiled.ts"
import { isSpent } from "./SearchEffort.ts"
import { splitOrder, type Found } from "./splitOrder.ts"

/** Above so many parcels a carton, places are not sought for each on its own. */
const mostSingly = 40

/**
 * The cheapest of some plans: by piles of units alike, carton after carton; by single units, cartons side by side; and
 * by full loads, carton after carton. Ends with the first that costs no more than `bound`. Undefined when every one
 * leaves something out. From the first plan on, `patience` limits what is spent.
 */
export const firstCartons = (bench: PackBench, bound: number, patience: number): CartonsFound | undefined => {
  const { effort } = bench
  let best = bench.inPiles ? byPiles(bench, bound) : undefined
  const keep = (found: CartonsFound | undefined): void => {
    if (found === undefined || found.cost >= (best?.cost ?? Number.POSITIVE_INFINITY)) return
    if (best === undefined) effort.limit = effort.total + patience
    best = found
  }
  if (best !== undefined) {
    effort.limit = effort.total + patience
    if (best.cost <= bound || best.cartons.filled.length === 1) return best
    for (let type = 0; type < bench.rooms.length && bench.range.costOf(type, 0) < best.cost; type++) {
      keep(allInOne(bench, type, triesOfAll))
    }
    if (best.cartons.filled.length === 1) return best
    keep(shrunk(bench, best.cartons))
  }
  const least = best === undefined ? bound : boundByTypes(bench, bound, best.cost)
  const done = (): boolean => best !== undefined && (best.cost <= least || isSpent(effort))
  const singly = best === undefined || bench.parcels.count <= mostSingly * best.cartons.filled.length
  const ways = bench.byBeamOnly ? [fillCartons] : singly ? [fillCartons, firstFitDecreasing] : [fillCartons]
  for (const way of ways) {
    for (let type = 0; type < bench.rooms.length && !done(); type++) keep(costed(bench, way(bench, type)))
  }
  return best ?? costed(bench, fromStock(bench))
}

const costed = (bench: PackBench, cartons: Cartons | undefined): CartonsFound | undefined =>
  cartons === undefined ? undefined : { cartons, cost: costOfCartons(bench, cartons) }

/** Tries of one carton for all. */
const triesOfAll = 6

/** Rounds of ejection when stock is short. */
const rounds = 400

/** Every carton in stock, and everything put in by ejection: when cartons are few, what goes where matters. */
const fromStock = (bench: PackBench): Cartons | undefined => {
  const { parcels, range } = bench
  const cartons: Cartons = { filled: [], cartonOf: new Int32Array(parcels.count).fill(-1) }
  for (const [type, stock] of range.stock.entries()) {
    for (let some = 0; some < Math.min(stock, parcels.count); some++) addCarton(cartons, emptyCarton(type))
  }
  if (cartons.filled.length === 0) return undefined
  const pool = makeEjectionPool(bench, [...parcels.sortOf.keys()])
  return emptyPool(bench, cartons, pool, rounds) ? inCheapestTypes(bench, cartons) : undefined
}

const shrunk = (bench: PackBench, cartons: Cartons): CartonsFound => {
  const smaller = inCheapestTypes(bench, cartons)
  return { cartons: smaller, cost: costOfCartons(bench, smaller) }
}

const byPiles = (bench: PackBench, bound: number): CartonsFound | undefined => {
  const { kinds, piles, range, rooms } = bench
  const search = {
    kinds,
    range: { rooms, costs: rooms.map((_, type) => range.costOf(type, 0)) },
    worth: bench.worth,
    workbench: piles
  }
  let best: Found | undefined
  for (let way = 0; way < plainAttempts && (best?.cost ?? Infinity) > bound; way++) {
    best = splitOrder(search, plainAttempt(kinds, way), best?.cost ?? Infinity) ?? best
  }
  if (best === undefined) return undefined
  const waiting = Array.from({ length: kinds.count }, (): Array<number> => [])
  for (const [unit, kind] of bench.parcels.kindOf.entries()) waiting[kind]!.push(unit)
  const filled = best.cartons.map(({ piles: loaded, type }): FilledCarton => {
    const lying = spreadPiles(loaded, waiting)
    const parcels = Int32Array.from({ length: lying.length / lyingSize }, (_, at) => lying[at * lyingSize]!)
    const sum = (column: Float64Array): number =>
      parcels.reduce((total, unit) => total + column[bench.parcels.sortOf[unit]!]!, 0)
    return {
      type,
      parcels,
      lying: Int32Array.from(lying),
      volumeMm3: sum(bench.parcels.volumeMm3),
      massGrams: sum(bench.parcels.massGrams)
    }
  })
  const cartonOf = new Int32Array(bench.parcels.count)
  for (const [index, { parcels }] of filled.entries()) for (const parcel of parcels) cartonOf[parcel] = index
  const cartons = { filled, cartonOf }
  return { cartons, cost: costOfCartons(bench, cartons) }
}
