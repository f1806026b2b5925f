/**
 * Count → books: differences go to the variance account of their reason, in both books and in the room they take.
 */
import { accountParts } from "@stowage/kernel/Account"
import type { LocationId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Transfer } from "@stowage/kernel/Transfer"
import { type CountedStock, variancesOf } from "@stowage/inventory/Count"
import { type RoomLeft, roomLeftAfter, takeRoomFound } from "@stowage/inventory/overfull"
import { postVariances } from "@stowage/inventory/postCount"
import type { SerialPlaces } from "@stowage/inventory/serials"
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
    const { book, lot, owner, serial, sku, status } = accountParts(account)
    if (book !== "physical" || posted === 0) return []
    return [{ owner, sku, lot, ...(serial === "" ? {} : { serial }), status, quantity: posted }]
  })

/**
 * Records a count, posts its differences and closes it. `booked` is what the books said as of the watermark, so
 * movements since then change nothing. The ledger refuses a loss of units that pick tasks have claimed (re-allocate
 * those first). A gain beyond the room that the location has left is booked all the same, and the location is over-full
 * by name from then on. `serials` says where units with numbers stand, where such are counted; of one that was
 * misplaced the room it took elsewhere is not given back.
 */
export const recordCount = (
  report: CountReport,
  booked: ReadonlyArray<CountedStock>,
  stock: StockView,
  floor: Floor,
  serials?: SerialPlaces
): Handoff => {
  const { at, counted, counter, location, task, watermark } = report
  const variances = variancesOf(counted, booked)
  const place = { site: stock.site, location, promises: (_: unknown, sku: Sku) => stock.promises(sku) }
  const posted = postVariances(
    variances.map((variance) => ({ variance, reason: "countVariance" })),
    serials === undefined ? place : { ...place, serials }
  )
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
    transfers: variances.flatMap(({ booked, quantity, sku }, nth) => [
      ...(posted[nth] ?? []),
      ...roomChange(sku, quantity - booked)
    ])
  }
}
