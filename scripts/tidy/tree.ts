/**
 * The repository as the rules see it. Walks the disk rather than asking git, so that an unpacked archive is checked
 * alike.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type TextFile } from "./TextFile.ts"

export const root = join(import.meta.dirname, "..", "..")

const skipped = new Set([".git", "node_modules", "dist", "out", "coverage"])
const textual = /\.(?:[cm]?[jt]sx?|json|jsonc|md|ya?ml|sql|css|html|svg|csv|txt|sh)$|(?:^|\/)(?:run|LICENSE|\.[a-z]+)$/

const pathsUnder = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return pathsUnder(path)
      return entry.isFile() && textual.test(path) ? [path] : []
    })

/** Every text file of the repository but for installed, built and generated ones. */
export const readTree = (): ReadonlyArray<TextFile> =>
  pathsUnder("").map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
