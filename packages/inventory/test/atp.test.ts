import type { SiteId } from "@stowage/kernel/Ids"
import { plusDays } from "@stowage/kernel/LocalDate"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type AtpTerms, atpByDay, type ChannelShare, freeForChannel, promiseDay } from "@stowage/inventory/atp"
import { type AvailabilityChange, startAvailabilityFeed } from "@stowage/inventory/availabilityFeed"
import { receiveStock } from "@stowage/inventory/moveStock"
import { claimId, reserve } from "@stowage/inventory/reserve"
import { after, days } from "./floor.ts"
import { happenings } from "./happenings.ts"
import { at, day, line, makeYard, mug, order, owner, pendPromise, site, tea } from "./yard.ts"

const today = day("2026-03-10")
const terms = (more: Partial<AtpTerms> = {}): AtpTerms => ({
  today,
  days: 4,
  available: 10,
  shortfall: 0,
  backordered: 0,
  safetyStock: 0,
  inbound: [],
  demand: [],
  ...more
})
const on = (nth: number, quantity: number) => ({ date: plusDays(today, nth), quantity })
const atps = (of: AtpTerms) => atpByDay(of).map(({ atp }) => atp)

describe("available to promise", () => {
  it("grows with what comes in, on its day", () => {
    assert.deepStrictEqual(atps(terms({ inbound: [on(2, 5)] })), [10, 10, 15, 15])
  })

  it("never takes today what is wanted on a later day before more comes in", () => {
    assert.deepStrictEqual(atps(terms({ demand: [on(2, 8)], inbound: [on(3, 20)] })), [2, 2, 2, 22])
  })

  it("keeps safety stock and what is backordered, and names what will be missing", () => {
    const curve = atpByDay(terms({ available: 3, safetyStock: 2, backordered: 4, inbound: [on(1, 10)] }))
    assert.deepStrictEqual(
      curve.map(({ atp, missing, projected }) => [projected, atp, missing]),
      [
        [-3, 0, 3],
        [7, 7, 0],
        [7, 7, 0],
        [7, 7, 0]
      ]
    )
  })

  it("gives what comes in to those first who were promised what is missing", () => {
    const curve = atpByDay(terms({ available: 0, shortfall: 3, inbound: [on(1, 5)] }))
    assert.deepStrictEqual(
      curve.map(({ atp, missing }) => [atp, missing]),
      [
        [0, 3],
        [2, 0],
        [2, 0],
        [2, 0]
      ]
    )
  })

  it("counts what is overdue for today, and looks no further than asked", () => {
    assert.deepStrictEqual(
      atps(terms({ inbound: [on(-2, 5), on(4, 99)], demand: [on(-1, 1), on(9, 99)] })),
      [14, 14, 14, 14]
    )
  })

  it("tells the first day for which so many may be promised, or none", () => {
    const curve = atpByDay(terms({ inbound: [on(2, 5)] }))
    assert.strictEqual(promiseDay(curve, 10), today)
    assert.strictEqual(promiseDay(curve, 11), plusDays(today, 2))
    assert.isUndefined(promiseDay(curve, 16))
  })

  it("throws on what is no number of units or days, naming it", () => {
    for (const days of [0, -1, 1.5, Number.NaN, 1e308]) {
      assert.throws(() => atpByDay(terms({ days })), RangeError, `${days} days ahead; expected a whole number of 1 to`)
    }
    assert.throws(
      () => atpByDay(terms({ safetyStock: Number.NaN })),
      RangeError,
      "safetyStock is NaN; expected a number"
    )
    const never = terms({ inbound: [on(0, 5), on(1, Number.NaN)] })
    assert.throws(() => atpByDay(never), RangeError, "inbound of 2026-03-11 is NaN; expected a number of units")
    for (const name of ["available", "shortfall"]) {
      const said = `${name} is NaN; expected a number`
      assert.throws(() => atpByDay(terms({ [name]: Number.NaN })), RangeError, said)
    }
    for (const more of [{ safetyStock: -1 }, { backordered: -1 }, { inbound: [on(0, -1)] }, { demand: [on(0, -1)] }]) {
      assert.throws(() => atpByDay(terms(more)), RangeError, "is -1; expected a number of units of at least 0")
    }
  })

  it("of any day is the most that can be promised for it with nothing missing that was not before", () => {
    const units = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 6 })), { maxLength: 4 })
    fc.assert(
      fc.property(fc.nat(8), units, units, fc.nat(3), (available, comes, goes, nth) => {
        const [inbound, demand] = [comes, goes].map((drawn) => drawn.map(([when, quantity]) => on(when, quantity)))
        const asked = terms({ available, inbound: inbound ?? [], demand: demand ?? [] })
        const most = atps(asked)[nth] ?? 0
        const missing = (more: number) =>
          atpByDay({ ...asked, demand: more === 0 ? asked.demand : [...asked.demand, on(nth, more)] })
            .slice(nth)
            .reduce((sum, one) => sum + one.missing, 0)
        assert.strictEqual(missing(most), missing(0))
        assert.isAbove(missing(most + 1), missing(0))
      })
    )
  })
})

const shares: ReadonlyArray<ChannelShare> = [
  { channel: "web", keeps: 4 },
  { channel: "shop", keeps: 2, atMost: 5 }
]

