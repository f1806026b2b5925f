/**
 * What it would pay to carry SKUs elsewhere: the latest walks of the run, on a floor that was never slotted.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { afterIterations } from "@stowage/kernel/Stop"
import { type Distances, distancesOf } from "@stowage/layout/distances"
import { locationsFor, type Layout } from "@stowage/layout/Layout"
import type { Location } from "@stowage/layout/Location"
import { labourMillis, netBenefitMillis } from "@stowage/slotting/moves/MovePlan"
import type { MoveProblem } from "@stowage/slotting/moves/MoveProblem"
import { planMoves } from "@stowage/slotting/moves/planMoves"
import { solveReslot } from "@stowage/slotting/moves/reslot"
import type { ReslotProblem } from "@stowage/slotting/moves/ReslotProblem"
import * as Result from "effect/Result"
import type { RunView } from "./RunView.ts"

/** For how many days the shorter walks count. */
export const reslotHorizonDays = 250

/** How many walks are looked at, the latest, and how many of their SKUs may move: those on most of the walks. */
const [mostWalks, mostMovers] = [120, 80]
const labour = { walkMmPerSecond: 1100, handlingMillis: 90_000 }

/** A plan that pays, and what it was made for. */
export interface ReslotStudy {
  readonly walks: number
  readonly skus: number
  readonly moves: number
  readonly labourMillis: number
  /** How far a day of such walks is, before and after. */
  readonly beforeMm: number
  readonly afterMm: number
  /** What is saved over the horizon, less the moves. */
  readonly netMillis: number
}

/** SKUs by how many of the walks they are on, the most first; ties by name. */
const byWalks = (walks: ReadonlyArray<ReadonlyArray<Sku>>): ReadonlyArray<Sku> => {
  const counts = new Map<Sku, number>()
  for (const sku of walks.flat()) counts.set(sku, (counts.get(sku) ?? 0) + 1)
  return [...counts].sort(([a, often], [b, other]) => other - often || (a < b ? -1 : 1)).map(([sku]) => sku)
}

/** Faces where nothing lives, nearest to the depot first. */
const emptyFaces = (layout: Layout, distances: Distances, taken: ReadonlySet<string>): ReadonlyArray<Location> => {
  const [depot] = layout.depots
  const free = locationsFor(layout, "pickFace").filter(({ id }) => !taken.has(id))
  return free
    .map((face) => ({ face, mm: distances.walkMm(depot, face) }))
    .sort((a, b) => a.mm - b.mm || (a.face.id < b.face.id ? -1 : 1))
    .map(({ face }) => face)
}

/** The last place of all is a buffer; there is none on a floor without an empty face. */
const problemOf = (
  layout: Layout,
  { faces }: RunView,
  walks: ReadonlyArray<ReadonlyArray<Sku>>,
  days: number
): { readonly reslot: ReslotProblem; readonly buffers: ReadonlyArray<number> } => {
  const homeOf = (sku: Sku): Location | undefined => layout.byId.get((faces.get(sku) ?? "") as LocationId)
  const skus = byWalks(walks).filter((sku) => homeOf(sku) !== undefined)
  const distances = distancesOf(layout)
  const [buffer, ...empty] = emptyFaces(layout, distances, new Set(faces.values())).slice(0, mostMovers)
  const homes = skus.flatMap((sku) => homeOf(sku) ?? [])
  const places = [layout.depots[0], ...homes, ...empty, ...(buffer === undefined ? [] : [buffer])]
  const indexOf = new Map(skus.map((sku, index) => [sku, index]))
  return {
    reslot: {
      walks: {
        places: places.length,
        walkMm: Float64Array.from(places.flatMap((from) => places.map((to) => distances.walkMm(from, to))))
      },
      start: 0,
      end: 0,
      skus: skus.map((sku, index) => ({ sku, place: index + 1, ...(index < mostMovers ? {} : { mayBeAt: [] }) })),
      empty: empty.map((_, index) => 1 + homes.length + index),
      rounds: walks.map((walk) => ({ skus: walk.flatMap((sku) => indexOf.get(sku) ?? []), perDay: 1 / days }))
    },
    buffers: buffer === undefined ? [] : [places.length - 1]
  }
}

/** How far a day walks, by the stops of each round. */
const dayMm = ({ rounds, walks }: ReslotProblem, stops: ReadonlyArray<ReadonlyArray<number>>): number => {
  let mm = 0
  for (const [round, walk] of stops.entries()) {
    let at = 0
    for (const to of [...walk, 0]) {
      mm += (walks.walkMm[at * walks.places + to] as number) * (rounds[round]?.perDay ?? 1)
      at = to
    }
  }
  return mm
}

/**
 * The moves that would pay most on the naive floor, if its days walked as the optimised run's did; undefined when none
 * would, or nothing was walked. The same runs give the same study.
 */
export const reslotStudy = (layout: Layout, optimised: RunView, naive: RunView): ReslotStudy | undefined => {
  const walks = optimised.walks.slice(-mostWalks)
  if (walks.length === 0) return undefined
  const days = Math.max(1, (optimised.walkMm.size * walks.length) / optimised.walks.length)
  const { buffers, reslot } = problemOf(layout, naive, walks, days)
  const wanted = solveReslot(reslot, { seed: 1, stop: afterIterations(1500) })
  if (Result.isFailure(wanted)) return undefined
  const problem: MoveProblem = {
    reslot,
    wanted: wanted.success.plan.places,
    buffers,
    labour,
    horizonDays: reslotHorizonDays
  }
  const planned = planMoves(problem, { seed: 1, stop: afterIterations(1500) })
  if (Result.isFailure(planned) || planned.success.plan.moves.length === 0) return undefined
  const { plan } = planned.success
  return {
    walks: walks.length,
    skus: reslot.skus.length,
    moves: plan.moves.length,
    labourMillis: labourMillis(problem, plan),
    beforeMm: dayMm(reslot, plan.walksBefore),
    afterMm: dayMm(reslot, plan.walks),
    netMillis: netBenefitMillis(problem, plan)
  }
}
