/**
 * `pnpm check:packed`: packs every package as it would be published, unpacks them where nothing else is, and loads each
 * as a module and by `require`. Files that a package leaves out, and modules that cannot be required, are found here.
 */
import { spawnSync } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const packages = join(import.meta.dirname, "..", "packages")
const place = mkdtempSync(join(tmpdir(), "stowage-packed-"))
const modules = join(place, "node_modules")

const run = (command: string, args: ReadonlyArray<string>, cwd: string): void => {
  const { status, stderr, stdout } = spawnSync(command, args, { cwd, encoding: "utf8" })
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} in ${cwd} ended with ${status}: ${stdout}${stderr}`)
}

/** Packs a package and unpacks it where a user has it, with what it depends on beside it; its name. */
const install = (folder: string): string => {
  const home = join(packages, folder)
  if (!existsSync(join(home, "dist", "index.js"))) throw new Error(`${home} is not built: run pnpm build`)
  const { dependencies, name, peerDependencies } = JSON.parse(
    readFileSync(join(home, "package.json"), "utf8")
  ) as Manifest
  const tarball = join(place, `${folder}.tgz`)
  run("pnpm", ["pack", "--out", tarball], home)
  mkdirSync(join(modules, name), { recursive: true })
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", join(modules, name)], place)
  for (const other of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = join(modules, other)
    if (other.startsWith("@stowage/") || existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(realpathSync(join(home, "node_modules", other)), link)
  }
  return name
}

try {
  const names = readdirSync(packages).map(install)
  const listed = JSON.stringify(names)
  const asModule = `for (const name of ${listed}) if (Object.keys(await import(name)).length === 0) throw new Error(name)`
  const byRequire = `for (const name of ${listed}) if (Object.keys(require(name)).length === 0) throw new Error(name)`
  run(process.execPath, ["--input-type=module", "--eval", asModule], place)
  run(process.execPath, ["--input-type=commonjs", "--eval", byRequire], place)
  console.log(`${names.length} packages, packed and loaded as modules and by require`)
} finally {
  rmSync(place, { recursive: true, force: true })
}
