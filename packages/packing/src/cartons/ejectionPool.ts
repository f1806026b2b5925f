/**
 * Finding a place for parcels that are in no carton by putting others out, until none is left out.
 *
 * The parcel that came out last goes in first: where there is room for it, or else in place of one or two others of
 * least price, which then are out in its stead. A parcel's price is its volume times how often it was hard to place, so
 * that in time only what is easy to place is put out. In between parcels change cartons by chance.
 *
 * Source: Nagata and Bräysy (2009), A powerful route minimization heuristic for the vehicle routing problem with time
 * windows, Operations Research Letters 37; here with cartons in place of routes.
 */
import { apartIn } from "./apart.ts"
import { choose, hasRoom } from "./chooseParcels.ts"
import { dropCheapest, makeCandidateHeap, pushCandidate, type CandidateHeap } from "./CandidateHeap.ts"
import { filledAsFound, replaceCarton, type Cartons, type FilledCarton } from "./Cartons.ts"
import { exchangeParcels } from "./exchangeParcels.ts"
import type { PackBench } from "./PackBench.ts"
import { packContent } from "./packContent.ts"
import { isSpent, spend } from "./SearchEffort.ts"

/** Tries for each set of parcels that is to go in a carton. */
const tries = 4
/** Exchanges tried after each ejection. */
const exchanges = 20

/** Work that a round counts for at least. */
const workPerRound = 200

/** Parcels in no carton, and how hard each sort is to place. */
export interface EjectionPool {
  readonly out: Array<number>
  readonly hardship: Float64Array
  readonly candidates: CandidateHeap
}

/** A pool of these parcels, the largest to go in first. */
export const makeEjectionPool = ({ parcels }: PackBench, out: ReadonlyArray<number>): EjectionPool => ({
  out: out.toSorted((a, b) => parcels.volumeMm3[parcels.sortOf[a]!]! - parcels.volumeMm3[parcels.sortOf[b]!]!),
  hardship: new Float64Array(parcels.sorts).fill(1),
  candidates: makeCandidateHeap()
})

/** Goes on for up to so many rounds. True when every parcel is in a carton. */
export const emptyPool = (bench: PackBench, cartons: Cartons, pool: EjectionPool, rounds: number): boolean => {
  const { chance, effort } = bench
  for (let round = 0; round < rounds && pool.out.length > 0; round++) {
    effort.iteration++
    if (spend(effort, workPerRound)) return false
    const parcel = pool.out.pop()!
    if (insertParcel(bench, cartons, parcel, chance.int(cartons.filled.length))) continue
    pool.hardship[bench.parcels.sortOf[parcel]!]!++
    if (!insertByEjection(bench, cartons, pool, parcel)) pool.out.unshift(parcel)
    for (let exchange = 0; exchange < exchanges && !isSpent(effort); exchange++) exchangeParcels(bench, cartons)
  }
  return pool.out.length === 0
}

/** Puts a parcel in the first carton, from number `from` on and round, that takes it as well. */
export const insertParcel = (bench: PackBench, cartons: Cartons, parcel: number, from: number): boolean => {
  const count = cartons.filled.length
  for (let step = 0; step < count; step++) {
    const index = (from + step) % count
    const carton = cartons.filled[index]!
    if (!hasRoom(bench, carton, parcel, -1, -1)) continue
    choose(bench, carton, parcel, -1, -1)
    if (!packContent(bench, carton.type, tries)) continue
    replaceCarton(cartons, index, filledAsFound(bench, carton.type))
    return true
  }
  return false
}

const insertByEjection = (bench: PackBench, cartons: Cartons, pool: EjectionPool, parcel: number): boolean => {
  const { candidates, out } = pool
  candidates.count = 0
  for (let index = 0; index < cartons.filled.length; index++)
    propose(bench, cartons.filled[index]!, index, pool, parcel)
  for (; candidates.count > 0 && !isSpent(bench.effort); dropCheapest(candidates)) {
    const index = candidates.carton[0]!
    const first = candidates.first[0]!
    const second = candidates.second[0]!
    const carton = cartons.filled[index]!
    choose(bench, carton, parcel, first, second)
    if (!packContent(bench, carton.type, tries)) continue
    replaceCarton(cartons, index, filledAsFound(bench, carton.type))
    out.push(first)
    if (second >= 0) out.push(second)
    return true
  }
  return false
}

/**
 * Every parcel of the carton, and every two, whose leaving makes room by volume and mass and takes along all that may
 * not be with the newcomer; of parcels of one sort only the first.
 */
const propose = (
  bench: PackBench,
  carton: FilledCarton,
  index: number,
  { candidates, hardship }: EjectionPool,
  parcel: number
): void => {
  const { chance, parcels, roomMm3, rooms } = bench
  const { massGrams, sortOf, volumeMm3 } = parcels
  const { parcels: inside } = carton
  const own = sortOf[parcel]!
  const overMm3 = carton.volumeMm3 + volumeMm3[own]! - roomMm3[carton.type]!
  const overGrams = carton.massGrams + massGrams[own]! - rooms[carton.type]!.payloadGrams
  const row = own * parcels.sorts
  const apart = apartIn(bench, carton.type)
  let mustLeave = 0
  for (const other of inside) mustLeave += apart[row + sortOf[other]!]!
  if (mustLeave > 2) return
  for (let at = 0; at < inside.length; at++) {
    const first = inside[at]!
    const sort = sortOf[first]!
    if (sort === own || isRepeated(inside, sortOf, at, sort, 0)) continue
    const price = hardship[sort]! * volumeMm3[sort]!
    const staying = mustLeave - apart[row + sort]!
    if (staying === 0 && volumeMm3[sort]! >= overMm3 && massGrams[sort]! >= overGrams) {
      pushCandidate(candidates, price * (0.9 + 0.2 * chance.next()), index, first, -1)
    }
    for (let next = at + 1; next < inside.length; next++) {
      const second = inside[next]!
      const other = sortOf[second]!
      if (staying !== apart[row + other]! || other === own) continue
      if (volumeMm3[sort]! + volumeMm3[other]! < overMm3 || massGrams[sort]! + massGrams[other]! < overGrams) continue
      if (isRepeated(inside, sortOf, next, other, at + 1)) continue
      const both = price + hardship[other]! * volumeMm3[other]!
      pushCandidate(candidates, both * (0.9 + 0.2 * chance.next()), index, first, second)
    }
  }
}

const isRepeated = (inside: Int32Array, sortOf: Int32Array, at: number, sort: number, from: number): boolean => {
  for (let before = from; before < at; before++) if (sortOf[inside[before]!] === sort) return true
  return false
}
