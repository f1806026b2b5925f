/**
 * What most systems do: carts are filled with orders as they come in, and a walk visits its locations in the order of
 * their names.
 */
import type { LocationId } from "@stowage/kernel"
import type { Layout } from "@stowage/layout"
import { distancesOf } from "@stowage/layout"
import type { PickListOrder } from "./readOrders.ts"

/** The walks, each from the depot and back, for carts of so many totes. */
export const sortByBin = (
  layout: Layout,
  orders: ReadonlyArray<PickListOrder>,
  totes: number
): ReadonlyArray<{ readonly stops: ReadonlyArray<LocationId>; readonly walkMm: number }> => {
  const { walkMm } = distancesOf(layout)
  const [depot] = layout.depots
  const walks = []
  for (let first = 0; first < orders.length; first += totes) {
    const locations = orders.slice(first, first + totes).flatMap((order) => order.locations)
    const stops = [...new Set(locations)].sort()
    const points = [depot, ...stops.flatMap((id) => layout.byId.get(id) ?? []), depot]
    const legs = points.slice(1).map((to, index) => walkMm(points[index] ?? depot, to))
    walks.push({ stops, walkMm: legs.reduce((sum, leg) => sum + leg, 0) })
  }
  return walks
}
