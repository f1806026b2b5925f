/**
 * Walks over selections of the same stops on any floor, by searching: short ones, of which nothing is proved.
 */
import { type Random, random } from "@stowage/kernel/Random"
import { heldKarp } from "./heldKarp.ts"
import { InsertionMargins } from "./InsertionMargins.ts"
import { isSameLength } from "../tours/isSameLength.ts"
import { KnownWalks } from "./KnownWalks.ts"
import { LegSearch } from "./LegSearch.ts"
import { RecentWalks } from "./RecentWalks.ts"
import { reorderTable } from "./reorderTable.ts"
import { legTable, type TripFloor } from "./TripFloor.ts"
import { type WalkMargins } from "../batching/WalkMargins.ts"

/** Up to so many stops every order is tried: at once, or for a walk that is kept. */
const mostExact = { measured: 8, kept: 12 }
/** How often a walk is shaken: when it is measured; for each stop, when that matters more, and when it is kept. */
const shakes = { measured: 2, hard: 4, kept: 10 }

export class SearchedWalks {
  /** The place of each stop; stops are numbered by their index. */
  readonly places: ReadonlyArray<number>
  /** Whether every length is proved the shortest: each order is tried, or there is but one. */
  readonly isExact: boolean
  /** Whether aisles lead from any stop to another one way only, so that every walk takes stops by their numbers. */
  private readonly isForced: boolean
  private readonly legMm: Float64Array
  /** No walk that leads somewhere is so long. */
  private readonly blockedMm: number
  private readonly size: number
  private readonly first: number
  private readonly last: number
  private readonly search: LegSearch
  private readonly exact: ReturnType<typeof heldKarp>
  private readonly recent: RecentWalks
  private readonly known: KnownWalks
  private readonly walk: Int32Array
  private readonly similar: Int32Array
  private readonly chance: Random = random("walks over some stops")

  /** Walks from `start` to `end` over stops at `places`, neither of them among those. */
  constructor(floor: TripFloor, start: number, end: number, places: ReadonlySet<number>) {
    const ordered = inWalkingOrder(floor, start, end, places)
    this.places = ordered.places
    this.legMm = ordered.legMm
    this.blockedMm = ordered.blockedMm
    this.size = this.places.length + 2
    this.first = this.places.length
    this.last = this.places.length + 1
    this.isForced = ordered.isForced
    this.isExact = this.isForced || this.places.length <= mostExact.measured
    this.search = new LegSearch(this.legMm, this.size)
    this.exact = heldKarp(this.legMm, this.size, Math.min(mostExact.kept, this.places.length))
    this.recent = new RecentWalks(this.places.length)
    this.known = new KnownWalks(this.places.length)
    this.walk = new Int32Array(this.size)
    this.similar = new Int32Array(this.size)
  }

  /**
   * Length of a short walk over the first `count` stops of `list`, `Infinity` when none was found that leads over them
   * all. Another call may find a shorter one.
   */
  walkMm(list: Int32Array, count: number): number {
    return this.orBlocked(this.measured(list, count, shakes.measured))
  }

  /** The same, searched for longer. */
  hardMm(list: Int32Array, count: number): number {
    return this.orBlocked(this.measured(list, count, shakes.hard * count))
  }

  /** The same lengths with their margins; undefined where there is but one order of the stops. */
  get margins(): WalkMargins | undefined {
    if (this.isForced) return undefined
    const order = (list: Int32Array, count: number, out: Int32Array): number => {
      if (count > mostExact.measured) {
        const mm = this.walkMm(list, count)
        out.set(this.walk.subarray(1, count + 1))
        return mm
      }
      out.set(list.subarray(0, count))
      return this.orBlocked(this.exact(out, count, this.first, this.last, true))
    }
    return new InsertionMargins({ legMm: this.legMm, size: this.size, order })
  }

  /** Length of the walk that takes the stops in the order of their numbers. */
  roughMm(list: Int32Array, count: number): number {
    const { first, last, legMm, size } = this
    let before = first
    let mm = 0
    for (let index = 0; index < count; index++) {
      mm += legMm[before * size + (list[index] as number)] as number
      before = list[index] as number
    }
    return this.orBlocked(mm + (legMm[before * size + last] as number))
  }

  /** The stops of a short walk in the order visited, searched for so many times over, or for part of one time. */
  orderOf(list: Int32Array, times: number): Int32Array {
    const order = list.slice()
    const count = list.length
    if (this.isForced) return order
    if (count <= mostExact.kept) {
      this.exact(order, count, this.first, this.last, true)
      return order
    }
    let leastMm = Number.POSITIVE_INFINITY
    this.walkMm(list, count)
    this.enclose(count)
    const shaken = Math.ceil(shakes.kept * count * Math.min(1, times))
    for (let time = 0; time < times; time++) {
      const mm = this.search.shake(this.walk, count + 2, shaken, this.chance)
      if (mm >= leastMm) continue
      leastMm = mm
      order.set(this.walk.subarray(1, count + 1))
    }
    return order
  }

