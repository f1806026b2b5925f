/**
 * The key figures of two runs side by side.
 */
import { type KpiName, compareKpis, kpiDefinitions, kpisOf, sayKpi } from "@stowage/reporting"
import { type RunView, periodOf } from "@stowage/simulation"

const shown: ReadonlySet<KpiName> = new Set<KpiName>([
  "ordersPlaced",
  "linesPlaced",
  "unitsPlaced",
  "ordersShipped",
  "lineFillRate",
  "orderFillRate",
  "onTimeShipment",
  "perfectOrderIndex",
  "orderCycleP50Hours",
  "linesPerLabourHour",
  "walkPerLineMm",
  "shortPicksPerThousand",
  "dockToStockMedianHours",
  "recordAccuracy",
  "cartonFill",
  "unitsBackordered",
  "unitsOversold"
])

const kpis = (view: RunView) => kpisOf(view.report, periodOf(view), view.figures)

const walkKm = (view: RunView): string => {
  let mm = 0
  for (const day of view.walkMm.values()) mm += day
  return `${(mm / 1e6).toFixed(1)} km`
}

/** Prints a line per key figure: naive, optimised, and the change. */
export const printTable = (optimised: RunView, naive: RunView): void => {
  const rows: Array<readonly [string, string, string, string]> = [["", "naive", "optimised", "change"]]
  for (const { after, before, name, percent } of compareKpis(kpis(naive), kpis(optimised))) {
    if (!shown.has(name)) continue
    const change = percent === undefined || percent === 0 ? "" : `${percent > 0 ? "+" : ""}${percent.toFixed(1)} %`
    rows.push([kpiDefinitions[name].title, sayKpi(name, before), sayKpi(name, after), change])
  }
  rows.push(["Walked by pickers", walkKm(naive), walkKm(optimised), ""])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column as 0].length)))
  console.log()
  for (const [title, ...cells] of rows) {
    const aligned = cells.map((cell, index) => cell.padStart(widths[index + 1] as number))
    console.log(`${title.padEnd(widths[0] as number)}  ${aligned.join("  ")}`)
  }
  console.log()
}
