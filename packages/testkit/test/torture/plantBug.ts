/**
 * Copies of our sources with something replaced in them, in a temporary folder, and the simulation run on them.
 */
import { spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { PlantedBug, Replacement } from "./PlantedBug.ts"

const packages = join(import.meta.dirname, "..", "..", "..")
const copied = ["kernel", "runtime", "testkit"]

/** What a run of the simulation in a process of its own said. */
export interface Report {
  readonly from: number
  readonly ran: number
  readonly steps: number
  readonly calls: number
  readonly commits: number
  readonly found?: { readonly seed: number; readonly violations: ReadonlyArray<string> }
}

/** How often a replacement's `from` occurs in the sources. */
export const occurrences = ({ file, from }: Replacement): number =>
  readFileSync(join(packages, file), "utf8").split(from).length - 1

/** Our sources with the bug in them; the folder. */
const plant = ({ replacements }: PlantedBug): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "stowage-bug-")))
  mkdirSync(join(folder, "node_modules", "@stowage"), { recursive: true })
  for (const name of copied) {
    const target = join(folder, "packages", name)
    cpSync(join(packages, name, "src"), join(target, "src"), { recursive: true })
    cpSync(join(packages, name, "package.json"), join(target, "package.json"))
    symlinkSync(target, join(folder, "node_modules", "@stowage", name), "dir")
  }
  cpSync(join(packages, "testkit", "test", "torture"), join(folder, "packages", "testkit", "test", "torture"), {
    recursive: true
  })
  const effect = realpathSync(join(packages, "testkit", "node_modules", "effect"))
  symlinkSync(effect, join(folder, "node_modules", "effect"), "dir")
  for (const { file, from, to } of replacements) {
    const path = join(folder, "packages", file)
    const pieces = readFileSync(path, "utf8").split(from)
    if (pieces.length !== 2) throw new Error(`expected ${from} once in ${file}, found it ${pieces.length - 1} times`)
    writeFileSync(path, pieces.join(to))
  }
  return folder
}

/** Runs `count` seeds in a process of its own, over the sources in `home`. */
const runApart = (home: string, from: number, count: number): Promise<Report> =>
  new Promise((resolve, reject) => {
    const file = join(home, "testkit", "test", "torture", "run.ts")
    const child = spawn(process.execPath, ["-C", "@stowage/source", file, String(from), String(count)])
    let [said, complained] = ["", ""]
    child.stdout.on("data", (text) => (said += String(text)))
    child.stderr.on("data", (text) => (complained += String(text)))
    child.on("error", reject)
    child.on("close", (code) => {
      const line = said.trim().split("\n").at(-1) ?? ""
      if (code === 0 && line.startsWith("{")) resolve(JSON.parse(line) as Report)
      else reject(new Error(`run.ts ${from} ${count} ended with ${code}: ${complained.slice(0, 2000)}`))
    })
  })

/** Runs seeds over the sources as they are. */
export const runSeeds = (from: number, count: number): Promise<Report> => runApart(packages, from, count)

/** Runs seeds over the sources with the bug in them. */
export const runPlanted = async (bug: PlantedBug, from: number, count: number): Promise<Report> => {
  const folder = plant(bug)
  try {
    return await runApart(join(folder, "packages"), from, count)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
