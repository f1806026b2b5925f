/**
 * `pnpm torture [journal|packing|picking|slotting] [options]` runs what a package's `test/torture/main.ts` does for as
 * long as asked: worlds in which everything fails for the journal, problems of every kind for the solvers. The journal
 * when no name is given.
 */
import { join } from "node:path"
import { pathToFileURL } from "node:url"

const places: Readonly<Record<string, string>> = {
  journal: "testkit",
  packing: "packing",
  picking: "picking-optimisation",
  slotting: "slotting"
}

const [first = "", ...others] = process.argv.slice(2)
const named = first !== "" && !first.startsWith("--")
const place = places[named ? first : "journal"]
if (place === undefined) {
  console.error(`Expected one of ${Object.keys(places).join(", ")}, got ${first}`)
  process.exit(2)
}
process.argv.splice(2, process.argv.length, ...(named ? others : process.argv.slice(2)))
await import(pathToFileURL(join(import.meta.dirname, "..", "packages", place, "test", "torture", "main.ts")).href)
