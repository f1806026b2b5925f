import type { LotId } from "@stowage/kernel/Ids"
import { packOf } from "@stowage/kernel/PackRatio"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Allocation, allocate, explainAllocation } from "@stowage/inventory/allocate"
import {
  type AllocationAsk,
  type AllocationStrategy,
  emptyLocations,
  fefo,
  fifo,
  lifo,
  nearest,
  type StockCandidate,
  thenBy
} from "@stowage/inventory/AllocationStrategy"
import { fewestTouches } from "@stowage/inventory/fewestTouches"
import { fullPacksFirst } from "@stowage/inventory/fullPacksFirst"
import { oneLot } from "@stowage/inventory/oneLot"
import { shelfLifeFor } from "@stowage/inventory/shelfLife"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, day, instant, line, location, owner, tea } from "./yard.ts"

const ask = (quantity: number, more: Partial<AllocationAsk> = {}): AllocationAsk => ({
  line: line("1"),
  sku: tea,
  quantity,
  today: day("2026-03-10"),
  minRemainingDays: 0,
  ...more
})

/** `stock("A1", 5, "L1", { walkMm: 7 })`: five of lot L1 at A1, ten metres away unless told otherwise. */
const stock = (place: string, available: number, lot = "", more: Partial<StockCandidate> = {}): StockCandidate => ({
  account: stockAt({ owner, sku: tea, lot: lot as LotId }, at(place)),
  location: location(place),
  lot: lot as LotId,
  available,
  walkMm: 10_000,
  ...more
})

const taken = (allocation: Allocation) => allocation.taken.map(({ location, quantity }) => `${quantity} of ${location}`)
const whys = (allocation: Allocation) => allocation.taken.map(({ location, why }) => `${location}: ${why}`)

describe("LIFO", () => {
  it("takes what came in last, then what is nearest; an unknown receipt comes last", () => {
    const candidates = [
      stock("A4", 5),
      stock("A3", 5, "L1", { receivedAt: instant(10) }),
      stock("A2", 5, "L2", { receivedAt: instant(20), walkMm: 9 }),
      stock("A1", 5, "L3", { receivedAt: instant(20), walkMm: 8 })
    ]
    assert.deepStrictEqual(taken(allocate(ask(20), candidates, lifo)), ["5 of A1", "5 of A2", "5 of A3", "5 of A4"])
  })
})

describe("nearest", () => {
  it("takes what is nearest, and of one distance what came in first", () => {
    const candidates = [
      stock("A3", 5, "L2", { walkMm: 7, receivedAt: instant(20) }),
      stock("A2", 5, "L1", { walkMm: 7, receivedAt: instant(10) }),
      stock("A1", 5, "L3", { walkMm: 9, receivedAt: instant(1) })
    ]
    assert.deepStrictEqual(taken(allocate(ask(11), candidates, nearest)), ["5 of A2", "5 of A3", "1 of A1"])
  })
})

describe("emptying locations", () => {
  it("takes first what has least, so that most places become empty", () => {
    const candidates = [stock("A1", 9), stock("A2", 2, "", { walkMm: 9 }), stock("A3", 2, "", { walkMm: 8 })]
    const allocation = allocate(ask(5), candidates, emptyLocations)
    assert.deepStrictEqual(taken(allocation), ["2 of A3", "2 of A2", "1 of A1"])
    assert.include(whys(allocation), "A3: the location with least in it is emptied first")
  })
})

describe("one strategy, then another", () => {
  it("orders by the second where the first is undecided, and names both", () => {
    const both = thenBy(fefo, emptyLocations)
    const soon = { expiresOn: day("2026-04-01"), receivedAt: instant(1) }
    const candidates = [stock("A1", 9, "L1", soon), stock("A2", 3, "L1", soon), stock("A3", 1, "L2")]
    const allocation = allocate(ask(4), candidates, both)
    assert.deepStrictEqual(taken(allocation), ["3 of A2", "1 of A1"])
    assert.strictEqual(allocation.strategy, "FEFO, then empty the location")
  })
})

describe("shelf life at the customer's", () => {
  it("is the stricter of what the SKU and what the customer asks", () => {
    assert.deepStrictEqual(shelfLifeFor(10, { minRemainingDays: 30 }), { minRemainingDays: 30 })
    assert.deepStrictEqual(shelfLifeFor(40, { minRemainingDays: 30 }), { minRemainingDays: 40 })
    assert.deepStrictEqual(shelfLifeFor(10, {}), { minRemainingDays: 10 })
  })

  it("never goes back behind what he was delivered before, naming both days; what never expires may go", () => {
    const terms = shelfLifeFor(0, { lastDelivered: day("2026-06-01") })
    const candidates = [
      stock("A1", 5, "L1", { expiresOn: day("2026-05-31") }),
      stock("A2", 5, "L2", { expiresOn: day("2026-06-01") }),
      stock("A3", 5)
    ]
    const allocation = allocate(ask(10, terms), candidates, fefo)
    assert.deepStrictEqual(taken(allocation), ["5 of A2", "5 of A3"])
    assert.strictEqual(allocation.rejected[0]?.why, "expires on 2026-05-31, and 2026-06-01 was delivered before")
  })
})

