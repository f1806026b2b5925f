/** Random problems of few items and small numbers, so that exact fits and ties come up. */
import * as fc from "fast-check"
import type {
  CartonType,
  Orientations,
  PackingObjective,
  PackingProblem,
  PackItem
} from "@stowage/packing/problem/PackingProblem"
import { illPosed } from "@stowage/packing/problem/illPosed"

const side = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most })

const item = (id: string): fc.Arbitrary<PackItem> =>
  fc.record({
    id: fc.constant(id),
    lengthMm: side(6),
    widthMm: side(6),
    heightMm: side(6),
    massGrams: fc.integer({ min: 0, max: 5 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    orientations: fc.constantFrom<Orientations>("any", "upright", "fixed")
  })

const carton = (id: string): fc.Arbitrary<CartonType> =>
  fc
    .tuple(side(10), side(10), side(10), fc.integer({ min: 5, max: 30 }), fc.integer({ min: 1, max: 9 }))
    .map(([length, width, height, maxGrossGrams, costMinor]): CartonType => ({
      id,
      innerLengthMm: length,
      innerWidthMm: width,
      innerHeightMm: height,
      outerLengthMm: length + 1,
      outerWidthMm: width + 1,
      outerHeightMm: height + 1,
      tareGrams: 1,
      maxGrossGrams,
      costMinor
    }))

/** Any problem, also such as no plan solves. */
export const anyProblem: fc.Arbitrary<PackingProblem> = fc.record({
  items: fc
    .integer({ min: 0, max: 5 })
    .chain((count) => fc.tuple(...["a", "b", "c", "d", "e"].slice(0, count).map(item))),
  cartons: fc.integer({ min: 1, max: 3 }).chain((count) => fc.tuple(...["S", "M", "L"].slice(0, count).map(carton))),
  objective: fc.constantFrom<PackingObjective>("fewestThenSmallest", "leastCost")
})

/** Only problems that `solve` takes: items that fit no carton are left out. */
export const problem: fc.Arbitrary<PackingProblem> = anyProblem.map((drawn) => ({
  ...drawn,
  items: drawn.items.filter((one) => illPosed({ ...drawn, items: [one] }) === undefined)
}))
