import type { LotId } from "@stowage/kernel/Ids"
import { plusDays } from "@stowage/kernel/LocalDate"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Allocation, allocate, claimPick, explainAllocation, pickClaim } from "@stowage/inventory/allocate"
import { type AllocationAsk, fefo, fifo, rejection, type StockCandidate } from "@stowage/inventory/AllocationStrategy"
import { receiveStock, settlePick } from "@stowage/inventory/moveStock"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, day, instant, line, location, makeYard, owner, site, task, tea, unit } from "./yard.ts"

const today = day("2026-03-10")

const ask = (quantity: number, minRemainingDays = 0): AllocationAsk => ({
  line: line("1"),
  sku: tea,
  quantity,
  today,
  minRemainingDays
})

/** Stock at a location: ten metres away and five of it, unless told otherwise. */
const stock = (place: string, lot: string, more: Partial<StockCandidate> = {}): StockCandidate => ({
  account: stockAt({ owner, sku: tea, lot: lot as LotId }, at(place)),
  location: location(place),
  lot: lot as LotId,
  available: 5,
  walkMm: 10_000,
  ...more
})

const placesOf = (allocation: Allocation): ReadonlyArray<string> => allocation.taken.map(({ location }) => location)
const takenFrom = (allocation: Allocation) => allocation.taken.map(({ location, quantity }) => [location, quantity])
const whyNot = (allocation: Allocation) =>
  Object.fromEntries(allocation.rejected.map(({ location, why }) => [location, why]))

describe("FEFO", () => {
  it("takes what expires first, then what came in first, then what is nearest; what never expires comes last", () => {
    const soon = { expiresOn: day("2026-04-01") }
    const candidates = [
      stock("A5", ""),
      stock("A4", "L2", { expiresOn: day("2026-05-01") }),
      stock("A3", "L1", { ...soon, receivedAt: instant(20), walkMm: 7 }),
      stock("A2", "L1", { ...soon, receivedAt: instant(10), walkMm: 9 }),
      stock("A1", "L1", { ...soon, receivedAt: instant(10), walkMm: 8 })
    ]
    const places = placesOf(allocate(ask(25), candidates, fefo))
    assert.deepStrictEqual(places, ["A1", "A2", "A3", "A4", "A5"])
  })
})

describe("FIFO", () => {
  it("takes what came in first, then what is nearest, whatever expires first; an unknown receipt comes last", () => {
    const candidates = [
      stock("A4", ""),
      stock("A3", "L1", { receivedAt: instant(20), walkMm: 7, expiresOn: day("2026-04-01") }),
      stock("A2", "L2", { receivedAt: instant(10), walkMm: 9, expiresOn: day("2026-06-01") }),
      stock("A1", "L3", { receivedAt: instant(10), walkMm: 8, expiresOn: day("2026-07-01") })
    ]
    const places = placesOf(allocate(ask(20), candidates, fifo))
    assert.deepStrictEqual(places, ["A1", "A2", "A3", "A4"])
  })
})

