import { eaches } from "@stowage/kernel/Eaches"
import type { FulfilmentOrderId, LineId } from "@stowage/kernel/Ids"
import type { MinorUnits } from "@stowage/kernel/Money"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { order } from "@stowage/orders/drawOrder"
import { countsOf, fulfilmentOf, openHolds, type HoldId, type OrderLine } from "@stowage/orders/Order"
import { largestQuantity } from "@stowage/orders/OrderDecider"
import type { OrderRefusal } from "@stowage/orders/OrderRefusal"
import { sayOrderRefusal } from "@stowage/orders/OrderRefusal"
import {
  after,
  answer,
  cancelAll,
  cancelLine,
  change,
  close,
  hold,
  picked,
  promise,
  release,
  run,
  ship,
  short,
  unhold,
  withdraw
} from "./orderCommands.ts"

const placed = order("5xA 3xB")
const l1 = "L1" as LineId
const f1 = "F1" as FulfilmentOrderId
const none: ReadonlyArray<never> = []
const refused = (refusal: OrderRefusal) => Result.fail(refusal)
const counts = (state: { readonly lines: ReadonlyArray<OrderLine> }, index = 0) => {
  const { open, backordered, promised, released, picked, shipped, cancelled } = countsOf(
    state.lines[index] as OrderLine
  )
  return { open, backordered, promised, released, picked, shipped, cancelled }
}
const zero = { open: 0, backordered: 0, promised: 0, released: 0, picked: 0, shipped: 0, cancelled: 0 }

describe("placing an order", () => {
  it("opens every unit and keeps the terms as they were", () => {
    const state = after(placed)
    assert.deepStrictEqual(counts(state), { ...zero, open: 5 })
    assert.strictEqual(state.status, "Placed")
    assert.strictEqual(state.terms.buyer._tag, "Known")
  })

  it("again changes nothing, with other terms is refused", () => {
    const state = after(placed)
    assert.deepStrictEqual(answer({ ...placed, at: 99 as typeof placed.at }, state), Result.succeed(none))
    assert.deepStrictEqual(answer(order("5xA 4xB"), state), refused({ _tag: "OrderIdTaken", orderId: placed.orderId }))
  })

  it("is refused without lines, with a line twice, none or too many of one, or more off than it costs", () => {
    const [first] = placed.lines
    assert(first !== undefined)
    assert.deepStrictEqual(answer({ ...placed, lines: [] }), refused({ _tag: "NoLines" }))
    assert.deepStrictEqual(
      answer({ ...placed, lines: [first, first] }),
      refused({ _tag: "LineNamedTwice", lineId: l1 })
    )
    assert.deepStrictEqual(answer(order("0xA")), refused({ _tag: "QuantityIsZero", lineId: l1 }))
    const asked = eaches(largestQuantity + 1)
    assert.deepStrictEqual(
      answer({ ...placed, lines: [{ ...first, quantity: asked }] }),
      refused({ _tag: "QuantityTooLarge", lineId: l1, asked, largest: largestQuantity })
    )
    const price = { ...first.price, discountMinor: (first.price.goodsMinor + 1) as MinorUnits }
    assert.deepStrictEqual(
      answer({ ...placed, lines: [{ ...first, price }] }),
      refused({ _tag: "DiscountTooLarge", lineId: l1 })
    )
  })

  it("comes before anything else", () => {
    for (const command of [hold("h"), promise("a", "L1:1"), cancelAll, close]) {
      assert.deepStrictEqual(answer(command), refused({ _tag: "OrderUnknown" }))
    }
  })
})

describe("a hold", () => {
  it("keeps lines from being released until every open one is released", () => {
    const held = after(placed, promise("a", "L1:5"), hold("h1"), hold("h2", "fraud"))
    const holdIds = ["h1", "h2"] as ReadonlyArray<string> as ReadonlyArray<HoldId>
    assert.deepStrictEqual(answer(release("F1", "L1:5"), held), refused({ _tag: "HoldsOpen", holdIds }))
    const half = run([unhold("h1")], held).state
    assert.deepStrictEqual(
      openHolds(half).map((open) => open.holdId),
      ["h2"]
    )
    assert.isTrue(Result.isFailure(answer(release("F1", "L1:5"), half)))
    const free = run([unhold("h2")], half).state
    assert.isTrue(Result.isSuccess(answer(release("F1", "L1:5"), free)))
    assert.lengthOf(free.holds, 2)
  })

  it("that is placed again after it was released does not hold again", () => {
    const free = after(placed, hold("h1"), unhold("h1"))
    assert.deepStrictEqual(answer(hold("h1"), free), Result.succeed(none))
    assert.deepStrictEqual(answer(unhold("h1"), free), Result.succeed(none))
    assert.deepStrictEqual(answer(hold("h1", "fraud"), free), refused({ _tag: "RequestIdTaken", request: "hold/h1" }))
  })

  it("that nobody placed is not released", () => {
    assert.deepStrictEqual(
      answer(unhold("h1"), after(placed)),
      refused({ _tag: "HoldUnknown", holdId: "h1" as HoldId })
    )
  })
})

