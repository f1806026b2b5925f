/**
 * Margins of walks by the moves that shortest walks were seen to take.
 */
import { FrontierMargins } from "./FrontierMargins.ts"
import { SeenMoves } from "./SeenMoves.ts"
import { type SweepMoves } from "./SweepMoves.ts"
import { type WalkMargins } from "./WalkMargins.ts"

/** So many walks are looked at first, then one in so many; of the moves those are kept that so many walks took. */
const way = { first: 1000, oneIn: 32, share: 0.001 }

export class NarrowMargins implements WalkMargins {
  readonly parts: number
  readonly firstStop: Int32Array
  readonly partOf: Int32Array
  readonly size: number
  readonly work: number
  private readonly whole: FrontierMargins
  private narrow: FrontierMargins
  private readonly seen: SeenMoves
  private measured = 0
  private nextNarrowed = way.first

  constructor(sweep: SweepMoves) {
    this.whole = new FrontierMargins(sweep)
    this.narrow = this.whole
    this.seen = new SeenMoves(sweep)
    this.parts = this.whole.parts
    this.firstStop = this.whole.firstStop
    this.partOf = this.whole.partOf
    this.size = this.whole.size
    this.work = this.whole.work / 3
  }

  /** Length of a walk that is seldom longer than the shortest. */
  measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    const isLookedAt = this.measured < way.first || this.measured % way.oneIn === 0
    this.measured++
    if (!isLookedAt) {
      const mm = this.narrow.measure(list, count, restMm, at)
      if (mm < Number.POSITIVE_INFINITY) return mm
    }
    const mm = this.whole.measure(list, count, restMm, at)
    this.seen.look()
    if (this.measured >= this.nextNarrowed) {
      this.narrow = new FrontierMargins(this.seen.narrowed(way.share))
      this.nextNarrowed = 2 * this.measured
    }
    return mm
  }

  weigh(): void {}

  withPart(part: number, list: Int32Array, from: number, to: number, restMm: Float64Array, at: number): number {
    return this.whole.withPart(part, list, from, to, restMm, at)
  }

  withEach(
    part: number,
    list: Int32Array,
    from: number,
    to: number,
    restMm: Float64Array,
    at: number,
    lengthMm: Float64Array,
    row: number
  ): void {
    this.whole.withEach(part, list, from, to, restMm, at, lengthMm, row)
  }
}
