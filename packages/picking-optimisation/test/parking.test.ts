import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { afterIterations } from "@stowage/kernel/Stop"
import { solveParking } from "@stowage/picking-optimisation/parking/parking"
import { parkingBound } from "@stowage/picking-optimisation/parking/parkingBound"
import { parkingModel } from "@stowage/picking-optimisation/parking/parkingModel"
import { parkingCharges, type ParkingPlan, parkingViolations } from "@stowage/picking-optimisation/parking/ParkingPlan"
import {
  type ParkingProblem,
  type ParkingRefusal,
  parkingRefusalText,
  type ParkingStop
} from "@stowage/picking-optimisation/parking/ParkingProblem"
import { parkingSearch } from "@stowage/picking-optimisation/parking/parkingSearch"
import { type PlaceDistances } from "@stowage/picking-optimisation/tours/PlaceDistances"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"

/** An aisle with a place every metre; the cross-aisle with the cart's start is place 0. */
const aisle: PlaceDistances = { count: 40, between: (from, to) => Math.abs(from - to) }
const stopsAt = (...places: ReadonlyArray<number>): ReadonlyArray<ParkingStop> =>
  places.map((place) => ({ id: `${place}`, place, load: { units: 1 } }))
/** The cart at half the speed of somebody on foot; one metre on foot is a second. */
const problemOf = (
  stops: ReadonlyArray<ParkingStop>,
  {
    cart,
    hands = {},
    ...more
  }: Partial<Omit<ParkingProblem, "cart">> & {
    readonly cart?: Partial<ParkingProblem["cart"]>
    readonly hands?: ParkingProblem["onFoot"]["hands"]
  } = {}
): ParkingProblem => ({
  cart: { start: 0, end: 0, parkings: [0, 10, 20], unitsPerSecond: 0.5, ...cart },
  onFoot: { distances: aisle, unitsPerSecond: 1, hands },
  stops,
  ...more
})
const solved = (problem: ParkingProblem) => Result.getOrThrow(solveParking(problem))
const refusalOf = (problem: ParkingProblem): ParkingRefusal =>
  Result.match(solveParking(problem), {
    onFailure: (refusal) => refusal,
    onSuccess: () => assert.fail("expected a refusal")
  })

/** Every order, every parking, every way to end a round. */
const bruteForceMillis = (problem: ParkingProblem): number => {
  const { cart, onFoot, order, stops } = problem
  const wheeled = (from: number, to: number): number =>
    from === to ? 0 : (1_000 * (cart.distances ?? onFoot.distances).between(from, to)) / cart.unitsPerSecond
  const walked = (from: number, to: number): number =>
    from === to ? 0 : (1_000 * onFoot.distances.between(from, to)) / onFoot.unitsPerSecond
  let least = Number.POSITIVE_INFINITY
  const go = (at: number, isParked: boolean, left: ReadonlyArray<ParkingStop>, millis: number): void => {
    if (millis >= least) return
    if (left.length === 0) {
      least = Math.min(least, millis + wheeled(at, cart.end))
      return
    }
    const fetch = (place: number, here: number, units: number, rest: ReadonlyArray<ParkingStop>, sum: number): void => {
      for (const stop of order === "asListed" ? rest.slice(0, 1) : rest) {
        const carried = units + (stop.load?.units ?? 0)
        if (carried > (onFoot.hands.units ?? Number.POSITIVE_INFINITY)) continue
        const others = rest.filter((other) => other !== stop)
        const there = sum + walked(here, stop.place)
        go(place, true, others, there + walked(stop.place, place))
        fetch(place, stop.place, carried, others, there)
      }
    }
    for (const place of new Set(cart.parkings)) {
      const stays = isParked && place === at
      fetch(place, place, 0, left, millis + (stays ? 0 : wheeled(at, place) + (cart.parkMillis ?? 0)))
    }
  }
  go(cart.start, false, stops, 0)
  return least
}

