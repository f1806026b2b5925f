/**
 * The stock of a world, as the hand-offs ask for it.
 */
import type { OwnerId, SiteId } from "@stowage/kernel/Ids"
import { available } from "@stowage/kernel/Transfer"
import { lotRecordId } from "@stowage/inventory/Lot"
import { promisable, roomAt, shortfallAt } from "@stowage/inventory/stockAccounts"
import type { StockView } from "@stowage/operations/StockView"
import type { World } from "./World.ts"

/** One owner's stock at a site; answers from the world as it is when asked. */
export const worldStock = (world: World, owner: OwnerId, site: SiteId): StockView => ({
  owner,
  site,
  physical: (sku) => world.index.select({ book: "physical", owner, sku, site }),
  promises: (sku) => {
    const free = world.ledger.balance(promisable(owner, sku, site))
    const missing = world.ledger.balance(shortfallAt(owner, sku, site))
    return { free: free === undefined ? 0 : available(free), shortfall: -(missing?.posted ?? 0) }
  },
  claims: (order, line) => world.claims.get(`${order}|${line}`) ?? { held: [], ever: 0 },
  lot: (sku, lot) => world.lots.get(lotRecordId(sku, lot)),
  room: (location) => {
    const [volume, mass] = [
      world.ledger.balance(roomAt(site, location, "volumeMm3")),
      world.ledger.balance(roomAt(site, location, "massGrams"))
    ]
    return {
      volumeMm3: volume === undefined ? 0 : available(volume),
      massGrams: mass === undefined ? 0 : available(mass)
    }
  },
  blocked: (location) => {
    const count = world.underCount.get(location)
    return count === undefined ? undefined : `under count (${count})`
  }
})
