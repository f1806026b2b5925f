import { kindColours } from "./colours.ts"
import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { legendOf } from "./legend.ts"
import { element, escaped, fitted, isDrawable, label, tooltip, widthOf } from "./svg.ts"
import { niceScale, numberText, type Scale } from "./ticks.ts"

/** One colour: a value per category, in the order of the categories. */
export interface BarSeries {
  readonly name: string
  readonly values: ReadonlyArray<number>
}

export interface BarChart {
  readonly title: string
  /** Of the values, as written at the axis. */
  readonly unit: string
  readonly categories: ReadonlyArray<string>
  readonly series: ReadonlyArray<BarSeries>
  readonly widthPx?: number
}

const barPx = 16
const gapPx = 10

/** Where things go on the page: `x` of a value, and the rows from top to bottom. */
interface Field {
  readonly scale: Scale
  readonly x: (value: number) => number
  readonly namesPx: number
  readonly topPx: number
  readonly bottomPx: number
  readonly groupPx: number
}

const fieldOf = ({ categories, series }: BarChart, topPx: number, widthPx: number): Field => {
  const groupPx = series.length * barPx + gapPx
  const namesPx = Math.min(0.35 * widthPx, Math.max(...categories.map((name) => widthOf(name, 12))) + 4)
  const scale = niceScale(
    series.flatMap(({ values }) => values),
    6,
    true
  )
  const valuePx = Math.max(...scale.ticks.map((tick) => widthOf(numberText(tick), 10))) + 16
  const leftPx = marginPx + namesPx + (scale.from < 0 ? valuePx : 8)
  const pxPerUnit = (widthPx - marginPx - valuePx - leftPx) / (scale.to - scale.from)
  const x = (value: number): number => leftPx + (value - scale.from) * pxPerUnit
  return { scale, x, namesPx, topPx, bottomPx: topPx + categories.length * groupPx, groupPx }
}

const gridSvg = ({ bottomPx, scale, topPx, x }: Field): ReadonlyArray<string> =>
  scale.ticks.flatMap((tick) => {
    const line = { x1: x(tick), x2: x(tick), y1: topPx - 4, y2: bottomPx - 4 }
    const text = { class: "sw-soft sw-small", x: x(tick), y: bottomPx + 10, "text-anchor": "middle" }
    return [element("line", { class: tick === 0 ? "sw-zero" : "sw-grid", ...line }), label(numberText(tick), text)]
  })

const namesSvg = ({ categories }: BarChart, { groupPx, namesPx, topPx }: Field): ReadonlyArray<string> =>
  categories.map((name, row) => {
    const y = topPx + row * groupPx + (groupPx - gapPx) / 2 + 3
    const attributes = { x: marginPx + namesPx, y, "text-anchor": "end" }
    return element("text", attributes, [tooltip(name), escaped(fitted(name, namesPx, 12))])
  })

/** One bar with its value at its end. */
const barSvg = (
  value: number,
  said: string,
  colour: number,
  { x, y }: Pick<Field, "x"> & { readonly y: number }
): string => {
  const text = { class: "sw-small", y: y + barPx / 2 + 2.5 }
  if (!isDrawable(value)) return label("no value", { ...text, class: "sw-soft sw-small", x: x(0) + 4 })
  const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))]
  const end = value < 0 ? { x: from - 4, "text-anchor": "end" } : { x: to + 4 }
  const bar = { x: from, y, width: Math.max(1, to - from), height: barPx - 2, rx: 1.5 }
  return element("g", {}, [
    tooltip(said),
    element("rect", { class: `sw-k${colour}`, ...bar }),
    label(numberText(value), { ...text, ...end })
  ])
}

/**
 * Horizontal bars, a group per category, with the value at each bar's end. Bars start at 0; below 0 they go left. A
 * value that is missing or not finite is written as `no value`.
 */
export const barChartSvg = (chart: BarChart): string => {
  const { categories, series, title, unit, widthPx = defaultWidthPx } = chart
  if (categories.length === 0 || series.length === 0) return noData(title, "nothing to compare", widthPx)
  const kinds = series.map(({ name }, index) => [name, index % kindColours] as const)
  const legend = legendOf(kinds, { x: marginPx, y: bodyTopPx - 6, widthPx: widthPx - 2 * marginPx })
  const field = fieldOf(chart, bodyTopPx + legend.heightPx, widthPx)
  const bars = categories.flatMap((category, row) =>
    series.map(({ name, values }, index) => {
      const value = values[row] ?? Number.NaN
      const said = `${category}${name === "" ? "" : `, ${name}`}: ${numberText(value)} ${unit}`
      const y = field.topPx + row * field.groupPx + index * barPx
      return barSvg(value, said, index % kindColours, { x: field.x, y })
    })
  )
  const axis = label(unit, { class: "sw-soft", x: widthPx - marginPx, y: field.bottomPx + 26, "text-anchor": "end" })
  const desc = categories
    .slice(0, 12)
    .map(
      (name, row) => `${name}: ${series.map(({ values }) => numberText(values[row] ?? Number.NaN)).join(" against ")}`
    )
    .join("; ")
  return drawing({ title, desc: `${unit}. ${desc}.`, widthPx, heightPx: field.bottomPx + 38 }, [
    legend.svg,
    ...gridSvg(field),
    ...namesSvg(chart, field),
    ...bars,
    axis
  ])
}
