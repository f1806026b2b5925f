import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { sayFileRefusal, sayNote } from "@stowage/channel-csv/CsvOrders"
import { readOrders } from "@stowage/channel-csv/readOrders"
import { header, latin1, mappingOf, read, rejectsOf, utf8 } from "./csvFiles.ts"

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
const good = "1,A,2,1.50,C1,GB,2026-01-05 09:00"

describe("orders of a file", () => {
  it("are the lines that share an id, in the order of the file", () => {
    const { orders, rows, rejects } = read(`${header}
1,A,2,1.50,C1,GB,2026-01-05 09:00
2,B,1,3,C2,FR,2026-01-05 10:00
1,C,1,0.20,C1,GB,2026-01-05 09:00
1,A,2,1.50,C1,GB,2026-01-05 09:00
`)
    assert.deepStrictEqual(
      orders.map(({ externalId, lines }) => [
        externalId,
        lines.map((one) => [one.line, one.sku, one.price.goodsMinor])
      ]),
      [
        [
          "1",
          [
            [2, "A", 300],
            [4, "C", 20],
            [5, "A", 300]
          ]
        ],
        ["2", [[3, "B", 300]]]
      ]
    )
    assert.strictEqual(rows, 4)
    assert.lengthOf(rejects, 0)
    assert.strictEqual(iso(orders[0]?.placedAt), "2026-01-05T09:00:00.000Z")
  })

  it("may be known by several columns, and take constants and defaults", () => {
    const mapping = mappingOf({
      fields: {
        orderId: { columns: ["customer", "date"], separator: "/" },
        country: { constant: "GB" },
        shipMode: { column: "country", default: "standard" },
        customerId: { column: "customer", dropSuffix: ".0" }
      }
    })
    const [order] = read(`${header}\n1,A,2,1.50,17.0,,2026-01-05 09:00\n`, mapping).orders
    assert.strictEqual(order?.externalId, "17.0/2026-01-05 09:00")
    assert.strictEqual(order?.customerId, "17")
    assert.strictEqual(order?.shipTo.country, "GB")
    assert.strictEqual(order?.shipMode, "standard")
  })

  it("take what other files know of their columns, one lookup after the other", () => {
    const mapping = mappingOf({
      fields: { sku: "item.code", shipMode: "box.size" },
      lookups: [
        { name: "item", key: "id", on: "sku", columns: ["code", "box"] },
        { name: "box", key: "id", on: "item.box", columns: ["size"] }
      ]
    })
    const lookups = { item: "id,code,box\nA,SKU-A,9\nA,twice,9\n", box: "size,id\nlarge,9\n" }
    const { orders, rejects } = read(`${header}\n${good}\n2,Z,1,1,C1,GB,2026-01-05 09:00\n`, mapping, lookups)
    assert.strictEqual(orders[0]?.lines[0]?.sku, "SKU-A")
    assert.strictEqual(orders[0]?.shipMode, "large")
    assert.strictEqual(rejects[0]?.column, "item.code")
    assert.strictEqual(rejects[0]?.line, 3)
  })

  it("say which of their lines were rejected, and when lines disagree about the order", () => {
    const { orders, notes } = read(
      `${header}\n${good}\n1,B,x,1,C1,GB,2026-01-05 09:00\n1,C,1,1,C2,GB,2026-01-05 09:01\n`
    )
    assert.deepStrictEqual(orders[0]?.rejectedLines, [3])
    assert.deepStrictEqual(notes.map(sayNote), [
      "Kept what the first line of each order says where the customer differs, on line 4",
      "Kept what the first line of each order says where the order date differs, on line 4"
    ])
  })
})

