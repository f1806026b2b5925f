/**
 * Cycle counts as a report sees them: how many records were right, and by how many units the others were not.
 */
import type { CountedStock } from "@stowage/inventory/Count"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { addTo, type Report, type ReportSettings } from "./Report.ts"
import type { Counts } from "./Tally.ts"

/**
 * The report after `event` of the count in `stream`. A recount stands for the count before it: what that said of its
 * day is taken back, so that each task is judged once, by its last count. Time linear in what was counted.
 */
export const reportCount = (report: Report, stream: string, event: CountEvent, settings: ReportSettings): Report => {
  if (event._tag === "CountClosed") return { ...report, openCounts: HashMap.remove(report.openCounts, stream) }
  if (event._tag !== "CountRecorded") return report
  const before = Option.getOrUndefined(HashMap.get(report.openCounts, stream))
  const without = before === undefined ? report : addTo(report, before.at, settings, takenBack(before.said))
  const said = saidBy(event, settings)
  const openCounts = HashMap.set(report.openCounts, stream, { at: event.at, said })
  return addTo({ ...without, openCounts }, event.at, settings, said)
}

/** What one count says of its location. */
const saidBy = (event: Extract<CountEvent, { _tag: "CountRecorded" }>, settings: ReportSettings): Partial<Counts> => {
  const records = new Map<string, { readonly sku: CountedStock["sku"]; seen: number; booked: number }>()
  for (const stock of event.counted) {
    const known = records.get(kindOf(stock))
    const seen = (known?.seen ?? 0) + stock.quantity
    records.set(kindOf(stock), { sku: stock.sku, seen, booked: seen }) // As booked, unless a variance says otherwise.
  }
  for (const variance of event.variances) {
    records.set(kindOf(variance), { sku: variance.sku, seen: variance.quantity, booked: variance.booked })
  }
  const sums = { recordsCounted: records.size, recordsRight: 0, unitsBooked: 0, unitsOff: 0 }
  for (const { booked, seen, sku } of records.values()) {
    const off = Math.abs(seen - booked)
    const tolerancePercent = settings.tolerancePercentOf?.(sku) ?? 0
    if (100 * off <= tolerancePercent * booked) sums.recordsRight += 1
    sums.unitsBooked += booked
    sums.unitsOff += off
  }
  const allRight = sums.recordsRight === sums.recordsCounted
  return { ...sums, locationsCounted: 1, locationsRight: allRight ? 1 : 0 }
}

const takenBack = (said: Partial<Counts>): Partial<Counts> =>
  Object.fromEntries(Object.entries(said).map(([name, count]) => [name, -count]))

const kindOf = (stock: CountedStock): string =>
  `${stock.owner}|${stock.sku}|${stock.lot}|${stock.status}|${stock.serial ?? ""}`
