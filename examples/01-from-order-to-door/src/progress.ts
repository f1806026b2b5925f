/**
 * How far a run has come: a bar that redraws itself on a terminal, a plain line every so often elsewhere.
 */
import type { SimulatedDay } from "@stowage/simulation"

/** Told of each day as it is over. */
export type Progress = (day: SimulatedDay) => void

const width = 28
const plainEvery = 14

const dayNumber = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000

/** A progress of the days from `first` to `last`, under a name. */
export const progressOf = (name: string, first: string, last: string): Progress => {
  const total = dayNumber(last) - dayNumber(first) + 1
  const terminal = process.stdout.isTTY
  let commits = 0
  return ({ commits: made, date }) => {
    commits += made.length
    const done = dayNumber(date) - dayNumber(first) + 1
    const said = `${name} ${date} day ${done} of ${total}, ${commits} commits`
    if (terminal) {
      const filled = Math.round((width * done) / total)
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`
      process.stdout.write(`\r${bar} ${said}${done === total ? "\n" : ""}`)
    } else if (done % plainEvery === 0 || done === total) console.log(said)
  }
}