describe("a bad row", () => {
  it("is named with its line, column, value and what was expected, and the others stay", () => {
    const text = `${header}
1,A,2,1.50,C1,GB,2026-01-05 09:00
2,"A
B",1.5,1,C1,GB,2026-01-05 09:00
,A,1,1,C1,GB,2026-01-05 09:00
3,,1,1,C1,GB,2026-01-05 09:00
4,A,0,1,C1,GB,2026-01-05 09:00
5,A,1,1.005,C1,GB,2026-01-05 09:00
6,A,1,free,C1,GB,2026-01-05 09:00
7,A,1,-1,C1,GB,2026-01-05 09:00
8,A,1,0,C1,GB,2026-01-05 09:00
9,A,1,1,,GB,2026-01-05 09:00
10,A,1,1,C1,,2026-01-05 09:00
11,A,1,1,C1,GB,05.01.2026
12,A,-1,1,C1,GB,2026-01-05 09:00
13,A,1,1,C1,GB
14,"A"x,1,1,C1,GB,never
15,A,1,1,C1,GB,2026-01-05 09:00
`
    assert.deepStrictEqual(rejectsOf(text), [
      'orders line 3, sku: expected a SKU of 1 to 120 printable characters without | and =, got "A\\nB"',
      'orders line 5, order: expected an order id, got ""',
      'orders line 6, sku: expected a SKU of 1 to 120 printable characters without | and =, got ""',
      'orders line 7, qty: expected a whole number of units other than 0, got "0"',
      'orders line 8, price: expected an amount that GBP has coins for, got "1.005"',
      'orders line 9, price: expected an amount of GBP, got "free"',
      'orders line 10, price: expected a price that is not negative, got "-1"',
      'orders line 11, price: expected a price above 0, got "0"',
      'orders line 12, customer: expected a customer id of 1 to 120 printable characters without | and =, got ""',
      'orders line 13, country: expected a country, got ""',
      'orders line 14, date: expected a date like yyyy-MM-dd HH:mm, got "05.01.2026"',
      'orders line 15, qty: expected a quantity above 0, got "-1"',
      'orders line 16, the row: expected 7 columns, not 6, got "13 A 1 1 C1 GB"',
      'orders line 17, the row: expected a row of RFC 4180 (Invalid Closing Quote), got "14,\\"A\\"x,1,1,C1,GB,never"'
    ])
    assert.deepStrictEqual(
      read(text).orders.map((order) => order.externalId),
      ["1", "15"]
    )
  })

  it("may be hostile: prototype names, NULs, ids that would break keys, fields without end", () => {
    const long = "9".repeat(100_000)
    const text = `${header}
__proto__,constructor,1,1,toString,GB,2026-01-05 09:00
1,A\0B,1,1,C1,GB,2026-01-05 09:00
2,a|b,1,1,C1,GB,2026-01-05 09:00
${long},A,1,1,C1,GB,2026-01-05 09:00
3,A,${long},1,C1,GB,2026-01-05 09:00
4,A,1,${long},C1,GB,2026-01-05 09:00
5,A,1,1,C1,GB,${long}
`
    const { orders, rejects } = read(text)
    assert.deepStrictEqual(
      orders.map((order) => order.externalId),
      ["__proto__"]
    )
    assert.deepStrictEqual(
      rejects.map(({ line, column }) => [line, column]),
      [
        [3, "sku"],
        [4, "sku"],
        [5, "order"],
        [6, "qty"],
        [7, "price"],
        [8, "date"]
      ]
    )
    for (const { value } of rejects) assert.isAtMost(value.length, 200)
  })

  it("never takes another with it: rows and rejects are all there, in any mix", () => {
    const bad = fc.constantFrom(
      "",
      "x,y",
      "1,A,x,1,C1,GB,2026-01-05 09:00",
      '1,"A"b,1,1,C1,GB,d',
      '1,5" pipe,1,1,C1,GB,d'
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(good), bad), { maxLength: 20 }), (rows) => {
        const result = read([header, ...rows].join("\n"))
        const lines = result.orders.flatMap((order) => order.lines.map(({ line }) => line))
        const isGood = (row: string) => row === good
        assert.deepStrictEqual(
          lines,
          rows.flatMap((row, index) => (isGood(row) ? [index + 2] : []))
        )
        assert.lengthOf(result.rejects, rows.filter((row) => row !== "" && !isGood(row)).length)
        assert.strictEqual(result.rows, lines.length + result.rejects.length)
      })
    )
  })
})

