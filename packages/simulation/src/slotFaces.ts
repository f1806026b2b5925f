/**
 * Slotting the site's pick faces by the policy's method.
 */
import { volumeMm3 } from "@stowage/kernel/Dimensions"
import { fnv1a } from "@stowage/kernel/Random"
import { whenExhausted } from "@stowage/kernel/Stop"
import { locationsFor } from "@stowage/layout/Layout"
import { type Capacity, type Location, notLimited } from "@stowage/layout/Location"
import { pickFacesOf } from "@stowage/slotting/slots/pickFacesOf"
import { randomSlots } from "@stowage/slotting/slots/randomSlots"
import { describeSlotRefusal } from "@stowage/slotting/slots/SlotRefusal"
import { solve } from "@stowage/slotting/slots/slot"
import type { SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import * as Result from "effect/Result"
import type { Scenario } from "./Scenario.ts"
import type { SiteEvent } from "./SiteEvent.ts"

/** A day's demand, or less where a day's demand does not go into a face: the rest is refilled. */
const unitsKept = (unitsPerDay: number, unitMm3: number, unitGrams: number, face: Capacity): number => {
  const fits = Math.min(face.volumeMm3 / unitMm3, face.massGrams / unitGrams)
  return Math.max(1, Math.min(Math.ceil(unitsPerDay), Math.floor(fits)))
}

/** What a visit costs beside the walk: nothing in the golden zone (levels up to 2), a step ladder above. */
const reachMillis = (location: Location): number => (location.level <= 2 ? 0 : 6000)

/** The slotting problem of a scenario: every SKU of the catalogue wants one face. */
export const slottingProblem = (scenario: Scenario): SlottingProblem => {
  const { catalog, demand, labour, layout } = scenario
  const ambient = ["ambient", "chilled", "frozen"]
  const faces = pickFacesOf(layout, { reachMillis, handlingClasses: () => ambient })
  const smallest = locationsFor(layout, "pickFace")
    .map(({ capacity }) => capacity)
    .reduce((least, one) => (one.volumeMm3 < least.volumeMm3 ? one : least), notLimited)
  const skus = catalog.items.map((item) => {
    const { unitsPerDay = 0, visitsPerDay = 0 } = demand.get(item.sku) ?? {}
    const [unitVolumeMm3, unitMassGrams] = [volumeMm3(item.dimensions), item.massGrams]
    return {
      sku: item.sku,
      visitsPerDay,
      unitsPerDay,
      unitVolumeMm3,
      unitMassGrams,
      unitsKept: unitsKept(unitsPerDay, unitVolumeMm3, unitMassGrams, smallest),
      handlingClass: item.handling.temperature
    }
  })
  return { skus, faces, walkMmPerSecond: labour.walkMmPerSecond }
}

/** Which SKU lives where, or why that cannot be, in words. */
export const slotFaces = (
  scenario: Scenario,
  at: Extract<SiteEvent, { _tag: "FacesSlotted" }>["at"]
): Result.Result<Extract<SiteEvent, { _tag: "FacesSlotted" }>, string> => {
  const problem = slottingProblem(scenario)
  const { policy, seed } = scenario
  const slotted =
    policy.slotting === "random"
      ? randomSlots(problem, fnv1a(`${seed}/slots`))
      : solve(problem, { seed, stop: whenExhausted })
  if (Result.isFailure(slotted)) return Result.fail(describeSlotRefusal(slotted.failure))
  const { bound, cost, plan } = slotted.success
  return Result.succeed({
    _tag: "FacesSlotted",
    method: policy.slotting,
    assignments: plan.assignments,
    costMillis: cost,
    boundMillis: bound,
    at
  })
}
