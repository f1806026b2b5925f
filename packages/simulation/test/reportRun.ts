/** A small site that lives through three working days, for the tests of the report. */
import { catalog } from "@stowage/catalog/drawCatalog"
import type { Currency } from "@stowage/kernel/Currency"
import type { CustomerId, LineId, OrderId, OwnerId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate, LocalTime, TimeZone } from "@stowage/kernel/LocalDate"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import { order } from "@stowage/orders/drawOrder"
import type { CartonType } from "@stowage/packing/problem/PackingProblem"
import type { Position, RecordedCommit } from "@stowage/runtime/Commit"
import * as Result from "effect/Result"
import { type RunView, addCommit, emptyRunView } from "../src/report/RunView.ts"
import type { ReportInput } from "../src/report/ReportInput.ts"
import { type Incoming, type Policy, type Scenario, bestPolicy, naivePolicy } from "../src/Scenario.ts"
import { simulateDays } from "../src/simulateDays.ts"
import { emptyWorld } from "../src/World.ts"

export const zone = "Europe/London" as TimeZone

/** On Monday 3 March 2025, in London. */
export const at = (hours: number, minutes = 0): Instant => Date.UTC(2025, 2, 3, hours, minutes) as Instant

const skus = ["TEA", "CUP", "POT", "TRAY", "SPOON", "MILK"]

const drawn = catalog(
  "TEA 120x80x60mm 250g;CUP 90x90x100mm 300g;POT 200x150x150mm 900g;TRAY;SPOON 150x30x20mm 40g;MILK"
)

const carton = (id: string, mm: number): CartonType => ({
  id,
  innerLengthMm: mm,
  innerWidthMm: mm,
  innerHeightMm: mm,
  outerLengthMm: mm + 10,
  outerWidthMm: mm + 10,
  outerHeightMm: mm + 10,
  tareGrams: 100,
  maxGrossGrams: 30_000
})

const placed = (id: string, lines: string, hours: number, minutes = 0): Incoming => {
  const moment = at(hours, minutes)
  const {
    _tag,
    at: _at,
    ...terms
  } = order(lines, {
    orderId: id as OrderId,
    buyer: { _tag: "Known", customerId: `C-${id}` as CustomerId },
    currency: "GBP" as Currency,
    shipMode: "Standard",
    placedAt: moment
  })
  return { _tag: "Placed", at: moment, terms }
}

/** Plain, cut, changed, cancelled, and one that asks when it is too late. */
export const someOrders: ReadonlyArray<Incoming> = [
  placed("O-1", "2xTEA 1xCUP 1xPOT", 7),
  placed("O-2", "3xTEA 2xCUP", 7, 10),
  placed("O-3", "4xSPOON 1xTRAY", 7, 20),
  { _tag: "Cut", at: at(7, 30), order: "O-2" as OrderId, line: "L1" as LineId, quantity: 1, reason: "one is enough" },
  { _tag: "Edited", at: at(7, 40), order: "O-3" as OrderId, line: "L1" as LineId, quantity: 6 },
  placed("O-4", "1xMILK@7.50", 7, 50),
  { _tag: "Cancelled", at: at(8), order: "O-4" as OrderId, reason: "ordered twice" },
  placed("O-5", "40xMILK", 8, 10),
  { _tag: "Cancelled", at: at(16), order: "O-1" as OrderId, reason: "changed his mind" }
]

const scenarioOf = (incoming: ReadonlyArray<Incoming>, policy: Policy, firstDay = "2025-03-03"): Scenario => {
  const layout = generateLayout({ ...smallSite, aisles: 3, baysPerSide: 4 })
  if (Result.isFailure(layout)) throw new Error(layout.failure._tag)
  const time = (text: string): LocalTime => text as LocalTime
  return {
    fingerprint: "report",
    seed: 7,
    owner: "own" as OwnerId,
    calendar: { zone, workingWeekdays: [1, 2, 3, 4, 5], holidays: [] },
    catalog: drawn,
    layout: layout.success,
    incoming,
    firstDay: firstDay as LocalDate,
    lastDay: "2025-03-05" as LocalDate,
    demand: new Map(skus.map((sku) => [sku as Sku, { visitsPerDay: 2, unitsPerDay: 5, usualLine: 4 }])),
    services: new Map(),
    otherwise: { orderBy: time("11:00"), shipBy: time("17:00"), businessDays: 1 },
    opensAt: time("06:00"),
    cartons: [carton("S", 250), carton("M", 400)],
    cart: { totes: 6, volumeMm3: 600_000_000, massGrams: 150_000 },
    labour: {
      pickers: 2,
      packers: 1,
      handlers: 1,
      walkMmPerSecond: 1200,
      pickMillisPerLine: 8000,
      pickMillisPerUnit: 1500,
      tourSetupMillis: 60_000,
      packMillisPerOrder: 45_000,
      packMillisPerUnit: 4000,
      handleMillisPerMove: 60_000,
      countMillis: 120_000
    },
    chances: { shortPick: 0.3, creditHold: 0.3 },
    buying: { openingDays: 4, reorderDays: 2, orderUpToDays: 4, leadDays: 1 },
    policy,
    assumptions: []
  }
}

/** The commits of three days, or of as many as there are from `firstDay` on. */
export const commitsOf = (
  incoming: ReadonlyArray<Incoming>,
  policy: Policy,
  firstDay?: string
): ReadonlyArray<RecordedCommit> => {
  const commits: Array<RecordedCommit> = []
  const days = simulateDays(scenarioOf(incoming, policy, firstDay), emptyWorld())
  for (let day = days.next(); ; day = days.next()) {
    if (day.done === true) {
      if (Result.isFailure(day.value)) throw new Error(day.value.failure)
      return commits
    }
    for (const commit of day.value.commits) commits.push({ ...commit, position: (commits.length + 1) as Position })
  }
}

/** A run folded from `commits`. */
export const viewOf = (commits: ReadonlyArray<RecordedCommit>, storiesAtMost = 100): RunView => {
  const { cartons } = scenarioOf([], bestPolicy)
  const view = emptyRunView({ zone, catalog: drawn, cartons, storiesAtMost })
  for (const commit of commits) addCommit(view, commit)
  return view
}

/** The whole input of a page about `incoming`. */
export const reportInput = (
  incoming: ReadonlyArray<Incoming> = someOrders,
  more: Partial<ReportInput> = {}
): ReportInput => {
  const optimised = viewOf(commitsOf(incoming, bestPolicy))
  const { catalog: items, layout } = scenarioOf([], bestPolicy)
  return {
    title: "A small run",
    source: "drawn by hand",
    seed: 7,
    zone,
    assumptions: ["Nobody said how fast pickers walk: 1.2 m a second."],
    ingest: {
      rows: 12,
      orders: 5,
      lines: 8,
      cancellations: 2,
      rejects: [{ reason: "quantity: expected a whole number", count: 2, example: 'line 9: "two"' }],
      notes: ["The file begins with a byte order mark."]
    },
    layout,
    catalog: items,
    optimised,
    naive: viewOf(commitsOf(incoming, naivePolicy), 0),
    audit: { findings: [], commits: optimised.commits, transfers: 10, balances: 4 },
    ...more
  }
}
