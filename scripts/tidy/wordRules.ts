/** Names and phrases that are banned, and why. */
import { isPure } from "./arrows.ts"
import { masked } from "./masked.ts"
import { isSource, isTypeScript, packageOf, place, type Rule, type TextFile } from "./TextFile.ts"

const vague = new Set(["util", "utils", "helper", "helpers", "common", "shared", "manager", "managers", "lib", "misc"])

/** No folder or file is named after nothing in particular. */
export const vagueNames: Rule = (files) =>
  files.flatMap(({ path }) => {
    const words = path
      .split("/")
      .flatMap((segment) => segment.replaceAll(/([a-z0-9])([A-Z])/g, "$1.$2").split(/[.\-_]/))
    const found = words.find((word) => vague.has(word.toLowerCase()))
    return found === undefined
      ? []
      : [`${path} is named ${found}: put it beside its one caller, or name it after what it makes`]
  })

type Phrase = readonly [pattern: RegExp, reason: string]

/** Looks for phrases in code: comments and strings do not count. */
const inCode =
  (applies: (path: string) => boolean, phrases: ReadonlyArray<Phrase>): Rule =>
  (files) =>
    files
      .filter((file) => isTypeScript(file.path) && applies(file.path))
      .flatMap((file) => {
        const code = masked(file.text)
        return phrases.flatMap(([pattern, reason]) =>
          [...code.matchAll(pattern)].map((match) => `${place(file, match.index)} ${reason}`)
        )
      })

/** Time, chance, files and the network are arguments of pure code. */
export const pureCalls: Rule = inCode(
  (path) => isSource(path) && isPure(packageOf(path) ?? ""),
  [
    [/\bDate\s*\.\s*now\b/g, "reads the clock by Date.now: take `at` as an argument"],
    [/\bnew\s+Date\s*(?:\(\s*\)|(?![\s\w(]))/g, "reads the clock by new Date(): take `at` as an argument"],
    [/(?<![.\w])Date\s*\(\s*\)/g, "reads the clock by Date(): take `at` as an argument"],
    [/\bperformance\s*\.\s*now\b/g, "reads the clock by performance.now: take `at` as an argument"],
    [/(?<![.\w])fetch\s*\(/g, "calls fetch: a thing outside the process is a port"],
    [/(?<![.\w])process\s*\.\s*\w/g, "reads process: take what it needs as an argument"],
    [/(?<![.\w])console\s*\.\s*\w/g, "writes to the console: return what there is to say"],
    [/(?<![.\w])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/g, "waits: pure code does not"],
    [/\bcrypto\s*\.\s*\w/g, "uses crypto: take ids and seeds as arguments"]
  ]
)

/** Chance always has a seed, so that a failure can be shown again: in tests and benches as well. */
export const unseededChance: Rule = inCode(isTypeScript, [
  [/\bMath\s*\.\s*random\b/g, "draws unseeded chance by Math.random: use kernel's seeded random"]
])

/** Phrases that hide something from the reader or the compiler. */
export const evasions: Rule = inCode(isTypeScript, [
  [/\bexport\s*\*(?!\s*as\b)/g, "exports everything: an index lists its names"],
  [/\bas\s+unknown\s+as\b/g, "casts by `as unknown as`: decode, or fix the type"],
  [/\bas\s+never\s+as\b/g, "casts by `as never as`: decode, or fix the type"]
])

const later = new RegExp(String.raw`\b(?:TO${"DO"}|FIX${"ME"})\b`, "g")

/** Work is finished or it is an issue; it is not a note in a file. */
export const unfinished: Rule = (files) =>
  files
    .filter((file) => isTypeScript(file.path) || file.path.endsWith(".mjs"))
    .flatMap((file) =>
      [...file.text.matchAll(later)].map((match) => `${place(file, match.index)} leaves a ${match[0]}`)
    )

/** Index of the brace that closes the one at `open`; the end of the text when none does. */
const closing = (code: string, open: number): number => {
  let depth = 0
  for (let index = open; index < code.length; index++) {
    if (code[index] === "{") depth++
    if (code[index] === "}" && --depth === 0) return index
  }
  return code.length
}

/** `body` with everything in inner braces blanked. */
const outermost = (body: string): string => {
  let depth = 0
  return Array.from(body)
    .map((char) => {
      if (char === "{") depth++
      if (char === "}") depth--
      return depth === 0 || char === "\n" ? char : " "
    })
    .join("")
}

const defaultsIn = (file: TextFile): ReadonlyArray<string> => {
  const code = masked(file.text)
  return [...code.matchAll(/\bswitch\s*\([^{]*_tag\s*\)\s*\{/g)].flatMap((match) => {
    const open = match.index + match[0].length - 1
    const body = outermost(code.slice(open + 1, closing(code, open)))
    const found = /\bdefault\s*:/.exec(body)
    return found === null
      ? []
      : [`${place(file, open + 1 + found.index)} has a default in a switch over _tag: name every case`]
  })
}

/** A switch over `_tag` names every case, so that the compiler finds the ones a new tag has forgotten. */
export const taggedSwitches: Rule = (files) => files.filter((file) => isTypeScript(file.path)).flatMap(defaultsIn)
