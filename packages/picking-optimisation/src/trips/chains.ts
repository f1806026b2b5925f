/**
 * A floor boiled down to its junctions and the aisles between them: what matters to a shortest walk over it.
 */
import { shortestWalksMm } from "@stowage/layout/shortestWalks"
import { type Neighbours } from "@stowage/layout/WalkGraph"
import { arcsFrom, type ArcFloor, reversed } from "./TripFloor.ts"

/** A walk between two junctions without one in between, taken in either direction. */
export interface Chain {
  /** Junctions, by number; the same for a loop. */
  readonly from: number
  readonly to: number
  readonly lengthMm: number
  /** Every place on it, both junctions included, and how far along it is. */
  readonly places: ReadonlyArray<number>
  readonly atMm: ReadonlyArray<number>
}

/** How a walk comes from its start to a junction, or from a junction to its end. */
export interface Access {
  readonly junction: number
  readonly lengthMm: number
}

export interface ChainFloor {
  /** The place of each junction. */
  readonly junctions: ReadonlyArray<number>
  readonly chains: ReadonlyArray<Chain>
  /** A walk leaves its start by one of the first and reaches its end by one of the second. */
  readonly access: readonly [ReadonlyArray<Access>, ReadonlyArray<Access>]
}

/** How far it is to each neighbour of each place, both ways alike. */
type Links = ReadonlyArray<Map<number, number>>

/**
 * The chains of a floor on which walks go from `start` to `end` and stop at `stops`; places that no such walk needs are
 * left out. Undefined where an aisle is one-way, or longer one way than the other. O(places + arcs).
 */
export const chainFloor = (
  floor: ArcFloor,
  start: number,
  end: number,
  stops: Iterable<number>
): ChainFloor | undefined => {
  const out = arcsFrom(floor)
  const back = arcsFrom(reversed(floor))
  const apart = neededByNobody(floor, start, end)
  const links = linksOf(floor, new Set(apart))
  if (links === undefined) return undefined
  const kept = new Set(stops)
  const accessOf = (arcs: Neighbours, place: number) =>
    apart.includes(place)
      ? arcsAt(arcs, place).filter(({ place: to }) => !apart.includes(to))
      : [{ place, lengthMm: 0 }]
  const [starts, ends] = [accessOf(out, start), accessOf(back, end)]
  const fixed = new Set([...starts, ...ends].map(({ place }) => place))
  prune(links, (place) => kept.has(place) || fixed.has(place))
  const junctions = junctionsOf(links, fixed)
  const numberOf = new Map(junctions.map((place, number) => [place, number]))
  const atJunction = (access: typeof starts): ReadonlyArray<Access> =>
    access.map(({ lengthMm, place }) => ({ lengthMm, junction: numberOf.get(place) as number }))
  return { junctions, chains: traced(links, junctions, numberOf), access: [atJunction(starts), atJunction(ends)] }
}

const arcsAt = ({ first, lengthMm, node }: Neighbours, place: number) =>
  Array.from(node.subarray(first[place], first[place + 1]), (to, index) => ({
    place: to,
    lengthMm: lengthMm[(first[place] as number) + index] as number
  }))

/**
 * The start and the end, where no walk is the shorter for passing over them; the end also where nobody passes over the
 * start, for each may be a way round the other.
 */
const neededByNobody = (floor: ArcFloor, start: number, end: number): ReadonlyArray<number> => {
  const isEndWay = isWay(floor, end)
  if (isWay(floor, start)) return isEndWay ? [] : [end]
  const arcs = floor.arcs.filter(({ from, to }) => from !== start && to !== start)
  return end === start || isEndWay || isWay({ ...floor, arcs }, end) ? [start] : [start, end]
}

