/**
 * Draws the pictures of the README into a folder.
 *
 *     node src/main.ts [DIR]
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pictures } from "./pictures.ts"

const folder = process.argv[2] ?? join(import.meta.dirname, "../../../out/pictures")
mkdirSync(folder, { recursive: true })
for (const [name, svg] of pictures()) {
  writeFileSync(join(folder, name), svg)
  console.log(`${join(folder, name)}: ${svg.length} characters`)
}
