/** Journals made by hand, an event at a time, and orders' journals made by their own decider. */
import { fold } from "@stowage/kernel/Decider"
import type { Instant } from "@stowage/kernel/Instant"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import { kpisOf, type Kpis } from "@stowage/reporting/kpis"
import { reportOf } from "@stowage/reporting/projectReport"
import type { ReportSettings } from "@stowage/reporting/Report"
import type { ReportedCommit } from "@stowage/reporting/ReportedCommit"
import * as Result from "effect/Result"

/** `clock(2, 9, 30)` is half past nine on 2 March 2026, UTC. */
export const clock = (day: number, hour = 0, minute = 0): Instant => Date.UTC(2026, 2, day, hour, minute) as Instant

export const settings: ReportSettings = { zone: "UTC" as TimeZone }

/** An event as the journal gives it back: data with a name. */
export type Told = { readonly _tag: string; readonly at: Instant; readonly [field: string]: unknown }

/** One commit of these events on one stream. */
export const said = (stream: string, ...events: ReadonlyArray<Told>): ReportedCommit => ({
  at: events[0]?.at ?? clock(1),
  appends: [{ stream, events }],
  transfers: []
})

export const moved = (at: Instant, ...transfers: ReadonlyArray<Transfer>): ReportedCommit => ({
  at,
  appends: [],
  transfers
})

/** What the commands make of orders, a commit each; what an order refuses does not happen. */
export const ordered = (
  ...commands: ReadonlyArray<readonly [order: string, command: OrderCommand]>
): ReadonlyArray<ReportedCommit> => {
  const histories = new Map<string, ReadonlyArray<OrderEvent>>()
  return commands.flatMap(([order, command]) => {
    const history = histories.get(order) ?? []
    const decided = OrderDecider.decide(command, fold(OrderDecider, history))
    if (Result.isFailure(decided) || decided.success.length === 0) return []
    histories.set(order, [...history, ...decided.success])
    return [{ at: command.at, appends: [{ stream: `order/${order}`, events: decided.success }], transfers: [] }]
  })
}

/** The KPIs of a whole journal, asked at the end of March. */
export const kpisAfter = (
  commits: Iterable<ReportedCommit>,
  more: Partial<ReportSettings> = {},
  asOf: Instant = clock(31)
): Kpis => {
  const all = { ...settings, ...more }
  return kpisOf(reportOf(commits, all), { asOf }, all)
}
