/**
 * Which stops have to come before which others.
 */
import { type TourProblem } from "./TourProblem.ts"

/** `mustPrecede[a * count + b]` is 1 when stop `a` comes before stop `b`, by class, by pair or by way of others. */
export interface Precedence {
  readonly count: number
  readonly mustPrecede: Uint8Array
}

/**
 * Who comes right after whom. After the stops there is a node for each class, which its stops come after: so classes
 * cost as many links as there are stops, and not as there are pairs.
 */
const linksOf = ({ before = [], stops }: TourProblem): ReadonlyArray<ReadonlyArray<number>> => {
  const classes = [...new Set(stops.map((stop) => stop.class ?? 0))].sort((a, b) => a - b)
  const nodeOf = new Map(classes.map((one, rank) => [one, stops.length + rank]))
  const next: Array<Array<number>> = Array.from({ length: stops.length + classes.length }, () => [])
  const link = (from: number, to: number): void => void next[from]?.push(to)
  for (let node = stops.length; node + 1 < next.length; node++) link(node, node + 1)
  for (const [index, stop] of stops.entries()) {
    const node = nodeOf.get(stop.class ?? 0) as number
    link(node, index)
    if (node + 1 < next.length) link(index, node + 1)
  }
  const indexOf = new Map(stops.map(({ id }, index) => [id, index]))
  for (const [first, second] of before) {
    const [from, to] = [indexOf.get(first), indexOf.get(second)]
    if (from !== undefined && to !== undefined) link(from, to)
  }
  return next
}

/** Whether any stop has to come before another. */
export const isOrdered = ({ before = [], stops }: TourProblem): boolean =>
  before.length > 0 || new Set(stops.map((stop) => stop.class ?? 0)).size > 1

/**
 * What classes and pairs ask for, closed over chains; undefined when they ask for nothing. O(n · (n + pairs)) for n
 * stops.
 */
export const precedenceOf = (problem: TourProblem): Precedence | undefined => {
  if (!isOrdered(problem)) return undefined
  const count = problem.stops.length
  const next = linksOf(problem)
  const mustPrecede = new Uint8Array(count * count)
  const seenFrom = new Int32Array(next.length).fill(-1)
  const open: Array<number> = []
  for (let from = 0; from < count; from++) {
    open.push(from)
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const to of next[node] as ReadonlyArray<number>) {
        if (seenFrom[to] === from) continue
        seenFrom[to] = from
        if (to < count) mustPrecede[from * count + to] = 1
        open.push(to)
      }
    }
  }
  return { count, mustPrecede }
}

/** Stops each of which has to come before the next and the last before the first; undefined when there is an order. */
export const firstCycle = ({ count, mustPrecede }: Precedence): ReadonlyArray<number> | undefined => {
  for (let stop = 0; stop < count; stop++) {
    if (mustPrecede[stop * count + stop] === 0) continue
    const cycle: Array<number> = []
    for (let other = 0; other < count; other++) {
      const isIn = mustPrecede[stop * count + other] === 1 && mustPrecede[other * count + stop] === 1
      if (isIn) cycle.push(other)
    }
    return cycle
  }
  return undefined
}
