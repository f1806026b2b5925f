/**
 * A site: its floor, the locations on it, and the depots where walks start and end.
 */
import * as Result from "effect/Result"
import { type LocationId, type SiteId } from "@stowage/kernel/Ids"
import { type Floor } from "./Floor.ts"
import { type LayoutRefusal } from "./LayoutRefusal.ts"
import { type Location, type LocationUse } from "./Location.ts"
import { reachableFrom, walkGraph } from "./WalkGraph.ts"

/** What a layout is made from. */
export interface LayoutParts {
  readonly site: SiteId
  readonly floor: Floor
  /** All locations, the depots among them. */
  readonly locations: ReadonlyArray<Location>
  /** The ids of the locations where walks start and end; the first is the one taken when nobody says which. */
  readonly depots: ReadonlyArray<LocationId>
}

/** A site that can be walked: ids are unique, there is a depot, and every location is reached from it. */
export interface Layout {
  readonly site: SiteId
  readonly floor: Floor
  /** In the order given: by aisle, bay and level when generated, in reading order when drawn. */
  readonly locations: ReadonlyArray<Location>
  /** At least one, and each of them one of `locations`. */
  readonly depots: readonly [Location, ...ReadonlyArray<Location>]
  /** Every location by its id. */
  readonly byId: ReadonlyMap<LocationId, Location>
}

/**
 * The layout of these parts. Refuses sizes below what a floor can have, no location, an id twice, no depot, and a
 * location that no walk reaches: on a rectangular floor one that is off every aisle, on a drawn one whatever is walled
 * off. O(locations + cells).
 */
export const makeLayout = (parts: LayoutParts): Result.Result<Layout, LayoutRefusal> => {
  const { depots, floor, locations, site } = parts
  const badSize = wrongFloor(floor) ?? locations.map(wrongCapacity).find((refusal) => refusal !== undefined)
  if (badSize !== undefined) return Result.fail(badSize)
  if (locations.length === 0) return Result.fail({ _tag: "NoLocation" })
  const byId = new Map<LocationId, Location>()
  for (const location of locations) {
    if (byId.has(location.id)) return Result.fail({ _tag: "LocationIdTaken", id: location.id })
    byId.set(location.id, location)
  }
  const [first, ...others] = depots.flatMap((id) => byId.get(id) ?? [])
  if (first === undefined) return Result.fail({ _tag: "NoDepot" })
  const cutOff = unreachable(parts, first)
  if (cutOff !== undefined) return Result.fail({ _tag: "LocationUnreachable", id: cutOff.id })
  return Result.succeed({ site, floor, locations, depots: [first, ...others], byId })
}

/** The locations of one use, in the layout's order. */
export const locationsFor = (layout: Layout, use: LocationUse): ReadonlyArray<Location> =>
  layout.locations.filter((location) => location.use === use)

const outOfRange = (field: string, value: number, expected: string): LayoutRefusal => ({
  _tag: "FieldOutOfRange",
  field,
  value,
  expected
})

const wrongFloor = (floor: Floor): LayoutRefusal | undefined => {
  switch (floor._tag) {
    case "RectangularFloor":
      if (floor.aisleXMm.length < 1) return outOfRange("aisleXMm", floor.aisleXMm.length, "at least 1 aisle")
      if (floor.crossAisleYMm.length < 2) {
        return outOfRange("crossAisleYMm", floor.crossAisleYMm.length, "at least 2 cross-aisles")
      }
      return notAscending("aisleXMm", floor.aisleXMm) ?? notAscending("crossAisleYMm", floor.crossAisleYMm)
    case "DrawnFloor":
      return floor.cellMm > 0 && Number.isFinite(floor.cellMm)
        ? undefined
        : outOfRange("cellMm", floor.cellMm, "a size above 0")
  }
}

const notAscending = (field: string, positions: ReadonlyArray<number>): LayoutRefusal | undefined => {
  for (const [index, position] of positions.entries()) {
    const before = index === 0 ? Number.NEGATIVE_INFINITY : (positions[index - 1] as number)
    if (!Number.isFinite(position) || position <= before) {
      return outOfRange(`${field}[${index}]`, position, index === 0 ? "a position" : `a position beyond ${before}`)
    }
  }
  return undefined
}

const wrongCapacity = ({ capacity, id, inner }: Location): LayoutRefusal | undefined => {
  const sizes = { volumeMm3: capacity.volumeMm3, massGrams: capacity.massGrams, ...inner }
  for (const [name, value] of Object.entries(sizes)) {
    if (!(value > 0)) return outOfRange(`location ${id} ${name}`, value, "a size above 0")
  }
  return undefined
}

const unreachable = (parts: LayoutParts, depot: Location): Location | undefined => {
  const graph = walkGraph(parts)
  const start = graph.nodeOf.get(depot.id)
  if (start === undefined) return depot
  const reached = reachableFrom(graph, start)
  return parts.locations.find((location) => {
    const node = graph.nodeOf.get(location.id)
    return node === undefined || reached[node] === 0
  })
}
