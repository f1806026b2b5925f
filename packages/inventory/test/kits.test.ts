import type { LotId, Sku } from "@stowage/kernel/Ids"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { adjustStock } from "@stowage/inventory/adjustStock"
import {
  breakKits,
  buildKits,
  doWork,
  type Kit,
  kitRefusal,
  kitsFrom,
  componentLine,
  reserveKits,
  sayKitRefusal
} from "@stowage/inventory/kits"
import { receiveStock } from "@stowage/inventory/moveStock"
import { claimedBy, claimId } from "@stowage/inventory/reserve"
import { at, line, makeYard, mug, order, owner, pendPromise, site, tea, type Yard } from "./yard.ts"

const gift: Kit = {
  sku: "GIFT" as Sku,
  components: [
    { sku: tea, quantity: 3 },
    { sku: mug, quantity: 1 }
  ]
}
const places = (count: number, name: string) => ({
  name,
  site,
  kit: { key: { owner, sku: gift.sku }, place: at("K1") },
  components: [
    { key: { owner, sku: tea }, place: at("A1"), quantity: 3 * count },
    { key: { owner, sku: mug }, place: at("A2"), quantity: count }
  ]
})
const stocked = (teas: number, mugs: number): Yard => {
  const yard = makeYard()
  if (teas > 0) yard.post(receiveStock({ owner, sku: tea }, "s", site, at("A1"), teas, yard.promises(tea)))
  if (mugs > 0) yard.post(receiveStock({ owner, sku: mug }, "s", site, at("A2"), mugs, yard.promises(mug)))
  return yard
}
const promisesOf = (yard: Yard) => (_: unknown, sku: Sku) => yard.promises(sku)

describe("a kit", () => {
  it("is there as often as its scarcest component makes it; a kit of nothing never is", () => {
    const free = (sku: Sku) => (sku === tea ? 10 : 4)
    assert.strictEqual(kitsFrom(gift, free), 3)
    assert.strictEqual(kitsFrom({ ...gift, components: [] }, free), 0)
    for (const quantity of [0, -1, 1.5, Number.NaN]) {
      assert.strictEqual(kitsFrom({ ...gift, components: [...gift.components, { sku: mug, quantity }] }, free), 0)
    }
    assert.strictEqual(
      kitsFrom(gift, () => -1),
      0
    )
  })

  it("takes all that it names of a SKU that it names twice", () => {
    const twice: Kit = { ...gift, components: [...gift.components, { sku: mug, quantity: 1 }] }
    assert.strictEqual(
      kitsFrom(twice, () => 10),
      3
    )
    assert.strictEqual(
      kitsFrom(twice, (sku) => (sku === tea ? 10 : 5)),
      2
    )
    const work = buildKits(2, places(2, "build-1"))
    assert.deepStrictEqual(kitRefusal(twice, 2, work.uses), {
      _tag: "ComponentsDiffer",
      sku: mug,
      expected: 4,
      given: 2
    })
    const yard = stocked(10, 4)
    const asked = { line: line("1"), kit: twice, quantity: 3, claimsBefore: 0 }
    const { components, kits } = reserveKits(
      { order: order("web-1"), owner, site, free: (sku: Sku) => yard.promises(sku).free },
      [asked]
    )
    assert.deepStrictEqual(kits, [{ line: line("1"), asked: 3, reserved: 2, short: 1 }])
    yard.post(components.transfers)
    assert.deepStrictEqual([yard.availability(tea).reserved, yard.availability(mug).reserved], [6, 4])
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("is not made of what is no number: who asks is told of which component", () => {
    const nobodyKnows = (sku: Sku) => (sku === tea ? 10 : Number.NaN)
    assert.throws(() => kitsFrom(gift, nobodyKnows), RangeError, "NaN units of MUG are free; expected a number")
  })

  it("is built from its components and broken into them again, in both books", () => {
    const yard = stocked(10, 4)
    const before = yard.books()
    yard.post(doWork(buildKits(2, places(2, "build-1")), promisesOf(yard)))
    assert.strictEqual(yard.availability(gift.sku).available, 2)
    assert.strictEqual(yard.availability(tea).available, 4)
    assert.deepStrictEqual(yard.audit(), [])
    yard.post(doWork(breakKits(2, places(2, "break-1")), promisesOf(yard)))
    assert.deepStrictEqual(yard.audit(), [])
    const withoutWork = Object.entries(yard.books()).filter(([account]) => !account.includes("|work:"))
    assert.deepStrictEqual(Object.fromEntries(withoutWork), before)
  })

  it("is not built of what is promised to somebody: the ledger refuses", () => {
    const yard = stocked(6, 4)
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 4)])
    assert.strictEqual(yard.refused(doWork(buildKits(1, places(1, "b")), promisesOf(yard)))._tag, "BalanceTooLow")
  })

  it("names the first component whose number is not what the recipe asks for", () => {
    const { components } = places(2, "b")
    assert.isUndefined(kitRefusal(gift, 2, components))
    const fewer = kitRefusal(gift, 3, components)
    assert.deepStrictEqual(fewer, { _tag: "ComponentsDiffer", sku: tea, expected: 9, given: 6 })
    assert.strictEqual(fewer && sayKitRefusal(fewer), "The kits take 9 of TEA; 6 were given.")
    const strange = kitRefusal(gift, 2, [
      ...components,
      { key: { owner, sku: gift.sku }, place: at("A3"), quantity: 1 }
    ])
    assert.deepStrictEqual(strange, { _tag: "ComponentsDiffer", sku: gift.sku, expected: 0, given: 1 })
  })

  it("repays a shortfall of kits before it is free to promise", () => {
    const yard = stocked(10, 4)
    const made = doWork(buildKits(2, places(2, "b")), (_, sku) =>
      sku === gift.sku ? { free: 0, shortfall: 1 } : yard.promises(sku)
    )
    const repaid = made.find((transfer) => transfer._tag === "Post" && transfer.to.includes("shortfall:"))
    assert.strictEqual(repaid?._tag === "Post" ? repaid.quantity : 0, 1)
  })
})

