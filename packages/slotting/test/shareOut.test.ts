import { raisePrices } from "@stowage/slotting/zoning/raisePrices"
import { fillKnapsacks, shareOut, sharing, type Sharing } from "@stowage/slotting/zoning/shareOut"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

interface Drawn {
  readonly items: ReadonlyArray<{
    readonly price: number
    readonly costs: ReadonlyArray<number>
    readonly loads: ReadonlyArray<number>
  }>
  readonly rooms: ReadonlyArray<number>
  readonly cells: number
}

/** Loads in halves of a unit, prices good and bad, and cells as fine as the loads or much coarser. */
const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }))
  .chain(([items, zones]) => {
    const row = (most: number): fc.Arbitrary<ReadonlyArray<number>> =>
      fc.array(
        fc.nat(most).map((half) => half / 2),
        { minLength: zones, maxLength: zones }
      )
    const item = fc.record({ price: fc.integer({ min: -3, max: 9 }), costs: row(18), loads: row(10) })
    return fc.record({
      items: fc.array(item, { minLength: items, maxLength: items }),
      rooms: row(30),
      cells: fc.constantFrom(2, 7, 1000)
    })
  })

const sharingOf = ({ items, rooms }: Drawn): Sharing => {
  const made = sharing(items.length, rooms.length)
  made.items = items.length
  made.zones = rooms.length
  made.room.set(rooms)
  for (const [at, { costs, loads, price }] of items.entries()) {
    made.cost.set(costs, at * rooms.length)
    made.load.set(loads, at * rooms.length)
    made.price[at] = price
  }
  return made
}

/** What the cheapest of all ways costs that leaves no zone overfull; `Infinity` when there is none. */
const cheapest = ({ items, rooms }: Drawn, at: number = 0): number => {
  const [item] = items.slice(at)
  if (item === undefined) return 0
  const each = rooms.map((room, zone) => {
    if (item.loads[zone]! > room) return Infinity
    const left = rooms.with(zone, room - item.loads[zone]!)
    return item.costs[zone]! + cheapest({ items, rooms: left, cells: 0 }, at + 1)
  })
  return Math.min(...each)
}

describe("shareOut", () => {
  it("finds a way as cheap as the best of all, whatever the prices and the cells", () =>
    fc.assert(
      fc.property(drawn, (problem) => {
        const made = sharingOf(problem)
        fillKnapsacks(made, problem.cells)
        assert.isTrue(shareOut(made, 100_000))
        assert.strictEqual(made.least, cheapest(problem))
        assert.strictEqual(made.isBetter, made.least < Infinity)
        assert.deepStrictEqual([...made.room], problem.rooms)
        if (!made.isBetter) return
        const paid = problem.items.reduce((sum, { costs }, at) => sum + costs[made.found[at]!]!, 0)
        assert.strictEqual(paid, made.least)
      }),
      { numRuns: 500 }
    ))

  it("says when it ran out of nodes", () => {
    const item = { price: 0, costs: [1, 1], loads: [1, 1] }
    const made = sharingOf({ items: [item, item, item], rooms: [3, 3], cells: 1000 })
    fillKnapsacks(made, 1000)
    assert.isFalse(shareOut(made, 3))
    assert.isFalse(made.isBetter)
  })

  it("goes straight to the way that fills both zones, where prices of items are right", () => {
    const loads = [7, 6, 5, 4, 3]
    const items = loads.map((load) => ({ price: load, costs: [load, load + 1], loads: [load, load] }))
    const made = sharingOf({ items, rooms: [12, 13], cells: 1000 })
    fillKnapsacks(made, 1000)
    assert.isTrue(shareOut(made, 50))
    assert.strictEqual(made.least, 25 + 2)
  })
})

describe("raisePrices", () => {
  it("gives a bound that no way undercuts, and no lower one than the prices it was given", () =>
    fc.assert(
      fc.property(drawn, (problem) => {
        const search = { cellsAtMost: problem.cells, isStopped: () => false, upper: 60 }
        const least = cheapest(problem)
        const bound = raisePrices(sharingOf(problem), search)
        assert.isAtMost(bound, least + 1e-9)
        let asked = 0
        const given = raisePrices(sharingOf(problem), { ...search, isStopped: () => asked++ > 0 })
        assert.isAtLeast(bound, given)
      }),
      { numRuns: 500 }
    ))

  it("reaches what two zones cost of which one is left half empty, where prices of room alone do not", () => {
    const item = { price: 0, costs: [1, 5], loads: [2, 2] }
    const problem = { items: [item, item], rooms: [3, 4], cells: 1000 }
    const bound = raisePrices(sharingOf(problem), { cellsAtMost: 1000, isStopped: () => false, upper: 8 })
    assert.approximately(bound, 6, 0.1)
  })
})
