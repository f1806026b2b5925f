import { deciderLaws } from "@stowage/testkit/deciderLaws"
import { instants } from "@stowage/testkit/generators"
import { describeLaws } from "@stowage/testkit/Law"
import { fold } from "@stowage/kernel/Decider"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  sayStockHoldRefusal,
  type StockHoldCommand,
  StockHoldDecider,
  StockHoldEvent,
  type StockHoldRefusal
} from "@stowage/inventory/StockHold"
import { instant, lot24, owner, site, tea } from "./yard.ts"

const place = (more: object = {}): StockHoldCommand => ({
  _tag: "HoldStock",
  hold: "H1",
  site,
  owner,
  sku: tea,
  lot: lot24,
  quantity: 5,
  reason: "recall",
  note: "metal found",
  by: "ann",
  at: instant(1),
  ...more
})
const lift = (quantity: number, name = "U1"): StockHoldCommand => ({
  _tag: "LiftHold",
  lift: name,
  quantity,
  by: "ben",
  at: instant(2)
})

const commands: fc.Arbitrary<StockHoldCommand> = fc.oneof(
  fc
    .record({ at: instants, quantity: fc.integer({ min: -1, max: 3 }), reason: fc.constantFrom("recall", "legal") })
    .map(place),
  fc.tuple(fc.integer({ min: -1, max: 4 }), fc.constantFrom("U1", "U2")).map((drawn) => lift(...drawn))
)

describeLaws(
  "a hold on stock",
  deciderLaws({ decider: StockHoldDecider, event: StockHoldEvent }, commands, {
    stories: [[place(), lift(2), lift(3, "U2")]],
    violations: (hold) => (hold !== undefined && hold.kept < 0 ? [`keeps ${hold.kept} back`] : []),
    oracle: {
      tell: (events) =>
        events.reduce((kept, event) => kept + (event._tag === "StockHeld" ? event.quantity : -event.quantity), 0),
      read: (hold) => hold?.kept ?? 0
    }
  })
)

describe("a hold on stock", () => {
  const refused = (command: StockHoldCommand, hold = StockHoldDecider.initial): StockHoldRefusal | undefined => {
    const decided = StockHoldDecider.decide(command, hold)
    return Result.isFailure(decided) ? decided.failure : undefined
  }
  const held = fold(StockHoldDecider, Result.getOrThrow(StockHoldDecider.decide(place(), undefined)))

  it("keeps units back for a reason, and is lifted in full or in part", () => {
    assert.strictEqual(held?.reason, "recall")
    const rest = fold(StockHoldDecider, Result.getOrThrow(StockHoldDecider.decide(lift(3), held)), held)
    assert.strictEqual(rest?.kept, 2)
    assert.deepStrictEqual(refused(lift(2), rest), { _tag: "LiftTaken", lift: "U1", quantity: 3 })
  })

  it("asked for twice is one hold; for other units under its name it is refused", () => {
    const nothing: ReadonlyArray<StockHoldEvent> = []
    assert.deepStrictEqual(StockHoldDecider.decide(place({ at: instant(9) }), held), Result.succeed(nothing))
    assert.deepStrictEqual(refused(place({ reason: "legal" }), held), { _tag: "HoldTaken", hold: "H1" })
  })

  it("is refused for no units, before it is placed, and beyond what it keeps, in words", () => {
    const said = (refusal: StockHoldRefusal | undefined) => refusal && sayStockHoldRefusal(refusal)
    assert.strictEqual(said(refused(lift(0))), "Expected a whole quantity of at least 1, got 0.")
    assert.strictEqual(said(refused(lift(1))), "Nothing is held under this name.")
    assert.strictEqual(said(refused(lift(6), held)), "Asked to lift 6 of a hold that keeps 5 back.")
    const taken = "Hold H1 keeps other units back; expected a name of its own."
    assert.strictEqual(said(refused(place({ quantity: 2 }), held)), taken)
  })
})
