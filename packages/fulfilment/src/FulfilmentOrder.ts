/**
 * The work order that one site gets for one order: what to pick, from where, in which cartons it leaves. The only state
 * machine between a customer's order and the lorry; the order itself only adds up what happens here.
 */
import type {
  CustomerId,
  FulfilmentOrderId,
  LineId,
  LocationId,
  LotId,
  Lpn,
  OrderId,
  SiteId,
  Sku,
  TaskId,
  WaveId
} from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import * as Schema from "effect/Schema"

/** The steps. The code, the diagram in the docs and the tests read this table. */
export const FulfilmentStatus = Schema.Literals([
  "None",
  "Open",
  "Released",
  "Picking",
  "Picked",
  "Packed",
  "Shipped",
  "Cancelled"
])
export type FulfilmentStatus = typeof FulfilmentStatus.Type
export const fulfilmentStatusNext = {
  None: ["Open"],
  Open: ["Released", "Cancelled"],
  Released: ["Picking", "Picked", "Cancelled"],
  Picking: ["Picked", "Cancelled"],
  Picked: ["Packed", "Cancelled"],
  Packed: ["Shipped"],
  Shipped: [],
  Cancelled: []
} as const satisfies { readonly [From in FulfilmentStatus]: ReadonlyArray<FulfilmentStatus> }

/** What is to be sent of one order line. */
export interface FulfilmentLine {
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
}

/** Units of one line to be taken from one location. */
export interface PickTask {
  readonly task: TaskId
  readonly line: LineId
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly location: LocationId
  readonly quantity: number
  /** Units found; absent while the task is open. */
  readonly picked?: number
}

/** Why fewer were picked than booked. */
export const ShortReason = Schema.Literals(["notFound", "damaged", "wrongItem", "blocked"])
export type ShortReason = typeof ShortReason.Type

/** Units of one line in one carton. The lot is said where it matters which lot went where, as for recalls. */
export interface CartonContent {
  readonly line: LineId
  readonly lot?: LotId
  readonly quantity: number
}

/** A closed carton and what is in it. Its number is any LPN; an SSCC is one. */
export interface ShippedCarton {
  readonly lpn: Lpn
  /** Name of the carton type. */
  readonly carton: string
  readonly contents: ReadonlyArray<CartonContent>
  readonly grossGrams: number
}

/** How it left. */
export interface Shipment {
  readonly carrier: string
  /** The carrier's number for it, where there is one. */
  readonly tracking?: string
  readonly at: Instant
}

/** A fulfilment order as it stands. Empty fields before it is opened. */
export interface FulfilmentOrder {
  readonly status: FulfilmentStatus
  readonly id: FulfilmentOrderId | undefined
  readonly order: OrderId | undefined
  readonly site: SiteId | undefined
  readonly customer: CustomerId | undefined
  readonly shipMode: string
  readonly dueAt: Instant | undefined
  readonly lines: ReadonlyArray<FulfilmentLine>
  readonly tasks: ReadonlyArray<PickTask>
  /** Units that the last allocation found no stock for, of each line where there are any. */
  readonly short: ReadonlyArray<{ readonly line: LineId; readonly quantity: number }>
  readonly wave: WaveId | undefined
  /** Who has started to pick it, in the order they started. */
  readonly pickers: ReadonlyArray<string>
  readonly cartons: ReadonlyArray<ShippedCarton>
  readonly shipment: Shipment | undefined
}

export const notOpened: FulfilmentOrder = {
  status: "None",
  id: undefined,
  order: undefined,
  site: undefined,
  customer: undefined,
  shipMode: "",
  dueAt: undefined,
  lines: [],
  tasks: [],
  short: [],
  wave: undefined,
  pickers: [],
  cartons: [],
  shipment: undefined
}

/** Units of a line that are in somebody's hand or tote. */
export const pickedOf = (order: FulfilmentOrder, line: LineId): number =>
  order.tasks.reduce((sum, task) => (task.line === line ? sum + (task.picked ?? 0) : sum), 0)

/** Units of a line for which stock was found: in open tasks as planned, in done ones as picked. */
export const allocatedOf = (order: FulfilmentOrder, line: LineId): number =>
  order.tasks.reduce((sum, task) => (task.line === line ? sum + (task.picked ?? task.quantity) : sum), 0)

/** Units of a line that nothing is allocated for. */
export const unallocatedOf = (order: FulfilmentOrder, line: FulfilmentLine): number =>
  line.quantity - allocatedOf(order, line.line)

/** Tasks nobody has confirmed yet. */
export const openTasks = (order: FulfilmentOrder): ReadonlyArray<PickTask> =>
  order.tasks.filter((task) => task.picked === undefined)

/** What became of one line: asked = picked + short. */
export interface LineOutcome {
  readonly line: LineId
  readonly sku: Sku
  readonly asked: number
  readonly picked: number
  readonly short: number
}

/** What became of every line once its tasks are done. */
export const outcomesOf = (order: FulfilmentOrder): ReadonlyArray<LineOutcome> =>
  order.lines.map((known) => {
    const { line, quantity: asked, sku } = known
    return { line, sku, asked, picked: pickedOf(order, line), short: unallocatedOf(order, known) }
  })
