/**
 * Small sites and what happens to them, drawn in lines; and runs of them, looked at from outside.
 */
import { catalog } from "@stowage/catalog/drawCatalog"
import { mondayToFriday } from "@stowage/kernel/BusinessCalendar"
import type { LineId, OrderId, OwnerId, Sku } from "@stowage/kernel/Ids"
import { type Instant, plusMillis } from "@stowage/kernel/Instant"
import { type LocalDate, type LocalTime, type TimeZone, plusDays } from "@stowage/kernel/LocalDate"
import { random } from "@stowage/kernel/Random"
import { instantAt } from "@stowage/kernel/zonedTime"
import { type RectangularSite, generateLayout, smallSite } from "@stowage/layout/generate"
import type { Layout } from "@stowage/layout/Layout"
import { order } from "@stowage/orders/drawOrder"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import type { EventData, Position, RecordedCommit } from "@stowage/runtime/Commit"
import { type Demand, type Incoming, type Scenario, type Service, bestPolicy } from "@stowage/simulation/Scenario"
import { cartonRange } from "@stowage/simulation/scenario/cartonRange"
import { type SimulatedDay, simulateDays } from "@stowage/simulation/simulateDays"
import { type World, emptyWorld } from "@stowage/simulation/World"
import * as Result from "effect/Result"

export const london = "Europe/London" as TimeZone

/** Monday, 3 March 2025: London is on UTC until the end of the month. */
const monday = "2025-03-03" as LocalDate
export const dayAfter = (days: number): LocalDate => plusDays(monday, days)

/** Day 0 is Monday. */
export const at = (time: string, day = 0): Instant => instantAt(dayAfter(day), time as LocalTime, london)

/** Terms of an order drawn as `2×A 1×B`. */
export const termsOf = (id: string, drawing: string, placedAt: Instant, more: Partial<OrderTerms> = {}): OrderTerms => {
  const { _tag: _, at: __, ...terms } = order(drawing, { orderId: id as OrderId, placedAt, ...more })
  return terms
}

export const placed = (id: string, drawing: string, when: Instant, more: Partial<OrderTerms> = {}): Incoming => ({
  _tag: "Placed",
  at: when,
  terms: termsOf(id, drawing, when, more)
})

export const cancelled = (id: string, when: Instant): Incoming => ({
  _tag: "Cancelled",
  at: when,
  order: id as OrderId,
  reason: "the customer changed his mind"
})

export const cut = (id: string, line: number, quantity: number, when: Instant): Incoming => ({
  _tag: "Cut",
  at: when,
  order: id as OrderId,
  line: `L${line}` as LineId,
  quantity,
  reason: "fewer are wanted"
})

export const edited = (id: string, line: number, quantity: number, when: Instant): Incoming => ({
  _tag: "Edited",
  at: when,
  order: id as OrderId,
  line: `L${line}` as LineId,
  quantity
})

export const service = (orderBy: string, shipBy: string, businessDays: number): Service => ({
  orderBy: orderBy as LocalTime,
  shipBy: shipBy as LocalTime,
  businessDays
})

export const layoutOf = (plan: Partial<RectangularSite> = {}): Layout => {
  const made = generateLayout({ ...smallSite, aisles: 2, baysPerSide: 4, ...plan })
  if (Result.isFailure(made)) throw new Error(JSON.stringify(made.failure))
  return made.success
}

/** The same demand for every SKU. */
const evenly = (skus: Iterable<Sku>, demand: Demand): ReadonlyMap<Sku, Demand> =>
  new Map([...skus].map((sku) => [sku, demand]))

/**
 * A Monday, on which nothing happens by chance and everything in three SKUs is there in plenty, unless `more` says so.
 */
export const scenario = (incoming: ReadonlyArray<Incoming>, more: Partial<Scenario> = {}): Scenario => {
  const items =
    more.catalog ?? catalog("A case:6 backorder; B 200x150x100mm backorder; C 300x300x200mm 2000g backorder")
  return {
    fingerprint: "drawn",
    seed: 7,
    owner: "house" as OwnerId,
    calendar: mondayToFriday(london),
    catalog: items,
    layout: layoutOf(),
    incoming: [...incoming].sort((a, b) => a.at - b.at),
    firstDay: monday,
    lastDay: monday,
    demand: evenly(items.bySku.keys(), { visitsPerDay: 5, unitsPerDay: 10, usualLine: 4 }),
    services: new Map([["Same Day", service("14:00", "18:00", 0)]]),
    otherwise: service("11:00", "17:00", 1),
    opensAt: "06:00" as LocalTime,
    cartons: cartonRange,
    cart: { totes: 12, volumeMm3: 600_000_000, massGrams: 150_000 },
    labour: {
      pickers: 2,
      packers: 1,
      handlers: 2,
      walkMmPerSecond: 1000,
      pickMillisPerLine: 8000,
      pickMillisPerUnit: 1000,
      tourSetupMillis: 60_000,
      packMillisPerOrder: 45_000,
      packMillisPerUnit: 4000,
      handleMillisPerMove: 60_000,
      countMillis: 120_000
    },
    chances: { shortPick: 0, creditHold: 0 },
    buying: { openingDays: 6, reorderDays: 3, orderUpToDays: 4, leadDays: 2 },
    policy: bestPolicy,
    assumptions: [],
    ...more
  }
}

