/**
 * The page's first paragraph: what happened, what it cost and whether the books are right.
 */
import { formatMoney } from "@stowage/kernel/Money"
import { sayKpi } from "@stowage/reporting/sayKpi"
import { numberText } from "@stowage/viz/ticks"
import type { Figures } from "./figures.ts"
import { type Markup, markup } from "./Markup.ts"
import { totalMoney } from "./moneyByDay.ts"
import { sayCount, sayList, sayWalk } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import { walkedMm } from "./RunView.ts"

/** With commas for thousands, as counts have them. */
const apart = (money: string): string => money.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ",")

const worth = ({ optimised }: ReportInput): string =>
  sayList(
    [...optimised.money].map(([currency, days]) => {
      const { changed, placed } = totalMoney(days)
      return apart(formatMoney({ currency, amountMinor: placed + changed }))
    })
  )

const walkSaved = ({ naive, optimised }: ReportInput): Markup => {
  const [mm, naiveMm] = [walkedMm(optimised), walkedMm(naive)]
  if (mm === 0 || naiveMm === 0) return markup`Nothing was walked, so there is no walk to compare.`
  const percent = (100 * (naiveMm - mm)) / naiveMm
  const compared =
    percent >= 0
      ? markup`<b>${percent.toFixed(1)} % less</b> than the ${sayWalk(naiveMm)}`
      : markup`<b>${(-percent).toFixed(1)} % more</b> than the ${sayWalk(naiveMm)}`
  return markup`Pickers walked <b>${sayWalk(mm)}</b>, ${compared} that the same orders take with random slots, one
order a walk and S-shaped routes.`
}

const books = ({ audit }: ReportInput): Markup => {
  const count = audit.findings.length
  const found =
    count === 0
      ? markup`<b class="better">no violation</b>`
      : markup`<b class="worse">${sayCount(count, "violation")}</b>`
  return markup`Every balance was added up a second time from ${sayCount(audit.commits, "commit")}: ${found}.`
}

const service = ({ optimised }: Figures): Markup => {
  const said = (name: "onTimeShipment" | "lineFillRate" | "perfectOrderRate"): string =>
    sayKpi(name, optimised[name].value)
  return markup`On time: <b>${said("onTimeShipment")}</b>. Lines complete with the first shipment:
<b>${said("lineFillRate")}</b>. Perfect orders, complete and on time: <b>${said("perfectOrderRate")}</b>.`
}

/** An honest sentence too when nothing was ordered. */
export const headline = (input: ReportInput, figures: Figures): Markup => {
  const { linesPlaced, ordersPlaced, ordersShipped, unitsShipped } = figures.optimised
  const orders = ordersPlaced.value ?? 0
  if (orders === 0) {
    return markup`<p class="summary">No orders came in, so nothing was picked, packed or shipped and there is nothing
to compare. ${books(input)}</p>`
  }
  return markup`<p class="summary"><b>${sayCount(orders, "order")}</b> with
${sayCount(linesPlaced.value ?? 0, "line")} came in, worth ${worth(input)} after changes and cancellations;
<b>${numberText(ordersShipped.value ?? 0)}</b> of them have shipped, ${sayCount(unitsShipped.value ?? 0, "unit")} in
all. ${walkSaved(input)} ${service(figures)} ${books(input)}</p>`
}
