/**
 * Pick → ledger and records: what was found leaves its location for the tote; what was not found is taken out of what
 * can be sold and raises a count.
 */
import { atLocation } from "@stowage/kernel/Account"
import type { TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { FulfilmentOrder, PickTask } from "@stowage/fulfilment/FulfilmentOrder"
import { changeStatus, settlePick } from "@stowage/inventory/moveStock"
import { freeRoom } from "@stowage/inventory/roomTransfers"
import { toteOf } from "./allocateFulfilment.ts"
import { type Handoff, together } from "./Handoff.ts"
import { type Floor, hasLimitedRoom, roomOfUnit } from "./unitRoom.ts"
import type { StockView } from "./StockView.ts"

/** What a picker reports. */
export interface PickReport {
  readonly task: TaskId
  /** Units found; fewer than asked is a short pick. */
  readonly picked: number
  readonly picker: string
  readonly at: Instant
}

/** The count that a short pick raises; one per location and task. */
export const countAfterShort = (task: TaskId): TaskId => `count-${task}` as TaskId

/** Units that were booked and not found: they cannot be sold until somebody has counted, and the count is asked for. */
const missing = (task: PickTask, units: number, stock: StockView, at: Instant): Handoff => {
  const count = countAfterShort(task.task)
  const { location, lot, sku } = task
  const { owner, site } = stock
  const place = atLocation(site, location)
  return {
    commands: [
      {
        kind: "count",
        id: count,
        command: { _tag: "RequestCount", task: count, site, location, reason: "shortPick", at }
      }
    ],
    transfers: changeStatus({ owner, sku, lot }, "hold", site, place, units, stock.promises(sku))
  }
}

/**
 * What a pick report means. Nothing for a task the order does not have. The line's promise stands: other stock may be
 * found for it (`allocateFulfilment`), and what is not found is given up when the order is packed.
 */
export const confirmPick = (
  order: FulfilmentOrder,
  report: PickReport,
  stock: StockView,
  floor: Floor
): Handoff | undefined => {
  const { id } = order
  const task = order.tasks.find((candidate) => candidate.task === report.task)
  if (id === undefined || task === undefined) return undefined
  const { at, picked } = report
  const freed =
    picked > 0 && hasLimitedRoom(floor.layout, task.location)
      ? freeRoom(stock.site, task.location, roomOfUnit(floor.catalog, task.sku), picked, stock.room(task.location).over)
      : []
  const confirmed: Handoff = {
    commands: [{ kind: "fulfilmentOrder", id, command: { _tag: "ConfirmPick", ...report, into: toteOf(id) } }],
    transfers: [settlePick(task.task, picked), ...freed]
  }
  return picked === task.quantity ? confirmed : together(confirmed, missing(task, task.quantity - picked, stock, at))
}
