import { outside } from "@stowage/kernel/Account"
import type { Transfer } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { adjustmentReasons, adjustStock } from "@stowage/inventory/adjustStock"
import { breakPromise, changeStatus, keepPromise, receiveStock, shipStock } from "@stowage/inventory/moveStock"
import { promiseLess, promiseMore, repayShortfall } from "@stowage/inventory/promiseTransfers"
import { claimId, reserve } from "@stowage/inventory/reserve"
import { promisable, promiseSource, promisedTo, shortfallAt, stockAt } from "@stowage/inventory/stockAccounts"
import { at, line, makeYard, order, owner, pendPromise, site, tea } from "./yard.ts"

const key = { owner, sku: tea }
const first = claimId(order("web-1"), line("1"), 1)
const second = claimId(order("web-1"), line("1"), 2)
const rest = { id: second, pend: pendPromise(tea) }
const free = promisable(owner, tea, site)
const short = shortfallAt(owner, tea, site)
const supplier = promiseSource(owner, tea, "supplier")
const variance = promiseSource(owner, tea, "variance")
const moved = (from: string, to: string, quantity: number) => ({ _tag: "Post", from, to, quantity })

/** Ten units at A1, of which `promised` are promised to one line. */
const withPromise = (promised: number) => {
  const yard = makeYard()
  yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 10, yard.promises(tea)))
  yard.post([pendPromise(tea)(first, promised)])
  return yard
}

describe("keeping a promise", () => {
  it("settles what went out and claims what is left again in the same commit", () => {
    const yard = withPromise(8)
    const { rest: left, transfers } = keepPromise({ id: first, quantity: 8 }, 3, rest)
    yard.post([shipStock(key, at("A1"), "ann", 3), ...transfers])
    assert.deepStrictEqual(left, { id: second, quantity: 5 })
    assert.strictEqual(yard.ledger.pending(first)?.state, "settled")
    assert.deepStrictEqual(yard.availability(tea), { onHand: 7, sellable: 7, reserved: 5, available: 2, shortfall: 0 })
    assert.strictEqual(yard.posted(promisedTo(owner, tea)), 3)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("leaves nothing when all of it went out", () => {
    assert.deepStrictEqual(keepPromise({ id: first, quantity: 8 }, 8, rest), {
      transfers: [{ _tag: "Settle", id: first, quantity: 8 }],
      rest: undefined
    })
  })

  it("of more than the claim holds, or of nothing, is refused by the ledger and the claim stands", () => {
    const yard = withPromise(8)
    const claim = { id: first, quantity: 8 }
    assert.strictEqual(yard.refused(keepPromise(claim, 9, rest).transfers)._tag, "MoreThanPending")
    assert.strictEqual(yard.refused(keepPromise(claim, 0, rest).transfers)._tag, "QuantityNotWhole")
    assert.strictEqual(yard.ledger.pending(first)?.state, "pending")
  })
})

describe("breaking a promise", () => {
  it("frees what is given up, and what is left stays promised in the same commit", () => {
    const yard = withPromise(8)
    const { rest: left, transfers } = breakPromise({ id: first, quantity: 8 }, 3, rest)
    yard.post(transfers)
    assert.deepStrictEqual(left, { id: second, quantity: 5 })
    assert.deepStrictEqual(yard.availability(tea), {
      onHand: 10,
      sellable: 10,
      reserved: 5,
      available: 5,
      shortfall: 0
    })
  })

  it("of the whole is the exact inverse of reserving: every balance is as it was", () => {
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.integer({ min: 1, max: 5 })),
        (stock, asked, steps) => {
          const yard = makeYard()
          if (stock > 0) yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), stock, yard.promises(tea)))
          const before = yard.books()
          const lines = [{ line: line("1"), sku: tea, quantity: asked, claimsBefore: 0 }]
          const reservation = reserve(
            { order: order("web-1"), owner, site, free: () => yard.promises(tea).free },
            lines
          )
          yard.post(reservation.transfers)
          const [given] = reservation.lines
          let held = given?.claim === undefined ? undefined : { id: given.claim, quantity: given.reserved }
          let nth = 1
          // Given up in several steps or at once, it comes to the same.
          for (const step of [...steps, stock]) {
            if (held === undefined) break
            const again = { ...rest, id: claimId(order("web-1"), line("1"), ++nth) }
            const broken = breakPromise(held, Math.min(step, held.quantity), again)
            yard.post(broken.transfers)
            held = broken.rest
          }
          assert.isUndefined(held)
          assert.deepStrictEqual(yard.books(), before)
        }
      )
    )
  })

  it("whose units are missing repays the shortfall before anything is free again", () => {
    const yard = withPromise(8)
    yard.post(adjustStock({ key, site, place: at("A1"), reason: "lost", lost: 5 }, yard.promises(tea)))
    const { transfers } = breakPromise({ id: first, quantity: 8 }, 4, rest)
    yard.post([...transfers, ...repayShortfall(owner, tea, site, 4, yard.promises(tea).shortfall)])
    assert.deepStrictEqual(yard.availability(tea), { onHand: 5, sellable: 5, reserved: 4, available: 1, shortfall: 0 })
    assert.deepStrictEqual(yard.audit(), [])
  })
})

