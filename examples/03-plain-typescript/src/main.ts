/**
 * Slot, route and pack from plain TypeScript: no journal, no services, no promises. The optimisers are functions of
 * plain data; `Result` is what they answer with, a success or the first reason why not.
 */
import { afterIterations, gapPercent, type LocationId, random, type Sku, whenExhausted } from "@stowage/kernel"
import { generateLayout, layoutRefusalText, smallSite } from "@stowage/layout"
import { describePackingRefusal, explainPacking, sketchCartons, solve as solvePacking } from "@stowage/packing"
import {
  explainRoute,
  routeViolations,
  routingProblem,
  routingRefusalText,
  solveRoute
} from "@stowage/picking-optimisation"
import { describeSlotRefusal, explainSlot, pickFacesOf, solve as solveSlotting } from "@stowage/slotting"
import * as Result from "effect/Result"

const metres = (mm: number): string => `${Math.round(mm / 1000)} m`

/** The success, or an exit with the refusal in words. */
const orExit = <A, E>(answer: Result.Result<A, E>, say: (refusal: E) => string): A => {
  if (Result.isSuccess(answer)) return answer.success
  console.error(say(answer.failure))
  process.exit(1)
}

// A site of 6 aisles, and 80 SKUs of which a few are wanted often.
const site = orExit(generateLayout({ ...smallSite, aisles: 6, baysPerSide: 12 }), layoutRefusalText)
const draw = random("example 03") // chance from a seed: the same numbers everywhere
const skus = Array.from({ length: 80 }, (_, nth) => ({
  sku: `SKU-${nth + 1}` as Sku,
  visitsPerDay: Math.ceil(120 / (nth + 1)),
  unitsPerDay: Math.ceil(150 / (nth + 1)),
  unitVolumeMm3: 200_000 + draw.int(2_000_000),
  unitMassGrams: 100 + draw.int(900),
  handlingClass: "ambient"
}))

// Slot: which SKU lives in which pick face.
const faces = pickFacesOf(site, {
  reachMillis: ({ level }) => (level === 1 ? 1_500 : 0), // the lowest level takes a bend
  handlingClasses: () => ["ambient"]
})
const slotting = { skus, faces, walkMmPerSecond: 1_200 }
const slots = orExit(solveSlotting(slotting, { seed: 1, stop: whenExhausted }), describeSlotRefusal)
const faceOf = new Map(slots.plan.assignments.map(({ face, sku }) => [sku, face]))
console.log(`slotted ${faceOf.size} SKUs: ${Math.round(slots.cost / 60_000)} minutes a day in reaching them,`)
console.log(`  a gap of ${gapPercent(slots).toFixed(2)} % to the least that any slotting costs (${slots.stoppedBy})`)
const why = explainSlot(slotting, slots.plan, "SKU-2" as Sku)
if (Result.isSuccess(why)) {
  const { faces: own, rank } = why.success
  console.log(`  SKU-2 lives in ${own[0]?.face}: number ${rank} by cube per order`)
}

// Route: the shortest walk to the picks of one order.
const wanted = ["SKU-1", "SKU-7", "SKU-23", "SKU-41", "SKU-66"].map((sku) => sku as Sku)
const ids: ReadonlyArray<LocationId> = wanted.flatMap((sku) => faceOf.get(sku) ?? [])
const walk = orExit(routingProblem(site, ids), ({ _tag }) => `the layout cannot be walked: ${_tag}`)
const route = orExit(solveRoute(walk), routingRefusalText)
console.log(`walk of ${metres(route.cost)} to ${route.plan.visits.map(({ id }) => id).join(", ")} (${route.stoppedBy})`)
for (const { furtherMm, method } of explainRoute(walk, route.plan)) {
  if (method !== "exact") console.log(`  ${method}: ${metres(furtherMm)} further`)
}
console.log(`  violations: ${routeViolations(walk, route.plan).length}`)

// Pack: the cartons for that order.
const items = wanted.map((sku, nth) => ({
  id: sku,
  lengthMm: 180 - 20 * nth,
  widthMm: 120,
  heightMm: 60 + 10 * nth,
  massGrams: 400,
  quantity: 1,
  orientations: "any" as const
}))
const cartons = sketchCartons("S 200×150×100 5000g cost 35, M 300×250×200 9000g cost 60, L 500×400×300 20000g cost 95")
const packing = { items, cartons, objective: "leastCost" as const }
const packed = orExit(solvePacking(packing, { seed: 1, stop: afterIterations(50) }), describePackingRefusal)
const reasons = explainPacking(packing, packed.plan).cartons
console.log(
  `packed ${items.length} units for ${packed.cost} cents; nobody does it below ${packed.bound} with these cartons`
)
for (const { carton, cheaper, fillPercent } of reasons) {
  const not = cheaper.map((other) => `${other.carton} does not take it (${other.fit._tag})`)
  console.log(`  ${carton}, ${fillPercent.toFixed(0)} % full; ${not.join("; ")}`)
}
