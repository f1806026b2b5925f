import { assert, describe, it } from "vitest"
import { documentationFences, fencesOf, mistakesIn } from "./fences.ts"
import { root } from "./tree.ts"

const fence = (...code: ReadonlyArray<string>): string => ["```ts", ...code, "```", ""].join("\n")

describe("the fences of the documentation", () => {
  it("run in a README unless they say otherwise, and compile in the docs", () => {
    const text = `# A\n\n${fence("export const a = 1")}\n${fence("// not run", "export const b = 2")}\n\`\`\`text\nno\n\`\`\`\n`
    assert.deepStrictEqual(fencesOf({ path: "packages/kernel/README.md", text }), [
      { place: "packages/kernel/README.md:4", code: "export const a = 1\n", runs: true },
      { place: "packages/kernel/README.md:8", code: "// not run\nexport const b = 2\n", runs: false }
    ])
    assert.deepStrictEqual(
      fencesOf({ path: "docs/tour.md", text }).map(({ runs }) => runs),
      [false, false]
    )
  })

  it("are found out when they do not compile, name what is not there, or throw", { timeout: 300_000 }, async () => {
    const bad = fence(
      'import { sumOfCharges } from "@stowage/kernel/Outcome"',
      "const walkMm: string = sumOfCharges([])"
    )
    const gone = fence('import { noSuchName } from "@stowage/kernel/Outcome"', "export const a = noSuchName")
    const files = [
      { path: "docs/tour.md", text: `# Tour\n\n${bad}` },
      { path: "docs/guides/old.md", text: gone },
      { path: "README.md", text: fence('throw new Error("the example broke")') },
      {
        path: "packages/kernel/README.md",
        text: fence('import { sumOfCharges } from "@stowage/kernel/Outcome"', "sumOfCharges([])")
      }
    ]
    const found = await mistakesIn(root, documentationFences(files), ["kernel"])
    assert.strictEqual(found.length, 3, found.join("\n"))
    assert.match(found.join("\n"), /docs\/tour\.md:5 does not compile: TS2322/)
    assert.match(found.join("\n"), /docs\/guides\/old\.md:2 does not compile: TS2305/)
    assert.match(found.join("\n"), /README\.md:2 does not run:[\s\S]*the example broke/)
  })
})
