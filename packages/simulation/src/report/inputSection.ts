/**
 * The input: what came in, what was refused, what was assumed; the audit; and how to make the page again.
 */
import type { Finding } from "@stowage/inventory/auditRules"
import { numberText } from "@stowage/viz/ticks"
import type { Figures } from "./figures.ts"
import { type Markup, each, markup } from "./Markup.ts"
import { sayCount } from "./phrases.ts"
import type { Ingest, ReportInput } from "./ReportInput.ts"

const list = (sentences: ReadonlyArray<string>, none: string): Markup =>
  sentences.length === 0
    ? markup`<p class="soft">${none}</p>`
    : markup`<ul class="plain">${each(sentences, (sentence) => markup`<li>${sentence}</li>`)}</ul>`

const rejected = ({ rejects }: Ingest): Markup => {
  if (rejects.length === 0) return markup`<p class="soft">Every row was taken in.</p>`
  const rows = each(
    rejects,
    ({ count, example, reason }) =>
      markup`<tr><td>${reason}</td><td class="number">${numberText(count)}</td><td><code>${example}</code></td></tr>`
  )
  return markup`<div class="table"><table>
<thead><tr><th>Why</th><th class="number">Rows</th><th>For example</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}

/** What the file held and what it did not say. */
export const inputSection = ({ assumptions, ingest }: ReportInput): Markup => {
  const { cancellations, lines, notes, orders, rejects, rows } = ingest
  const refused = rejects.reduce((sum, { count }) => sum + count, 0)
  return markup`<section id="input"><h2>What came in</h2>
<p>${sayCount(rows, "row")} read: ${sayCount(orders, "order")} with ${sayCount(lines, "line")} and
${sayCount(cancellations, "cancellation")}; ${sayCount(refused, "row")} not taken in.</p>
${list(notes, "Nothing else was noted while reading.")}
<h3>Rows that were not taken in</h3>${rejected(ingest)}
<h3>What the input did not say</h3>
${list(assumptions, "Nothing had to be assumed.")}</section>`
}

const rules: ReadonlyArray<readonly [rule: Finding["rule"], said: string]> = [
  ["positions", "Commits are numbered without a gap, each once."],
  ["conservation", "Nothing is made or lost: every SKU adds up to nothing over all accounts of a book."],
  ["limit", "No location, handling unit or promise ever went below zero, with all claims on it counted."],
  ["claim", "Every claim was resolved at most once, for no more than it claimed, and not before its time."],
  ["balance", "Every stored balance is the sum of its transfers."],
  ["twoBooks", "What can be sold and what can be promised are the same units, SKU by SKU."]
]

/** What the audit says without naming a rule of the books. */
const aboutOrders = "What orders say was shipped is what the ledger gave to customers, SKU by SKU."

const verdict = (broken: number): Markup =>
  broken === 0
    ? markup`<span class="better">0 violations</span>`
    : markup`<b class="worse">${sayCount(broken, "violation")}</b>`

/** Each rule of the books and how often it was broken; findings in full. */
export const auditSection = ({ audit }: ReportInput, { optimised }: Figures): Markup => {
  const { balances, commits, findings, transfers } = audit
  const ruleOf = (finding: string): string => rules.find(([rule]) => finding.startsWith(`${rule}: `))?.[0] ?? ""
  const broken = (rule: string): number => findings.filter((finding) => ruleOf(finding) === rule).length
  const checks = [
    ...rules.map(([rule, said]) => [said, broken(rule)] as const),
    [aboutOrders, broken("")] as const,
    ["Nothing was promised twice: units oversold in the promise book.", optimised.unitsOversold.value ?? 0] as const
  ]
  const rows = each(
    checks,
    ([said, count]) => markup`<tr><td>${said}</td><td class="number">${verdict(count)}</td></tr>`
  )
  const found = findings.length === 0 ? markup`` : markup`<h3>What is wrong</h3>${list(findings, "")}`
  return markup`<section id="audit"><h2>Are the books right?</h2>
<p>A second, simpler reading of the journal that shares no code with the ledger: ${sayCount(commits, "commit")},
${sayCount(transfers, "transfer")}, ${sayCount(balances, "balance")}.</p>
<div class="table"><table><thead><tr><th>Rule</th><th class="number">Result</th></tr></thead>
<tbody>${rows}</tbody></table></div>${found}</section>`
}

/** For whoever wants the same page again. */
export const makingSection = ({ command = "npm start", naive, optimised, seed, source, zone }: ReportInput): Markup =>
  markup`<section id="making"><h2>How this was made</h2>
<p><code>${command}</code> with seed <code>${seed}</code>, from ${source}. The same input and seed give the same
journal and the same page. Two runs of the same days: <i>${optimised.policy || "optimised"}</i> (slots:
${optimised.slotting || "none"}) with ${sayCount(optimised.commits, "commit")}, and <i>${naive.policy || "naive"}</i>
(slots: ${naive.slotting || "none"}) with ${sayCount(naive.commits, "commit")}. Days and times are those of ${zone}.
Pick hours are the time on pick walks; the walk per line is that of the tours as planned, the total also has what was
walked again after short picks.</p></section>`
