import type { Instant } from "@stowage/kernel/Instant"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { CartonFacts } from "@stowage/reporting/Report"
import { addLabour, tallyOf } from "@stowage/reporting/Report"
import { kpisOf } from "@stowage/reporting/kpis"
import { reportOf } from "@stowage/reporting/projectReport"
import * as HashMap from "effect/HashMap"
import { assert, describe, it } from "vitest"
import { clock, kpisAfter, said, settings, type Told } from "./history.ts"

const at = clock(3)

/** A fulfilment order of two lines, L1 of 4 TEA in two tasks and L2 of 1 CUP in one. */
const opened: Told = {
  _tag: "FulfilmentOrderOpened",
  at,
  id: "F",
  order: "O",
  site: "WH1",
  shipMode: "standard",
  dueAt: clock(5),
  lines: [
    { line: "L1", sku: "TEA", quantity: 4 },
    { line: "L2", sku: "CUP", quantity: 1 }
  ]
}
const picked = (name: string, quantity: number, asked = quantity): Told => ({
  _tag: quantity < asked ? "PickShorted" : "PickConfirmed",
  at,
  task: name,
  line: "L1",
  sku: "TEA",
  lot: "",
  location: "A1",
  asked,
  quantity,
  into: "TOTE-1",
  picker: "ann",
  reason: "notFound"
})
const completed = (...found: ReadonlyArray<number>): Told => ({
  _tag: "PickingCompleted",
  at,
  lines: found.map((picked, index) => ({ line: `L${index + 1}`, sku: "TEA", asked: 4, picked, short: 4 - picked }))
})
const packed = (...cartons: ReadonlyArray<readonly [type: string, line: string, quantity: number]>): Told => ({
  _tag: "CartonsPacked",
  at,
  packer: "bob",
  cartons: cartons.map(([carton, line, quantity], index) => ({
    lpn: `C${index}`,
    carton,
    contents: [{ line, quantity }],
    grossGrams: 100,
    why: []
  }))
})
const wave = (...walksMm: ReadonlyArray<number>): Told => ({
  _tag: "WaveReleased",
  at,
  id: "W",
  orders: ["F"],
  tours: walksMm.map((walkMm, index) => ({ id: `R${index}`, tasks: [], totes: [], walkMm, boundMm: walkMm, why: [] }))
})

const picking = said("fulfilmentOrder/F", opened, picked("T1", 3), picked("T2", 1))

describe("picking", () => {
  it("counts a line once, however many tasks it took, when its picking ended, and none that was not found", () => {
    assert.strictEqual(kpisAfter([picking]).linesPicked.value, 0)
    const ended = said("fulfilmentOrder/F", picked("T3", 0, 1), completed(4, 0))
    assert.strictEqual(kpisAfter([picking, ended]).linesPicked.value, 1)
  })

  it("counts short picks of a thousand picks", () => {
    const kpis = kpisAfter([picking, said("fulfilmentOrder/F", picked("T3", 0, 1))])
    assert.deepInclude(kpis.shortPicksPerThousand, { numerator: 1, denominator: 3 })
    assert.approximately(kpis.shortPicksPerThousand.value ?? 0, 333.333, 0.001)
    assert.strictEqual(kpisAfter([]).shortPicksPerThousand.value, undefined)
  })

  it("measures the walk of a line by the tours released", () => {
    const ended = said("fulfilmentOrder/F", picked("T3", 1), completed(4, 1))
    const kpis = kpisAfter([said("wave/W", wave(10_000, 20_000)), picking, ended])
    assert.deepInclude(kpis.walkPerLineMm, { value: 15_000, numerator: 30_000, denominator: 2, unit: "mm" })
    assert.strictEqual(kpisAfter([said("wave/W", wave(10_000))]).walkPerLineMm.value, undefined)
  })

  it("has lines per hour only where somebody says how long people worked", () => {
    const report = reportOf([picking, said("fulfilmentOrder/F", picked("T3", 1), completed(4, 1))], settings)
    const period = { asOf: clock(31) }
    assert.strictEqual(kpisOf(report, period, settings).linesPerLabourHour.value, undefined)
    const half = addLabour(addLabour(report, at, 600_000, settings), at, 1_200_000, settings)
    assert.deepInclude(kpisOf(half, period, settings).linesPerLabourHour, { value: 4, numerator: 2, denominator: 0.5 })
  })
})

