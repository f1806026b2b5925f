/**
 * One small change by chance that keeps every carton packed: two parcels change places, or one moves.
 */
import { filledAsFound, replaceCarton, type Cartons, type FilledCarton } from "./Cartons.ts"
import { choose, hasRoom } from "./chooseParcels.ts"
import type { PackBench } from "./PackBench.ts"
import { packContent } from "./packContent.ts"

/** How often a parcel moves alone. */
const movesShare = 0.2

/** Draws two parcels, or a parcel and a carton, and makes the change if both cartons can be packed at the first try. */
export const exchangeParcels = (bench: PackBench, cartons: Cartons): void => {
  const { chance, parcels } = bench
  const { cartonOf, filled } = cartons
  const parcel = chance.int(parcels.count)
  const from = cartonOf[parcel]!
  const to = chance.int(filled.length)
  if (from < 0 || from === to) return
  const inside = filled[to]!.parcels
  if (inside.length === 0 || chance.next() < movesShare) moveParcel(bench, cartons, parcel, from, to)
  else swapParcels(bench, cartons, parcel, from, inside[chance.int(inside.length)]!, to)
}

const moveParcel = (bench: PackBench, cartons: Cartons, parcel: number, from: number, to: number): void => {
  const carton = cartons.filled[to]!
  if (!hasRoom(bench, carton, parcel, -1, -1)) return
  choose(bench, carton, parcel, -1, -1)
  if (!packContent(bench, carton.type, 1)) return
  const after = filledAsFound(bench, carton.type)
  const left = without(bench, cartons.filled[from]!, parcel)
  if (left === undefined) return
  replaceCarton(cartons, from, left)
  replaceCarton(cartons, to, after)
}

/** What is left of a carton, packed again: what lay on the parcel may not lie there without it. */
const without = (bench: PackBench, carton: FilledCarton, parcel: number): FilledCarton | undefined => {
  let count = 0
  for (const other of carton.parcels) if (other !== parcel) bench.chosen.parcels[count++] = other
  bench.chosen.count = count
  return packContent(bench, carton.type, 1) ? filledAsFound(bench, carton.type) : undefined
}

const swapParcels = (
  bench: PackBench,
  cartons: Cartons,
  parcel: number,
  from: number,
  other: number,
  to: number
): void => {
  const { sortOf } = bench.parcels
  if (sortOf[parcel] === sortOf[other]) return
  const [here, there] = [cartons.filled[from]!, cartons.filled[to]!]
  if (!hasRoom(bench, there, parcel, other, -1) || !hasRoom(bench, here, other, parcel, -1)) return
  choose(bench, there, parcel, other, -1)
  if (!packContent(bench, there.type, 1)) return
  const after = filledAsFound(bench, there.type)
  choose(bench, here, other, parcel, -1)
  if (!packContent(bench, here.type, 1)) return
  replaceCarton(cartons, to, after)
  replaceCarton(cartons, from, filledAsFound(bench, here.type))
}
