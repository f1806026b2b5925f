import type { Eaches } from "@stowage/kernel/Eaches"
import type { FulfilmentOrderId, LineId, OrderId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { order } from "@stowage/orders/drawOrder"
import type { OrderCommand, RequestId } from "@stowage/orders/OrderCommand"
import { kpisOf } from "@stowage/reporting/kpis"
import { reportOf } from "@stowage/reporting/projectReport"
import { assert, describe, it } from "vitest"
import { clock, kpisAfter, ordered, settings } from "./history.ts"

type Units = Readonly<Record<string, number>>

const lines = (units: Units) =>
  Object.entries(units).map(([lineId, quantity]) => ({ lineId: lineId as LineId, quantity: quantity as Eaches }))
const fulfilmentOrderId = "F" as FulfilmentOrderId
const id = (at: Instant) => `r${at}` as RequestId

const place = (drawing: string, at: Instant, dueAt?: Instant): OrderCommand =>
  order(drawing, { at, placedAt: at, orderId: "O" as OrderId, ...(dueAt === undefined ? {} : { dueAt }) })
/** Promises so many units of each line, and says the others are short. */
const promise = (at: Instant, promised: Units, short: Units = {}): OrderCommand => ({
  _tag: "PromiseLines",
  at,
  requestId: id(at),
  lines: Object.keys({ ...promised, ...short }).map((lineId) => ({
    lineId: lineId as LineId,
    promised: (promised[lineId] ?? 0) as Eaches,
    short: (short[lineId] ?? 0) as Eaches
  }))
})
const release = (at: Instant, units: Units): OrderCommand => ({
  _tag: "ReleaseLines",
  at,
  fulfilmentOrderId,
  lines: lines(units)
})
const ship = (at: Instant, units: Units): OrderCommand => ({
  _tag: "RecordShipped",
  at,
  shipmentId: id(at),
  fulfilmentOrderId,
  lines: lines(units)
})
const cancelLine = (at: Instant, lineId: string, quantity: number): OrderCommand => ({
  _tag: "CancelLine",
  at,
  requestId: id(at),
  lineId: lineId as LineId,
  quantity: quantity as Eaches,
  reason: "no longer wanted"
})
const cancel = (at: Instant): OrderCommand => ({ _tag: "CancelOrder", at, reason: "no longer wanted" })

/** An order as its commands, in order, under a name. */
const life = (name: string, ...commands: ReadonlyArray<OrderCommand>) =>
  commands.map((command) => [name, command] as const)

/** Placed, promised, released and shipped in full. */
const whole = (name: string, placedAt: Instant, shippedAt: Instant, dueAt?: Instant) =>
  life(
    name,
    place("2xTEA 3xCUP", placedAt, dueAt),
    promise(placedAt, { L1: 2, L2: 3 }),
    release(placedAt, { L1: 2, L2: 3 }),
    ship(shippedAt, { L1: 2, L2: 3 })
  )

/** Shipped in two parts: line L1 first. */
const split = (name: string, placedAt: Instant, first: Instant, last: Instant, dueAt?: Instant) =>
  life(
    name,
    place("2xTEA 3xCUP", placedAt, dueAt),
    promise(placedAt, { L1: 2, L2: 3 }),
    release(placedAt, { L1: 2, L2: 3 }),
    ship(first, { L1: 2 }),
    ship(last, { L2: 3 })
  )

describe("orders, lines and units", () => {
  it("are counted as placed and as shipped", () => {
    const kpis = kpisAfter(
      ordered(...whole("A", clock(2), clock(3)), ...life("B", place("1xTEA", clock(2)), cancel(clock(3))))
    )
    assert.deepInclude(kpis.ordersPlaced, { value: 2, unit: "orders" })
    assert.strictEqual(kpis.linesPlaced.value, 3)
    assert.strictEqual(kpis.unitsPlaced.value, 6)
    assert.strictEqual(kpis.ordersShipped.value, 1)
    assert.strictEqual(kpis.unitsShipped.value, 5)
  })

  it("are shipped in part from the first unit on, as an order when nothing is wanted any more", () => {
    const before = kpisAfter(ordered(...split("A", clock(2), clock(3), clock(5)).slice(0, 4)))
    assert.deepStrictEqual([before.unitsShipped.value, before.ordersShipped.value], [2, 0])
    const after = kpisAfter(ordered(...split("A", clock(2), clock(3), clock(5))))
    assert.deepStrictEqual([after.unitsShipped.value, after.ordersShipped.value], [5, 1])
  })
})

describe("fill rates", () => {
  it("judge the first shipment: what comes later comes late", () => {
    const kpis = kpisAfter(ordered(...whole("A", clock(2), clock(3)), ...split("B", clock(2), clock(3), clock(5))))
    assert.deepInclude(kpis.lineFillRate, { value: 3 / 4, numerator: 3, denominator: 4 })
    assert.deepInclude(kpis.orderFillRate, { value: 1 / 2, numerator: 1, denominator: 2 })
  })

  it("do not count a line that the customer cancelled in time", () => {
    const history = life(
      "A",
      place("2xTEA 3xCUP", clock(2)),
      promise(clock(2), { L1: 2, L2: 3 }),
      cancelLine(clock(2, 1), "L2", 3),
      release(clock(2, 2), { L1: 2 }),
      ship(clock(3), { L1: 2 })
    )
    const kpis = kpisAfter(ordered(...history))
    assert.deepInclude(kpis.lineFillRate, { value: 1, denominator: 1 })
    assert.strictEqual(kpis.orderFillRate.value, 1)
  })

  it("count a line that was cut for want of stock as not filled", () => {
    const history = life(
      "A",
      place("2xTEA 3xCUP", clock(2)),
      promise(clock(2), { L1: 2 }, { L2: 3 }),
      cancelLine(clock(2, 1), "L2", 3),
      release(clock(2, 2), { L1: 2 }),
      ship(clock(3), { L1: 2 })
    )
    const kpis = kpisAfter(ordered(...history))
    assert.deepInclude(kpis.lineFillRate, { value: 1 / 2, denominator: 2 })
    assert.strictEqual(kpis.orderFillRate.value, 0)
  })

  it("count an order that was lost for want of stock, and leave out one that was only cancelled", () => {
    const lost = life("A", place("2xTEA", clock(2)), promise(clock(2), {}, { L1: 2 }), cancel(clock(3)))
    const cancelled = life("B", place("2xTEA", clock(2)), promise(clock(2), { L1: 2 }), cancel(clock(3)))
    const kpis = kpisAfter(ordered(...lost, ...cancelled))
    assert.deepInclude(kpis.lineFillRate, { value: 0, denominator: 1 })
    assert.deepInclude(kpis.orderFillRate, { value: 0, denominator: 1 })
    assert.deepInclude(kpis.perfectOrderRate, { value: 0, denominator: 1 })
    assert.strictEqual(kpis.onTimeShipment.value, undefined)
  })
})

describe("on-time shipment", () => {
  it("counts an order shipped at its due date as in time, and one a minute later as late", () => {
    const due = clock(4)
    const history = [...whole("A", clock(2), due, due), ...whole("B", clock(2), clock(4, 0, 1), due)]
    assert.deepInclude(kpisAfter(ordered(...history)).onTimeShipment, { value: 1 / 2, numerator: 1, denominator: 2 })
  })

  it("judges an order by its last shipment, and not at all without a due date", () => {
    const history = [...split("A", clock(2), clock(3), clock(5), clock(4)), ...whole("B", clock(2), clock(3))]
    assert.deepInclude(kpisAfter(ordered(...history)).onTimeShipment, { value: 0, denominator: 1 })
  })

  it("counts an order that is due and still open as late, from its due date on and on that day", () => {
    const commits = ordered(...life("A", place("2xTEA", clock(2), clock(4, 12))))
    const report = reportOf(commits, settings)
    const asOf = (at: Instant) => kpisOf(report, { asOf: at }, settings)
    assert.strictEqual(asOf(clock(4, 12)).onTimeShipment.value, undefined)
    const late = asOf(clock(4, 13))
    assert.deepInclude(late.onTimeShipment, { value: 0, denominator: 1 })
    assert.deepInclude(late.lineFillRate, { value: 0, denominator: 1 })
    assert.deepInclude(late.perfectOrderRate, { value: 0, denominator: 1 })
  })

  it("does not judge the lines of an overdue order twice when part of it has left", () => {
    const commits = ordered(...split("A", clock(2), clock(3), clock(9), clock(4)).slice(0, 4))
    assert.deepInclude(kpisAfter(commits).lineFillRate, { value: 1 / 2, denominator: 2 })
    assert.deepInclude(kpisAfter(commits).onTimeShipment, { value: 0, denominator: 1 })
  })

  it("is not mended by cancelling the rest of a late order", () => {
    const history = [...split("A", clock(2), clock(3), clock(9), clock(4)).slice(0, 4), ...life("A", cancel(clock(5)))]
    const kpis = kpisAfter(ordered(...history))
    assert.deepInclude(kpis.onTimeShipment, { value: 0, denominator: 1 })
    assert.deepInclude(kpis.ordersShipped, { value: 1 })
    assert.strictEqual(kpis.orderCycleP50Hours.value, 24)
  })
})

describe("the perfect order", () => {
  const due = clock(4)
  const history = ordered(
    ...whole("perfect", clock(2), clock(3), due),
    ...whole("late", clock(2), clock(5), due),
    ...split("incomplete", clock(2), clock(3), clock(3, 1), due),
    ...split("both", clock(2), clock(3), clock(5), due)
  )

  it("is one that was complete and in time, counted order by order", () => {
    assert.deepInclude(kpisAfter(history).perfectOrderRate, { value: 1 / 4, numerator: 1, denominator: 4 })
  })

  it("has an index, the product of its four parts, of which damage and documents are assumed", () => {
    const kpis = kpisOf(reportOf(history, settings), { asOf: clock(31) }, settings, { undamagedShare: 0.9 })
    assert.approximately(kpis.perfectOrderIndex.value ?? 0, (2 / 4) * (2 / 4) * 0.9, 1e-12)
    assert.strictEqual(kpisAfter(history).perfectOrderIndex.value, 1 / 4)
  })

  it("has no index when nobody had a due date", () => {
    assert.strictEqual(kpisAfter(ordered(...whole("A", clock(2), clock(3)))).perfectOrderIndex.value, undefined)
  })
})

describe("order cycle time", () => {
  it("is the median and the 95th percentile of placed to shipped, in hours", () => {
    const hours = Array.from({ length: 20 }, (_, index) => index + 1)
    const history = hours.flatMap((hour) => whole(`O${hour}`, clock(2), clock(2, hour)))
    const kpis = kpisAfter(ordered(...history))
    assert.deepStrictEqual([kpis.orderCycleP50Hours.value, kpis.orderCycleP95Hours.value], [10, 19])
  })

  it("starts when the customer placed the order, not when it was recorded", () => {
    const late: OrderCommand = order("1xTEA", { at: clock(3), placedAt: clock(2) })
    const history = life(
      "A",
      late,
      promise(clock(3), { L1: 1 }),
      release(clock(3), { L1: 1 }),
      ship(clock(4), { L1: 1 })
    )
    assert.strictEqual(kpisAfter(ordered(...history)).orderCycleP50Hours.value, 48)
  })
})

describe("backordered units", () => {
  it("are those found short, when promised and on the floor, and not again for being asked for again", () => {
    const history = life(
      "A",
      place("5xTEA", clock(2)),
      promise(clock(2, 1), { L1: 3 }, { L1: 2 }),
      promise(clock(2, 2), {}, { L1: 2 }),
      release(clock(2, 3), { L1: 3 }),
      { _tag: "RecordShort", at: clock(2, 4), requestId: id(clock(2, 4)), fulfilmentOrderId, lines: lines({ L1: 1 }) }
    )
    assert.strictEqual(kpisAfter(ordered(...history)).unitsBackordered.value, 3)
  })
})

describe("a journal without orders", () => {
  it("has counts of 0 and no rates, rather than perfect ones", () => {
    const kpis = kpisAfter([])
    assert.deepStrictEqual([kpis.ordersPlaced.value, kpis.unitsShipped.value, kpis.unitsOversold.value], [0, 0, 0])
    const rates = [kpis.lineFillRate, kpis.orderFillRate, kpis.onTimeShipment, kpis.perfectOrderIndex]
    assert.deepStrictEqual(
      rates.map((kpi) => kpi.value),
      [undefined, undefined, undefined, undefined]
    )
    assert.strictEqual(kpis.orderCycleP50Hours.value, undefined)
  })
})
