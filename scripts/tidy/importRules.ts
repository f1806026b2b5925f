/** Rules about who imports whom: arrows between packages, cycles, barrels. */
import { arrowsFrom, isPure, valueModules } from "./arrows.ts"
import { cyclesOf } from "./graph.ts"
import { type Import, importsOf, sourceOf } from "./imports.ts"
import { folderOf, isSource, isTypeScript, packageOf, place, type Rule, type TextFile } from "./TextFile.ts"

const ofEachImport =
  (applies: (path: string) => boolean, say: (file: TextFile, found: Import) => string | undefined): Rule =>
  (files) =>
    files
      .filter((file) => isTypeScript(file.path) && applies(file.path))
      .flatMap((file) =>
        importsOf(file).flatMap((found) => {
          const sentence = say(file, found)
          return sentence === undefined ? [] : [`${place(file, found.index)} ${sentence}`]
        })
      )

const stowage = (specifier: string): string | undefined => /^@stowage\/([^/]+)/.exec(specifier)?.[1]

/** Only the arrows of the table. */
export const packageArrows: Rule = ofEachImport(isSource, (file, { specifier }) => {
  const from = packageOf(file.path) ?? ""
  const to = stowage(specifier)
  const allowed = arrowsFrom(from)
  if (allowed === undefined) return `is in a package that scripts/tidy/arrows.ts does not list: ${from}`
  if (to === undefined || allowed.includes(to)) return undefined
  return `imports ${sourceOf(file.path, specifier)}, but ${from} may import only ${allowed.join(", ") || "nothing"}`
})

/** A relative import stays in its package: what crosses is written `@stowage/…`. */
export const relativeImports: Rule = ofEachImport(isTypeScript, (file, { specifier }) => {
  const target = specifier.startsWith(".") ? sourceOf(file.path, specifier) : undefined
  if (target === undefined || packageOf(target) === packageOf(file.path)) return undefined
  return `reaches into another package by ${specifier}`
})

/** Deep imports: a barrel of Effect costs a user 75 kB, one of date-fns two seconds of start-up. */
export const barrelImports: Rule = ofEachImport(isTypeScript, (file, { specifier }) => {
  if (specifier === "effect" || specifier === "date-fns") {
    return `imports the barrel ${specifier}: import the module that defines the name`
  }
  const own = packageOf(file.path) !== undefined && /^@stowage\/[^/]+$/.test(specifier)
  return own ? `imports the barrel ${specifier}: inside the repository import the defining file` : undefined
})

/** Pure code takes no machinery: Effect's value modules only, and nothing of node. */
export const pureImports: Rule = ofEachImport(
  (path) => isSource(path) && isPure(packageOf(path) ?? ""),
  (_, { specifier }) => {
    if (specifier.startsWith("node:")) return `imports ${specifier}: this package is pure`
    const module = /^effect\/(.+)$/.exec(specifier)?.[1]
    if (module === undefined || valueModules.has(module)) return undefined
    return `imports ${specifier}: this package is pure, and that is not one of Effect's value modules`
  }
)

/** Who imports whom, where files are taken together by what `wholeOf` answers, and left out where that is nothing. */
const arrowsBetween = (
  sources: ReadonlyArray<TextFile>,
  wholeOf: (path: string) => string | undefined
): ReadonlyMap<string, ReadonlySet<string>> => {
  const arrows = new Map<string, Set<string>>()
  for (const file of sources) {
    const from = wholeOf(file.path)
    if (from === undefined) continue
    const targets = importsOf(file).flatMap(({ specifier }) => sourceOf(file.path, specifier) ?? [])
    const others = targets.flatMap((target) => wholeOf(target) ?? []).filter((to) => to !== from || to === file.path)
    arrows.set(from, new Set([...(arrows.get(from) ?? []), ...others]))
  }
  return arrows
}

/** No cycle of packages, of a package's folders or of files, also not of types only: a reader starts somewhere. */
export const importCycles: Rule = (files) => {
  const sources = files.filter((file) => isSource(file.path))
  return [(path: string) => path, folderOf, packageOf].flatMap((wholeOf) =>
    cyclesOf(arrowsBetween(sources, wholeOf)).map((cycle) => `${cycle.join(" → ")} is a cycle`)
  )
}
