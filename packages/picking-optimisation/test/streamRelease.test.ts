import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"
import {
  keptBackText,
  releaseNext,
  type StreamFloor,
  type StreamOrder,
  type Work,
  type WorkCap
} from "@stowage/picking-optimisation/release/streamRelease"

const idle: Work = { orders: 0, lines: 0, workMillis: 0 }
const busy = (orders: number, lines = orders, workMillis = lines): Work => ({ orders, lines, workMillis })
const floorOf = (
  cap: WorkCap,
  inWork: Work = idle,
  zones: ReadonlyArray<readonly [string, Work, WorkCap]> = []
): StreamFloor => ({
  at: 0 as Instant,
  inWork,
  cap,
  zones: new Map(zones.map(([zone, work, zoneCap]) => [zone, { inWork: work, cap: zoneCap }]))
})
/** An order of so many lines in each zone: `order("A", 100, "n2 s1")`. */
const order = (name: string, dueAt: number, zones: string, more: Partial<StreamOrder> = {}): StreamOrder => ({
  id: name as FulfilmentOrderId,
  dueAt: dueAt as Instant,
  priority: 0,
  zones: zones.split(" ").map((text) => {
    const lines = Number(text.slice(1))
    return { zone: text[0] as string, lines, workMillis: lines }
  }),
  waitsFor: [],
  ...more
})
const released = (orders: ReadonlyArray<StreamOrder>, floor: StreamFloor): string =>
  releaseNext(orders, floor).released.join(" ")
const kept = (orders: ReadonlyArray<StreamOrder>, floor: StreamFloor): ReadonlyArray<string> =>
  releaseNext(orders, floor).kept.map(({ because, id }) => `${id}: ${keptBackText(because)}`)

describe("orders are released", () => {
  it("the most urgent first: by priority, then by how little time is left beside their own work", () => {
    const orders = [
      order("later", 90, "n1"),
      order("large", 60, "n30"),
      order("small", 50, "n1"),
      order("first", 99, "n1", { priority: 1 })
    ]
    assert.strictEqual(released(orders, floorOf({})), "first large small later")
  })

  it("until the floor is full; a small one does not pass a large one that waits for the floor", () => {
    const orders = [order("A", 10, "n2"), order("B", 20, "n5"), order("C", 30, "n1")]
    const floor = floorOf({ lines: 6 }, busy(1, 3))
    assert.strictEqual(released(orders, floor), "A")
    assert.deepStrictEqual(kept(orders, floor), [
      "B: asks for 5 lines; the floor has room for 1",
      "C: B is more urgent and waits for room"
    ])
  })

  it("past one that waits for its zone, to other zones", () => {
    const orders = [order("A", 10, "n2"), order("B", 20, "s2")]
    const floor = floorOf({}, busy(1, 3), [["n", busy(1, 3), { lines: 4 }]])
    assert.strictEqual(released(orders, floor), "B")
    assert.deepStrictEqual(kept(orders, floor), ["A: asks for 2 lines; zone n has room for 1"])
  })

  it("to an empty floor whatever their size", () => {
    assert.strictEqual(released([order("A", 10, "n9")], floorOf({ lines: 6 })), "A")
  })

  it("not before their faces are refilled", () => {
    const orders = [order("A", 10, "n1", { waitsFor: ["refill of A01-1"] })]
    assert.deepStrictEqual(kept(orders, floorOf({})), ["A: waits for refill of A01-1"])
  })
})

describe("an order that makes no sense", () => {
  it("is kept back by name, and delays no other", () => {
    const orders = [
      order("A", 10, "n1"),
      order("A", 20, "s1"),
      order("B", Number.NaN, "n1"),
      order("C", 30, "n-5"),
      order("D", 30, "n1 n2"),
      order("E", 30, "n1", { zones: [] }),
      order("F", 40, "n1", { priority: Number.POSITIVE_INFINITY }),
      order("G", 50, "n1")
    ]
    assert.strictEqual(released(orders, floorOf({ lines: 3 }, busy(1))), "A G")
    assert.deepStrictEqual(kept(orders, floorOf({})), [
      "A: another order has the same id; expected one of its own",
      "B: dueAt: expected a number, got NaN",
      "C: lines in n: expected 0 or more, got -5",
      "D: expected work in at least one zone, each once, got n, n",
      "E: expected work in at least one zone, each once, got none",
      "F: priority: expected a number, got Infinity"
    ])
  })
})

describe("a release", () => {
  const StreamOrders = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom("n", "s")), {
      maxLength: 8
    })
    .map((drawn) => drawn.map(([dueAt, lines, zone], index) => order(`${index}`, dueAt, `${zone}${lines}`)))
  const Caps = fc.record({ orders: fc.integer({ min: 1, max: 5 }), lines: fc.integer({ min: 1, max: 9 }) })

  it("tells of every order once, and keeps every cap unless it filled an empty floor", () => {
    fc.assert(
      fc.property(StreamOrders, Caps, fc.integer({ min: 0, max: 4 }), (orders, cap, open) => {
        const { kept: back, released: out } = releaseNext(orders, floorOf(cap, busy(open)))
        assert.deepStrictEqual([...out, ...back.map(({ id }) => id)].sort(), orders.map(({ id }) => id).sort())
        const lines = orders.filter(({ id }) => out.includes(id)).reduce((sum, one) => sum + workOf(one), open)
        const isFirst = open === 0 && out.length === 1
        assert.isTrue(out.length === 0 || isFirst || (lines <= cap.lines && open + out.length <= cap.orders))
      })
    )
  })

  it("asked for again with what it released in work releases nothing more", () => {
    fc.assert(
      fc.property(StreamOrders, Caps, (orders, cap) => {
        const first = releaseNext(orders, floorOf(cap))
        const out = orders.filter(({ id }) => first.released.includes(id))
        const inWork = busy(
          out.length,
          out.reduce((sum, one) => sum + workOf(one), 0)
        )
        const left = orders.filter((one) => !out.includes(one))
        assert.strictEqual(released(left, floorOf(cap, inWork)), "")
      })
    )
  })
})

const workOf = ({ zones }: StreamOrder): number => zones.reduce((sum, { lines }) => sum + lines, 0)
