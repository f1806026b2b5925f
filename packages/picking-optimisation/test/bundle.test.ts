import { createRequire } from "node:module"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { assert, describe, it } from "vitest"

interface Left {
  readonly bytesInOutput: number
}
interface Bundled {
  readonly outputFiles: ReadonlyArray<{ readonly contents: Uint8Array }>
  /** Per file written, what of each source is left in it. */
  readonly metafile: {
    readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, Left>> }>>
  }
}
interface Bundler {
  readonly build: (options: Readonly<Record<string, unknown>>) => Promise<Bundled>
}

/** The bundler that comes with the tool that builds the packages. */
const bundler = (): Bundler => {
  const toTool = createRequire(import.meta.url)
  return createRequire(toTool.resolve("tsup"))("esbuild") as Bundler
}

const bundleOf = (contents: string): Promise<Bundled> =>
  bundler().build({
    stdin: { contents, resolveDir: join(import.meta.dirname, ".."), loader: "ts" },
    bundle: true,
    conditions: ["@stowage/source"],
    format: "esm",
    logLevel: "silent",
    metafile: true,
    minify: true,
    platform: "browser",
    write: false
  })

describe("a browser that routes", () => {
  it("loads at most 40 kB, and no schemas", async () => {
    const { metafile, outputFiles } = await bundleOf(
      'export { solveRoute } from "@stowage/picking-optimisation/routing/route"'
    )
    const [file] = outputFiles
    if (file === undefined) return assert.fail("expected a bundle")
    assert.isAtMost(gzipSync(file.contents).byteLength, 40_000)
    const left = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))
    const schemas = left.filter(([source, { bytesInOutput }]) => /\/Schema/.test(source) && bytesInOutput > 0)
    assert.deepStrictEqual(schemas, [])
  })
})
