/**
 * The key figures of two runs of the same days, side by side.
 */
import { type KpiComparison, compareKpis } from "@stowage/reporting/compareKpis"
import type { KpiDefinition } from "@stowage/reporting/Kpi"
import { type KpiName, type Kpis, kpiDefinitions, kpisOf } from "@stowage/reporting/kpis"
import { sayKpi } from "@stowage/reporting/sayKpi"
import { numberText } from "@stowage/viz/ticks"
import { type Markup, each, markup } from "./Markup.ts"
import type { ReportInput } from "./ReportInput.ts"
import { type RunView, periodOf } from "./RunView.ts"

/** What a page says again and again. */
export interface Figures {
  readonly optimised: Kpis
  readonly naive: Kpis
  readonly compared: ReadonlyArray<KpiComparison>
}

const kpisOfRun = (view: RunView): Kpis => kpisOf(view.report, periodOf(view), view.figures)

export const figuresOf = (input: ReportInput): Figures => {
  const [optimised, naive] = [kpisOfRun(input.optimised), kpisOfRun(input.naive)]
  return { optimised, naive, compared: compareKpis(naive, optimised) }
}

/** The figures that a stranger should see first. */
const onCards: ReadonlyArray<KpiName> = [
  "ordersShipped",
  "walkPerLineMm",
  "linesPerLabourHour",
  "onTimeShipment",
  "lineFillRate",
  "perfectOrderRate",
  "orderCycleP50Hours",
  "shortPicksPerThousand",
  "cartonFill",
  "unitsBackordered",
  "dockToStockMedianHours",
  "unitsOversold"
]

const signed = (value: number, digits: number): string => {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? "same" : `${value > 0 ? "+" : "−"}${text}`
}

/** The difference as a person says it: shares in points, all else in percent; nothing to say of what has no data. */
const differenceText = ({ difference, name, percent }: KpiComparison): string => {
  if (difference === undefined) return ""
  const { unit }: KpiDefinition = kpiDefinitions[name]
  if (unit === "share") {
    const points = signed(100 * difference, 1)
    return points === "same" ? points : `${points} points`
  }
  if (percent === undefined) return difference === 0 ? "same" : sayKpi(name, difference)
  const text = signed(percent, 1)
  return text === "same" ? text : `${text} %`
}

const verdictOf = (comparison: KpiComparison): Markup => {
  const text = differenceText(comparison)
  const { difference = 0, verdict } = comparison
  if (text === "" || text === "same" || verdict === "same") return markup`<span class="soft">${text}</span>`
  const arrow = difference > 0 ? "▲" : "▼"
  return markup`<span class="verdict ${verdict}">${arrow} ${text} <span class="soft">${verdict}</span></span>`
}

/** `1,427 orders`: as `sayKpi`, with thousands apart. */
const valueText = (name: KpiName, value: number | undefined): string =>
  sayKpi(name, value).replace(/^\d{4,}/, (digits) => numberText(Number(digits)))

const card = (comparison: KpiComparison): Markup => {
  const { after, before, name } = comparison
  const { formula, meaning, title }: KpiDefinition = kpiDefinitions[name]
  return markup`<details class="card"><summary title="${meaning}"><span class="name">${title}</span>
<span class="value">${valueText(name, after)}</span>
<span class="soft">naive ${valueText(name, before)}</span> ${verdictOf(comparison)}</summary>
<p>${meaning}</p><p>= ${formula}</p></details>`
}

const row = (comparison: KpiComparison): Markup => {
  const { after, before, name } = comparison
  const { formula, meaning, title }: KpiDefinition = kpiDefinitions[name]
  return markup`<tr><td><details><summary>${title}</summary><p class="soft">${meaning} = ${formula}</p></details></td>
<td class="number">${valueText(name, after)}</td><td class="number">${valueText(name, before)}</td>
<td class="number">${verdictOf(comparison)}</td></tr>`
}

/** Cards with what matters most, and a table with all of it; each figure says what it means. */
export const figuresSection = ({ compared }: Figures): Markup => {
  const byName = new Map(compared.map((comparison) => [comparison.name, comparison]))
  const cards = onCards.flatMap((name) => byName.get(name) ?? [])
  return markup`<section id="figures"><h2>Key figures</h2>
<p>Large: the optimised run. Below it: the same orders on the same days with naive policies, and the difference. Open
a card for the definition.</p>
<div class="cards">${each(cards, card)}</div>
<details><summary>All ${compared.length} figures with their definitions</summary>
<div class="table"><table><thead><tr><th>Figure</th><th class="number">Optimised</th><th class="number">Naive</th>
<th class="number">Difference</th></tr></thead><tbody>${each(compared, row)}</tbody></table></div></details></section>`
}
