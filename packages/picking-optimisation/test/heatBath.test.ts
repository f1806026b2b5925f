import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { groupsMm } from "@stowage/picking-optimisation/batching/Batches"
import { cartTakes } from "@stowage/picking-optimisation/batching/BatchCore"
import { FrontierMargins } from "@stowage/picking-optimisation/trips/FrontierMargins"
import { frontierWalk } from "@stowage/picking-optimisation/trips/frontierWalk"
import { heatBath } from "@stowage/picking-optimisation/batching/heatBath"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { searchBatches } from "@stowage/picking-optimisation/batching/searchBatches"
import { SearchEffort } from "@stowage/picking-optimisation/batching/SearchEffort"
import { tripCoreOf } from "@stowage/picking-optimisation/trips/tripCoreOf"
import { type TripProblem } from "@stowage/picking-optimisation/trips/TripProblem"
import { tripWalks } from "@stowage/picking-optimisation/trips/TripWalks"
import { type TripFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { type WalkMargins } from "@stowage/picking-optimisation/batching/WalkMargins"
import { WeighedBatches } from "@stowage/picking-optimisation/batching/WeighedBatches"
import {
  bruteForceTripMm,
  bruteForceTripsMm,
  Ends,
  MeasuredFloors,
  OneWayFloors,
  tripOrder,
  TripProblems,
  twoWay,
  TwoWayFloors
} from "./tripProblems.ts"

const Places = fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 8 })

describe("the margins of a walk", () => {
  it("say how long it is with any other stops in one part of the floor", () => {
    const property = fc.property(
      TwoWayFloors,
      Ends,
      Places,
      fc.nat(),
      fc.nat(),
      (floor, [start, end], places, a, b) => {
        const walk = frontierWalk(floor, start, end, places)
        // A place with six spurs to stops at their ends is wider than a sweep may be.
        if (walk === undefined) return fc.pre(false)
        const margins: WalkMargins = new FrontierMargins(walk.sweep)
        const list = walk.places.flatMap((_, stop) => ((a >> stop) & 1 ? [stop] : []))
        fc.pre(list.length > 0)
        const restMm = new Float64Array(margins.size)
        const mm = margins.measure(Int32Array.from(list), list.length, restMm, 0)
        margins.weigh(restMm, 0)
        assert.strictEqual(mm, walk.walkMm(Int32Array.from(list), list.length))
        for (let part = 0; part < margins.parts; part++) {
          const isIn = (stop: number): boolean => margins.partOf[stop] === part
          const there = walk.places.flatMap((_, stop) => (isIn(stop) && ((b >> stop) & 1) === 1 ? [stop] : []))
          const other = [...list.filter((stop) => !isIn(stop)), ...there].sort((one, two) => one - two)
          if (other.length === 0) continue
          const otherMm = walk.walkMm(Int32Array.from(other), other.length)
          assert.strictEqual(margins.withPart(part, Int32Array.from(there), 0, there.length, restMm, 0), otherMm)
        }
      }
    )
    fc.assert(property, { numRuns: 300 })
  })
})

describe("the margins of a walk that is searched for", () => {
  it("are of walks that there are: none is shorter than the shortest", () => {
    const Floors = fc.oneof<fc.Arbitrary<TripFloor>[]>(OneWayFloors, MeasuredFloors)
    const property = fc.property(Floors, Ends, Places, fc.nat(), (floor, [start, end], places, some) => {
      const { margins, places: placed } = tripWalks(floor, start, end, places)
      fc.pre(margins !== undefined)
      const list = placed.flatMap((_, stop) => ((some >> stop) & 1 ? [stop] : []))
      const restMm = new Float64Array(margins.size)
      const mm = margins.measure(Int32Array.from(list), list.length, restMm, 0)
      if (list.length > 0) margins.weigh(restMm, 0)
      const shortestMm = (stops: ReadonlyArray<number>): number =>
        bruteForceTripMm(
          floor,
          start,
          end,
          stops.map((stop) => placed[stop] as number)
        )
      if (list.length > 0) assert.strictEqual(mm, shortestMm(list))
      for (let stop = 0; stop < placed.length; stop++) {
        const others = list.filter((other) => other !== stop)
        if (others.length === 0) continue
        const lengthMm = (has: 0 | 1): number => margins.withPart(stop, Int32Array.of(stop), 0, has, restMm, 0)
        assert.isAtLeast(lengthMm(0), shortestMm(others))
        assert.isAtLeast(lengthMm(1), shortestMm([...others, stop]))
        assert.strictEqual(lengthMm(list.includes(stop) ? 1 : 0), mm)
      }
    })
    fc.assert(property, { numRuns: 200 })
  })
})

