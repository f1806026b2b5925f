/**
 * Lines moved between totes of the same order that go on different trips, to where the walk passes anyway.
 */
import { type Random } from "@stowage/kernel/Random"
import { type WalkMm } from "../batching/BatchCore.ts"
import { type SearchEffort } from "../batching/SearchEffort.ts"
import { type LoadedTote, type Portion, type ToteLoads } from "./ToteLoads.ts"

/** What a look at a line costs, in units of effort. */
const lookWork = 3_000
/** How many other totes are tried for a line. */
const mostTried = 4
/** What is shorter by no more is a rounding. */
const rounding = 1e-7

/** Trips by the totes they take; `totes` of one owner may exchange lines. */
export interface ToteTrips {
  readonly totes: ReadonlyArray<LoadedTote>
  readonly tripOf: Int32Array
  readonly trips: number
  readonly stops: number
  readonly walkMm: WalkMm
}

/**
 * Moves lines as long as that makes walks shorter, in `rounds` passes over all lines at most; gives by how much. The
 * totes are changed.
 */
export const exchangeLines = (
  loads: ToteLoads,
  trips: ToteTrips,
  rounds: number,
  chance: Random,
  effort: SearchEffort
): number => {
  const { totes, tripOf } = trips
  const exchange = new LineExchange(loads, trips)
  const ofOwner = new Map<number, Array<number>>()
  for (const [number, { owner }] of totes.entries()) ofOwner.set(owner, [...(ofOwner.get(owner) ?? []), number])
  let saved = 0
  for (let round = 0; round < rounds; round++) {
    const before = saved
    for (const from of chance.shuffle([...totes.keys()])) {
      const { owner, portions } = totes[from] as LoadedTote
      const others = (ofOwner.get(owner) as Array<number>).filter((other) => tripOf[other] !== tripOf[from])
      for (const portion of others.length === 0 ? [] : portions.slice()) {
        if (effort.spend(lookWork)) return saved
        const start = chance.int(others.length)
        for (let index = 0; index < Math.min(others.length, mostTried); index++) {
          const gain = exchange.moved(from, others[(start + index) % others.length] as number, portion)
          saved += gain
          if (gain > 0) break
        }
      }
    }
    if (saved === before) break
  }
  return saved
}

class LineExchange {
  private readonly loads: ToteLoads
  private readonly trips: ToteTrips
  private readonly counts: Int32Array
  private readonly list: Int32Array
  private readonly walkMm: Float64Array

  constructor(loads: ToteLoads, trips: ToteTrips) {
    this.loads = loads
    this.trips = trips
    this.counts = visitCounts(trips)
    this.list = new Int32Array(trips.stops)
    this.walkMm = Float64Array.from({ length: trips.trips }, (_, trip) => this.measure(trip))
  }

  /** Moves a portion where that makes walks shorter; gives by how much, 0 when it stays. */
  moved(from: number, to: number, portion: Portion): number {
    const { counts, loads, walkMm } = this
    const { stops, totes, tripOf } = this.trips
    const [tote, other] = [totes[from], totes[to]] as [LoadedTote, LoadedTote]
    const [here, there] = [tripOf[from] as number, tripOf[to] as number]
    // What others on the trip stop for too is picked on the way.
    const isOnlyHere = portion.stop >= 0 && counts[here * stops + portion.stop] === 1
    if (!isOnlyHere || here === there || loads.room(other, portion) < portion.quantity) return 0
    const isNewThere = counts[there * stops + portion.stop] === 0
    this.visit(here, portion.stop, -1)
    this.visit(there, portion.stop, 1)
    const hereMm = this.measure(here)
    const thereMm = isNewThere ? this.measure(there) : (walkMm[there] as number)
    const gain = (walkMm[here] as number) + (walkMm[there] as number) - hereMm - thereMm
    if (gain <= rounding) {
      this.visit(here, portion.stop, 1)
      this.visit(there, portion.stop, -1)
      return 0
    }
    walkMm[here] = hereMm
    walkMm[there] = thereMm
    loads.remove(tote, portion)
    loads.add(other, portion, portion.quantity)
    return gain
  }

  private measure(trip: number): number {
    const { counts, list } = this
    const { stops, walkMm } = this.trips
    const from = trip * stops
    let count = 0
    for (let stop = 0; stop < stops; stop++) if ((counts[from + stop] as number) > 0) list[count++] = stop
    return walkMm(list, count)
  }

  private visit(trip: number, stop: number, by: number): void {
    const at = trip * this.trips.stops + stop
    this.counts[at] = (this.counts[at] as number) + by
  }
}

/** How often each trip stops at each place: that of trip `t` at stop `s` is entry `t * stops + s`. */
const visitCounts = ({ stops, totes, tripOf, trips }: ToteTrips): Int32Array => {
  const counts = new Int32Array(trips * stops)
  for (const [number, { portions }] of totes.entries()) {
    for (const { stop } of portions) {
      if (stop < 0) continue
      const at = (tripOf[number] as number) * stops + stop
      counts[at] = (counts[at] as number) + 1
    }
  }
  return counts
}
