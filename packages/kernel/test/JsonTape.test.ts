import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { JsonTape } from "@stowage/kernel/JsonTape"

/** What JSON makes of it. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A tape with these values, and where each of them ends. */
const taped = (values: ReadonlyArray<unknown>) => {
  const tape = new JsonTape()
  const ends = values.map((value) => {
    tape.push(value)
    return tape.end
  })
  return { tape, between: (from: number, to: number) => tape.between(ends[from - 1] ?? 0, ends[to - 1] ?? 0) }
}

const readBack = (value: unknown): unknown => {
  const { between } = taped([value])
  return between(0, 1)[0]
}

/** Data as JSON has it, with fields and tags that come again. */
const data = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.jsonValue({ stringUnit: "binary" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ unit: "grapheme", maxLength: 600 }),
    fc.array(tie("any")),
    fc.dictionary(fc.constantFrom("_tag", "orderId", "lines", "__proto__", "7", ""), tie("any")),
    fc.record({ _tag: fc.constantFrom("Placed", "Shipped"), lines: fc.array(tie("any")) })
  )
})).any

describe("a tape of JSON data", () => {
  it("gives back what JSON would, in the order pushed, between any two ends", () => {
    fc.assert(
      fc.property(fc.array(data), fc.nat(), fc.nat(), (values, one, other) => {
        const { between } = taped(values)
        const [from = 0, to = 0] = [one, other].map((end) => end % (values.length + 1)).toSorted((a, b) => a - b)
        assert.deepStrictEqual(between(from, to), asJson(values.slice(from, to)))
      })
    )
  })

  it.each([
    ["the largest byte that is a number", 127],
    ["the least whole number that is none", 128],
    ["the largest of four bytes", 2 ** 32 - 1],
    ["one more", 2 ** 32],
    ["a number below nought", -1],
    ["a part of one", 0.1],
    ["nothing", null],
    ["what is not so", false],
    ["what is", true],
    ["an empty text", ""],
    ["a text whose units fit into bytes", "Käse für 3 ÿ"],
    ["a text whose units do not", "茶 0,5 kg"],
    ["a text of 255 units", "x".repeat(255)],
    ["a text of 256", "x".repeat(256)],
    ["empty lists and objects", [[], {}, [{}]]],
    ["an object in an object", { a: { b: { c: [1, { d: 2 }] } }, e: 3 }],
    ["a tag that is no text", { _tag: 7 }],
    ["a tag behind other fields", { id: "web-1", _tag: "Placed", lines: [] }]
  ])("keeps %s", (_, value) => {
    assert.deepStrictEqual(readBack(value), value)
  })

  it("knows but one nought, as JSON does", () => {
    assert.isTrue(Object.is(readBack(-0), 0))
  })

  it("leaves out fields that are undefined", () => {
    assert.deepStrictEqual(readBack({ a: undefined, b: 1, _tag: undefined }), { b: 1 })
  })

  it("keeps a field called __proto__ as one of the object's own", () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"isAdmin":true},"a":1}')
    const read = readBack(hostile) as object
    assert.strictEqual(Object.getPrototypeOf(read), Object.prototype)
    assert.strictEqual(JSON.stringify(read), '{"__proto__":{"isAdmin":true},"a":1}')
  })

  it("tells objects of the same fields apart by their tags", () => {
    const events = [{ _tag: "Placed" }, { _tag: "Shipped" }, { _tag: "Placed" }, { Placed: "_tag" }]
    assert.deepStrictEqual(taped(events).between(0, 4), events)
  })

  it("keeps what it was given, whatever becomes of that afterwards", () => {
    const event = { _tag: "Placed", lines: [{ sku: "TEA-1", quantity: 1 }] }
    const { between } = taped([event])
    event.lines.push({ sku: "TEA-2", quantity: 2 })
    const [read] = between(0, 1) as ReadonlyArray<typeof event>
    read?.lines.pop()
    assert.deepStrictEqual(between(0, 1), [{ _tag: "Placed", lines: [{ sku: "TEA-1", quantity: 1 }] }])
  })

  it("goes on over pages, whatever begins at the end of one", () => {
    const { tape } = taped([])
    const ends = [0]
    const valueOf = (nth: number): unknown =>
      [nth, "x".repeat(nth % 256), { _tag: "Nested", nth, in: [{ nth: nth / 7 }, null, true] }][nth % 3]
    const count = 5000
    for (let nth = 0; nth < count; nth++) {
      tape.push(valueOf(nth))
      ends.push(tape.end)
    }
    for (let nth = 0; nth < count; nth++) {
      assert.deepStrictEqual(tape.between(ends[nth] as number, ends[nth + 1] as number), [valueOf(nth)])
    }
  })

  it("keeps an object that is longer than a page", () => {
    const long = {
      _tag: "Long",
      lines: Array.from({ length: 20_000 }, (_, nth) => ({ sku: `SKU-${nth}`, quantity: nth }))
    }
    assert.deepStrictEqual(taped([1, long, 2]).between(0, 3), [1, long, 2])
  })

  it("keeps objects of very many fields, also where they come upon the end of a page", () => {
    const wide = (nth: number): unknown =>
      Object.fromEntries(Array.from({ length: 150 }, (_, field) => [`SKU-${field}`, `${nth} ${"x".repeat(200)}`]))
    const values = [...Array.from({ length: 20 }, (_, nth) => wide(nth)), { counted: wide(20) }]
    assert.deepStrictEqual(taped(values).between(0, values.length), values)
  })

  it("keeps objects of ever new fields, some within others, and more of them than two bytes can count", () => {
    const values = Array.from({ length: 40_000 }, (_, nth) => ({ a: nth, [`SKU-${nth}`]: { [`at-${nth}`]: [nth] } }))
    assert.deepStrictEqual(taped(values).between(0, values.length), values)
  })
})
