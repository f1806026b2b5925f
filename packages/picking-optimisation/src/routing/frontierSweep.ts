/**
 * The shortest route over any number of blocks, and to any end.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "./aisleSweep.ts"
import { NOT_WALKED, walkOver } from "./ChosenWays.ts"
import { type Frontier, frontierOf } from "./frontier.ts"
import { type Columns, columnsOf, WAYS } from "./frontierColumns.ts"
import { advance, type Entries, firstEntry, giveUpFinerParts } from "./frontierEntries.ts"
import { type PickRoute } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"
import { stopsOf } from "./Stops.ts"

/**
 * The shortest route of a problem that `routingRefusal` finds nothing wrong with; when it names several ends, to the
 * one that is best.
 *
 * Of equal routes always the same one, and to the end named first. Exponential in the number of cross-aisles alone:
 * O(ends × (aisles × cross-aisles × kinds) + n log n) with 6 kinds of partial walk for 2 cross-aisles, 24 for 3, then
 * 112, 568, 3,032, 16,768 and, for 8, 95,200; with an end elsewhere than the depot up to seven times as many.
 *
 * Source: Cambazard and Catusse (2018), European Journal of Operational Research 270(2), applied to picking by Pansart,
 * Catusse and Cambazard (2018), Exact algorithms for the order picking problem, Computers and Operations Research 100.
 */
export const frontierSweep = (problem: RoutingProblem): PickRoute => {
  const stops = stopsOf(problem.picks)
  const [first = problem.depot, ...others] = problem.ends ?? []
  let best = sweep(columnsOf(problem, stops, first))
  for (const end of others) {
    const swept = sweep(columnsOf(problem, stops, end))
    if (swept.mm < best.mm) best = swept
  }
  return walkOver(problem, stops, best.columns, best.columns.end)
}

/** Besides the ways of a sub-aisle: the walk starts or ends here; it does not go on along this cross-aisle. */
const MARKED = 6
const LEFT = 7

/** Most entries that a sweep over so many cross-aisles has needed: how much room the next one is given at first. */
const roomNeeded: Array<number> = []

const sweep = (columns: Columns): { readonly mm: number; readonly columns: Columns } => {
  const frontier = frontierOf(columns.crossAisles)
  const entries = firstEntry(roomNeeded[columns.crossAisles] ?? 256)
  let begin = 0
  for (let k = 0; k < columns.aisles; k++) begin = sweepColumn(frontier, columns, entries, k, begin)
  roomNeeded[columns.crossAisles] = Math.max(256, Math.ceil(1.25 * entries.count))
  const last = cheapestClosed(frontier, entries, begin)
  trace(frontier, columns, entries, last)
  return { mm: entries.mm[last] as number, columns }
}

/** Takes the entries from `begin` on, which are of the column before, through column `k`; gives where its own begin. */
const sweepColumn = (frontier: Frontier, columns: Columns, entries: Entries, k: number, begin: number): number => {
  const { crossAisles, steps } = frontier
  goOn(frontier, entries, begin, columns.stepMm[k] as number)
  let from = begin
  for (const { aisle, crossAisle } of [columns.start, columns.end]) {
    if (aisle !== columns.aisle[k]) continue
    const to = entries.count
    advance(frontier, entries, { from, to, into: to, step: steps.flip(crossAisle), mm: 0, how: MARKED })
    from = to
  }
  for (let block = 0; block + 1 < crossAisles; block++) {
    const to = entries.count
    walkSubAisle(frontier, columns, entries, { k, block, from })
    from = to
  }
  if (k + 1 === columns.aisles) return from
  for (let corner = 0; corner < crossAisles; corner++) {
    advance(frontier, entries, { from, to: entries.count, into: from, step: steps.drop(corner), mm: 0, how: LEFT })
  }
  giveUpFinerParts(frontier, entries, from)
  return from
}

/** Charges every entry from `begin` on for its walks to the next column. */
const goOn = ({ walks }: Frontier, { count, kind, mm }: Entries, begin: number, stepMm: number): void => {
  for (let entry = begin; entry < count; entry++) {
    mm[entry] = (mm[entry] as number) + (walks[kind[entry] as number] as number) * stepMm
  }
}

/**
 * All ways of walking one sub-aisle, from every entry.
 *
 * Through and back only joins what nothing else joins. Where there is more than one aisle, it is never needed in a
 * block at the edge of the floor for a walk that ends where it starts: Dunn, Stojanovski, Lamichhane, Charkhgard and
 * Eshragh (2025), Double traversals in boundary subaisles: implications for two-block layouts, arXiv 2512.08235.
 */
const walkSubAisle = (
  frontier: Frontier,
  columns: Columns,
  entries: Entries,
  { block, from, k }: { readonly k: number; readonly block: number; readonly from: number }
): void => {
  const { crossAisles, steps } = frontier
  const { end, first, start, wayMm } = columns
  const subAisle = k * (crossAisles - 1) + block
  const to = entries.count
  const walk = (step: number, how: number, mm: number): void => {
    if (mm < Number.POSITIVE_INFINITY) advance(frontier, entries, { from, to, into: to, step, mm, how })
  }
  const mmOf = (how: number): number => wayMm[subAisle * WAYS + how] as number
  if (first[subAisle] === first[subAisle + 1]) walk(steps.stay, NOT_WALKED, 0)
  walk(steps.once(block), THROUGH, mmOf(THROUGH))
  walk(steps.touch(block), FROM_FRONT, mmOf(FROM_FRONT))
  walk(steps.touch(block + 1), FROM_BACK, mmOf(FROM_BACK))
  walk(steps.both(block), FROM_BOTH, mmOf(FROM_BOTH))
  const isAtEdge = block === 0 || block + 2 === crossAisles
  const isRound = start.aisle === end.aisle && start.crossAisle === end.crossAisle
  if (!(isAtEdge && isRound && columns.aisles > 1)) walk(steps.twice(block), TWICE, mmOf(TWICE))
}

const cheapestClosed = ({ closed, code }: Frontier, { count, kind, mm }: Entries, begin: number): number => {
  let best = -1
  let bestMm = Number.POSITIVE_INFINITY
  let bestCode = Number.POSITIVE_INFINITY
  for (let entry = begin; entry < count; entry++) {
    const here = kind[entry] as number
    const entryMm = mm[entry] as number
    if (closed[here] === 0 || entryMm > bestMm) continue
    if (entryMm === bestMm && (code[here] as number) > bestCode) continue
    best = entry
    bestMm = entryMm
    bestCode = code[here] as number
  }
  return best
}

/** Writes the choices that led to entry `last` to the columns, read backwards. */
const trace = (frontier: Frontier, columns: Columns, { from, how, kind }: Entries, last: number): void => {
  const { aisles, along, crossAisles, way } = columns
  let entry = last
  for (let k = aisles - 1; k >= 0; k--) {
    if (k + 1 < aisles) {
      for (let corner = 0; corner < crossAisles; corner++) {
        along[k * crossAisles + corner] = frontier.walksAt(kind[entry] as number, corner)
      }
    }
    while (how[entry] === LEFT) entry = from[entry] as number
    for (let block = crossAisles - 2; block >= 0; block--) {
      way[k * (crossAisles - 1) + block] = how[entry] as number
      entry = from[entry] as number
    }
    while (how[entry] === MARKED) entry = from[entry] as number
  }
}