describe("an allocation", () => {
  it("takes no more than it needs and says of the rest why not", () => {
    const allocation = allocate(ask(7), [stock("A2", ""), stock("A3", ""), stock("A1", "")], fifo)
    assert.deepStrictEqual(takenFrom(allocation), [
      ["A1", 5],
      ["A2", 2]
    ])
    assert.deepStrictEqual(whyNot(allocation), { A3: "not needed: what came in first goes first" })
    assert.strictEqual(allocation.short, 0)
  })

  it("breaks ties by account, so that the order in which stock is listed does not matter", () => {
    const candidates = [stock("A3", ""), stock("A1", ""), stock("A2", "")]
    for (const strategy of [fefo, fifo]) {
      const plan = allocate(ask(7), candidates, strategy)
      assert.deepStrictEqual(allocate(ask(7), candidates.toReversed(), strategy), plan)
      assert.deepStrictEqual(takenFrom(plan), [
        ["A1", 5],
        ["A2", 2]
      ])
    }
  })

  it("refuses what expired, naming the day; on its last day stock may still go", () => {
    const candidates = [
      stock("A1", "L1", { expiresOn: day("2026-03-09") }),
      stock("A2", "L2", { expiresOn: day("2026-03-10") })
    ]
    const allocation = allocate(ask(6), candidates, fefo)
    assert.deepStrictEqual(takenFrom(allocation), [["A2", 5]])
    assert.deepStrictEqual(whyNot(allocation), { A1: "expired on 2026-03-09" })
    assert.strictEqual(allocation.short, 1)
  })

  it("refuses what will not keep for as long as the line needs, naming both days", () => {
    const candidates = [
      stock("A1", "L1", { expiresOn: day("2026-04-08") }),
      stock("A2", "L2", { expiresOn: day("2026-04-09") }),
      stock("A3", "")
    ]
    const allocation = allocate(ask(10, 30), candidates, fefo)
    assert.deepStrictEqual(takenFrom(allocation), [
      ["A2", 5],
      ["A3", 5]
    ])
    assert.deepStrictEqual(whyNot(allocation), { A1: "expires on 2026-04-08, and must keep until 2026-04-09" })
  })

  it("refuses what is in another status than is asked for: who lists held stock as well is given none of it", () => {
    const inStatus = (place: string, status: "available" | "hold" | "damaged") =>
      stock(place, "", { account: stockAt({ owner, sku: tea, status }, at(place)) })
    const all = [inStatus("A1", "available"), inStatus("A2", "hold"), inStatus("A3", "damaged")]
    const allocation = allocate(ask(12), all, fefo)
    assert.deepStrictEqual(takenFrom(allocation), [["A1", 5]])
    assert.deepStrictEqual(whyNot(allocation), { A2: "in status hold", A3: "in status damaged" })
    const back = allocate({ ...ask(12), status: "damaged" }, all, fefo)
    assert.deepStrictEqual(takenFrom(back), [["A3", 5]])
  })

  it("refuses what is blocked before it asks anything else, and what is all claimed before its expiry", () => {
    const gone = { available: 0, expiresOn: day("2020-01-01") }
    assert.strictEqual(rejection(stock("A1", "L1", { ...gone, blocked: "being counted" }), ask(1)), "being counted")
    assert.strictEqual(rejection(stock("A1", "L1", gone), ask(1)), "all of it is claimed")
    assert.strictEqual(rejection(stock("A1", "L1", { ...gone, available: -2 }), ask(1)), "all of it is claimed")
    assert.strictEqual(rejection(stock("A1", "L1", { ...gone, available: 1 }), ask(1)), "expired on 2020-01-01")
    assert.isUndefined(rejection(stock("A1", "L1"), ask(1, 5000)))
  })

  it("of a SKU that there is nothing of is short of all of it; of nothing it takes nothing", () => {
    assert.deepStrictEqual(allocate(ask(3), [], fefo), {
      ask: ask(3),
      taken: [],
      short: 3,
      strategy: "FEFO",
      rejected: []
    })
    assert.deepStrictEqual(takenFrom(allocate(ask(0), [stock("A1", "")], fefo)), [])
  })

  it("is told in sentences: what from where and by which rule, what not and why, and what is short", () => {
    const candidates = [
      stock("A1", "L1", { expiresOn: day("2026-03-09") }),
      stock("A2", "L2", { expiresOn: day("2026-05-01") }),
      stock("A3", "", { available: 2 })
    ]
    assert.deepStrictEqual(explainAllocation(allocate(ask(9), candidates, fefo)), [
      "5 × TEA from A2 lot L2 (FEFO)",
      "2 × TEA from A3 (FEFO)",
      "not A1 lot L1: expired on 2026-03-09",
      "2 × TEA short: no other stock may be given"
    ])
  })
})

const candidates = fc
  .uniqueArray(
    fc.record({
      place: fc.integer({ min: 1, max: 6 }),
      lot: fc.constantFrom("", "L1", "L2"),
      available: fc.integer({ min: -1, max: 6 }),
      walkMm: fc.integer({ min: 0, max: 3 }),
      expiresIn: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
      receivedAt: fc.option(fc.nat(3).map(instant), { nil: undefined }),
      blocked: fc.option(fc.constant("being counted"), { nil: undefined, freq: 5 })
    }),
    { maxLength: 9, selector: ({ lot, place }) => `${place}/${lot}` }
  )
  .map((drawn) =>
    drawn.map(({ blocked, expiresIn, lot, place, receivedAt, ...more }) =>
      stock(`A${place}`, lot, {
        ...more,
        ...(expiresIn === undefined ? {} : { expiresOn: plusDays(today, expiresIn) }),
        ...(receivedAt === undefined ? {} : { receivedAt }),
        ...(blocked === undefined ? {} : { blocked })
      })
    )
  )
const asks = fc.tuple(fc.nat(20), fc.nat(2)).map(([quantity, days]) => ask(quantity, days))
const strategies = fc.constantFrom(fefo, fifo)

