import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { extent } from "./extent.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { element, escaped, fitted, label, tooltip, widthOf } from "./svg.ts"
import { clockText, timeTicks, type WallClock } from "./timeTicks.ts"

/** A task somebody worked on, in milliseconds since 1970. */
export interface GanttBar {
  readonly fromAt: number
  readonly toAt: number
  /** Tasks of one kind have one colour: `pick`, `pack`, `wait`. */
  readonly kind: string
  readonly label: string
}

export interface GanttRow {
  readonly name: string
  readonly bars: ReadonlyArray<GanttBar>
}

export interface Gantt {
  readonly title: string
  /** One per picker, from top to bottom. */
  readonly rows: ReadonlyArray<GanttRow>
  readonly clock: WallClock
  readonly widthPx?: number
}

const barPx = 20
const gapPx = 8

interface PlacedBar {
  readonly bar: GanttBar
  /** 0 is the upper line of a row; tasks at one time lie below each other. */
  readonly lane: number
}

/** Whether calendars go that far: 250,000 years. */
const isDrawable = ({ fromAt, toAt }: GanttBar): boolean => Math.max(Math.abs(fromAt), Math.abs(toAt)) <= 8e15

/** Bars in order of time, each in the first lane that is free by then. */
const inLanes = (bars: ReadonlyArray<GanttBar>): ReadonlyArray<PlacedBar> => {
  const freeAt: Array<number> = []
  return bars
    .filter(isDrawable)
    .toSorted((a, b) => a.fromAt - b.fromAt || a.toAt - b.toAt)
    .map((bar) => {
      const found = freeAt.findIndex((at) => at <= bar.fromAt)
      const lane = found === -1 ? freeAt.length : found
      freeAt[lane] = Math.max(bar.toAt, bar.fromAt)
      return { bar, lane }
    })
}

interface TimeAxis {
  readonly x: (at: number) => number
  readonly fromAt: number
  readonly toAt: number
  readonly clock: WallClock
  /** Whether the times of more than one day are drawn. */
  readonly dates: boolean
}

const barSvg = ({ bar, lane }: PlacedBar, colour: number, topPx: number, axis: TimeAxis): string => {
  const [from, to] = [axis.x(bar.fromAt), Math.max(axis.x(bar.fromAt) + 1, axis.x(bar.toAt))]
  const y = topPx + lane * barPx
  const times = `${clockText(bar.fromAt, axis.clock, axis.dates)} to ${clockText(bar.toAt, axis.clock, axis.dates)}`
  const room = to - from - 8
  const text = room < 14 ? "" : fitted(bar.label, room, 10)
  return element("g", {}, [
    tooltip(`${bar.kind} ${bar.label}: ${times}`),
    element("rect", { class: `sw-bar sw-k${colour}`, x: from, y, width: to - from, height: barPx - 2, rx: 2 }),
    text === "" || text === "…" ? "" : label(text, { class: "sw-on", x: from + 4, y: y + 12.5 })
  ])
}

const axisOf = ({ clock, rows }: Gantt, leftPx: number, rightPx: number): TimeAxis => {
  const bars = rows.flatMap((row) => row.bars.filter(isDrawable))
  const [fromAt, lastAt] = extent(bars.flatMap((bar) => [bar.fromAt, Math.max(bar.fromAt, bar.toAt)]))
  const toAt = Math.max(lastAt, fromAt + 60_000)
  const x = (at: number): number => leftPx + ((at - fromAt) / (toAt - fromAt)) * (rightPx - leftPx)
  const dates = clockText(fromAt, clock, true).slice(0, 5) !== clockText(toAt, clock, true).slice(0, 5)
  return { x, fromAt, toAt, clock, dates }
}

const ticksSvg = (
  { clock, dates, fromAt, toAt, x }: TimeAxis,
  topPx: number,
  bottomPx: number
): ReadonlyArray<string> =>
  timeTicks(fromAt, toAt, dates ? 7 : 10, clock).flatMap((at) => [
    element("line", { class: "sw-grid", x1: x(at), x2: x(at), y1: topPx - 4, y2: bottomPx }),
    label(clockText(at, clock, dates), {
      class: "sw-soft sw-small",
      x: x(at),
      y: bottomPx + 14,
      "text-anchor": "middle"
    })
  ])

/**
 * Who did what when: a row per picker, a bar per task, times on the floor's clock. Tasks of one row that overlap in
 * time lie below each other. A bar that ends before it begins is a line at its beginning; one without finite times is
 * left out.
 */
export const ganttSvg = (gantt: Gantt): string => {
  const { rows, title, widthPx = defaultWidthPx } = gantt
  const placed = rows.map(({ bars, name }) => ({ name, bars: inLanes(bars) }))
  const tasks = placed.reduce((sum, { bars }) => sum + bars.length, 0)
  if (tasks === 0) return noData(title, "no tasks", widthPx)
  const kinds = kindsOf(rows.flatMap(({ bars }) => bars.filter(isDrawable).map(({ kind }) => kind)))
  const legend = legendOf(kinds, { x: marginPx, y: bodyTopPx - 6, widthPx: widthPx - 2 * marginPx })
  const namesPx = Math.min(0.25 * widthPx, Math.max(...rows.map(({ name }) => widthOf(name, 12))) + 4)
  const axis = axisOf(gantt, marginPx + namesPx + 10, widthPx - marginPx - 18)
  const topPx = bodyTopPx + legend.heightPx + 4
  let y = topPx
  const drawn = placed.flatMap(({ bars, name }) => {
    const rowTop = y
    y += Math.max(1, ...bars.map(({ lane }) => lane + 1)) * barPx + gapPx
    const attributes = { x: marginPx + namesPx, y: rowTop + 13.5, "text-anchor": "end" }
    const heading = element("text", attributes, [tooltip(name), escaped(fitted(name, namesPx, 12))])
    return [heading, ...bars.map((bar) => barSvg(bar, kinds.get(bar.bar.kind) ?? 0, rowTop, axis))]
  })
  const span = `${clockText(axis.fromAt, gantt.clock, axis.dates)} to ${clockText(axis.toAt, gantt.clock, axis.dates)}`
  const desc = `${tasks} tasks in ${rows.length} rows, ${span}.`
  return drawing({ title, desc, widthPx, heightPx: y + 30 }, [legend.svg, ...ticksSvg(axis, topPx, y), ...drawn])
}
