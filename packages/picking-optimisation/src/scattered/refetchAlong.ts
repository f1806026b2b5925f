/**
 * Better walks over one block, aisles gone through and all: leaving out some places, going through other aisles or, in
 * part, as another walk does, and fetching what is missing then.
 */
import { type Random } from "@stowage/kernel/Random"
import { fetchAlong, type FetchingAlong, fetchingAlong } from "./fetchAlong.ts"
import { crossWalks } from "./crossWalks.ts"
import { copyWalk, type KeptWalk, noWalk, visitKept } from "./KeptWalk.ts"
import { KeptWalks } from "./KeptWalks.ts"
import { leaveAlong } from "./leaveAlong.ts"
import { reroute } from "./reroute.ts"
import { type ThroughWalk } from "./ThroughWalk.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** A walk, the one that is searched on from, and the best so far. */
export interface AlongSearch {
  readonly walk: ThroughWalk
  readonly chance: Random
  readonly fetching: FetchingAlong
  /** Room for corners that something is taken from, for aisles gone through, for units of SKUs, and for a walk. */
  readonly used: Int32Array
  readonly marked: Uint8Array
  readonly spare: Int32Array
  readonly other: KeptWalk
  readonly now: KeptWalk
  readonly best: KeptWalk
  /** The best of all that were searched on from. */
  readonly record: KeptWalk
  /** The best that searches ended with. */
  readonly bests: KeptWalks
  /** Which aisles were gone through. */
  readonly tried: Set<number>
}

export const alongSearch = (walk: ThroughWalk, chance: Random): AlongSearch => ({
  walk,
  chance,
  fetching: fetchingAlong(walk),
  used: new Int32Array(walk.taken.length),
  marked: new Uint8Array(walk.columns),
  spare: new Int32Array(walk.due.length),
  other: noWalk(walk),
  now: noWalk(walk),
  best: noWalk(walk),
  record: noWalk(walk),
  bests: new KeptWalks(mostBests),
  tried: new Set()
})

/** How far a search goes. */
export interface AlongLimits {
  /** Rounds without a shorter walk after which it ends; and where it is nearly as short as the shortest of all. */
  readonly patience: number
  readonly nearPatience: number
  /** How often a round goes in part as another of the best walks. */
  readonly crossing: number
  /** A walk that is short enough. */
  readonly wantedMm: number
  readonly stop: () => boolean
}

/** How much longer a walk may be to be nearly as short, and what it may be longer by, in the mean, to go on from it. */
const nearly = 1.02
const tolerance = 0.015
/** Of how many ends of searches the best are kept. */
const mostBests = 30
/**
 * How often a round goes through other aisles, and of the others, how often one takes more somewhere before anything;
 * and how often a search from any of the best walks is one from the best.
 */
const often = { shift: 0.4, open: 0.15, record: 0.1 }
/** A search goes back to its best walk after so many rounds without a shorter one. */
const turnBack = 50

/**
 * Fetches what the walk has missing, and then time and again takes out something, goes through other aisles or, on one
 * side, as another of the best walks does, and fetches anew; leads the new walk over what it needs through the aisles
 * that make it least, and goes on from there unless it is longer by more than a small chance draw. A round is
 * O(corners + places).
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), Record breaking optimization results using the ruin
 * and recreate principle, Journal of Computational Physics 159(2).
 */
export const refetchAlong = (search: AlongSearch, limits: AlongLimits): void => {
  const { best, chance, now, record, walk } = search
  if (now.mm === Number.POSITIVE_INFINITY) return
  for (let idle = 0; best.mm > limits.wantedMm && !limits.stop(); idle++) {
    if (idle >= (best.mm <= nearly * record.mm ? limits.nearPatience : limits.patience)) break
    if (idle % turnBack === turnBack - 1) copyWalk(best, now)
    visitKept(walk, now)
    if (chance.next() < limits.crossing) cross(search)
    else if (chance.next() < often.shift) shift(search)
    else if (chance.next() < often.open) open(search)
    else ruin(search)
    recreate(search, 0.7)
    const { mm } = walk
    if (mm > now.mm + chance.exponential(tolerance * now.mm)) continue
    copyWalk(walk, now)
    if (mm >= best.mm - 1e-9 * mm) continue
    copyWalk(walk, best)
    idle = -1
  }
  if (best.mm < record.mm) copyWalk(best, record)
  search.bests.keep(best, walk)
}

/** Forgets what is searched on from. */
export const startAnew = ({ best, now }: AlongSearch): void => {
  now.mm = Number.POSITIVE_INFINITY
  best.mm = Number.POSITIVE_INFINITY
}

/** Goes through the marked aisles, unless that was tried before, and searches on from there if that is shorter. */
export const tryThrough = (search: AlongSearch, again: boolean): void => {
  const { best, chance, marked, now, record, tried, walk } = search
  let key = 0
  for (let column = 0; column < marked.length; column++) {
    if (marked[column] === 1) key = (key * 8191 + column + 1) % 2 ** 40
  }
  if (tried.has(key) && !again) return
  tried.add(key)
  walk.goThrough(marked, -chance.int(2))
  recreate(search, 0.3)
  if (walk.mm >= now.mm) return
  copyWalk(walk, now)
  copyWalk(walk, best)
  if (walk.mm < record.mm) copyWalk(walk, record)
}

