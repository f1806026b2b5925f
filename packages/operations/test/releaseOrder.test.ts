import { assert, describe, it } from "vitest"
import { isReleasable } from "@stowage/operations/releaseOrder"
import { openYard } from "./openYard.ts"
import { cancelled, held, orderOf, placed, promised, received, released, unheld } from "./words.ts"
import { mug, mugFace } from "./yard.ts"

const promisedOrder = (drawing: string) => {
  const yard = openYard()
  yard.stocked(mug, 3, mugFace)
  yard.act(placed("web-1", drawing))
  yard.act(promised(yard, "web-1", "p1"))
  return yard
}

describe("releasing an order", () => {
  it("hands over what is promised and leaves what is not", () => {
    const yard = promisedOrder("2xMUG 2xMUG 1xTEA")
    yard.act(released(yard, "web-1"))
    assert.deepStrictEqual(
      [1, 2, 3].map((nth) => yard.buckets("web-1", nth)),
      ["0/0/0/2/0/0", "0/1/0/1/0/0", "0/1/0/0/0/0"]
    )
    const { customer, dueAt, lines, order, site, status } = yard.records.fulfilmentOrder.get("web-1.1")
    assert.strictEqual([customer, dueAt, order, site, status].join(" "), "C-1 3600000 web-1 WH1 Open")
    assert.deepStrictEqual(
      lines.map(({ line, quantity, sku }) => [line, sku, quantity]),
      [
        ["L1", mug, 2],
        ["L2", mug, 1]
      ]
    )
  })

  it("keeps the promise: the claims stand until the goods leave", () => {
    const yard = promisedOrder("3xMUG")
    const before = yard.books()
    yard.act(released(yard, "web-1"))
    assert.deepStrictEqual(yard.books(), before)
  })

  it("hands over what was short in a fulfilment order of its own, once it is promised", () => {
    const yard = promisedOrder("4xMUG")
    yard.act(released(yard, "web-1"))
    assert.isFalse(isReleasable(orderOf(yard, "web-1")))
    yard.act(received(yard, "asn", mug, 9))
    yard.act(promised(yard, "web-1", "p2"))
    yard.act(released(yard, "web-1"))
    assert.deepStrictEqual(
      yard.records.fulfilmentOrder.get("web-1.2").lines.map(({ quantity }) => quantity),
      [1]
    )
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/4/0/0")
  })

  it("waits while anybody holds the order, and goes when the last hold is lifted", () => {
    const yard = promisedOrder("1xMUG")
    yard.act(held("web-1", "credit"))
    yard.act(held("web-1", "fraud"))
    assert.isUndefined(released(yard, "web-1"))
    yard.act(unheld("web-1", "credit"))
    assert.isUndefined(released(yard, "web-1"))
    yard.act(unheld("web-1", "fraud"))
    yard.act(released(yard, "web-1"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/1/0/0")
  })

  it("is refused by the order when a hold came in between, and no work is opened", () => {
    const yard = promisedOrder("1xMUG")
    const late = released(yard, "web-1")
    yard.act(held("web-1", "credit"))
    assert.strictEqual(yard.refusal(late), "Expected an order without open holds, got credit")
    assert.strictEqual(yard.records.fulfilmentOrder.get("web-1.1").status, "None")
  })

  it("has nothing to release of an order that has nothing promised, or is over", () => {
    const yard = openYard()
    yard.act(placed("web-1", "1xMUG"))
    assert.isUndefined(released(yard, "web-1"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.isUndefined(released(yard, "web-1"))
    const other = promisedOrder("1xMUG")
    other.act(cancelled(other, "web-1"))
    assert.isUndefined(released(other, "web-1"))
  })

  it("names no customer for an order of somebody unknown", () => {
    const yard = openYard()
    yard.stocked(mug, 1, mugFace)
    yard.act(placed("web-1", "1xMUG", 0, { buyer: { _tag: "Unknown" }, shipMode: "express" }))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(released(yard, "web-1"))
    const { customer, shipMode } = yard.records.fulfilmentOrder.get("web-1.1")
    assert.deepStrictEqual([customer, shipMode], [undefined, "express"])
  })
})