describe("a promise", () => {
  it("says how much is reserved and how much is short, and the short units wait", () => {
    assert.deepStrictEqual(counts(after(placed, promise("a", "L1:3+2"))), { ...zero, promised: 3, backordered: 2 })
    const later = after(placed, promise("a", "L1:3+2"), promise("b", "L1:1+1"))
    assert.deepStrictEqual(counts(later), { ...zero, promised: 4, backordered: 1 })
    assert.deepStrictEqual(counts(after(placed, promise("a", "L1:3"))), { ...zero, promised: 3, open: 2 })
  })

  it("covers no more than waits", () => {
    assert.deepStrictEqual(
      answer(promise("b", "L1:2+1"), after(placed, promise("a", "L1:3"))),
      refused({ _tag: "MoreThanWaiting", lineId: l1, asked: eaches(3), waiting: eaches(2) })
    )
  })

  it("asked again changes nothing, also in another order of lines; its id is used once", () => {
    const state = after(placed, promise("a", "L1:3 L2:1"))
    assert.deepStrictEqual(answer(promise("a", "L2:1 L1:3"), state), Result.succeed(none))
    for (const other of ["L1:3", "L1:2 L2:1", "L1:3+1 L2:1"]) {
      assert.deepStrictEqual(
        answer(promise("a", other), state),
        refused({ _tag: "RequestIdTaken", request: "promise/a" })
      )
    }
  })

  it("that is withdrawn lets its units wait as if it had not been made", () => {
    const state = after(placed, promise("a", "L1:3"), withdraw("w", "L1:3"))
    assert.deepStrictEqual(counts(state), { ...zero, open: 5 })
    assert.deepStrictEqual(
      answer(withdraw("x", "L1:1"), state),
      refused({ _tag: "MoreThanPromised", lineId: l1, asked: eaches(1), promised: eaches(0) })
    )
  })
})

describe("releasing, picking and shipping", () => {
  it("moves units from promise to site to door", () => {
    const state = after(
      placed,
      promise("a", "L1:5 L2:3"),
      release("F1", "L1:4"),
      picked("p", "F1", "L1:2"),
      ship("s", "F1", "L1:3")
    )
    assert.deepStrictEqual(counts(state), { ...zero, promised: 1, released: 1, shipped: 3 })
    assert.strictEqual(fulfilmentOf(state), "PartlyShipped")
  })

  it("takes no more than is promised, or than the site has", () => {
    const state = after(placed, promise("a", "L1:2"))
    assert.deepStrictEqual(
      answer(release("F1", "L1:3"), state),
      refused({ _tag: "MoreThanPromised", lineId: l1, asked: eaches(3), promised: eaches(2) })
    )
    const released = run([release("F2", "L1:2")], state).state
    const nothing = refused({
      _tag: "MoreThanReleased",
      lineId: l1,
      fulfilmentOrderId: f1,
      asked: eaches(1),
      released: eaches(0)
    })
    for (const command of [picked("p", "F1", "L1:1"), short("p", "F1", "L1:1"), ship("p", "F1", "L1:1")]) {
      assert.deepStrictEqual(answer(command, released), nothing)
    }
  })

  it("under one fulfilment order's id happens once", () => {
    const state = after(placed, promise("a", "L1:5"), release("F1", "L1:2"))
    assert.deepStrictEqual(answer(release("F1", "L1:2"), state), Result.succeed(none))
    assert.deepStrictEqual(
      answer(release("F1", "L1:3"), state),
      refused({ _tag: "RequestIdTaken", request: "release/F1" })
    )
  })

  it("lets units that were not found wait for stock again", () => {
    const state = after(placed, promise("a", "L1:5"), release("F1", "L1:5"), short("x", "F1", "L1:2"))
    assert.deepStrictEqual(counts(state), { ...zero, backordered: 2, released: 3 })
    assert.deepStrictEqual(counts(run([promise("b", "L1:2")], state).state), { ...zero, promised: 2, released: 3 })
  })
})

describe("changing a line", () => {
  it("opens the units that are added", () => {
    assert.deepStrictEqual(counts(after(placed, promise("a", "L1:5"), change("c", "L1", 7))), {
      ...zero,
      promised: 5,
      open: 2
    })
  })

  it("gives up open units before promised ones, and says which", () => {
    const { state, events } = run([placed, promise("a", "L1:3"), change("c", "L1", 2)])
    assert.deepStrictEqual(counts(state), { ...zero, promised: 2 })
    const changed = events.at(-1)
    assert(changed?._tag === "LineChanged")
    assert.deepStrictEqual(changed.freed, {
      lineId: l1,
      open: eaches(2),
      backordered: eaches(0),
      promised: eaches(1),
      sites: []
    })
    assert.deepStrictEqual(changed.totalChange, { currency: placed.currency, amountMinor: "-3000" })
  })

  it("to what it already is moves no unit, and is still known when it comes again after another change", () => {
    const same = change("c", "L2", 3)
    const state = after(placed, same)
    assert.deepStrictEqual(counts(state), counts(after(placed)))
    const moved = after(placed, same, change("d", "L2", 5))
    assert.deepStrictEqual(answer(same, moved), Result.succeed(none))
  })

  it("is refused once a site has it", () => {
    const state = after(placed, promise("a", "L1:5"), release("F1", "L1:2"))
    assert.deepStrictEqual(
      answer(change("c", "L1", 6), state),
      refused({ _tag: "LineAlreadyReleased", lineId: l1, released: eaches(2) })
    )
    assert.isTrue(Result.isFailure(answer(change("c", "L2", largestQuantity + 1), state)))
  })
})

