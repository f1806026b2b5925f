/**
 * Why a scenario cannot be lived through in its layout: said before the first order is placed, not when the first wave
 * is planned.
 */
import { locationsFor } from "@stowage/layout/Layout"
import { floorRefusal, routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { type LayoutRoutingRefusal, pickingFloor } from "@stowage/picking-optimisation/routing/routingOnLayout"
import { describeSlotRefusal, illPosed } from "@stowage/slotting/slots/SlotRefusal"
import * as Result from "effect/Result"
import type { Scenario } from "../Scenario.ts"
import { slottingProblem } from "../slotFaces.ts"

const floorText = (refusal: LayoutRoutingRefusal): string => {
  switch (refusal._tag) {
    case "FloorNotRectangular":
      return "expected a floor of parallel aisles, given as aisles and baysPerSide, got a drawing: no walk is planned on those"
    case "DepotOffCrossAisle":
      return `depot ${refusal.id}: expected a place where an aisle meets a cross-aisle`
    case "LocationUnknown":
      return `location ${refusal.id}: expected a location of the layout`
  }
}

/**
 * What is wrong with the layout, as a sentence: a floor that pickers are not routed on, fewer pick faces than SKUs, a
 * SKU that goes into no face. Undefined when nothing is. O(locations + SKUs × faces that do not fit).
 */
export const unusableLayout = (scenario: Scenario): string | undefined => {
  const { catalog, layout } = scenario
  const where = pickingFloor(layout)
  if (Result.isFailure(where)) return `The layout: ${floorText(where.failure)}.`
  const { depot, floor } = where.success
  const wrong = floorRefusal(floor, depot)
  if (wrong !== undefined) return `The layout: ${routingRefusalText(wrong)}.`
  const faces = locationsFor(layout, "pickFace").length
  const skus = catalog.items.length
  if (faces < skus) return `The layout: expected a pick face for each of ${skus} SKUs, got ${faces} pick faces.`
  const misfit = illPosed(slottingProblem(scenario))
  return misfit === undefined ? undefined : `The layout: ${describeSlotRefusal(misfit)}.`
}
