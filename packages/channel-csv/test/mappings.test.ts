import { readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { decodeCsvMapping } from "@stowage/channel-csv/CsvMapping"
import { read, plainMapping } from "./csvFiles.ts"

const shipped = (name: string) => {
  const text = readFileSync(new URL(`../mappings/${name}.json`, import.meta.url), "utf8")
  return Result.getOrThrow(decodeCsvMapping(JSON.parse(text)))
}
const problemOf = (more: Record<string, unknown>) => {
  const decoded = decodeCsvMapping({ ...plainMapping, ...more })
  return Result.isFailure(decoded) ? decoded.failure.problem : "decoded"
}

describe("a mapping", () => {
  it("that is malformed is refused with the path of every fault", () => {
    assert.include(problemOf({ currency: "Pounds" }), 'at ["currency"]')
    const { sku, ...fields } = plainMapping.fields
    assert.include(problemOf({ fields }), '["fields"]["sku"]')
    assert.include(problemOf({ fields: { ...plainMapping.fields, quantitty: "qty" } }), '["fields"]["quantitty"]')
    assert.include(problemOf({ dates: { format: "YYYY-MM-DD", zone: "UTC" } }), '["dates"]["format"]')
    assert.include(problemOf({ dates: { format: "yyyy-MM-dd", zone: "London" } }), '["dates"]["zone"]')
    assert.include(
      problemOf({ csv: { decimal: ",", thousands: "," } }),
      "a thousands separator other than the decimal one"
    )
    const { customerId, ...nobody } = plainMapping.fields
    assert.include(problemOf({ fields: nobody }), "a source of customerId")
    assert.strictEqual(problemOf({ fields: nobody, rules: { unknownCustomer: "allow" } }), "decoded")
    assert.include(problemOf({ channel: "a|b" }), '["channel"]')
    assert.strictEqual(problemOf({}), "decoded")
    for (const input of [null, [], "x"]) assert.isTrue(Result.isFailure(decodeCsvMapping(input)))
  })
})

describe("the shipped mappings", () => {
  it("read Superstore's lines", () => {
    const columns =
      '"Row ID","Order ID","Order Date","Ship Date","Ship Mode","Customer ID","Customer Name","Segment","Country",' +
      '"City","State","Postal Code","Region","Product ID","Category","Sub-Category","Product Name","Sales","Quantity"'
    const row =
      '1,"US-1",2016-11-08,2016-11-11,"Second Class","C-1","Ada","Consumer","United States","Troy",' +
      '"New York",12180,"East","FUR-1","Furniture","Chairs","Chair, red",957.5775,5'
    const { orders, rejects } = read(`${columns}\n${row}\n`, shipped("superstore"))
    assert.lengthOf(rejects, 0)
    const [order] = orders
    assert.strictEqual(order?.lines[0]?.price.goodsMinor as number, 95_758)
    assert.strictEqual(order?.shipTo.postalCode, "12180")
    assert.strictEqual(new Date(order?.dueAt as number).toISOString(), "2016-11-12T04:59:59.000Z")
  })

  it("read Online Retail's lines", () => {
    const { orders, cancellations, rejects } = read(
      `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,85123A,"LIGHT, HANGING",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom
C2,85123A,"LIGHT, HANGING",-1,2010-12-02 08:26:00,2.55,17850.0,United Kingdom
3,85123A,,1,2010-12-02 08:26:00,0.0,,United Kingdom
`,
      shipped("online-retail-uci")
    )
    assert.strictEqual(orders[0]?.customerId, "17850")
    assert.strictEqual(orders[0]?.charges[0]?.amountMinor as number, 1800)
    assert.strictEqual(cancellations[0]?.customerId, "17850")
    assert.deepStrictEqual(
      rejects.map(({ line, column }) => [line, column]),
      [[5, "UnitPrice"]]
    )
  })

  it("read FoodMart's lines with its products, days and customers", () => {
    const sales =
      "product_id,time_id,customer_id,promotion_id,store_id,store_sales,store_cost,unit_sales\n" +
      "1,371,6,0,2,1.5000,0.5,2.0000\n"
    const customer =
      "customer_id,fullname,address1,city,state_province,postal_code,country\n" +
      "6,Sheri,1 Bailey Road,Tlaxiaco,Oaxaca,15057,Mexico\n"
    const { orders, rejects } = read(sales, shipped("foodmart"), {
      product: "product_id,SKU,product_name\n1,907,Juice\n",
      time: "time_id,the_date\n371,1997-01-05 00:00:00.0\n",
      customer
    })
    assert.lengthOf(rejects, 0)
    const [order] = orders
    assert.strictEqual(order?.externalId, "371-6-2")
    assert.strictEqual(order?.lines[0]?.sku, "907")
    assert.strictEqual(new Date(order?.placedAt ?? 0).toISOString(), "1997-01-05T08:00:00.000Z")
    assert.deepStrictEqual(order?.shipTo.street, ["1 Bailey Road"])
  })
})
