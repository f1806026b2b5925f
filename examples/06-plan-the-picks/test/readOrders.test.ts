import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { readOrders } from "../src/readOrders.ts"

const refusalOf = (text: string): string => Result.getOrThrow(Result.flip(readOrders(text)))

describe("an order file", () => {
  it("has a row a line; rows of one order belong together", () => {
    const orders = Result.getOrThrow(readOrders("order,location,units\nA,A01-1,2\nB,A01-2,1\nA,A02-1,1\n"))
    assert.deepStrictEqual(
      orders.map(({ id, locations }) => `${id}: ${locations.join(" ")}`),
      ["A: A01-1 A02-1", "B: A01-2"]
    )
  })

  it("is refused by row for what is missing or no number", () => {
    assert.match(refusalOf("order,location,units\nA,A01-1,2\nA,,1\n"), /row 2 after the header: .*location/s)
    assert.match(
      refusalOf("order,location,units\nA,A01-1,none\n"),
      /row 1 after the header: Expected a whole number above 0/
    )
  })
})
