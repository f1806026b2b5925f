/**
 * `pnpm bench NAME [options]` runs `packages/<any>/bench/NAME.bench.ts` with the options that follow.
 * Benchmarks print ratios to a reference run in the same process, and one JSON line per instance with `--json`.
 *
 * A store with a server of its own has a benchmark of its own: `journal --store postgres` is `postgres`.
 */
import { existsSync, readdirSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { join } from "node:path"

const packages = join(import.meta.dirname, "..", "packages")
const benches = readdirSync(packages)
  .map((name) => join(packages, name, "bench"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".bench.ts"))
const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1, -".bench.ts".length)

const [asked, ...options] = process.argv.slice(2)
const store = options.indexOf("--store")
const ofServer = asked === "journal" && store >= 0 && options[store + 1] === "postgres"
const wanted = ofServer ? "postgres" : asked
const rest = ofServer ? options.toSpliced(store, 2) : options
const file = benches.find((candidate) => nameOf(candidate) === wanted)
if (file === undefined) {
  console.error(
    `Expected the name of a benchmark, got ${wanted ?? "nothing"}. There are: ${benches.map(nameOf).sort().join(", ")}`
  )
  process.exit(2)
}
process.argv.splice(2, process.argv.length, ...rest)
try {
  await import(pathToFileURL(file).href)
} catch (error) {
  const isOption = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  if (!isOption) throw error
  console.error(error.message)
  process.exit(2)
}
