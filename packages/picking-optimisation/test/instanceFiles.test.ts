import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Result from "effect/Result"
import { afterAll, assert, describe, it } from "vitest"
import { instanceFiles, readShelves } from "../bench/mixedShelvesInstances.ts"
import { tsplibFiles } from "../bench/tsplib.ts"

const folder = mkdtempSync(join(tmpdir(), "stowage-instances-"))
afterAll(() => rmSync(folder, { recursive: true }))
const named = (name: string, bytes: string | Uint8Array = "{}"): string => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe("files of instances", () => {
  it("of mixed shelves are those of a folder that end in .json, zipped or not", () => {
    const [b, a] = [named("b.json"), named("a.json.gz")]
    named("SOURCE.md")
    assert.deepStrictEqual(
      instanceFiles(folder),
      Result.succeed([
        ["a", a],
        ["b", b]
      ])
    )
  })

  it("named one by one are read whatever they are called, and told what is wrong with them", () => {
    const file = named("wave.jsonl")
    assert.deepStrictEqual(instanceFiles(file), Result.succeed([["wave.jsonl", file]]))
    assert.include(readShelves(file).toString(), "parameters")
    const cut = named("cut.jsonl.gz", new Uint8Array([0x1f, 0x8b, 8, 0]))
    assert.include(readShelves(cut).toString(), "expected gzip to the end")
  })

  it("that are not there are refused by name", () => {
    const nowhere = join(folder, "nowhere")
    const said = `--instances ${nowhere}: expected a file or a folder, got neither`
    assert.deepStrictEqual(tsplibFiles(nowhere), Result.fail(said))
  })
})
