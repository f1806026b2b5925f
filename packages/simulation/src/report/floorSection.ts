/**
 * The floor: where pickers stopped, and one walk, before and after.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import type { Layout } from "@stowage/layout/Layout"
import { distancesOf } from "@stowage/layout/distances"
import { floorPlanOf } from "@stowage/viz/floorPlanOf"
import type { FloorPlan } from "@stowage/viz/FloorPlan"
import { heatMapSvg } from "@stowage/viz/heatMapSvg"
import { walkPairSvg } from "@stowage/viz/walkSvg"
import { type Markup, markup, ready } from "./Markup.ts"
import { sayCount, sayWalk } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import { type RunView, walkedMm } from "./RunView.ts"
import { walkPairOf } from "./walkPair.ts"

const heat = (plan: FloorPlan, view: RunView, title: string): Markup =>
  markup`<div class="figure">${ready(heatMapSvg(plan, view.visits, { title, unit: "picks", widthPx: 580 }))}</div>`

/** How far a pick is from where walks start, on average, one way. */
const reach = (layout: Layout, { visits }: RunView): string => {
  const distances = distancesOf(layout)
  const [depot] = layout.depots
  let [picks, mm] = [0, 0]
  for (const [location, count] of visits) {
    const place = layout.byId.get(location as LocationId)
    if (place === undefined) continue
    picks += count
    mm += count * distances.walkMm(depot, place)
  }
  return picks === 0 ? "no picks" : `${sayCount(picks, "pick")}, ${sayWalk(mm / picks)} away on average`
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
<p>Walk <code>${tour}</code> of the busiest wave. Left: its ${sayCount(orders, "order")} walked one by one, S-shaped,
to where the naive run keeps the same SKUs: ${sayWalk(beforeMm)}. Right: all of them in one walk by the shortest
route, with the slots of the optimised run: ${sayWalk(afterMm)}${saved}.</p>
<div class="figure wide">${ready(svg)}</div>`
}

/** Heat maps and the walk; a floor without visits says so. */
export const floorSection = (input: ReportInput): Markup => {
  const { layout, naive, optimised } = input
  const plan = floorPlanOf(layout)
  if (naive.visits.size === 0 && optimised.visits.size === 0) {
    return markup`<section id="floor"><h2>The floor</h2><p class="soft">Nobody picked anything.</p></section>`
  }
  return markup`<section id="floor"><h2>The floor</h2>
<p>How often pickers reached into each bay. Naive slots scatter the work (${reach(layout, naive)}); optimised slots
put what is visited most nearest to the pack station (${reach(layout, optimised)}). All walks together:
${sayWalk(walkedMm(naive))} naive, ${sayWalk(walkedMm(optimised))} optimised.</p>
<div class="figures">${heat(plan, naive, "Picks per bay, naive slots")}
${heat(plan, optimised, "Picks per bay, optimised slots")}</div>
${walks(input, plan)}</section>`
}