const Problems: fc.Arbitrary<ParkingProblem> = fc
  .record({
    legs: fc.array(fc.nat(9), { minLength: 36, maxLength: 36 }),
    wheels: fc.option(fc.array(fc.nat(20), { minLength: 36, maxLength: 36 }), { nil: undefined }),
    ends: fc.tuple(fc.nat(5), fc.nat(5)),
    parkings: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
    stops: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { minLength: 1, maxLength: 4 }),
    units: fc.option(fc.integer({ min: 2, max: 5 }), { nil: undefined }),
    parkMillis: fc.nat(4_000),
    order: fc.constantFrom("any" as const, "asListed" as const)
  })
  .map(({ ends, legs, order, parkings, parkMillis, stops, units, wheels }): ParkingProblem => {
    const distances = (table: ReadonlyArray<number>): PlaceDistances => ({
      count: 6,
      between: (from, to) => table[6 * from + to] as number
    })
    return {
      cart: {
        start: ends[0],
        end: ends[1],
        parkings,
        unitsPerSecond: 0.5,
        parkMillis,
        ...(wheels === undefined ? {} : { distances: distances(wheels) })
      },
      onFoot: { distances: distances(legs), unitsPerSecond: 1, hands: units === undefined ? {} : { units } },
      stops: stops.map(([place, load], index) => ({ id: `S${index}`, place, load: { units: load } })),
      order
    }
  })

const solver = {
  solve: solveParking,
  violations: parkingViolations,
  cost: (problem: ParkingProblem, plan: ParkingPlan) => sumOfCharges(parkingCharges(problem, plan))
}

describeLaws("parking the cart", solverLaws(solver, Problems, { best: bruteForceMillis }))

