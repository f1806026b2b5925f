import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Account, account, accountParts, atLocation, isLimited, outside, siteWide } from "@stowage/kernel/Account"
import { AccountTable } from "@stowage/kernel/AccountTable"
import type { LocationId, LotId, OwnerId, SerialId, SiteId, Sku } from "@stowage/kernel/Ids"
import { PackedTable } from "@stowage/kernel/PackedTable"

const accounts: fc.Arbitrary<Account> = fc
  .record({
    book: fc.constantFrom(...(["physical", "promise", "capacity", "weight", "identity"] as const)),
    owner: fc.constantFrom("acme" as OwnerId, "zenith" as OwnerId),
    sku: fc.constantFrom("TEA" as Sku, "MUG" as Sku, "acme" as Sku),
    lot: fc.constantFrom("" as const, "L1" as LotId, "S1" as LotId),
    serial: fc.constantFrom("" as const, "S1" as SerialId),
    status: fc.constantFrom("available" as const, "hold" as const),
    place: fc.constantFrom(
      atLocation("WH1" as SiteId, "A1" as LocationId),
      siteWide("WH1" as SiteId),
      outside("customer", "WH1")
    )
  })
  .map(account)

describe("a table of accounts", () => {
  it("gives each account one number and its text back, as a list would", () => {
    const property = fc.property(fc.array(accounts, { maxLength: 60 }), fc.array(accounts), (added, asked) => {
      const table = new AccountTable()
      const list: Array<Account> = []
      for (const one of added) {
        if (!list.includes(one)) list.push(one)
        assert.strictEqual(table.numberOf(one), list.indexOf(one))
      }
      assert.strictEqual(table.size, list.length)
      for (const one of asked) assert.strictEqual(table.find(one), list.indexOf(one))
      for (const [number, one] of list.entries()) {
        assert.strictEqual(table.textOf(number), one)
        assert.strictEqual(table.isLimited(number), isLimited(one))
        for (const [other, two] of list.entries()) {
          const [left, right] = [accountParts(one), accountParts(two)]
          const same = left.book === right.book && left.sku === right.sku
          assert.strictEqual(table.thingOf(number) === table.thingOf(other), same)
        }
      }
    })
    fc.assert(property, { numRuns: 300 })
  })
})

describe("a table of rows of numbers", () => {
  it("agrees with a list of them, of any width, and takes rows over unless two are the same", () => {
    const number = fc.constantFrom(0, 1, -1, 16, 1 << 30)
    const rows = fc.array(fc.tuple(number, number, number, number), { maxLength: 80 })
    const property = fc.property(fc.integer({ min: 1, max: 4 }), rows, (width, rows) => {
      const table = new PackedTable(width)
      const list: Array<string> = []
      for (const row of rows) {
        const cut = row.map((part, index) => (index < width ? part : 0)) as [number, number, number, number]
        const name = cut.join()
        assert.strictEqual(table.find(...cut), list.indexOf(name))
        if (!list.includes(name)) list.push(name)
        assert.strictEqual(table.numberOf(...cut), list.indexOf(name))
      }
      assert.strictEqual(table.size, list.length)
      const other = new PackedTable(width)
      assert.isTrue(other.load(table.rows.slice(), table.size))
      for (const row of list) {
        assert.strictEqual(
          other.find(...(row.split(",").map(Number) as [number, number, number, number])),
          list.indexOf(row)
        )
      }
      const first = table.rows.slice(0, width)
      if (table.size > 0) assert.isFalse(new PackedTable(width).load(Int32Array.from([...first, ...first]), 2))
    })
    fc.assert(property, { numRuns: 300 })
  })
})
