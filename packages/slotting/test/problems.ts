/** Random problems of few SKUs and faces and small numbers, so that ties and contention come up. */
import * as fc from "fast-check"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { PickFace, SlotSku, SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import type { Sides } from "@stowage/slotting/rules/StorageRules"

const small = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most })
const sides: fc.Arbitrary<Sides> = fc.record({ lengthMm: small(1, 4), widthMm: small(1, 4), heightMm: small(1, 4) })
const classes = ["ambient", "chilled"]

const sku = (name: string): fc.Arbitrary<SlotSku> =>
  fc.record(
    {
      sku: fc.constant(name as Sku),
      visitsPerDay: small(0, 6),
      unitsPerDay: small(0, 6),
      unitVolumeMm3: small(1, 3),
      unitMassGrams: small(0, 3),
      handlingClass: fc.constantFrom(...classes),
      unitsKept: small(1, 4),
      faces: small(1, 2),
      sides
    },
    { requiredKeys: ["sku", "visitsPerDay", "unitsPerDay", "unitVolumeMm3", "unitMassGrams", "handlingClass"] }
  )

const face = (name: string): fc.Arbitrary<PickFace> =>
  fc.record(
    {
      face: fc.constant(name as LocationId),
      roundTripMm: small(0, 9).map((metres) => metres * 1000),
      reachMillis: small(0, 3).map((seconds) => seconds * 1000),
      capacityVolumeMm3: small(4, 16),
      maxMassGrams: small(4, 16),
      handlingClasses: fc.subarray(classes, { minLength: 1 }),
      inner: sides
    },
    {
      requiredKeys: ["face", "roundTripMm", "reachMillis", "capacityVolumeMm3", "maxMassGrams", "handlingClasses"]
    }
  )

/** Any problem of up to four SKUs, also such as no plan solves. */
export const anyProblem: fc.Arbitrary<SlottingProblem> = fc.record({
  skus: small(0, 4).chain((count) => fc.tuple(...["p", "q", "r", "s"].slice(0, count).map(sku))),
  faces: small(0, 6).chain((count) => fc.tuple(...["A", "B", "C", "D", "E", "F"].slice(0, count).map(face))),
  walkMmPerSecond: fc.constantFrom(1000, 1250)
})

/** Enough faces, and every SKU fits every one of them. */
export const roomyProblem: fc.Arbitrary<SlottingProblem> = anyProblem
  .filter(({ skus, faces }) => skus.reduce((sum, { faces: asked = 1 }) => sum + asked, 0) <= faces.length)
  .map((problem) => ({
    ...problem,
    faces: problem.faces.map(({ inner: _, ...rest }) => ({
      ...rest,
      capacityVolumeMm3: 99,
      maxMassGrams: 99,
      handlingClasses: classes
    }))
  }))

/** Every plan there is, by trying all; a SKU's own faces in any order. */
export const everyPlan = ({ skus, faces }: SlottingProblem): ReadonlyArray<ReadonlyArray<PickFace>> => {
  const asked = skus.reduce((sum, { faces: count = 1 }) => sum + count, 0)
  const extend = (given: ReadonlyArray<PickFace>): ReadonlyArray<ReadonlyArray<PickFace>> =>
    given.length === asked ? [given] : faces.flatMap((next) => (given.includes(next) ? [] : extend([...given, next])))
  return extend([])
}
