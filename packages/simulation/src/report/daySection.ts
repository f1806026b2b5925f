/**
 * Day by day: how far was walked, what came in, what went out, what it was worth.
 */
import { type Currency, minorUnitDigits } from "@stowage/kernel/Currency"
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"
import { formatMoney } from "@stowage/kernel/Money"
import { type DayKpis, type KpiName, trendOf } from "@stowage/reporting/kpis"
import { type LineSeries, lineChartSvg } from "@stowage/viz/lineChartSvg"
import { type Markup, each, markup, ready } from "./Markup.ts"
import { type DayMoney, totalMoney } from "./moneyByDay.ts"
import type { ReportInput } from "./ReportInput.ts"
import type { RunView } from "./RunView.ts"

/** From the first day on which anything happened in either run to the last. */
const daysOf = (trend: ReadonlyArray<DayKpis>, input: ReportInput): ReadonlyArray<LocalDate> => {
  const known = [...trend.map(({ day }) => day), ...input.optimised.walkMm.keys(), ...input.naive.walkMm.keys()].sort()
  const [first, last] = [known[0], known.at(-1)]
  const days: Array<LocalDate> = []
  if (first === undefined || last === undefined) return days
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day)
  return days
}

const seriesOf = (name: string, days: ReadonlyArray<LocalDate>, valueOn: (day: LocalDate) => number): LineSeries => ({
  name,
  points: days.map((day, index) => ({ x: index + 1, y: valueOn(day) }))
})

const walked = (view: RunView, name: string, days: ReadonlyArray<LocalDate>): LineSeries =>
  seriesOf(name, days, (day) => Math.round((view.walkMm.get(day) ?? 0) / 1000))

/** The currency in which most days have orders, for there is one axis; the others are said below. */
const mainMoney = (view: RunView): readonly [Currency, ReadonlyMap<LocalDate, DayMoney>] | undefined =>
  [...view.money].sort(([a, left], [b, right]) => right.size - left.size || (a < b ? -1 : 1))[0]

const moneySaid = (view: RunView): ReadonlyArray<string> =>
  [...view.money].map(([currency, days]) => {
    const { changed, placed } = totalMoney(days)
    const said = (amountMinor: bigint): string => formatMoney({ currency, amountMinor })
    return `Ordered ${said(placed)}; changed, cut and cancelled ${said(changed)}; kept ${said(placed + changed)}.`
  })

/** Charts with one axis of days; without any day they say so. */
export const daySection = (input: ReportInput): Markup => {
  const { optimised } = input
  const trend = trendOf(optimised.report, { asOf: optimised.lastAt }, optimised.figures)
  const days = daysOf(trend, input)
  const byDay = new Map(trend.map(({ day, kpis }) => [day, kpis]))
  const kpi = (title: string, name: KpiName): LineSeries =>
    seriesOf(title, days, (day) => byDay.get(day)?.[name].value ?? 0)
  const money = mainMoney(optimised)
  const xUnit = days[0] === undefined ? "day" : `day (1 is ${days[0]})`
  const chart = (title: string, yUnit: string, series: ReadonlyArray<LineSeries>): Markup =>
    markup`<div class="figure">${ready(
      lineChartSvg({ title, xUnit, yUnit, series: days.length === 0 ? [] : series, widthPx: 580 })
    )}</div>`
  const worth = (currency: Currency, of: ReadonlyMap<LocalDate, DayMoney>): LineSeries =>
    seriesOf(currency, days, (day) => Number(of.get(day)?.placed ?? 0n) / 10 ** minorUnitDigits(currency))
  const placedMoney = money === undefined ? [] : [worth(...money)]
  return markup`<section id="days"><h2>Day by day</h2>
<p>Orders come in every day; the site works on working days, so walks and shipments stand still in between.</p>
<div class="figures">${chart("Walked to pick", "m", [walked(optimised, "optimised", days), walked(input.naive, "naive", days)])}
${chart("Orders", "orders", [kpi("placed", "ordersPlaced"), kpi("shipped", "ordersShipped")])}
${chart("Order lines", "lines", [kpi("ordered", "linesPlaced"), kpi("picked", "linesPicked")])}
${chart("Value of orders placed", money?.[0] ?? "money", placedMoney)}</div>
${each(moneySaid(optimised), (said) => markup`<p class="soft">${said}</p>`)}</section>`
}
