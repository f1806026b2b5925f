// Runs pnpm scripts on a machine that has only node and npm: `node scripts/boot.mjs install build test:run`.
// pnpm, and a node new enough for the tools when this one is not, come from the npm registry for the one command.
// Words after `--` are passed to the last step.
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

const pnpm = (...args) => {
  const node = newEnough ? [] : ["--package", `node@${NODE}`]
  const command = ["exec", "--yes", ...node, "--package", `pnpm@${PNPM}`, "--", "pnpm", ...args]
  const result = spawnSync("npm", command, { cwd: root, stdio: "inherit", env, shell: process.platform === "win32" })
  if (result.signal !== null) process.kill(process.pid, result.signal)
  if (result.status !== 0) process.exit(result.status ?? 1)
}

const words = process.argv.slice(2)
const cut = words.indexOf("--")
const steps = cut === -1 ? words : words.slice(0, cut)
const rest = cut === -1 ? [] : words.slice(cut + 1)
for (const [index, step] of steps.entries()) {
  console.log(`\n> ${step}`)
  if (step === "install") pnpm("install", "--frozen-lockfile")
  else pnpm("run", step, ...(index === steps.length - 1 ? rest : []))
}
