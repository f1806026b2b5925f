import { assert, describe, it } from "vitest"
import { openYard } from "./openYard.ts"
import { placed, picked, promised, received, waved } from "./words.ts"
import { dock, mug, mugFace, tea } from "./yard.ts"

describe("receiving a delivery", () => {
  it("puts the units on the dock, where they can be promised at once", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", mug, 4))
    assert.strictEqual(yard.units(mug, dock), 4)
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 4, shortfall: 0 })
    assert.strictEqual(yard.records.inboundShipment.get("asn").receipts.get("asn/1")?.quantity, 4)
  })

  it("makes the lot known with its expiry and its first receipt", () => {
    const yard = openYard()
    yard.act(received(yard, "a1", tea, 4, {}, 1_000))
    yard.act(received(yard, "a2", tea, 4, {}, 2_000))
    const known = yard.records.lot.get("TEA|L6")
    assert.strictEqual(`${known?.expiresOn} ${known?.receivedAt}`, "2026-06-30 1000")
  })

  it("registers no lot for what is not tracked by lot", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", mug, 4))
    assert.deepStrictEqual(yard.records.lot.ids(), [])
  })

  it("keeps what is not fit for sale apart, and promises none of it", () => {
    const yard = openYard()
    yard.act(received(yard, "a1", mug, 2, { status: "damaged" }))
    yard.act(received(yard, "a2", tea, 3, { status: "quarantine" }))
    assert.deepStrictEqual([yard.units(mug, dock, "damaged"), yard.units(tea, dock, "quarantine")], [2, 3])
    assert.deepStrictEqual(
      [mug, tea].map((sku) => yard.stock.promises(sku).free),
      [0, 0]
    )
  })

  it("repays a shortfall before anything is free to promise", () => {
    const yard = openYard()
    yard.stocked(mug, 3, mugFace)
    yard.ordered("web-1", "3xMUG")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 1))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 2 })
    yard.act(received(yard, "a1", mug, 1))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 1 })
    yard.act(received(yard, "a2", mug, 3))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 2, shortfall: 0 })
  })

  it("counts a scan once that comes twice", () => {
    const yard = openYard()
    const scan = received(yard, "asn", mug, 4)
    yard.act(scan)
    yard.again(scan)
    yard.act(placed("web-1", "9xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    assert.strictEqual(yard.buckets("web-1"), "0/5/4/0/0/0")
  })

  it("refuses an expired lot, one that would not keep, and one without a date, and takes none of it", () => {
    const yard = openYard()
    const keeps30 = { rules: { minRemainingDays: 30 } }
    assert.strictEqual(
      yard.refusal(received(yard, "a1", tea, 4, { lot: "L1", expiresOn: "2026-01-04" })),
      "TEA lot L1 expires on 2026-01-04; expected 2026-01-05 or later."
    )
    assert.strictEqual(
      yard.refusal(received(yard, "a2", tea, 4, { lot: "L2", expiresOn: "2026-02-03", ...keeps30 })),
      "TEA lot L2 expires on 2026-02-03; expected 2026-02-04 or later."
    )
    assert.strictEqual(
      yard.refusal(received(yard, "a3", mug, 4, { rules: { expiryTracked: true } })),
      "MUG expires; expected its expiry date."
    )
    assert.strictEqual(
      yard.refusal(received(yard, "a3", mug, 4, { rules: { lotTracked: true } })),
      "MUG is tracked by lot; expected its lot number."
    )
    assert.deepStrictEqual([yard.units(tea, dock), yard.records.lot.ids()], [0, []])
  })

  it("refuses a lot that is known with another expiry date, naming both", () => {
    const yard = openYard()
    yard.act(received(yard, "a1", tea, 4))
    const refusal = yard.refusal(received(yard, "a2", tea, 4, { expiresOn: "2026-07-31" }))
    assert.deepStrictEqual(JSON.parse(refusal), {
      _tag: "LotExpiresOtherwise",
      lot: "L6",
      known: "2026-06-30",
      asked: "2026-07-31"
    })
    assert.strictEqual(yard.units(tea, dock), 4)
  })

  it("refuses a quantity that is none", () => {
    const yard = openYard()
    assert.strictEqual(yard.refusal(received(yard, "asn", mug, 0)), "1: expected a whole quantity, got 0.")
  })
})
