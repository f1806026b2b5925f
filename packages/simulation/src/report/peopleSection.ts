/**
 * The people: who picked and packed when, on the busiest day.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate, TimeZone } from "@stowage/kernel/LocalDate"
import { wallMillisOf } from "@stowage/kernel/zonedTime"
import { ganttSvg } from "@stowage/viz/ganttSvg"
import { type Markup, markup, ready } from "./Markup.ts"
import { sayCount, saySpan } from "./phrases.ts"
import type { ReportInput } from "./ReportInput.ts"
import type { RunView, Work } from "./RunView.ts"

/** The day with the most work, counted in stretches; the earlier of two. */
const busiestDay = ({ work }: RunView): LocalDate | undefined => {
  let busiest: LocalDate | undefined
  for (const day of [...work.keys()].sort()) {
    if ((work.get(day)?.length ?? 0) > (busiest === undefined ? 0 : (work.get(busiest)?.length ?? 0))) busiest = day
  }
  return busiest
}

/** `picker 2` before `picker 10`, pickers before packers. */
const workersOf = (work: ReadonlyArray<Work>): ReadonlyArray<string> => {
  const kinds = new Map(work.map(({ kind, worker }) => [worker, kind]))
  const rank = (worker: string): number => (kinds.get(worker) === "pick" ? 0 : 1)
  return [...kinds.keys()].sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1))
}

/** The walk's number first: a short bar has room for no more. */
const walkName = (tour: string): string => {
  const point = tour.lastIndexOf(".")
  return `${tour.slice(point + 1)} of wave ${tour.slice(0, point)}`
}

const gantt = (work: ReadonlyArray<Work>, title: string, zone: TimeZone): Markup => {
  const rows = workersOf(work).map((name) => ({
    name,
    bars: work
      .filter(({ worker }) => worker === name)
      .map(({ finishedAt, kind, startedAt, subject }) => ({
        fromAt: startedAt,
        toAt: finishedAt,
        kind,
        label: kind === "pick" ? walkName(subject) : `${kind} ${subject}`
      }))
  }))
  const first: Instant = work[0]?.startedAt ?? (0 as Instant)
  const utcOffsetMinutes = Math.round((wallMillisOf(first, zone) - first) / 60_000)
  const svg = ganttSvg({ title, rows, clock: { utcOffsetMinutes }, widthPx: 1160 })
  return markup`<div class="figure wide">${ready(svg)}</div>`
}

const spent = (work: ReadonlyArray<Work>, kind: Work["kind"]): string =>
  saySpan(work.reduce((sum, one) => sum + (one.kind === kind ? one.finishedAt - one.startedAt : 0), 0))

const walksIn = (work: ReadonlyArray<Work>): string =>
  sayCount(work.filter(({ kind }) => kind === "pick").length, "walk")

/** One day twice, by the optimised run's busiest. */
export const peopleSection = ({ naive, optimised, zone }: ReportInput): Markup => {
  const day = busiestDay(optimised) ?? busiestDay(naive)
  if (day === undefined) {
    return markup`<section id="people"><h2>The people</h2>
<p class="soft">Nobody had anything to pick or to pack.</p></section>`
  }
  const [work, naiveWork] = [optimised.work.get(day) ?? [], naive.work.get(day) ?? []]
  return markup`<section id="people"><h2>The people</h2>
<p>The busiest day, ${day}, as it was worked. Optimised: ${walksIn(work)} and ${spent(work, "pick")} of picking. Naive:
${walksIn(naiveWork)} and ${spent(naiveWork, "pick")}. Packing takes ${spent(work, "pack")} and
${spent(naiveWork, "pack")}. Rest a pointer on a bar for what it was.</p>
${gantt(work, `Optimised, ${day}`, zone)}${gantt(naiveWork, `Naive, ${day}`, zone)}</section>`
}