describe("fewest touches", () => {
  it("takes most first and ends where the rest is just covered, saying both", () => {
    const allocation = allocate(
      ask(14),
      [stock("A1", 3), stock("A2", 10), stock("A3", 5), stock("A4", 8)],
      fewestTouches
    )
    assert.deepStrictEqual(taken(allocation), ["10 of A2", "4 of A3"])
    assert.deepStrictEqual(whys(allocation), ["A2: has most: 10", "A3: has least of those that cover the last 4"])
    assert.deepStrictEqual(allocation.rejected[0]?.why, "not needed: as few places as possible are visited")
  })
})

describe("lot continuity", () => {
  it("takes one lot that covers the line, the first in order, though another expires sooner", () => {
    const candidates = [
      stock("A1", 4, "L1", { expiresOn: day("2026-04-01") }),
      stock("A2", 5, "L2", { expiresOn: day("2026-05-01") }),
      stock("A3", 5, "L2", { expiresOn: day("2026-05-01"), walkMm: 1 }),
      stock("A4", 20, "L3", { expiresOn: day("2026-06-01") })
    ]
    const allocation = allocate(ask(7), candidates, oneLot(fefo))
    assert.deepStrictEqual(taken(allocation), ["5 of A3", "2 of A2"])
    assert.deepStrictEqual(whys(allocation)[0], "A3: lot L2 covers 7 with 10")
  })

  it("is content with a lot that has just enough", () => {
    const candidates = [stock("A1", 5, "L1", { expiresOn: day("2026-04-01") }), stock("A2", 9, "L2")]
    assert.deepStrictEqual(taken(allocate(ask(5), candidates, oneLot(fefo))), ["5 of A1"])
  })

  it("mixes as few lots as can be where no lot covers the line", () => {
    const allocation = allocate(ask(9), [stock("A1", 4, "L1"), stock("A2", 6, "L2"), stock("A3", 3)], oneLot(fifo))
    assert.deepStrictEqual(taken(allocation), ["6 of A2", "3 of A1"])
    assert.deepStrictEqual(whys(allocation), ["A2: no lot covers 9; lot L2 has most", "A1: lot L1 covers 3 with 4"])
  })
})

const packs = [
  { name: "pallet", ratio: packOf(24) },
  { name: "case", ratio: packOf(6) }
]
const packed = fullPacksFirst(packs, nearest)

describe("full packs first", () => {
  it("takes full pallets, then full cases, then loose units, each as such", () => {
    const candidates = [stock("A1", 8, "", { walkMm: 1 }), stock("A2", 50, "", { walkMm: 9 })]
    const allocation = allocate(ask(57), candidates, packed)
    assert.deepStrictEqual(explainAllocation(allocation), [
      "48 × TEA in 2 full pallet from A2 (full packs first, nearest)",
      "6 × TEA in 1 full case from A1 (full packs first, nearest)",
      "2 × TEA from A1 (full packs first, nearest)",
      "1 × TEA from A2 (full packs first, nearest)"
    ])
    assert.deepStrictEqual(allocation.taken[0]?.pack, { name: "pallet", count: 2 })
    assert.isUndefined(allocation.taken[2]?.pack)
  })

  it("opens a case only when no loose units are left, and says so", () => {
    const allocation = allocate(ask(5), [stock("A1", 12, "", { walkMm: 1 }), stock("A2", 3, "", { walkMm: 9 })], packed)
    assert.deepStrictEqual(whys(allocation), [
      "A2: loose units, so that no pack is opened",
      "A1: opens a case: no loose units are left"
    ])
  })

  it("counts packs by exact ratios: two packs that share three units are only taken together", () => {
    const odd = fullPacksFirst([{ name: "half", ratio: { packs: 2, baseUnits: 3 } }], nearest)
    const { taken } = allocate(ask(7), [stock("A1", 20)], odd)
    assert.deepStrictEqual(
      taken.map(({ pack, quantity }) => [quantity, pack?.count]),
      [
        [6, 4],
        [1, undefined]
      ]
    )
  })
})

describe("a strategy of one's own", () => {
  it("may leave a line short, and then names what it would not give", () => {
    const onlyOneLot: AllocationStrategy = {
      ...fefo,
      name: "one lot or none",
      rule: "a line is not split over lots",
      draw: ({ quantity }, queue) => {
        const one = queue.find(({ available }) => available >= quantity)
        return one === undefined ? [] : [{ candidate: one, quantity, why: "covers the line" }]
      }
    }
    const allocation = allocate(ask(7), [stock("A1", 5, "L1"), stock("A2", 5, "L2")], onlyOneLot)
    assert.strictEqual(allocation.short, 7)
    assert.strictEqual(allocation.rejected[0]?.why, "not given by one lot or none: a line is not split over lots")
  })

  it("throws when it draws what is not there, naming the account and both numbers", () => {
    const drawing = (quantity: number): AllocationStrategy => ({
      ...fefo,
      draw: (_, [candidate]) => (candidate === undefined ? [] : [{ candidate, quantity, why: "" }])
    })
    const account = stock("A1", 5).account
    for (const quantity of [6, 0, -1, 1.5]) {
      assert.throws(
        () => allocate(ask(9), [stock("A1", 5)], drawing(quantity)),
        `Strategy FEFO draws ${quantity} of ${account}; expected 1 to 5`
      )
    }
    assert.throws(() => allocate(ask(3), [stock("A1", 5)], drawing(4)), "expected 1 to 3")
  })
})

