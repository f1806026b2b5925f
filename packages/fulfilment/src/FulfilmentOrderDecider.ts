/**
 * How a fulfilment order answers. Invariants: picked ≤ allocated ≤ asked per line; packed = picked; shipped = packed.
 */
import type { Decider } from "@stowage/kernel/Decider"
import type { LineId } from "@stowage/kernel/Ids"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import { cartonsRefusal } from "./cartonsRefusal.ts"
import { evolveFulfilmentOrder } from "./evolveFulfilmentOrder.ts"
import {
  type FulfilmentOrder,
  type FulfilmentStatus,
  notOpened,
  openTasks,
  outcomesOf,
  pickedOf,
  unallocatedOf
} from "./FulfilmentOrder.ts"
import type { FulfilmentOrderCommand } from "./FulfilmentOrderCommand.ts"
import type { FulfilmentOrderEvent } from "./FulfilmentOrderEvent.ts"
import type { FulfilmentOrderRefusal } from "./FulfilmentOrderRefusal.ts"

type Decision = Result.Result<ReadonlyArray<FulfilmentOrderEvent>, FulfilmentOrderRefusal>
type Command<Tag extends FulfilmentOrderCommand["_tag"]> = Extract<FulfilmentOrderCommand, { readonly _tag: Tag }>

const refuse = (refusal: FulfilmentOrderRefusal): Decision => Result.fail(refusal)
const happened = (event: FulfilmentOrderEvent): Decision => Result.succeed([event])
const nothingNew: Decision = Result.succeed([])

const decide = (command: FulfilmentOrderCommand, order: FulfilmentOrder): Decision => {
  switch (command._tag) {
    case "OpenFulfilmentOrder":
      return open(command, order)
    case "AllocateLines":
      return allocate(command, order)
    case "ReleaseToWave":
      return release(command, order)
    case "StartPick":
      return start(command, order)
    case "ConfirmPick":
      return confirm(command, order)
    case "CompletePicking":
      return complete(command, order)
    case "PackCartons":
      return pack(command, order)
    case "ShipFulfilmentOrder":
      return ship(command, order)
    case "CancelFulfilmentOrder":
      return cancel(command, order)
  }
}

/** A fulfilment order: opened for an order's lines, given stock, released, picked, packed, shipped. */
export const FulfilmentOrderDecider: Decider<
  FulfilmentOrder,
  FulfilmentOrderCommand,
  FulfilmentOrderEvent,
  FulfilmentOrderRefusal
> = {
  initial: notOpened,
  decide,
  evolve: evolveFulfilmentOrder
}

const wrongStatus = (
  { status }: FulfilmentOrder,
  ...needed: ReadonlyArray<FulfilmentStatus>
): FulfilmentOrderRefusal | undefined => (needed.includes(status) ? undefined : { _tag: "WrongStatus", status, needed })

const isWhole = (quantity: number, least: number): boolean => Number.isSafeInteger(quantity) && quantity >= least

const notWhole = (
  given: ReadonlyArray<{ readonly line: LineId; readonly quantity: number }>
): FulfilmentOrderRefusal | undefined => {
  const wrong = given.find(({ quantity }) => !isWhole(quantity, 1))
  return wrong === undefined ? undefined : { _tag: "QuantityNotWhole", line: wrong.line, quantity: wrong.quantity }
}

const lineTwice = (given: ReadonlyArray<{ readonly line: LineId }>): FulfilmentOrderRefusal | undefined => {
  const lines = given.map(({ line }) => line)
  const again = lines.find((line, index) => lines.indexOf(line) !== index)
  return again === undefined ? undefined : { _tag: "LineTwice", line: again }
}

const open = (command: Command<"OpenFulfilmentOrder">, order: FulfilmentOrder): Decision => {
  const { _tag: _, ...opened } = command
  if (order.status !== "None") {
    const { customer, dueAt, id, lines, order: of, shipMode, site } = opened
    const known = [order.id, order.order, order.site, order.customer, order.shipMode, order.dueAt, order.lines]
    if (Equal.equals([id, of, site, customer, shipMode, dueAt, lines], known)) return nothingNew
    return refuse({ _tag: "FulfilmentOrderIdTaken", id })
  }
  if (opened.lines.length === 0) return refuse({ _tag: "NoLines" })
  const wrong = notWhole(opened.lines) ?? lineTwice(opened.lines)
  return wrong === undefined ? happened({ _tag: "FulfilmentOrderOpened", ...opened }) : refuse(wrong)
}

const allocate = (command: Command<"AllocateLines">, order: FulfilmentOrder): Decision => {
  const { at, short, tasks } = command
  if (isAnsweredSo(command, order)) return nothingNew
  const wrong =
    wrongStatus(order, "Open", "Released", "Picking") ??
    notWhole([...tasks, ...short]) ??
    lineTwice(short) ??
    misfit(command, order) ??
    taskTaken(command, order) ??
    notAddingUp(command, order)
  return wrong === undefined ? happened({ _tag: "LinesAllocated", tasks, short, at }) : refuse(wrong)
}

/** Whether the order was given exactly this before: these tasks, and these units short. */
const isAnsweredSo = ({ short, tasks }: Command<"AllocateLines">, order: FulfilmentOrder): boolean => {
  const known = new Map(order.tasks.map(({ picked: _, ...task }) => [task.task, task]))
  return (
    tasks.every(({ why: _, ...task }) => Equal.equals(known.get(task.task), task)) &&
    short.every(({ line, quantity }) =>
      order.short.some((before) => before.line === line && before.quantity === quantity)
    )
  )
}

