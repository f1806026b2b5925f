/**
 * The trips of a shift as if any would be in time, whoever walks them: what each costs is its set-up, its walk by the
 * fastest and the handling of its lines, so that they are batches, and the search for those can be used.
 *
 * No shift costs less, where all start and end at one place; and trips that are in time all the same are the best.
 */
import { type Stop } from "@stowage/kernel/Stop"
import { type BatchCore, fewestCarts } from "../batching/BatchCore.ts"
import { type Groups, groupsMm } from "../batching/Batches.ts"
import { bestGroups, type Grouped } from "../batching/bestGroups.ts"
import { OrderSets } from "../batching/OrderSets.ts"
import { savings } from "../batching/savings.ts"
import { type ShiftCore } from "./ShiftCore.ts"
import { type WalkMargins } from "../batching/WalkMargins.ts"

/**
 * Where fewer orders than this go on a cart, sets of them repeat so often that measuring each once is quicker than
 * weighing walks.
 */
const fewOnCart = 5
/** Savings look at every pair of orders: of more orders they take longer than the search from what was there before. */
const mostForSavings = 100

export interface RelaxedTrips {
  /** The sets of orders found so far, whose walks include the set-up as so much walk more. */
  readonly sets: OrderSets
  readonly fastest: number
}

/** None where nobody who walks takes time: trips then cost the same wherever they lead. */
export const relaxedTripsOf = ({ problem, sets }: ShiftCore): RelaxedTrips | undefined => {
  const fastest = Math.min(...problem.pickers.map(({ millisPerMm }) => millisPerMm))
  if (fastest === 0) return undefined
  const { core } = sets[0] as OrderSets
  const all = Int32Array.from({ length: core.orders }, (_, order) => order)
  const isWeighed = core.orders >= fewOnCart * fewestCarts(core, all)
  return { sets: new OrderSets(withMoreWalk(core, problem.setupMillis / fastest, isWeighed)), fastest }
}

/** The best trips found in the time there is, from `first` or, of few orders, from savings if those are better. */
export const improveTrips = ({ sets }: RelaxedTrips, first: Groups, seed: number, stop: Stop): Grouped => {
  const saved = sets.core.orders > mostForSavings ? undefined : savings(sets, stop)
  if (saved?.stopped === true) return { groups: first, boundMm: 0, stoppedBy: "caller" }
  return bestGroups(sets, better(sets, first, saved?.groups), seed, stop)
}

const better = (sets: OrderSets, first: Groups, other: Groups | undefined): Groups =>
  other !== undefined && groupsMm(sets, other) < groupsMm(sets, first) ? other : first

/** The same where every walk is so much longer. */
const withMoreWalk = (core: BatchCore, moreMm: number, isWeighed: boolean): BatchCore => ({
  ...core,
  walkMm: (list, count) => moreMm + core.walkMm(list, count),
  margins: isWeighed ? marginsWithMore(core.margins, moreMm) : undefined,
  quickMargins: isWeighed ? marginsWithMore(core.quickMargins, moreMm) : undefined,
  stepMm: 0,
  walksUntilAsked: core.walksUntilAsked
})

const marginsWithMore = (margins: WalkMargins | undefined, moreMm: number): WalkMargins | undefined =>
  margins && {
    parts: margins.parts,
    firstStop: margins.firstStop,
    partOf: margins.partOf,
    size: margins.size,
    work: margins.work,
    measure: (list, count, restMm, at) => moreMm + margins.measure(list, count, restMm, at),
    weigh: (restMm, at) => margins.weigh(restMm, at),
    withPart: (part, list, from, to, restMm, at) => moreMm + margins.withPart(part, list, from, to, restMm, at),
    withEach: (part, list, from, to, restMm, at, lengthMm, row) => {
      margins.withEach(part, list, from, to, restMm, at, lengthMm, row)
      const end = margins.firstStop[part + 1] as number
      for (let stop = margins.firstStop[part] as number; stop < end; stop++) {
        lengthMm[row + stop] = (lengthMm[row + stop] as number) + moreMm
      }
    }
  }
