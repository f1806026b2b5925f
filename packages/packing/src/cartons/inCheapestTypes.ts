/**
 * The same contents in cheaper cartons.
 */
import { filledAsFound, replaceCarton, removeCarton, type Cartons } from "./Cartons.ts"
import type { PackBench } from "./PackBench.ts"
import { packContent } from "./packContent.ts"

/** Tries for each content and type. */
const tries = 6

/** Drops empty cartons and puts each content in the cheapest type that takes it and is in stock. */
export const inCheapestTypes = (bench: PackBench, cartons: Cartons): Cartons => {
  const { filled } = cartons
  const { costOf, stock } = bench.range
  for (let index = filled.length - 1; index >= 0; index--) {
    if (filled[index]!.parcels.length === 0) removeCarton(cartons, index)
  }
  const left = Float64Array.from(stock)
  for (const { type } of filled) left[type]!--
  for (let index = 0; index < filled.length; index++) {
    const carton = filled[index]!
    const now = costOf(carton.type, carton.massGrams)
    for (let type = 0; type < bench.rooms.length; type++) {
      if (left[type]! <= 0 || costOf(type, carton.massGrams) >= now) continue
      bench.chosen.parcels.set(carton.parcels)
      bench.chosen.count = carton.parcels.length
      if (!packContent(bench, type, tries)) continue
      left[carton.type]!++
      left[type]!--
      replaceCarton(cartons, index, filledAsFound(bench, type))
      break
    }
  }
  return cartons
}

/** What the cartons cost, each by its type and content. */
export const costOfCartons = ({ range }: PackBench, { filled }: Cartons): number =>
  filled.reduce((sum, { massGrams, type }) => sum + range.costOf(type, massGrams), 0)
