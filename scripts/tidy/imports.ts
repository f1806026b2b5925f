/** Who imports whom. */
import { posix } from "node:path"
import { masked } from "./masked.ts"
import { type TextFile } from "./TextFile.ts"

export interface Import {
  readonly specifier: string
  /** Where in the file the specifier begins. */
  readonly index: number
}

const specifiers = /\bfrom\s*["']( *)["']|\bimport\s*\(?\s*["']( *)["']/dg

/** Every static, dynamic and re-exporting import of a file, in order, also those of types only. */
export const importsOf = (file: TextFile): ReadonlyArray<Import> =>
  [...masked(file.text).matchAll(specifiers)].map((match) => {
    const [start, end] = match.indices?.[1] ?? match.indices?.[2] ?? [0, 0]
    return { specifier: file.text.slice(start, end), index: start }
  })

/** The npm package of a specifier: `effect` of `effect/Schema`; undefined for relative files and `node:` modules. */
export const npmPackageOf = (specifier: string): string | undefined =>
  specifier.startsWith(".") || specifier.startsWith("node:")
    ? undefined
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/")

/** The file of this repository a specifier names; undefined for what comes from outside. */
export const sourceOf = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier)
  const deep = /^@stowage\/([^/]+)(?:\/(.+))?$/.exec(specifier)
  return deep === null ? undefined : `packages/${deep[1]}/src/${deep[2] ?? "index"}.ts`
}
