// Runs pnpm scripts on a machine that has only node and npm: `node scripts/boot.mjs install build test:run`.
// pnpm, and a node new enough for the tools when this one is not, come from the npm registry for the one command.
// Words after `--` are passed to the last step. `--node FILE words` runs one of our TypeScript files, with nothing printed but
// what it prints itself.
import { spawnSync } from "node:child_process"
import { dirname } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const NODE = "24.21.0"
const PNPM = "12.21.0"
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split(".").map(Number)
const newEnough = major > 22 || (major === 22 && minor >= 19)

// A nested npm would otherwise take this call's own settings for its own.
const env = { ...process.env }
for (const name of Object.keys(env)) {
  if (/^npm_(package|lifecycle|command|config_(local_prefix|noproxy))/i.test(name)) delete env[name]
}

const nodePackage = newEnough ? [] : ["--package", `node@${NODE}`]

const run = (program, args) => {
  const shell = process.platform === "win32"
  const result = spawnSync(program, args, { cwd: root, stdio: "inherit", env, shell })
  if (result.signal !== null) process.kill(process.pid, result.signal)
  if (result.status !== 0) process.exit(result.status ?? 1)
}

const pnpm = (...args) =>
  run("npm", ["exec", "--yes", ...nodePackage, "--package", `pnpm@${PNPM}`, "--", "pnpm", ...args])

const words = process.argv.slice(2)
if (words[0] === "--node") {
  const script = ["-C", "@stowage/source", ...words.slice(1)]
  if (newEnough) run(process.execPath, script)
  else run("npm", ["exec", "--yes", ...nodePackage, "--", "node", ...script])
  process.exit(0)
}

const cut = words.indexOf("--")
const steps = cut === -1 ? words : words.slice(0, cut)
const rest = cut === -1 ? [] : words.slice(cut + 1)
for (const [index, step] of steps.entries()) {
  console.log(`\n> ${step}`)
  if (step === "install") pnpm("install", "--frozen-lockfile")
  else pnpm("run", step, ...(index === steps.length - 1 ? rest : []))
}
