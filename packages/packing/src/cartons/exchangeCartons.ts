/**
 * Cheaper plans by exchanging cartons: what is then left over has to find a place by ejection.
 */
import { cartonExchanges, type CartonExchange } from "./cartonExchanges.ts"
import { addCarton, copyCartons, emptyCarton, filledAsFound, removeCarton, type Cartons } from "./Cartons.ts"
import { emptyPool, makeEjectionPool } from "./ejectionPool.ts"
import { fillCartons } from "./fillCartons.ts"
import { costOfCartons, inCheapestTypes } from "./inCheapestTypes.ts"
import type { PackBench } from "./PackBench.ts"
import { neverInOne } from "./neverInOne.ts"
import { packContent } from "./packContent.ts"
import { isSpent, spend } from "./SearchEffort.ts"

/** A plan and what it costs. */
export interface CartonsFound {
  readonly cartons: Cartons
  readonly cost: number
}

/** Rounds that an exchange may take the first time; doubled each time that all were in vain. */
const fewestRounds = 30

/**
 * Exchanges cartons until the plan costs no more than `bound`, `stop` says so, or as much work as `patience` was in
 * vain.
 */
export const exchangeCartons = (
  bench: PackBench,
  from: CartonsFound,
  bound: number,
  patience: number
): CartonsFound => {
  const { effort } = bench
  let best = from
  let rounds = fewestRounds
  effort.cost = best.cost
  // A first plan that was as good as it was taken to get was made without a limit.
  effort.limit = Math.min(effort.limit, effort.total + patience)
  while (best.cost > bound && !isSpent(effort)) {
    const exchanges = cartonExchanges(bench, best.cartons.filled)
    if (exchanges.length === 0) break
    const better = firstBetter(bench, best, exchanges, exchanges.length === 1 ? Number.POSITIVE_INFINITY : rounds)
    rounds = better === undefined ? 2 * rounds : fewestRounds
    const found = better ?? refilled(bench, best)
    if (found === undefined) continue
    best = found
    effort.cost = best.cost
    effort.limit = effort.total + patience
  }
  return best
}

/** Plans made anew when exchanges were in vain. */
const refills = 4

/** A cheaper plan that fills carton after carton, each kind being worth more or less than its volume. */
const refilled = (bench: PackBench, best: CartonsFound): CartonsFound | undefined => {
  const { chance } = bench
  for (let refill = 0; refill < refills && !isSpent(bench.effort); refill++) {
    const way = { loads: 1 << chance.int(6), noise: 0.5 }
    const cartons = fillCartons(bench, chance.int(bench.rooms.length), way)
    if (cartons === undefined) continue
    const cost = costOfCartons(bench, cartons)
    if (cost < best.cost) return { cartons, cost }
  }
  return undefined
}

const firstBetter = (
  bench: PackBench,
  best: CartonsFound,
  exchanges: ReadonlyArray<CartonExchange>,
  rounds: number
): CartonsFound | undefined => {
  for (const exchange of exchanges) {
    spend(bench.effort, workPerExchange)
    const better = tryExchange(bench, best, exchange, rounds)
    if (better !== undefined || isSpent(bench.effort)) return better
  }
  return undefined
}

const tryExchange = (
  bench: PackBench,
  best: CartonsFound,
  { out, types }: CartonExchange,
  rounds: number
): CartonsFound | undefined => {
  if (out.length === best.cartons.filled.length && types.length === 1) {
    return cheaperThan(best, allInOne(bench, types[0]!, manyTries))
  }
  const cartons = copyCartons(best.cartons)
  const pool: Array<number> = []
  for (const index of out.toSorted((a, b) => b - a)) pool.push(...removeCarton(cartons, index).parcels)
  for (const type of types) addCarton(cartons, emptyCarton(type))
  if (cartons.filled.length === 0) return undefined
  if (!emptyPool(bench, cartons, makeEjectionPool(bench, pool), rounds)) return undefined
  inCheapestTypes(bench, cartons)
  return cheaperThan(best, { cartons, cost: costOfCartons(bench, cartons) })
}

const cheaperThan = (best: CartonsFound, found: CartonsFound | undefined): CartonsFound | undefined =>
  found !== undefined && found.cost < best.cost ? found : undefined

/** Work that an exchange counts for at least, so that a search comes to its end also when nothing can be tried. */
const workPerExchange = 500

/** Tries of a carton that is to take everything. */
const manyTries = 60

/** All parcels in one carton of the type, if they go in. */
export const allInOne = (bench: PackBench, type: number, tries: number): CartonsFound | undefined => {
  const { chosen, parcels } = bench
  if (neverInOne(bench, type)) return undefined
  for (let parcel = 0; parcel < parcels.count; parcel++) chosen.parcels[parcel] = parcel
  chosen.count = parcels.count
  if (!packContent(bench, type, tries)) return undefined
  const cartons = { filled: [filledAsFound(bench, type)], cartonOf: new Int32Array(parcels.count) }
  return { cartons, cost: costOfCartons(bench, cartons) }
}
