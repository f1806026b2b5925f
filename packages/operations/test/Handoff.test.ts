import { assert, describe, it } from "vitest"
import { together } from "@stowage/operations/Handoff"
import { openYard } from "./openYard.ts"
import { cancelled, placed, promised, received, released } from "./words.ts"
import { mug, mugFace } from "./yard.ts"

describe("several hand-offs together", () => {
  it("are decided in order, each on what the ones before it left, and committed at once", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugFace)
    const before = yard.commits.length
    yard.act(together(placed("web-1", "1xMUG"), received(yard, "asn", mug, 3)))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(released(yard, "web-1"))
    assert.strictEqual(yard.commits.length, before + 3)
    assert.strictEqual(yard.stock.promises(mug).free, 4)
  })

  it("do not happen at all when one of them is refused, by a record or by the ledger", () => {
    const yard = openYard()
    yard.stocked(mug, 1, mugFace)
    yard.act(placed("web-1", "1xMUG"))
    yard.act(placed("web-2", "1xMUG"))
    const both = together(promised(yard, "web-1", "p1")!, promised(yard, "web-2", "p2")!)
    assert.match(yard.refusal(both), /has 1 available; this commit asks for 2\./)
    const twice = together(placed("web-3", "1xMUG"), placed("web-1", "2xMUG"))
    assert.strictEqual(yard.refusal(twice), "Expected the terms that order web-1 was placed with, got others")
    assert.isUndefined(yard.records.order.get("web-3"))
  })

  it("are nothing when there are none", () => {
    assert.deepStrictEqual(together(), { commands: [], transfers: [] })
  })

  it("may place and cancel in one breath", () => {
    const yard = openYard()
    yard.act(placed("web-1", "1xMUG"))
    const books = yard.books()
    yard.act(together(placed("web-2", "2xMUG"), cancelled(yard, "web-1")!))
    assert.deepStrictEqual(yard.books(), books)
  })
})
