import type { Currency } from "@stowage/kernel/Currency"
import type { OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { formatMoney, type MinorUnits } from "@stowage/kernel/Money"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { order } from "@stowage/orders/drawOrder"
import { countsOf, type Order } from "@stowage/orders/Order"
import {
  emptyOrderView,
  openUnitsOf,
  orderRow,
  orderRows,
  projectOrder,
  type OrderView
} from "@stowage/orders/OrderView"
import { orderTotal, shareOfPrice } from "@stowage/orders/orderTotal"
import { eaches } from "@stowage/kernel/Eaches"
import { after, anyHistory, cancelAll, cancelLine, hold, promise, release, run, ship } from "./orderCommands.ts"

const minor = (amount: number) => amount as MinorUnits

describe("a drawn order", () => {
  it("has lines in the order drawn, priced each", () => {
    const drawn = order("2xSKU-1 1×SKU-9@4.50")
    assert.deepStrictEqual(
      drawn.lines.map(({ sku, quantity, price }) => [sku, quantity, price.goodsMinor]),
      [
        ["SKU-1", 2, 2000],
        ["SKU-9", 1, 450]
      ]
    )
    assert.throws(() => order("SKU-1"), /got "SKU-1"/)
    assert.throws(() => order("1xA@1.234"), /got "1xA@1.234"/)
  })
})

describe("the total", () => {
  const price = { goodsMinor: minor(1000), discountMinor: minor(100), taxMinor: minor(180) }
  const lines = order("3xA").lines.map((line) => ({ ...line, price }))
  const more = { lines, shippingMinor: minor(500), discountMinor: minor(50) }
  const charges = [{ code: "POST", amountMinor: minor(25) }]

  it("is lines less discounts, plus tax unless included, plus charges and shipping", () => {
    assert.strictEqual(formatMoney(orderTotal(after(order("", { ...more, charges })))), "15.55 GBP")
    assert.strictEqual(formatMoney(orderTotal(after(order("", { ...more, charges, taxIncluded: true })))), "13.75 GBP")
  })

  it("loses the exact share of what is cancelled, and all of a cancelled order", () => {
    const third = after(order("", more), cancelLine("x", "L1", 1))
    assert.strictEqual(formatMoney(orderTotal(third)), "11.70 GBP") // 10.80 of 3, 7.20 of 2
    assert.strictEqual(formatMoney(orderTotal(after(order("", more), cancelAll))), "0.00 GBP")
  })

  it("splits a price into a share and the rest", () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(20), fc.nat(20), (goods, kept, rest) => {
        fc.pre(kept + rest > 0)
        const whole = { goodsMinor: minor(goods), discountMinor: minor(0), taxMinor: minor(0) }
        const share = shareOfPrice(whole, eaches(kept), eaches(kept + rest), "GBP" as Currency).goodsMinor
        assert.isAtMost(Math.abs(share - (goods * kept) / (kept + rest)), 0.5)
      })
    )
  })
})

describe("the list of orders", () => {
  const project = (placed: ReadonlyArray<readonly [string, ReadonlyArray<Parameters<typeof run>[0][number]>]>) => {
    let view: OrderView = emptyOrderView
    for (const [orderId, commands] of placed) {
      for (const event of run(commands).events) view = projectOrder(view, orderId as OrderId, event)
    }
    return view
  }

  it("shows the latest order first, how far it is and whether it is held", () => {
    const one = order("5xA 3xB", { orderId: "O-1" as OrderId })
    const two = order("1xA", {
      orderId: "O-2" as OrderId,
      placedAt: 5 as Instant,
      dueAt: 9 as Instant,
      buyer: { _tag: "Unknown" }
    })
    const view = project([
      ["O-1", [one, promise("a", "L1:3+2"), release("F1", "L1:3"), ship("s", "F1", "L1:2"), cancelLine("x", "L2", 1)]],
      ["O-2", [two, hold("h")]]
    ])
    assert.deepStrictEqual(orderRows(view), [
      {
        orderId: two.orderId,
        status: "Placed",
        fulfilment: "Unfulfilled",
        onHold: true,
        lines: 1,
        units: 1,
        backorderedUnits: 0,
        shippedUnits: 0,
        total: { currency: two.currency, amountMinor: "1000" },
        placedAt: two.placedAt,
        dueAt: 9 as Instant
      },
      {
        orderId: one.orderId,
        ...(one.buyer._tag === "Known" ? { customerId: one.buyer.customerId } : {}),
        customerName: "Ada",
        status: "Placed",
        fulfilment: "PartlyShipped",
        onHold: false,
        lines: 2,
        units: 7,
        backorderedUnits: 2,
        shippedUnits: 2,
        total: { currency: one.currency, amountMinor: "7000" },
        placedAt: one.placedAt
      }
    ])
    assert.deepStrictEqual(openUnitsOf(view, "A" as Sku), { open: 1, backordered: 2, promised: 0, released: 1 })
    assert.deepStrictEqual(openUnitsOf(view, "B" as Sku), { open: 2, backordered: 0, promised: 0, released: 0 })
    assert.deepStrictEqual(openUnitsOf(view, "C" as Sku), { open: 0, backordered: 0, promised: 0, released: 0 })
  })

  it("counts open units as a recount of all orders does", () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 3 }), (histories) => {
        const view = project(histories.map((commands, index) => [`O-${index}`, commands] as const))
        for (const sku of ["A", "B"] as ReadonlyArray<string> as ReadonlyArray<Sku>) {
          const lines = histories.flatMap((commands) => run(commands).state.lines).filter((line) => line.sku === sku)
          const sum = (units: (counts: ReturnType<typeof countsOf>) => number) =>
            lines.reduce((total, line) => total + units(countsOf(line)), 0)
          assert.deepStrictEqual(openUnitsOf(view, sku), {
            open: sum((counts) => counts.open),
            backordered: sum((counts) => counts.backordered),
            promised: sum((counts) => counts.promised),
            released: sum((counts) => counts.released + counts.picked)
          })
        }
      })
    )
  })

  it("makes a row of any order", () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        const state: Order = run(commands).state
        assert.isAtLeast(orderRow(state).units, orderRow(state).shippedUnits)
      })
    )
  })
})
