/**
 * What if: past orders picked again from other faces.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import type { OrderLine } from "../demand/demandOf.ts"
import { atLeast0 } from "../rules/Limit.ts"
import { badReplayMeasure, illPosedReplay, type ReplayRefusal } from "./ReplayRefusal.ts"
import type { SlotPlan } from "./SlotPlan.ts"
import type { PickFace, SlottingProblem } from "./SlottingProblem.ts"

/** A line of a past order, and when it was picked. */
export interface PastLine extends OrderLine {
  /** Which stretch of time it was picked in: an hour, a shift. 0 when not said. */
  readonly period?: number
}

/** How long the walk is that picks at these faces and comes back: by whatever rule orders are picked. */
export type RouteMm = (faces: ReadonlyArray<LocationId>) => number

/** How busy an aisle was in a stretch of time. */
export interface AisleVisits {
  readonly aisle: string
  readonly period: number
  readonly visits: number
}

export interface Replayed {
  readonly orders: number
  readonly visits: number
  readonly walkMm: number
  readonly walkMillis: number
  readonly reachMillis: number
  /** How often a face was empty and had to be filled. */
  readonly refills: number
  /** The busiest first, ties by aisle and period. */
  readonly busiest: ReadonlyArray<AisleVisits>
  /** Of two visits of a period drawn by chance, how often both are in one aisle: 1 when all pick in the same. */
  readonly congestion: number
  /** SKUs that were ordered and have no face in this plan, and how many lines of theirs were left out. */
  readonly unslotted: ReadonlyMap<Sku, number>
}

/**
 * Picks every order on one walk from the faces of `plan`, and says what that takes. A SKU of several faces is picked
 * from them in turn. A face begins full, and is filled up again when it does not hold what a line asks for. Nothing is
 * decided here: hand the same lines to two plans and compare. A plan may break rules, as a floor does as it stands.
 * Refuses measures that are none, of the problem, of a line or of a walk, and a plan that names what the problem does
 * not have, or one face of a SKU twice. Time O(SKUs + faces + lines), and that of one walk an order.
 */
export const whatIf = (
  problem: SlottingProblem,
  plan: SlotPlan,
  lines: ReadonlyArray<PastLine>,
  routeMm: RouteMm
): Result.Result<Replayed, ReplayRefusal> => {
  const refusal = illPosedReplay(problem, plan, lines)
  if (refusal !== undefined) return Result.fail(refusal)
  const floor = floorOf(problem, plan)
  const orders = new Map<string, Set<LocationId>>()
  const aisles = new Map<string, AisleVisits>()
  const unslotted = new Map<Sku, number>()
  let [visits, reachMillis, refills] = [0, 0, 0]
  for (const { order, period = 0, sku, units } of lines) {
    const homes = floor.homes.get(sku)
    if (homes === undefined) {
      unslotted.set(sku, (unslotted.get(sku) ?? 0) + 1)
      continue
    }
    const home = homes.faces[homes.next++ % homes.faces.length]!
    refills += pickFrom(home, units)
    const stops = orders.get(order) ?? new Set<LocationId>()
    orders.set(order, stops)
    if (stops.has(home.face.face)) continue
    stops.add(home.face.face)
    visits++
    reachMillis += home.face.reachMillis
    const aisle = home.face.aisle ?? ""
    const key = `${aisle}\n${period}`
    aisles.set(key, { aisle, period, visits: (aisles.get(key)?.visits ?? 0) + 1 })
  }
  let walkMm = 0
  for (const [order, stops] of orders) {
    const mm = routeMm([...stops])
    const wrong = badReplayMeasure("walk", order, { routeMm: mm }, atLeast0)
    if (wrong !== undefined) return Result.fail(wrong)
    walkMm += mm
  }
  const busiest = [...aisles.values()].sort(
    (a, b) => b.visits - a.visits || (a.aisle < b.aisle ? -1 : a.aisle > b.aisle ? 1 : a.period - b.period)
  )
  const walkMillis = (walkMm * 1000) / problem.walkMmPerSecond
  const congestion = congestionOf(busiest)
  const totals = { orders: orders.size, visits, walkMm, walkMillis, reachMillis, refills }
  return Result.succeed({ ...totals, busiest, congestion, unslotted })
}

/** A face and what is left in it. */
interface Home {
  readonly face: PickFace
  readonly fullUnits: number
  units: number
}

const floorOf = ({ faces, skus }: SlottingProblem, { assignments }: SlotPlan) => {
  const byFace = new Map(faces.map((face) => [face.face, face]))
  const bySku = new Map(skus.map((sku) => [sku.sku, sku]))
  const homes = new Map<Sku, { readonly faces: Array<Home>; next: number }>()
  for (const { face, sku } of assignments) {
    const [place, wanted] = [byFace.get(face), bySku.get(sku)]
    if (place === undefined || wanted === undefined) continue
    const byVolume = place.capacityVolumeMm3 / wanted.unitVolumeMm3
    const byMass = wanted.unitMassGrams === 0 ? Infinity : place.maxMassGrams / wanted.unitMassGrams
    const fullUnits = Math.max(1, Math.floor(Math.min(byVolume, byMass)))
    const ofSku = homes.get(sku) ?? { faces: [], next: 0 }
    ofSku.faces.push({ face: place, fullUnits, units: fullUnits })
    homes.set(sku, ofSku)
  }
  return { homes }
}

/** Takes units, filling the face up as often as it takes. */
const pickFrom = (home: Home, units: number): number => {
  if (units <= home.units) {
    home.units -= units
    return 0
  }
  const short = units - home.units
  const refills = Math.ceil(short / home.fullUnits)
  home.units = refills * home.fullUnits - short
  return refills
}

const congestionOf = (aisles: ReadonlyArray<AisleVisits>): number => {
  const totals = new Map<number, number>()
  for (const { period, visits } of aisles) totals.set(period, (totals.get(period) ?? 0) + visits)
  let [together, pairs] = [0, 0]
  for (const { visits } of aisles) together += visits * (visits - 1)
  for (const total of totals.values()) pairs += total * (total - 1)
  return pairs === 0 ? 0 : together / pairs
}
