/**
 * A scenario from orders: the site, the people and the rules that orders alone do not say, each stated.
 */
import { catalogOf, sayCatalogRefusal } from "@stowage/catalog/Catalog"
import type { Item } from "@stowage/catalog/Item"
import { isBusinessDay, mondayToFriday } from "@stowage/kernel/BusinessCalendar"
import type { OwnerId, Sku } from "@stowage/kernel/Ids"
import { type LocalDate, type LocalTime, type TimeZone, plusDays } from "@stowage/kernel/LocalDate"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { Layout } from "@stowage/layout/Layout"
import { layoutRefusalText } from "@stowage/layout/LayoutRefusal"
import type { OrderTerms } from "@stowage/orders/OrderTerms"
import * as Result from "effect/Result"
import { type Demand, type Labour, type Policy, type Scenario, type Service, bestPolicy } from "../Scenario.ts"
import { cartonRange } from "./cartonRange.ts"
import { type Days, chooseDays } from "./chooseDays.ts"
import { demandOf } from "./demandOf.ts"
import { type KnownItem, estimateItem, estimateRules } from "./estimateItem.ts"
import { type Cancelled, incomingOf } from "./incomingOf.ts"
import { sizeLayout } from "./sizeLayout.ts"
import { unusableLayout } from "./unusableLayout.ts"

/** What a file of orders says, and what its user adds. */
export interface ScenarioInput {
  readonly fingerprint: string
  readonly seed: number
  readonly zone: TimeZone
  readonly orders: ReadonlyArray<OrderTerms>
  readonly cancelled: ReadonlyArray<Cancelled>
  /** What is known of items; the rest is drawn. */
  readonly items?: ReadonlyMap<Sku, KnownItem>
  /** One large enough for the catalogue when absent. */
  readonly layout?: Layout
}

/** A scenario, and which days of the file it is about. */
export interface ChosenScenario {
  readonly scenario: Scenario
  readonly days: Days
}

const clock = (time: string): LocalTime => time as LocalTime
const service = (orderBy: string, shipBy: string, businessDays: number): Service => ({
  orderBy: clock(orderBy),
  shipBy: clock(shipBy),
  businessDays
})

/** Cut-offs of the ship modes that order files name most; what is not listed is `usual`. */
const services: ReadonlyMap<string, Service> = new Map([
  ["Same Day", service("14:00", "18:00", 0)],
  ["First Class", service("13:00", "18:00", 1)],
  ["Second Class", service("12:00", "18:00", 2)],
  ["Standard Class", service("11:00", "18:00", 3)]
])
const usual = service("12:00", "18:00", 1)

/** Days after the last order in which what waits may still go out. */
const daysAfter = 10

const workingDaysBetween = (first: LocalDate, last: LocalDate, zone: TimeZone): number => {
  const calendar = mondayToFriday(zone)
  let days = 0
  for (let day = first; day <= last; day = plusDays(day, 1)) if (isBusinessDay(calendar, day)) days += 1
  return days
}

/** People for the work: pickers for the lines of a busy day at a usual rate, packers and handlers in proportion. */
const labourFor = (linesPerDay: number): Labour => {
  const pickers = Math.max(2, Math.ceil(linesPerDay / 350))
  return {
    pickers,
    packers: Math.max(1, Math.ceil(pickers * 0.75)),
    handlers: Math.max(2, Math.ceil(pickers / 2)),
    walkMmPerSecond: 1100,
    pickMillisPerLine: 9000,
    pickMillisPerUnit: 400,
    tourSetupMillis: 60_000,
    packMillisPerOrder: 60_000,
    packMillisPerUnit: 1500,
    handleMillisPerMove: 60_000,
    countMillis: 180_000
  }
}

interface Split {
  readonly before: ReadonlyArray<OrderTerms>
  readonly within: ReadonlyArray<OrderTerms>
}

const split = (orders: ReadonlyArray<OrderTerms>, days: Days, zone: TimeZone): Split => {
  const before: Array<OrderTerms> = []
  const within: Array<OrderTerms> = []
  for (const order of orders) {
    const date = localDateOf(order.placedAt, zone)
    if (date < days.first) before.push(order)
    else if (date <= days.last) within.push(order)
  }
  return { before, within }
}

const itemsFor = (input: ScenarioInput): ReadonlyArray<Item> => {
  const known = new Map<Sku, KnownItem>()
  for (const { description, sku } of input.orders.flatMap((order) => order.lines)) {
    if (known.has(sku)) continue
    known.set(sku, { sku, ...(description === undefined ? {} : { description }), ...input.items?.get(sku) })
  }
  return [...known.values()].sort((a, b) => (a.sku < b.sku ? -1 : 1)).map((item) => estimateItem(item, input.seed))
}

