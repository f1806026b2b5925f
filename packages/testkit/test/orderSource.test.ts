import { Journal } from "@stowage/runtime/Journal"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { ofOtherSkus, orderSource } from "@stowage/testkit/orderSource"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"

const skus = 50
const ordersOf = (seed: number, count: number, distribution: "zipf" | "hot") =>
  Array.from({ length: count }, orderSource(seed, skus, distribution))

describe("orders to measure by", () => {
  it("are the same for the same seed, and others for another", () => {
    assert.deepStrictEqual(ordersOf(7, 100, "zipf"), ordersOf(7, 100, "zipf"))
    assert.notDeepEqual(ordersOf(7, 100, "zipf"), ordersOf(8, 100, "zipf"))
  })

  it("have one to five lines of different SKUs, 2.3 on average, and one in ten is given up", () => {
    const orders = ordersOf(1, 5000, "zipf")
    for (const { lines } of orders) {
      assert.strictEqual(new Set(lines.map(({ sku }) => sku)).size, lines.length)
      assert.isTrue(lines.length >= 1 && lines.length <= 5 && lines.every(({ sku }) => sku >= 0 && sku < skus))
    }
    assert.closeTo(orders.reduce((sum, { lines }) => sum + lines.length, 0) / orders.length, 2.3, 0.1)
    assert.lengthOf(
      orders.filter(({ shipped }) => !shipped),
      500
    )
  })

  it("ask for the k-th most wanted SKU in proportion to 1/k, or for one in every order", () => {
    const wanted = new Float64Array(skus)
    for (const { lines } of ordersOf(1, 20_000, "zipf")) wanted[lines[0]?.sku ?? 0]! += 1
    assert.closeTo(wanted[0]! / wanted[1]!, 2, 0.15)
    assert.closeTo(wanted[0]! / wanted[9]!, 10, 1.5)
    assert.isTrue(ordersOf(1, 100, "hot").every(({ lines }) => lines[0]?.sku === 0))
  })

  it("of more lines than there are SKUs ask for every SKU once", () => {
    const next = orderSource(1, 2, "zipf")
    for (let nth = 0; nth < 200; nth++) assert.isAtMost(next().lines.length, 2)
  })

  it("are reserved, shipped and released by a journal, which holds what they say", async () => {
    const commits = makeCommits(2 * skus)
    const orders = ofOtherSkus(ordersOf(3, 30, "zipf"), skus)
    const balances = await Effect.runPromise(
      Effect.gen(function* () {
        const journal = yield* Journal
        const { commit } = journal
        for (let sku = skus; sku < 2 * skus; sku++) yield* commit(commits.stock(sku, 1000))
        for (const order of orders) yield* commit(commits.reserve(order))
        for (const order of orders) yield* commit(commits.settle(order))
        return yield* journal.balances({})
      }).pipe(Effect.provide(layerMemory))
    )
    const shipped = new Float64Array(2 * skus)
    for (const order of orders.filter((one) => one.shipped)) {
      for (const { quantity, sku } of order.lines) shipped[sku]! += quantity
    }
    for (let sku = skus; sku < 2 * skus; sku++) {
      const free = balances.find(({ account }) => account === commits.accounts(sku).free)
      assert.deepInclude(free, { posted: 1000 - shipped[sku]!, pendingOut: 0 })
    }
  })
})
