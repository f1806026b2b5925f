/**
 * The chosen parcels in one carton as piles of units alike, for sets too large to be packed unit by unit.
 */
import { plainAttempt, plainAttempts, shuffledAttempt } from "./attempts.ts"
import { pileSize, takesAll } from "./firstFit.ts"
import { lyingSize, type PackBench } from "./PackBench.ts"
import { spend } from "./SearchEffort.ts"

/** What placing a kind in piles counts for. */
const workPerKind = 400

/**
 * First fit decreasing, every unit fully supported, in ways number `from` to `to - 1`. True when one takes all chosen
 * parcels, as said in `bench.lying`.
 */
export const packPiled = (bench: PackBench, type: number, from: number, to: number): boolean => {
  const { chance, effort, kinds, parcels, piles, rooms } = bench
  const { parcels: chosen, count } = bench.chosen
  const wanted = new Int32Array(kinds.count)
  for (let at = 0; at < count; at++) {
    const end = parcels.first[chosen[at]! + 1]!
    for (let unit = parcels.first[chosen[at]!]!; unit < end; unit++) wanted[parcels.kindOf[unit]!]!++
  }
  const units = wanted.reduce((sum, some) => sum + some, 0)
  for (let way = from; way < to; way++) {
    const attempt = way < plainAttempts ? plainAttempt(kinds, way) : shuffledAttempt(kinds, units, chance)
    const packed = takesAll(kinds, rooms[type]!, wanted, attempt, piles)
    if (packed) keepPiles(bench)
    if (spend(effort, kinds.count * workPerKind) || packed) return packed
  }
  return false
}

const keepPiles = ({ kinds, lying, parcels, piles: { load }, chosen }: PackBench): void => {
  const waiting = Array.from({ length: kinds.count }, (): Array<number> => [])
  for (let at = 0; at < chosen.count; at++) {
    const end = parcels.first[chosen.parcels[at]! + 1]!
    for (let unit = parcels.first[chosen.parcels[at]!]!; unit < end; unit++) waiting[parcels.kindOf[unit]!]!.push(unit)
  }
  const spread = spreadPiles(load.piles, waiting)
  lying.units.set(spread)
  lying.count = spread.length / lyingSize
}

/** Every unit of every pile, from its lowest layer up; its number is taken from those waiting of its kind. */
export const spreadPiles = (
  piles: ReadonlyArray<number>,
  waiting: ReadonlyArray<Array<number>>
): ReadonlyArray<number> => {
  const spread: Array<number> = []
  for (let at = 0; at < piles.length; at += pileSize) {
    const [kind, x, y, z, l, w, h] = piles.slice(at, at + 7) as [number, number, number, number, number, number, number]
    const [nx, ny, nz] = [piles[at + 7]!, piles[at + 8]!, piles[at + 9]!]
    for (let index = 0; index < nx * ny * nz; index++) {
      const column = index % nx
      const row = Math.floor(index / nx) % ny
      const layer = Math.floor(index / (nx * ny))
      spread.push(waiting[kind]!.pop()!, x + column * l, y + row * w, z + layer * h, l, w, h)
    }
  }
  return spread
}
