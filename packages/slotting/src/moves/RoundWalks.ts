/**
 * Rounds of picking as walks from place to place, kept short as SKUs change places.
 */
import type { PlaceWalks, ReslotProblem } from "./ReslotProblem.ts"

/** One walk: start, the places in the order visited, end. */
export interface RoundWalk {
  readonly stops: Int32Array
  readonly perDay: number
  lengthMm: number
}

/** All rounds, those of the same SKUs as one, and in which rounds each SKU is. */
export interface RoundWalks {
  readonly places: number
  readonly walkMm: Float64Array
  readonly rounds: ReadonlyArray<RoundWalk>
  readonly roundsOf: ReadonlyArray<Int32Array>
  /** Whether a SKU is in a round, at `sku × rounds + round`. */
  readonly isIn: Uint8Array
}

/** Walks of all rounds with SKUs in these places, each as short as exchanges make it. */
export const roundWalks = (
  { end, rounds, skus, start, walks }: ReslotProblem,
  place: ArrayLike<number>
): RoundWalks => {
  const merged = new Map<string, { readonly skus: ReadonlyArray<number>; perDay: number }>()
  for (const { perDay = 1, skus: picked } of rounds) {
    const once = [...new Set(picked)].sort((a, b) => a - b)
    const same = merged.get(once.join())
    if (same === undefined) merged.set(once.join(), { skus: once, perDay })
    else same.perDay += perDay
  }
  const kept = [...merged.values()].filter((round) => round.skus.length > 0)
  const isIn = new Uint8Array(skus.length * kept.length)
  for (const [at, round] of kept.entries()) for (const sku of round.skus) isIn[sku * kept.length + at] = 1
  const walkMm = Float64Array.from(walks.walkMm)
  return {
    places: walks.places,
    walkMm,
    rounds: kept.map(({ perDay, skus: picked }) => {
      const stops = Int32Array.of(start, ...picked.map((sku) => place[sku]!), end)
      const walk = { stops, perDay, lengthMm: 0 }
      shorten({ places: walks.places, walkMm }, walk)
      return walk
    }),
    roundsOf: skus.map((_, sku) =>
      Int32Array.from(kept.keys()).filter((round) => isIn[sku * kept.length + round] === 1)
    ),
    isIn
  }
}

/** A gain below this is a rounding of the same length. */
const leastGain = 1e-6

const measure = ({ places, walkMm }: PlaceWalks, stops: Int32Array): number => {
  let length = 0
  for (let at = 1; at < stops.length; at++) length += walkMm[stops[at - 1]! * places + stops[at]!]!
  return length
}

/**
 * Turns parts of the walk round, and moves up to three stops elsewhere, turned round or not, while that shortens it.
 *
 * Source: Croes (1958), A method for solving traveling-salesman problems, Operations Research 6; Or (1976), Traveling
 * salesman-type combinatorial problems, thesis, Northwestern University.
 */
export const shorten = (walks: PlaceWalks, walk: RoundWalk): void => {
  while (turnRound(walks, walk.stops) || moveStops(walks, walk.stops)) continue
  walk.lengthMm = measure(walks, walk.stops)
}

const turnRound = ({ places, walkMm }: PlaceWalks, stops: Int32Array): boolean => {
  const last = stops.length - 1
  for (let from = 1; from < last - 1; from++) {
    const before = stops[from - 1]! * places
    const first = stops[from]! * places
    for (let to = from + 1; to < last; to++) {
      const after = stops[to + 1]!
      const now = walkMm[before + stops[from]!]! + walkMm[stops[to]! * places + after]!
      if (walkMm[before + stops[to]!]! + walkMm[first + after]! >= now - leastGain) continue
      stops.subarray(from, to + 1).reverse()
      return true
    }
  }
  return false
}

const moveStops = (walks: PlaceWalks, stops: Int32Array): boolean => {
  for (let size = 1; size <= 3; size++) {
    for (let from = 1; from + size < stops.length; from++) if (moveFrom(walks, stops, from, size)) return true
  }
  return false
}

const moveFrom = ({ places, walkMm }: PlaceWalks, stops: Int32Array, from: number, size: number): boolean => {
  const to = from + size - 1
  const [head, tail] = [stops[from]!, stops[to]!]
  const [before, after] = [stops[from - 1]!, stops[to + 1]!]
  const saved =
    walkMm[before * places + head]! + walkMm[tail * places + after]! - walkMm[before * places + after]! - leastGain
  if (saved <= 0) return false
  for (let at = 0; at < stops.length - 1; at++) {
    if (at >= from - 1 && at <= to) continue
    const [left, right] = [stops[at]! * places, stops[at + 1]! * places]
    const open = walkMm[left + stops[at + 1]!]!
    const straight = walkMm[left + head]! + walkMm[right + tail]! - open
    const turned = walkMm[left + tail]! + walkMm[right + head]! - open
    if (Math.min(straight, turned) >= saved) continue
    const moved = stops.slice(from, to + 1)
    if (turned < straight) moved.reverse()
    if (at < from) stops.copyWithin(at + 1 + size, at + 1, from)
    else stops.copyWithin(from, to + 1, at + 1)
    stops.set(moved, at < from ? at + 1 : at + 1 - size)
    return true
  }
  return false
}

/**
 * How much longer a walk becomes when place `old` is left out and `next` put in where it costs least; below 0 when
 * shorter. The walk stays as it is. O(stops).
 */
export const replaceMm = (walks: PlaceWalks, { stops }: RoundWalk, old: number, next: number): number => {
  const { places, walkMm } = walks
  let at = 1
  while (stops[at] !== old) at++
  const [before, after] = [stops[at - 1]!, stops[at + 1]!]
  const row = next * places
  const joined = walkMm[before * places + after]!
  const there = walkMm[row + before]! + walkMm[row + after]! - joined
  const least = Math.min(
    there,
    leastDetour(walks, stops, row, 0, at - 1),
    leastDetour(walks, stops, row, at + 1, stops.length - 1)
  )
  return least + joined - walkMm[before * places + old]! - walkMm[old * places + after]!
}

/** The least that the place of this row adds between two stops from `from` to `to`; `Infinity` when these are one. */
const leastDetour = (
  { places, walkMm }: PlaceWalks,
  stops: Int32Array,
  row: number,
  from: number,
  to: number
): number => {
  let least = Infinity
  let left = stops[from]!
  let toLeft = walkMm[row + left]!
  for (let at = from + 1; at <= to; at++) {
    const right = stops[at]!
    const toRight = walkMm[row + right]!
    const adds = toLeft + toRight - walkMm[left * places + right]!
    if (adds < least) least = adds
    left = right
    toLeft = toRight
  }
  return least
}

/** Leaves out `old`, puts in `next` where it costs least, and shortens the walk from there. */
export const replace = (walks: PlaceWalks, walk: RoundWalk, old: number, next: number): void => {
  const { places, walkMm } = walks
  const { stops } = walk
  const gap = stops.indexOf(old, 1)
  const last = stops.length - 1
  stops.copyWithin(gap, gap + 1)
  stops[last] = stops[last - 1]!
  const row = next * places
  let least = Infinity
  let place = 1
  for (let at = 1; at < last; at++) {
    const adds =
      walkMm[row + stops[at - 1]!]! + walkMm[row + stops[at]!]! - walkMm[stops[at - 1]! * places + stops[at]!]!
    if (adds >= least) continue
    least = adds
    place = at
  }
  stops.copyWithin(place + 1, place, last)
  stops[place] = next
  shorten(walks, walk)
}