const candidates = fc
  .uniqueArray(
    fc.record({ place: fc.integer({ min: 1, max: 5 }), lot: fc.constantFrom("", "L1", "L2"), available: fc.nat(20) }),
    { maxLength: 7, selector: ({ lot, place }) => `${place}/${lot}` }
  )
  .map((drawn) => drawn.map(({ available, lot, place }) => stock(`A${place}`, available, lot, { walkMm: place % 3 })))
const quantities = fc.nat(40)
const all = [lifo, nearest, emptyLocations, thenBy(fefo, nearest), fewestTouches, oneLot(fefo), packed]

/** How few of the amounts that `parts` sum up to are needed for `wanted`: every subset is tried. */
const fewest = (parts: ReadonlyArray<number>, wanted: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let subset = 0; subset < 2 ** parts.length; subset++) {
    const chosen = parts.filter((_, index) => Math.floor(subset / 2 ** index) % 2 === 1)
    const sum = chosen.reduce((total, part) => total + part, 0)
    if (sum >= wanted) least = Math.min(least, chosen.length)
  }
  return least
}

describe("whatever the strategy", () => {
  it("asked = given + short, short only of what is not there, and never more from a place than it has", () => {
    fc.assert(
      fc.property(quantities, candidates, fc.constantFrom(...all), (quantity, from, strategy) => {
        const { rejected, short, taken } = allocate(ask(quantity), from, strategy)
        const there = from.reduce((total, { available }) => total + available, 0)
        const given = taken.reduce((total, one) => total + one.quantity, 0)
        assert.strictEqual(given + short, quantity)
        assert.strictEqual(given, Math.min(quantity, there))
        for (const { account, available } of from) {
          const here = taken.filter((one) => one.account === account).reduce((total, one) => total + one.quantity, 0)
          assert.isAtMost(here, available)
        }
        assert.strictEqual(new Set(taken.map(({ account }) => account)).size + rejected.length, from.length)
        for (const { why } of [...taken, ...rejected]) assert.isNotEmpty(why)
      })
    )
  })

  it("does not depend on the order in which stock is listed", () => {
    fc.assert(
      fc.property(quantities, candidates, fc.constantFrom(...all), (quantity, from, strategy) => {
        const [asked, turned] = [ask(quantity), from.toReversed()]
        assert.deepStrictEqual(allocate(asked, turned, strategy), allocate(asked, from, strategy))
      })
    )
  })

  it("fewest touches visits no place more than the best of all plans", () => {
    fc.assert(
      fc.property(quantities, candidates, (quantity, from) => {
        const { short, taken } = allocate(ask(quantity), from, fewestTouches)
        const parts = from.map(({ available }) => available)
        assert.strictEqual(taken.length, fewest(parts, quantity - short))
      })
    )
  })

  it("lot continuity mixes no lot more than the best of all plans", () => {
    fc.assert(
      fc.property(quantities, candidates, (quantity, from) => {
        const { short, taken } = allocate(ask(quantity), from, oneLot(fefo))
        const ofLot = (lot: string) =>
          from.filter((one) => one.lot === lot).reduce((sum, one) => sum + one.available, 0)
        const parts = ["", "L1", "L2"].map(ofLot)
        assert.strictEqual(new Set(taken.map(({ lot }) => lot)).size, fewest(parts, quantity - short))
      })
    )
  })

  it("full packs are whole, as many as can be, and none is opened while loose units are left", () => {
    fc.assert(
      fc.property(quantities, candidates, (quantity, from) => {
        const { taken } = allocate(ask(quantity), from, packed)
        const pallets = taken.filter(({ pack }) => pack?.name === "pallet")
        const there = from.reduce((total, { available }) => total + Math.floor(available / 24), 0)
        const units = pallets.reduce((total, one) => total + one.quantity, 0)
        assert.strictEqual(units, 24 * Math.min(there, Math.floor(quantity / 24)))
        for (const { pack, quantity } of taken) {
          if (pack !== undefined) assert.strictEqual(quantity, pack.count * (pack.name === "pallet" ? 24 : 6))
        }
        const loose = from.reduce((total, { available }) => total + (available % 6), 0)
        const asUnits = taken.filter(({ pack }) => pack === undefined)
        const looseTaken = asUnits
          .filter(({ why }) => why.startsWith("loose"))
          .reduce((sum, one) => sum + one.quantity, 0)
        const opened = asUnits.some(({ why }) => why.startsWith("opens"))
        if (opened) assert.strictEqual(looseTaken, loose)
      })
    )
  })
})
