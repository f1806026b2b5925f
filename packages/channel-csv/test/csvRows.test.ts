import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { readRows } from "@stowage/channel-csv/csvRows"
import type { CsvFormat } from "@stowage/channel-csv/CsvMapping"
import { latin1, utf8 } from "./csvFiles.ts"

type Row = readonly [line: number, ...cells: ReadonlyArray<string>]
const rowsOf = (text: string | Uint8Array, format: CsvFormat = {}) => {
  const rows: Array<Row> = []
  const bad: Array<readonly [line: number, text: string]> = []
  let header: ReadonlyArray<string> = []
  const refusal = readRows("orders", typeof text === "string" ? utf8(text) : text, format, {
    header: (cells) => {
      header = cells
      return undefined
    },
    row: (cells, line) => rows.push([line, ...cells]),
    bad: (line, text) => bad.push([line, text])
  })
  return { header, rows, bad, refusal }
}

describe("rows", () => {
  it("have the number of the line they begin on, after quoted line breaks and blank lines too", () => {
    const { rows } = rowsOf('a,b\n1,"x\ny\n"\n\n2,z\r\n3,"q"\r\n,\n4,"r\r\ns"\n5,t\n')
    assert.deepStrictEqual(rows, [
      [2, "1", "x\ny\n"],
      [6, "2", "z"],
      [7, "3", "q"],
      [9, "4", "r\r\ns"],
      [11, "5", "t"]
    ])
  })

  it("may quote the delimiter and the quote", () => {
    assert.deepStrictEqual(rowsOf('a,b\n"1,5","say ""hi"""\n').rows, [[2, "1,5", 'say "hi"']])
    assert.deepStrictEqual(rowsOf("a,b\n'1,5',x\n", { quote: "'" }).rows, [[2, "1,5", "x"]])
    assert.deepStrictEqual(rowsOf('a,b\n5" pipe,x\n', { quote: "" }).rows, [[2, '5" pipe', "x"]])
  })

  it("come from UTF-8 with or without a mark, from Latin-1, and from files of old Macintoshes", () => {
    assert.deepStrictEqual(rowsOf("\uFEFFa,b\nCafé,1\n").header, ["a", "b"])
    assert.deepStrictEqual(rowsOf(latin1("a,b\nCaf\u00e9,\u0080\n"), { encoding: "latin1" }).rows, [[2, "Café", "€"]])
    assert.deepStrictEqual(rowsOf("a,b\r1,x\r2,y\r").rows, [
      [2, "1", "x"],
      [3, "2", "y"]
    ])
  })

  it("are divided by what the header is divided by", () => {
    for (const delimiter of [",", ";", "\t"]) {
      assert.deepStrictEqual(rowsOf(`a${delimiter}b\n1${delimiter}x\n`).header, ["a", "b"])
    }
    assert.deepStrictEqual(rowsOf('"a,b,c";d\n1;x\n').header, ["a,b,c", "d"])
    assert.deepStrictEqual(rowsOf("a;b|c\n", { delimiter: "|" }).header, ["a;b", "c"])
  })

  it("that cannot be read are named, and the next line is tried", () => {
    const { rows, bad } = rowsOf('a,b\n1,x\n2,"y"z\n3,x\n4,5" pipe\n5,x\n6,"never\n7,x\n8,"two\nlines"\n')
    assert.deepStrictEqual(
      rows.map(([line]) => line),
      [2, 4, 6, 8, 9]
    )
    assert.deepStrictEqual(bad, [
      [3, '2,"y"z'],
      [5, '4,5" pipe'],
      [7, '6,"never']
    ])
  })

  it("are none in a file that is empty, or UTF-16, or has no readable header", () => {
    assert.deepStrictEqual(rowsOf("").refusal, { _tag: "FileIsEmpty", file: "orders" })
    assert.deepStrictEqual(rowsOf("\uFEFF\r\n\n").refusal, { _tag: "FileIsEmpty", file: "orders" })
    assert.deepStrictEqual(rowsOf(latin1("\xff\xfea\0")).refusal, { _tag: "FileIsUtf16", file: "orders" })
    assert.strictEqual(rowsOf('"a,b\n1,2\n').refusal?._tag, "HeaderMalformed")
  })

  it("are what was written, line for line", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", ";", "é", " x"), maxLength: 5 })
    const table = fc.array(fc.tuple(cell, cell, fc.constant("end")), { maxLength: 8 })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), (cells, end) => {
        let line = 2
        const expected = cells.map((row): Row => {
          const at = line
          line += 1 + row.join("").split("\n").length - 1
          return [at, ...row]
        })
        const text = ["a,b,c", ...cells.map((row) => row.map(quoted).join(","))].join(end)
        const { rows, bad } = rowsOf(text, { delimiter: "," })
        assert.deepStrictEqual(rows, expected)
        assert.deepStrictEqual(bad, [])
      })
    )
  })

  it("of any bytes at all end, and every line is in a row, bad or blank", () => {
    const junk = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "\0"), maxLength: 60 })
    fc.assert(
      fc.property(junk, (text) => {
        const { rows, bad, refusal } = rowsOf(`h,i\n${text}`)
        assert.isUndefined(refusal)
        const lines = [...rows, ...bad].map(([line]) => line).sort((a, b) => a - b)
        assert.strictEqual(new Set(lines).size, lines.length)
        for (const line of lines) assert.isAtLeast(line, 2)
      }),
      { numRuns: 500 }
    )
  })
})
