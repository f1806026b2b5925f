import type { CustomerId, OrderId } from "@stowage/kernel/Ids"
import { plusMillis } from "@stowage/kernel/Instant"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { embedded, markup } from "../src/report/Markup.ts"
import { reportPage } from "../src/report/reportPage.ts"
import { type Incoming, bestPolicy } from "../src/Scenario.ts"
import { commitsOf, reportInput, someOrders, viewOf } from "./reportRun.ts"

const storiesIn = (page: string): { readonly orders: ReadonlyArray<{ readonly id: string }> } => {
  const [, text = ""] = /<script type="application\/json" id="stories">([^<]*)<\/script>/.exec(page) ?? []
  return JSON.parse(text)
}

/** What a reader sees of it: the page without its scripts. */
const read = (page: string): string => page.replaceAll(/<script.*?<\/script>/gs, "")

const scriptsIn = (page: string): number => page.match(/<script/gi)?.length ?? 0

const input = reportInput()
const page = reportPage(input)

describe("the report page", () => {
  it("has every section, each once, and links to it", () => {
    for (const id of ["figures", "floor", "people", "days", "orders", "counts", "input", "audit", "making"]) {
      assert.strictEqual(page.split(`<section id="${id}">`).length, 2, id)
      assert.include(page, `<a href="#${id}">`)
    }
    assert.include(page, '<section id="carton">')
  })

  it("begins with orders, walk saved, service and audit in one paragraph", () => {
    const [, summary = ""] = /<p class="summary">(.*?)<\/p>/s.exec(page) ?? []
    for (const words of ["<b>5 orders</b>", "% less</b>", "On time:", "no violation"]) assert.include(summary, words)
  })

  it("needs no other file: no address but the name of SVG", () => {
    const addresses = (page.match(/https?:\/\/[^"'\s<)]*/g) ?? []).filter((one) => one !== "http://www.w3.org/2000/svg")
    assert.deepStrictEqual(addresses, [])
    assert.notMatch(page, /<link|@import|url\(|src=/)
  })

  it("is the same to the byte for the same input", () => {
    assert.strictEqual(reportPage(reportInput()), page)
  })

  it("carries the story of every order as data that parses", () => {
    assert.deepStrictEqual(
      storiesIn(page).orders.map(({ id }) => id),
      ["O-1", "O-2", "O-3", "O-4", "O-5"]
    )
  })

  it("says how many stories it leaves out", () => {
    const short = reportPage({ ...input, storiesAtMost: 2 })
    assert.strictEqual(storiesIn(short).orders.length, 2)
    assert.include(short, "The 2 most eventful of 5 orders are here; 3 are left out")
  })

  it("is honest when nothing was ordered", () => {
    const empty = reportPage(reportInput([]))
    assert.include(empty, "No orders came in")
    for (const words of ["There are no orders to tell of.", "Nobody picked anything.", "Nobody ordered anything"]) {
      assert.include(empty, words)
    }
    assert.notMatch(read(empty), /NaN|Infinity|undefined/)
    assert.deepStrictEqual(storiesIn(empty).orders, [])
  })

  it("never shows a figure that is none", () => assert.notMatch(read(page), /NaN|Infinity|undefined/))

  it("lists each rule of the audit with how often it was broken, and every finding", () => {
    assert.strictEqual(page.split("0 violations").length - 1, 8)
    const findings = [
      "limit: Position 9 takes X below zero.",
      "limit: Position 10 too.",
      "TEA: orders say 3, the ledger 2."
    ]
    const broken = reportPage({ ...input, audit: { ...input.audit, findings } })
    assert.match(broken, /No location[^<]*<\/td><td class="number"><b class="worse">2 violations</)
    assert.match(broken, /What orders say[^<]*<\/td><td class="number"><b class="worse">1 violation</)
    assert.strictEqual(broken.split("0 violations").length - 1, 6)
    assert.include(broken, "3 violations</b>")
    for (const finding of findings) assert.include(broken, `<li>${finding}</li>`)
  })

  it("draws a short run day by day, and one that began sixty days before in weeks", () => {
    const early = someOrders.map((one): Incoming => {
      if (one._tag !== "Placed" || one.terms.orderId !== "O-5") return one
      const placedAt = plusMillis(one.at, -60 * 86_400_000)
      return { ...one, at: placedAt, terms: { ...one.terms, placedAt } }
    })
    early.sort((a, b) => a.at - b.at)
    const optimised = viewOf(commitsOf(early, bestPolicy, "2025-01-02"))
    assert.include(page, "day (1 is 2025-03-03)")
    assert.include(reportPage({ ...input, optimised }), "week (1 begins 2024-12-30)")
  })

  it("names what was rejected, with an example, and what was assumed", () => {
    assert.include(page, "line 9: &quot;two&quot;")
    assert.include(page, "Nobody said how fast pickers walk")
    const clean = reportPage({ ...input, assumptions: [], ingest: { ...input.ingest, rejects: [] } })
    assert.include(clean, "Every row was taken in.")
    assert.include(clean, "Nothing had to be assumed.")
  })
})

describe("hostile text", () => {
  const evil = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\u2028\"&"

  it("in an order's id, a name, a title or a file stays text", () => {
    const orders = someOrders.map((one): Incoming => {
      if (one._tag !== "Placed" || one.terms.orderId !== "O-5") return one
      const buyer = { _tag: "Known" as const, customerId: "C-5" as CustomerId, name: evil }
      return { ...one, terms: { ...one.terms, orderId: `O-5${evil}` as OrderId, buyer } }
    })
    const rejects = [{ reason: evil, count: 1, example: evil }]
    const hostile = reportPage(
      reportInput(orders, { title: evil, source: evil, assumptions: [evil], ingest: { ...input.ingest, rejects } })
    )
    assert.strictEqual(scriptsIn(hostile), scriptsIn(page))
    assert.notInclude(hostile, "<img")
    assert.include(
      storiesIn(hostile).orders.map(({ id }) => id),
      `O-5${evil}`
    )
  })

  it("of any kind leaves no tag and no end of a script behind", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("<", "/", "script", ">", '"', "'", "&", "\\", "a") }), (text) => {
        assert.strictEqual(markup`<p title="${text}">${text}</p>`.markup.match(/[<>]/g)?.length, 4)
        const data = embedded({ [text]: text }).markup
        assert.notInclude(data, "<")
        assert.deepStrictEqual(JSON.parse(data), { [text]: text })
      })
    )
  })
})
