import { accountParts, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, LotId, SerialId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { claimPick } from "@stowage/inventory/allocate"
import { availabilityOf } from "@stowage/inventory/availability"
import { buildKits, doWork, workAt } from "@stowage/inventory/kits"
import type { DatedCommit } from "@stowage/inventory/movements"
import { moveStock, receiveStock, settlePick, shipStock } from "@stowage/inventory/moveStock"
import { recall } from "@stowage/inventory/recall"
import { claimId } from "@stowage/inventory/reserve"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { trace } from "@stowage/inventory/trace"
import { dated } from "./history.ts"
import {
  at,
  instant,
  line,
  makeYard,
  mug,
  order,
  owner,
  pendPromise,
  site,
  task,
  tea,
  unit,
  type Yard
} from "./yard.ts"

const [l1, l2, l9] = ["L1" as LotId, "L2" as LotId, "L9" as LotId]
const gift = "GIFT" as Sku
const other = "WH2" as SiteId
const there = atLocation(other, "B1" as LocationId)
const bad = { owner, sku: tea, lot: l1 }
const kits = { owner, sku: gift, lot: l9 }

/**
 * Lot L1 of ten: six stay, four go into two gifts of lot L9; one gift goes to Ann. Of the six, two are picked and go
 * to Ben, one goes to the other site, and one comes back from Ben.
 */
const story = (): Yard => {
  const yard = makeYard()
  yard.post(receiveStock(bad, "leaf-ltd", site, at("A1"), 10, yard.promises(tea)))
  yard.post(receiveStock({ owner, sku: tea, lot: l2 }, "leaf-ltd", site, at("A2"), 9, yard.promises(tea)))
  yard.post(receiveStock({ owner, sku: mug }, "clay-ltd", site, at("A3"), 2, yard.promises(mug)))
  const components = [
    { key: bad, place: at("A1"), quantity: 4 },
    { key: { owner, sku: mug }, place: at("A3"), quantity: 2 }
  ]
  const work = buildKits(2, { name: "gift-1", site, kit: { key: kits, place: at("K1") }, components })
  yard.post(doWork(work, (_, sku) => yard.promises(sku)))
  yard.post([shipStock(kits, at("K1"), "ann", 1)])
  yard.post([claimPick(task("t1"), stockAt(bad, at("A1")), stockAt(bad, unit("TOTE-1")), 2)])
  yard.post([settlePick(task("t1"), 2)])
  yard.post([shipStock(bad, unit("TOTE-1"), "ben", 2), moveStock(bad, at("A1"), there, 1)])
  yard.post([moveStock(bad, outside("customer", "ben"), at("A1"), 1)])
  return yard
}

const said = (movements: ReturnType<typeof trace>["shipped"]) =>
  movements.map(({ commit, from, quantity, to }) => {
    const [{ place, sku }, end] = [accountParts(from), accountParts(to).place]
    return `${commit.position}: ${quantity} ${sku} from ${place} to ${end}`
  })

describe("the trace of a lot", () => {
  it("names to whom it went, by itself and in kits, in which commit, and what came back", () => {
    const { returned, shipped, things } = trace({ sku: tea, lot: l1 }, dated(story()), "made")
    assert.deepStrictEqual(said(shipped), [
      "5: 1 GIFT from at:WH1/K1 to customer:ann",
      "8: 2 TEA from in:WH1/TOTE-1 to customer:ben"
    ])
    assert.deepStrictEqual(said(returned), ["9: 1 TEA from customer:ben to at:WH1/A1"])
    assert.deepStrictEqual(
      things.map(({ lot, sku }) => `${sku} ${lot}`),
      ["TEA L1", "GIFT L9"]
    )
  })

  it("names what is still here, at every site", () => {
    const { onHand } = trace({ sku: tea, lot: l1 }, dated(story()), "made")
    assert.deepStrictEqual(onHand, [
      { account: stockAt(kits, at("K1")), quantity: 1 },
      { account: stockAt(bad, at("A1")), quantity: 4 },
      { account: stockAt(bad, there), quantity: 1 }
    ])
  })

  it("goes the other way, to what a kit was made of and who supplied it", () => {
    const { received } = trace({ sku: gift, lot: l9 }, dated(story()), "from")
    assert.deepStrictEqual(said(received), [
      "1: 10 TEA from supplier:leaf-ltd to at:WH1/A1",
      "3: 2 MUG from supplier:clay-ltd to at:WH1/A3"
    ])
  })

  it("of one serial leaves its siblings alone; without a lot it takes all lots of the SKU", () => {
    const commits = ["S1" as SerialId, "S2" as SerialId].map((serial, index): DatedCommit => ({
      position: index + 1,
      id: serial,
      at: instant(0),
      actor: "ann",
      transfers: [moveStock({ owner, sku: mug, serial }, outside("supplier", "x"), outside("customer", serial), 1)]
    }))
    assert.deepStrictEqual(said(trace({ sku: mug, serial: "S2" as SerialId }, commits, "made").shipped), [
      "2: 1 MUG from supplier:x to customer:S2"
    ])
    assert.lengthOf(trace({ sku: mug }, commits, "made").shipped, 2)
  })

  it("follows units that get another lot number, and names what was lost and found", () => {
    const yard = makeYard()
    yard.post(receiveStock(bad, "leaf-ltd", site, at("A1"), 5, yard.promises(tea)))
    const relot: Transfer = {
      _tag: "Post",
      from: stockAt(bad, at("A1")),
      to: stockAt({ ...bad, lot: l2 }, at("A1")),
      quantity: 2
    }
    yard.post([relot, moveStock({ ...bad, lot: l2 }, at("A1"), outside("variance", "lost"), 1)])
    const traced = trace({ sku: tea, lot: l1 }, dated(yard), "made")
    assert.deepStrictEqual(said(traced.adjusted), ["2: 1 TEA from at:WH1/A1 to variance:lost"])
    assert.deepStrictEqual(
      traced.onHand.map(({ quantity }) => quantity),
      [3, 1]
    )
  })
})

/** Movements among a few lots and two pieces of work, drawn at random. */
const lots = [l1, l2, "L3" as LotId, "L4" as LotId]
const movements = fc.array(
  fc.record({ from: fc.nat(3), to: fc.nat(3), via: fc.constantFrom("in", "out", "relot", "ship"), work: fc.nat(1) }),
  { maxLength: 12 }
)
const commitsOf = (drawn: ReadonlyArray<{ from: number; to: number; via: string; work: number }>) =>
  drawn.map(({ from, to, via, work }, index): DatedCommit => {
    const [a, b] = [
      { ...bad, lot: lots[from] ?? l1 },
      { ...bad, lot: lots[to] ?? l1 }
    ]
    const job = outside("work", `w${work}`)
    const post: Transfer =
      via === "relot"
        ? { _tag: "Post", from: stockAt(a, at("A1")), to: stockAt(b, at("A2")), quantity: 1 }
        : via === "ship"
          ? shipStock(a, at("A1"), `to-${a.lot}`, 1)
          : via === "in"
            ? moveStock(a, at("A1"), job, 1)
            : moveStock(b, job, at("A1"), 1)
    return { position: index + 1, id: `${index}`, at: instant(0), actor: "ann", transfers: [post] }
  })

/** What `start` is in, found by asking every movement again until nothing new comes of it. */
const naive = (drawn: Parameters<typeof commitsOf>[0], back: boolean): ReadonlyArray<string> => {
  const found = new Set<string>(["L1"])
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { from, to, via, work } of drawn) {
      const ends = {
        relot: [lots[from], lots[to]],
        in: [lots[from], `w${work}`],
        out: [`w${work}`, lots[to]],
        ship: []
      }
      const [a, b] = ends[via as keyof typeof ends]
      const [here, next] = back ? [b, a] : [a, b]
      if (here !== undefined && next !== undefined && found.has(here)) found.add(next)
    }
  }
  return [...found]
}

