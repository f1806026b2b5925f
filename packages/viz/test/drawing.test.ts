import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { everyElement, readXml } from "./xml.ts"
import { everyDrawing } from "./floors.ts"

const names = Object.keys(everyDrawing("a", 1))
const hostile = `</title></style></svg><script>alert("1")</script>&amp;'\u0000\uD800]]>`

describe.each(names)("a %s", (name) => {
  const draw = (words: string, value: number): string => everyDrawing(words, value)[name] ?? ""

  it("is one well-formed SVG with a role, a title and a description", () => {
    const svg = readXml(draw("Week 47", 3))
    assert.strictEqual(svg.name, "svg")
    assert.strictEqual(svg.attributes["role"], "img")
    assert.include(svg.attributes["aria-label"] ?? "", "Week 47")
    assert.deepStrictEqual(
      svg.children.slice(0, 3).map((child) => child.name),
      ["title", "desc", "style"]
    )
    assert.strictEqual(svg.children[0]?.text, "Week 47")
    assert.isAbove(svg.children[1]?.text.length ?? 0, 10)
  })

  it("writes hostile text as text", () => {
    const elements = everyElement(readXml(draw(hostile, 3)))
    assert.notInclude(
      elements.map((element) => element.name),
      "script"
    )
    assert.include(
      elements.find((element) => element.name === "title")?.text ?? "",
      `<script>alert("1")</script>&amp;'`
    )
  })

  it("has colours for light and for dark, and a style that touches nothing else on the page", () => {
    const style = readXml(draw("a", 3)).children[2]?.text ?? ""
    assert.include(style, "@media (prefers-color-scheme:dark)")
    for (const selector of style.replaceAll(/@media[^{]*/g, "").matchAll(/([^{}]+)\{/g)) {
      assert.match(selector[1] ?? "", /^\.sw-[a-z0-9]+$/)
    }
  })

  it("is well-formed and without an invalid number, whatever it is made of", () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(0, -0, NaN, Infinity, 1e300, 1e-300)
    )
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), numbers, (words, value) => {
        const svg = draw(words, value)
        const values = everyElement(readXml(svg)).flatMap(({ attributes }) => {
          const { "aria-label": _, class: __, xmlns: ___, ...drawn } = attributes
          return Object.values(drawn)
        })
        for (const one of values) assert.notMatch(one, /NaN|Infinity|undefined/)
        assert.strictEqual(draw(words, value), svg)
      })
    )
  })
})
