import { assert, describe, it } from "vitest"
import { inUnit } from "@stowage/kernel/Account"
import type { Lpn } from "@stowage/kernel/Ids"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { packFulfilment, packLinesOf } from "@stowage/operations/packFulfilment"
import { openYard, type OpenYard } from "./openYard.ts"
import { line, lot, packed, picked, placed, promised, released, allocated, time, waved } from "./words.ts"
import { mug, mugFace, owner, pot, site, tea, teaFace, teaReserve } from "./yard.ts"

const begun = (drawing: string): OpenYard => {
  const yard = openYard()
  yard.stocked(tea, 2, teaFace, { lot: "L4", expiresOn: "2026-04-30" })
  yard.stocked(tea, 2, teaReserve)
  yard.stocked(mug, 2, mugFace)
  yard.stocked(pot, 1, teaReserve)
  yard.ordered("web-1", drawing)
  yard.act(waved(yard, "W1", ["web-1.1"]))
  return yard
}
const pickAll = (yard: OpenYard, ...found: ReadonlyArray<number>): void => {
  for (const [index, units] of found.entries()) yard.act(picked(yard, "web-1.1", `web-1.1.${index + 1}`, units))
}
const inside = (yard: OpenYard, lpn: string) =>
  yard
    .balances()
    .filter(({ account }) => account.startsWith("physical") && account.endsWith(inUnit(site, lpn as Lpn)))
    .map(({ account, posted }) => `${posted} ${account.split("|").slice(2, 4).join(" ").trim()}`)

describe("packing a fulfilment order", () => {
  it("moves the units from the tote into closed cartons, each under its lot", () => {
    const yard = begun("3xTEA 1xMUG")
    pickAll(yard, 2, 1, 1)
    assert.deepStrictEqual(inside(yard, "TOTE-web-1.1"), ["1 MUG", "2 TEA L4", "1 TEA L6"])
    yard.act(packed(yard, "web-1.1"))
    assert.deepStrictEqual(inside(yard, "TOTE-web-1.1"), [])
    assert.deepStrictEqual(inside(yard, "web-1.1-C1"), ["1 MUG", "2 TEA L4", "1 TEA L6"])
    assert.strictEqual(yard.records.fulfilmentOrder.get("web-1.1").status, "Packed")
    assert.strictEqual(yard.buckets("web-1"), "0/0/0/3/0/0")
  })

  it("uses up the lots of a line in the order of its tasks when it goes in several cartons", () => {
    const yard = begun("3xTEA")
    pickAll(yard, 2, 1)
    const order = yard.records.fulfilmentOrder.get("web-1.1")
    const carton = (lpn: string, quantity: number) => ({
      lpn: lpn as Lpn,
      carton: "S",
      contents: [{ line: line("L1"), quantity }],
      grossGrams: 1_000,
      why: [],
      placements: []
    })
    yard.act(packFulfilment(order, [carton("C1", 1), carton("C2", 2)], "bob", yard.stock, time(0)))
    assert.deepStrictEqual(inside(yard, "C1"), ["1 TEA L4"])
    assert.deepStrictEqual(inside(yard, "C2"), ["1 TEA L4", "1 TEA L6"])
  })

  it("packs what no carton takes in its own packaging", () => {
    const yard = begun("1xPOT 1xMUG")
    pickAll(yard, 1, 1)
    yard.act(packed(yard, "web-1.1"))
    const cartons = yard.records.fulfilmentOrder.get("web-1.1").cartons
    assert.deepStrictEqual(
      cartons.map(({ carton, lpn }) => [lpn, carton]),
      [
        ["web-1.1-C1", "S"],
        ["web-1.1-C2", "own packaging"]
      ]
    )
    assert.deepStrictEqual(inside(yard, "web-1.1-C2"), ["1 POT"])
  })

  it("gives up what was never found: it waits in the order again and its promise is free", () => {
    const yard = begun("2xMUG 2xTEA")
    pickAll(yard, 1, 2)
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 1 })
    yard.act(packed(yard, "web-1.1"))
    assert.strictEqual(yard.buckets("web-1", 1), "0/1/0/1/0/0")
    assert.strictEqual(yard.buckets("web-1", 2), "0/0/0/2/0/0")
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 0 })
    assert.deepStrictEqual(
      packLinesOf(yard.records.fulfilmentOrder.get("web-1.1")).map(({ quantity }) => quantity),
      [1, 2]
    )
  })

  it("gives up units that no stock was found for in the first place", () => {
    const yard = openYard()
    yard.stocked(tea, 2, teaFace, { lot: "L2", expiresOn: "2026-01-20" })
    yard.stocked(mug, 1, mugFace)
    yard.act(placed("web-1", "2xTEA 1xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(released(yard, "web-1"))
    yard.act(allocated(yard, "web-1.1"))
    yard.act(waved(yard, "W1", ["web-1.1"]))
    pickAll(yard, 1)
    yard.act(packed(yard, "web-1.1"))
    assert.strictEqual(yard.buckets("web-1", 1), "0/2/0/0/0/0")
    assert.strictEqual(yard.stock.promises(tea).free, 2)
  })

  it("cancels the work when nothing was found, and all of it waits for stock", () => {
    const yard = begun("2xMUG")
    pickAll(yard, 0)
    yard.act(packed(yard, "web-1.1"))
    const { cartons, status } = yard.records.fulfilmentOrder.get("web-1.1")
    assert.deepStrictEqual([status, cartons.length], ["Cancelled", 0])
    assert.strictEqual(yard.buckets("web-1"), "0/2/0/0/0/0")
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 0 })
  })

  it("is refused while tasks are open, and when cartons hold something else than was picked", () => {
    const yard = begun("2xMUG 1xTEA")
    yard.act(picked(yard, "web-1.1", "web-1.1.1", 2))
    assert.strictEqual(yard.refusal(packed(yard, "web-1.1")), "Tasks web-1.1.2 are not confirmed yet.")
    yard.act(picked(yard, "web-1.1", "web-1.1.2", 1))
    const order = yard.records.fulfilmentOrder.get("web-1.1")
    const carton = { lpn: "C1" as Lpn, carton: "S", contents: [], grossGrams: 0, why: [], placements: [] }
    const contents = [{ line: line("L1"), quantity: 2 }]
    const less = packFulfilment(order, [{ ...carton, contents }], "bob", yard.stock, time(0))
    assert.strictEqual(yard.refusal(less), "Line L2: 1 units were picked, 0 packed.")
  })

  it("leaves no unit of any lot behind", () => {
    const yard = begun("3xTEA")
    pickAll(yard, 1, 1)
    yard.act(packed(yard, "web-1.1"))
    const tote = inUnit(site, "TOTE-web-1.1" as Lpn)
    for (const of of ["L4", "L6"]) {
      assert.strictEqual(yard.ledger.balance(stockAt({ owner, sku: tea, lot: lot(of) }, tote))?.posted, 0)
    }
  })
})
