import { fold } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import { formatMoney } from "@stowage/kernel/Money"
import type { Order } from "@stowage/orders/Order"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { orderTotal } from "@stowage/orders/orderTotal"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { cancelLine, matchCancellations } from "@stowage/channel-csv/matchCancellations"
import { placeOrder } from "@stowage/channel-csv/placeOrders"
import { header, mappingOf, read } from "./csvFiles.ts"

const at = 0 as Instant
const mapping = mappingOf({
  rules: { cancellation: { negativeQuantity: true }, nonProductCodes: ["POST"], unknownCustomer: "allow" }
})
const commandsOf = (text: string) => read(text, mapping).orders.map((order) => placeOrder(order, mapping, at))
const file = (...rows: ReadonlyArray<string>) =>
  [header, ...rows.map((row) => (row.includes("2026") ? row : `${row},GB,2026-01-05 09:00`))].join("\n")
const decided = (command: Parameters<typeof OrderDecider.decide>[0], order?: Order) =>
  Result.getOrThrow(OrderDecider.decide(command, order))

describe("an incoming order as a command", () => {
  it("has ids that come from the file, lines in its order and its charges", () => {
    const [command] = commandsOf(file("7,A,2,1.50,C1", "7,POST,1,4,C1", "7,A,1,1.50,C1"))
    assert(command !== undefined)
    assert.strictEqual(command.orderId, "shop:7")
    assert.deepStrictEqual(command.external, { channel: "shop", externalId: "7" })
    assert.deepStrictEqual(
      command.lines.map(({ lineId, sku }) => `${lineId} ${sku}`),
      ["L1 A", "L2 A"]
    )
    const order = fold(OrderDecider, decided(command))
    assert.strictEqual(order === undefined ? "" : formatMoney(orderTotal(order)), "8.50 GBP")
  })

  it("names nobody when the file does not", () => {
    assert.deepStrictEqual(commandsOf(file("7,A,2,1.50,"))[0]?.buyer, { _tag: "Unknown" })
  })

  it("of a file that is sent again changes nothing, whenever it comes", () => {
    const text = file("7,A,2,1.50,C1", "8,A,1,1,C2", "7,B,1,1,C1")
    for (const [index, command] of commandsOf(text).entries()) {
      const order = fold(OrderDecider, decided(command))
      const again = { ...(commandsOf(text)[index] ?? command), at: 99 as Instant }
      assert.deepStrictEqual(decided(again, order), [])
    }
  })
})

describe("cancellations", () => {
  const matched = (text: string) => matchCancellations(commandsOf(text), read(text, mapping).cancellations)

  it("take back the latest order of the same customer and SKU first, and no more than was ordered", () => {
    const { matches, unmatched } = matched(
      file(
        "1,A,2,1,C1,GB,2026-01-05 09:00",
        "2,A,2,1,C1,GB,2026-01-06 09:00",
        "3,A,9,1,C2,GB,2026-01-06 09:00",
        "4,A,9,1,C1,GB,2026-01-08 09:00",
        "5,A,-3,1,C1,GB,2026-01-07 09:00",
        "6,A,-2,1,C1,GB,2026-01-07 10:00",
        "7,B,-1,1,C1,GB,2026-01-07 10:00",
        "8,A,-1,1,,GB,2026-01-07 10:00"
      )
    )
    assert.deepStrictEqual(
      matches.map(({ orderId, lineId, quantity, reference }) => `${reference}: ${quantity} of ${orderId} ${lineId}`),
      ["5/1: 2 of shop:2 L1", "5/1: 1 of shop:1 L1", "6/1: 1 of shop:1 L1"]
    )
    assert.deepStrictEqual(
      unmatched.map(({ externalId, line, sku, quantity }) => `${externalId} line ${line}: ${quantity} ${sku}`),
      ["6 line 7: 1 A", "7 line 8: 1 B", "8 line 9: 1 A"]
    )
  })

  it("lose no unit, and every match is one the order accepts, once", () => {
    const row = fc
      .tuple(fc.constantFrom("A", "B"), fc.integer({ min: -4, max: 4 }), fc.constantFrom("C1", "C2", ""), fc.nat(9))
      .filter(([, quantity]) => quantity !== 0)
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const text = file(
          ...rows.map(
            ([sku, quantity, customer, day], index) =>
              `${index},${sku},${quantity},1,${customer},GB,2026-01-0${day % 9 || 1} 09:00`
          )
        )
        const { matches, unmatched } = matched(text)
        const units = [...matches, ...unmatched].reduce((sum, { quantity }) => sum + quantity, 0)
        assert.strictEqual(
          units,
          rows.reduce((sum, [, quantity]) => sum + Math.max(0, -quantity), 0)
        )
        const orders = new Map(
          commandsOf(text).map((command) => [command.orderId, fold(OrderDecider, decided(command))])
        )
        for (const match of matches) {
          const order = orders.get(match.orderId)
          const events = decided(cancelLine(match, at), order)
          assert.lengthOf(events, 1)
          const after = fold(OrderDecider, events, order)
          assert.deepStrictEqual(decided(cancelLine(match, at), after), [])
          orders.set(match.orderId, after)
        }
      })
    )
  })
})
