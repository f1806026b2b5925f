import { atLocation } from "@stowage/kernel/Account"
import { LineId, OrderId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { componentLine } from "@stowage/inventory/kits"
import { claimedBy, claimId } from "@stowage/inventory/reserve"
import { promisable, promisedTo } from "@stowage/inventory/stockAccounts"
import { expirePromises } from "@stowage/operations/expirePromises"
import { promiseOrder } from "@stowage/operations/promiseOrder"
import { assert, describe, it } from "vitest"
import { openYard } from "./openYard.ts"
import { cut, orderOf, placed, promised, released } from "./words.ts"
import { mug, mugFace, owner, site } from "./yard.ts"

/** Each step of a yard is a millisecond later than the one before. */
const aStep = 1
const soon = 0 as Instant

const withOrder = (drawing: string, ttlMillis?: number) => {
  const yard = openYard()
  yard.stocked(mug, 5, mugFace)
  yard.act(placed("web-1", drawing))
  yard.act(promiseOrder(orderOf(yard, "web-1"), yard.stock, "p1", soon, ttlMillis))
  return yard
}

const expired = (yard: ReturnType<typeof withOrder>) =>
  expirePromises(
    [...yard.ledger.pendings()].filter(({ state }) => state === "pending"),
    (id) => yard.records.order.get(id),
    yard.stock,
    soon
  )

describe("a promise for a while", () => {
  it("is free again once its time has run out, and the order waits", () => {
    const yard = withOrder("3xMUG 1xMUG", aStep)
    assert.strictEqual(yard.stock.promises(mug).free, 1)
    yard.act(expired(yard))
    assert.strictEqual(yard.stock.promises(mug).free, 5)
    assert.deepStrictEqual([yard.buckets("web-1", 1), yard.buckets("web-1", 2)], ["3/0/0/0/0/0", "1/0/0/0/0/0"])
  })

  it("can be given again, under a claim of its own", () => {
    const yard = withOrder("3xMUG", aStep)
    yard.act(expired(yard))
    yard.act(promised(yard, "web-1", "p2"))
    assert.strictEqual(yard.buckets("web-1"), "0/0/3/0/0/0")
    assert.isUndefined(expired(openYard()))
  })

  it("is not taken back before its time, nor when it has none", () => {
    assert.include(withOrderRefusal(1000), "holds until")
    assert.include(withOrderRefusal(undefined), "never expires")
  })

  it("ends when it would have, though some of its units were cut before", () => {
    const yard = withOrder("3xMUG", aStep)
    yard.act(cut(yard, "web-1", "L1", 1, "c1", yard.commits.length))
    assert.strictEqual(yard.stock.promises(mug).free, 3)
    yard.act(expired(yard))
    assert.deepStrictEqual([yard.buckets("web-1"), yard.stock.promises(mug).free], ["2/0/0/0/0/1", 5])
  })

  it("repays what was lost meanwhile before anything is free", () => {
    const yard = withOrder("3xMUG", aStep)
    const loss = { key: { owner, sku: mug }, site, place: atLocation(site, mugFace), reason: "lost", lost: 4 } as const
    yard.act({ commands: [], transfers: adjustStock(loss, yard.stock.promises(mug)) })
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 2 })
    yard.act(expired(yard))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 1, shortfall: 0 })
  })

  it("is left to who sold the kits where it is a claim of a component", () => {
    const yard = withOrder("3xMUG")
    const [line, from] = [LineId.make("1"), promisable(owner, mug, site)]
    const id = claimId(OrderId.make("web-1"), componentLine(line, mug), 1)
    yard.act({ commands: [], transfers: [{ _tag: "Pend", id, from, to: promisedTo(owner, mug), quantity: 1 }] })
    const claims = [...yard.ledger.pendings()].filter((claim) => claim.id === id)
    assert.lengthOf(claims, 1)
    assert.isUndefined(expirePromises(claims, (of) => yard.records.order.get(of), yard.stock, soon))
  })

  it("stands when a site has the units", () => {
    const yard = withOrder("3xMUG", aStep)
    yard.act(released(yard, "web-1"))
    assert.isUndefined(expired(yard))
    assert.strictEqual(yard.stock.promises(mug).free, 2)
  })
})

const withOrderRefusal = (ttlMillis: number | undefined): string => {
  const yard = withOrder("3xMUG", ttlMillis)
  return yard.refusal(expired(yard))
}

describe("a claim's name", () => {
  it("says whose it is, and only an order's does", () => {
    const of = (id: string) => claimedBy(id as Parameters<typeof claimedBy>[0])
    assert.deepStrictEqual(of("claim:shop/1|L/2#3"), { order: OrderId.make("shop/1"), line: LineId.make("L/2") })
    assert.isUndefined(of("pick:web-1.1"))
    assert.isUndefined(of("claim:web-1"))
  })
})
