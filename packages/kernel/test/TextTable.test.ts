import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { hashText } from "@stowage/kernel/hashText"
import { makeNameTable, makeTextTable } from "@stowage/kernel/TextTable"

/** Texts that end up in the same slot of a small table, so that they push one another about. */
const crowded = Array.from({ length: 4000 }, (_, number) => `t${number}`).filter((text) => (hashText(text) & 15) > 12)

const kinds = [
  { name: "a table of texts", make: makeTextTable },
  { name: "a table of names", make: makeNameTable }
]

describe.each(kinds)("$name", ({ make }) => {
  it("numbers texts from 0 in the order first seen", () => {
    const table = make()
    assert.deepStrictEqual(
      ["b", "a", "b", "c"].map((text) => table.numberOf(text)),
      [0, 1, 0, 2]
    )
    assert.deepStrictEqual(
      [0, 1, 2].map((number) => table.textOf(number)),
      ["b", "a", "c"]
    )
    assert.deepStrictEqual([table.find("c"), table.find("d"), table.size], [2, -1, 3])
  })

  it("tells texts apart that share a hash, and texts of any characters", () => {
    const texts = [
      "",
      "\0",
      "é",
      "e\u0301",
      "\ud83d\ude00",
      "\ud83d",
      "\u0100",
      "\u0000\u0100",
      "ÿ",
      "__proto__",
      "constructor"
    ]
    const table = make()
    assert.deepStrictEqual(
      texts.map((text) => table.numberOf(text)),
      texts.map((_, number) => number)
    )
    assert.deepStrictEqual(
      texts.map((text) => table.find(text)),
      texts.map((_, number) => number)
    )
  })

  it("gives long texts back, of whatever characters", () => {
    const table = make()
    const texts = [5000, 70_000].flatMap((length) => ["x".repeat(length), "ü".repeat(length), "€".repeat(length)])
    for (const text of texts) table.numberOf(text)
    assert.isTrue(texts.every((text, number) => table.find(text) === number && table.textOf(number) === text))
    table.shrink(2)
    assert.deepStrictEqual([table.size, table.find(texts[2] as string), table.textOf(1)], [2, -1, texts[1]])
    assert.strictEqual(table.numberOf("€"), 2)
    assert.deepStrictEqual([table.find("€"), table.find("x"), table.find(texts[5] as string)], [2, -1, -1])
  })

  it("numbers thousands of texts, forgets the newest of them and numbers others in their place", () => {
    const table = make()
    const [count, kept] = [30_000, 11_111]
    const texts = Array.from({ length: count }, (_, number) => `order/${number}${number % 1000 === 0 ? "€" : ""}`)
    for (const text of texts) table.numberOf(text)
    assert.isTrue(texts.every((text, number) => table.find(text) === number && table.textOf(number) === text))
    table.shrink(kept)
    assert.isTrue(texts.every((text, number) => table.find(text) === (number < kept ? number : -1)))
    const others = texts.slice(kept).map((text) => `${text}!`)
    assert.isTrue(others.every((text, index) => table.numberOf(text) === kept + index))
    assert.isTrue([...texts.slice(0, kept), ...others].every((text, number) => table.textOf(number) === text))
  })

  it("agrees with a list, whatever is looked for, added and forgotten", () => {
    const text = fc.constantFrom(...crowded.slice(0, 60), "", "€", "\u20ac\u20ac", "¬")
    const steps = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ add: text }) },
        { weight: 2, arbitrary: fc.record({ find: text }) },
        { weight: 1, arbitrary: fc.record({ keep: fc.nat(40) }) }
      ),
      { maxLength: 120 }
    )
    const property = fc.property(steps, (steps) => {
      const table = make()
      const list: Array<string> = []
      for (const step of steps) {
        if ("keep" in step) {
          table.shrink(step.keep)
          list.length = Math.min(list.length, step.keep)
        } else if ("find" in step) assert.strictEqual(table.find(step.find), list.indexOf(step.find))
        else {
          if (!list.includes(step.add)) list.push(step.add)
          assert.strictEqual(table.numberOf(step.add), list.indexOf(step.add))
        }
        assert.strictEqual(table.size, list.length)
      }
      for (const [number, text] of list.entries()) {
        assert.deepStrictEqual([table.find(text), table.textOf(number)], [number, text])
      }
    })
    fc.assert(property, { numRuns: 500 })
  })
})
