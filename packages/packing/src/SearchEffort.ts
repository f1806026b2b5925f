/**
 * How long a search may go on: asked often, told as progress.
 */
import type { Stop } from "@stowage/kernel/Stop"

export interface SearchEffort {
  readonly stop: Stop
  iteration: number
  /** Of the best plan so far. */
  cost: number
  /** Work done since `stop` was last asked. */
  work: number
  stopped: boolean
}

/** Work between two questions: about a millisecond. */
const workPerAsk = 20_000

export const makeSearchEffort = (stop: Stop): SearchEffort => ({ stop, iteration: 0, cost: Infinity, work: 0, stopped: false })

/** Counts work done; asks now and then. True when the search has to end. */
export const spend = (effort: SearchEffort, work: number): boolean => {
  effort.work += work
  return effort.stopped || (effort.work >= workPerAsk && ask(effort))
}

/** Asks at once. */
export const ask = (effort: SearchEffort): boolean => {
  effort.work = 0
  effort.stopped ||= effort.stop({ iteration: effort.iteration, cost: effort.cost })
  return effort.stopped
}
