/**
 * Count → books: differences go to the variance account of their reason, in both books and in the room they take.
 */
import { accountParts, atLocation } from "@stowage/kernel/Account"
import type { LocationId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Transfer } from "@stowage/kernel/Transfer"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { type CountedStock, type Variance, variancesOf } from "@stowage/inventory/Count"
import { type RoomLeft, roomLeftAfter, takeRoomFound } from "@stowage/inventory/overfull"
import { type Promises, promisesAfter } from "@stowage/inventory/promiseTransfers"
import { type Room, freeRoom } from "@stowage/inventory/roomTransfers"
import type { Handoff } from "./Handoff.ts"
import { type Floor, hasLimitedRoom, roomOfUnit } from "./unitRoom.ts"
import type { StockView } from "./StockView.ts"

/** What a counter saw at a location, and the last commit his look reflects. */
export interface CountReport {
  readonly task: TaskId
  readonly location: LocationId
  readonly counter: string
  readonly counted: ReadonlyArray<CountedStock>
  readonly watermark: number
  readonly at: Instant
}

/** What the books say is at a location: balances of its accounts, as of the count's watermark. */
export const bookedAt = (balances: ReadonlyArray<Balance>): ReadonlyArray<CountedStock> =>
  balances.flatMap(({ account, posted }) => {
    const { book, lot, owner, sku, status } = accountParts(account)
    return book === "physical" && posted !== 0 ? [{ owner, sku, lot, status, quantity: posted }] : []
  })

const adjust = (variance: Variance, report: CountReport, site: SiteId, promises: Promises): ReadonlyArray<Transfer> => {
  const { booked, lot, owner, quantity, sku, status } = variance
  const where = { key: { owner, sku, lot, status }, site, place: atLocation(site, report.location) }
  const counted = { ...where, reason: "countVariance" as const }
  return adjustStock(
    quantity > booked ? { ...counted, gained: quantity - booked } : { ...counted, lost: booked - quantity },
    promises
  )
}

/**
 * Records a count, posts its differences and closes it. `booked` is what the books said as of the watermark, so
 * movements since then change nothing. The ledger refuses a loss of units that pick tasks have claimed (re-allocate
 * those first). A gain beyond the room that the location has left is booked all the same, and the location is over-full
 * by name from then on.
 */
export const recordCount = (
  report: CountReport,
  booked: ReadonlyArray<CountedStock>,
  stock: StockView,
  floor: Floor
): Handoff => {
  const { at, counted, counter, location, task, watermark } = report
  const variances = variancesOf(counted, booked)
  /** Several lots of one SKU may differ at once: each is booked against what the one before left. */
  const known = new Map<Sku, Promises>()
  let room = stock.room(location)
  const roomChange = (sku: Sku, change: number): ReadonlyArray<Transfer> => {
    if (!hasLimitedRoom(floor.layout, location)) return []
    const [unit, before]: [Room, RoomLeft] = [roomOfUnit(floor.catalog, sku), room]
    room = roomLeftAfter(before, unit, change)
    return change > 0
      ? takeRoomFound(stock.site, location, unit, change, before)
      : freeRoom(stock.site, location, unit, -change, before.over)
  }
  return {
    commands: [
      { kind: "count", id: task, command: { _tag: "RecordCount", counter, counted, watermark, booked, at } },
      { kind: "count", id: task, command: { _tag: "CloseCount", by: counter, at } }
    ],
    transfers: variances.flatMap((variance) => {
      const { booked, quantity, sku, status } = variance
      const promises = known.get(sku) ?? stock.promises(sku)
      if (status === "available") known.set(sku, promisesAfter(promises, quantity - booked))
      return [...adjust(variance, report, stock.site, promises), ...roomChange(sku, quantity - booked)]
    })
  }
}
