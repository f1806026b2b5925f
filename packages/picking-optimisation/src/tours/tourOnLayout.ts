/**
 * Tour problems on a site's own walk graph, whatever its shape.
 */
import { isMeasure } from "@stowage/kernel/Measure"
import * as Result from "effect/Result"
import { type LocationId } from "@stowage/kernel/Ids"
import { wideAisles } from "@stowage/layout/graphParts"
import { type Layout } from "@stowage/layout/Layout"
import { nodeDistances, nodeTimes, type Traveller } from "@stowage/layout/nodeDistances"
import { walkGraph, type WalkGraph } from "@stowage/layout/WalkGraph"
import { type TourCart, type TourProblem, type TourStop } from "./TourProblem.ts"

/** A stop at a location; its id is the location's unless it has one of its own, as when a location is visited twice. */
export interface StopAt extends Omit<TourStop, "id" | "place"> {
  readonly location: LocationId
  readonly id?: string
}

/** What is to be done on a walk graph. */
export interface TourAsk {
  readonly stops: ReadonlyArray<LocationId | StopAt>
  readonly starts?: ReadonlyArray<LocationId>
  /** As in `TourProblem`: where it began when not given, the last stop when empty. */
  readonly ends?: ReadonlyArray<LocationId>
  readonly before?: TourProblem["before"]
  /**
   * Who goes. With it the tour is the fastest and its cost in milliseconds; without it the shortest, in millimetres, by
   * edges that are open to everyone.
   */
  readonly traveller?: Traveller
  readonly cart?: Omit<TourCart, "dropOffs"> & { readonly dropOffs: ReadonlyArray<LocationId> }
}

/** A location that no node of the graph stands for. */
export interface LocationOffGraph {
  readonly _tag: "LocationOffGraph"
  readonly id: LocationId
}

/**
 * The problem of visiting these locations of a walk graph; its places are the graph's nodes. Locations between which no
 * walk leads are found by `tourRefusal`, which names them.
 */
export const tourOnGraph = (graph: WalkGraph, ask: TourAsk): Result.Result<TourProblem, LocationOffGraph> => {
  const { before, cart, ends, starts, stops, traveller } = ask
  const asked = stops.map((stop): StopAt => (typeof stop === "string" ? { location: stop } : stop))
  const all = [...asked.map(({ location }) => location), ...(starts ?? []), ...(ends ?? []), ...(cart?.dropOffs ?? [])]
  const missing = all.find((id) => !graph.nodeOf.has(id))
  if (missing !== undefined) return Result.fail({ _tag: "LocationOffGraph", id: missing })
  const placeOf = (id: LocationId): number => graph.nodeOf.get(id) as number
  return Result.succeed({
    distances: traveller === undefined ? nodeDistances(graph) : nodeTimes(graph, traveller),
    stops: asked.map(({ id, location, ...stop }) => ({ ...stop, id: id ?? location, place: placeOf(location) })),
    ...(starts === undefined ? {} : { starts: starts.map(placeOf) }),
    ...(ends === undefined ? {} : { ends: ends.map(placeOf) }),
    ...(before === undefined ? {} : { before }),
    ...(traveller === undefined ? {} : { unitsPerSecond: 1_000 }),
    ...(cart === undefined ? {} : { cart: { ...cart, dropOffs: cart.dropOffs.map(placeOf) } })
  })
}

/** The same on a layout, drawn or rectangular; from and to its first depot when nothing else is said. */
export const tourOnLayout = (layout: Layout, ask: TourAsk): Result.Result<TourProblem, LocationOffGraph> =>
  tourOnGraph(walkGraph(layout), { starts: [layout.depots[0].id], ...ask })

/** A floor that is not made of aisles and cross-aisles, or a crossing that cannot be. */
export type WideAisleRefusal =
  | { readonly _tag: "FloorNotRectangular" }
  | { readonly _tag: "CrossingWrong"; readonly crossingMm: number }
  | LocationOffGraph

/** The refusal in words, and that of `tourOnLayout` and `tourOnGraph`. */
export const layoutTourRefusalText = (refusal: WideAisleRefusal): string => {
  switch (refusal._tag) {
    case "FloorNotRectangular":
      return "the layout: expected aisles and cross-aisles, got a drawn floor"
    case "CrossingWrong":
      return `crossingMm: expected 0 to 10^15, got ${refusal.crossingMm}`
    case "LocationOffGraph":
      return `location ${refusal.id}: expected one that people walk to, found none of that name`
  }
}

/**
 * The same on a rectangular layout whose aisles are so wide that crossing from one side to the other counts, by
 * `crossingMm` each time. Its places are the nodes of `wideAisles` over the locations that are asked for: of all places
 * where one might cross, those beside them are enough, for a crossing elsewhere could be put off until there.
 */
export const tourOnWideAisles = (
  { byId, depots, floor }: Layout,
  crossingMm: number,
  ask: TourAsk
): Result.Result<TourProblem, WideAisleRefusal> => {
  if (floor._tag !== "RectangularFloor") return Result.fail({ _tag: "FloorNotRectangular" })
  if (!isMeasure(crossingMm)) return Result.fail({ _tag: "CrossingWrong", crossingMm })
  const starts = ask.starts ?? [depots[0].id]
  const stops = ask.stops.map((stop) => (typeof stop === "string" ? stop : stop.location))
  const ids = new Set([...stops, ...starts, ...(ask.ends ?? []), ...(ask.cart?.dropOffs ?? [])])
  const locations = [...ids].flatMap((id) => byId.get(id) ?? [])
  return tourOnGraph(wideAisles(floor, locations, crossingMm), { ...ask, starts })
}
