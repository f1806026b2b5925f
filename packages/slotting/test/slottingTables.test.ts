import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { slottingFromTables, tablesRefusalText, type SlottingTables } from "@stowage/slotting/slots/slottingTables"
import * as Result from "effect/Result"

const options = { depot: { xMm: 0, yMm: 0 }, walkMmPerSecond: 1000, reachMillis: [500, 0] }
const tables: SlottingTables = {
  orders: "order,sku,units,day\n1,tea,2,0\n1,cup,1,0\n2,tea,1,1\n2,cup,1,1\n",
  locations:
    "location,xMm,yMm,aisle,level,handlingClasses,hazmatClasses\nA1,1000,2000,A,1,ambient;chilled,3\nA2,0,500,A,2,,\n",
  items: "sku,lengthMm,widthMm,heightMm,unitMassGrams,hazmatClass,location\ntea,10,20,30,40,3,A1\n"
}
const read = (more: Partial<SlottingTables> = {}) => slottingFromTables({ ...tables, ...more }, options)
const refusal = (more: Partial<SlottingTables>): string => tablesRefusalText(Result.getOrThrow(Result.flip(read(more))))

describe("a slotting problem from tables", () => {
  it("has the demand of the orders, the walks from the depot, and what the items say", () => {
    const { current, problem } = Result.getOrThrow(read())
    assert.deepInclude(problem.skus[1], {
      sku: "tea" as Sku,
      visitsPerDay: 1,
      unitsPerDay: 1.5,
      unitVolumeMm3: 6000,
      unitMassGrams: 40,
      hazmatClass: "3"
    })
    assert.deepInclude(problem.skus[0], { sku: "cup" as Sku, unitVolumeMm3: 1_000_000 })
    assert.deepInclude(problem.faces[0], {
      face: "A1" as LocationId,
      roundTripMm: 6000,
      reachMillis: 500,
      hazmatClasses: ["3"]
    })
    assert.deepInclude(problem.faces[1], { roundTripMm: 1000, reachMillis: 0, handlingClasses: ["ambient"] })
    assert.deepStrictEqual(problem.affinity, [{ between: ["cup" as Sku, "tea" as Sku], ordersPerDay: 1 }])
    assert.deepStrictEqual(current.assignments, [{ sku: "tea" as Sku, face: "A1" as LocationId }])
  })

  it("is refused by table, line and column", () => {
    assert.strictEqual(
      refusal({ orders: "order,sku,units\n1,tea,none" }),
      "orders, line 2, units: expected a number of 1 or more, got none"
    )
    assert.strictEqual(
      refusal({ locations: "location,xMm,yMm\nA1,,3" }),
      "locations, line 2, xMm: expected something in this column, got nothing"
    )
    assert.strictEqual(refusal({ items: "lengthMm\n3" }), "items, line 1, sku: expected this column, got nothing")
    assert.include(refusal({ items: "sku,colour\ntea,red" }), "items, line 1, colour: expected one of sku")
  })
})
