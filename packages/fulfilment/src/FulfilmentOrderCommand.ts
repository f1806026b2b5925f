/**
 * What may be asked of a fulfilment order.
 */
import type { CustomerId, FulfilmentOrderId, LineId, Lpn, OrderId, SiteId, TaskId, WaveId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { FulfilmentLine, PickTask, ShippedCarton, ShortReason } from "./FulfilmentOrder.ts"

/** A task and the reasons for its stock, in words. */
export interface PlannedTask extends Omit<PickTask, "picked"> {
  readonly why: ReadonlyArray<string>
}

/** A carton and the reasons for it, in words. */
export interface PlannedCarton extends ShippedCarton {
  readonly why: ReadonlyArray<string>
}

export type FulfilmentOrderCommand =
  | {
      readonly _tag: "OpenFulfilmentOrder"
      readonly id: FulfilmentOrderId
      readonly order: OrderId
      readonly site: SiteId
      /** Absent when nobody knows who ordered. */
      readonly customer?: CustomerId
      readonly shipMode: string
      readonly dueAt: Instant
      readonly lines: ReadonlyArray<FulfilmentLine>
      readonly at: Instant
    }
  /** Gives lines their stock; also after a short pick, for what is still missing. */
  | {
      readonly _tag: "AllocateLines"
      readonly tasks: ReadonlyArray<PlannedTask>
      /** What no stock was found for, and why: asked = allocated + short. */
      readonly short: ReadonlyArray<{ readonly line: LineId; readonly quantity: number; readonly why: string }>
      readonly at: Instant
    }
  | { readonly _tag: "ReleaseToWave"; readonly wave: WaveId; readonly at: Instant }
  /** Somebody begins to walk. A second picker of the same order says so too. */
  | { readonly _tag: "StartPick"; readonly picker: string; readonly at: Instant }
  | {
      readonly _tag: "ConfirmPick"
      readonly task: TaskId
      /** Units found, 0 to what the task asks for. Fewer is a short pick. */
      readonly picked: number
      /** Why fewer, where they are: `notFound` when not given. */
      readonly reason?: ShortReason
      readonly into: Lpn
      readonly picker: string
      readonly at: Instant
    }
  /** Says that nothing more will be picked: every task is done, and what is short stays short. */
  | { readonly _tag: "CompletePicking"; readonly at: Instant }
  | {
      readonly _tag: "PackCartons"
      readonly cartons: ReadonlyArray<PlannedCarton>
      readonly packer: string
      readonly at: Instant
    }
  | {
      readonly _tag: "ShipFulfilmentOrder"
      readonly carrier: string
      readonly tracking?: string
      /** When it left. */
      readonly at: Instant
    }
  /** Before anything is picked, or when nothing was found. */
  | { readonly _tag: "CancelFulfilmentOrder"; readonly reason: string; readonly at: Instant }
