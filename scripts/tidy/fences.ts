/** The `ts` fences of the documentation: cut out, compiled, and where they stand in a README also run. */
import { type ExecFileException, execFile } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { basename, join } from "node:path"
import { isMarkdown, place, type TextFile } from "./TextFile.ts"

export interface Fence {
  /** `path:line` of its first line of code. */
  readonly place: string
  readonly code: string
  /** README fences run, unless they begin with `// not run`; those of `docs` are compiled only. */
  readonly runs: boolean
}

const readme = /^(?:packages\/[^/]+\/)?README\.md$/

/** Every `ts` fence of a file of documentation, in order. */
export const fencesOf = (file: TextFile): ReadonlyArray<Fence> =>
  isMarkdown(file.path)
    ? [...file.text.matchAll(/^ *```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^ *```/gm)].map((match) => {
        const code = match[1] ?? ""
        const line = place(file, match.index + match[0].indexOf("\n") + 1)
        return { place: line, code, runs: readme.test(file.path) && !code.startsWith("// not run") }
      })
    : []

const tail = (text: string): string => text.trim().split("\n").slice(-12).join("\n")

const run = (command: string, args: ReadonlyArray<string>, cwd: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const ended = (failure: ExecFileException | null, out: string, err: string): void =>
      resolve(failure === null ? undefined : `${out}\n${err}`)
    execFile(command, [...args], { cwd, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 }, ended)
  })

const project = {
  extends: "../../tsconfig.base.json",
  compilerOptions: {
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    noUnusedLocals: false,
    customConditions: ["@stowage/source"]
  },
  include: ["*.ts"]
}

const fileName = (index: number): string => `fence-${index}.ts`

/** Lays the fences out as modules of a project to which every package is installed from its sources. */
const layOut = (root: string, fences: ReadonlyArray<Fence>, packages: ReadonlyArray<string>): string => {
  mkdirSync(join(root, "out"), { recursive: true })
  const folder = mkdtempSync(join(root, "out", "fences-"))
  mkdirSync(join(folder, "node_modules", "@stowage"), { recursive: true })
  for (const name of packages) {
    symlinkSync(join(root, "packages", name), join(folder, "node_modules", "@stowage", name), "junction")
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project))
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }))
  for (const [index, fence] of fences.entries()) writeFileSync(join(folder, fileName(index)), fence.code)
  return folder
}

const compile = async (root: string, folder: string, fences: ReadonlyArray<Fence>): Promise<ReadonlyArray<string>> => {
  const said = await run(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
    folder
  )
  if (said === undefined) return []
  const mistakes = [...said.matchAll(/^fence-(\d+)\.ts\((\d+),\d+\): error (.*)$/gm)].map(
    ([, index, line, message]) => {
      const { place: start } = fences[Number(index)] ?? { place: "?:0" }
      const [path, first] = start.split(/:(?=\d+$)/)
      return `${path}:${Number(first) + Number(line) - 1} does not compile: ${message}`
    }
  )
  const elsewhere = /\berror TS/.test(said) && mistakes.length === 0 && !/\.\.\/packages\//.test(said)
  return elsewhere ? [tail(said)] : mistakes
}

const execute = async (folder: string, index: number, fence: Fence): Promise<ReadonlyArray<string>> => {
  const said = await run(process.execPath, ["-C", "@stowage/source", fileName(index)], folder)
  return said === undefined ? [] : [`${fence.place} does not run:\n${tail(said)}`]
}

/** Takes from one queue with as many hands as there are cores. */
const inTurn = async <A>(tasks: ReadonlyArray<() => Promise<A>>): Promise<ReadonlyArray<A>> => {
  const results: Array<A> = []
  const queue = tasks.values()
  const hand = async (): Promise<void> => {
    for (const task of queue) results.push(await task())
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, hand))
  return results
}

/** What is wrong with the fences, in sentences. Imports of `@stowage/…` resolve to the sources of `packages`. */
export const mistakesIn = async (
  root: string,
  fences: ReadonlyArray<Fence>,
  packages: ReadonlyArray<string>
): Promise<ReadonlyArray<string>> => {
  if (fences.length === 0) return []
  const folder = layOut(root, fences, packages)
  try {
    const compiled = compile(root, folder, fences)
    const ran = inTurn(fences.flatMap((fence, index) => (fence.runs ? [() => execute(folder, index, fence)] : [])))
    return [...(await compiled), ...(await ran).flat()]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The fences that belong to the documentation a user reads. */
export const documentationFences = (files: ReadonlyArray<TextFile>): ReadonlyArray<Fence> =>
  files
    .filter(({ path }) => readme.test(path) || /^docs\/.*\.md$/.test(path) || basename(path) === "CONTRIBUTING.md")
    .flatMap(fencesOf)
