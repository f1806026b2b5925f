/**
 * Lines moved between totes of the same order that go on different trips, to where the walk passes anyway.
 */
import { type Random } from "@stowage/kernel/Random"
import { type WalkMm } from "../batching/BatchCore.ts"
import { type SearchEffort } from "../batching/SearchEffort.ts"
import { type LoadedTote, type Portion, type ToteLoads } from "./ToteLoads.ts"

/** What a look at a line costs, in units of effort. */
const lookWork = 3_000
/** How many other totes are tried for a line, and how many are looked at for some that are on other trips. */
const mostTried = 4
const mostLookedAt = 64
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
  const { totes } = trips
  const exchange = new LineExchange(loads, trips)
  const ofOwner = new Map<number, Array<number>>()
  for (const [number, { owner }] of totes.entries()) {
    const owned = ofOwner.get(owner)
    if (owned === undefined) ofOwner.set(owner, [number])
    else owned.push(number)
  }
  let saved = 0
  for (let round = 0; round < rounds; round++) {
    const before = saved
    for (const from of chance.shuffle([...totes.keys()])) {
      const { owner, portions } = totes[from] as LoadedTote
      const owned = ofOwner.get(owner) as Array<number>
      for (const portion of owned.length === 1 ? [] : portions.slice()) {
        if (effort.spend(lookWork)) return saved
        saved += exchange.movedToAny(from, owned, chance.int(owned.length), portion)
      }
    }
    if (saved === before) break
  }
  return saved
}

class LineExchange {
  private readonly loads: ToteLoads
  private readonly trips: ToteTrips
  private readonly totesOf: ReadonlyArray<Array<number>>
  private readonly walkMm: Float64Array
  private readonly list: Int32Array
  /** Stops of the trip that is being measured have the number of the measuring. */
  private readonly listed: Int32Array
  private measured = 0

  constructor(loads: ToteLoads, trips: ToteTrips) {
    this.loads = loads
    this.trips = trips
    this.totesOf = Array.from({ length: trips.trips }, () => [])
    for (const [tote, trip] of trips.tripOf.entries()) this.totesOf[trip]?.push(tote)
    this.list = new Int32Array(trips.stops)
    this.listed = new Int32Array(trips.stops)
    this.walkMm = Float64Array.from({ length: trips.trips }, (_, trip) => this.measure(trip, undefined, -1))
  }

  /** Moves a portion to one of the `owned` totes, the first of a few from `start` on that makes walks shorter. */
  movedToAny(from: number, owned: ReadonlyArray<number>, start: number, portion: Portion): number {
    const { tripOf } = this.trips
    if (!this.isOnlyHere(tripOf[from] as number, portion)) return 0
    let tried = 0
    for (let index = 0; index < Math.min(owned.length, mostLookedAt) && tried < mostTried; index++) {
      const to = owned[(start + index) % owned.length] as number
      if (tripOf[to] === tripOf[from]) continue
      const gain = this.moved(from, to, portion)
      if (gain > 0) return gain
      tried++
    }
    return 0
  }

  /** Moves a portion that alone stops where it does where that makes walks shorter; gives by how much, 0 if it stays. */
  private moved(from: number, to: number, portion: Portion): number {
    const { loads, walkMm } = this
    const { totes, tripOf } = this.trips
    const [tote, other] = [totes[from], totes[to]] as [LoadedTote, LoadedTote]
    const [here, there] = [tripOf[from] as number, tripOf[to] as number]
    if (loads.room(other, portion) < portion.quantity) return 0
    const hereMm = this.measure(here, portion, -1)
    const thereMm = this.measure(there, undefined, portion.stop)
    const gain = (walkMm[here] as number) + (walkMm[there] as number) - hereMm - thereMm
    if (gain <= rounding) return 0
    walkMm[here] = hereMm
    walkMm[there] = thereMm
    loads.remove(tote, portion)
    loads.add(other, portion, portion.quantity)
    return gain
  }

  /** Whether no other portion on the trip is picked where this one is: what others stop for too is on the way. */
  private isOnlyHere(trip: number, portion: Portion): boolean {
    if (portion.stop < 0) return false
    for (const tote of this.totesOf[trip] as Array<number>) {
      for (const each of (this.trips.totes[tote] as LoadedTote).portions) {
        if (each !== portion && each.stop === portion.stop) return false
      }
    }
    return true
  }

  /** Length of the walk of a trip without portion `gone` and with stop `come`, -1 for none. */
  private measure(trip: number, gone: Portion | undefined, come: number): number {
    const { list } = this
    const number = ++this.measured
    let count = this.write(come, number, 0)
    for (const tote of this.totesOf[trip] as Array<number>) {
      for (const each of (this.trips.totes[tote] as LoadedTote).portions) {
        if (each !== gone) count = this.write(each.stop, number, count)
      }
    }
    list.subarray(0, count).sort()
    return this.trips.walkMm(list, count)
  }

  /** Writes a stop to the list unless it is there; gives how many there are then. */
  private write(stop: number, number: number, count: number): number {
    if (stop < 0 || this.listed[stop] === number) return count
    this.listed[stop] = number
    this.list[count] = stop
    return count + 1
  }
}