/** Whether some walk is the shorter for passing over `place`. */
const isWay = (floor: ArcFloor, place: number): boolean => {
  const arrivals = arcsAt(arcsFrom(reversed(floor)), place)
  const departures = arcsAt(arcsFrom(floor), place)
  const without = arcsFrom({ ...floor, arcs: floor.arcs.filter(({ from, to }) => from !== place && to !== place) })
  return arrivals.some((arrival) => {
    const aroundMm = shortestWalksMm(without, arrival.place)
    return departures.some(
      (departure) => (aroundMm[departure.place] as number) > arrival.lengthMm + departure.lengthMm + 1e-9
    )
  })
}

/** Neighbours and distances without the places `apart`; undefined when some arc has no opposite of its length. */
const linksOf = (floor: ArcFloor, apart: ReadonlySet<number>): Links | undefined => {
  const links: Links = Array.from({ length: floor.places }, () => new Map<number, number>())
  for (const { from, lengthMm, to } of floor.arcs) {
    if (from === to || apart.has(from) || apart.has(to)) continue
    const known = links[from]?.get(to) ?? Number.POSITIVE_INFINITY
    links[from]?.set(to, Math.min(known, lengthMm))
  }
  for (const [place, near] of links.entries()) {
    for (const [other, mm] of near) if (links[other]?.get(place) !== mm) return undefined
  }
  return links
}

/** Takes away dead ends at which nobody stops. */
const prune = (links: Links, isKept: (place: number) => boolean): void => {
  const open = links.flatMap((near, place) => (near.size <= 1 && !isKept(place) ? [place] : []))
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const near = links[place] as Map<number, number>
    for (const other of near.keys()) {
      links[other]?.delete(place)
      if ((links[other]?.size ?? 0) === 1 && !isKept(other)) open.push(other)
    }
    near.clear()
  }
}

/** Places where walks may turn: those without exactly two neighbours, those given, and one of each ring. */
const junctionsOf = (links: Links, fixed: ReadonlySet<number>): ReadonlyArray<number> => {
  const junctions = new Set(fixed)
  for (const [place, near] of links.entries()) if (near.size > 0 && near.size !== 2) junctions.add(place)
  const seen = new Set<number>()
  for (const [place, near] of links.entries()) {
    if (near.size === 0 || seen.has(place)) continue
    const part = connected(links, place)
    for (const other of part) seen.add(other)
    if (!part.some((other) => junctions.has(other))) junctions.add(place)
  }
  return [...junctions].sort((a, b) => a - b)
}

const connected = (links: Links, place: number): ReadonlyArray<number> => {
  const reached = new Set([place])
  for (const at of reached) for (const other of links[at]?.keys() ?? []) reached.add(other)
  return [...reached]
}

const traced = (
  links: Links,
  junctions: ReadonlyArray<number>,
  numberOf: ReadonlyMap<number, number>
): ReadonlyArray<Chain> => {
  const chains: Array<Chain> = []
  const walked = new Set<string>()
  for (const start of junctions) {
    for (const next of links[start]?.keys() ?? []) {
      if (walked.has(`${start} ${next}`)) continue
      const { atMm, places } = chainFrom(links, start, next, (place) => numberOf.has(place))
      const [last, before] = [places.at(-1) as number, places.at(-2) as number]
      walked.add(`${last} ${before}`)
      const ends = { from: numberOf.get(start) as number, to: numberOf.get(last) as number }
      chains.push({ ...ends, lengthMm: atMm.at(-1) as number, places, atMm })
    }
  }
  return chains
}

const chainFrom = (links: Links, start: number, next: number, isJunction: (place: number) => boolean) => {
  const places = [start, next]
  const atMm = [0, links[start]?.get(next) as number]
  for (let [before, place] = [start, next]; !isJunction(place);) {
    const [one, two] = [...(links[place] as Map<number, number>).keys()] as [number, number]
    const onward = one === before ? two : one
    atMm.push((atMm.at(-1) as number) + (links[place]?.get(onward) as number))
    places.push(onward)
    ;[before, place] = [place, onward]
  }
  return { places, atMm }
}
