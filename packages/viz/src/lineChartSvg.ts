import { kindColours } from "./colours.ts"
import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { legendOf } from "./legend.ts"
import { element, isDrawable, label, pointList, tooltip, widthOf } from "./svg.ts"
import { niceScale, numberText, type Scale } from "./ticks.ts"

export interface LinePoint {
  readonly x: number
  readonly y: number
}

/** Points in the order they are joined. A point that is not finite (or beyond 1e100) interrupts the line. */
export interface LineSeries {
  readonly name: string
  readonly points: ReadonlyArray<LinePoint>
}

export interface LineChart {
  readonly title: string
  /** What goes to the right and what goes up, with their units. */
  readonly xUnit: string
  readonly yUnit: string
  readonly series: ReadonlyArray<LineSeries>
  readonly widthPx?: number
}

const plotPx = 260

interface Plot {
  readonly xScale: Scale
  readonly yScale: Scale
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly leftPx: number
  readonly rightPx: number
  readonly topPx: number
  readonly bottomPx: number
}

const isDrawablePoint = ({ x, y }: LinePoint): boolean => isDrawable(x) && isDrawable(y)

const plotOf = ({ series }: LineChart, topPx: number, widthPx: number): Plot => {
  const points = series.flatMap((line) => line.points.filter(isDrawablePoint))
  const xScale = niceScale(
    points.map(({ x }) => x),
    8,
    false
  )
  const yScale = niceScale(
    points.map(({ y }) => y),
    5,
    true
  )
  const leftPx = marginPx + Math.max(...yScale.ticks.map((tick) => widthOf(numberText(tick), 10))) + 10
  const [rightPx, bottomPx] = [widthPx - marginPx - 16, topPx + plotPx]
  const x = (value: number): number => leftPx + ((value - xScale.from) / (xScale.to - xScale.from)) * (rightPx - leftPx)
  const y = (value: number): number => bottomPx - ((value - yScale.from) / (yScale.to - yScale.from)) * plotPx
  return { xScale, yScale, x, y, leftPx, rightPx, topPx, bottomPx }
}

const gridSvg = ({ bottomPx, leftPx, rightPx, x, xScale, y, yScale }: Plot): ReadonlyArray<string> => [
  ...yScale.ticks.flatMap((tick) => {
    const line = { x1: leftPx, x2: rightPx, y1: y(tick), y2: y(tick) }
    const text = { class: "sw-soft sw-small", x: leftPx - 6, y: y(tick) + 3.5, "text-anchor": "end" }
    return [element("line", { class: tick === 0 ? "sw-zero" : "sw-grid", ...line }), label(numberText(tick), text)]
  }),
  ...xScale.ticks.map((tick) =>
    label(numberText(tick), { class: "sw-soft sw-small", x: x(tick), y: bottomPx + 16, "text-anchor": "middle" })
  )
]

/** The stretches of a line between the points that are missing. */
const stretches = (points: ReadonlyArray<LinePoint>): ReadonlyArray<ReadonlyArray<LinePoint>> => {
  const found: Array<Array<LinePoint>> = [[]]
  for (const point of points) {
    if (isDrawablePoint(point)) found.at(-1)?.push(point)
    else found.push([])
  }
  return found.filter((stretch) => stretch.length > 0)
}

const lineSvg = (
  { name, points }: LineSeries,
  colour: number,
  { x, y }: Plot,
  chart: LineChart
): ReadonlyArray<string> => [
  ...stretches(points).map((stretch) => {
    const onPage = stretch.map((point) => [x(point.x), y(point.y)] as const)
    return element("polyline", { class: `sw-line sw-s${colour}`, points: pointList(onPage) })
  }),
  ...points.filter(isDrawablePoint).map((point) => {
    const said = `${name === "" ? "" : `${name}, `}${numberText(point.x)} ${chart.xUnit}: ${numberText(point.y)} ${chart.yUnit}`
    return element("circle", { class: `sw-k${colour}`, cx: x(point.x), cy: y(point.y), r: 2.5 }, [tooltip(said)])
  })
]

/** Lines over one number axis, the value axis from 0. Every point is a dot that tells its values. */
export const lineChartSvg = (chart: LineChart): string => {
  const { series, title, widthPx = defaultWidthPx, xUnit, yUnit } = chart
  const drawn = series.filter(({ points }) => points.some(isDrawablePoint))
  if (drawn.length === 0) return noData(title, "no points", widthPx)
  const kinds = series.map(({ name }, index) => [name, index % kindColours] as const)
  const legend = legendOf(kinds, { x: marginPx, y: bodyTopPx - 6, widthPx: widthPx - 2 * marginPx })
  const plot = plotOf(chart, bodyTopPx + legend.heightPx + 20, widthPx)
  const ends = drawn.map(({ name, points }) => {
    const finite = points.filter(isDrawablePoint)
    return `${name === "" ? "the line" : name} from ${numberText(finite[0]?.y ?? 0)} to ${numberText(finite.at(-1)?.y ?? 0)}`
  })
  const heightPx = plot.bottomPx + 46
  return drawing({ title, desc: `${yUnit} over ${xUnit}: ${ends.join("; ")}.`, widthPx, heightPx }, [
    legend.svg,
    label(yUnit, { class: "sw-soft", x: marginPx, y: plot.topPx - 10 }),
    ...gridSvg(plot),
    ...series.flatMap((line, index) => lineSvg(line, index % kindColours, plot, chart)),
    label(xUnit, { class: "sw-soft", x: plot.rightPx, y: plot.bottomPx + 34, "text-anchor": "end" })
  ])
}
