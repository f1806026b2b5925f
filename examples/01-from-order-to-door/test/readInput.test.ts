import { gzipSync } from "node:zlib"
import { assert, describe, it } from "vitest"
import { sayReject } from "@stowage/channel-csv/CsvOrders"
import type { Options } from "../src/options.ts"
import { type Input, InputError, readInput } from "../src/readInput.ts"
import { contentsOf, header, mapping, newFolder, orders, write } from "./inputFiles.ts"

interface Files {
  readonly orders?: string | Uint8Array
  readonly map?: string | object
  readonly items?: string
  readonly layout?: string | object
  readonly seed?: number
  /** Files beside the orders. */
  readonly beside?: Readonly<Record<string, string>>
}

/** Options that name files with these contents, in a folder of their own. */
const given = (files: Files): { readonly folder: string; readonly options: Options } => {
  const folder = newFolder()
  for (const [name, content] of Object.entries(files.beside ?? {})) write(folder, name, content)
  const optional = (name: string, content: string | object | undefined): string | undefined =>
    content === undefined ? undefined : write(folder, name, content)
  const options = {
    orders: write(folder, "orders.csv", files.orders ?? orders),
    map: write(folder, "map.json", files.map ?? mapping),
    items: optional("items.csv", files.items),
    layout: optional("layout.json", files.layout),
    db: "unused.db",
    seed: files.seed ?? 1,
    out: "unused"
  }
  return { folder, options }
}

const read = (files: Files = {}): Input => readInput(given(files).options)

/** Why the files are refused, without the folder they are in. Nothing that is refused changes a file. */
const complaint = (files: Files, more: Partial<Options> = {}): string => {
  const { folder, options } = given(files)
  const before = contentsOf(folder)
  try {
    readInput({ ...options, ...more })
    return "they were taken"
  } catch (error) {
    assert.instanceOf(error, InputError)
    assert.deepEqual(contentsOf(folder), before)
    return error.message.replaceAll(`${folder}/`, "")
  }
}

const withFields = (fields: object): object => ({ ...mapping, fields: { ...mapping.fields, ...fields } })

const lookups = {
  ...withFields({ description: "goods.name" }),
  lookups: [{ name: "goods", file: "goods.csv", key: "code", on: "sku", columns: ["name"] }]
}

describe("files that are as they should be", () => {
  it("are the orders, items and layout of a scenario", () => {
    const { read: orders, scenario, source } = read({ layout: { aisles: 2, baysPerSide: 3 } })
    assert.deepEqual([source, orders.rows, orders.orders.length], ["orders.csv", 4, 3])
    assert.deepEqual<unknown>([...scenario.catalog.bySku.keys()], ["A", "B"])
    assert.strictEqual(scenario.layout.locations.length, 2 * 3 * 2 * 4 + 3)
  })

  it("may be gzipped, and are refused in words when that is broken", () => {
    const zipped = gzipSync(orders)
    assert.deepEqual(read({ orders: zipped }).read, read().read)
    assert.match(complaint({ orders: zipped.subarray(0, 60) }), /^orders.csv: unexpected end of file/)
  })

  it("make the same scenario under another name, and a scenario of another name when any of them changes", () => {
    const beside = { "goods.csv": "code,name\nA,Tea\nB,Mug\n" }
    const first = { map: lookups, beside, items: "sku,massGrams\nA,500\n", layout: { aisles: 2, baysPerSide: 3 } }
    const name = read(first).scenario.fingerprint
    assert.strictEqual(read(first).scenario.fingerprint, name)
    const changes: ReadonlyArray<Files> = [
      { orders: orders.replace("O-3", "O-4") },
      { map: { ...lookups, channel: "shop2" } },
      { beside: { "goods.csv": "code,name\nA,Green tea\nB,Mug\n" } },
      { items: "sku,massGrams\nA,501\n" },
      { layout: { aisles: 2, baysPerSide: 4 } },
      { seed: 2 }
    ]
    const names = changes.map((change) => read({ ...first, ...change }).scenario.fingerprint)
    assert.lengthOf(new Set([name, ...names]), 1 + changes.length)
  })
})

describe("rows that are malformed", () => {
  const rows = `${header}
O-1,A,2,1.50,C-1,GB,2025-03-03 09:00
O-2,A,two,1.50,C-2,GB,2025-03-03 13:10
O-3,B,3,2.00,C-1,GB,03/04/2025
O-4,B,3,-2.00,C-1,GB,2025-03-04 10:00
O-5,B,3
O-6,,3,2.00,C-1,GB,2025-03-04 10:00
O-7,B,3,2.00,,GB,2025-03-04 10:00
O-8,"B,3,2.00,C-1,GB,2025-03-04 10:00
O-9,B,3,2.00,C-1,GB,2025-03-04 10:00
`

  it("are named by line, column, value and what was expected, and the good ones are used", () => {
    const { read: found, scenario } = read({ orders: rows })
    assert.deepEqual(
      found.rejects.map(sayReject).map((said) => said.replace(/ \(.*\)/, "")),
      [
        'orders line 3, qty: expected a whole number of units other than 0, got "two"',
        'orders line 4, date: expected a date like yyyy-MM-dd HH:mm, got "03/04/2025"',
        'orders line 5, price: expected a price that is not negative, got "-2.00"',
        'orders line 6, the row: expected 7 columns, not 3, got "O-5 B 3"',
        'orders line 7, sku: expected a SKU of 1 to 120 printable characters without | and =, got ""',
        'orders line 8, customer: expected a customer id of 1 to 120 printable characters without | and =, got ""',
        'orders line 9, the row: expected a row of RFC 4180, got "O-8,\\"B,3,2.00,C-1,GB,2025-03-04 10:00"'
      ]
    )
    const placed = scenario.incoming.flatMap((one) => (one._tag === "Placed" ? [one.terms.orderId] : []))
    assert.deepEqual<unknown>(placed, ["shop:O-1", "shop:O-9"])
  })

  it("of an item file are named likewise, and those items drawn", () => {
    const items = "sku,lengthMm,widthMm,heightMm,massGrams\nA,300,200,100,700\nB,300,-2,100,700\n"
    const { itemRejects, scenario } = read({ items })
    assert.deepEqual(itemRejects.map(sayReject), ['items line 3, widthMm: expected a size above 0, got "-2"'])
    const [tea, mug] = scenario.catalog.items
    assert.deepEqual(tea?.dimensions, { lengthMm: 300, widthMm: 200, heightMm: 100 })
    assert.strictEqual(mug?.dimensionsBasis._tag, "Estimated")
  })
})

