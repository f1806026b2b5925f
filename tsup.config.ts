import { readdirSync } from "node:fs"
import { defineConfig } from "tsup"

/** Every package alike: one ESM file per source file, so that a user pays only for the module he imports. */
export default defineConfig(
  readdirSync("packages").map((name) => ({
    name,
    entry: [`packages/${name}/src/**/*.ts`],
    outDir: `packages/${name}/dist`,
    format: "esm" as const,
    target: "es2022",
    dts: false, // `tsc -b` writes the declarations
    sourcemap: true,
    clean: false, // would delete those declarations
    splitting: true,
    treeshake: false,
    skipNodeModulesBundle: true,
    removeNodeProtocol: false, // `sqlite` without `node:` does not exist
    silent: true
  }))
)
