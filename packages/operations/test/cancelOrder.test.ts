import { assert, describe, it } from "vitest"
import { orderTotal } from "@stowage/orders/orderTotal"
import { openYard, type OpenYard } from "./openYard.ts"
import {
  allocated,
  cancelled,
  cut,
  edited,
  held,
  orderOf,
  packed,
  picked,
  placed,
  promised,
  received,
  released,
  shipped,
  waved
} from "./words.ts"
import { mug, mugFace, tea, teaFace } from "./yard.ts"

/** Five mugs and five tea, an order of three and seven of them. */
const stocked = (): OpenYard => {
  const yard = openYard()
  yard.stocked(mug, 5, mugFace)
  yard.stocked(tea, 5, teaFace)
  return yard
}
const drawing = "3xMUG 7xTEA"
const pounds = (yard: OpenYard): number => Number(orderTotal(orderOf(yard, "web-1")).amountMinor) / 100

describe("cancelling an order", () => {
  it("restores the books exactly, wherever the order is before somebody picks for it", () => {
    const steps: ReadonlyArray<(yard: OpenYard) => void> = [
      (yard) => yard.act(promised(yard, "web-1", "p1")),
      (yard) => yard.act(released(yard, "web-1")),
      (yard) => yard.act(allocated(yard, "web-1.1")),
      (yard) => yard.act(waved(yard, "W1", ["web-1.1"]))
    ]
    for (const done of [0, 1, 2, 3, 4]) {
      const yard = stocked()
      const before = yard.books()
      yard.act(placed("web-1", drawing))
      for (const step of steps.slice(0, done)) step(yard)
      yard.act(cancelled(yard, "web-1"))
      assert.deepStrictEqual(yard.books(), before, `after ${done} steps`)
      assert.deepStrictEqual([...yard.ledger.openPendings()], [])
      assert.strictEqual(yard.buckets("web-1", 2), "0/0/0/0/0/7")
      assert.strictEqual(pounds(yard), 0)
      if (done > 1) assert.strictEqual(yard.records.fulfilmentOrder.get("web-1.1").status, "Cancelled")
    }
  })

  it("is too late once somebody has picked, until the work is over", () => {
    const yard = stocked()
    yard.ordered("web-1", drawing)
    yard.act(waved(yard, "W1", ["web-1.1"]))
    const late = cancelled(yard, "web-1")
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 3))
    assert.isUndefined(cancelled(yard, "web-1"))
    assert.strictEqual(yard.refusal(late), "The fulfilment order is Picking; expected Open or Released.")
  })

  it("closes an order of which part has shipped: the rest is cancelled", () => {
    const yard = stocked()
    yard.ordered("web-1", drawing)
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 3))
    yard.act(picked(yard, "web-1.1", "web-1.1.2", 5))
    yard.act(packed(yard, "web-1.1"))
    assert.isUndefined(cancelled(yard, "web-1"))
    yard.act(shipped(yard, "web-1.1"))
    yard.act(cancelled(yard, "web-1"))
    assert.deepStrictEqual([orderOf(yard, "web-1").status, yard.buckets("web-1", 2)], ["Closed", "0/0/0/0/5/2"])
    assert.strictEqual(pounds(yard), 80)
  })

  it("looks past work that was cancelled before: its lines are promised again", () => {
    const yard = stocked()
    yard.ordered("web-1", "2xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 0))
    yard.act(packed(yard, "web-1.1"))
    yard.act(promised(yard, "web-1", "p2"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/2/0/0/0")
    yard.act(cancelled(yard, "web-1"))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 3, shortfall: 0 })
  })

  it("repays missing units before it frees any", () => {
    const yard = openYard()
    yard.stocked(mug, 5, mugFace)
    yard.ordered("web-1", "3xMUG")
    yard.act(placed("web-2", "2xMUG"))
    yard.act(promised(yard, "web-2", "p2"))
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 1 })
    yard.act(cancelled(yard, "web-2"))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 1, shortfall: 0 })
  })

  it("is possible though somebody holds the order", () => {
    const yard = stocked()
    yard.act(placed("web-1", drawing))
    yard.act(held("web-1", "credit"))
    yard.act(cancelled(yard, "web-1"))
    assert.strictEqual(orderOf(yard, "web-1").status, "Cancelled")
  })

  it("is done once: there is nothing to cancel the second time", () => {
    const yard = stocked()
    yard.ordered("web-1", drawing)
    const handoff = cancelled(yard, "web-1")
    yard.act(handoff)
    assert.isUndefined(cancelled(yard, "web-1"))
    yard.again(handoff)
  })

  it("frees what was given up for the next order at once", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugFace)
    yard.ordered("web-1", "2xMUG")
    yard.act(cancelled(yard, "web-1"))
    yard.ordered("web-2", "2xMUG")
    assert.strictEqual(yard.buckets("web-2"), "0/0/0/2/0/0")
  })
})

