/** The repository keeps every rule. */
import { assert, describe, it } from "vitest"
import { documentationFences, mistakesIn } from "./fences.ts"
import { rules } from "./rules.ts"
import { readTree, root } from "./tree.ts"

const files = readTree()

describe("the repository", () => {
  for (const [sentence, rule] of Object.entries(rules)) {
    it(`keeps the rule: ${sentence}`, () => {
      assert.strictEqual(rule(files).join("\n"), "")
    })
  }

  it(`has documentation whose code compiles, and READMEs whose code runs`, { timeout: 600_000 }, async () => {
    const packages = files.flatMap(({ path }) => /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1] ?? [])
    assert.strictEqual((await mistakesIn(root, documentationFences(files), packages)).join("\n"), "")
  })
})
