/**
 * The places of a shortest walk, one after the other, from the ways in which a sweep takes each aisle.
 *
 * Source: Hierholzer (1873), Ueber die Möglichkeit, einen Linienzug ohne Wiederholung und ohne Unterbrechung zu
 * umfahren, Mathematische Annalen 6.
 */
import { type Chain } from "./chains.ts"
import { chainWays } from "./frontierStates.ts"
import { type FrontierWalk } from "./frontierWalk.ts"

/** A walk from `start` over the listed stops to `end`; as long as `walkMm` says. O(places walked). */
export const frontierTrail = (
  frontier: FrontierWalk,
  start: number,
  end: number,
  list: Int32Array
): ReadonlyArray<number> => {
  const { chainFloor, stages } = frontier
  const links = new Map<number, Array<number>>()
  const link = (from: number, to: number, times: number): void => {
    for (let time = 0; time < times; time++) {
      linksAt(links, from).push(to)
      linksAt(links, to).push(from)
    }
  }
  const joined = [start, end]
  const wanted = new Set(Array.from(list, (stop) => frontier.places[stop] as number))
  for (const { stage, way } of frontier.waysOf(list)) {
    const { step } = stages[stage] as (typeof stages)[number]
    if (step._tag === "Chain") linkChain(chainFloor.chains[step.chain] as Chain, way, wanted, link)
    else if (step._tag === "Access" && way === 1) {
      const { junction } = chainFloor.access[step.side][step.access] as { readonly junction: number }
      joined[step.side] = chainFloor.junctions[junction] as number
    }
  }
  const [first, last] = joined as [number, number]
  const trail = eulerTrail(links, first)
  return [...(first === start ? [] : [start]), ...trail, ...(last === end ? [] : [end])]
}

const linksAt = (links: Map<number, Array<number>>, place: number): Array<number> => {
  const known = links.get(place)
  if (known !== undefined) return known
  const made: Array<number> = []
  links.set(place, made)
  return made
}

/** The links that are walked when a chain is taken one way. */
const linkChain = (
  { atMm, places }: Chain,
  way: number,
  wanted: ReadonlySet<number>,
  link: (from: number, to: number, times: number) => void
): void => {
  const linkAll = (from: number, to: number, times: number): void => {
    for (let index = from; index < to; index++) link(places[index] as number, places[index + 1] as number, times)
  }
  const last = places.length - 1
  const isStop = (place: number, index: number): boolean => index > 0 && index < last && wanted.has(place)
  switch (chainWays[way]) {
    case "once":
      return linkAll(0, last, 1)
    case "twice":
      return linkAll(0, last, 2)
    case "fromStart":
      return linkAll(0, places.findLastIndex(isStop), 2)
    case "fromEnd":
      return linkAll(places.findIndex(isStop), last, 2)
    case "fromBoth": {
      const stops = places.flatMap((place, index) => (isStop(place, index) ? [index] : []))
      const gaps = stops
        .slice(1)
        .map((stop, index) => (atMm[stop] as number) - (atMm[stops[index] as number] as number))
      const widest = gaps.indexOf(Math.max(...gaps))
      linkAll(0, stops[widest] as number, 2)
      return linkAll(stops[widest + 1] as number, last, 2)
    }
    case "none":
    case undefined:
      return
  }
}

/** A trail from `start` that takes every link once; uses the links up. */
const eulerTrail = (links: Map<number, Array<number>>, start: number): ReadonlyArray<number> => {
  const stack = [start]
  const trail: Array<number> = []
  while (stack.length > 0) {
    const place = stack.at(-1) as number
    const next = links.get(place)?.pop()
    if (next === undefined) {
      trail.push(place)
      stack.pop()
      continue
    }
    const back = links.get(next) as Array<number>
    back.splice(back.indexOf(place), 1)
    stack.push(next)
  }
  return trail.reverse()
}
