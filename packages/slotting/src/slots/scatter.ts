/**
 * Scattered storage: more faces for a SKU, where the walks it saves pay for them.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import type { OrderLine } from "../demand/demandOf.ts"
import { above0, atLeast0, countOr0 } from "../rules/Limit.ts"
import { badReplayMeasure, illPosedReplay, planBroken, type ReplayRefusal } from "./ReplayRefusal.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import { facesOf, fixedFaces, refusedBy, type PickFace, type SlotSku, type SlottingProblem } from "./SlottingProblem.ts"
import { standingOf } from "../rules/Standing.ts"
import type { RouteMm } from "./whatIf.ts"

/** What scattering is judged by. */
export interface ScatterOptions {
  readonly routeMm: RouteMm
  /** What one more face costs a day: its room and its refills. */
  readonly faceMillisPerDay: number
  /** Days that the lines are of. */
  readonly days: number
  /** How many SKUs are tried, from the most visited on. */
  readonly mostTried: number
}

/** One more face for a SKU, and what it saves a day, the face paid. */
export interface Scattered {
  readonly sku: Sku
  readonly face: LocationId
  readonly savedMillisPerDay: number
}

/** The problem with the numbers of faces as they are now, and a plan for it. */
export interface ScatterPlan {
  readonly problem: SlottingProblem
  readonly plan: SlotPlan
  readonly scattered: ReadonlyArray<Scattered>
}

/** How many free faces are tried for one SKU: those least far from what it is ordered with. */
const mostCandidates = 12

/**
 * Tries one more face for each of the most-visited SKUs, and keeps it where past orders, each picking from whichever of
 * the SKU's faces makes its walk shorter, save more than it costs. All rules hold; the stock kept is shared among the
 * faces. Refuses what `whatIf` does, a plan that breaks a rule, and options that are none. Ties break by SKU, then
 * face. Time that of one walk for each order of a SKU tried and each of twelve free faces.
 *
 * Source: Weidinger and Boysen (2018), Scattered storage: how to distribute stock keeping units all around a
 * mixed-shelves warehouse, Transportation Science 52.
 */
export const scatter = (
  problem: SlottingProblem,
  plan: SlotPlan,
  lines: ReadonlyArray<OrderLine>,
  options: ScatterOptions
): Result.Result<ScatterPlan, ReplayRefusal> => {
  const refusal = illPosedReplay(problem, plan, lines) ?? planBroken(problem, plan) ?? badOptions(options)
  if (refusal !== undefined) return Result.fail(refusal)
  const state: State = { problem, assignments: [...plan.assignments], orders: stopsOf(plan, lines) }
  for (const [order, stops] of state.orders) {
    const wrong = badReplayMeasure("walk", order, { routeMm: options.routeMm([...stops.values()]) }, atLeast0)
    if (wrong !== undefined) return Result.fail(wrong)
  }
  const scattered: Array<Scattered> = []
  const tried = problem.skus
    .toSorted((a, b) => b.visitsPerDay - a.visitsPerDay || (a.sku < b.sku ? -1 : 1))
    .slice(0, options.mostTried)
  for (const { sku } of tried) {
    const wanted = state.problem.skus.find((other) => other.sku === sku)
    const orders = [...state.orders.values()].filter((stops) => stops.has(sku))
    if (wanted === undefined || orders.length === 0) continue
    const best = bestFace(state, wanted, orders, options)
    if (best === undefined) continue
    scattered.push({ sku, face: best.face.face, savedMillisPerDay: best.savedMillisPerDay })
    for (const { stops } of best.shorter) stops.set(sku, best.face.face)
    state.assignments.push({ sku, face: best.face.face })
    state.problem = {
      ...state.problem,
      skus: state.problem.skus.map((other) => (other === wanted ? { ...other, faces: facesOf(other) + 1 } : other))
    }
  }
  return Result.succeed({ problem: state.problem, plan: { assignments: state.assignments }, scattered })
}