  private orBlocked(mm: number): number {
    return mm < this.blockedMm ? mm : Number.POSITIVE_INFINITY
  }

  private measured(list: Int32Array, count: number, times: number): number {
    if (this.isForced) return this.roughMm(list, count)
    if (count <= mostExact.measured) return this.exact(list, count, this.first, this.last, false)
    const knownMm = this.known.recall(list, count, Number.POSITIVE_INFINITY, this.walk, 1)
    if (knownMm >= this.blockedMm) this.begin(list, count)
    else this.enclose(count)
    const mm = this.search.shake(this.walk, count + 2, times, this.chance)
    this.recent.keep(this.walk, 1, count)
    this.known.keep(this.walk, 1, count, mm)
    return mm
  }

  /** Has the stops of the walk stand between its start and its end. */
  private enclose(count: number): void {
    this.walk[0] = this.first
    this.walk[count + 1] = this.last
  }

  /** A walk to start from: the most similar one of late, or the stops in their order. */
  private begin(list: Int32Array, count: number): void {
    const { recent, search, similar, walk } = this
    const known = recent.similar(list, count, similar)
    const isSimilar = 2 * known >= count
    const from = isSimilar ? similar : list
    let entries = isSimilar ? known + 2 : count + 2
    walk[0] = this.first
    for (let index = 0; index < entries - 2; index++) walk[index + 1] = from[index] as number
    walk[entries - 1] = this.last
    if (!isSimilar) {
      for (let index = 0; index < entries; index++) search.wake(walk[index] as number)
      return
    }
    for (let index = 0; index < count; index++) {
      if (recent.isLeft(list[index] as number)) entries = search.insert(walk, entries, list[index] as number)
    }
  }
}

/**
 * The stops in the order of a short walk over all of them: a part of them in that order is a good walk already. Where
 * no way leads from one place to another the leg is longer than any walk, so that a search does without.
 */
const inWalkingOrder = (floor: TripFloor, start: number, end: number, wanted: ReadonlySet<number>) => {
  const given = [...wanted].sort((a, b) => a - b)
  const size = given.length + 2
  const legs = legTable(floor, [...given, start, end])
  evenOut(legs, size)
  const longest = legs.reduce((most, mm) => (mm < Number.POSITIVE_INFINITY ? Math.max(most, mm) : most), 1)
  const blockedMm = longest * (size + 1)
  for (const [at, mm] of legs.entries()) if (mm === Number.POSITIVE_INFINITY) legs[at] = blockedMm
  const forced = forcedOrder(legs, size, blockedMm)
  const walk = nearestFirst(legs, size)
  if (forced === undefined) new LegSearch(legs, size).improve(walk, size)
  const order = forced ?? walk.subarray(1, size - 1)
  const places = Array.from(order, (stop) => given[stop] as number)
  reorderTable(legs, Int32Array.of(...order, size - 2, size - 1))
  return { places, legMm: legs, blockedMm, isForced: forced !== undefined }
}

/** Has legs that are as long both ways but for a rounding be exactly so: only then may a stretch be turned round. */
const evenOut = (legMm: Float64Array, size: number): void => {
  for (let from = 1; from < size; from++) {
    for (let to = 0; to < from; to++) {
      const mm = legMm[to * size + from] as number
      if (isSameLength(mm, legMm[from * size + to] as number)) legMm[from * size + to] = mm
    }
  }
}

/** From the last but one place over all others, each time to the nearest, to the last. */
const nearestFirst = (legMm: Float64Array, size: number): Int32Array => {
  const left = new Set(Array.from({ length: size - 2 }, (_, stop) => stop))
  const walk = new Int32Array(size)
  walk[0] = size - 2
  walk[size - 1] = size - 1
  for (let place = 1; place < size - 1; place++) {
    const row = (walk[place - 1] as number) * size
    let nearest = -1
    for (const stop of left) {
      if (nearest < 0 || (legMm[row + stop] as number) < (legMm[row + nearest] as number)) nearest = stop
    }
    left.delete(nearest)
    walk[place] = nearest
  }
  return walk
}

/** The only order of the stops where of any two just one is reached from the other; undefined elsewhere. */
const forcedOrder = (legMm: Float64Array, size: number, blockedMm: number): Int32Array | undefined => {
  const count = size - 2
  const onward = new Int32Array(count)
  for (let stop = 0; stop < count; stop++) {
    for (let other = 0; other < stop; other++) {
      const isThere = (legMm[stop * size + other] as number) < blockedMm
      const isBack = (legMm[other * size + stop] as number) < blockedMm
      if (isThere === isBack) return undefined
      const first = isThere ? stop : other
      onward[first] = (onward[first] as number) + 1
    }
  }
  return Int32Array.from(onward.keys()).sort((a, b) => (onward[b] as number) - (onward[a] as number))
}
