/** What takes a parser is the linter's work; these are the rules of `.oxlintrc.json` that the style guide leans on. */
import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { root } from "./tree.ts"

const folder = mkdtempSync(join(tmpdir(), "lint-"))
copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lint = (path: string, text: string): string => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint")
  return spawnSync(process.execPath, [oxlint, "-f", "unix", path], { cwd: folder, encoding: "utf8" }).stdout
}

const long = (count: number): string => `export const f = () => {\n${"  f()\n".repeat(count - 2)}}\n`

describe("the linter", () => {
  it("finds a function of more than 60 lines in source, and lets tests describe at length", () => {
    assert.include(lint("src/long.ts", long(61)), "max-lines-per-function")
    assert.notInclude(lint("src/short.ts", long(60)), "max-lines-per-function")
    assert.notInclude(lint("test/long.test.ts", long(61)), "max-lines-per-function")
  })

  it("finds any, whether declared or cast to", () => {
    assert.include(lint("src/declared.ts", "export const f = (a: any): number => a\n"), "no-explicit-any")
    assert.include(lint("src/cast.ts", "export const a = JSON.parse('1') as any\n"), "no-explicit-any")
  })

  it("finds a default export, but for those of configurations", () => {
    assert.include(lint("src/default.ts", "const a = 1\nexport default a\n"), "no-default-export")
    assert.notInclude(lint("vitest.config.ts", "const a = 1\nexport default a\n"), "no-default-export")
  })
})