describe("cartons", () => {
  const volumes: Readonly<Record<string, number>> = { TEA: 1_000, CUP: 3_000 }
  const cartons: Readonly<Record<string, CartonFacts>> = {
    small: { innerVolumeMm3: 4_000, costMinor: 35 },
    large: { innerVolumeMm3: 10_000, costMinor: 80 },
    crate: { innerVolumeMm3: 30_000 }
  }
  const facts = {
    unitVolumeMm3Of: (sku: string) => volumes[sku],
    cartonOf: (name: string) => cartons[name]
  }
  const after = (...events: ReadonlyArray<Told>) => kpisAfter([picking, said("fulfilmentOrder/F", ...events)], facts)

  it("are filled as their mean, each carton alike, and cost what their types cost", () => {
    const kpis = after(packed(["small", "L1", 4], ["large", "L2", 1]))
    assert.deepInclude(kpis.cartonFill, { value: (1 + 0.3) / 2, denominator: 2 })
    assert.strictEqual(kpis.cartonCostMinor.value, 115)
  })

  it("are left out where a volume or a price is not known", () => {
    const kpis = after(packed(["small", "L1", 2], ["crate", "L1", 2], ["bag", "L2", 1]))
    assert.approximately(kpis.cartonFill.value ?? 0, (0.5 + 0.0667) / 2, 1e-9)
    assert.strictEqual(kpis.cartonFill.denominator, 2)
    assert.strictEqual(kpis.cartonCostMinor.value, 35)
    assert.strictEqual(after(packed(["small", "L9", 1])).cartonFill.value, undefined)
    assert.strictEqual(after(packed(["bag", "L1", 1])).cartonCostMinor.value, undefined)
  })

  it("have the volumes of their own order's SKUs, whatever another order calls its lines", () => {
    const other = said("fulfilmentOrder/G", { ...opened, id: "G", lines: [{ line: "L1", sku: "CUP", quantity: 1 }] })
    const kpis = kpisAfter([picking, other, said("fulfilmentOrder/F", packed(["small", "L1", 2]))], facts)
    assert.strictEqual(kpis.cartonFill.value, 0.5)
  })
})

describe("dock to stock", () => {
  const arrived = (of: string, when: Instant): ReturnType<typeof said> =>
    said(of, { _tag: "ShipmentArrived", at: when, asn: of, supplier: "S", site: "WH1", dock: "D1", blind: false })
  const putAway = (of: string, when: Instant, quantity = 5): ReturnType<typeof said> =>
    said(of, { _tag: "PutawayConfirmed", at: when, task: `P${when}`, quantity, by: "cem" })

  it("is the time from arrival to each putaway, its median and its mean", () => {
    const kpis = kpisAfter([
      arrived("inboundShipment/1", clock(3, 8)),
      arrived("inboundShipment/2", clock(3, 9)),
      putAway("inboundShipment/1", clock(3, 9)),
      putAway("inboundShipment/1", clock(3, 10)),
      putAway("inboundShipment/2", clock(3, 18))
    ])
    assert.deepStrictEqual([kpis.dockToStockMedianHours.value, kpis.dockToStockMeanHours.value], [2, 4])
    assert.deepInclude(kpis.dockToStockMeanHours, { numerator: 12, denominator: 3 })
  })

  it("does not count a putaway that put nothing away, and has no data before the first", () => {
    const kpis = kpisAfter([arrived("inboundShipment/1", clock(3, 8)), putAway("inboundShipment/1", clock(3, 9), 0)])
    const values = [kpis.dockToStockMedianHours.value, kpis.dockToStockMeanHours.value]
    assert.deepStrictEqual(values, [undefined, undefined])
  })
})