describe("files that cannot be used at all are refused by name, with what was expected", () => {
  it("orders that are not there, empty, of another encoding, or without a good row", () => {
    assert.match(complaint({}, { orders: "nowhere.csv" }), /^nowhere.csv: ENOENT/)
    assert.strictEqual(complaint({ orders: "" }), "orders.csv: expected a header and rows, got nothing")
    assert.match(complaint({ orders: Buffer.from(`\uFEFF${orders}`, "utf16le") }), /^orders.csv: .*got UTF-16/)
    assert.strictEqual(complaint({ orders: `${header}\n` }), "Expected at least one order, got none.")
  })

  it("orders without a column that the mapping names, or with it twice", () => {
    assert.strictEqual(
      complaint({ map: withFields({ sku: "article" }) }),
      `orders.csv: expected a column "article", got ${header.replaceAll(",", ", ")}`
    )
    assert.strictEqual(
      complaint({ orders: orders.replace("sku", "qty"), map: withFields({ sku: "order" }) }),
      'orders.csv: expected one column "qty", got two'
    )
  })

  it("orders that are not of the format whose mapping was named", () => {
    for (const name of ["superstore", "online-retail-uci"]) {
      assert.match(complaint({}, { map: name }), /^orders.csv: expected a column "/)
    }
  })

  it("a mapping that is not there, no JSON, or has a misspelt key", () => {
    assert.strictEqual(
      complaint({}, { map: "nowhere" }),
      "--map nowhere: expected a file, or superstore, online-retail-uci or foodmart; found neither"
    )
    assert.match(complaint({ map: "channel: shop" }), /^map.json: expected JSON. SyntaxError/)
    const misspelt = complaint({ map: { ...mapping, curency: "GBP" } })
    assert.match(misspelt, /^map.json: /)
    assert.include(misspelt, '["curency"]')
    assert.include(complaint({ map: withFields({ qantity: "qty" }) }), '["fields"]["qantity"]')
  })

  it("a mapping with a currency, a zone or a date format that there is not", () => {
    for (const wrong of [
      { currency: "POUNDS" },
      { dates: { ...mapping.dates, zone: "Europe/Londno" } },
      { dates: { ...mapping.dates, format: "YYYY-MM-DD" } }
    ]) {
      assert.match(complaint({ map: { ...mapping, ...wrong } }), /^map.json: Expected /)
    }
  })

  it("a lookup file that is missing or lacks its column", () => {
    assert.strictEqual(
      complaint({ map: lookups }),
      "goods.csv: expected the file that the mapping calls goods, or goods.csv.gz; found neither"
    )
    assert.strictEqual(
      complaint({ map: lookups, beside: { "goods.csv": "code,title\nA,Tea\n" } }),
      'goods: expected a column "name", got code, title'
    )
  })

  it("an item file without its SKU column", () => {
    assert.strictEqual(
      complaint({ items: "article,massGrams\nA,500\n" }),
      'items.csv: expected a column "sku", got article, massGrams'
    )
  })

  it("a layout that is no JSON, has a wrong or misspelt field, or cannot be", () => {
    assert.match(complaint({ layout: "two aisles" }), /^layout.json: expected JSON, got SyntaxError/)
    assert.match(
      complaint({ layout: { aisles: "two", baysPerSide: 3 } }),
      /^layout.json: aisles: expected .*, got "two"$/
    )
    assert.match(complaint({ layout: { aisels: 2, baysPerSide: 3 } }), /aisels: expected no field of that name/)
    assert.match(
      complaint({ layout: { aisles: 0, baysPerSide: 3 } }),
      /^layout.json: aisles: expected a whole number of 1 to/
    )
  })

  it("a layout that the site cannot work in: drawn, of two blocks, of too few faces", () => {
    assert.match(complaint({ layout: { drawing: ["A1.B1", "A2.B2", "..D.."] } }), /got a drawing/)
    assert.match(complaint({ layout: { aisles: 2, baysPerSide: 4, crossAisles: 3 } }), /one block/)
    const few = { aisles: 1, baysPerSide: 1, sides: 1, pickLevels: 1 }
    assert.strictEqual(
      complaint({ layout: few }),
      "The layout: expected a pick face for each of 2 SKUs, got 1 pick faces."
    )
  })
})
