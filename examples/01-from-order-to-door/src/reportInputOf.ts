/**
 * What the report page is told of the input, beside the two runs.
 */
import { type Reject, sayNote, sayReject } from "@stowage/channel-csv"
import type { AuditResult, ReportInput, RunView } from "@stowage/simulation"
import type { Input } from "./readInput.ts"

/** Two runs and the audit of the one that was kept. */
export interface Runs {
  readonly optimised: RunView
  readonly naive: RunView
  readonly audit: AuditResult
}

/** Rejects by what was expected, most frequent first, each with an example. */
const byReason = (rejects: ReadonlyArray<Reject>): ReportInput["ingest"]["rejects"] => {
  const reasons = new Map<string, { count: number; example: string }>()
  for (const reject of rejects) {
    const reason = `${reject.column}: expected ${reject.expected}`
    const known = reasons.get(reason)
    if (known === undefined) reasons.set(reason, { count: 1, example: sayReject(reject) })
    else known.count += 1
  }
  return [...reasons].map(([reason, seen]) => ({ reason, ...seen })).sort((a, b) => b.count - a.count)
}

/** Everything the page needs. Nothing in it depends on the machine or the hour. */
export const reportInputOf = (input: Input, { audit, naive, optimised }: Runs): ReportInput => {
  const { days, itemRejects, read, scenario, source, unmatchedCancellations } = input
  const lines = read.orders.reduce((sum, order) => sum + order.lines.length, 0)
  const unmatched =
    unmatchedCancellations === 0 ? [] : [`${unmatchedCancellations} cancelled lines match no earlier order`]
  return {
    title: "From order to door",
    source: `${source}, ${days.first} to ${days.last} (${days.why})`,
    seed: scenario.seed,
    zone: scenario.calendar.zone,
    assumptions: scenario.assumptions,
    ingest: {
      rows: read.rows,
      orders: read.orders.length,
      lines,
      cancellations: read.cancellations.length,
      rejects: byReason([...read.rejects, ...itemRejects]),
      notes: [...read.notes.map(sayNote), ...unmatched]
    },
    layout: scenario.layout,
    catalog: scenario.catalog,
    optimised,
    naive,
    audit
  }
}
