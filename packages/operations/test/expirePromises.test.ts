import { atLocation } from "@stowage/kernel/Account"
import { eaches } from "@stowage/kernel/Eaches"
import { LineId, OrderId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { type Kit, reserveKits } from "@stowage/inventory/kits"
import { claimedBy } from "@stowage/inventory/reserve"
import { expirePromises } from "@stowage/operations/expirePromises"
import { promiseOrder } from "@stowage/operations/promiseOrder"
import { RequestId } from "@stowage/orders/OrderCommand"
import { assert, describe, it } from "vitest"
import { openYard } from "./openYard.ts"
import { cut, orderOf, placed, promised, released } from "./words.ts"
import { mug, mugFace, owner, site, tea, teaFace } from "./yard.ts"

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

const pending = (yard: ReturnType<typeof openYard>) => [...yard.ledger.openPendings()]

const expired = (yard: ReturnType<typeof openYard>) =>
  expirePromises(pending(yard), (id) => yard.records.order.get(id), yard.stock, soon)

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

  it("at another site is left to that site's hand-off", () => {
    const yard = withOrder("3xMUG", aStep)
    const elsewhere = { ...yard.stock, site: SiteId.make("WH2") }
    assert.isUndefined(expirePromises(pending(yard), (of) => yard.records.order.get(of), elsewhere, soon))
  })

  it("stands when a site has the units", () => {
    const yard = withOrder("3xMUG", aStep)
    yard.act(released(yard, "web-1"))
    assert.isUndefined(expired(yard))
    assert.strictEqual(yard.stock.promises(mug).free, 2)
  })
})

const gift: Kit = {
  sku: Sku.make("GIFT"),
  components: [
    { sku: tea, quantity: 2 },
    { sku: mug, quantity: 1 }
  ]
}

/** Seven tea and five mugs, of which so many kits are promised by their components. */
const withKits = (drawing: string, ttlMillis: number | undefined = aStep) => {
  const yard = openYard()
  yard.stocked(mug, 5, mugFace)
  yard.stocked(tea, 7, teaFace)
  yard.act(placed("web-1", drawing))
  const lines = orderOf(yard, "web-1").lines.map(({ lineId, open }) => ({
    line: lineId,
    kit: gift,
    quantity: open,
    claimsBefore: 0
  }))
  const order = OrderId.make("web-1")
  const free = (sku: Sku) => yard.stock.promises(sku).free
  const { components, kits } = reserveKits(
    { order, owner, site, free, ...(ttlMillis === undefined ? {} : { ttlMillis }) },
    lines
  )
  const promise = {
    _tag: "PromiseLines" as const,
    at: soon,
    requestId: RequestId.make("p1"),
    lines: kits.map(({ line, reserved, short }) => ({
      lineId: line,
      promised: eaches(reserved),
      short: eaches(short)
    }))
  }
  yard.act({ commands: [{ kind: "order", id: order, command: promise }], transfers: components.transfers })
  return yard
}

const expiredKits = (yard: ReturnType<typeof openYard>, claims = pending(yard), kit: Kit | undefined = gift) =>
  expirePromises(
    claims,
    (of) => yard.records.order.get(of),
    yard.stock,
    soon,
    (sku) => (sku === gift.sku ? kit : undefined)
  )

describe("kits that were promised for a while by their components", () => {
  it("are free again as kits: the order waits for as many, and no component is held", () => {
    const yard = withKits("2xGIFT 4xGIFT")
    assert.deepStrictEqual([yard.buckets("web-1", 1), yard.buckets("web-1", 2)], ["0/0/2/0/0/0", "0/3/1/0/0/0"])
    assert.deepStrictEqual([yard.stock.promises(tea).free, yard.stock.promises(mug).free], [1, 2])
    yard.act(expiredKits(yard))
    assert.deepStrictEqual([yard.buckets("web-1", 1), yard.buckets("web-1", 2)], ["2/0/0/0/0/0", "1/3/0/0/0/0"])
    assert.deepStrictEqual([yard.stock.promises(tea).free, yard.stock.promises(mug).free], [7, 5])
    assert.isUndefined(expiredKits(yard))
  })

  it("are not taken back before their time", () => {
    const yard = withKits("2xGIFT", 1000)
    assert.include(yard.refusal(expiredKits(yard)), "holds until")
  })

  it("repay of each component what was lost meanwhile", () => {
    const yard = withKits("3xGIFT")
    const loss = { key: { owner, sku: mug }, site, place: atLocation(site, mugFace), reason: "lost", lost: 4 } as const
    yard.act({ commands: [], transfers: adjustStock(loss, yard.stock.promises(mug)) })
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 0, shortfall: 2 })
    yard.act(expiredKits(yard))
    assert.deepStrictEqual(yard.stock.promises(mug), { free: 1, shortfall: 0 })
  })

  it("stand where a site has them", () => {
    const yard = withKits("2xGIFT")
    yard.act(released(yard, "web-1"))
    assert.isUndefined(expiredKits(yard))
  })

  it("stand where the claims are not of whole kits, or nobody says what the kits are", () => {
    const yard = withKits("2xGIFT")
    const [one] = pending(yard)
    assert.isUndefined(expiredKits(yard, one === undefined ? [] : [one]))
    assert.isUndefined(expired(yard))
    const more: Kit = { ...gift, components: gift.components.map((part) => ({ ...part, quantity: 2 })) }
    for (const other of [more, { ...gift, components: [] }, { ...gift, components: gift.components.slice(1) }]) {
      assert.isUndefined(expiredKits(yard, pending(yard), other))
    }
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