/** May it be given? Reckoned apart: in days from today. */
const usable = ({ available, blocked, expiresOn }: StockCandidate, { minRemainingDays }: AllocationAsk): boolean => {
  const daysLeft = expiresOn === undefined ? Infinity : (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000
  return blocked === undefined && available > 0 && daysLeft >= minRemainingDays
}

/** Where it stands in the queue, as text that sorts. */
const turnOf = (strategy: typeof fefo, { account, expiresOn, receivedAt, walkMm }: StockCandidate): string => {
  const parts = [receivedAt ?? 9, walkMm, account]
  return (strategy.name === "FEFO" ? [expiresOn ?? "9999", ...parts] : parts).join(" ")
}

describe("an ask for what is no count", () => {
  it("is a mistake of who asks, not of the strategy", () => {
    for (const quantity of [-3, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const said = `Line 1 asks for ${quantity} of TEA; expected a whole number of at least 0`
      assert.throws(() => allocate(ask(quantity), [stock("A1", "L1")], fefo), RangeError, said)
    }
    for (const minRemainingDays of [-1, 1.5, Number.NaN, 1e308]) {
      const said = `Line 1 asks for TEA that keeps ${minRemainingDays} days; expected a whole number of 0 to 1000000`
      assert.throws(() => allocate({ ...ask(1), minRemainingDays }, [stock("A1", "L1")], fefo), RangeError, said)
    }
  })

  it("is no more than stock that is none, or that is named twice, a mistake of the strategy", () => {
    const one = stock("A1", "L1")
    for (const available of [1.5, Number.NaN, 1e308]) {
      const said = `${one.account} has ${available} units available; expected a whole number`
      assert.throws(() => allocate(ask(1), [{ ...one, available }], fefo), RangeError, said)
    }
    const said = `${one.account} is named twice among the stock; expected each once`
    assert.throws(() => allocate(ask(1), [one, { ...one }], fefo), RangeError, said)
  })
})

describe("any allocation", () => {
  it("gives exactly what was asked less what is short, and is short only when nothing usable is left", () => {
    fc.assert(
      fc.property(asks, candidates, strategies, (asked, from, strategy) => {
        const { short, taken } = allocate(asked, from, strategy)
        const given = taken.reduce((total, { quantity }) => total + quantity, 0)
        const most = from.filter((one) => usable(one, asked)).reduce((total, { available }) => total + available, 0)
        assert.strictEqual(asked.quantity, given + short)
        assert.strictEqual(given, Math.min(asked.quantity, most))
      })
    )
  })

  it("takes from each stock or rejects it for a reason, each once", () => {
    fc.assert(
      fc.property(asks, candidates, strategies, (asked, from, strategy) => {
        const { rejected, taken } = allocate(asked, from, strategy)
        const place = (one: { readonly location: string; readonly lot: string }) => `${one.location}/${one.lot}`
        assert.sameMembers([...taken, ...rejected].map(place), from.map(place))
        for (const { why } of rejected) assert.isNotEmpty(why)
      })
    )
  })

  it("takes usable stock in the strategy's order, each in full but the last", () => {
    fc.assert(
      fc.property(asks, candidates, strategies, (asked, from, strategy) => {
        const queue = from
          .filter((one) => usable(one, asked))
          .toSorted((a, b) => (turnOf(strategy, a) < turnOf(strategy, b) ? -1 : 1))
        let left = asked.quantity
        const expected = queue.flatMap(({ account, available }) => {
          const quantity = Math.min(left, available)
          left -= quantity
          return quantity === 0 ? [] : [[account, quantity]]
        })
        const { taken } = allocate(asked, from, strategy)
        assert.deepStrictEqual(
          taken.map(({ account, quantity }) => [account, quantity]),
          expected
        )
      })
    )
  })

  it("does not depend on the order in which stock is listed", () => {
    fc.assert(
      fc.property(asks, candidates, strategies, fc.nat(8), (asked, from, strategy, turn) => {
        const turned = [...from.slice(turn), ...from.slice(0, turn)].toReversed()
        assert.deepStrictEqual(allocate(asked, turned, strategy), allocate(asked, from, strategy))
      })
    )
  })
})

describe("a pick's claim", () => {
  const key = { owner, sku: tea }
  const [shelf, tote] = [stockAt(key, at("A1")), stockAt(key, unit("TOTE-1"))]
  const claimed = () => {
    const yard = makeYard()
    yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 5, yard.promises(tea)))
    yard.post([claimPick(task("t1"), shelf, tote, 4)])
    return yard
  }

  it("holds the stock from the moment it is allocated: nobody else gets it", () => {
    const yard = claimed()
    assert.strictEqual(yard.free(shelf), 1)
    const late = yard.refused([claimPick(task("t2"), shelf, tote, 2)])
    assert.deepStrictEqual(late, { _tag: "BalanceTooLow", account: shelf, asked: 2, available: 1 })
  })

  it("ends in the tote with all, part or nothing of it; what was not found is free again", () => {
    for (const found of [4, 3, 0]) {
      const yard = claimed()
      yard.post([settlePick(task("t1"), found)])
      assert.deepStrictEqual([yard.free(shelf), yard.posted(tote)], [5 - found, found])
      assert.strictEqual(yard.ledger.pending(pickClaim(task("t1")))?.state, found === 0 ? "voided" : "settled")
      assert.strictEqual(yard.refused([settlePick(task("t1"), found)])._tag, "PendingResolved")
    }
  })

  it("cannot find more than was claimed", () => {
    assert.strictEqual(claimed().refused([settlePick(task("t1"), 5)])._tag, "MoreThanPending")
  })
})