/** Four aisles of six places between two cross-aisles; the depot, place 0, is at the first corner. */
const floor = twoWay(
  32,
  [0, 1, 2, 3].flatMap((aisle) => {
    const first = 8 * aisle
    const along = [0, 1, 2, 3, 4, 5, 6].map((step) => [first + step, first + step + 1, 2] as const)
    return aisle === 3 ? along : [...along, [first, first + 8, 5] as const, [first + 7, first + 15, 5] as const]
  })
)
const problem: TripProblem = {
  floor,
  start: 0,
  end: 0,
  limits: { totes: 5 },
  orders: Array.from({ length: 30 }, (_, index) =>
    tripOrder(`O${index}`, [1 + ((7 * index) % 31), 1 + ((11 * index + 5) % 31)], { totes: 1 + (index % 2) })
  )
}
const coreOf = (of: TripProblem) =>
  tripCoreOf(
    of,
    tripWalks(
      of.floor,
      of.start,
      of.end,
      of.orders.flatMap(({ stops }) => stops)
    )
  )
const begun = () => {
  const sets = new OrderSets(coreOf(problem))
  const margins: WalkMargins = sets.core.margins ?? assert.fail("expected margins on two-way aisles")
  const groups = problem.orders.map((_, order) => [order])
  return { sets, margins, groups, incumbent: { groups, costMm: groupsMm(sets, groups) } }
}

describe("the margins of a walk along aisles of many stops", () => {
  const places = Array.from({ length: 31 }, (_, at) => at + 1)
  const walk = frontierWalk(floor, 0, 0, places) ?? assert.fail("expected a sweep over four aisles")
  const margins: WalkMargins = new FrontierMargins(walk.sweep)
  const Marks = fc.array(fc.boolean(), { minLength: walk.places.length, maxLength: walk.places.length })

  it("say of each stop how long the walk is with it as well, wherever in the aisle it is", () => {
    const property = fc.property(Marks, Marks, (some, marks) => {
      const list = walk.places.flatMap((_, stop) => (some[stop] === true ? [stop] : []))
      fc.pre(list.length > 0)
      const restMm = new Float64Array(margins.size)
      margins.measure(Int32Array.from(list), list.length, restMm, 0)
      const eachMm = new Float64Array(marks.length)
      for (let part = 0; part < margins.parts; part++) {
        const first = margins.firstStop[part] as number
        const those = Array.from(walk.places.keys()).slice(first, margins.firstStop[part + 1])
        const held = Int32Array.from(those.filter((stop) => marks[stop]))
        margins.withEach(part, held, 0, held.length, restMm, 0, eachMm, 0)
        for (const stop of those) {
          const withStop = Int32Array.from(new Set([...held, stop])).sort()
          assert.strictEqual(eachMm[stop], margins.withPart(part, withStop, 0, withStop.length, restMm, 0))
        }
      }
    })
    fc.assert(property, { numRuns: 300 })
  })
})

