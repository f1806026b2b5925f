/**
 * The stock of a world, as the hand-offs ask for it.
 */
import type { OwnerId, SiteId } from "@stowage/kernel/Ids"
import { available } from "@stowage/kernel/Transfer"
import { lotRecordId } from "@stowage/inventory/Lot"
import { type Measure, promisable, roomAt, roomOverfull, shortfallAt } from "@stowage/inventory/stockAccounts"
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
    const held = (measure: Measure, of = roomAt): number => {
      const balance = world.ledger.balance(of(site, location, measure))
      return balance === undefined ? 0 : available(balance)
    }
    const left = { volumeMm3: held("volumeMm3"), massGrams: held("massGrams") }
    const over = { volumeMm3: held("volumeMm3", roomOverfull), massGrams: held("massGrams", roomOverfull) }
    return over.volumeMm3 + over.massGrams === 0 ? left : { ...left, over }
  },
  blocked: (location) => {
    const count = world.underCount.get(location)
    return count === undefined ? undefined : `under count (${count})`
  }
})
