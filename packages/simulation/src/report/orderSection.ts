/**
 * The orders: find one, read its whole story; and the picks that went wrong.
 */
import { numberText } from "@stowage/viz/ticks"
import { sayCounts } from "./countTally.ts"
import type { Figures } from "./figures.ts"
import { type Markup, each, embedded, markup } from "./Markup.ts"
import { sayAt, sayCount } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import type { ShortPick } from "./RunView.ts"
import { type StoryData, storiesOf, storyMarks } from "./storyData.ts"

const leftOut = (shown: number, all: number): string => {
  if (shown === all) return `All ${sayCount(all, "order")} are here.`
  return (
    `The ${numberText(shown)} most eventful of ${sayCount(all, "order")} are here; ` +
    `${numberText(all - shown)} are left out to keep this file small, and the journal has them all.`
  )
}

/** How many lines the list of orders shows at once. */
const listRows = 16

/** The explorer, and the data its script reads. */
export const orderSection = (input: ReportInput): Markup => {
  const { optimised, storiesAtMost = 3000, zone } = input
  const stories = storiesOf(optimised, zone, storiesAtMost)
  const all = optimised.histories.orders
  if (all === 0) {
    return markup`<section id="orders"><h2>Any order's story</h2><p class="soft">There are no orders to tell of.</p>
${explorerData(stories)}</section>`
  }
  return markup`<section id="orders"><h2>Any order's story</h2>
<p>What was decided about an order, why so and not otherwise, and what it cost. Type an order's number or a customer,
or choose from the list. ${leftOut(stories.length, all)} Times are those of ${zone}.</p>
<div class="explorer"><div class="finder">
<label>Order or customer<input id="find" type="search" autocomplete="off" spellcheck="false"></label>
<label>Show<select id="mark"><option value="">all orders</option>
${each(storyMarks, (mark) => markup`<option>${mark}</option>`)}</select></label>
<label><span id="count" aria-live="polite"></span>
<select id="list" size="${listRows}" aria-label="Orders found"></select></label>
</div><article class="story" id="story" aria-live="polite"><noscript>The stories are read by a script, which is
switched off here; their text stands at the end of this section's source.</noscript></article></div>
${explorerData(stories)}</section>`
}

const explorerData = (orders: ReadonlyArray<StoryData>): Markup =>
  markup`<script type="application/json" id="stories">${embedded({ orders })}</script>`

const shortRow =
  (zone: ReportInput["zone"]) =>
  ({ event, order }: ShortPick): Markup =>
    markup`<tr><td>${sayAt(event.at, zone)}</td><td><a href="#order=${encodeURIComponent(order)}">${order}</a></td>
<td>${event.location}</td><td>${event.sku}</td>
<td class="number">${event.asked}</td><td class="number">${event.quantity}</td>
<td>${event.picker}</td></tr>`

/** Short picks and what counting found. */
export const shortPickSection = (input: ReportInput, { optimised }: Figures): Markup => {
  const { counts, shortPicks } = input.optimised
  const all = optimised.shortPicksPerThousand.numerator ?? shortPicks.length
  const listed = all > shortPicks.length ? ` The first ${shortPicks.length} are listed.` : ""
  const table = markup`<div class="table"><table><thead><tr><th>When</th><th>Order</th><th>Location</th><th>SKU</th>
<th class="number">Booked</th><th class="number">Found</th><th>Picker</th></tr></thead>
<tbody>${each(shortPicks, shortRow(input.zone))}</tbody></table></div>`
  return markup`<section id="counts"><h2>When the shelf did not agree with the books</h2>
<p>${sayCount(all, "short pick")}.${listed} What is missing can no longer be sold, other stock is looked for, and the
location is counted. ${sayCounts(counts).join(" ") || "No location was counted."} Units promised that were not there:
${optimised.unitsOversold.value ?? 0}.</p>${shortPicks.length === 0 ? markup`` : table}</section>`
}