const misfit = (
  { short, tasks }: Command<"AllocateLines">,
  order: FulfilmentOrder
): FulfilmentOrderRefusal | undefined => {
  const asked = new Map(order.lines.map(({ line, sku }) => [line, sku]))
  const unknown = [...tasks, ...short].find(({ line }) => !asked.has(line))
  if (unknown !== undefined) return { _tag: "LineUnknown", line: unknown.line }
  for (const { line, sku } of tasks) {
    const wanted = asked.get(line)
    if (wanted !== undefined && wanted !== sku) return { _tag: "OtherSku", line, asked: wanted, got: sku }
  }
  return undefined
}

const taskTaken = ({ tasks }: Command<"AllocateLines">, order: FulfilmentOrder): FulfilmentOrderRefusal | undefined => {
  const taken = new Set(order.tasks.map(({ task }) => task))
  for (const { task } of tasks) {
    if (taken.has(task)) return { _tag: "TaskIdTaken", task }
    taken.add(task)
  }
  return undefined
}

const notAddingUp = (
  { short, tasks }: Command<"AllocateLines">,
  order: FulfilmentOrder
): FulfilmentOrderRefusal | undefined => {
  const given = new Map<LineId, number>()
  for (const { line, quantity } of [...tasks, ...short]) given.set(line, (given.get(line) ?? 0) + quantity)
  for (const known of order.lines) {
    const units = given.get(known.line)
    const needed = unallocatedOf(order, known)
    if (units !== undefined && units !== needed) {
      return { _tag: "DoesNotAddUp", line: known.line, needed, given: units }
    }
  }
  return undefined
}

const release = ({ at, wave }: Command<"ReleaseToWave">, order: FulfilmentOrder): Decision => {
  if (order.wave === wave) return nothingNew
  const wrong = wrongStatus(order, "Open")
  return wrong === undefined ? happened({ _tag: "FulfilmentOrderReleased", wave, at }) : refuse(wrong)
}

const start = ({ at, picker }: Command<"StartPick">, order: FulfilmentOrder): Decision => {
  if (order.pickers.includes(picker)) return nothingNew
  const wrong = wrongStatus(order, "Released", "Picking")
  return wrong === undefined ? happened({ _tag: "PickStarted", picker, at }) : refuse(wrong)
}

const confirm = (command: Command<"ConfirmPick">, order: FulfilmentOrder): Decision => {
  const { at, into, picked, picker, reason = "notFound" } = command
  const known = order.tasks.find((candidate) => candidate.task === command.task)
  if (known?.picked === picked) return nothingNew
  const wrong = wrongStatus(order, "Released", "Picking")
  if (wrong !== undefined) return refuse(wrong)
  if (known === undefined) return refuse({ _tag: "TaskUnknown", task: command.task })
  const { picked: before, quantity: asked, ...stock } = known
  const { line, task } = stock
  if (before !== undefined) return refuse({ _tag: "TaskDone", task, picked: before })
  if (!isWhole(picked, 0)) return refuse({ _tag: "QuantityNotWhole", line, quantity: picked })
  if (picked > asked) return refuse({ _tag: "MoreThanAsked", task, asked, picked })
  const found = { ...stock, quantity: picked, into, picker, at }
  return happened(
    picked === asked ? { _tag: "PickConfirmed", ...found } : { _tag: "PickShorted", ...found, asked, reason }
  )
}

const complete = ({ at }: Command<"CompletePicking">, order: FulfilmentOrder): Decision => {
  if (order.status === "Picked" || order.status === "Packed" || order.status === "Shipped") return nothingNew
  const wrong = wrongStatus(order, "Released", "Picking")
  if (wrong !== undefined) return refuse(wrong)
  const tasks = openTasks(order).map(({ task }) => task)
  if (tasks.length > 0) return refuse({ _tag: "TasksOpen", tasks })
  return happened({ _tag: "PickingCompleted", lines: outcomesOf(order), at })
}

const pack = ({ at, cartons, packer }: Command<"PackCartons">, order: FulfilmentOrder): Decision => {
  const closed = cartons.map(({ why: _, ...carton }) => carton)
  if (order.cartons.length > 0 && Equal.equals(closed, order.cartons)) return nothingNew
  const wrong = wrongStatus(order, "Picked") ?? cartonsRefusal(closed, order)
  return wrong === undefined ? happened({ _tag: "CartonsPacked", cartons, packer, at }) : refuse(wrong)
}

const ship = (command: Command<"ShipFulfilmentOrder">, order: FulfilmentOrder): Decision => {
  const { _tag: _, ...shipped } = command
  const { shipment } = order
  const again = shipment?.carrier === shipped.carrier && shipment.tracking === shipped.tracking
  if (order.status === "Shipped" && again) return nothingNew
  const wrong = wrongStatus(order, "Packed")
  if (wrong !== undefined) return refuse(wrong)
  const lines = order.lines
    .map(({ line, sku }) => ({ line, sku, quantity: pickedOf(order, line) }))
    .filter(({ quantity }) => quantity > 0)
  return happened({ _tag: "FulfilmentOrderShipped", ...shipped, lines, cartons: order.cartons.map(({ lpn }) => lpn) })
}

/** After picking began there is something in a tote, which a cancellation would strand; unless nothing was found. */
const cancel = ({ at, reason }: Command<"CancelFulfilmentOrder">, order: FulfilmentOrder): Decision => {
  if (order.status === "Cancelled") return nothingNew
  const nothingPicked = order.lines.every(({ line }) => pickedOf(order, line) === 0)
  const wrong = nothingPicked
    ? wrongStatus(order, "Open", "Released", "Picking", "Picked")
    : wrongStatus(order, "Open", "Released")
  if (wrong !== undefined) return refuse(wrong)
  const freed = openTasks(order).map(({ picked: _, ...stock }) => stock)
  return happened({ _tag: "FulfilmentOrderCancelled", reason, freed, at })
}