const badOptions = ({ days, faceMillisPerDay, mostTried }: ScatterOptions): ReplayRefusal | undefined =>
  badReplayMeasure("options", "", { faceMillisPerDay }, atLeast0) ??
  badReplayMeasure("options", "", { days }, above0) ??
  badReplayMeasure("options", "", { mostTried }, countOr0)

/** Of one order: from which face each SKU is picked. */
type Stops = Map<Sku, LocationId>

interface State {
  problem: SlottingProblem
  readonly assignments: Array<{ readonly sku: Sku; readonly face: LocationId }>
  readonly orders: ReadonlyMap<string, Stops>
}

const stopsOf = ({ assignments }: SlotPlan, lines: ReadonlyArray<OrderLine>): ReadonlyMap<string, Stops> => {
  const homes = new Map(assignments.toReversed().map(({ face, sku }) => [sku, face]))
  const orders = new Map<string, Stops>()
  for (const { order, sku } of lines) {
    const home = homes.get(sku)
    if (home === undefined) continue
    const stops = orders.get(order) ?? new Map<Sku, LocationId>()
    orders.set(order, stops.set(sku, home))
  }
  return orders
}

interface Candidate {
  readonly face: PickFace
  readonly savedMillisPerDay: number
  /** Orders whose walk is shorter from there. */
  readonly shorter: ReadonlyArray<{ readonly stops: Stops }>
}

const bestFace = (
  state: State,
  sku: SlotSku,
  orders: ReadonlyArray<Stops>,
  { days, faceMillisPerDay, routeMm }: ScatterOptions
): Candidate | undefined => {
  const now = orders.map((stops) => routeMm([...stops.values()]))
  let best: Candidate | undefined
  for (const face of candidatesFor(state, sku, orders)) {
    const shorter: Array<{ readonly stops: Stops }> = []
    let savedMm = 0
    for (const [at, stops] of orders.entries()) {
      const from = routeMm([...new Map(stops).set(sku.sku, face.face).values()])
      if (from >= now[at]!) continue
      savedMm += now[at]! - from
      shorter.push({ stops })
    }
    const savedMillisPerDay = (savedMm * 1000) / state.problem.walkMmPerSecond / days - faceMillisPerDay
    if (savedMillisPerDay > (best?.savedMillisPerDay ?? 0)) best = { face, savedMillisPerDay, shorter }
  }
  return best
}

/** Free faces that may take the SKU, the least far from the other stops of its orders first. */
const candidatesFor = (
  { assignments, problem }: State,
  sku: SlotSku,
  orders: ReadonlyArray<Stops>
): ReadonlyArray<PickFace> => {
  const { faces, rules = {}, skus } = problem
  const [taken, fixed] = [new Map(assignments.map(({ face, sku: by }) => [face, by])), fixedFaces(problem)]
  const byFace = new Map(faces.map((face) => [face.face, face]))
  const standing = standingOf(rules, faces)
  const bySku = new Map(skus.map((other) => [other.sku, other]))
  for (const [at, { face }] of faces.entries()) {
    const tenant = bySku.get(taken.get(face) ?? ("" as Sku))
    if (tenant !== undefined) standing.add(standing.groupsOf(tenant), tenant.sku, at)
  }
  const conflict = standing.conflictsOf(standing.groupsOf(sku), sku.sku)
  const grown = { ...sku, faces: facesOf(sku) + 1 }
  const others = orders
    .slice(0, 50)
    .flatMap((stops) => [...stops].filter(([other]) => other !== sku.sku).map(([, face]) => byFace.get(face)?.at))
    .filter((at) => at !== undefined)
  const farMm = ({ at, roundTripMm }: PickFace): number =>
    at === undefined || others.length === 0
      ? roundTripMm
      : others.reduce((sum, other) => sum + Math.abs(other.xMm - at.xMm) + Math.abs(other.yMm - at.yMm), 0)
  return faces
    .filter((face, at) => !taken.has(face.face) && refusedBy(grown, face, rules, fixed) === undefined && !conflict(at))
    .map((face) => ({ face, mm: farMm(face) }))
    .sort((a, b) => a.mm - b.mm || (a.face.face < b.face.face ? -1 : 1))
    .slice(0, mostCandidates)
    .map(({ face }) => face)
}
