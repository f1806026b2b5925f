import type { Sku } from "@stowage/kernel/Ids"
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"
import { assert, describe, it } from "vitest"
import { reslotHorizonDays, reslotStudy } from "../src/report/reslotStudy.ts"
import { reportInput } from "./reportRun.ts"

const { layout, naive, optimised } = reportInput()

/** The same floor after days on which nothing was wanted but what lies farthest away. */
const walked = (walks: ReadonlyArray<ReadonlyArray<Sku>>) => ({ ...optimised, walks: [...walks] })

describe("what re-slotting would pay", () => {
  it("is nothing when nobody walked", () => {
    assert.isUndefined(reslotStudy(layout, walked([]), naive))
  })

  it("is nothing when a SKU is wanted too seldom to be carried anywhere", () => {
    const days = Array.from({ length: 400 }, (_, day) => [plusDays("2025-03-03" as LocalDate, day), 1] as const)
    assert.isUndefined(reslotStudy(layout, { ...walked([["TEA" as Sku]]), walkMm: new Map(days) }, naive))
  })

  it("is what the shorter walks save, less what the moves take", () => {
    const farthest = [...naive.faces].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([sku]) => sku)
    const often = walked(Array.from({ length: 300 }, () => farthest.slice(0, 1)))
    const study = reslotStudy(layout, often, naive)
    assert.isDefined(study)
    const savedMillis = ((study.beforeMm - study.afterMm) / 1100) * 1000 * reslotHorizonDays
    assert.closeTo(study.netMillis, savedMillis - study.labourMillis, 1)
    assert.isAbove(study.netMillis, 0)
    assert.deepStrictEqual(study, reslotStudy(layout, often, naive))
  })
})
