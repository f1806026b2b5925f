/**
 * The floor: where pickers stopped, one walk before and after, and what it would pay to carry SKUs elsewhere.
 */
import type { LocationId } from "@stowage/kernel/Ids"
import type { Layout } from "@stowage/layout/Layout"
import { distancesOf } from "@stowage/layout/distances"
import { floorPlanOf } from "@stowage/viz/floorPlanOf"
import type { FloorPlan } from "@stowage/viz/FloorPlan"
import { heatMapSvg } from "@stowage/viz/heatMapSvg"
import { walkPairSvg } from "@stowage/viz/walkSvg"
import { type Markup, markup, ready } from "./Markup.ts"
import { sayCount, saySpan, sayWalk } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import { reslotHorizonDays, reslotStudy } from "./reslotStudy.ts"
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

/** What carrying SKUs elsewhere would pay. */
const reslot = ({ layout, naive, optimised }: ReportInput): Markup => {
  const study = reslotStudy(layout, optimised, naive)
  const heading = markup`<h3>What re-slotting would pay</h3>`
  if (study === undefined) return markup`${heading}<p class="soft">No move of a SKU would pay for itself.</p>`
  const { afterMm, beforeMm, labourMillis, moves, netMillis, skus, walks } = study
  return markup`${heading}
<p>On the naive floor the last ${sayCount(walks, "walk")} of the optimised run, which stop at ${sayCount(skus, "SKU")},
would be ${sayWalk(beforeMm)} a day. ${sayCount(moves, "move")} of those wanted most take
${saySpan(labourMillis)} once (1.5 min of handling each, and the way) and bring that down to ${sayWalk(afterMm)} a
day. Over ${reslotHorizonDays} days they pay <b>${saySpan(netMillis)}</b> more than they cost; the plan ends where the
next move would not.</p>`
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
${walks(input, plan)}
${reslot(input)}</section>`
}
