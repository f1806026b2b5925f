/**
 * Cycle counts as a report sees them: how many records were right, and by how many units the others were not.
 */
import type { CountedStock } from "@stowage/inventory/Count"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import { addTo, type Report, type ReportSettings } from "./Report.ts"

/** The report after `event` of a count. Time linear in what was counted. */
export const reportCount = (report: Report, event: CountEvent, settings: ReportSettings): Report => {
  if (event._tag !== "CountRecorded") return report
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
  return addTo(report, event.at, settings, { ...sums, locationsCounted: 1, locationsRight: allRight ? 1 : 0 })
}

const kindOf = (stock: CountedStock): string => `${stock.owner}|${stock.sku}|${stock.lot}|${stock.status}`