/** Searches on from the best of all walks. */
export const goOn = ({ best, now, record }: AlongSearch): void => {
  copyWalk(record, now)
  copyWalk(record, best)
}

/** Searches on from any of the best walks. */
export const goOnFromAny = (search: AlongSearch): void => {
  const { best, bests, chance, now } = search
  goOn(search)
  if (bests.count === 0 || chance.next() < often.record) return
  const from = bests.any(chance)
  copyWalk(from, now)
  copyWalk(from, best)
}

/**
 * Fetches what is missing and leaves out what is not needed, through other aisles where that is shorter then; some ways
 * are made to look longer by up to `most`.
 */
const recreate = (search: AlongSearch, most: number): void => {
  const { chance, fetching, used, walk } = search
  const { whim } = fetching
  for (let corner = 0; corner < whim.length; corner++) whim[corner] = 1 + most * chance.next()
  fetchAlong(fetching)
  leaveAlong(walk, used)
  goElsewhere(search)
}

/** Goes through other aisles where the same places are visited by a shorter walk so. */
const goElsewhere = (search: AlongSearch): void => {
  const { other, spare, used, walk } = search
  if (!reroute(walk, spare, other)) return
  visitKept(walk, other)
  leaveAlong(walk, used)
}

/** Goes on one side as another of the best walks does; takes out something where there is none that fits. */
const cross = (search: AlongSearch): void => {
  const { bests, chance, marked, now, walk } = search
  if (bests.count === 0) return ruin(search)
  const other = bests.any(chance)
  if (!crossWalks(walk, chance.next() < 0.5 ? [now, other] : [other, now], chance, marked)) ruin(search)
}

/** Takes less from some corners: from neighbours, or from any. */
const ruin = ({ chance, used, walk }: AlongSearch): void => {
  const { taken } = walk
  let count = 0
  for (let corner = 0; corner < taken.length; corner++) if ((taken[corner] as number) > 0) used[count++] = corner
  if (count === 0) return
  const most = 1 + chance.int(Math.max(2, Math.min(6, count >> 1)))
  const isNear = chance.next() < 0.5
  const from = chance.int(count)
  for (let step = 0; step < most; step++) {
    const corner = used[isNear ? (from + step) % count : chance.int(count)] as number
    const all = taken[corner] as number
    if (all > 0) walk.take(corner, chance.next() < 0.5 ? 0 : chance.int(all))
  }
  walk.spanAll()
}

/** Takes more from one corner. */
const open = ({ chance, walk }: AlongSearch): void => {
  const corner = chance.int(walk.taken.length)
  const before = walk.taken[corner] as number
  const more = walk.room(corner) - before
  if (more <= 0) return
  walk.take(corner, before + 1 + chance.int(more))
  walk.span(corner)
}

/** Goes through an aisle nearby in place of one, or through any other, or through two less, or two more. */
const shift = ({ chance, marked, now, walk }: AlongSearch): void => {
  marked.set(walk.isThrough)
  let count = 0
  for (let column = 0; column < marked.length; column++) count += marked[column] as number
  const draw = count === 0 ? 1 : chance.next()
  if (draw < 0.5) {
    const from = nthOf(marked, chance.int(count), 1)
    const to = from + (1 + chance.int(4)) * (chance.next() < 0.5 ? -1 : 1)
    marked[from] = 0
    marked[marked[to] === 0 ? to : from] = 1
  } else {
    const less = draw < 0.8 ? 1 : draw < 0.88 ? 2 : 0
    const more = less === 0 && count + 2 > marked.length ? 0 : 2 - less
    for (let each = 0; each < less; each++) marked[nthOf(marked, chance.int(count - each), 1)] = 0
    const free = marked.length - count + less
    for (let each = 0; each < more; each++) marked[nthOf(marked, chance.int(free - each), 0)] = 1
  }
  walk.goThrough(marked, -chance.int(2))
  for (let corner = 0; corner < now.taken.length; corner++) {
    const taken = Math.min(now.taken[corner] as number, walk.room(corner))
    if (taken > 0) walk.take(corner, taken)
  }
  walk.spanAll()
}

/** The column after so many others that are so marked. */
const nthOf = (marked: Uint8Array, nth: number, mark: number): number => {
  let column = 0
  for (let left = nth; left > 0 || marked[column] !== mark; column++) if (marked[column] === mark) left--
  return column
}

/** Visits what the best walk does, and nothing else. */
export const visitAlong = ({ record, walk }: AlongSearch, places: VisitedPlaces): void => {
  const { isThrough, taken } = record
  places.clear()
  for (let column = 0; column < walk.columns; column++) {
    const end = places.firstPlace[column + 1] as number
    const from = places.firstPlace[column] as number
    const front = isThrough[column] === 1 ? end : from + (taken[column] as number)
    const back = end - (taken[walk.columns + column] as number)
    for (let place = from; place < end; place++) if (place < front || place >= back) places.mark(place)
    places.priceWays(column)
  }
}
