import { type Account, outside, placeOf } from "@stowage/kernel/Account"
import type { LotId, OwnerId } from "@stowage/kernel/Ids"
import { packOf } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Adjustment, adjustStock } from "@stowage/inventory/adjustStock"
import { claimPick } from "@stowage/inventory/allocate"
import { availabilityOf } from "@stowage/inventory/availability"
import {
  moveWeighed,
  receiveWeighed,
  settleWeighed,
  shareOfWeight,
  type Weighed,
  weighedAlong,
  weightAt
} from "@stowage/inventory/catchWeight"
import { doWork } from "@stowage/inventory/kits"
import { moveStock, receiveStock, settlePick, shipStock } from "@stowage/inventory/moveStock"
import { changeOwner, ownershipChanges, shipConsigned } from "@stowage/inventory/ownership"
import { inPacks, packsOpened, unitsOfPacks } from "@stowage/inventory/packs"
import { claimId } from "@stowage/inventory/reserve"
import { promisable, promisedTo, stockAt } from "@stowage/inventory/stockAccounts"
import { dated } from "./history.ts"
import { at, line, makeYard, order, owner, pendPromise, site, task, tea, unit } from "./yard.ts"

const dozen = packOf(12)
const ladder = [
  { name: "pallet", ratio: packOf(48) },
  { name: "case", ratio: dozen }
]

describe("packs", () => {
  it("add up to base units exactly, and refuse half a unit by name", () => {
    assert.deepStrictEqual(
      Result.getOrThrow(
        unitsOfPacks([
          { count: 2, ratio: packOf(48) },
          { count: 3, ratio: dozen }
        ])
      ),
      132
    )
    const half = unitsOfPacks([{ count: 1, ratio: { packs: 2, baseUnits: 3 } }])
    assert.deepStrictEqual(half, Result.fail({ _tag: "DoesNotDivide" as const, quantity: 1, by: 2, rest: 1 }))
  })

  it("come to whole packs from the large to the small, with the loose units named", () => {
    assert.deepStrictEqual(inPacks(77, ladder), {
      packs: [
        { name: "pallet", count: 1 },
        { name: "case", count: 2 }
      ],
      loose: 5
    })
    assert.deepStrictEqual(inPacks(0, ladder), { packs: [], loose: 0 })
  })

  it("of any quantity lose nothing and leave less than the smallest loose", () => {
    fc.assert(
      fc.property(fc.nat(1000), (quantity) => {
        const { loose, packs } = inPacks(quantity, ladder)
        const ratioOf = (name: string) => ladder.find((pack) => pack.name === name)?.ratio ?? packOf(1)
        const units = unitsOfPacks(packs.map(({ count, name }) => ({ count, ratio: ratioOf(name) })))
        assert.strictEqual(Result.getOrThrow(units) + loose, quantity)
        assert.isBelow(loose, 12)
      })
    )
  })

  it("are opened only when loose units do not do", () => {
    assert.strictEqual(packsOpened(26, 2, dozen), 0)
    assert.strictEqual(packsOpened(26, 3, dozen), 1)
    assert.strictEqual(packsOpened(24, 13, dozen), 2)
  })

  it("are made of counts: what is none throws, and so does more than stands", () => {
    for (const none of [-1, 0.5, Number.NaN]) {
      assert.throws(() => inPacks(none, ladder), RangeError, `got ${none}`)
      assert.throws(() => packsOpened(none, 0, dozen), RangeError, `got ${none}`)
      assert.throws(() => packsOpened(9, none, dozen), RangeError, `got ${none}`)
    }
    assert.throws(() => packsOpened(9, 10, dozen), RangeError, "got -1")
  })
})

