/**
 * Margins of walks that are searched for: every stop is a part of its own, put in where it adds least or left out
 * between its neighbours, while the others keep their order.
 */
import { type WalkMargins } from "../batching/WalkMargins.ts"

/** Legs between stops, row by row; the last two rows are the start and the end. */
export interface StopLegs {
  readonly legMm: Float64Array
  readonly size: number
  /** Writes the order of a short walk over the first `count` stops of `list` to `out`; gives its length. */
  readonly order: (list: Int32Array, count: number, out: Int32Array) => number
}

/** What searching a walk takes, and what looking at one leg takes, in units of effort. */
const work = { search: 30_000, leg: 2 }

export class InsertionMargins implements WalkMargins {
  readonly parts: number
  readonly firstStop: Int32Array
  readonly partOf: Int32Array
  readonly size: number
  readonly work: number
  private readonly legs: StopLegs
  private readonly walk: Int32Array
  private readonly isOn: Uint8Array

  constructor(legs: StopLegs) {
    const stops = legs.size - 2
    this.legs = legs
    this.parts = stops
    this.firstStop = Int32Array.from({ length: stops + 1 }, (_, stop) => stop)
    this.partOf = this.firstStop.slice(0, stops)
    this.size = 3 * stops + 2
    this.work = work.search + work.leg * stops * Math.min(stops, 100)
    this.walk = new Int32Array(legs.size)
    this.isOn = new Uint8Array(stops)
  }

  /** Keeps the order of the walk. */
  measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    const mm = this.legs.order(list, count, this.walk.subarray(1, count + 1))
    const kept = at + 2 * this.parts
    restMm[kept] = count
    restMm[kept + 1] = mm
    for (let index = 1; index <= count; index++) restMm[kept + 1 + index] = this.walk[index] as number
    return mm
  }

  /** Writes of each stop how long walks without it and with it are. O(stops of the floor × of the walk). */
  weigh(restMm: Float64Array, at: number): void {
    const { isOn, walk } = this
    const { size } = this.legs
    const kept = at + 2 * this.parts
    const count = restMm[kept] as number
    const mm = restMm[kept + 1] as number
    // Nothing is known of a walk without stops.
    if (count > this.parts) return
    for (let index = 1; index <= count; index++) walk[index] = restMm[kept + 1 + index] as number
    walk[0] = size - 2
    walk[count + 1] = size - 1
    isOn.fill(0)
    for (let index = 1; index <= count; index++) {
      const stop = walk[index] as number
      isOn[stop] = 1
      restMm[at + 2 * stop] = mm - this.detour(walk[index - 1] as number, stop, walk[index + 1] as number)
      restMm[at + 2 * stop + 1] = mm
    }
    for (let stop = 0; stop < this.parts; stop++) {
      if (isOn[stop] === 1) continue
      restMm[at + 2 * stop] = mm
      restMm[at + 2 * stop + 1] = mm + this.leastDetour(stop, count)
    }
  }

  withPart(part: number, _list: Int32Array, from: number, to: number, restMm: Float64Array, at: number): number {
    return restMm[at + 2 * part + (from < to ? 1 : 0)] as number
  }

  /** A part is a stop: the walk with it. */
  withEach(
    part: number,
    _list: Int32Array,
    _from: number,
    _to: number,
    restMm: Float64Array,
    at: number,
    lengthMm: Float64Array,
    row: number
  ): void {
    lengthMm[row + part] = restMm[at + 2 * part + 1] as number
  }

  /** What a stop adds between two entries that follow each other, where it adds least. */
  private leastDetour(stop: number, count: number): number {
    const { walk } = this
    const { legMm, size } = this.legs
    const row = stop * size
    let least = Number.POSITIVE_INFINITY
    let before = size - 2
    for (let index = 1; index <= count + 1; index++) {
      const next = walk[index] as number
      const added =
        (legMm[before * size + stop] as number) +
        (legMm[row + next] as number) -
        (legMm[before * size + next] as number)
      if (added < least) least = added
      before = next
    }
    return least
  }

  private detour(before: number, stop: number, after: number): number {
    const { legMm, size } = this.legs
    return (
      (legMm[before * size + stop] as number) +
      (legMm[stop * size + after] as number) -
      (legMm[before * size + after] as number)
    )
  }
}