/** One of each, and slow: work runs into the night and the next day. */
export const slowAndAlone: Scenario["labour"] = {
  ...scenario([]).labour,
  pickers: 1,
  packers: 1,
  handlers: 1,
  walkMmPerSecond: 200,
  packMillisPerOrder: 7_200_000,
  handleMillisPerMove: 1_800_000
}

/** What chance is to bring into busy days. */
export interface Busy {
  readonly seed: number
  readonly orders: number
  readonly days: number
  readonly skus?: number
  readonly shortPick?: number
  readonly creditHold?: number
}

const changeOf = (id: string, when: Instant, chance: ReturnType<typeof random>): ReadonlyArray<Incoming> => {
  const later = plusMillis(when, chance.int(8 * 3_600_000))
  const line = 1 + chance.int(2)
  const drawn = chance.next()
  if (drawn < 0.06) return [cancelled(id, later)]
  if (drawn < 0.14) return [cut(id, line, 1 + chance.int(3), later)]
  if (drawn < 0.22) return [edited(id, line, 1 + chance.int(8), later)]
  if (drawn < 0.4) return [changeOf(id, when, chance), changeOf(id, later, chance)].flat()
  return []
}

/**
 * Days of orders of one to four lines of few SKUs, some of them in scarce supply, with changes of mind: all from a
 * seed.
 */
export const busyDays = (busy: Busy, more: Partial<Scenario> = {}): Scenario => {
  const { creditHold = 0.05, days, orders, seed, shortPick = 0.05, skus = 30 } = busy
  const chance = random(`busy/${seed}`)
  const names = Array.from({ length: skus }, (_, index) => `SKU-${index + 1}`)
  const rules = (index: number): string => (index % 7 === 0 ? " expires:20" : index % 3 === 0 ? " case:12" : "")
  const side = (): number => 40 + chance.int(160)
  const items = names.map((sku, index) => {
    const grams = 100 + chance.int(3000)
    return `${sku} ${side()}x${side()}x${side()}mm ${grams}g backorder${rules(index)}`
  })
  const incoming: Array<Incoming> = []
  for (let nth = 1; nth <= orders; nth++) {
    const when = plusMillis(at("00:00", chance.int(days)), 7 * 3_600_000 + chance.int(12 * 3_600_000))
    const lines = Array.from({ length: 1 + chance.int(4) }, () => `${1 + chance.int(5)}×${chance.pick(names)}`)
    const shipMode = chance.pick(["Same Day", "Standard"])
    incoming.push(placed(`O-${nth}`, lines.join(" "), when, { shipMode }), ...changeOf(`O-${nth}`, when, chance))
  }
  const perSku = (orders * 2.5) / days / skus
  const goods = catalog(items.join(";"))
  return scenario(incoming, {
    seed,
    fingerprint: `busy-${seed}`,
    catalog: goods,
    layout: layoutOf({ aisles: 4, baysPerSide: 6 }),
    lastDay: dayAfter(days + 3),
    demand: evenly(goods.bySku.keys(), { visitsPerDay: perSku, unitsPerDay: perSku * 3, usualLine: 4 }),
    chances: { shortPick, creditHold },
    buying: { openingDays: 2, reorderDays: 2, orderUpToDays: 3, leadDays: 1 },
    ...more
  })
}

/** Days that were lived through, and the world they left. */
export interface Lived {
  readonly days: ReadonlyArray<SimulatedDay>
  readonly commits: ReadonlyArray<RecordedCommit>
  readonly world: World
}

/** All days of a scenario; throws when the site cannot be opened. */
export const live = (of: Scenario): Lived => {
  const world = emptyWorld()
  const days: Array<SimulatedDay> = []
  const run = simulateDays(of, world)
  for (let next = run.next(); ; next = run.next()) {
    if (next.done !== true) days.push(next.value)
    else if (Result.isFailure(next.value)) throw new Error(next.value.failure)
    else break
  }
  const commits = days
    .flatMap((day) => day.commits)
    .map((commit, index) => ({ ...commit, position: (index + 1) as Position }))
  return { days, commits, world }
}

/** Commits as they are stored, one a line. */
export const ndjson = (commits: ReadonlyArray<object>): string =>
  commits.map((commit) => JSON.stringify(commit)).join("\n")

/** An event with where it stands. */
export interface Told {
  readonly stream: string
  readonly event: EventData
  readonly commit: RecordedCommit
}

/** Every event of these names, in order. */
export const told = (commits: ReadonlyArray<RecordedCommit>, ...tags: ReadonlyArray<string>): ReadonlyArray<Told> =>
  commits.flatMap((commit) =>
    commit.appends.flatMap(({ events, stream }) =>
      events.filter(({ _tag }) => tags.includes(_tag)).map((event) => ({ stream: String(stream), event, commit }))
    )
  )

/** The names of all events on a stream, in order. */
export const storyOf = (commits: ReadonlyArray<RecordedCommit>, stream: string): ReadonlyArray<string> =>
  commits.flatMap(({ appends }) =>
    appends.filter((append) => append.stream === stream).flatMap(({ events }) => events.map(({ _tag }) => _tag))
  )
