/**
 * Time as the processors saw it, in this process and in all of the server's.
 */
import { readFileSync } from "node:fs"

/** Seconds per clock tick of /proc. */
const tick = 0.01

/** After the name, which may hold anything: state, parent and so on. */
const statOf = (pid: number | string): ReadonlyArray<string> => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8")
  return text.slice(text.lastIndexOf(")") + 2).split(" ")
}

/** Seconds on a processor, to the nanosecond: the server's processes have one thread each. */
const ownSeconds = (pid: number | string): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e9

/** CPU seconds of a server so far: the postmaster, its children, and those of them that have ended. Linux only. */
const serverSeconds = (postmaster: number): number => {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ")
  const ended = statOf(postmaster)
  const alive = [postmaster, ...children].reduce<number>((sum, pid) => {
    try {
      return sum + ownSeconds(pid)
    } catch {
      return sum // It has just ended.
    }
  }, 0)
  return alive + (Number(ended[13]) + Number(ended[14])) * tick
}

/** Runs `work`; the CPU seconds that this process and the server spent meanwhile. */
export const cpuSeconds = async (postmaster: number, work: () => Promise<unknown>): Promise<number> => {
  const before = serverSeconds(postmaster)
  const ours = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(ours)
  return (user + system) / 1e6 + serverSeconds(postmaster) - before
}

/** The smallest value that at least this share of `values` does not exceed. */
export const quantile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export const median = (values: ReadonlyArray<number>): number => quantile(values, 0.5)

export const round = (value: number, digits: number): number => Number(value.toFixed(digits))
