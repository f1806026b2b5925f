/**
 * How much room a unit takes, and where room is counted at all.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { volumeMm3 } from "@stowage/kernel/Dimensions"
import type { Catalog } from "@stowage/catalog/Catalog"
import type { Room } from "@stowage/inventory/roomTransfers"
import type { Layout } from "@stowage/layout/Layout"
import { notLimited } from "@stowage/layout/Location"

/** What is stored, and where. */
export interface Floor {
  readonly catalog: Catalog
  readonly layout: Layout
}

/** The room of one base unit. A SKU that is not in the catalogue is a defect here: it was let in somewhere. */
export const roomOfUnit = (catalog: Catalog, sku: Sku): Room => {
  const item = catalog.bySku.get(sku)
  if (item === undefined) throw new Error(`${sku} is on the floor but not in the catalogue`)
  return { volumeMm3: volumeMm3(item.dimensions), massGrams: item.massGrams }
}

/** Whether a location can be full. Docks, pack stations and stages cannot. */
export const hasLimitedRoom = (layout: Layout, location: LocationId): boolean => {
  const capacity = layout.byId.get(location)?.capacity ?? notLimited
  return capacity.volumeMm3 < notLimited.volumeMm3
}
