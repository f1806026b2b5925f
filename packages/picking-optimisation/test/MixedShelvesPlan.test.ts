import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  type MixedShelvesPlan,
  mixedShelvesViolations,
  picklistWalkMm,
  type ShelfPicklist,
  shelfWalkMm
} from "@stowage/picking-optimisation/shelves/MixedShelvesPlan"
import { shelfColumns } from "@stowage/picking-optimisation/shelves/ShelfColumns"
import { shelfTour } from "@stowage/picking-optimisation/shelves/ShelfTour"
import { addedWalkMm } from "@stowage/picking-optimisation/shelves/addedWalk"
import { guessedMm } from "@stowage/picking-optimisation/shelves/placeOrder"
import { tourReach } from "@stowage/picking-optimisation/shelves/TourReach"
import { tourVisits } from "@stowage/picking-optimisation/shelves/tourVisits"
import { bruteForceTourMm, MixedShelvesProblems, orderId, shelfOrder, shelves, skuOf, unit, unitId } from "./shelves.ts"

const units = ["tea@z/2/10", "tea@z/3/10", "cup@z/2/20", "pot@y/2/5"]
const problem = shelves(units, [shelfOrder("A", "tea", "cup"), shelfOrder("B", "pot"), shelfOrder("C", "tea")], {
  leastUnits: 3
})
/** A picklist of `ORDER:UNIT` with its right walk. */
const list = (zone: string, ...texts: ReadonlyArray<string>): ShelfPicklist => {
  const picks = texts.map((text) => ({ order: orderId(text.slice(0, 1)), unit: unitId(text.slice(2)) }))
  const visited = problem.units.filter(({ id }) => picks.some((pick) => pick.unit === id))
  const inOrder = picks.flatMap((pick) => visited.filter(({ id }) => id === pick.unit))
  return { zone, picks, walkMm: picklistWalkMm(problem, inOrder) }
}
const batch = (orders: string, ...picklists: ReadonlyArray<ShelfPicklist>): MixedShelvesPlan["batches"][number] => ({
  orders: [...orders].map(orderId),
  picklists
})
const violationsOf = (...batches: MixedShelvesPlan["batches"]) => mixedShelvesViolations(problem, { batches })
const ofA = list("z", "A:tea@z/2/10", "A:cup@z/2/20")
const ofB = list("y", "B:pot@y/2/5")

describe("the judge of a mixed-shelves plan", () => {
  it("finds nothing wrong when enough units are picked, each for an order of its batch", () => {
    assert.deepStrictEqual(violationsOf(batch("AB", ofA, ofB)), [])
    assert.deepStrictEqual(violationsOf(batch("A", ofA), batch("B", ofB)), [])
  })

  it("finds too few units", () => {
    assert.deepStrictEqual(violationsOf(batch("A", ofA)), [{ _tag: "TooFewUnits", asked: 3, picked: 2 }])
  })

  it("finds an order that is not asked for, is in two batches, or is one too many", () => {
    assert.deepStrictEqual(violationsOf(batch("AX", ofA), batch("B", ofB)), [
      { _tag: "OrderUnknown", id: orderId("X") }
    ])
    assert.deepStrictEqual(violationsOf(batch("A", ofA), batch("BA", ofB)), [{ _tag: "OrderTwice", id: orderId("A") }])
    const ofC = list("z", "C:tea@z/3/10")
    assert.deepStrictEqual(violationsOf(batch("ABC", ofA, ofB, ofC)), [
      { _tag: "BatchTooLarge", batch: 0, orders: 3, most: 2 }
    ])
  })

  it("finds an order that is served in part, or with what it did not ask for", () => {
    const short = list("z", "A:tea@z/2/10")
    assert.deepStrictEqual(violationsOf(batch("A", short), batch("B", ofB)), [
      { _tag: "OrderServedWrong", id: orderId("A"), sku: skuOf("cup"), asked: 1, given: 0 },
      { _tag: "TooFewUnits", asked: 3, picked: 2 }
    ])
    const more = list("z", "A:tea@z/2/10", "A:cup@z/2/20", "A:tea@z/3/10")
    assert.deepStrictEqual(violationsOf(batch("A", more), batch("B", ofB)), [
      { _tag: "OrderServedWrong", id: orderId("A"), sku: skuOf("tea"), asked: 1, given: 2 }
    ])
  })

  it("finds a unit that is taken twice, is not there, or goes to an order of another batch", () => {
    const again = list("z", "C:tea@z/2/10")
    assert.deepStrictEqual(violationsOf(batch("AB", ofA, ofB), batch("C", again)), [
      { _tag: "UnitTwice", id: unitId("tea@z/2/10") }
    ])
    const unknown = list("y", "B:pot@y/2/6")
    assert.deepStrictEqual(violationsOf(batch("A", ofA), batch("B", unknown)), [
      { _tag: "UnitUnknown", id: unitId("pot@y/2/6") },
      { _tag: "OrderServedWrong", id: orderId("B"), sku: skuOf("pot"), asked: 1, given: 0 }
    ])
    const pick = { order: orderId("C"), unit: unitId("tea@z/3/10") }
    assert.deepStrictEqual(violationsOf(batch("AB", ofA, ofB, list("z", "C:tea@z/3/10"))), [
      { _tag: "PickOfOtherBatch", batch: 0, pick }
    ])
  })

  it("finds a picklist of nothing, of two zones, over its container, or with another walk than it says", () => {
    const where = { batch: 0, picklist: 2 }
    assert.deepStrictEqual(violationsOf(batch("AB", ofA, ofB, list("z"))), [{ _tag: "PicklistEmpty", ...where }])
    const mixed = list("z", "A:tea@z/2/10", "A:cup@z/2/20", "B:pot@y/2/5")
    assert.deepStrictEqual(violationsOf(batch("AB", mixed)), [
      { _tag: "UnitOfOtherZone", id: unitId("pot@y/2/5"), batch: 0, picklist: 0 }
    ])
    const small = { ...problem, limits: { orders: 2, volumeMm3: 2 } }
    assert.deepStrictEqual(mixedShelvesViolations(small, { batches: [batch("AB", ofA, ofB)] }), [
      { _tag: "ContainerOverfull", volumeMm3: 3, mostMm3: 2, batch: 0, picklist: 0 },
      { _tag: "ContainerOverfull", volumeMm3: 3, mostMm3: 2, batch: 0, picklist: 1 }
    ])
    assert.deepStrictEqual(violationsOf(batch("AB", { ...ofA, walkMm: 39 }, ofB)), [
      { _tag: "WalkWrong", statedMm: 39, walkMm: 40, batch: 0, picklist: 0 }
    ])
  })

  it("finds a batch of nothing", () => {
    assert.deepStrictEqual(violationsOf(batch("AB", ofA, ofB), batch("")), [{ _tag: "BatchEmpty", batch: 1 }])
  })
})

