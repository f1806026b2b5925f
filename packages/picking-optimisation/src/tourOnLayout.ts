/**
 * Tour problems on a site's own walk graph, whatever its shape.
 */
import * as Result from "effect/Result"
import { type LocationId } from "@stowage/kernel/Ids"
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
