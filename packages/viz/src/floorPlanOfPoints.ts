/** The plan of places of which only points are known: a square for each, and for all that stand over each other. */
import { type Point } from "@stowage/layout/Location"
import { extent } from "./extent.ts"
import { type FloorPlan } from "./FloorPlan.ts"

/** A location, and where it is on the floor. */
export interface PlacedLocation extends Point {
  readonly id: string
}

const defaultSideMm = 1_000

/**
 * The plan of locations by their points; a depot is drawn as a station. A square is as wide as places are apart at
 * least, across or along, and a metre where there is but one. O(n log n) in the locations.
 */
export const floorPlanOfPoints = (
  locations: ReadonlyArray<PlacedLocation>,
  depots: ReadonlyArray<PlacedLocation> = []
): FloorPlan => {
  const bays = new Map<string, Array<PlacedLocation>>()
  for (const location of locations) {
    const key = `${location.xMm}|${location.yMm}`
    const bay = bays.get(key)
    if (bay === undefined) bays.set(key, [location])
    else bay.push(location)
  }
  const [widthMm, heightMm] = [leastGap(locations.map(({ xMm }) => xMm)), leastGap(locations.map(({ yMm }) => yMm))]
  const faces = [...bays.values()].map((bay) => {
    const { id = "", xMm = 0, yMm = 0 } = bay[0] ?? {}
    const name = bay.length === 1 ? id : id.replace(/-[^-]*$/, "")
    const area = { xMm: xMm - widthMm / 2, yMm: yMm - heightMm / 2, widthMm, heightMm }
    return { ...area, name, locations: bay.map((location) => location.id) }
  })
  const stations = depots.map(({ id, xMm, yMm }) => ({ name: id, xMm, yMm }))
  return { walkways: [], faces, stations, aisles: [] }
}

const leastGap = (positions: ReadonlyArray<number>): number => {
  const sorted = [...new Set(positions)].toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((position, index) => position - (sorted[index] ?? position))
  const [least] = extent(gaps)
  return Number.isFinite(least) ? Math.min(least, 3 * defaultSideMm) : defaultSideMm
}
