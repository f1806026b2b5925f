/**
 * The words after `pnpm bench NAME`: `--instances PATH [--seconds S] [--seed N] [--limit N] [--json] [--solutions FILE]`
 * and what a benchmark adds of its own.
 */
import { existsSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { type ParseArgsConfig, parseArgs } from "node:util"
import * as Result from "effect/Result"

/** What every benchmark on published instances takes. */
export interface BenchArguments {
  readonly instances: string
  /** How long one instance may be searched. */
  readonly seconds: number
  readonly seed: number
  /** How many instances, from the first. */
  readonly limit: number
  readonly json: boolean
  /** Where the plans are written, a JSON line per instance. */
  readonly solutions: string | undefined
  /** Options of the benchmark's own; the empty text when not given. */
  readonly own: (name: string) => string
}

/** Says what is wrong and ends with 2. */
export const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}

/** What was made, or the end. */
export const orRefuse = <A>(made: Result.Result<A, string>): A =>
  Result.isSuccess(made) ? made.success : refuse(made.failure)

/**
 * The words of this process; `own` names the benchmark's own options, each with a value. One that can make its own
 * instances does so by `--generate`, and needs no `--instances` then.
 */
export const readArguments = (seconds: number, own: ReadonlyArray<string> = []): BenchArguments => {
  const options = {
    instances: { type: "string" },
    seconds: { type: "string", default: String(seconds) },
    seed: { type: "string", default: "0" },
    limit: { type: "string", default: "999999999" },
    json: { type: "boolean", default: false },
    solutions: { type: "string" },
    ...Object.fromEntries(own.map((name) => [name, { type: "string", default: "" }]))
  } satisfies ParseArgsConfig["options"]
  const parsed = Result.try({
    try: () => parseArgs({ options, args: process.argv.slice(2).filter((text) => text !== "--") }).values,
    catch: (error) => (error instanceof Error ? error.message : String(error))
  })
  if (Result.isFailure(parsed)) return refuse(parsed.failure)
  const values: Readonly<Record<string, unknown>> = parsed.success
  const textOf = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === "string" ? value : undefined
  }
  return {
    instances:
      textOf("instances") ?? textOf("generate") ?? refuse("--instances: expected a file of instances, got nothing"),
    seconds: positive("seconds", textOf("seconds") ?? ""),
    seed: wholeNumber("seed", textOf("seed") ?? ""),
    limit: wholeNumber("limit", textOf("limit") ?? ""),
    json: values["json"] === true,
    solutions: writable(textOf("solutions")),
    own: (name) => textOf(name) ?? ""
  }
}

/** A file whose folder is there: a run may take hours before it is written. */
const writable = (file: string | undefined): string | undefined =>
  file === undefined || existsSync(dirname(resolve(file)))
    ? file
    : refuse(`--solutions ${file}: expected a file in a folder that is there`)

/** The value of option `name` as a whole number of 0 or more. */
export const wholeNumber = (name: string, text: string): number =>
  /^\d{1,9}$/.test(text) ? Number(text) : refuse(`--${name}: expected a whole number, got ${text}`)

const positive = (name: string, text: string): number =>
  Number(text) > 0 && Number(text) < 1e6
    ? Number(text)
    : refuse(`--${name}: expected a number above 0, got ${text || "nothing"}`)

/** Milliseconds on the clock asked for: `wall` when nothing is said, or the time of computing alone, `cpu`. */
export const clockOf = (asked: string): (() => number) => {
  if (asked === "cpu") {
    return () => {
      const { system, user } = process.cpuUsage()
      return (system + user) / 1000
    }
  }
  return asked === "" || asked === "wall"
    ? () => performance.now()
    : refuse(`--clock: expected wall or cpu, got ${asked}`)
}
