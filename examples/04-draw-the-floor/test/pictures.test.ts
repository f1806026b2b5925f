import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { pictures } from "../src/pictures.ts"

const docs = join(import.meta.dirname, "../../../docs/pictures")

describe("the pictures of the documentation", () => {
  for (const [name, svg] of pictures()) {
    it(`${name} is what is drawn now`, () => assert.strictEqual(readFileSync(join(docs, name), "utf8"), svg))
  }
})