describe("a channel", () => {
  it("may promise all but safety stock and what is kept for others, and at most its limit", () => {
    assert.strictEqual(freeForChannel(20, 3, shares, "web"), 15)
    assert.strictEqual(freeForChannel(20, 3, shares, "shop"), 5)
    assert.strictEqual(freeForChannel(20, 3, shares, "elsewhere"), 11)
    assert.strictEqual(freeForChannel(5, 3, shares, "shop"), 0)
  })

  it("is promised nothing by terms that are no units, and least of all more than there is", () => {
    const by = (one: ChannelShare) => () => freeForChannel(20, 3, [...shares, one], "web")
    for (const units of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => freeForChannel(20, units, shares, "web"), RangeError, `safetyStock is ${units}; expected`)
      assert.throws(by({ channel: "app", keeps: units }), RangeError, `what app keeps is ${units}; expected`)
      assert.throws(
        by({ channel: "app", keeps: 0, atMost: units }),
        RangeError,
        `the most of app is ${units}; expected`
      )
    }
    assert.throws(() => freeForChannel(Number.NaN, 3, shares, "web"), RangeError, "free is NaN; expected a number")
    assert.strictEqual(freeForChannel(-5, 3, shares, "web"), 0)
  })
})

describe("the availability feed", () => {
  const salesTerms = () => ({ safetyStock: 1, channels: shares })

  it("says what a commit changed, per SKU, site and channel, and nothing of what it did not", () => {
    const yard = makeYard()
    const feed = startAvailabilityFeed(salesTerms)
    yard.post(receiveStock({ owner, sku: tea }, "leaf", site, at("A1"), 9, yard.promises(tea)))
    yard.post(receiveStock({ owner, sku: mug }, "clay", site, at("A1"), 2, yard.promises(mug)))
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 2)])
    const [, , [change, ...others] = []] = yard.commits.map(feed.read)
    assert.deepStrictEqual(others, [])
    assert.deepStrictEqual(change, {
      owner,
      sku: tea,
      site,
      position: 3,
      onHand: 9,
      sellable: 9,
      reserved: 2,
      available: 7,
      shortfall: 0,
      backordered: 0,
      channels: [
        { channel: "web", available: 4 },
        { channel: "shop", available: 2 }
      ]
    })
  })

  it("is silent about units that are carried within a site", () => {
    const yard = makeYard()
    const feed = startAvailabilityFeed(salesTerms)
    const key = { owner, sku: tea }
    feed.read({ position: 1, at: 0 as never, transfers: receiveStock(key, "l", site, at("A1"), 9, yard.promises(tea)) })
    const from = receiveStock(key, "l", site, at("A1"), 9, yard.promises(tea))[0]
    const to = receiveStock(key, "l", site, at("A2"), 9, yard.promises(tea))[0]
    if (from?._tag !== "Post" || to?._tag !== "Post") throw new Error("expected posts")
    const move = { _tag: "Post" as const, from: from.to, to: to.to, quantity: 3 }
    assert.deepStrictEqual(feed.read({ position: 2, at: 0 as never, transfers: [move] }), [])
  })

  it("names what is promised for stock yet to come", () => {
    const yard = makeYard()
    const of = { order: order("web-1"), owner, site, free: () => 0, backorder: () => true }
    yard.post(reserve(of, [{ line: line("1"), sku: tea, quantity: 3, claimsBefore: 0 }]).transfers)
    const [[change] = []] = yard.commits.map(startAvailabilityFeed(salesTerms).read)
    assert.deepStrictEqual([change?.backordered, change?.reserved, change?.available], [3, 0, 0])
  })

  it("shows at every moment of any floor what is added up from scratch, and only changes", () => {
    fc.assert(
      fc.property(happenings, (drawn) => {
        const feed = startAvailabilityFeed(salesTerms)
        const shown = new Map<string, AvailabilityChange>()
        let read = 0
        for (const { yard } of days(drawn)) {
          for (const commit of yard.commits.slice(read)) {
            for (const change of feed.read(commit)) {
              const { position: _, ...now } = change
              const { position: __, ...before } = shown.get(change.sku) ?? change
              if (shown.has(change.sku)) assert.notDeepEqual(now, before)
              shown.set(change.sku, change)
            }
          }
          read = yard.commits.length
          for (const sku of [tea, mug]) {
            const change = shown.get(sku)
            const { available, onHand, reserved, sellable, shortfall } = yard.availability(sku)
            const expected = [available, onHand, reserved, sellable, shortfall]
            const got =
              change === undefined
                ? [0, 0, 0, 0, 0]
                : [change.available, change.onHand, change.reserved, change.sellable, change.shortfall]
            assert.deepStrictEqual(got, expected)
            for (const { available: may, channel } of change?.channels ?? []) {
              assert.strictEqual(may, freeForChannel(available, 1, shares, channel))
            }
          }
        }
      })
    )
  })

  it("tells sites apart", () => {
    const [yard, other] = [after([]).yard, "WH2" as SiteId]
    yard.post(receiveStock({ owner, sku: tea }, "leaf", other, at("A1"), 4, yard.promises(tea)))
    const changes = yard.commits.flatMap(startAvailabilityFeed(salesTerms).read)
    assert.deepStrictEqual(
      changes.map(({ available, onHand, site }) => [site, onHand, available]),
      [
        [site, 4, 0],
        [other, 0, 4]
      ]
    )
  })
})
