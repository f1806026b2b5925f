/**
 * Why a fulfilment order refuses, in order of precedence: when several apply, the first listed is returned.
 */
import type { FulfilmentOrderId, LineId, LotId, Lpn, Sku, TaskId } from "@stowage/kernel/Ids"
import type { FulfilmentStatus } from "./FulfilmentOrder.ts"

export type FulfilmentOrderRefusal =
  /** The id names another order's work. */
  | { readonly _tag: "FulfilmentOrderIdTaken"; readonly id: FulfilmentOrderId }
  /** The command belongs to other steps than the one this order is at. */
  | {
      readonly _tag: "WrongStatus"
      readonly status: FulfilmentStatus
      readonly needed: ReadonlyArray<FulfilmentStatus>
    }
  | { readonly _tag: "NoLines" }
  | { readonly _tag: "TaskUnknown"; readonly task: TaskId }
  | { readonly _tag: "TaskDone"; readonly task: TaskId; readonly picked: number }
  | { readonly _tag: "TasksOpen"; readonly tasks: ReadonlyArray<TaskId> }
  | { readonly _tag: "NothingPicked" }
  | { readonly _tag: "CartonTwice"; readonly lpn: Lpn }
  | { readonly _tag: "CartonEmpty"; readonly lpn: Lpn }
  | { readonly _tag: "QuantityNotWhole"; readonly line: LineId; readonly quantity: number }
  | { readonly _tag: "LineTwice"; readonly line: LineId }
  | { readonly _tag: "LineUnknown"; readonly line: LineId }
  /** A task would pick another SKU than its line asks for. */
  | { readonly _tag: "OtherSku"; readonly line: LineId; readonly asked: Sku; readonly got: Sku }
  | { readonly _tag: "TaskIdTaken"; readonly task: TaskId }
  | { readonly _tag: "MoreThanAsked"; readonly task: TaskId; readonly asked: number; readonly picked: number }
  /** Allocated and short together are not what the line still needs. */
  | { readonly _tag: "DoesNotAddUp"; readonly line: LineId; readonly needed: number; readonly given: number }
  /** What is in the cartons is not what was picked; of a lot, where one is named. */
  | {
      readonly _tag: "NotAsPicked"
      readonly line: LineId
      readonly lot?: LotId
      readonly picked: number
      readonly packed: number
    }

/** A refusal as a sentence. */
export const sayFulfilmentOrderRefusal = (refusal: FulfilmentOrderRefusal): string => {
  switch (refusal._tag) {
    case "FulfilmentOrderIdTaken":
      return `${refusal.id} is another order's; expected a new id.`
    case "WrongStatus":
      return `The fulfilment order is ${refusal.status}; expected ${refusal.needed.join(" or ")}.`
    case "NoLines":
      return "Expected at least one line, got none."
    case "QuantityNotWhole":
      return `Line ${refusal.line}: expected a whole quantity, got ${refusal.quantity}.`
    case "LineTwice":
      return `Line ${refusal.line} is given twice.`
    case "LineUnknown":
      return `Line ${refusal.line} is not of this fulfilment order.`
    case "OtherSku":
      return `Line ${refusal.line} asks for ${refusal.asked}; got ${refusal.got}.`
    case "TaskIdTaken":
      return `Task ${refusal.task} exists already; expected a new id.`
    case "DoesNotAddUp":
      return `Line ${refusal.line} still needs ${refusal.needed}; allocated and short add up to ${refusal.given}.`
    case "TaskUnknown":
      return `Task ${refusal.task} is not of this fulfilment order.`
    case "TaskDone":
      return `Task ${refusal.task} was confirmed with ${refusal.picked} units.`
    case "MoreThanAsked":
      return `Task ${refusal.task} asks for ${refusal.asked} units; got ${refusal.picked}.`
    case "TasksOpen":
      return `Tasks ${refusal.tasks.join(", ")} are not confirmed yet.`
    case "NothingPicked":
      return "Nothing was picked, so there is nothing to pack; cancel the fulfilment order instead."
    case "CartonTwice":
      return `Carton ${refusal.lpn} is given twice; expected a number of its own for each.`
    case "CartonEmpty":
      return `Carton ${refusal.lpn} holds nothing; expected at least one line in it.`
    case "NotAsPicked": {
      const lot = refusal.lot === undefined ? "" : ` lot ${refusal.lot}`
      return `Line ${refusal.line}${lot}: ${refusal.picked} units were picked, ${refusal.packed} packed.`
    }
  }
}
