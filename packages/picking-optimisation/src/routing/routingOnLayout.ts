/**
 * Routing problems on a site's own layout.
 */
import * as Result from "effect/Result"
import { type LocationId } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type Layout } from "@stowage/layout/Layout"
import { type Location } from "@stowage/layout/Location"
import { type Crossing, type Pick, type RoutingProblem } from "./RoutingProblem.ts"

/** Why locations of a layout cannot be made into picks, in order of precedence. */
export type LayoutRoutingRefusal =
  /** Drawn floors have no aisles to route by. */
  | { readonly _tag: "FloorNotRectangular" }
  | { readonly _tag: "DepotOffCrossAisle"; readonly id: LocationId }
  | { readonly _tag: "LocationUnknown"; readonly id: LocationId }

/** The refusal in words. */
export const layoutRoutingRefusalText = (refusal: LayoutRoutingRefusal): string => {
  switch (refusal._tag) {
    case "FloorNotRectangular":
      return "the layout: expected aisles and cross-aisles, got a drawn floor; ask for a tour on its walk graph instead"
    case "DepotOffCrossAisle":
      return `depot ${refusal.id}: expected it where an aisle meets a cross-aisle, got another place`
    case "LocationUnknown":
      return `location ${refusal.id}: expected one in an aisle of the layout, found none`
  }
}

/** A layout as the optimisers see it. */
export interface PickingFloor {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  /** The pick at a location; undefined for one that is not in the layout. O(1). */
  readonly pickAt: (id: LocationId) => Pick | undefined
}

/** The floor, depot and picks of a layout; the layout's first depot when none is given. O(locations). */
export const pickingFloor = (
  layout: Layout,
  depot: Location = layout.depots[0]
): Result.Result<PickingFloor, LayoutRoutingRefusal> => {
  const { floor } = layout
  if (floor._tag !== "RectangularFloor") return Result.fail({ _tag: "FloorNotRectangular" })
  const aisleAt = new Map(floor.aisleXMm.map((xMm, aisle) => [xMm, aisle]))
  const aisle = aisleAt.get(depot.xMm)
  const crossAisle = floor.crossAisleYMm.indexOf(depot.yMm)
  if (aisle === undefined || crossAisle < 0) return Result.fail({ _tag: "DepotOffCrossAisle", id: depot.id })
  const pickAt = (id: LocationId): Pick | undefined => {
    const location = layout.byId.get(id)
    const inAisle = location === undefined ? undefined : aisleAt.get(location.xMm)
    return location === undefined || inAisle === undefined ? undefined : { id, aisle: inAisle, yMm: location.yMm }
  }
  return Result.succeed({ floor, depot: { aisle, crossAisle }, pickAt })
}

/** The problem of visiting these locations of a layout; one that is named twice is visited once. */
export const routingProblem = (
  layout: Layout,
  ids: Iterable<LocationId>,
  depot: Location = layout.depots[0]
): Result.Result<RoutingProblem, LayoutRoutingRefusal> => {
  const made = pickingFloor(layout, depot)
  if (Result.isFailure(made)) return Result.fail(made.failure)
  const { pickAt, ...where } = made.success
  const picks: Array<Pick> = []
  for (const id of new Set(ids)) {
    const pick = pickAt(id)
    if (pick === undefined) return Result.fail({ _tag: "LocationUnknown", id })
    picks.push(pick)
  }
  return Result.succeed({ ...where, picks })
}
