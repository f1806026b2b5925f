/**
 * Small problems on one block, by example and at random.
 */
import * as fc from "fast-check"
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { rectangularWalkMm } from "@stowage/layout/distances"
import {
  type BatchingProblem,
  type CartLimits,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { type Pick, type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"

export const locationId = (text: string): LocationId => text as LocationId
export const orderId = (text: string): FulfilmentOrderId => text as FulfilmentOrderId

/** The pick at a place, named by it: aisle 2 at 7 mm is `2@7`. */
export const pickAt = (aisle: number, yMm: number): Pick => ({ id: locationId(`${aisle}@${yMm}`), aisle, yMm })

/** Aisles 10 mm apart and 100 mm long, with picks at these places of each, and the depot at the front of the first. */
export const block = (
  places: ReadonlyArray<ReadonlyArray<number>>,
  depot: RoutingProblem["depot"] = { aisle: 0, crossAisle: 0 }
): RoutingProblem => ({
  floor: { _tag: "RectangularFloor", aisleXMm: places.map((_, aisle) => 10 * aisle), crossAisleYMm: [0, 100] },
  depot,
  picks: places.flatMap((inAisle, aisle) => inAisle.map((yMm) => pickAt(aisle, yMm)))
})

const Depots = fc.record({ aisle: fc.integer({ min: 0, max: 3 }), crossAisle: fc.integer({ min: 0, max: 1 }) })
const Steps = fc.integer({ min: 1, max: 9 })
const Floors = fc
  .record({
    steps: fc.tuple(Steps, Steps, Steps),
    front: fc.integer({ min: -3, max: 3 }),
    length: fc.integer({ min: 6, max: 16 })
  })
  .map(({ front, length, steps: [one, two, three] }) => ({
    _tag: "RectangularFloor" as const,
    aisleXMm: [0, one, one + two, one + two + three],
    crossAisleYMm: [front, front + length]
  }))
const Places = fc.record({ aisle: fc.integer({ min: 0, max: 3 }), part: fc.integer({ min: 0, max: 6 }) })

/** Four aisles, up to seven picks anywhere in them, corners included, and any depot. */
export const RoutingProblems: fc.Arbitrary<RoutingProblem> = fc
  .record({ floor: Floors, depot: Depots, places: fc.array(Places, { minLength: 1, maxLength: 7 }) })
  .map(({ depot, floor, places }) => {
    const [front, back] = floor.crossAisleYMm as [number, number]
    const picks = places.map(({ aisle, part }) => pickAt(aisle, part === 6 ? back : front + part))
    return { floor, depot, picks: [...new Map(picks.map((pick) => [pick.id, pick])).values()] }
  })

export const order = (id: string, picks: ReadonlyArray<Pick>, changes: Partial<PickOrder> = {}): PickOrder => ({
  id: orderId(id),
  picks,
  totes: 1,
  volumeMm3: 1,
  massGrams: 1,
  ...changes
})

const Limits: fc.Arbitrary<CartLimits> = fc.record(
  {
    totes: fc.integer({ min: 2, max: 5 }),
    lines: fc.integer({ min: 3, max: 7 }),
    massGrams: fc.integer({ min: 4, max: 9 })
  },
  { requiredKeys: [] }
)

/** Up to six orders of up to three lines on four aisles, with any of the limits; each order fits a cart by itself. */
export const BatchingProblems: fc.Arbitrary<BatchingProblem> = fc
  .record({
    floor: Floors,
    depot: Depots,
    limits: Limits,
    orders: fc.array(
      fc.record({
        places: fc.array(Places, { minLength: 1, maxLength: 3 }),
        totes: fc.integer({ min: 1, max: 2 }),
        massGrams: fc.integer({ min: 0, max: 4 })
      }),
      { minLength: 1, maxLength: 6 }
    )
  })
  .map(({ depot, floor, limits, orders }) => ({
    floor,
    depot,
    limits,
    orders: orders.map(({ massGrams, places, totes }, index) =>
      order(
        `O${index}`,
        places.map(({ aisle, part }) => pickAt(aisle, Math.min(...floor.crossAisleYMm) + part)),
        { totes, massGrams }
      )
    )
  }))

/** The shortest walk by trying every order of visits. */
export const bruteForceWalkMm = ({ depot, floor, picks }: RoutingProblem): number => {
  const pointOf = ({ aisle, yMm }: { readonly aisle: number; readonly yMm: number }) => ({
    xMm: floor.aisleXMm[aisle] as number,
    yMm
  })
  const home = pointOf({ aisle: depot.aisle, yMm: floor.crossAisleYMm[depot.crossAisle] as number })
  const points = picks.map(pointOf)
  let bestMm = Number.POSITIVE_INFINITY
  const extend = (at: typeof home, left: ReadonlyArray<typeof home>, walkedMm: number): void => {
    if (walkedMm >= bestMm) return
    if (left.length === 0) bestMm = Math.min(bestMm, walkedMm + rectangularWalkMm(floor, at, home))
    for (const next of left) {
      const others = left.filter((point) => point !== next)
      extend(next, others, walkedMm + rectangularWalkMm(floor, at, next))
    }
  }
  extend(home, points, 0)
  return bestMm
}
