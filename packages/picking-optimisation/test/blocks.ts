/**
 * Small problems on floors of several blocks, by example and at random.
 */
import * as fc from "fast-check"
import { type Crossing, type RoutingProblem } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { pickAt } from "./block.ts"

/** Aisles 10 mm apart in blocks of 100 mm, with picks at these places of each; the depot at the front of the first. */
export const blocks = (
  count: number,
  places: ReadonlyArray<ReadonlyArray<number>>,
  changes: Partial<Pick<RoutingProblem, "depot" | "ends">> = {}
): RoutingProblem => ({
  floor: {
    _tag: "RectangularFloor",
    aisleXMm: places.map((_, aisle) => 10 * aisle),
    crossAisleYMm: Array.from({ length: count + 1 }, (_, crossAisle) => 100 * crossAisle)
  },
  depot: { aisle: 0, crossAisle: 0 },
  picks: places.flatMap((inAisle, aisle) => inAisle.map((yMm) => pickAt(aisle, yMm))),
  ...changes
})

const sumOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0)

const positions = (least: number, most: number): fc.Arbitrary<ReadonlyArray<number>> =>
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: least - 1, maxLength: most - 1 })
    .map((steps) => [0, ...steps.map((_, index) => sumOf(steps.slice(0, index + 1)))])

/** Up to five aisles and six cross-aisles, eight picks anywhere in them, any depot, and sometimes ends of their own. */
export const RoutingProblemsOfBlocks: fc.Arbitrary<RoutingProblem> = fc
  .tuple(positions(1, 5), positions(2, 6))
  .chain(([aisleXMm, crossAisleYMm]) => {
    const aisle = fc.nat(aisleXMm.length - 1)
    const crossing: fc.Arbitrary<Crossing> = fc.record({ aisle, crossAisle: fc.nat(crossAisleYMm.length - 1) })
    const picks = fc.uniqueArray(fc.record({ aisle, yMm: fc.nat(crossAisleYMm.at(-1) as number) }), {
      minLength: 1,
      maxLength: 8,
      selector: (place) => `${place.aisle}@${place.yMm}`
    })
    const floor = fc.constant({ _tag: "RectangularFloor" as const, aisleXMm, crossAisleYMm })
    const ends = fc.array(crossing, { minLength: 1, maxLength: 3 })
    return fc.record({ floor, depot: crossing, picks, ends }, { requiredKeys: ["floor", "depot", "picks"] })
  })
  .map((problem) => ({ ...problem, picks: problem.picks.map(({ aisle, yMm }) => pickAt(aisle, yMm)) }))
