/** The colours of every drawing, for light and for dark surroundings. */

/** How many kinds are told apart by colour before the colours repeat. */
export const kindColours = 8

/** How many steps the scale of a heat map has. */
export const heatColours = 8

// Viridis (van der Walt and Smith, 2015): even to the eye, and for people who do not tell red from green.
const viridis = ["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725"]

const declared = (prefix: string, values: ReadonlyArray<string>): string =>
  values.map((value, index) => `--sw-${prefix}${index}:${value}`).join(";")

/** CSS declarations of the light colours: what is much is dark. */
export const lightColours = [
  "--sw-ink:#1b1f24;--sw-soft:#57606a;--sw-line:#d8dee4;--sw-paper:#ffffff",
  "--sw-walkway:#f6f8fa;--sw-shelf:#e4e9ee;--sw-edge:#b6c0ca;--sw-accent:#0b57d0;--sw-before:#b3541e",
  declared("k", ["#2f6fd0", "#b86a00", "#16805c", "#b83b70", "#7353c9", "#c2452a", "#1f7fa6", "#77691c"]),
  declared("h", viridis.toReversed())
].join(";")

/** CSS declarations of the dark colours: what is much is bright. */
export const darkColours = [
  "--sw-ink:#e6edf3;--sw-soft:#9aa6b2;--sw-line:#30363d;--sw-paper:#0d1117",
  "--sw-walkway:#161b22;--sw-shelf:#272e37;--sw-edge:#4a545f;--sw-accent:#6cb0ff;--sw-before:#f0965a",
  declared("k", ["#6ea8ff", "#e3a144", "#4cc38a", "#f082b0", "#b39dff", "#ff8a6b", "#5cc1e6", "#cdbb5a"]),
  declared("h", viridis)
].join(";")

const indexed = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `.sw-${prefix}${index}{fill:var(--sw-${prefix}${index})}`).join("")

const strokes = Array.from({ length: kindColours }, (_, index) => `.sw-s${index}{stroke:var(--sw-k${index})}`).join("")

/**
 * The style sheet inside every drawing. A page that switches its colours itself sets the variables again, on a selector
 * that outweighs one class: `[data-theme="dark"] .sw-drawing { … }` with `darkColours`.
 */
export const drawingStyle = [
  `.sw-drawing{${lightColours};max-width:100%;height:auto;font:12px system-ui,sans-serif;fill:var(--sw-ink)}`,
  `@media (prefers-color-scheme:dark){.sw-drawing{${darkColours}}}`,
  ".sw-paper{fill:var(--sw-paper)}.sw-soft{fill:var(--sw-soft)}.sw-small{font-size:10px}",
  ".sw-halo{stroke:var(--sw-walkway);stroke-width:3;paint-order:stroke}",
  ".sw-title{font-size:15px;font-weight:600}.sw-on{fill:var(--sw-paper);font-size:10px}",
  ".sw-grid{stroke:var(--sw-line);stroke-width:1}.sw-zero{stroke:var(--sw-soft);stroke-width:1}",
  ".sw-walkway{fill:var(--sw-walkway)}.sw-shelf{fill:var(--sw-shelf);stroke:var(--sw-edge);stroke-width:.5}",
  ".sw-station{fill:var(--sw-accent)}.sw-stop{fill:var(--sw-paper);stroke:var(--sw-accent);stroke-width:1.5}",
  ".sw-walk{fill:none;stroke:var(--sw-accent);stroke-width:2;stroke-linejoin:round}.sw-arrow{fill:var(--sw-accent)}",
  ".sw-was{--sw-accent:var(--sw-before)}.sw-line{fill:none;stroke-width:2;stroke-linejoin:round}",
  ".sw-bar{stroke:var(--sw-paper);stroke-width:1}.sw-box{stroke:var(--sw-paper);stroke-width:.75;stroke-linejoin:round}",
  ".sw-shade1{fill:#000;fill-opacity:.14}.sw-shade2{fill:#000;fill-opacity:.3}",
  ".sw-frame{fill:none;stroke:var(--sw-soft);stroke-width:1}.sw-hidden{stroke-dasharray:3 3}",
  indexed("k", kindColours),
  strokes,
  indexed("h", heatColours)
].join("")
