import type { SiteId } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { correct } from "@stowage/inventory/correct"
import { evenPromises } from "@stowage/inventory/evenPromises"
import { receiveStock } from "@stowage/inventory/moveStock"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { at, makeYard, owner, pendPromise, site, tea, type Yard } from "./yard.ts"

const key = { owner, sku: tea }
const claim = "claim:web-1|1#1" as PendingId
const received = (yard: Yard, units: number) =>
  yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), units, yard.promises(tea)))
const lost = (yard: Yard, units: number) =>
  yard.post(adjustStock({ key, site, place: at("A1"), reason: "lost", lost: units }, yard.promises(tea)))

const even = (yard: Yard, transfers: ReadonlyArray<Transfer>) =>
  evenPromises(transfers, yard.ledger.pending, () => yard.promises(tea))
/** Undoes a commit, and makes the promises even. */
const undo = (yard: Yard, position: number): void => {
  const back = correct(yard.commits[position - 1] ?? { transfers: [] }, yard.ledger.pending)
  yard.post(even(yard, Result.getOrThrow(back)))
  assert.deepStrictEqual(yard.audit(), [])
}

describe("a correction whose promises are made even", () => {
  it("of a receipt that was promised since leaves those units missing, by name, and is not refused for it", () => {
    const yard = makeYard()
    received(yard, 5)
    yard.post([pendPromise(tea)(claim, 4)])
    undo(yard, 1)
    assert.deepStrictEqual(yard.availability(tea), { onHand: 0, sellable: 0, reserved: 4, available: 0, shortfall: 4 })
  })

  it("of a loss that was made good since leaves what is found again free, and nothing less than missing", () => {
    const yard = makeYard()
    received(yard, 3)
    yard.post([pendPromise(tea)(claim, 3)])
    lost(yard, 2)
    received(yard, 2)
    undo(yard, 3)
    assert.deepStrictEqual(yard.availability(tea), { onHand: 5, sellable: 5, reserved: 3, available: 2, shortfall: 0 })
  })

  it("of a receipt that had repaid what is missing leaves nothing free while that is missing again", () => {
    const yard = makeYard()
    received(yard, 3)
    yard.post([pendPromise(tea)(claim, 3)])
    lost(yard, 3)
    received(yard, 4)
    received(yard, 2)
    undo(yard, 4)
    assert.deepStrictEqual(yard.promises(tea), { free: 0, shortfall: 1 })
  })

  it("of a promise frees no more than is there", () => {
    const yard = makeYard()
    received(yard, 3)
    yard.post([pendPromise(tea)(claim, 3)])
    lost(yard, 2)
    undo(yard, 2)
    assert.deepStrictEqual(yard.promises(tea), { free: 1, shortfall: 0 })
  })
})

describe("a promise kept in part", () => {
  it("repays what is missing by what it gives back, and no more", () => {
    const yard = makeYard()
    received(yard, 3)
    yard.post([pendPromise(tea)(claim, 3)])
    lost(yard, 2)
    const kept = even(yard, [{ _tag: "Settle", id: claim, quantity: 2 }])
    yard.post(kept)
    assert.deepStrictEqual(yard.promises(tea), { free: 0, shortfall: 1 })
  })
})

describe("transfers that leave the promises even", () => {
  it("are left as they are, and so are those of another book", () => {
    const yard = makeYard()
    received(yard, 3)
    yard.post([pendPromise(tea)(claim, 2)])
    for (const transfers of [
      receiveStock(key, "leaf-ltd", site, at("A1"), 2, yard.promises(tea)),
      [pendPromise(tea)("claim:web-2|1#1" as PendingId, 1)],
      [{ _tag: "Settle", id: claim, quantity: 1 }],
      [pendPromise(tea)("claim:web-3|1#1" as PendingId, 1), { _tag: "Void", id: "claim:web-3|1#1" as PendingId }],
      [{ _tag: "Void", id: "nobody's" as PendingId }]
    ] satisfies ReadonlyArray<ReadonlyArray<Transfer>>) {
      assert.deepStrictEqual(even(yard, transfers), transfers)
    }
  })

  it("of several sites are made even each by itself", () => {
    const yard = makeYard()
    const other = "WH2" as SiteId
    const [here, there] = [site, other].map((one) =>
      receiveStock(key, "s", one, at("A1"), 2, { free: 0, shortfall: 0 })
    )
    const promises = (_: unknown, __: unknown, one: SiteId) => ({ free: 0, shortfall: one === site ? 1 : 3 })
    const added = evenPromises([...(here ?? []), ...(there ?? [])], yard.ledger.pending, promises).slice(4)
    const said = added.map((one) => (one._tag === "Post" ? `${one.quantity} to ${one.to.split("|").at(-1)}` : ""))
    assert.deepStrictEqual(said, ["1 to shortfall:WH1", "2 to shortfall:WH2"])
  })
})
