/**
 * `pnpm golden KIND NAME FILE` adds a history to the golden corpus: FILE holds the events as they are stored, a JSON
 * array. The state they add up to today is written beside them, and must be the same for ever. A file that is there is
 * never written again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { EventData } from "@stowage/runtime/Commit"
import { goldenForms, sumOf } from "./goldenForms.ts"

const fail = (problem: string): never => {
  console.error(problem)
  process.exit(1)
}

const [kind = "", name = "", file] = process.argv.slice(2)
const form = goldenForms[kind]
if (form === undefined || !/^[a-z0-9-]+$/.test(name) || file === undefined) {
  const kinds = Object.keys(goldenForms).join(", ")
  fail(`Got ${process.argv.slice(2).join(" ") || "nothing"}; expected KIND NAME FILE, KIND one of ${kinds}.`)
} else {
  const folder = fileURLToPath(new URL(`./golden/${kind}`, import.meta.url))
  const path = `${folder}/${name}.json`
  if (existsSync(path)) fail(`${path} is there; expected a new name, for what is in the corpus is never changed.`)
  const events: ReadonlyArray<EventData> = JSON.parse(readFileSync(file, "utf8"))
  const { state } = form.tell(events)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `${JSON.stringify({ events, state, sum: sumOf({ events, state }) }, null, 2)}\n`)
  console.log(`${path}: ${events.length} events`)
}