describe("exchanging orders by what they are guessed to change", () => {
  const cooling = { steps: 2_000, fromMm: 3, toMm: 0.3 }

  it("finds batches that a cart takes, as long as it says, and shorter than every order alone", () => {
    const { groups, incumbent, margins, sets } = begun()
    const aloneMm = incumbent.costMm
    const effort = new SearchEffort(whenExhausted, () => incumbent.costMm)
    const batches = new WeighedBatches(sets, margins, groups, effort)
    heatBath(batches, cooling, random(1), incumbent, effort)
    assert.isBelow(incumbent.costMm, 0.6 * aloneMm)
    const fresh = new OrderSets(sets.core)
    assert.approximately(groupsMm(fresh, incumbent.groups), incumbent.costMm, 1e-6)
    assert.approximately(groupsMm(fresh, batches.groups), batches.costMm, 1e-6)
    assert.isTrue(incumbent.groups.every((group) => cartTakes(sets.core, group)))
    assert.deepStrictEqual(
      incumbent.groups.flat().toSorted((a, b) => a - b),
      groups.flat()
    )
  })

  it("guesses what an order of one stop changes as it is", () => {
    const single = { ...problem, orders: problem.orders.map((each) => ({ ...each, stops: each.stops.slice(0, 1) })) }
    const sets = new OrderSets(coreOf(single))
    const margins: WalkMargins = sets.core.margins ?? assert.fail("expected margins on two-way aisles")
    const groups = [0, 1, 2, 3, 4, 5].map((slot) => [0, 1, 2, 3, 4].map((index) => 5 * slot + index))
    const batches = new WeighedBatches(sets, margins, groups, new SearchEffort(whenExhausted, () => 0))
    const fresh = new OrderSets(sets.core)
    const lengthMm = (group: ReadonlyArray<number>): number => fresh.measure(Int32Array.from(group), group.length)
    for (const [slot, group] of groups.entries()) {
      for (const order of group) {
        const without = group.filter((each) => each !== order)
        assert.approximately(batches.savedMm[order] as number, lengthMm(group) - lengthMm(without), 1e-9)
      }
      for (const order of groups.flat().filter((each) => !group.includes(each))) {
        const addedMm = lengthMm([...group, order]) - lengthMm(group)
        assert.approximately(batches.guessedMm(slot, order), addedMm, 1e-9)
        assert.approximately(batches.changedMm(slot, -1, order), addedMm, 1e-9)
      }
    }
  })

  it("guesses of every batch at once what it guesses of each", () => {
    const { margins, sets } = begun()
    const groups = [0, 1, 2, 3, 4, 5].map((slot) => [0, 1, 2, 3, 4].map((index) => 5 * slot + index))
    const batches = new WeighedBatches(sets, margins, groups, new SearchEffort(whenExhausted, () => 0))
    const guessMm = new Float64Array(batches.slots)
    for (const order of groups.flat()) {
      batches.guessEach(order, guessMm)
      for (const slot of groups.keys())
        assert.approximately(guessMm[slot] as number, batches.guessedMm(slot, order), 1e-9)
    }
  })

  it("stops when it is told to", () => {
    const { groups, incumbent, margins, sets } = begun()
    let asked = 0
    const effort = new SearchEffort(
      () => ++asked > 3,
      () => incumbent.costMm
    )
    heatBath(new WeighedBatches(sets, margins, groups, effort), cooling, random(1), incumbent, effort)
    assert.strictEqual(asked, 4)
  })

  it("is over when it has taken its share of what the caller grants, however many steps it was to have", () => {
    const { groups, incumbent, margins, sets } = begun()
    const effort = new SearchEffort(afterIterations(200), () => incumbent.costMm)
    const batches = new WeighedBatches(sets, margins, groups, effort)
    heatBath(batches, { ...cooling, steps: 1e9, untilShare: 0.5 }, random(1), incumbent, effort)
    assert.deepStrictEqual([effort.isOver, effort.share], [false, 0.5])
  })

  it("is left out where the stops of all batches are too many to say of each what it would add", () => {
    const { groups, margins, sets } = begun()
    const measuredOf = (stops: number): number => {
      let measured = 0
      const counted: WalkMargins = {
        ...margins,
        measure: (...walk) => (measured++, margins.measure(...walk)),
        weigh: (...walk) => margins.weigh(...walk),
        withPart: (...walk) => margins.withPart(...walk),
        withEach: (...walk) => margins.withEach(...walk)
      }
      const core = { ...sets.core, stops, margins: counted }
      const found = searchBatches(new OrderSets(core), groups, 1, afterIterations(9))
      assert.approximately(groupsMm(sets, found.groups), found.costMm, 1e-6)
      return measured
    }
    const most = Math.floor(2 ** 26 / groups.length)
    assert.isAbove(measuredOf(sets.core.stops), 0)
    assert.strictEqual(measuredOf(most + 1), 0)
  })

  it("is part of a search that proves the best of few orders", () => {
    const property = fc.property(TripProblems, (few) => {
      const core = coreOf(few)
      fc.pre(core.margins !== undefined)
      const alone = few.orders.map((_, index) => [index])
      const found = searchBatches(new OrderSets(core), alone, 1, whenExhausted)
      assert.approximately(found.costMm, bruteForceTripsMm(few), 1e-9)
      assert.strictEqual(found.stoppedBy, "proved")
    })
    fc.assert(property, { numRuns: 100 })
  })
})
