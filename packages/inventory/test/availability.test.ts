import { account, atLocation, type Place, siteOf, siteWide } from "@stowage/kernel/Account"
import type { LotId, OwnerId, SiteId } from "@stowage/kernel/Ids"
import type { Balance } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { availabilityOf } from "@stowage/inventory/availability"
import { promisable, promisedTo, shortfallAt, stockAt } from "@stowage/inventory/stockAccounts"
import { at, location, lot24, mug, owner, site, tea, unit } from "./yard.ts"

const balance = (account: Balance["account"], posted: number, pendingOut = 0): Balance => ({
  account,
  posted,
  pendingOut,
  pendingIn: 0
})
const key = { owner, sku: tea }
const nothing = { onHand: 0, sellable: 0, reserved: 0, available: 0, shortfall: 0 }
const elsewhere = "WH2" as SiteId
const client = "zenith" as OwnerId

describe("availability", () => {
  it("counts every lot, location and handling unit of the site, and sells what is in available status", () => {
    const balances = [
      balance(stockAt({ ...key, lot: lot24 }, at("A1")), 4),
      balance(stockAt(key, at("A2")), 3, 2),
      balance(stockAt(key, unit("TOTE-1")), 2),
      balance(stockAt({ ...key, status: "damaged" }, at("A1")), 1),
      balance(promisable(owner, tea, site), 9, 5)
    ]
    const expected = { onHand: 10, sellable: 9, reserved: 5, available: 4, shortfall: 0 }
    assert.deepStrictEqual(availabilityOf(owner, tea, site, balances), expected)
    assert.deepStrictEqual(availabilityOf(owner, tea, site, balances.toReversed()), expected)
  })

  it("takes no notice of other owners, SKUs and sites, nor of outside parties", () => {
    const others = [
      balance(stockAt({ ...key, owner: client }, at("A1")), 4),
      balance(stockAt({ ...key, sku: mug }, at("A1")), 4),
      balance(stockAt(key, atLocation(elsewhere, location("A1"))), 4),
      balance(stockAt(key, "supplier:leaf-ltd" as Place), -4),
      balance(promisable(owner, tea, elsewhere), 4, 2),
      balance(promisable(client, tea, site), 4, 2),
      balance(promisedTo(owner, tea), 4),
      balance(shortfallAt(owner, tea, elsewhere), -4),
      balance(shortfallAt(owner, mug, site), -4)
    ]
    assert.deepStrictEqual(availabilityOf(owner, tea, site, others), nothing)
  })

  it("of a SKU that was never seen, or of which nothing is left, is nothing: plain zeros", () => {
    assert.deepStrictEqual(availabilityOf(owner, tea, site, []), nothing)
    const settled = [balance(shortfallAt(owner, tea, site), 0), balance(promisable(owner, tea, site), 0)]
    assert.deepStrictEqual(availabilityOf(owner, tea, site, settled), nothing)
  })

  it("shows a shortfall as a positive count", () => {
    const balances = [balance(shortfallAt(owner, tea, site), -3), balance(promisable(owner, tea, site), 8, 8)]
    assert.deepStrictEqual(availabilityOf(owner, tea, site, balances), { ...nothing, reserved: 8, shortfall: 3 })
  })
})

describe("an account of stock", () => {
  it("says whose, which, of which lot, in what status and where; available and untracked by default", () => {
    assert.strictEqual(stockAt(key, at("A1")), "physical|acme|TEA|||available|at:WH1/A1")
    const tracked = { ...key, lot: "L24" as LotId, status: "hold" } as const
    assert.strictEqual(stockAt(tracked, unit("TOTE-1")), "physical|acme|TEA|L24||hold|in:WH1/TOTE-1")
  })

  it("of the promise book is one per owner, SKU and site", () => {
    fc.assert(
      fc.property(fc.constantFrom(tea, mug), fc.constantFrom(site, elsewhere), (sku, at) => {
        assert.strictEqual(promisable(owner, sku, at), account({ book: "promise", owner, sku, place: siteWide(at) }))
        assert.strictEqual(siteOf(siteWide(at)), at)
      })
    )
  })
})
