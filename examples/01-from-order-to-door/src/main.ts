/**
 * From order to door: real orders through an order system and a warehouse, on an embedded database; then what happened,
 * what it cost, and why. `npm start -- --help` says what may be given.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { sayNote, sayReject } from "@stowage/channel-csv"
import { Journal, type Position, StoreFailure, commitsSoFar, origin } from "@stowage/runtime"
import {
  type AuditResult,
  type RunView,
  ScenarioRefused,
  addCommit,
  emptyRunView,
  emptyWorld,
  naivePolicy,
  reportPage,
  runOnJournal,
  simulateDays,
  startRunAudit,
  withPolicy
} from "@stowage/simulation"
import { layer } from "@stowage/store-sqlite"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Options, UsageError, readOptions, usage } from "./options.ts"
import { startMeter } from "./perThousand.ts"
import { printTable } from "./printTable.ts"
import { progressOf } from "./progress.ts"
import { type Input, InputError, readInput } from "./readInput.ts"
import { reportInputOf } from "./reportInputOf.ts"

/** The optimised run: on the journal, so that it goes on where it was cut off; then read back and audited. */
const optimised = (input: Input) =>
  Effect.gen(function* () {
    const { days, scenario } = input
    const [meter, progress] = [startMeter(), progressOf("optimised", days.first, scenario.lastDay)]
    const end = yield* runOnJournal(scenario, (day) => {
      meter.onDay(day)
      progress(day)
    })
    for (const line of meter.lines()) console.log(`  ${line}`)
    if (end.before > 0) console.log(`Went on after the ${end.before} commits that the journal held already.`)
    const view = emptyRunView(viewSettings(input))
    const audit = startRunAudit()
    yield* Stream.runForEach(commitsSoFar(origin), (commit) =>
      Effect.sync(() => {
        addCommit(view, commit)
        audit.read(commit)
      })
    )
    const journal = yield* Journal
    const stored = { balances: yield* journal.balances({}), pendings: yield* journal.pendings({}) }
    return { view, audit: audit.result(stored) }
  })

/** The same days with naive policies: nothing is kept of them but the figures. */
const naive = (input: Input): RunView => {
  const scenario = withPolicy(input.scenario, naivePolicy)
  const view = emptyRunView({ ...viewSettings(input), storiesAtMost: 0 })
  const progress = progressOf("naive", input.days.first, scenario.lastDay)
  let position = 0
  const run = simulateDays(scenario, emptyWorld())
  for (let day = run.next(); day.done !== true; day = run.next()) {
    for (const commit of day.value.commits) {
      position += 1
      addCommit(view, { ...commit, position: position as Position })
    }
    progress(day.value)
  }
  return view
}

const viewSettings = ({ scenario }: Input) => ({
  zone: scenario.calendar.zone,
  catalog: scenario.catalog,
  cartons: scenario.cartons
})

const sayInput = ({ days, itemRejects, read, scenario, source, unmatchedCancellations }: Input): void => {
  const rejects = [...read.rejects, ...itemRejects]
  console.log(
    `${source}: ${read.rows} rows, ${read.orders.length} orders, ${read.cancellations.length} cancellations, ` +
      `${rejects.length} rows rejected.`
  )
  for (const reject of rejects.slice(0, 3)) console.log(`  ${sayReject(reject)}.`)
  for (const note of read.notes.slice(0, 5)) console.log(`  ${sayNote(note)}.`)
  if (unmatchedCancellations > 0) console.log(`  ${unmatchedCancellations} cancelled lines match no earlier order.`)
  const { catalog, layout } = scenario
  console.log(
    `${days.first} to ${days.last}: ${days.why}. ${catalog.items.length} SKUs, ${layout.locations.length} locations.`
  )
}

const sayAudit = ({ balances, commits, findings, transfers }: AuditResult): void => {
  console.log(
    `Audit: ${commits} commits, ${transfers} transfers and ${balances} balances derived again: ` +
      `${findings.length} violations.`
  )
  for (const finding of findings.slice(0, 20)) console.log(`  ${finding}`)
}

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new InputError(
      `${path}: expected a folder, or a place to make one. ${error instanceof Error ? error.message : String(error)}`
    )
  }
}

/** A folder under the report's name stands in the way as much as a folder that may not be written. */
const writeReport = (path: string, page: string): void => {
  try {
    writeFileSync(path, page)
  } catch (error) {
    throw new InputError(`${path}: expected to write the report there. ${error instanceof Error ? error.message : ""}`)
  }
}

const live = async (options: Options): Promise<number> => {
  const input = readInput(options)
  sayInput(input)
  for (const folder of [options.out, dirname(options.db)]) makeFolder(folder)
  const { audit, view } = await Effect.runPromise(Effect.provide(optimised(input), layer({ file: options.db })))
  const other = naive(input)
  printTable(view, other)
  sayAudit(audit)
  const report = join(options.out, "report.html")
  writeReport(report, reportPage(reportInputOf(input, { optimised: view, naive: other, audit })))
  console.log(`Report: ${report}`)
  return audit.findings.length === 0 ? 0 : 1
}

/** What a person can mend is said in a sentence; anything else is our fault, and keeps its stack. */
const main = async (words: ReadonlyArray<string>): Promise<number> => {
  try {
    const options = readOptions(words)
    if (options !== undefined) return await live(options)
    console.log(usage.trim())
    return 0
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\n${usage}`)
    else if (error instanceof InputError || error instanceof ScenarioRefused || error instanceof StoreFailure) {
      console.error(error.message)
    } else throw error
    return error instanceof UsageError || error instanceof InputError ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
