import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const packages = fileURLToPath(new URL("./packages", import.meta.url))

export default defineConfig({
  resolve: {
    // Tests read sources, so none of them can pass against a stale build.
    alias: [
      { find: /^@stowage\/([^/]+)\/(.+)$/, replacement: `${packages}/$1/src/$2.ts` },
      { find: /^@stowage\/([^/]+)$/, replacement: `${packages}/$1/src/index.ts` }
    ]
  },
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "scripts/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    // A database server that starts beside other tests takes its time.
    hookTimeout: 60_000
  }
})