describe("cancelling", () => {
  it("frees what nobody worked on first and names what is to be called back", () => {
    const { events } = run([
      placed,
      promise("a", "L1:4"),
      release("F1", "L1:1"),
      release("F2", "L1:2"),
      picked("p", "F2", "L1:1"),
      cancelLine("x", "L1", 4)
    ])
    const cancelled = events.at(-1)
    assert(cancelled?._tag === "LineCancelled")
    assert.deepStrictEqual(cancelled.freed, {
      lineId: l1,
      open: eaches(1),
      backordered: eaches(0),
      promised: eaches(1),
      sites: [
        { fulfilmentOrderId: f1, released: eaches(1), picked: eaches(0) },
        { fulfilmentOrderId: "F2" as FulfilmentOrderId, released: eaches(1), picked: eaches(0) }
      ]
    })
  })

  it("calls back from the site that got its units last", () => {
    const { events } = run([
      placed,
      promise("a", "L1:5"),
      release("F1", "L1:2"),
      release("F2", "L1:3"),
      cancelLine("x", "L1", 4)
    ])
    const cancelled = events.at(-1)
    assert(cancelled?._tag === "LineCancelled")
    assert.deepStrictEqual(
      cancelled.freed.sites.map((site) => [site.fulfilmentOrderId as string, site.released as number]),
      [
        ["F1", 1],
        ["F2", 3]
      ]
    )
  })

  it("takes no unit that shipped", () => {
    const state = after(placed, promise("a", "L1:5"), release("F1", "L1:5"), ship("s", "F1", "L1:4"))
    assert.deepStrictEqual(
      answer(cancelLine("x", "L1", 2), state),
      refused({ _tag: "MoreThanUnshipped", lineId: l1, asked: eaches(2), unshipped: eaches(1) })
    )
    const rest = run([cancelAll], state).state
    assert.strictEqual(rest.status, "Closed")
    assert.deepStrictEqual(counts(rest), { ...zero, shipped: 4, cancelled: 1 })
  })

  it("of the whole order ends it, and again changes nothing", () => {
    const state = after(placed, promise("a", "L1:5"), cancelAll)
    assert.strictEqual(state.status, "Cancelled")
    assert.deepStrictEqual(counts(state), { ...zero, cancelled: 5 })
    assert.deepStrictEqual(answer(cancelAll, state), Result.succeed(none))
    assert.deepStrictEqual(answer(promise("b", "L1:1"), state), refused({ _tag: "OrderNotOpen", status: "Cancelled" }))
    assert.deepStrictEqual(answer(promise("a", "L1:5"), state), Result.succeed(none))
  })
})

describe("closing", () => {
  it("waits until every unit is shipped or cancelled", () => {
    const state = after(placed, promise("a", "L1:5"), release("F1", "L1:5"), ship("s", "F1", "L1:5"))
    assert.deepStrictEqual(answer(close, state), refused({ _tag: "UnitsUnshipped", units: eaches(3) }))
    const closed = run([cancelLine("x", "L2", 3), close], state).state
    assert.strictEqual(closed.status, "Closed")
    assert.strictEqual(fulfilmentOf(closed), "Shipped")
    assert.deepStrictEqual(answer(close, closed), Result.succeed(none))
    assert.deepStrictEqual(answer(cancelAll, closed), refused({ _tag: "OrderNotOpen", status: "Closed" }))
  })
})

describe("lists of lines in a command", () => {
  it("name each line once, know it, and ask for something", () => {
    const state = after(placed)
    assert.deepStrictEqual(answer(withdraw("w", ""), state), refused({ _tag: "NoLines" }))
    assert.deepStrictEqual(
      answer(withdraw("w", "L1:1 L9:1 L1:1"), state),
      refused({ _tag: "LineNamedTwice", lineId: l1 })
    )
    assert.deepStrictEqual(
      answer(withdraw("w", "L1:0 L9:1"), state),
      refused({ _tag: "LineUnknown", lineId: "L9" as LineId })
    )
    assert.deepStrictEqual(answer(withdraw("w", "L1:0"), state), refused({ _tag: "QuantityIsZero", lineId: l1 }))
  })
})

describe("a refusal", () => {
  it("is a sentence that names the value and what was expected", () => {
    const state = after(placed, promise("a", "L1:3"))
    const decided = answer(promise("b", "L1:2+1"), state)
    assert(Result.isFailure(decided))
    assert.strictEqual(sayOrderRefusal(decided.failure), "Expected at most 2 waiting units of line L1, got 3")
  })
})
