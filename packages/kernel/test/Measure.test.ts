import { isMeasure, isPace, isPosition, largestMeasure } from "@stowage/kernel/Measure"
import { assert, describe, it } from "vitest"

const none = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308, largestMeasure + 1]

describe("a measure", () => {
  it("is a number from 0 to 10^15", () => {
    for (const value of [0, -0, 0.5, 1e-300, largestMeasure]) assert.isTrue(isMeasure(value), String(value))
    for (const value of [...none, -1, -1e-300]) assert.isFalse(isMeasure(value), String(value))
  })

  it("of where or when may be on either side of 0", () => {
    for (const value of [0, -5, -largestMeasure, largestMeasure]) assert.isTrue(isPosition(value), String(value))
    for (const value of none) assert.isFalse(isPosition(value), String(value))
  })

  it("may be divided by a pace, and stays a number", () => {
    for (const value of [1e-9, 1, largestMeasure]) assert.isTrue(Number.isFinite(largestMeasure / value))
    for (const value of [1e-9, 1, largestMeasure]) assert.isTrue(isPace(value), String(value))
    for (const value of [...none, 0, -1, 1e-300]) assert.isFalse(isPace(value), String(value))
  })
})
