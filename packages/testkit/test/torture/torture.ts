/**
 * The simulation from outside: many seeds over several processes, and every planted bug.
 */
import { availableParallelism } from "node:os"
import type { PlantedBug } from "./PlantedBug.ts"
import { plantedBugs } from "./plantedBugs.ts"
import { type Report, runPlanted, runSeeds } from "./plantBug.ts"

/** Does `work` for every item, as many at a time as there are cores. */
const each = async <A, B>(items: ReadonlyArray<A>, work: (item: A) => Promise<B>): Promise<ReadonlyArray<B>> => {
  const results: Array<B> = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as A)
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
  return results
}

/** Seeds from `from` on, in portions; `tell` hears of each portion. The portions that found something. */
export const tortureSeeds = async (
  from: number,
  count: number,
  tell: (report: Report) => void,
  portion = 10_000
): Promise<ReadonlyArray<Report>> => {
  const starts = Array.from({ length: Math.ceil(count / portion) }, (_, index) => from + index * portion)
  const reports = await each(starts, async (start) => {
    const report = await runSeeds(start, Math.min(portion, from + count - start))
    tell(report)
    return report
  })
  return reports.filter(({ found }) => found !== undefined)
}

/** What came of a planted bug: after how many schedules it was found, if it was. */
export interface Hunted {
  readonly bug: PlantedBug
  readonly report: Report
}

/** Hunts every planted bug with at most so many schedules. */
export const huntBugs = (
  most: number,
  tell: (hunted: Hunted) => void,
  bugs: ReadonlyArray<PlantedBug> = plantedBugs
): Promise<ReadonlyArray<Hunted>> =>
  each(bugs, async (bug) => {
    const hunted = { bug, report: await runPlanted(bug, 0, most) }
    tell(hunted)
    return hunted
  })
