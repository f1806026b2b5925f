import { assert, describe, it } from "vitest"
import { openYard } from "./openYard.ts"
import { cut, held, orderOf, placed, promised, received, unheld } from "./words.ts"
import { dock, mug, mugFace, pot, tea, teaFace } from "./yard.ts"

const withMugs = (units: number) => {
  const yard = openYard()
  yard.stocked(mug, units, mugFace)
  return yard
}

describe("promising an order", () => {
  it("claims what the site has and names the rest short, line by line", () => {
    const yard = withMugs(5)
    yard.stocked(tea, 1, teaFace)
    yard.act(placed("web-1", "3xMUG 4xTEA 1xPOT"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.deepStrictEqual(
      [1, 2, 3].map((nth) => yard.buckets("web-1", nth)),
      ["0/0/3/0/0/0", "0/3/1/0/0/0", "0/1/0/0/0/0"]
    )
    assert.deepStrictEqual(
      [mug, tea, pot].map((sku) => yard.stock.promises(sku).free),
      [2, 0, 0]
    )
  })

  it("sums what two lines ask of one SKU", () => {
    const yard = withMugs(5)
    yard.act(placed("web-1", "3xMUG 3xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1", 1), "0/0/3/0/0/0")
    assert.strictEqual(yard.buckets("web-1", 2), "0/1/2/0/0/0")
  })

  it("gives units still at the dock as well as those on the shelf", () => {
    const yard = openYard()
    yard.stocked(mug, 2, dock)
    yard.act(placed("web-1", "2xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/2/0/0/0")
  })

  it("tells open units that they are short, and then says nothing more until there is stock", () => {
    const yard = openYard()
    yard.act(placed("web-1", "2xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1"), "0/2/0/0/0/0")
    assert.isUndefined(promised(yard, "web-1", "p2"))
    yard.act(received(yard, "asn", mug, 1))
    yard.act(promised(yard, "web-1", "p3"))
    assert.strictEqual(yard.buckets("web-1"), "0/1/1/0/0/0")
    assert.deepStrictEqual(
      yard.stock.claims(orderOf(yard, "web-1").terms.orderId, orderOf(yard, "web-1").lines[0]!.lineId).ever,
      1
    )
  })

  it("claims more for a line under its next name", () => {
    const yard = withMugs(1)
    yard.act(placed("web-1", "3xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(received(yard, "asn", mug, 1))
    yard.act(promised(yard, "web-1", "p2"))
    const { held } = yard.stock.claims(orderOf(yard, "web-1").terms.orderId, orderOf(yard, "web-1").lines[0]!.lineId)
    assert.deepStrictEqual(
      held.map(({ id, quantity }) => [id, quantity]),
      [
        ["claim:web-1|L1#1", 1],
        ["claim:web-1|L1#2", 1]
      ]
    )
  })

  it("has nothing to do when nothing waits", () => {
    const yard = withMugs(2)
    yard.act(placed("web-1", "2xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.isUndefined(promised(yard, "web-1", "p2"))
    yard.act(cut(yard, "web-1", "L1", 2, "cut"))
    assert.isUndefined(promised(yard, "web-1", "p3"))
  })

  it("gives a held order its stock: a hold keeps it back, not its promise", () => {
    const yard = withMugs(2)
    yard.act(placed("web-1", "2xMUG"))
    yard.act(held("web-1", "credit"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(unheld("web-1", "credit"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/2/0/0/0")
  })

  it("cannot promise the last unit twice: of two answers worked out at once the ledger takes one", () => {
    const yard = withMugs(1)
    yard.act(placed("web-1", "1xMUG"))
    yard.act(placed("web-2", "1xMUG"))
    const [first, second] = [promised(yard, "web-1", "p1"), promised(yard, "web-2", "p2")]
    yard.act(first)
    assert.match(yard.refusal(second), /promise\|acme\|MUG.* has 0 available; this commit asks for 1\./)
    yard.act(promised(yard, "web-2", "p3"))
    assert.strictEqual(yard.buckets("web-2"), "0/1/0/0/0/0")
  })

  it("finds nothing of a SKU that is not in the catalogue, so the line waits", () => {
    const yard = withMugs(1)
    yard.act(placed("web-1", "1xGHOST 1xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1", 1), "0/1/0/0/0/0")
    assert.strictEqual(yard.buckets("web-1", 2), "0/0/1/0/0/0")
  })

  it("gives nothing that is not for sale", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", mug, 4, { status: "damaged" }))
    yard.act(placed("web-1", "1xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1"), "0/1/0/0/0/0")
    assert.strictEqual(yard.units(mug, dock, "damaged"), 4)
  })
})