describe("the walk between two units", () => {
  const walkMm = (from: string, to: string, withinAisle: "straight" | "byCrossAisle" = "straight") =>
    shelfWalkMm({ ...problem, withinAisle }, unit(`tea@z/${from}`), unit(`tea@z/${to}`))

  it("goes by the cross-aisle that adds least: the middle, or the far one of their block", () => {
    assert.strictEqual(walkMm("0/10", "1/20"), 10 + 20 + 10)
    assert.strictEqual(walkMm("0/80", "1/90"), 20 + 10 + 10)
    assert.strictEqual(walkMm("0/-80", "1/-90"), 20 + 10 + 10)
    assert.strictEqual(walkMm("0/-80", "1/90"), 80 + 90 + 10)
  })

  it("goes straight along an aisle, or out of it and in again", () => {
    assert.strictEqual(walkMm("0/-10", "0/20"), 30)
    assert.strictEqual(walkMm("0/10", "0/20"), 10)
    assert.strictEqual(walkMm("0/10", "0/20", "byCrossAisle"), 30)
    assert.strictEqual(walkMm("0/80", "0/90", "byCrossAisle"), 30)
  })
})

describe("the tour of a picklist", () => {
  const tours = (holds: (problem: Parameters<typeof shelfColumns>[0], chosen: Int32Array) => void) =>
    fc.assert(
      fc.property(MixedShelvesProblems, (drawn) => {
        const units = drawn.units.slice(0, 6).map((each) => ({ ...each, zone: "z" }))
        const byAisle = units.map((_, index) => index).sort((a, b) => (units[a]?.aisle ?? 0) - (units[b]?.aisle ?? 0))
        holds({ ...drawn, units }, Int32Array.from(byAisle))
      }),
      { numRuns: 300 }
    )

  it("is the shortest of all orders of visits, and is walked as long as it says", () => {
    tours((problem, chosen) => {
      const shelf = shelfColumns(problem)
      const tour = shelfTour(shelf, 0, chosen)
      assert.strictEqual(tour.walkMm, bruteForceTourMm(problem, problem.units))
      const visited = tourVisits(shelf, tour).flatMap((index) => problem.units[index] ?? [])
      assert.strictEqual(visited.length, problem.units.length)
      assert.strictEqual(picklistWalkMm(problem, visited), tour.walkMm)
    })
  })

  it("tells of a unit more what it will add, and guesses at least that", () => {
    tours((problem, chosen) => {
      const shelf = shelfColumns(problem)
      const whole = shelfTour(shelf, 0, chosen)
      for (const unit of chosen) {
        const tour = shelfTour(
          shelf,
          0,
          chosen.filter((other) => other !== unit)
        )
        const addedMm = addedWalkMm(shelf, tour, unit)
        assert.strictEqual(tour.walkMm + addedMm, whole.walkMm)
        assert.isAtLeast(guessedMm(shelf, tourReach(shelf, tour), unit), addedMm)
      }
    })
  })
})
