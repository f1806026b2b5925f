import { isLimited } from "@stowage/kernel/Account"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { moveStock, receiveStock } from "@stowage/inventory/moveStock"
import { claimId } from "@stowage/inventory/reserve"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { after, counted, days } from "./floor.ts"
import { happenings } from "./happenings.ts"
import { at, line, makeYard, mug, order, owner, pendPromise, site, tea } from "./yard.ts"

const runs = { numRuns: 300 }
const law = (title: string, holds: (drawn: Parameters<typeof days>[0]) => void) =>
  it(title, () => fc.assert(fc.property(happenings, holds), runs))

describe("the two books over any history of a floor", () => {
  law("say what one who only counts says, after everything that happens", (drawn) => {
    for (const floor of days(drawn)) {
      for (const sku of [tea, mug]) assert.deepStrictEqual(floor.yard.availability(sku), counted(floor, sku))
    }
  })

  law("know every unit at its place", (drawn) => {
    const { stands, yard } = after(drawn)
    const said = [...yard.ledger.balances()].filter(({ account, posted }) => {
      return posted !== 0 && account.startsWith("physical|") && isLimited(account)
    })
    const seen = stands
      .filter(({ units }) => units > 0)
      .map(({ lot, place, sku, sought, status, units }) => {
        return `${units} with ${sought} sought in physical|${owner}|${sku}|${lot}||${status}|${place}`
      })
    assert.sameMembers(
      said.map(({ account, pendingOut, posted }) => `${posted} with ${pendingOut} sought in ${account}`),
      seen
    )
  })

  law("never go below zero but for outside parties, and never promise what is missing", (drawn) => {
    for (const { yard } of days(drawn)) {
      for (const { account, pendingOut, posted } of yard.ledger.balances()) {
        if (isLimited(account)) assert.isAtLeast(posted - pendingOut, 0, account)
      }
      for (const sku of [tea, mug]) {
        const { free, shortfall } = yard.promises(sku)
        assert.isTrue(free === 0 || shortfall === 0, `${sku}: ${free} free while ${shortfall} are missing`)
      }
    }
  })

  law("resolve every claim once: a second time is refused and changes nothing", (drawn) => {
    const { now, promises, resolved, yard } = after(drawn)
    for (const { id } of promises) assert.strictEqual(yard.ledger.pending(id)?.state, "pending")
    const before = yard.books()
    for (const id of resolved) {
      assert.strictEqual(yard.refused([{ _tag: "Void", id }], now)._tag, "PendingResolved")
      assert.strictEqual(yard.refused([pendPromise(tea)(id, 1)], now)._tag, "PendingIdTaken")
    }
    assert.deepStrictEqual(yard.books(), before)
  })

  law("are found sound by the audit, at the end and at every moment before", (drawn) => {
    const { yard } = after(drawn)
    assert.deepStrictEqual(yard.audit(), [])
    for (const floor of days(drawn)) {
      if (floor.yard.commits.length % 5 === 0) assert.deepStrictEqual(floor.yard.audit(), [])
    }
  })

  it("meet every kind of happening, shortfalls among them", () => {
    const floors = fc.sample(happenings, { numRuns: 300, seed: 1 }).map(after)
    assert.isTrue(floors.some(({ yard }) => yard.promises(tea).shortfall > 0))
    assert.isTrue(floors.some(({ seeking }) => seeking.length > 0))
    const states = new Set(floors.flatMap(({ yard }) => [...yard.ledger.pendings()].map(({ state }) => state)))
    assert.deepStrictEqual([...states].toSorted(), ["expired", "pending", "settled", "voided"])
  })
})

describe("a loss of promised stock", () => {
  it("is booked in full, named as a shortfall, and repaid by the next receipt", () => {
    const yard = makeYard()
    const key = { owner, sku: tea }
    yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 10, yard.promises(tea)))
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 8)])
    yard.post(adjustStock({ key, site, place: at("A1"), reason: "stolen", lost: 5 }, yard.promises(tea)))
    assert.deepStrictEqual(yard.availability(tea), { onHand: 5, sellable: 5, reserved: 8, available: 0, shortfall: 3 })
    yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 4, yard.promises(tea)))
    assert.deepStrictEqual(yard.availability(tea), { onHand: 9, sellable: 9, reserved: 8, available: 1, shortfall: 0 })
    assert.deepStrictEqual(yard.audit(), [])
  })
})

describe("more than there is", () => {
  it("cannot be carried away, also not by two moves of one commit, and nothing changes", () => {
    const yard = makeYard()
    const key = { owner, sku: tea }
    yard.post(receiveStock(key, "leaf-ltd", site, at("DOCK"), 5, yard.promises(tea)))
    const before = yard.books()
    const twice = [moveStock(key, at("DOCK"), at("A1"), 3), moveStock(key, at("DOCK"), at("A2"), 3)]
    assert.deepStrictEqual(yard.refused(twice), {
      _tag: "BalanceTooLow",
      account: stockAt(key, at("DOCK")),
      asked: 6,
      available: 5
    })
    assert.deepStrictEqual(yard.books(), before)
  })
})
