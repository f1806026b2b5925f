import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import { whenExhausted } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { explainSlot } from "@stowage/slotting/slots/explainSlot"
import { sketchFaces, sketchSkus } from "@stowage/slotting/slots/sketch"
import { solve } from "@stowage/slotting/slots/slot"

describe("explainSlot", () => {
  const problem = {
    skus: sketchSkus("fast 9/day 1×1mm³ 1g, mid 4/day 1×5mm³ 1g, slow 2/day 1×1mm³ 1g"),
    faces: sketchFaces(
      "Tiny 1000mm 3mm³ 9g, Cold 2000mm 9mm³ 9g chilled, Near 3000mm 9mm³ 9g, " +
        "Far 5000mm 9mm³ 9g, Spare 8000mm 3mm³ 9g, End 9000mm 9mm³ 9g"
    ),
    walkMmPerSecond: 1000
  }
  const { plan } = Result.getOrThrow(solve(problem, { seed: 1, stop: whenExhausted }))

  it("gives index, rank, the faces nearer and why not, and what the next best costs a day", () =>
    assert.deepStrictEqual<unknown>(Result.getOrThrow(explainSlot(problem, plan, "mid" as Sku)), {
      sku: "mid",
      index: 0.25,
      rank: 2,
      faces: [{ face: "Near", millisPerVisit: 3000 }],
      nearer: [
        { face: "Tiny", millisPerVisit: 1000, because: { _tag: "Refused", rule: "volume" } },
        { face: "Cold", millisPerVisit: 2000, because: { _tag: "Refused", rule: "handlingClass" } }
      ],
      nextBest: { face: "End", extraMillisPerDay: 24_000 }
    }))

  it("names the SKU that has a nearer face", () => {
    const { nearer } = Result.getOrThrow(explainSlot(problem, plan, "slow" as Sku))
    assert.deepStrictEqual(
      nearer.map(({ face, because }) => [face, because._tag]),
      [
        ["Tiny", "TakenBy"],
        ["Cold", "Refused"],
        ["Near", "TakenBy"]
      ]
    )
    assert.deepStrictEqual(nearer[0]?.because, { _tag: "TakenBy", sku: "fast" as Sku, visitsPerDay: 9 })
  })

  it("ranks SKUs of the same index by name", () => {
    const tied = { ...problem, skus: sketchSkus("b 1/day 1×1mm³ 1g, c 1/day 1×1mm³ 1g, a 1/day 1×1mm³ 1g") }
    const slotted = Result.getOrThrow(solve(tied, { seed: 1, stop: whenExhausted })).plan
    assert.deepStrictEqual(
      tied.skus.map(({ sku }) => Result.getOrThrow(explainSlot(tied, slotted, sku)).rank),
      [2, 3, 1]
    )
  })

  it("says when the SKU is not in the plan", () =>
    assert.deepStrictEqual(
      explainSlot(problem, plan, "hat" as Sku),
      Result.fail({ _tag: "SkuNotSlotted", sku: "hat" as Sku })
    ))
})
