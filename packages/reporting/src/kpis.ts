/**
 * KPIs of a period, and day by day.
 */
import type { Instant } from "@stowage/kernel/Instant"
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"
import { localDateOf } from "@stowage/kernel/zonedTime"
import * as HashMap from "effect/HashMap"
import { floorKpis } from "./floorKpis.ts"
import type { Assumptions, KpiDefinition, KpiUnit, Measured } from "./Kpi.ts"
import { orderKpis } from "./orderKpis.ts"
import { addToTally, type Report, type ReportSettings } from "./Report.ts"
import { overdueOrder } from "./reportOrders.ts"
import { emptyTally, mergeTallies, type Tally } from "./Tally.ts"

/** Every KPI there is, in the order in which a table shows them. */
export const kpiDefinitions = { ...orderKpis, ...floorKpis }

export type KpiName = keyof typeof kpiDefinitions
export const kpiNames = Object.keys(kpiDefinitions) as ReadonlyArray<KpiName>

/** A KPI's value, and what the value is in. */
export interface Kpi extends Measured {
  readonly unit: KpiUnit
}

/** One value of each KPI. */
export type Kpis = { readonly [Name in KpiName]: Kpi }

/** Which days, both ends included (all when absent), and when the question is asked: orders due before are overdue. */
export interface Period {
  readonly asOf: Instant
  readonly from?: LocalDate
  readonly to?: LocalDate
}

/** One day of a trend. */
export interface DayKpis {
  readonly day: LocalDate
  readonly kpis: Kpis
}

/** The KPIs of all days of `period` together. Time linear in days, distinct durations and open orders. */
export const kpisOf = (
  report: Report,
  period: Period,
  settings: ReportSettings,
  assumptions: Assumptions = {}
): Kpis => {
  let total = emptyTally
  for (const tally of talliesOf(report, period, settings).values()) total = mergeTallies(total, tally)
  return measured(total, assumptions)
}

/**
 * The KPIs of each day, from the first day on which anything happened to the last, none left out: a day without work
 * has counts of 0 and no rates. Empty when nothing happened.
 */
export const trendOf = (
  report: Report,
  period: Period,
  settings: ReportSettings,
  assumptions: Assumptions = {}
): ReadonlyArray<DayKpis> => {
  const tallies = talliesOf(report, period, settings)
  const days = [...tallies.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  const trend: Array<DayKpis> = []
  if (first === undefined || last === undefined) return trend
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    trend.push({ day, kpis: measured(tallies.get(day) ?? emptyTally, assumptions) })
  }
  return trend
}

const measured = (tally: Tally, assumptions: Assumptions): Kpis => {
  const entries = kpiNames.map((name) => {
    const { measure, unit }: KpiDefinition = kpiDefinitions[name]
    return [name, { ...measure(tally, assumptions), unit }] as const
  })
  return Object.fromEntries(entries) as Kpis
}

/** Tallies of the period's days, with what is overdue added to the day it was due. */
const talliesOf = (report: Report, period: Period, settings: ReportSettings): ReadonlyMap<LocalDate, Tally> => {
  const { asOf, from, to } = period
  const isIn = (day: LocalDate): boolean => (from === undefined || day >= from) && (to === undefined || day <= to)
  const tallies = new Map([...HashMap.entries(report.days)].filter(([day]) => isIn(day)))
  for (const open of HashMap.values(report.orders)) {
    const { dueAt } = open.order.terms
    if (dueAt === undefined || dueAt >= asOf) continue
    const day = localDateOf(dueAt, settings.zone)
    if (isIn(day)) tallies.set(day, addToTally(tallies.get(day) ?? emptyTally, overdueOrder(open)))
  }
  return tallies
}