describe("parking the cart", () => {
  it("leaves a slow cart where it stands when little is fetched, and takes it along when much is", () => {
    const { cost, plan } = solved(problemOf(stopsAt(18, 22)))
    assert.deepStrictEqual(
      plan.parked.map(({ place }) => place),
      [0]
    )
    assert.strictEqual(cost, 44_000)
    const much = stopsAt(18, 19, 21, 22, 23)
    const wheeled = solved(problemOf(much, { hands: { units: 1 } }))
    assert.deepStrictEqual(
      wheeled.plan.parked.map(({ place }) => place),
      [20]
    )
    assert.strictEqual(wheeled.plan.parked[0]?.rounds.length, 5)
    // Twenty metres there and back at half a metre a second, and five rounds of 2, 1, 1, 2 and 3 metres either way.
    assert.strictEqual(wheeled.cost, 80_000 + 18_000)
    assert.strictEqual(wheeled.stoppedBy, "proved")
  })

  it("charges for wheeling, parking and each round", () => {
    const { charges } = solved(problemOf(stopsAt(12), { cart: { parkings: [10], parkMillis: 500 } }))
    assert.deepStrictEqual(charges, [
      { reason: "wheel", subject: "10", amount: 20_000 },
      { reason: "park", subject: "10", amount: 500 },
      { reason: "on foot", subject: "12", amount: 4_000 },
      { reason: "wheel", subject: "end", amount: 20_000 }
    ])
  })

  it("wheels the cart only where it goes", () => {
    const wide: PlaceDistances = { count: 40, between: (from, to) => (from === to ? 0 : 1_000) }
    const { plan } = solved(problemOf(stopsAt(18, 19, 21, 22), { cart: { distances: wide }, hands: { units: 1 } }))
    assert.deepStrictEqual(
      plan.parked.map(({ place }) => place),
      [0]
    )
  })

  it("fetches in the order in which stops stand, where it is asked to, at its best", () => {
    const stops = stopsAt(22, 1, 21)
    const { plan, stoppedBy } = solved(problemOf(stops, { order: "asListed", hands: { units: 2 } }))
    assert.deepStrictEqual(
      plan.parked.flatMap(({ rounds }) => rounds.flatMap((round) => round.stops)),
      ["22", "1", "21"]
    )
    assert.strictEqual(stoppedBy, "proved")
  })

  it("is never cheaper than the bound that longer searches are judged by", () => {
    const property = fc.property(Problems, (problem) => {
      assert.isAtMost(parkingBound(parkingModel(problem)), bruteForceMillis(problem) + 1e-6)
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("searches orders of more stops than can all be tried, and hardly misses the best of fewer", () => {
    const property = fc.property(Problems, (problem) => {
      const model = parkingModel({ ...problem, order: "any" })
      const found = parkingSearch(model, random(1), () => false)
      assert.approximately(found.millis, bruteForceMillis({ ...problem, order: "any" }), 1e-6)
    })
    fc.assert(property, { numRuns: 20 })
    const chance = random(3)
    const points = Array.from({ length: 40 }, () => [chance.int(60), chance.int(60)] as const)
    const between = (from: number, to: number): number => {
      const [[x, y], [otherX, otherY]] = [points[from] ?? [0, 0], points[to] ?? [0, 0]]
      return Math.abs(x - otherX) + Math.abs(y - otherY)
    }
    const scattered = problemOf(stopsAt(...points.keys()), {
      hands: { units: 4 },
      cart: { parkings: [0, 5, 10, 15, 20, 25, 30, 35], parkMillis: 1_000 }
    })
    const many = { ...scattered, onFoot: { ...scattered.onFoot, distances: { count: 40, between } } }
    const [first, searched] = [0, 400].map((asked) =>
      Result.getOrThrow(solveParking(many, { stop: afterIterations(asked) }))
    )
    assert.deepStrictEqual(parkingViolations(many, (searched as NonNullable<typeof searched>).plan), [])
    assert.isBelow(searched?.cost ?? 0, first?.cost ?? 0)
    assert.strictEqual(searched?.stoppedBy, "caller")
  })
})

describe("cart parking is refused", () => {
  const good = problemOf(stopsAt(1, 2))
  const said = (problem: ParkingProblem): string => parkingRefusalText(refusalOf(problem))

  it("without stops or parkings, and for a stop that is there twice", () => {
    assert.strictEqual(said(problemOf([])), "expected at least one stop, got none")
    assert.include(said(problemOf(stopsAt(1), { cart: { parkings: [] } })), "place to park")
    assert.strictEqual(said(problemOf(stopsAt(1, 1))), "stop 1: expected each stop once, got it twice")
  })

  it("for places, speeds and times that cannot be", () => {
    assert.strictEqual(said(problemOf(stopsAt(40))), "stop 40: expected a place from 0 to 39, got 40")
    assert.include(said(problemOf(stopsAt(1), { cart: { parkings: [-1] } })), "parking")
    assert.include(said(problemOf(stopsAt(1), { cart: { unitsPerSecond: 0 } })), "cart unitsPerSecond")
    assert.include(said(problemOf(stopsAt(1), { cart: { parkMillis: Number.NaN } })), "parkMillis")
    const far: PlaceDistances = { count: 40, between: () => Number.POSITIVE_INFINITY }
    assert.include(said({ ...good, onFoot: { ...good.onFoot, distances: far } }), "the way from place 0 to")
    assert.include(said(problemOf(stopsAt(1), { cart: { distances: far } })), "cart, the way")
  })

  it("for what hands do not carry", () => {
    assert.include(said(problemOf(stopsAt(1), { hands: { units: 0 } })), "hands' limit of units")
    assert.strictEqual(
      said(problemOf([{ id: "A", place: 1, load: { massGrams: 9 } }], { hands: { massGrams: 8 } })),
      "stop A: expected at most 8 massGrams, got 9"
    )
    assert.include(said(problemOf([{ id: "A", place: 1, load: { units: -1 } }])), "units of 0 to 10^15")
  })
})

describe("the judge of parked carts", () => {
  const problem = problemOf(stopsAt(9, 12), { hands: { units: 2 }, order: "asListed" })
  const { plan } = solved({ ...problem, cart: { ...problem.cart, parkings: [10] } })
  const judged = (parked: ParkingPlan["parked"], homeWheeled = plan.homeWheeled): ReadonlyArray<string> =>
    parkingViolations({ ...problem, onFoot: { ...problem.onFoot, hands: { units: 1 } } }, { parked, homeWheeled }).map(
      ({ _tag }) => _tag
    )

  it("names each fault", () => {
    const round = { stops: ["9"], walked: 2 }
    const other = { stops: ["12"], walked: 4 }
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [round, other] }]), [])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [round] }]), ["StopMissed"])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [other, round] }]), ["OutOfOrder"])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [round, round, other] }]), ["StopTwice"])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [{ stops: ["9", "12"], walked: 6 }] }]), [
      "HandsOverLimit"
    ])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [round, { ...other, walked: 3 }] }]), [
      "LengthMisstated"
    ])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 9, rounds: [round, other] }]), ["LengthMisstated"])
    assert.deepStrictEqual(judged([{ place: 10, wheeled: 10, rounds: [round, other] }], 9), ["LengthMisstated"])
    assert.deepStrictEqual(
      judged([
        { place: 11, wheeled: 11, rounds: [{ stops: ["9", "no"], walked: 4 }] },
        { place: 10, wheeled: 1, rounds: [other, { stops: [], walked: 0 }] },
        { place: 10, wheeled: 0, rounds: [] }
      ]),
      ["StopUnknown", "NotAParking", "RoundEmpty", "ParkedForNothing"]
    )
  })
})