describe("any trace", () => {
  it("is complete and names nothing else, up and down, against one who asks until nothing new comes", () => {
    fc.assert(
      fc.property(movements, fc.boolean(), (drawn, back) => {
        const traced = trace({ sku: tea, lot: l1 }, commitsOf(drawn), back ? "from" : "made")
        const found = naive(drawn, back)
        const mentioned = new Set(
          drawn.flatMap(({ from, to, via }) =>
            via === "relot" ? [lots[from], lots[to]] : [via === "out" ? lots[to] : lots[from]]
          )
        )
        const expected = lots.filter((lot) => mentioned.has(lot) && (lot === l1 || found.includes(lot)))
        assert.sameMembers(
          traced.things.map(({ lot }) => lot),
          mentioned.has(l1) ? expected : []
        )
        const shipped = drawn.filter(({ from, via }) => via === "ship" && expected.includes(lots[from] ?? l1))
        assert.lengthOf(traced.shipped, mentioned.has(l1) ? shipped.length : 0)
      }),
      { numRuns: 500 }
    )
  })
})

describe("a recall", () => {
  it("holds what is free at every site, names what picks have claimed, and to whom how much went", () => {
    const yard = story()
    yard.post([claimPick(task("t2"), stockAt(bad, at("A1")), stockAt(bad, unit("TOTE-2")), 1)])
    yard.post(receiveStock({ ...bad, status: "damaged" }, "leaf-ltd", site, at("A4"), 1, yard.promises(tea)))
    const traced = trace({ sku: tea, lot: l1 }, dated(yard), "made")
    const promises = (_: unknown, sku: Sku, where: SiteId) => {
      const { available, shortfall } = availabilityOf(owner, sku, where, yard.ledger.balances())
      return { free: available, shortfall }
    }
    const balances = [...yard.ledger.balances()].toSorted((a, b) => (a.account < b.account ? -1 : 1))
    const recalled = recall(traced, balances, promises)
    assert.deepStrictEqual(recalled.customers, [
      { customer: "ann", quantity: 1 },
      { customer: "ben", quantity: 1 }
    ])
    assert.deepStrictEqual(recalled.claimed, [{ account: stockAt(bad, at("A1")), quantity: 1 }])
    assert.deepStrictEqual(
      recalled.held.map(({ quantity }) => quantity),
      [1, 3, 1]
    )
    yard.post(recalled.transfers)
    assert.strictEqual(yard.posted(stockAt({ ...bad, status: "hold" }, at("A1"))), 3)
    assert.strictEqual(yard.posted(stockAt({ ...bad, status: "hold" }, there)), 1)
    assert.strictEqual(yard.free(stockAt(bad, at("A1"))), 0)
  })
})