describe("numbers", () => {
  const german = mappingOf({ csv: { decimal: ",", thousands: ".", encoding: "latin1" }, currency: "EUR" })
  const row = (quantity: string, price: string) =>
    `${header.replaceAll(",", ";")}\n1;A;${quantity};${price};C1;DE;2026-01-05 09:00\n`
  const goods = (quantity: string, price: string, mapping = german) =>
    read(latin1(row(quantity, price)), mapping).orders[0]?.lines[0]?.price.goodsMinor

  it("may have a decimal comma and thousands", () => {
    assert.strictEqual(goods("2", "1.234,50"), 246_900)
    assert.strictEqual(goods("1.000", "0,01"), 1000)
    assert.strictEqual(goods("3", "1234,5"), 370_350)
  })

  it("are refused when the thousands are misplaced or it is the other notation", () => {
    for (const price of ["1,234.50", "12.34,5", "1.2345", "1..234", ",5"]) assert.isUndefined(goods("1", price), price)
  })

  it("of a line's total are not multiplied; units times price is exact before it is rounded", () => {
    const total = mappingOf({ fields: { price: { lineTotal: "price" } } })
    assert.strictEqual(read(`${header}\n${good}\n`, total).orders[0]?.lines[0]?.price.goodsMinor, 150)
    const rounding = mappingOf({ rules: { surplusDecimals: "roundHalfEven" } })
    const { orders, notes } = read(
      `${header}\n1,A,3,0.335,C1,GB,2026-01-05 09:00\n1,A,2,0.335,C1,GB,2026-01-05 09:00\n`,
      rounding
    )
    assert.deepStrictEqual(
      orders[0]?.lines.map((one) => one.price.goodsMinor as number),
      [100, 67]
    )
    assert.deepStrictEqual(notes.map(sayNote), ["Rounded price to the currency's decimals on line 2"])
  })
})

describe("dates", () => {
  const placedAt = (date: string, dates: object) =>
    iso(read(`${header}\n1,A,1,1,C1,GB,"${date}"\n`, mappingOf({ dates })).orders[0]?.placedAt)

  it("have the format and the zone that the mapping says", () => {
    assert.strictEqual(
      placedAt("05/01/2026 9:30", { format: "dd/MM/yyyy H:mm", zone: "Europe/Berlin" }),
      "2026-01-05T08:30:00.000Z"
    )
    assert.strictEqual(
      placedAt("Jul 4, 2026", { format: "MMM d, yyyy", zone: "America/New_York" }),
      "2026-07-04T04:00:00.000Z"
    )
    assert.strictEqual(
      placedAt("2026-01-05T09:00+05:30", { format: "yyyy-MM-dd'T'HH:mmxxx", zone: "UTC" }),
      "2026-01-05T03:30:00.000Z"
    )
  })

  it("without a time of day take the one that the mapping says", () => {
    const dates = { format: "yyyy-MM-dd", zone: "Europe/London", orderTime: "12:00", dueTime: "23:59:59" }
    const text = "order,sku,qty,price,customer,country,date,due\n1,A,1,1,C1,GB,2026-07-05,2026-07-06\n"
    const [order] = read(text, mappingOf({ dates, fields: { dueDate: "due" } })).orders
    assert.strictEqual(iso(order?.placedAt), "2026-07-05T11:00:00.000Z")
    assert.strictEqual(iso(order?.dueAt), "2026-07-06T22:59:59.000Z")
  })

  it("that clocks skip are the first instant after, that they show twice the first of the two", () => {
    const dates = { format: "yyyy-MM-dd HH:mm", zone: "Europe/London" }
    assert.strictEqual(placedAt("2026-03-29 01:30", dates), "2026-03-29T01:00:00.000Z")
    assert.strictEqual(placedAt("2026-10-25 01:30", dates), "2026-10-25T00:30:00.000Z")
  })

  it("that do not exist are rejected", () => {
    for (const date of ["2026-02-29 09:00", "2026-01-05", "2026-01-05 24:30", "0012-01-01 00:00", "tomorrow"]) {
      assert.lengthOf(rejectsOf(`${header}\n1,A,1,1,C1,GB,${date}\n`), 1, date)
    }
  })
})