describe("cutting a line", () => {
  const backordered = (): OpenYard => {
    const yard = stocked()
    yard.act(placed("web-1", drawing))
    yard.act(promised(yard, "web-1", "p1"))
    return yard
  }

  it("gives up waiting units first, then promised ones, and frees exactly those", () => {
    const yard = backordered()
    yard.act(cut(yard, "web-1", "L2", 1, "c1"))
    assert.deepStrictEqual([yard.buckets("web-1", 2), yard.stock.promises(tea).free], ["0/1/5/0/0/1", 0])
    yard.act(cut(yard, "web-1", "L2", 3, "c2"))
    assert.deepStrictEqual([yard.buckets("web-1", 2), yard.stock.promises(tea).free], ["0/0/3/0/0/4", 2])
    assert.strictEqual(pounds(yard), 60)
  })

  it("cuts no more than there is, and never what a site has", () => {
    const yard = backordered()
    yard.act(released(yard, "web-1"))
    yard.act(cut(yard, "web-1", "L2", 99, "c1"))
    assert.strictEqual(yard.buckets("web-1", 2), "0/0/0/5/0/2")
    assert.isUndefined(cut(yard, "web-1", "L2", 1, "c2"))
  })

  it("has nothing to cut of a line that is not there or of an order that is over", () => {
    const yard = backordered()
    assert.isUndefined(cut(yard, "web-1", "L9", 1, "c1"))
    assert.isUndefined(cut(yard, "web-1", "L1", 0, "c1"))
    yard.act(cancelled(yard, "web-1"))
    assert.isUndefined(cut(yard, "web-1", "L1", 1, "c1"))
  })

  it("keeps what is left of a claim promised under its next name", () => {
    const yard = backordered()
    yard.act(cut(yard, "web-1", "L1", 1, "c1"))
    const { held } = yard.stock.claims(orderOf(yard, "web-1").terms.orderId, orderOf(yard, "web-1").lines[0]!.lineId)
    assert.deepStrictEqual(
      held.map(({ id, quantity }) => [id, quantity]),
      [["claim:web-1|L1#2", 2]]
    )
  })
})

describe("editing a line", () => {
  it("lets what is added wait, and takes it away again first", () => {
    const yard = stocked()
    yard.act(placed("web-1", "3xMUG@2.00"))
    yard.act(promised(yard, "web-1", "p1"))
    const [books, total] = [yard.books(), pounds(yard)]
    yard.act(edited(yard, "web-1", "L1", 5, "e1"))
    assert.deepStrictEqual([yard.buckets("web-1"), pounds(yard)], ["2/0/3/0/0/0", 10])
    yard.act(edited(yard, "web-1", "L1", 3, "e2"))
    assert.deepStrictEqual([yard.buckets("web-1"), pounds(yard), yard.books()], ["0/0/3/0/0/0", total, books])
  })

  it("frees promised units that are not wanted any more", () => {
    const yard = stocked()
    yard.act(placed("web-1", "3xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(edited(yard, "web-1", "L1", 1, "e1"))
    assert.deepStrictEqual([yard.buckets("web-1"), yard.stock.promises(mug).free], ["0/0/1/0/0/0", 4])
  })

  it("counts from what is still wanted after a cut", () => {
    const yard = stocked()
    yard.act(placed("web-1", "4xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(cut(yard, "web-1", "L1", 1, "c1"))
    yard.act(edited(yard, "web-1", "L1", 2, "e1"))
    assert.deepStrictEqual([yard.buckets("web-1"), yard.stock.promises(mug).free], ["0/0/2/0/0/1", 3])
  })

  it("is not possible once a site has units of the line, nor for a line that is not there, nor down to nothing", () => {
    const yard = stocked()
    yard.act(placed("web-1", "3xMUG"))
    assert.isUndefined(edited(yard, "web-1", "L9", 1, "e1"))
    assert.isUndefined(edited(yard, "web-1", "L1", 0, "e1"))
    yard.act(promised(yard, "web-1", "p1"))
    const late = edited(yard, "web-1", "L1", 4, "e1")
    yard.act(released(yard, "web-1"))
    assert.isUndefined(edited(yard, "web-1", "L1", 4, "e1"))
    assert.strictEqual(yard.refusal(late), "Expected line L1 not to be with a site yet, got 3 units released")
  })

  it("adds what is new to what the site can promise next", () => {
    const yard = stocked()
    yard.act(placed("web-1", "3xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(edited(yard, "web-1", "L1", 6, "e1"))
    yard.act(promised(yard, "web-1", "p2"))
    assert.strictEqual(yard.buckets("web-1"), "0/1/5/0/0/0")
    yard.act(received(yard, "asn", mug, 1))
    yard.act(promised(yard, "web-1", "p3"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/6/0/0/0")
  })
})
