/**
 * The report of a run: one HTML file without a network, a font or another file, for a stranger to read.
 */
import { auditSection, inputSection, makingSection } from "./inputSection.ts"
import { cartonSection } from "./cartonSection.ts"
import { daySection } from "./daySection.ts"
import { figuresOf, figuresSection } from "./figures.ts"
import { floorSection } from "./floorSection.ts"
import { headline } from "./headline.ts"
import { markup, ready } from "./Markup.ts"
import { orderSection, shortPickSection } from "./orderSection.ts"
import { pageCss } from "./pageCss.ts"
import { pageScript } from "./pageScript.ts"
import { peopleSection } from "./peopleSection.ts"
import type { ReportInput } from "./ReportInput.ts"

const chapters = [
  ["figures", "Key figures"],
  ["floor", "Floor"],
  ["people", "People"],
  ["days", "Days"],
  ["orders", "Orders"],
  ["counts", "Short picks"],
  ["input", "Input"],
  ["audit", "Audit"],
  ["making", "Made by"]
] as const

/**
 * The page. The same input gives the same bytes. Text from outside is escaped wherever it is written, in the page and
 * in the data of its script. Time linear in the runs' days, locations and remembered stories.
 */
export const reportPage = (input: ReportInput): string => {
  const figures = figuresOf(input)
  const links = ready(chapters.map(([id, name]) => markup`<a href="#${id}">${name}</a>`.markup).join("\n"))
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="@stowage/simulation">
<title>${input.title}</title>
<style>${ready(pageCss)}</style>
</head>
<body>
<header>
<h1>${input.title}</h1>
<p class="source">${input.source}</p>
${headline(input, figures)}
<nav aria-label="Sections">${links}</nav>
</header>
<main>
${figuresSection(figures)}
${floorSection(input)}
${peopleSection(input)}
${daySection(input)}
${cartonSection(input)}
${orderSection(input)}
${shortPickSection(input, figures)}
${inputSection(input)}
${auditSection(input, figures)}
</main>
<footer>${makingSection(input)}</footer>
<script>${ready(pageScript)}</script>
</body>
</html>
`.markup
}
