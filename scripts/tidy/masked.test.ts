import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { masked } from "./masked.ts"
import { cyclesOf } from "./graph.ts"
import { arrows } from "./arrows.ts"

describe("masked code", () => {
  it("has blanks for what a comment, a string, a template and a regular expression say", () => {
    assert.strictEqual(masked(`a // b`), `a     `)
    assert.strictEqual(masked(`a /* b\nc */ d`), `a     \n     d`)
    assert.strictEqual(masked(`"it's" + 'a"b' + "\\""`), `"    " + '   ' + "  "`)
    assert.strictEqual(masked("`a${b}c${`d${e}`}`"), "` ${b} ${` ${e}`}`")
    assert.strictEqual(masked("f(/[/'\"]/g) / 2 / 3"), "f(/      g) / 2 / 3")
    assert.strictEqual(masked("`${{ a: '}' }.a}` // x"), "`${{ a: ' ' }.a}`     ")
  })

  it("is as long as what it masks, line by line", () => {
    const piece = fc.constantFrom("`", "${", "}", "{", '"', "'", "/", "*", "\\", "\n", "a", " ", "//", "(", "😀")
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("")
        assert.deepStrictEqual(
          masked(text)
            .split("\n")
            .map((line) => line.length),
          text.split("\n").map((line) => line.length)
        )
      })
    )
  })
})

describe("the arrows of the house", () => {
  it("close no cycle", () => {
    assert.deepStrictEqual(cyclesOf(new Map(Object.entries(arrows).map(([from, to]) => [from, new Set(to)]))), [])
  })
})
