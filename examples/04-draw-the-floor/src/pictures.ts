/**
 * The pictures of the README: a small generated site, slotted twice, and one order walked before and after.
 */
import { type LocationId, random, type Sku, whenExhausted } from "@stowage/kernel"
import { generateLayout, type Layout, smallSite } from "@stowage/layout"
import { type PickRoute, routingProblem, solveRoute, type RouteMethod } from "@stowage/picking-optimisation"
import { pickFacesOf, randomSlots, type SlotPlan, type SlottingProblem, solve } from "@stowage/slotting"
import { floorPlanOf, heatMapSvg, type Walk, walkPairSvg } from "@stowage/viz"
import * as Result from "effect/Result"

const seed = 7
const site = Result.getOrThrow(generateLayout({ ...smallSite, aisles: 8, baysPerSide: 14 }))

/**
 * 300 SKUs, each wanted about as often as its rank says: 200 visits a day for the first, 100 for the second, and so on.
 */
const problem: SlottingProblem = {
  skus: Array.from({ length: 300 }, (_, nth) => ({
    sku: `SKU-${nth + 1}` as Sku,
    visitsPerDay: Math.ceil(200 / (nth + 1)),
    unitsPerDay: Math.ceil(200 / (nth + 1)),
    unitVolumeMm3: 1_000_000,
    unitMassGrams: 500,
    handlingClass: "ambient"
  })),
  faces: pickFacesOf(site, { reachMillis: () => 0, handlingClasses: () => ["ambient"] }),
  walkMmPerSecond: 1_200
}

const visitsOf = ({ assignments }: SlotPlan): ReadonlyMap<string, number> => {
  const visits = new Map(problem.skus.map(({ sku, visitsPerDay }) => [sku, visitsPerDay]))
  return new Map(assignments.map(({ face, sku }) => [face, visits.get(sku) ?? 0]))
}

const walkOf = (layout: Layout, { turns, visits }: PickRoute): Walk => ({
  points: turns,
  stops: visits.flatMap(({ id }) => {
    const at = layout.byId.get(id)
    return at === undefined ? [] : [{ location: id, xMm: at.xMm, yMm: at.yMm }]
  })
})

/** The walk to where `plan` put these SKUs. */
const walkTo = (plan: SlotPlan, skus: ReadonlyArray<Sku>, method: RouteMethod): Walk => {
  const ids: ReadonlyArray<LocationId> = plan.assignments
    .filter(({ sku }) => skus.includes(sku))
    .map(({ face }) => face)
  const { plan: route } = Result.getOrThrow(solveRoute(Result.getOrThrow(routingProblem(site, ids)), { method }))
  return walkOf(site, route)
}

/** Orders want what is wanted: a SKU is drawn as often as it is visited. */
const orderOf = (lines: number): ReadonlyArray<Sku> => {
  const draw = random(seed)
  const urn = problem.skus.flatMap(({ sku, visitsPerDay }) => Array.from({ length: visitsPerDay }, () => sku))
  const drawn = new Set<Sku>()
  while (drawn.size < lines) drawn.add(draw.pick(urn))
  return [...drawn]
}

/** File names and their drawings, the same to the byte every time. */
export const pictures = (): ReadonlyMap<string, string> => {
  const { plan: unslotted } = Result.getOrThrow(randomSlots(problem, seed))
  const { plan: slotted } = Result.getOrThrow(solve(problem, { seed, stop: whenExhausted }))
  const floor = floorPlanOf(site)
  const order = orderOf(16)
  const before = { name: "random slots, S-shape", walk: walkTo(unslotted, order, "sShape") }
  const after = { name: "slotted, exact", walk: walkTo(slotted, order, "exact") }
  return new Map([
    ["heat-map.svg", heatMapSvg(floor, visitsOf(slotted), { title: "Visits a day, slotted", unit: "visits" })],
    ["walk.svg", walkPairSvg(floor, { before, after }, { title: "One order of 16 lines, before and after" })]
  ])
}
