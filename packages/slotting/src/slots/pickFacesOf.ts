import { distancesOf } from "@stowage/layout/distances"
import { locationsFor, type Layout } from "@stowage/layout/Layout"
import type { Location } from "@stowage/layout/Location"
import type { PickFace } from "./SlottingProblem.ts"

/** What a layout does not say about its pick faces. */
export interface FaceRules {
  /** What a visit costs beside the walk: least on the levels of the golden zone. */
  readonly reachMillis: (location: Location) => number
  /** The handling classes that a location takes, usually by its zone. */
  readonly handlingClasses: (location: Location) => ReadonlyArray<string>
}

/** The pick faces of a layout, in its order, with the walk from its first depot and back. */
export const pickFacesOf = (layout: Layout, { reachMillis, handlingClasses }: FaceRules): ReadonlyArray<PickFace> => {
  const distances = distancesOf(layout)
  const [depot] = layout.depots
  return locationsFor(layout, "pickFace").map((location) => ({
    face: location.id,
    roundTripMm: distances.walkMm(depot, location) + distances.walkMm(location, depot),
    reachMillis: reachMillis(location),
    capacityVolumeMm3: location.capacity.volumeMm3,
    maxMassGrams: location.capacity.massGrams,
    handlingClasses: handlingClasses(location),
    ...(location.inner === undefined ? {} : { inner: location.inner })
  }))
}
