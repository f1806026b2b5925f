/**
 * A plan to begin with: quick for any order, and good enough for most.
 */
import { plainAttempt, plainAttempts } from "./attempts.ts"
import type { Cartons, FilledCarton } from "./Cartons.ts"
import type { CartonsFound } from "./exchangeCartons.ts"
import { firstFitDecreasing } from "./firstFitDecreasing.ts"
import { costOfCartons, inCheapestTypes } from "./inCheapestTypes.ts"
import { lyingSize, type PackBench } from "./PackBench.ts"
import { spreadPiles } from "./packPiled.ts"
import { isSpent } from "./SearchEffort.ts"
import { splitOrder, type Found } from "./splitOrder.ts"

/** Above so many parcels a carton, places are not sought for each on its own. */
const mostSingly = 40

/**
 * The cheapest of plans by piles of units alike, carton after carton, and of plans by single units, cartons side by
 * side. Ends with the first that costs no more than `bound`.
 */
export const firstCartons = (bench: PackBench, bound: number, patience: number): CartonsFound => {
  const { effort } = bench
  const inPiles = bench.onlyPlain ? byPiles(bench, bound) : undefined
  let best = inPiles
  if (best !== undefined) {
    const cartons = best.cartons.filled.length
    effort.limit = effort.total + patience
    if (best.cost > bound && cartons > 1) best = shrunk(bench, best.cartons)
    if (best.cost <= bound || cartons === 1 || bench.parcels.count > mostSingly * cartons) return best
  }
  for (let type = 0; type < bench.rooms.length && (best?.cost ?? Infinity) > bound; type++) {
    if (best !== undefined && isSpent(effort)) break
    const cartons = firstFitDecreasing(bench, type)
    if (cartons === undefined) continue
    const cost = costOfCartons(bench, cartons)
    if (cost < (best?.cost ?? Infinity)) best = { cartons, cost }
  }
  if (best !== inPiles) effort.limit = effort.total + patience
  return best!
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
  return { cartons: { filled, cartonOf }, cost: best.cost }
}
