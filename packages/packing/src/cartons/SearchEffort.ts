/**
 * How long a search may go on: until the caller says stop, or work to a limit is done.
 *
 * Work is counted in what is looked at, so that a search ends at the same place on any machine.
 */
import type { Stop } from "@stowage/kernel/Stop"

export interface SearchEffort {
  readonly stop: Stop
  iteration: number
  /** Of the best plan so far. */
  cost: number
  /** Work done so far, and to be done at most. */
  total: number
  limit: number
  /** Work at which `stop` is asked next. */
  askAt: number
  stopped: boolean
}

/** Work between two questions: about a millisecond. */
const workPerAsk = 20_000

export const makeSearchEffort = (stop: Stop): SearchEffort => ({
  stop,
  iteration: 0,
  cost: Number.POSITIVE_INFINITY,
  total: 0,
  limit: Number.POSITIVE_INFINITY,
  askAt: workPerAsk,
  stopped: false
})

/** Counts work and asks now and then. True when the search has to end. */
export const spend = (effort: SearchEffort, work: number): boolean => {
  effort.total += work
  return effort.total >= effort.askAt ? ask(effort) : isSpent(effort)
}

/** Asks at once. True when the search has to end. */
export const ask = (effort: SearchEffort): boolean => {
  effort.askAt = effort.total + workPerAsk
  effort.stopped ||= effort.stop({ iteration: effort.iteration, cost: effort.cost })
  return isSpent(effort)
}

export const isSpent = (effort: SearchEffort): boolean => effort.stopped || effort.total >= effort.limit
