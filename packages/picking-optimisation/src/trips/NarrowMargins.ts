/**
 * Margins of walks by the moves that shortest walks were seen to take.
 */
import { FrontierMargins, workPerMove } from "./FrontierMargins.ts"
import { SeenMoves } from "./SeenMoves.ts"
import { type SweepMoves } from "./SweepMoves.ts"

/** So many walks are looked at first, then one in so many; of the moves those are kept that so many walks took. */
const way = { first: 1000, oneIn: 32, share: 0.001 }
/** So many times as quick it is on the whole. */
const quicker = 3

/** The margins of a sweep by all moves, but for `measure`. */
export class NarrowMargins extends FrontierMargins {
  /** None until enough walks were looked at. */
  private narrow: FrontierMargins | undefined
  private readonly seen: SeenMoves
  private measured = 0
  private nextNarrowed = way.first

  constructor(sweep: SweepMoves) {
    super(sweep, (workPerMove * sweep.moves) / quicker)
    this.seen = new SeenMoves(sweep)
  }

  /** Length of a walk that is seldom longer than the shortest. */
  override measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    const isLookedAt = this.measured < way.first || this.measured % way.oneIn === 0
    this.measured++
    if (!isLookedAt && this.narrow !== undefined) {
      const mm = this.narrow.measure(list, count, restMm, at)
      if (mm < Number.POSITIVE_INFINITY) return mm
    }
    const mm = super.measure(list, count, restMm, at)
    this.seen.look()
    if (this.measured >= this.nextNarrowed) {
      this.narrow = new FrontierMargins(this.seen.narrowed(way.share))
      this.nextNarrowed = 2 * this.measured
    }
    return mm
  }
}