describe("components that come out of a kit in several lots", () => {
  it("repay a shortfall once", () => {
    const components = ["L1", "L2"].map((lot) => ({
      key: { owner, sku: tea, lot: lot as LotId },
      place: at("A1"),
      quantity: 3
    }))
    const missing = { free: 0, shortfall: 4 }
    const made = doWork(breakKits(2, { ...places(2, "b"), components }), () => missing)
    const repaid = made.flatMap((one) => (one._tag === "Post" && one.to.includes("shortfall:") ? [one.quantity] : []))
    assert.deepStrictEqual(repaid, [4])
  })
})

describe("units that get another lot number", () => {
  it("stay promised as they were, also where some are missing; what is used up of them is not what is promised", () => {
    const yard = stocked(3, 0)
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 3)])
    yard.post(
      adjustStock({ key: { owner, sku: tea }, site, place: at("A1"), reason: "lost", lost: 1 }, yard.promises(tea))
    )
    const repack = (name: string, used: number, ...made: ReadonlyArray<number>) =>
      doWork(
        {
          name,
          site,
          uses: [{ key: { owner, sku: tea }, place: at("A1"), quantity: used }],
          makes: made.map((quantity) => ({
            key: { owner, sku: tea, lot: "L9" as LotId },
            place: at("A1"),
            quantity
          }))
        },
        promisesOf(yard)
      )
    yard.post(repack("r1", 2, 2))
    assert.deepStrictEqual(yard.promises(tea), { free: 0, shortfall: 1 })
    assert.deepStrictEqual(yard.audit(), [])
    yard.post(receiveStock({ owner, sku: tea }, "s", site, at("A1"), 2, yard.promises(tea)))
    assert.strictEqual(yard.refused(repack("r2", 2))._tag, "BalanceTooLow")
    yard.post(repack("r3", 2, 1))
    assert.deepStrictEqual(yard.promises(tea), { free: 0, shortfall: 0 })
  })
})

describe("kits sold by their components", () => {
  const from = (yard: Yard) => ({
    order: order("web-1"),
    owner,
    site,
    free: (sku: Sku) => yard.promises(sku).free
  })

  it("promise whole kits only, and name the rest short", () => {
    const yard = stocked(10, 4)
    const { components, kits } = reserveKits(from(yard), [{ line: line("1"), kit: gift, quantity: 5, claimsBefore: 0 }])
    assert.deepStrictEqual(kits, [{ line: line("1"), asked: 5, reserved: 3, short: 2 }])
    yard.post(components.transfers)
    assert.deepStrictEqual([yard.availability(tea).reserved, yard.availability(mug).reserved], [9, 3])
    assert.deepStrictEqual(
      components.lines.map(({ claim }) => claim),
      ["claim:web-1|1|TEA#1", "claim:web-1|1|MUG#1"].map((id) => id as (typeof components.lines)[0]["claim"])
    )
  })

  it("claim each component under a name that says whose it is and is no other's, whatever ids contain", () => {
    const nameOf = (ofLine: string, sku: string) => claimId(order("shop/1"), componentLine(line(ofLine), sku as Sku), 2)
    assert.deepStrictEqual(claimedBy(nameOf("1/A", "B#1")), {
      order: order("shop/1"),
      line: line("1/A"),
      component: "B#1" as Sku
    })
    assert.notStrictEqual(nameOf("1/A", "B"), nameOf("1", "A/B"))
  })

  it("are asked for in whole numbers, and what is none is named", () => {
    const asked = { line: line("1"), kit: gift, quantity: -1, claimsBefore: 0 }
    assert.throws(() => reserveKits(from(stocked(10, 4)), [asked]), "Line 1 asks for -1 of GIFT")
  })

  it("never promise a component without the others, nor more than there is, on any lines", () => {
    const asked = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.nat(12), fc.nat(5), asked, (teas, mugs, quantities) => {
        const yard = stocked(teas, mugs)
        const lines = quantities.map((quantity, nth) => ({
          line: line(`${nth}`),
          kit: gift,
          quantity,
          claimsBefore: 0
        }))
        const { components, kits } = reserveKits(from(yard), lines)
        if (components.transfers.length > 0) yard.post(components.transfers)
        const reserved = kits.reduce((total, one) => total + one.reserved, 0)
        for (const one of kits) assert.strictEqual(one.asked, one.reserved + one.short)
        assert.strictEqual(yard.availability(tea).reserved, 3 * reserved)
        assert.strictEqual(yard.availability(mug).reserved, reserved)
        const wanted = quantities.reduce((total, quantity) => total + quantity, 0)
        assert.strictEqual(reserved, Math.min(wanted, Math.floor(teas / 3), mugs))
      })
    )
  })
})