describe("catch weight", () => {
  const key = { owner, sku: tea }
  const received = () => {
    const yard = makeYard()
    yard.post(receiveWeighed(key, "leaf", site, at("A1"), { quantity: 4, massGrams: 4210 }, yard.promises(tea)))
    return yard
  }
  type Yard = ReturnType<typeof received>
  const lost = outside("variance", "countVariance")
  const known = (yard: Yard) => ({
    nominalGrams: () => 1000,
    standing: (units: Account): Weighed | undefined => {
      const quantity = yard.posted(units)
      return quantity > 0 ? { quantity, massGrams: yard.posted(weightAt(key, placeOf(units))) } : undefined
    }
  })
  const adjust = (yard: Yard, change: Partial<Adjustment>): void => {
    const adjustment = { key, site, place: at("A1"), reason: "countVariance", ...change } as const
    yard.post(weighedAlong(adjustStock(adjustment, yard.promises(tea)), known(yard)))
  }

  it("moves units and grams in one commit, and both are refused together", () => {
    const yard = received()
    yard.post(moveWeighed(key, at("A1"), at("A2"), { quantity: 1, massGrams: 1100 }))
    assert.deepStrictEqual([yard.posted(weightAt(key, at("A1"))), yard.posted(weightAt(key, at("A2")))], [3110, 1100])
    assert.deepStrictEqual(yard.audit(), [])
    const heavy = moveWeighed(key, at("A1"), at("A2"), { quantity: 1, massGrams: 3111 })
    assert.strictEqual(yard.refused(heavy)._tag, "BalanceTooLow")
  })

  it("is claimed by the unit and weighed as it is found", () => {
    const yard = received()
    yard.post([claimPick(task("t1"), stockAt(key, at("A1")), stockAt(key, unit("TOTE-1")), 2)])
    yard.post(settleWeighed(task("t1"), key, at("A1"), unit("TOTE-1"), { quantity: 2, massGrams: 2050 }))
    assert.strictEqual(yard.posted(weightAt(key, unit("TOTE-1"))), 2050)
  })

  it("of which a picker finds nothing leaves the grams alone and frees the claim", () => {
    const yard = received()
    yard.post([claimPick(task("t1"), stockAt(key, at("A1")), stockAt(key, unit("TOTE-1")), 2)])
    yard.post(settleWeighed(task("t1"), key, at("A1"), unit("TOTE-1"), { quantity: 0, massGrams: 0 }))
    assert.deepStrictEqual([yard.free(stockAt(key, at("A1"))), yard.posted(weightAt(key, at("A1")))], [4, 4210])
  })

  it("left behind by its units is found by the audit, by account", () => {
    const yard = received()
    yard.post([moveStock(key, at("A1"), at("A2"), 4)])
    const said = yard.audit().map(({ rule, said }) => `${rule}: ${said}`)
    assert.deepStrictEqual(said, [`weight: ${weightAt(key, at("A1"))}: 4210 g of 0 units.`])
  })

  it("of units that left their grams behind is found as well", () => {
    const yard = received()
    yard.post(receiveStock(key, "leaf", site, at("A3"), 1, yard.promises(tea)))
    const grams = { _tag: "Post" as const, from: weightAt(key, at("A1")), to: weightAt(key, at("A3")), quantity: 4210 }
    yard.post([grams])
    const said = yard.audit().map(({ rule, said }) => `${rule}: ${said}`)
    assert.deepStrictEqual(said, [`weight: ${weightAt(key, at("A1"))}: 0 g of 4 units.`])
  })

  it("goes with the units that a count misses: their share, and all of it with the last", () => {
    const yard = received()
    adjust(yard, { lost: 1 })
    assert.deepStrictEqual([yard.posted(weightAt(key, at("A1"))), yard.posted(weightAt(key, lost))], [3158, 1052])
    adjust(yard, { lost: 3 })
    assert.deepStrictEqual([yard.posted(weightAt(key, at("A1"))), yard.posted(weightAt(key, lost))], [0, 4210])
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("comes with units that are found: what those beside them weigh, or what they should", () => {
    const yard = received()
    adjust(yard, { gained: 2 })
    assert.strictEqual(yard.posted(weightAt(key, at("A1"))), 4210 + 2105)
    adjust(yard, { gained: 2, place: at("A9") })
    assert.strictEqual(yard.posted(weightAt(key, at("A9"))), 2000)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("of units that move on within the commit is what came with them", () => {
    const yard = received()
    const twice = [moveStock(key, at("A1"), at("A2"), 2), moveStock(key, at("A2"), at("A3"), 1)]
    yard.post(weighedAlong(twice, known(yard)))
    const grams = ["A1", "A2", "A3"].map((place) => yard.posted(weightAt(key, at(place))))
    assert.deepStrictEqual(grams, [2105, 1053, 1052])
  })

  it("of what is repacked is what went in, whatever lots go in and come out, and however many", () => {
    const lots = (...named: ReadonlyArray<readonly [string, number]>) =>
      named.map(([lot, quantity]) => ({ key: { ...key, lot: lot as LotId }, place: at("A2"), quantity }))
    const repacked = (...makes: ReadonlyArray<readonly [string, number]>) => {
      const yard = received()
      const uses = [{ key, place: at("A1"), quantity: 4 }]
      const work = doWork({ name: "repack-1", site, uses, makes: lots(...makes) }, () => yard.promises(tea))
      yard.post(weighedAlong(work, known(yard)))
      assert.deepStrictEqual(yard.audit(), [])
      return lots(...makes).map((made) => yard.posted(weightAt(made.key, at("A2"))))
    }
    assert.deepStrictEqual(repacked(["L1", 4]), [4210])
    assert.deepStrictEqual(repacked(["L1", 1], ["L2", 3]), [1052, 3158])
    assert.deepStrictEqual(repacked(["L1", 4], ["L2", 4]), [2105, 2105])
    assert.deepStrictEqual(repacked(["L1", 2], ["L2", 1]), [2105, 1052])
  })

  it("of units that come back from a customer is what they weighed as they went, whatever stands there now", () => {
    const yard = received()
    yard.post(weighedAlong([shipStock(key, at("A1"), "ann", 3)], known(yard)))
    const ann = outside("customer", "ann")
    const [went, stays] = [yard.posted(weightAt(key, ann)), yard.posted(weightAt(key, at("A1")))]
    yard.post(moveWeighed(key, at("A1"), outside("customer", "ben"), { quantity: 1, massGrams: stays }))
    yard.post(receiveWeighed(key, "leaf", site, at("A1"), { quantity: 1, massGrams: 800 }, { free: 0, shortfall: 0 }))
    yard.post(weighedAlong([moveStock(key, ann, at("A1"), 2)], known(yard)))
    yard.post(weighedAlong([moveStock(key, ann, at("A1"), 1)], known(yard)))
    assert.deepStrictEqual([yard.posted(weightAt(key, ann)), yard.posted(weightAt(key, at("A1")))], [0, went + 800])
  })

  it("is left alone where a SKU is not sold by it, and where a claim is made or settled", () => {
    const yard = received()
    const pick = claimPick(task("t1"), stockAt(key, at("A1")), stockAt(key, unit("TOTE-1")), 2)
    const settle = settlePick(task("t1"), 2)
    assert.deepStrictEqual(weighedAlong([pick, settle], known(yard)), [pick, settle])
    const byUnit = [moveStock(key, at("A1"), at("A2"), 1)]
    const none = { ...known(yard), nominalGrams: (): undefined => undefined }
    assert.deepStrictEqual(weighedAlong(byUnit, none), byUnit)
  })

  it("never parts from its units, whatever counts find", () => {
    const counts = fc.array(fc.tuple(fc.constantFrom("A1", "A2"), fc.nat(6)), { maxLength: 12 })
    fc.assert(
      fc.property(counts, (found) => {
        const yard = received()
        for (const [place, quantity] of found) {
          const change = quantity - yard.posted(stockAt(key, at(place)))
          if (change !== 0) adjust(yard, { place: at(place), ...(change > 0 ? { gained: change } : { lost: -change }) })
          assert.deepStrictEqual(yard.audit(), [])
        }
      })
    )
  })

  it("is no share of no units, nor of what is no number, and says so", () => {
    assert.throws(
      () => shareOfWeight(1, { quantity: 0, massGrams: 9 }),
      RangeError,
      "weight of 1 of 0 units that weigh 9 g"
    )
    assert.throws(
      () => shareOfWeight(Number.NaN, { quantity: 2, massGrams: 9 }),
      RangeError,
      "weight of NaN of 2 units"
    )
  })

  it("shared out unit by unit adds up to the whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 }), (quantity, massGrams) => {
        let left = { quantity, massGrams }
        let shared = 0
        while (left.quantity > 0) {
          const share = shareOfWeight(1, left)
          shared += share
          left = { quantity: left.quantity - 1, massGrams: left.massGrams - share }
        }
        assert.strictEqual(shared, massGrams)
        assert.strictEqual(left.massGrams, 0)
      })
    )
  })
})

