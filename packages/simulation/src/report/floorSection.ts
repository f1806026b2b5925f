/**
 * The floor: where pickers stopped, and one walk, before and after.
 */
import { floorPlanOf } from "@stowage/viz/floorPlanOf"
import type { FloorPlan } from "@stowage/viz/FloorPlan"
import { heatMapSvg } from "@stowage/viz/heatMapSvg"
import { walkPairSvg } from "@stowage/viz/walkSvg"
import { numberText } from "@stowage/viz/ticks"
import { type Markup, markup, ready } from "./Markup.ts"
import { sayCount, sayWalk } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import { type RunView, walkedMm } from "./RunView.ts"
import { walkPairOf } from "./walkPair.ts"

const heat = (plan: FloorPlan, view: RunView, title: string): Markup =>
  markup`<div class="figure">${ready(heatMapSvg(plan, view.visits, { title, unit: "picks", widthPx: 580 }))}</div>`

/** Of all picks, how many went to the tenth of the visited locations that were visited most. */
const concentration = ({ visits }: RunView): string => {
  const counts = [...visits.values()].sort((a, b) => b - a)
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return "no picks"
  const top = counts.slice(0, Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0)
  return `${numberText(all)} picks at ${numberText(counts.length)} locations; the busiest tenth had ${((100 * top) / all).toFixed(0)} % of them`
}

const walks = (input: ReportInput, plan: FloorPlan): Markup => {
  const pair = walkPairOf(input.layout, input.optimised, input.naive)
  if (pair === undefined)
    return markup`<h3>One walk, before and after</h3><p class="soft">Nothing was walked in aisles.</p>`
  const { after, afterMm, before, beforeMm, orders, picks, tour } = pair
  const svg = walkPairSvg(
    plan,
    { before: { name: "One order a walk", walk: before }, after: { name: "Batched", walk: after } },
    { title: `${sayCount(orders, "order")}, ${sayCount(picks, "pick")}`, widthPx: 1160 }
  )
  const saved = beforeMm === 0 ? "" : ` (${((100 * (beforeMm - afterMm)) / beforeMm).toFixed(0)} % less)`
  return markup`<h3>One walk, before and after</h3>
<p>Walk <code>${tour}</code> of the busiest wave. Left: its ${sayCount(orders, "order")} walked one by one, S-shaped, to where the
naive run keeps the same SKUs: ${sayWalk(beforeMm)}. Right: all of them in one walk by the shortest route, with the slots
of the optimised run: ${sayWalk(afterMm)}${saved}.</p>
<div class="figure wide">${ready(svg)}</div>`
}

/** Heat maps and the walk; a floor without visits says so. */
export const floorSection = (input: ReportInput): Markup => {
  const { layout, naive, optimised } = input
  const plan = floorPlanOf(layout)
  return markup`<section id="floor"><h2>The floor</h2>
<p>How often pickers reached into each bay. Naive slots scatter the work (${concentration(naive)}); optimised slots put what
is visited most nearest to the pack station (${concentration(optimised)}). All walks together: ${sayWalk(walkedMm(naive))} naive,
${sayWalk(walkedMm(optimised))} optimised.</p>
<div class="figures">${heat(plan, naive, "Picks per bay, naive slots")}
${heat(plan, optimised, "Picks per bay, optimised slots")}</div>
${walks(input, plan)}</section>`
}
