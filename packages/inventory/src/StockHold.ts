/**
 * Why units are kept back. That they are stands in their account, in the status `hold`; by whom and for what reason
 * stands here, so that who finds them can ask, and who lifts the hold lifts no other.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import { LotId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"

/** Reason codes of a hold. */
export const HoldReason = Schema.Literals(["qualityCheck", "recall", "customs", "suspectedDamage", "legal", "missing"])
export type HoldReason = typeof HoldReason.Type

const Held = {
  hold: Schema.NonEmptyString,
  site: SiteId,
  owner: OwnerId,
  sku: Sku,
  lot: Schema.Union([LotId, Schema.Literal("")]),
  quantity: Schema.Int,
  reason: HoldReason,
  /** In the words of who holds them. */
  note: Schema.String
}
const HeldUnits = Schema.Struct(Held)
type HeldUnits = typeof HeldUnits.Type

/** A hold as it stands: how many of its units are still kept back. Nothing before it was placed. */
export interface StockHold extends HeldUnits {
  readonly kept: number
  /** What was lifted of it, under which names. */
  readonly lifts: ReadonlyArray<{ readonly lift: string; readonly quantity: number }>
}

/** What may be asked. `by` is a person or a process; `lift` names the lifting, so that it may be asked twice. */
export type StockHoldCommand =
  | ({ readonly _tag: "HoldStock"; readonly by: string; readonly at: Instant } & HeldUnits)
  | {
      readonly _tag: "LiftHold"
      readonly lift: string
      readonly quantity: number
      readonly by: string
      readonly at: Instant
    }

/** What happened to a hold. Stored as written: add cases and optional fields, never change one. */
export const StockHoldEvent = Schema.TaggedUnion({
  StockHeld: { ...Held, by: Schema.String, at: Instant },
  HoldLifted: { lift: Schema.NonEmptyString, quantity: Schema.Int, by: Schema.String, at: Instant }
})
export type StockHoldEvent = typeof StockHoldEvent.Type

/** Why not, in order of precedence. */
export type StockHoldRefusal =
  | { readonly _tag: "QuantityNotWhole"; readonly quantity: number }
  /** Other units are held under this name. */
  | { readonly _tag: "HoldTaken"; readonly hold: string }
  | { readonly _tag: "NothingHeld" }
  /** Another quantity was lifted under this name. */
  | { readonly _tag: "LiftTaken"; readonly lift: string; readonly quantity: number }
  | { readonly _tag: "MoreThanHeld"; readonly asked: number; readonly kept: number }

type Decision = Result.Result<ReadonlyArray<StockHoldEvent>, StockHoldRefusal>

const isSame = (hold: StockHold, asked: HeldUnits): boolean =>
  hold.hold === asked.hold &&
  hold.site === asked.site &&
  hold.owner === asked.owner &&
  hold.sku === asked.sku &&
  hold.lot === asked.lot &&
  hold.quantity === asked.quantity &&
  hold.reason === asked.reason

const place = (command: Extract<StockHoldCommand, { _tag: "HoldStock" }>, hold: StockHold | undefined): Decision => {
  const { _tag: _, ...asked } = command
  if (hold === undefined) return Result.succeed([{ _tag: "StockHeld", ...asked }])
  return isSame(hold, asked) ? Result.succeed([]) : Result.fail({ _tag: "HoldTaken", hold: hold.hold })
}

const lift = (command: Extract<StockHoldCommand, { _tag: "LiftHold" }>, hold: StockHold | undefined): Decision => {
  const { at, by, lift, quantity } = command
  if (hold === undefined) return Result.fail({ _tag: "NothingHeld" })
  const before = hold.lifts.find((one) => one.lift === lift)
  if (before !== undefined) {
    return before.quantity === quantity ? Result.succeed([]) : Result.fail({ _tag: "LiftTaken", ...before })
  }
  if (quantity > hold.kept) return Result.fail({ _tag: "MoreThanHeld", asked: quantity, kept: hold.kept })
  return Result.succeed([{ _tag: "HoldLifted", lift, quantity, by, at }])
}

/** Units kept back for one reason, as decisions. The transfers beside it are those of `changeStatus`. */
export const StockHoldDecider: Decider<StockHold | undefined, StockHoldCommand, StockHoldEvent, StockHoldRefusal> = {
  initial: undefined,
  decide: (command, hold) => {
    const { quantity } = command
    if (!Number.isSafeInteger(quantity) || quantity < 1) return Result.fail({ _tag: "QuantityNotWhole", quantity })
    return command._tag === "HoldStock" ? place(command, hold) : lift(command, hold)
  },
  evolve: (hold, event) => {
    switch (event._tag) {
      case "StockHeld": {
        const { _tag: _, at: __, by: ___, ...held } = event
        return { ...held, kept: held.quantity, lifts: [] }
      }
      case "HoldLifted": {
        if (hold === undefined) return undefined
        const { lift, quantity } = event
        return { ...hold, kept: hold.kept - quantity, lifts: [...hold.lifts, { lift, quantity }] }
      }
    }
  }
}

/** A refusal as a sentence. */
export const sayStockHoldRefusal = (refusal: StockHoldRefusal): string => {
  switch (refusal._tag) {
    case "QuantityNotWhole":
      return `Expected a whole quantity of at least 1, got ${refusal.quantity}.`
    case "HoldTaken":
      return `Hold ${refusal.hold} keeps other units back; expected a name of its own.`
    case "NothingHeld":
      return "Nothing is held under this name."
    case "LiftTaken":
      return `Under ${refusal.lift} ${refusal.quantity} were lifted before; expected a name of its own.`
    case "MoreThanHeld":
      return `Asked to lift ${refusal.asked} of a hold that keeps ${refusal.kept} back.`
  }
}