describe("inventory accuracy", () => {
  const stock = (sku: string, quantity: number) => ({ owner: "us", sku, lot: "", status: "available", quantity })
  const counted = (
    seen: Readonly<Record<string, number>>,
    booked: Readonly<Record<string, number>>,
    of = "count/1",
    when = at
  ): ReturnType<typeof said> => {
    const skus = [...new Set([...Object.keys(seen), ...Object.keys(booked)])]
    const variances = skus
      .filter((sku) => (seen[sku] ?? 0) !== (booked[sku] ?? 0))
      .map((sku) => ({ ...stock(sku, seen[sku] ?? 0), booked: booked[sku] ?? 0 }))
    const all = Object.entries(seen).map(([sku, quantity]) => stock(sku, quantity))
    return said(of, { _tag: "CountRecorded", at: when, counter: "dee", counted: all, watermark: 1, variances })
  }

  it("is the share of records that were right, of locations that were all right, and of units", () => {
    const kpis = kpisAfter([
      counted({ TEA: 10, CUP: 5 }, { TEA: 10, CUP: 4 }),
      counted({ TEA: 6 }, { TEA: 6 }, "count/2"),
      counted({}, { PEN: 4 }, "count/3")
    ])
    assert.deepInclude(kpis.recordAccuracy, { value: 2 / 4, numerator: 2, denominator: 4 })
    assert.deepInclude(kpis.locationAccuracy, { value: 1 / 3, numerator: 1, denominator: 3 })
    assert.deepInclude(kpis.unitAccuracy, { value: 1 - 5 / 24, numerator: 19, denominator: 24 })
  })

  it("never offsets what is too many by what is too few", () => {
    const kpis = kpisAfter([counted({ TEA: 8, CUP: 12 }, { TEA: 10, CUP: 10 })])
    assert.deepStrictEqual([kpis.recordAccuracy.value, kpis.unitAccuracy.value], [0, 1 - 4 / 20])
  })

  it("counts a record within the SKU's tolerance as right, but its units as off", () => {
    const tolerancePercentOf = (sku: string): number => (sku === "TEA" ? 3 : 0)
    const kpis = kpisAfter([counted({ TEA: 97, CUP: 99 }, { TEA: 100, CUP: 100 })], { tolerancePercentOf })
    assert.deepInclude(kpis.recordAccuracy, { value: 1 / 2 })
    assert.strictEqual(kpis.unitAccuracy.value, 1 - 4 / 200)
    const over = kpisAfter([counted({ TEA: 96 }, { TEA: 100 })], { tolerancePercentOf })
    assert.strictEqual(over.recordAccuracy.value, 0)
  })

  it("is 0 of units, not less, when the books are off by more than they hold", () => {
    assert.strictEqual(kpisAfter([counted({ TEA: 9 }, { TEA: 1 })]).unitAccuracy.value, 0)
  })

  it("judges a task that was recounted by its last count alone, on the day of that count", () => {
    const first = counted({ TEA: 7, CUP: 1 }, { TEA: 10, CUP: 5 }, "count/1", clock(3, 9))
    const neighbour = counted({ PEN: 3 }, { PEN: 4 }, "count/2", clock(3, 10))
    const again = said("count/1", { _tag: "RecountRequested", at: clock(3, 11), by: "eva", why: "beyond tolerance" })
    const last = counted({ TEA: 10, CUP: 4 }, { TEA: 10, CUP: 5 }, "count/1", clock(4, 9))
    const closed = said("count/1", { _tag: "CountClosed", at: clock(4, 10), by: "eva" })
    const report = reportOf([first, neighbour, again, last, closed], settings)
    const [third, fourth] = [clock(3, 0), clock(4, 0)].map(
      (day) => tallyOf(report, localDateOf(day, settings.zone)).counts
    )
    const of = {
      recordsCounted: 1,
      recordsRight: 0,
      locationsCounted: 1,
      locationsRight: 0,
      unitsBooked: 4,
      unitsOff: 1
    }
    assert.deepInclude(third, of)
    assert.deepInclude(fourth, { ...of, recordsCounted: 2, recordsRight: 1, unitsBooked: 15 })
    assert.strictEqual(HashMap.size(report.openCounts), 1)
  })

  it("has no records where a location was rightly believed empty, but a location that is right", () => {
    const kpis = kpisAfter([counted({}, {})])
    assert.deepStrictEqual([kpis.recordAccuracy.value, kpis.locationAccuracy.value], [undefined, 1])
  })

  it("adds up one kind of stock that was seen in two handfuls", () => {
    const commit = said("count/1", {
      _tag: "CountRecorded",
      at,
      counter: "dee",
      counted: [stock("TEA", 4), stock("TEA", 6)],
      watermark: 1,
      variances: []
    })
    const kpis = kpisAfter([commit])
    assert.deepInclude(kpis.recordAccuracy, { value: 1, denominator: 1 })
    assert.strictEqual(kpis.unitAccuracy.denominator, 10)
  })
})