describe("lines that are no sales", () => {
  const rules = { cancellation: { orderIdPrefix: "C" }, nonProductCodes: ["POST", "D"], unknownCustomer: "allow" }
  const text = `${header}
1,A,2,1.50,C1,GB,2026-01-05 09:00
1,POST,1,4,C1,GB,2026-01-05 09:00
C2,A,-1,1.50,C1,GB,2026-01-06 09:00
C2,D,-1,0.75,C1,GB,2026-01-06 09:00
C3,A,1,1.50,C1,GB,2026-01-06 09:00
2,POST,1,4,,GB,2026-01-06 09:00
3,A,1,1,,GB,2026-01-06 09:00
`

  it("are cancellations, charges of their order, or charges alone", () => {
    const { orders, cancellations, charges, rejects } = read(text, mappingOf({ rules }))
    assert.deepStrictEqual(
      orders[0]?.charges.map(({ code, amountMinor }) => [code, amountMinor as number]),
      [["POST", 400]]
    )
    assert.deepStrictEqual(
      cancellations.map(({ externalId, lines }) => [externalId, lines.length, lines[0]?.quantity as number]),
      [["C2", 1, 1]]
    )
    assert.deepStrictEqual(
      charges.map(({ externalId, code, amountMinor }) => [externalId, code, amountMinor as number]),
      [
        ["C2", "D", -75],
        ["2", "POST", 400]
      ]
    )
    assert.deepStrictEqual(
      rejects.map(({ line, expected }) => [line, expected]),
      [[6, "a quantity below 0 on a cancellation"]]
    )
  })

  it("are charges alone when they are given back, even with an order", () => {
    const { orders, charges } = read(`${text}1,D,-1,0.75,C1,GB,2026-01-05 09:00\n`, mappingOf({ rules }))
    assert.lengthOf(orders[0]?.charges ?? [], 1)
    assert.deepStrictEqual(
      charges.map(({ externalId, amountMinor }) => `${externalId} ${amountMinor}`),
      ["C2 -75", "2 400", "1 -75"]
    )
  })

  it("are left out with a note when the mapping says so", () => {
    const { charges, notes } = read(text, mappingOf({ rules: { ...rules, nonProductLines: "skip" } }))
    assert.lengthOf(charges, 0)
    assert.deepStrictEqual(notes.map(sayNote), [
      "Left out POST, which is no product, on 2 lines, the first of them 3",
      "Left out D, which is no product, on line 5"
    ])
  })

  it("are cancellations by their negative quantity, whatever the sign of their total", () => {
    const negative = mappingOf({
      rules: { cancellation: { negativeQuantity: true } },
      fields: { price: { lineTotal: "price" } }
    })
    const { cancellations, rejects } = read(
      `${header}\n1,A,-2,-3,C1,GB,2026-01-06 09:00\n1,B,-1,3,C1,GB,2026-01-06 09:00\n`,
      negative
    )
    assert.deepStrictEqual(
      cancellations[0]?.lines.map(({ sku, quantity }) => `${quantity} ${sku}`),
      ["2 A", "1 B"]
    )
    assert.lengthOf(rejects, 0)
  })

  it("may cost nothing, and may be of nobody known, when the mapping says so", () => {
    const { orders } = read(
      `${header}\n1,A,1,0,,GB,2026-01-06 09:00\n`,
      mappingOf({ rules: { zeroPrice: "accept", unknownCustomer: { customerId: "WALK-IN" } } })
    )
    assert.strictEqual(orders[0]?.customerId, "WALK-IN")
    assert.isUndefined(read(text, mappingOf({ rules })).orders[1]?.customerId)
  })
})

describe("a file that cannot be read at all", () => {
  const refusal = (text: string, more: Record<string, unknown> = {}) => {
    const result = readOrders({ orders: utf8(text) }, mappingOf(more))
    return Result.isFailure(result) ? sayFileRefusal(result.failure) : "read"
  }

  it("is refused with the column it lacks, or has twice, or the lookup that is not there", () => {
    assert.strictEqual(
      refusal("order,sku,qty\n"),
      'orders: expected a column "date", got order, sku, qty'.replace("date", "price")
    )
    assert.strictEqual(refusal(`${header},sku\n`), 'orders: expected one column "sku", got two')
    const lookups = [{ name: "item", key: "id", on: "sku", columns: ["code"] }]
    assert.strictEqual(
      refusal(`${header}\n`, { lookups }),
      "item: expected a file for the lookup of that name, got none"
    )
    assert.strictEqual(refusal(""), "orders: expected a header and rows, got nothing")
    assert.strictEqual(refusal(`${header}\n`), "read")
  })
})