describe("owners", () => {
  const shop = "shop" as OwnerId
  const key = { owner, sku: tea }
  const stocked = () => {
    const yard = makeYard()
    yard.post(receiveStock(key, "leaf", site, at("A1"), 10, yard.promises(tea)))
    return yard
  }

  it("change by a transfer in both books: what is one's to promise is another's", () => {
    const yard = stocked()
    yard.post(changeOwner(key, shop, site, at("A1"), 4, { free: 0, shortfall: 0 }))
    assert.deepStrictEqual(yard.audit(), [])
    assert.strictEqual(yard.availability(tea).available, 6)
    assert.strictEqual(availabilityOf(shop, tea, site, yard.ledger.balances()).available, 4)
  })

  it("do not change over units that are promised: the ledger refuses", () => {
    const yard = stocked()
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 7)])
    assert.strictEqual(
      yard.refused(changeOwner(key, shop, site, at("A1"), 4, { free: 0, shortfall: 0 }))._tag,
      "BalanceTooLow"
    )
  })

  it("change as consigned units leave, and what is owed to whom is read off the journal", () => {
    const yard = stocked()
    const id = claimId(order("web-1"), line("1"), 1)
    yard.post([{ _tag: "Pend", id, from: promisable(owner, tea, site), to: promisedTo(owner, tea), quantity: 3 }])
    yard.post([...shipConsigned(key, shop, at("A1"), "ann", 3), { _tag: "Settle", id, quantity: 3 }])
    assert.deepStrictEqual(yard.audit(), [])
    assert.strictEqual(yard.posted(stockAt({ ...key, owner: shop }, outside("customer", "ann"))), 3)
    const owed = ownershipChanges(dated(yard)).map(({ commit, from, quantity, to }) => [commit.id, from, to, quantity])
    assert.deepStrictEqual(owed, [["c3", owner, shop, 3]])
  })

  it("of unsaleable units change in the physical book alone", () => {
    assert.lengthOf(changeOwner({ ...key, status: "damaged" }, shop, site, at("A1"), 4, { free: 0, shortfall: 0 }), 1)
  })
})
