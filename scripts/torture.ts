/**
 * `pnpm torture [journal] [options]` lets worlds live in which everything fails: `packages/testkit/test/torture`.
 *
 * `pnpm torture packing|picking|slotting [--seeds N] [--from SEED] [--kind NAME]` solves N random problems of the package,
 * taking its kinds in turn, and judges every plan by the checker that shares no code with its solver.
 */
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { parseArgs } from "node:util"

/** As `ProblemKind` of `@stowage/testkit/solverTorture`. */
interface Kind {
  readonly name: string
  readonly faults: (seed: number) => ReadonlyArray<string>
}

const solvers: Readonly<Record<string, string>> = {
  packing: "packing",
  picking: "picking-optimisation",
  slotting: "slotting"
}

const importFrom = (place: string, file: string): Promise<unknown> =>
  import(pathToFileURL(join(import.meta.dirname, "..", "packages", place, "test", "torture", file)).href)

const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const whole = (name: string, text: string): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 0
    ? number
    : refuse(`--${name}: expected a whole number, got ${text}`)
}

const torture = async (name: string, place: string, args: ReadonlyArray<string>): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "20000" },
      from: { type: "string", default: "0" },
      kind: { type: "string", default: "" }
    }
  })
  const { kinds } = (await importFrom(place, "kinds.ts")) as { readonly kinds: ReadonlyArray<Kind> }
  const [from, seeds] = [whole("from", values.from), whole("seeds", values.seeds)]
  const asked = kinds.filter((kind) => values.kind === "" || kind.name === values.kind)
  if (asked.length === 0) {
    refuse(`--kind: expected one of ${kinds.map((kind) => kind.name).join(", ")}; got ${values.kind}`)
  }
  let failed = 0
  for (let seed = from; seed < from + seeds; seed++) {
    const kind = asked[seed % asked.length]
    const faults = kind?.faults(seed) ?? []
    if (faults.length === 0) continue
    failed++
    console.log(`pnpm torture ${name} --kind "${kind?.name}" --from ${seed} --seeds 1\n  ${faults.join("\n  ")}`)
  }
  console.log(`${seeds} problems of ${asked.length} kinds, ${failed} with faults`)
  if (failed > 0) process.exitCode = 1
}

const [first = "", ...others] = process.argv.slice(2)
const place = solvers[first]
if (place !== undefined) await torture(first, place, others)
else if (first === "" || first === "journal" || first.startsWith("--")) {
  process.argv.splice(2, process.argv.length, ...(first === "journal" ? others : process.argv.slice(2)))
  await importFrom("testkit", "main.ts")
} else refuse(`expected journal or one of ${Object.keys(solvers).join(", ")}, got ${first}`)
