import { assert, describe, it } from "vitest"
import { shipFulfilment } from "@stowage/operations/shipFulfilment"
import { openYard, type OpenYard } from "./openYard.ts"
import {
  line,
  orderOf,
  packed,
  picked,
  placed,
  promised,
  received,
  released,
  allocated,
  shipped,
  time,
  waved
} from "./words.ts"
import { mug, mugFace, tea, teaFace } from "./yard.ts"

const packedOrder = (drawing: string, ...found: ReadonlyArray<number>): OpenYard => {
  const yard = openYard()
  yard.stocked(mug, 5, mugFace)
  yard.stocked(tea, 5, teaFace)
  yard.ordered("web-1", drawing)
  yard.act(waved(yard, "W1", ["web-1.1"]))
  for (const [index, units] of found.entries()) yard.act(picked(yard, "web-1.1", `web-1.1.${index + 1}`, units))
  yard.act(packed(yard, "web-1.1"))
  return yard
}

describe("shipping a fulfilment order", () => {
  it("gives the customer his goods, keeps the promise and closes the order", () => {
    const yard = packedOrder("2xMUG 1xTEA", 2, 1)
    yard.act(shipped(yard, "web-1.1"))
    assert.deepStrictEqual([yard.shippedTo(mug, "C-1"), yard.shippedTo(tea, "C-1")], [2, 1])
    assert.strictEqual(orderOf(yard, "web-1").status, "Closed")
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/0/2/0")
    assert.deepStrictEqual([...yard.ledger.openPendings()], [])
    assert.deepStrictEqual(yard.records.fulfilmentOrder.get("web-1.1").shipment, { carrier: "post", at: time(0) })
  })

  it("leaves the order open while something of it has not shipped, and closes it with the last of it", () => {
    const yard = packedOrder("2xMUG", 1)
    yard.act(shipped(yard, "web-1.1"))
    assert.strictEqual(orderOf(yard, "web-1").status, "Placed")
    assert.strictEqual(yard.buckets("web-1"), "0/1/0/0/1/0")
    yard.act(received(yard, "asn", mug, 4))
    yard.act(promised(yard, "web-1", "p2"))
    yard.act(released(yard, "web-1"))
    yard.act(allocated(yard, "web-1.2"))
    yard.act(waved(yard, "W2", ["web-1.2"]))
    yard.act(picked(yard, "web-1.2", "web-1.2.1", 1))
    yard.act(packed(yard, "web-1.2"))
    yard.act(shipped(yard, "web-1.2"))
    assert.strictEqual(orderOf(yard, "web-1").status, "Closed")
    assert.strictEqual(yard.shippedTo(mug, "C-1"), 2)
  })

  it("uses up claims oldest first, and what is left of one stays promised under the line's next name", () => {
    const yard = openYard()
    yard.stocked(mug, 3, mugFace)
    yard.ordered("web-1", "5xMUG")
    yard.act(received(yard, "asn", mug, 2))
    yard.act(promised(yard, "web-1", "p2"))
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    yard.act(packed(yard, "web-1.1"))
    yard.act(shipped(yard, "web-1.1"))
    const { ever, held } = yard.stock.claims(orderOf(yard, "web-1").terms.orderId, line("L1"))
    assert.strictEqual(
      held.reduce((sum, { quantity }) => sum + quantity, 0),
      2
    )
    assert.strictEqual(yard.buckets("web-1"), "0/1/2/0/2/0")
    assert.strictEqual(ever, 3)
  })

  it("keeps what others hold of the same SKU", () => {
    const yard = packedOrder("2xMUG", 2)
    yard.act(placed("web-2", "1xMUG"))
    yard.act(promised(yard, "web-2", "p2"))
    yard.act(shipped(yard, "web-1.1"))
    assert.strictEqual(yard.stock.promises(mug).free, 2)
    assert.strictEqual(yard.buckets("web-2"), "0/0/1/0/0/0")
  })

  it("ships to an account for unknown customers when nobody knows who ordered", () => {
    const yard = openYard()
    yard.stocked(mug, 1, mugFace)
    yard.act(placed("web-1", "1xMUG", 0, { buyer: { _tag: "Unknown" } }))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(released(yard, "web-1"))
    yard.act(allocated(yard, "web-1.1"))
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 1))
    yard.act(packed(yard, "web-1.1"))
    yard.act(shipped(yard, "web-1.1"))
    assert.strictEqual(yard.shippedTo(mug, "unknown"), 1)
  })

  it("has nothing to ship before it is packed, after it has shipped, and of work never opened", () => {
    const yard = openYard()
    yard.stocked(mug, 1, mugFace)
    yard.ordered("web-1", "1xMUG")
    assert.isUndefined(shipped(yard, "web-1.1"))
    const other = packedOrder("1xMUG", 1)
    other.act(shipped(other, "web-1.1"))
    assert.isUndefined(shipped(other, "web-1.1"))
    const none = yard.records.fulfilmentOrder.get("nowhere")
    assert.isUndefined(shipFulfilment(none, orderOf(yard, "web-1"), "post", yard.stock, time(0)))
  })

  it("ships once: the same hand-off again changes nothing, and by another carrier it is refused", () => {
    const yard = packedOrder("1xMUG", 1)
    const handoff = shipped(yard, "web-1.1")
    const other = shipFulfilment(
      yard.records.fulfilmentOrder.get("web-1.1"),
      orderOf(yard, "web-1"),
      "courier",
      yard.stock,
      time(0)
    )
    yard.act(handoff)
    yard.again(handoff)
    assert.strictEqual(yard.refusal(other), "The fulfilment order is Shipped; expected Packed.")
  })
})
