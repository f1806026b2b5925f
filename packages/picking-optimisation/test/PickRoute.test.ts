import { assert, describe, it } from "vitest"
import { type PickRoute, routeViolations, walkCharges } from "@stowage/picking-optimisation/routing/PickRoute"
import { block, locationId } from "./block.ts"

const problem = block([[], [30], [70]])
const visit = (id: string, walkedMm: number) => ({ id: locationId(id), walkedMm })
const turns = (...points: ReadonlyArray<readonly [xMm: number, yMm: number]>) =>
  points.map(([xMm, yMm]) => ({ xMm, yMm }))
/** Up the second aisle, over, down the third, home. */
const good: PickRoute = {
  visits: [visit("1@30", 40), visit("2@70", 150)],
  turns: turns([0, 0], [10, 0], [10, 100], [20, 100], [20, 0], [0, 0]),
  walkMm: 240
}
const violationsOf = (changes: Partial<PickRoute>) => routeViolations(problem, { ...good, ...changes })

describe("the judge of a route", () => {
  it("finds nothing wrong with a walk that visits everything", () => {
    assert.deepStrictEqual(violationsOf({}), [])
  })

  it("finds a pick that is missed, visited twice, or not asked for", () => {
    const [first, second] = good.visits
    if (first === undefined || second === undefined) return assert.fail("expected two visits")
    assert.deepStrictEqual(violationsOf({ visits: [first] }), [{ _tag: "PickMissed", id: second.id }])
    assert.deepStrictEqual(violationsOf({ visits: [first, first, second] }), [{ _tag: "PickTwice", id: first.id }])
    assert.deepStrictEqual(violationsOf({ visits: [...good.visits, visit("9@9", 160)] }), [
      { _tag: "PickUnknown", id: locationId("9@9") }
    ])
  })

  it("finds a pick that the walk is not at when it says so", () => {
    const visits = [visit("1@30", 41), visit("2@70", 150)]
    assert.deepStrictEqual(violationsOf({ visits }), [{ _tag: "PickNotThere", id: locationId("1@30"), walkedMm: 41 }])
  })

  it("does not take a place in line with a leg for one on it", () => {
    const short = turns([0, 0], [10, 0], [10, 20], [10, 0], [20, 0], [20, 70], [20, 0], [0, 0])
    const visits = [visit("1@30", 40), visit("2@70", 130)]
    assert.deepStrictEqual(violationsOf({ turns: short, visits, walkMm: 220 }), [
      { _tag: "PickNotThere", id: locationId("1@30"), walkedMm: 40 }
    ])
  })

  it("finds visits that are not in the order of the walk", () => {
    assert.deepStrictEqual(violationsOf({ visits: good.visits.toReversed() }), [
      { _tag: "VisitsOutOfOrder", id: locationId("1@30") }
    ])
  })

  it("finds a walk that does not start or does not end at the depot", () => {
    const there = turns([10, 0], [10, 100], [20, 100], [20, 0], [0, 0])
    const visits = [visit("1@30", 30), visit("2@70", 140)]
    assert.deepStrictEqual(violationsOf({ turns: there, visits, walkMm: 230 }), [{ _tag: "NotFromDepot" }])
    assert.deepStrictEqual(violationsOf({ turns: good.turns.slice(0, -1), walkMm: 220 }), [{ _tag: "NotToDepot" }])
    assert.deepStrictEqual(
      violationsOf({ turns: [], visits: [], walkMm: 0 }).map((violation) => violation._tag),
      ["PickMissed", "PickMissed", "NotFromDepot", "NotToDepot"]
    )
  })

  it("finds a leg through the racks, diagonal, or beyond the floor", () => {
    const through = turns([0, 0], [10, 0], [10, 70], [20, 70], [20, 0], [0, 0])
    const visits = [visit("1@30", 40), visit("2@70", 90)]
    assert.deepStrictEqual(violationsOf({ turns: through, visits, walkMm: 180 }), [{ _tag: "LegOffFloor", turn: 2 }])
    const beyond = turns([0, 0], [10, 0], [10, 110], [10, 100], [20, 100], [20, 0], [0, 0])
    const later = [visit("1@30", 40), visit("2@70", 170)]
    assert.deepStrictEqual(violationsOf({ turns: beyond, visits: later, walkMm: 260 }), [
      { _tag: "LegOffFloor", turn: 1 },
      { _tag: "LegOffFloor", turn: 2 }
    ])
    const diagonal = turns([0, 0], [10, 100], [20, 100], [20, 0], [0, 0])
    assert.deepInclude(violationsOf({ turns: diagonal }), { _tag: "LegOffFloor", turn: 0 })
  })

  it("finds a length that is not that of the walk", () => {
    assert.deepStrictEqual(violationsOf({ walkMm: 239 }), [{ _tag: "WalkMiscounted", statedMm: 239, countedMm: 240 }])
  })
})

describe("the charges of a route", () => {
  it("are one per aisle and cross-aisle walked in, counted from 1", () => {
    assert.deepStrictEqual(walkCharges(problem, good), [
      { reason: "walk", subject: "aisle 2", amount: 100 },
      { reason: "walk", subject: "aisle 3", amount: 100 },
      { reason: "walk", subject: "cross-aisle 1", amount: 30 },
      { reason: "walk", subject: "cross-aisle 2", amount: 10 }
    ])
  })
})
