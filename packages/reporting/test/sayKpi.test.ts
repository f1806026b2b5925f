import { readFileSync } from "node:fs"
import type { Currency } from "@stowage/kernel/Currency"
import { kpiDefinitions, kpiNames } from "@stowage/reporting/kpis"
import { sayKpi } from "@stowage/reporting/sayKpi"
import { assert, describe, it } from "vitest"

describe("a KPI in words", () => {
  it("has its unit, in the measure people use for it", () => {
    assert.strictEqual(sayKpi("ordersPlaced", 12), "12 orders")
    assert.strictEqual(sayKpi("lineFillRate", 0.98765), "98.8 %")
    assert.strictEqual(sayKpi("shortPicksPerThousand", 4.26), "4.3 per 1000")
    assert.strictEqual(sayKpi("orderCycleP50Hours", 26.25), "26.3 h")
    assert.strictEqual(sayKpi("linesPerLabourHour", 61.04), "61.0 lines/h")
    assert.strictEqual(sayKpi("walkPerLineMm", 12_345), "12.3 m")
  })

  it("has money with the decimals of its currency", () => {
    assert.strictEqual(sayKpi("cartonCostMinor", 1234, "EUR" as Currency), "12.34 EUR")
    assert.strictEqual(sayKpi("cartonCostMinor", 1234, "JPY" as Currency), "1234 JPY")
    assert.strictEqual(sayKpi("cartonCostMinor", 1234), "1234 minor units")
  })

  it("is said to have no data when it has none", () => {
    assert.strictEqual(sayKpi("perfectOrderIndex", undefined), "no data")
  })
})

describe("the README", () => {
  it("defines every KPI in the words of its definition", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8").replaceAll(/\s+/g, " ")
    for (const name of kpiNames) {
      const { formula, meaning, title } = kpiDefinitions[name]
      assert.include(readme, `- **${title}** (\`${name}\`): ${meaning} *Formula: ${formula}.*`)
    }
  })
})