describe("what can be promised", () => {
  it("grows by what comes in, once the shortfall is repaid; nothing is posted that is nothing", () => {
    const more = (quantity: number, shortfall: number) =>
      promiseMore("supplier", owner, tea, site, quantity, { free: 0, shortfall })
    assert.deepStrictEqual<unknown>(more(5, 0), [moved(supplier, free, 5)])
    assert.deepStrictEqual<unknown>(more(5, 2), [moved(supplier, short, 2), moved(supplier, free, 3)])
    assert.deepStrictEqual<unknown>(more(5, 9), [moved(supplier, short, 5)])
    assert.deepStrictEqual(more(0, 9), [])
  })

  it("shrinks by what is free first; the rest becomes a shortfall", () => {
    const less = (quantity: number, now: number) => promiseLess(owner, tea, site, quantity, { free: now, shortfall: 0 })
    assert.deepStrictEqual<unknown>(less(5, 9), [moved(free, variance, 5)])
    assert.deepStrictEqual<unknown>(less(5, 2), [moved(free, variance, 2), moved(short, variance, 3)])
    assert.deepStrictEqual<unknown>(less(5, 0), [moved(short, variance, 5)])
    assert.deepStrictEqual<unknown>(less(5, -1), [moved(short, variance, 5)])
  })

  it("repays a shortfall with as many units as came free, and no more than are missing", () => {
    assert.deepStrictEqual<unknown>(repayShortfall(owner, tea, site, 4, 3), [moved(free, short, 3)])
    assert.deepStrictEqual<unknown>(repayShortfall(owner, tea, site, 2, 3), [moved(free, short, 2)])
    assert.deepStrictEqual(repayShortfall(owner, tea, site, 4, 0), [])
  })
})

describe("stock whose status changes", () => {
  const change = (from: "available" | "hold", to: "available" | "damaged"): ReadonlyArray<Transfer> =>
    changeStatus({ ...key, status: from }, to, site, at("A1"), 4, { free: 1, shortfall: 0 })
  const stood = (status: "available" | "hold" | "damaged") => stockAt({ ...key, status }, at("A1"))

  it("is taken from what can be promised when it may not be sold any more, promised or not", () => {
    assert.deepStrictEqual<unknown>(change("available", "damaged"), [
      moved(stood("available"), stood("damaged"), 4),
      moved(free, variance, 1),
      moved(short, variance, 3)
    ])
  })

  it("is added when it may be sold again, and touches no promise in between", () => {
    assert.deepStrictEqual<unknown>(change("hold", "available"), [
      moved(stood("hold"), stood("available"), 4),
      moved(variance, free, 4)
    ])
    assert.deepStrictEqual<unknown>(change("hold", "damaged"), [moved(stood("hold"), stood("damaged"), 4)])
  })

  it("received into quarantine is on hand at once, and for sale when it is released", () => {
    const yard = makeYard()
    const quarantined = { ...key, status: "quarantine" } as const
    yard.post(receiveStock(quarantined, "leaf-ltd", site, at("DOCK"), 4, yard.promises(tea)))
    assert.deepStrictEqual(yard.availability(tea), { onHand: 4, sellable: 0, reserved: 0, available: 0, shortfall: 0 })
    yard.post(changeStatus(quarantined, "available", site, at("DOCK"), 3, yard.promises(tea)))
    assert.deepStrictEqual(yard.availability(tea), { onHand: 4, sellable: 3, reserved: 0, available: 3, shortfall: 0 })
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("from what it is to the same is refused by the ledger", () => {
    assert.strictEqual(withPromise(1).refused(change("available", "available"))._tag, "DifferentThings")
  })
})

describe("an adjustment", () => {
  it("moves between the place and the variance account of its reason, so shrinkage is a balance", () => {
    for (const reason of adjustmentReasons) {
      const yard = withPromise(1)
      yard.post(adjustStock({ key, site, place: at("A1"), reason, lost: 2 }, yard.promises(tea)))
      yard.post(adjustStock({ key, site, place: at("A1"), reason, gained: 1 }, yard.promises(tea)))
      assert.strictEqual(yard.posted(stockAt(key, outside("variance", reason))), 1)
      assert.deepStrictEqual(yard.availability(tea), {
        onHand: 9,
        sellable: 9,
        reserved: 1,
        available: 8,
        shortfall: 0
      })
      assert.deepStrictEqual(yard.audit(), [])
    }
  })

  it("of stock that is not for sale leaves the promise book alone", () => {
    const damaged = { ...key, status: "damaged" } as const
    const found = adjustStock(
      { key: damaged, site, place: at("A1"), reason: "found", gained: 3 },
      { free: 0, shortfall: 2 }
    )
    const place = stockAt(damaged, at("A1"))
    const from = stockAt(damaged, outside("variance", "found"))
    assert.deepStrictEqual<unknown>(found, [moved(from, place, 3)])
    const lost = adjustStock(
      { key: damaged, site, place: at("A1"), reason: "lost", lost: 1 },
      { free: 9, shortfall: 0 }
    )
    assert.strictEqual(lost.length, 1)
  })

  it("of nothing, and the loss of more than stands there unclaimed, is refused by the ledger", () => {
    const yard = withPromise(1)
    const at1 = { key, site, place: at("A1"), reason: "lost" } as const
    assert.strictEqual(yard.refused(adjustStock(at1, yard.promises(tea)))._tag, "QuantityNotWhole")
    assert.deepStrictEqual(yard.refused(adjustStock({ ...at1, lost: 11 }, yard.promises(tea))), {
      _tag: "BalanceTooLow",
      account: stockAt(key, at("A1")),
      asked: 11,
      available: 10
    })
  })
})
