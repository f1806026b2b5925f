/**
 * Day by day: how far was walked, what came in, what went out, what it was worth.
 */
import { type Currency, minorUnitDigits } from "@stowage/kernel/Currency"
import { type LocalDate, isoWeekday, plusDays } from "@stowage/kernel/LocalDate"
import { formatMoney } from "@stowage/kernel/Money"
import { type DayKpis, type KpiName, trendOf } from "@stowage/reporting/kpis"
import { type LineSeries, lineChartSvg } from "@stowage/viz/lineChartSvg"
import { type Markup, each, markup, ready } from "./Markup.ts"
import { type DayMoney, totalMoney } from "./moneyByDay.ts"
import type { ReportInput } from "./ReportInput.ts"
import { type RunView, periodOf } from "./RunView.ts"

/** Of more days than this a chart is a comb, with a gap at each weekend; then it shows weeks. */
const daysDrawn = 45

/** Days that are one point together: each alone, or those of a week, Monday to Sunday. */
type Spans = ReadonlyArray<ReadonlyArray<LocalDate>>

/** From the first day on which anybody ordered or walked, in either run, to the last. Empty when nobody did. */
const spansOf = (trend: ReadonlyArray<DayKpis>, { naive, optimised }: ReportInput): Spans => {
  const ordered = trend.filter(({ kpis }) => (kpis.ordersPlaced.value ?? 0) > 0 || (kpis.ordersShipped.value ?? 0) > 0)
  const known = [...ordered.map(({ day }) => day), ...optimised.walkMm.keys(), ...naive.walkMm.keys()].sort()
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  const weekly = last > plusDays(first, daysDrawn)
  const spans: Array<Array<LocalDate>> = []
  const from = weekly ? plusDays(first, 1 - isoWeekday(first)) : first
  for (let day = from; day <= last; day = plusDays(day, 1)) {
    if (!weekly || isoWeekday(day) === 1) spans.push([])
    spans.at(-1)?.push(day)
  }
  return spans
}

const seriesOf = (name: string, spans: Spans, valueOn: (day: LocalDate) => number): LineSeries => ({
  name,
  points: spans.map((days, index) => ({ x: index + 1, y: days.reduce((sum, day) => sum + valueOn(day), 0) }))
})

const walked = (view: RunView, name: string, spans: Spans): LineSeries =>
  seriesOf(name, spans, (day) => Math.round((view.walkMm.get(day) ?? 0) / 1000))

/** The currency in which most days have orders, for there is one axis; the others are said below. */
const mainMoney = (view: RunView): readonly [Currency, ReadonlyMap<LocalDate, DayMoney>] | undefined =>
  [...view.money].sort(([a, left], [b, right]) => right.size - left.size || (a < b ? -1 : 1))[0]

const moneySaid = (view: RunView): ReadonlyArray<string> =>
  [...view.money].map(([currency, days]) => {
    const { changed, placed } = totalMoney(days)
    const said = (amountMinor: bigint): string => formatMoney({ currency, amountMinor })
    return `Ordered ${said(placed)}; changed, cut and cancelled ${said(changed)}; kept ${said(placed + changed)}.`
  })

/** Charts with one axis of days, or of weeks when there are many. */
export const daySection = (input: ReportInput): Markup => {
  const { optimised } = input
  const trend = trendOf(optimised.report, periodOf(optimised), optimised.figures)
  const spans = spansOf(trend, input)
  const first = spans[0]
  if (first === undefined) {
    return markup`<section id="days"><h2>Day by day</h2>
<p class="soft">Nobody ordered anything on any day.</p></section>`
  }
  const byDay = new Map(trend.map(({ day, kpis }) => [day, kpis]))
  const kpi = (title: string, name: KpiName): LineSeries =>
    seriesOf(title, spans, (day) => byDay.get(day)?.[name].value ?? 0)
  const money = mainMoney(optimised)
  const weekly = first.length > 1
  const xUnit = weekly ? `week (1 begins ${first[0]})` : `day (1 is ${first[0]})`
  const chart = (title: string, yUnit: string, series: ReadonlyArray<LineSeries>): Markup =>
    markup`<div class="figure">${ready(lineChartSvg({ title, xUnit, yUnit, series, widthPx: 580 }))}</div>`
  const worth = (currency: Currency, of: ReadonlyMap<LocalDate, DayMoney>): LineSeries =>
    seriesOf(currency, spans, (day) => Number(of.get(day)?.placed ?? 0n) / 10 ** minorUnitDigits(currency))
  const walks = [walked(optimised, "optimised", spans), walked(input.naive, "naive", spans)]
  const placedMoney = money === undefined ? [] : [worth(...money)]
  return markup`<section id="days"><h2>${weekly ? "Week by week" : "Day by day"}</h2>
<p>${weekly ? weekWords : dayWords}</p>
<div class="figures">${chart("Walked to pick", "m", walks)}
${chart("Orders", "orders", [kpi("placed", "ordersPlaced"), kpi("shipped", "ordersShipped")])}
${chart("Order lines", "lines", [kpi("ordered", "linesPlaced"), kpi("picked", "linesPicked")])}
${chart("Value of orders placed", money?.[0] ?? "money", placedMoney)}</div>
${each(moneySaid(optimised), (said) => markup`<p class="soft">${said}</p>`)}</section>`
}

const dayWords =
  "Orders come in every day; the site works on working days, so walks and shipments stand still in between."
const weekWords = "Sums of weeks, Monday to Sunday; the first and the last week may be parts of one."
