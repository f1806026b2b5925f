/**
 * How much a search has done, counted in its own steps and not by a clock, so that the phases of a search share the
 * work the same way on every machine. A unit is about a nanosecond.
 */
import { type Stop } from "@stowage/kernel/Stop"

/** The caller is asked whether to stop once in so much work, unless somebody says otherwise. */
const often = 100_000

export class SearchEffort {
  spent = 0
  isOver = false
  /** What part of all that the caller grants was spent when last asked; undefined where nobody knows. */
  share: number | undefined
  private readonly stop: Stop
  private readonly bestCost: () => number
  private readonly slice: number
  private nextAsked = 0
  private iteration = 0

  constructor(stop: Stop, bestCost: () => number, slice = often) {
    this.slice = slice
    this.stop = stop
    this.bestCost = bestCost
  }

  /** Counts some work; true when the search is to end. */
  spend(work: number): boolean {
    this.spent += work
    if (this.spent < this.nextAsked || this.isOver) return this.isOver
    return this.ask()
  }

  /** Asks now, where what was done took longer than it counts for; true when the search is to end. */
  ask(): boolean {
    this.nextAsked = this.spent + this.slice
    const progress = { iteration: this.iteration++, cost: this.bestCost() }
    this.isOver ||= this.stop(progress)
    this.share = this.stop.spent?.(progress)
    return this.isOver
  }
}