describe("a recall of stock that waits to be checked", () => {
  it("holds it as well, so that nobody releases it for sale, and promises nothing less for it", () => {
    const yard = makeYard()
    yard.post(receiveStock({ ...bad, status: "quarantine" }, "leaf-ltd", site, at("A1"), 4, yard.promises(tea)))
    yard.post(receiveStock(bad, "leaf-ltd", site, at("A2"), 2, yard.promises(tea)))
    const traced = trace({ sku: tea, lot: l1 }, dated(yard), "made")
    yard.post(recall(traced, [...yard.ledger.balances()], () => yard.promises(tea)).transfers)
    assert.strictEqual(yard.posted(stockAt({ ...bad, status: "hold" }, at("A1"))), 4)
    assert.deepStrictEqual(yard.availability(tea), { onHand: 6, sellable: 0, reserved: 0, available: 0, shortfall: 0 })
    assert.deepStrictEqual(yard.audit(), [])
  })
})

describe("a recall of promised stock", () => {
  it("books what is promised and held as a shortfall, over all places of the lot together", () => {
    const yard = makeYard()
    for (const place of ["A1", "A2"]) {
      yard.post(receiveStock(bad, "leaf-ltd", site, at(place), 4, yard.promises(tea)))
    }
    yard.post([pendPromise(tea)(claimId(order("web-1"), line("1"), 1), 3)])
    const traced = trace({ sku: tea, lot: l1 }, dated(yard), "made")
    yard.post(recall(traced, [...yard.ledger.balances()], () => yard.promises(tea)).transfers)
    assert.deepStrictEqual(yard.availability(tea), { onHand: 8, sellable: 0, reserved: 3, available: 0, shortfall: 3 })
    assert.deepStrictEqual(yard.audit(), [])
  })
})

describe("work", () => {
  it("takes components and gives kits in both books; what it used it cannot promise any more", () => {
    const yard = story()
    assert.strictEqual(yard.availability(gift).available, 2)
    assert.strictEqual(yard.posted(workAt(bad, "gift-1")), 4)
    assert.strictEqual(yard.posted(workAt(kits, "gift-1")), -2)
    assert.strictEqual(yard.availability(mug).available, 0)
  })
})
