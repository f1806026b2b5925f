import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { cost, slotCharges, violations, type SlotPlan } from "@stowage/slotting/slots/SlotPlan"
import type { SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"

const problem: SlottingProblem = {
  skus: sketchSkus("p 6/day 2×4mm³ 3g, q 4/day 6×1mm³ 1g chilled over 2 faces"),
  faces: sketchFaces("A 1000mm+500ms 9mm³ 9g, B 2000mm 7mm³ 5g ambient/chilled, C 3000mm 3mm³ 3g chilled"),
  walkMmPerSecond: 500
}
const plan = (text: string): SlotPlan => ({
  assignments: text.split(" ").map((pair) => {
    const [sku, face] = pair.split("@")
    return { sku: sku as Sku, face: face as LocationId }
  })
})

describe("violations", () => {
  it("finds nothing wrong with a sound plan", () =>
    assert.deepStrictEqual<unknown>(violations(problem, plan("p@A q@B q@C")), []))

  it("finds a face given twice, a SKU with too few or too many faces, and strangers", () =>
    assert.deepStrictEqual<unknown>(violations(problem, plan("p@A q@B q@B x@C q@Z")), [
      { _tag: "FaceGivenTwice", face: "B", sku: "q", other: "q" },
      { _tag: "UnknownSku", sku: "x" },
      { _tag: "UnknownFace", sku: "q", face: "Z" },
      { _tag: "WrongFaceCount", sku: "q", asked: 2, given: 3 }
    ]))

  it("finds a class the face does not take, and more volume and mass than it holds", () =>
    assert.deepStrictEqual<unknown>(violations(problem, plan("p@B q@A q@C")), [
      { _tag: "TooMuchVolume", sku: "p", face: "B", kept: 8, most: 7 },
      { _tag: "TooMuchMass", sku: "p", face: "B", kept: 6, most: 5 },
      { _tag: "HandlingClassNotTaken", sku: "q", face: "A", class: "chilled" }
    ]))

  it("finds a unit too large for the face however it is turned", () => {
    const sized = (heightMm: number): SlottingProblem => ({
      ...problem,
      skus: problem.skus.map((sku) => ({ ...sku, sides: { lengthMm: 2, widthMm: 5, heightMm } })),
      faces: problem.faces.map((face) => ({ ...face, inner: { lengthMm: 9, widthMm: 2, heightMm: 5 } }))
    })
    assert.deepStrictEqual<unknown>(violations(sized(9), plan("p@A q@B q@C")), [])
    assert.deepStrictEqual(
      violations(sized(10), plan("p@A q@B q@C")).map(({ _tag }) => _tag),
      ["UnitTooLarge", "UnitTooLarge", "UnitTooLarge"]
    )
  })
})

describe("cost", () => {
  it("is visits times walk and reach, spread evenly over a SKU's faces, in milliseconds a day", () => {
    const charges = slotCharges(problem, plan("p@A q@B q@C")).map(({ reason, subject, amount }) => [
      reason,
      subject,
      amount
    ])
    assert.deepStrictEqual(charges, [
      ["travel", "p", 12_000],
      ["reach", "p", 3_000],
      ["travel", "q", 8_000],
      ["reach", "q", 0],
      ["travel", "q", 12_000],
      ["reach", "q", 0]
    ])
    assert.strictEqual(cost(problem, plan("p@A q@B q@C")), 35_000)
  })
})
