/**
 * After the last lorry: what was asked for is counted, faces are refilled, what runs low is ordered, the day is closed.
 */
import { atLocation } from "@stowage/kernel/Account"
import type { LocationId, TaskId } from "@stowage/kernel/Ids"
import type { CountedStock } from "@stowage/inventory/Count"
import { bookedAt, recordCount } from "@stowage/operations/recordCount"
import { type FaceRule, refillTransfers, refillsFor } from "@stowage/operations/replenishFace"
import { hasLimitedRoom, roomOfUnit } from "@stowage/operations/unitRoom"
import { reorder } from "./buying.ts"
import { walkBehind } from "./dock.ts"
import { type Site, only, workDone } from "./Site.ts"

/** Days of demand below which a face is refilled. */
const faceDays = 2

/**
 * What the counter sees. Units that a short pick did not find are gone, but for one time in four, when they turn up.
 */
const seen = (site: Site, count: string, booked: ReadonlyArray<CountedStock>): ReadonlyArray<CountedStock> => {
  const turnedUp = site.chanceOf(`count/${count}`).chance(0.25)
  return booked.flatMap((stock) => {
    if (stock.status !== "hold") return [stock]
    return turnedUp ? [{ ...stock, status: "available" as const }] : []
  })
}

const count = (site: Site, location: LocationId, task: string): void => {
  const { countMillis, walkMmPerSecond } = site.scenario.labour
  site.crew.handlers.request(2, (counter, release) => {
    const startedAt = site.engine.now()
    const walkMm = Math.round(2 * walkBehind(site.walkMm(location)))
    site.engine.after(countMillis + (walkMm * 1000) / walkMmPerSecond, () => {
      const place = atLocation(site.stock.site, location)
      const booked = bookedAt(site.world.index.select({ place, book: "physical" }))
      const watermark = site.world.position
      const counted = seen(site, task, booked)
      const at = site.engine.now()
      const report = { task: task as TaskId, location, counter, counted, watermark, at }
      const done = workDone(site, "count", counter, { subject: task, startedAt, walkMm })
      site.record(`count:${task}`, counter, recordCount(report, booked, site.stock, site.floor), [done])
      release()
    })
  })
}

const refill = (site: Site, rule: FaceRule): void => {
  const { handleMillisPerMove, walkMmPerSecond } = site.scenario.labour
  for (const move of refillsFor(rule, site.stock, site.strategyFor, site.today)) {
    const limited = (location: LocationId): boolean => hasLimitedRoom(site.floor.layout, location)
    const name = `refill:${move.to}:${site.world.position}`
    site.record(name, "replenishment", only(refillTransfers(move, rule.unit, site.stock, limited)))
    site.crew.handlers.request(3, (handler, release) => {
      const startedAt = site.engine.now()
      const walkMm = Math.round(2 * walkBehind(site.walkMm(move.from)))
      site.engine.after(handleMillisPerMove + (walkMm * 1000) / walkMmPerSecond, () => {
        const done = workDone(site, "refill", handler, { subject: name, startedAt, walkMm })
        site.record(`work:${name}`, handler, only(), [done])
        release()
      })
    })
  }
}

/** Refills every face that is below its minimum. */
export const refillFaces = (site: Site): void => {
  const { demand } = site.scenario
  for (const [sku, face] of site.world.faces) {
    const minimum = Math.max(1, Math.ceil((demand.get(sku)?.unitsPerDay ?? 0) * faceDays))
    refill(site, { sku, face, unit: roomOfUnit(site.floor.catalog, sku), minimum })
  }
}

/** Working days in which every face is counted once. */
const countCycleDays = 250

/** Asks for the day's share of cycle counts: faces drawn for the day, those under count already left out. */
export const scheduleCounts = (site: Site): void => {
  const faces = [...site.world.faces.values()].filter((face) => !site.world.underCount.has(face))
  const share = Math.ceil(faces.length / countCycleDays)
  for (const location of site.chanceOf(`cycle/${site.today}`).shuffle(faces).slice(0, share)) {
    const task = `cycle-${site.today}-${location}` as TaskId
    const at = site.engine.now()
    const command = { _tag: "RequestCount", task, site: site.stock.site, location, reason: "scheduled", at } as const
    site.record(`request:${task}`, "stock control", { commands: [{ kind: "count", id: task, command }], transfers: [] })
  }
}

/** Does every count that was asked for. */
export const countAll = (site: Site): void => {
  for (const [task, { location }] of site.world.counts) if (location !== undefined) count(site, location, task)
}

/** Orders what runs low and closes the day. Nothing of the day is left to do. */
export const closeDay = (site: Site, working: boolean): void => {
  if (working) reorder(site)
  const { engine, record, today } = site
  record(`close:${today}`, "site", only(), [{ _tag: "DayClosed", date: today, at: engine.now() }])
}