/** What had to be assumed of items, as sentences; nothing where the file stated everything. */
const itemAssumptions = (items: ReadonlyArray<Item>): ReadonlyArray<string> => {
  const drawn = items.filter((item) => item.dimensionsBasis._tag === "Estimated").length
  const weighed = items.filter((item) => item.massBasis._tag === "Estimated").length
  return [
    ...(drawn > 0
      ? [`Sizes of ${drawn} of ${items.length} SKUs are not in the input: ${estimateRules.dimensions}.`]
      : []),
    ...(weighed > 0
      ? [`Masses of ${weighed} of ${items.length} SKUs are not in the input: ${estimateRules.mass}.`]
      : []),
    `Where the input names no case pack: ${estimateRules.cases}.`,
    `Expiry: ${estimateRules.lots}.`
  ]
}

const demandFor = ({ before, within }: Split, days: Days, zone: TimeZone) => {
  const history = before.length > 0
  const source = history ? before : within
  const dates = source.map((order) => localDateOf(order.placedAt, zone))
  const first = dates.reduce((a, b) => (a < b ? a : b), days.first)
  const last = history ? plusDays(days.first, -1) : days.last
  const said = history
    ? `Demand for slotting and stock is taken from the ${before.length} orders before the first day.`
    : "Demand for slotting and stock is taken from the days themselves, since the input has none before them."
  return { demand: demandOf(source, workingDaysBetween(first, last, zone)), said }
}

const busyDayLines = (orders: ReadonlyArray<OrderTerms>, zone: TimeZone): number => {
  const perDay = new Map<string, number>()
  for (const order of orders) {
    const date = localDateOf(order.placedAt, zone)
    perDay.set(date, (perDay.get(date) ?? 0) + order.lines.length)
  }
  const sorted = [...perDay.values()].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}

const ruleAssumptions = (labour: Labour, demand: ReadonlyMap<Sku, Demand>, said: string): ReadonlyArray<string> => [
  said,
  `Stock at the start is 15 working days of demand and one usual line for each of ${demand.size} SKUs; below 8 days more is ` +
    "bought, which takes 3 working days.",
  `${labour.pickers} pickers, ${labour.packers} packers and ${labour.handlers} handlers walk at 1.1 m/s; a line takes 9 s and ` +
    "0.4 s per unit, packing an order 60 s and 1.5 s per unit.",
  "One pick in 250 finds fewer units than booked; one order in 60 is held for credit until the next working morning."
]

const assemble = (
  input: ScenarioInput,
  days: Days,
  layout: Layout,
  items: ReadonlyArray<Item>
): Result.Result<Scenario, string> => {
  const { fingerprint, orders, seed, zone } = input
  const catalog = catalogOf(items)
  if (Result.isFailure(catalog)) return Result.fail(sayCatalogRefusal(catalog.failure))
  const parts = split(orders, days, zone)
  const { demand, said } = demandFor(parts, days, zone)
  const { assumptions, incoming } = incomingOf(parts.within, input.cancelled, zone, seed)
  const labour = labourFor(busyDayLines(parts.within, zone))
  return Result.succeed({
    fingerprint,
    seed,
    owner: "house" as OwnerId,
    calendar: mondayToFriday(zone),
    catalog: catalog.success,
    layout,
    incoming,
    firstDay: days.first,
    lastDay: plusDays(days.last, daysAfter),
    demand,
    services,
    otherwise: usual,
    opensAt: clock("06:00"),
    cartons: cartonRange,
    cart: { totes: 12, volumeMm3: 600_000_000, massGrams: 150_000 },
    labour,
    chances: { shortPick: 0.004, creditHold: 1 / 60 },
    buying: { openingDays: 15, reorderDays: 8, orderUpToDays: 15, leadDays: 3 },
    policy: bestPolicy,
    assumptions: [...assumptions, ...itemAssumptions(items), ...ruleAssumptions(labour, demand, said)]
  })
}

/** The scenario of an input, or why there is none, in words: no orders, or a layout that the site cannot work in. */
export const scenarioOf = (input: ScenarioInput): Result.Result<ChosenScenario, string> => {
  const days = chooseDays(input.orders, input.zone)
  if (days === undefined) return Result.fail("Expected at least one order, got none.")
  const items = itemsFor(input)
  const layout = input.layout === undefined ? sizeLayout(items.length) : Result.succeed(input.layout)
  if (Result.isFailure(layout)) return Result.fail(layoutRefusalText(layout.failure))
  return Result.flatMap(assemble(input, days, layout.success, items), (scenario) => {
    const fault = unusableLayout(scenario)
    return fault === undefined ? Result.succeed({ scenario, days }) : Result.fail(fault)
  })
}

/** The same days with other policies. */
export const withPolicy = (scenario: Scenario, policy: Policy): Scenario => ({ ...scenario, policy })
