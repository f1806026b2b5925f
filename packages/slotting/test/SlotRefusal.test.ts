import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { solve } from "@stowage/slotting/slots/slot"
import { refusedBy, type SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import { describeSlotRefusal, type SlotRefusal } from "@stowage/slotting/slots/SlotRefusal"
import { anyProblem } from "./problems.ts"

const slotting = (skus: string, faces: string): SlottingProblem => ({
  skus: sketchSkus(skus),
  faces: sketchFaces(faces),
  walkMmPerSecond: 1000
})
const refusal = (problem: SlottingProblem): SlotRefusal | undefined => {
  const answer = solve(problem, { seed: 1, stop: whenExhausted })
  return Result.isFailure(answer) ? answer.failure : undefined
}
const sentence = (problem: SlottingProblem): string =>
  describeSlotRefusal(refusal(problem) ?? { _tag: "TooFewFaces", asked: 0, faces: 0 })

describe("a slotting problem is refused", () => {
  it("when there are fewer faces than the SKUs ask for", () => {
    const problem = slotting("p 1/day 1×1mm³ 1g over 2 faces", "A 1000mm 9mm³ 9g")
    assert.deepStrictEqual<unknown>(refusal(problem), { _tag: "TooFewFaces", asked: 2, faces: 1 })
    assert.strictEqual(sentence(problem), "expected at least 2 faces, as the SKUs ask for, got 1")
  })

  it("when no face takes a SKU, naming the SKU and the rule", () => {
    const faces = "A 1000mm 9mm³ 9g, B 1000mm 9mm³ 9g chilled"
    const cases = [
      ["p 1/day 1×1mm³ 1g frozen", "handlingClass"],
      ["p 1/day 2×5mm³ 1g", "volume"],
      ["p 1/day 2×1mm³ 5g", "mass"]
    ] as const
    for (const [skus, rule] of cases) {
      const problem = slotting(skus, faces)
      assert.deepStrictEqual<unknown>(refusal(problem), { _tag: "NoFaceFits", sku: problem.skus[0]?.sku, rule })
      assert.strictEqual(sentence(problem), `SKU p: expected a face that takes it, got none by the rule ${rule}`)
    }
  })

  it("when a unit is too long for every face, however it is turned", () => {
    const { skus, faces, ...rest } = slotting("p 1/day 1×1mm³ 1g", "A 1000mm 9mm³ 9g")
    const inner = { lengthMm: 30, widthMm: 10, heightMm: 20 }
    const sized = (longest: number): SlottingProblem => ({
      ...rest,
      skus: skus.map((sku) => ({ ...sku, sides: { lengthMm: 10, widthMm: 20, heightMm: longest } })),
      faces: faces.map((face) => ({ ...face, inner }))
    })
    assert.isUndefined(refusal(sized(30)))
    assert.deepInclude(refusal(sized(31)), { _tag: "NoFaceFits", rule: "size" })
  })

  it("when SKUs contend for too few faces, naming them all", () => {
    const problem = slotting(
      "p 9/day 1×1mm³ 1g, q 2/day 1×8mm³ 1g, r 1/day 1×8mm³ 1g",
      "Big 1000mm 9mm³ 9g, Small 2000mm 3mm³ 9g, Little 3000mm 3mm³ 9g"
    )
    assert.deepStrictEqual<unknown>(refusal(problem), {
      _tag: "FacesContended",
      sku: "r",
      skus: ["r", "q"],
      faces: ["Big"]
    })
    assert.strictEqual(sentence(problem), "SKU r: expected a face for each of r, q, got only Big that fit any of them")
  })

  it("by contention only with proof: the SKUs named ask for more faces than fit any of them", () =>
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const answer = refusal(problem)
        if (answer?._tag !== "FacesContended") return
        const named = problem.skus.filter(({ sku }) => answer.skus.includes(sku))
        const fitting = problem.faces.filter((face) => named.some((sku) => refusedBy(sku, face) === undefined))
        assert.sameMembers(
          fitting.map(({ face }) => face),
          [...answer.faces]
        )
        assert.isAbove(
          named.reduce((sum, { faces = 1 }) => sum + faces, 0),
          fitting.length
        )
      }),
      { numRuns: 3000 }
    ))

  it("when a measure is negative, zero or no number, naming what and where", () => {
    assert.strictEqual(
      sentence(slotting("p 1/day 0×1mm³ 1g", "A 1000mm 9mm³ 9g")),
      "sku p: expected unitsKept to be a whole number above 0, got 0"
    )
    assert.strictEqual(
      sentence(slotting("p 1/day 1×1mm³ 1g", "A 1000mm 0mm³ 9g")),
      "face A: expected capacityVolumeMm3 to be above 0, to 10^15, got 0"
    )
    const problem = { ...slotting("", ""), walkMmPerSecond: Number.NaN }
    assert.strictEqual(sentence(problem), "expected walkMmPerSecond to be above 0, to 10^15, got NaN")
  })

  it("when an id comes twice", () => {
    assert.strictEqual(
      sentence(slotting("p 1/day 1×1mm³ 1g, p 1/day 1×1mm³ 1g", "")),
      "sku p: expected each id once, got it twice"
    )
    assert.strictEqual(refusal(slotting("", "A 1mm 9mm³ 9g, A 1mm 9mm³ 9g"))?._tag, "IdTaken")
  })
})

describe("a sketch", () => {
  it("says what it expected when it cannot be read", () => {
    assert.throws(() => sketchSkus("mug often"), /Expected a SKU like .* got "mug often"/)
    assert.throws(() => sketchFaces("A near"), /Expected a face like/)
  })
})
