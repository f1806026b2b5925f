/**
 * The walks that were measured last. Batches differ by an order or two from others that were measured before, and a
 * walk over most of the same stops, long improved, is the best place to start from.
 */

/** How many walks are kept. */
const room = 256
/** How many of a walk's stops are asked which walk they were on last. */
const asked = 6

export class RecentWalks {
  private readonly width: number
  private readonly walk: Int32Array
  private readonly count = new Int32Array(room)
  /** The walk that each stop was on last; -1 for none. */
  private readonly lastOf: Int32Array
  /** Which call a stop belongs to. */
  private readonly wanted: Int32Array
  private call = 0
  private next = 0

  /** For walks over some of so many stops. */
  constructor(stops: number) {
    this.width = stops
    this.walk = new Int32Array(room * stops)
    this.lastOf = new Int32Array(stops).fill(-1)
    this.wanted = new Int32Array(stops)
  }

  /**
   * Writes the stops of `list` that are on the most similar walk of late to `out`, in that walk's order; gives how
   * many. `isLeft` then says of the others that they are left.
   */
  similar(list: Int32Array, count: number, out: Int32Array): number {
    this.call++
    for (let index = 0; index < count; index++) this.wanted[list[index] as number] = this.call
    let best = -1
    let most = 0
    let before = -1
    for (let sample = 0; sample < asked; sample++) {
      const candidate = this.lastOf[list[Math.floor((sample * count) / asked)] as number] as number
      if (candidate < 0 || candidate === before || candidate === best) continue
      before = candidate
      const common = this.common(candidate)
      if (common <= most) continue
      most = common
      best = candidate
    }
    if (best < 0) return 0
    let written = 0
    const from = best * this.width
    for (let index = 0; index < (this.count[best] as number); index++) {
      const stop = this.walk[from + index] as number
      if (this.wanted[stop] !== this.call) continue
      this.wanted[stop] = 0
      out[written++] = stop
    }
    return written
  }

  /** Whether a stop of the list last asked about was not on the similar walk. */
  isLeft(stop: number): boolean {
    return this.wanted[stop] === this.call
  }

  /** Keeps a walk over the first `count` stops from `from` of `walk`. */
  keep(walk: Int32Array, from: number, count: number): void {
    const number = this.next
    this.next = (number + 1) % room
    const old = number * this.width
    for (let index = 0; index < (this.count[number] as number); index++) {
      const stop = this.walk[old + index] as number
      if (this.lastOf[stop] === number) this.lastOf[stop] = -1
    }
    for (let index = 0; index < count; index++) {
      const stop = walk[from + index] as number
      this.walk[old + index] = stop
      this.lastOf[stop] = number
    }
    this.count[number] = count
  }

  private common(number: number): number {
    let common = 0
    const from = number * this.width
    const end = from + (this.count[number] as number)
    for (let index = from; index < end; index++) if (this.wanted[this.walk[index] as number] === this.call) common++
    return common
  }
}
