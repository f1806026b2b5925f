/**
 * A plan of a carton less, where the bound does not forbid one: carton after carton is loaded to the last corner.
 *
 * What decides whether two cartons do is how full the first one gets: units stood on edge beside the others need
 * blocks that a quick search does not make.
 */
import type { CartonsFound } from "./exchangeCartons.ts"
import { fillCartons } from "./fillCartons.ts"
import { costOfCartons } from "./inCheapestTypes.ts"
import type { PackBench } from "./PackBench.ts"
import { isSpent } from "./SearchEffort.ts"

/** What is tried for each carton, one way after the other: few loads of many blocks, then kinds worth more or less. */
const patientWays = [
  { blocks: 3000, loads: 40, noise: 0 },
  { loads: 20, noise: 0.5 },
  { loads: 20, noise: 1 }
]

/** The first cheaper plan, by the type of its first carton, the largest room first; undefined when none is found. */
export const saveCarton = (bench: PackBench, best: CartonsFound): CartonsFound | undefined => {
  const { effort, roomMm3, rooms } = bench
  const largestFirst = [...rooms.keys()].sort((a, b) => roomMm3[b]! - roomMm3[a]!)
  for (const [way, type] of patientWays.flatMap((one) => largestFirst.map((each) => [one, each] as const))) {
    if (isSpent(effort)) return undefined
    const cartons = fillCartons(bench, type, { ...way, below: best.cost })
    if (cartons === undefined) continue
    const cost = costOfCartons(bench, cartons)
    if (cost < best.cost) return { cartons, cost }
  }
  return undefined
}
