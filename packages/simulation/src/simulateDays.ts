/**
 * The days of a scenario, one after the other. Each day begins with what the last one left in the journal and nothing
 * else, so a run that was cut off goes on from the last closed day and makes the same commits again, to the byte.
 */
import { isBusinessDay } from "@stowage/kernel/BusinessCalendar"
import type { AsnId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type LocalDate, type LocalTime, plusDays } from "@stowage/kernel/LocalDate"
import { instantAt } from "@stowage/kernel/zonedTime"
import type { Commit } from "@stowage/runtime/Commit"
import * as Result from "effect/Result"
import { unload } from "./dock.ts"
import { closeDay, countAll, refillFaces, scheduleCounts } from "./nightShift.ts"
import { openSite } from "./openSite.ts"
import { promiseWaiting, releaseHolds, serviceOf, takeIn } from "./orderDesk.ts"
import type { Incoming, Scenario } from "./Scenario.ts"
import { type Grounds, type Site, groundsOf, siteOn } from "./Site.ts"
import { releaseWaves } from "./waves.ts"
import type { World } from "./World.ts"

/** A day that was lived through, and the commits it made. */
export interface SimulatedDay {
  readonly date: LocalDate
  readonly commits: ReadonlyArray<Commit>
}

const midnight = "00:00" as LocalTime

const shipModes = (scenario: Scenario): ReadonlyArray<string> => {
  const modes = new Set<string>()
  for (const incoming of scenario.incoming) {
    if (incoming._tag === "Placed") modes.add(incoming.terms.shipMode ?? "")
  }
  return [...modes].sort()
}

/** Everything that is known at midnight to happen on a working day. */
const scheduleWork = (site: Site, grounds: Grounds, modes: ReadonlyArray<string>): void => {
  const { calendar, opensAt } = site.scenario
  const later = (time: LocalTime): Instant =>
    Math.max(site.engine.now(), instantAt(site.today, time, calendar.zone)) as Instant
  site.engine.at(later(opensAt), () => {
    releaseHolds(site)
    // What a short pick gave up waits for stock that may have been there all along, only not where it was looked for.
    promiseWaiting(site)
    const due = [...site.world.inbound].filter(([, shipment]) => shipment.status === "Announced")
    for (const [asn] of due) {
      if (isDue(site, asn)) unload(site, grounds, asn as AsnId, () => promiseWaiting(site))
    }
    refillFaces(site)
  })
  for (const mode of modes) {
    site.engine.at(later(serviceOf(site.scenario, mode).orderBy), () => releaseWaves(site, mode))
  }
}

/** Deliveries are named after the day they were ordered; one is due after the lead time, whatever comes between. */
const isDue = (site: Site, asn: string): boolean => (site.world.dueAt.get(asn) ?? 0) <= site.engine.now()

const liveThrough = (site: Site, grounds: Grounds, incoming: ReadonlyArray<Incoming>, modes: ReadonlyArray<string>) => {
  for (const [nth, one] of incoming.entries()) {
    site.engine.at(Math.max(one.at, site.engine.now()) as Instant, () => takeIn(site, one, nth))
  }
  const working = isBusinessDay(site.scenario.calendar, site.today)
  if (working) scheduleWork(site, grounds, modes)
  site.engine.run()
  if (working) {
    scheduleCounts(site)
    countAll(site)
    refillFaces(site)
    site.engine.run()
  }
  closeDay(site, working)
}

const startOf = (scenario: Scenario, date: LocalDate): Instant => instantAt(date, midnight, scenario.calendar.zone)

/** When a site is opened: late enough that nothing of the day before is left, early enough to be a day of its own. */
const eveningBefore = (midnight: Instant): Instant => (midnight - 4 * 3_600_000) as Instant

/**
 * Lives through the scenario's days from the first that `world` has not closed, and yields each with its commits. A
 * world that is new is opened first, on the evening before, as part of the first day. Fails, in words, when the site
 * cannot be opened.
 */
export function* simulateDays(scenario: Scenario, world: World): Generator<SimulatedDay, Result.Result<void, string>> {
  let commits: Array<Commit> = []
  const grounds = groundsOf(scenario, world, (commit) => commits.push(commit))
  const modes = shipModes(scenario)
  let cursor = 0
  let date = world.closedUntil === "" ? scenario.firstDay : plusDays(world.closedUntil as LocalDate, 1)
  let start = Math.max(startOf(scenario, date), world.lastAt) as Instant
  while (cursor < scenario.incoming.length && (scenario.incoming[cursor] as Incoming).at < startOf(scenario, date))
    cursor++
  for (; date <= scenario.lastDay; date = plusDays(date, 1)) {
    if (world.site === undefined) {
      const opened = openSite(siteOn(grounds, plusDays(date, -1), eveningBefore(start)), grounds)
      if (Result.isFailure(opened)) return opened
    }
    const site = siteOn(grounds, date, start)
    const nextMidnight = startOf(scenario, plusDays(date, 1))
    const from = cursor
    while (cursor < scenario.incoming.length && (scenario.incoming[cursor] as Incoming).at < nextMidnight) cursor++
    liveThrough(site, grounds, scenario.incoming.slice(from, cursor), modes)
    yield { date, commits }
    commits = []
    start = Math.max(nextMidnight, site.engine.now()) as Instant
  }
  return Result.succeed(undefined)
}
