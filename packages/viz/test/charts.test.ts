import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { barChartSvg } from "../src/barChartSvg.ts"
import { ganttSvg } from "../src/ganttSvg.ts"
import { lineChartSvg } from "../src/lineChartSvg.ts"
import { niceScale, numberText, roundedUp } from "../src/ticks.ts"
import { clockText, timeTicks } from "../src/timeTicks.ts"
import { everyElement, ofClass, readXml, tooltips, writing } from "./xml.ts"

const hourMillis = 3_600_000

describe("a bar chart", () => {
  const chart = {
    title: "Policies",
    unit: "m",
    categories: ["walk", "detour"],
    series: [
      { name: "ours", values: [12, 0] },
      { name: "naive", values: [-30] }
    ]
  }

  it("shows every value, also zero, below zero and none", () => {
    const svg = barChartSvg(chart)
    assert.deepStrictEqual(tooltips(svg), [
      "walk",
      "detour",
      "walk, ours: 12 m",
      "walk, naive: −30 m",
      "detour, ours: 0 m"
    ])
    assert.includeMembers([...writing(svg)], ["12", "−30", "0", "no value", "ours", "naive", "m"])
  })

  it("draws bars from zero, to the left below it, as long as their values", () => {
    const bars = ["sw-k0", "sw-k1"]
      .flatMap((name) => ofClass(barChartSvg(chart), name))
      .filter(({ attributes }) => attributes["height"] === "14")
    const [ours, none, naive] = bars.map(({ attributes }) => ({
      x: Number(attributes["x"]),
      width: Number(attributes["width"])
    }))
    assert.closeTo((naive?.width ?? 0) / (ours?.width ?? 1), 30 / 12, 0.01)
    assert.closeTo((naive?.x ?? 0) + (naive?.width ?? 0), ours?.x ?? 0, 0.02)
    assert.strictEqual(none?.width, 1)
  })

  it("says that there is nothing to compare", () => {
    assert.include(writing(barChartSvg({ ...chart, categories: [] })), "No data: nothing to compare")
    assert.include(writing(barChartSvg({ ...chart, series: [] })), "No data: nothing to compare")
  })
})

describe("a line chart", () => {
  const points = [0, 1, Number.NaN, 3, 4].map((y, x) => ({ x, y: Number.isNaN(y) ? y : y - 2 }))
  const chart = { title: "Time", xUnit: "orders", yUnit: "ms", series: [{ name: "SQLite", points }] }

  it("shows every point and leaves a gap where one is missing", () => {
    const svg = lineChartSvg(chart)
    assert.deepStrictEqual(tooltips(svg), [
      "SQLite, 0 orders: −2 ms",
      "SQLite, 1 orders: −1 ms",
      "SQLite, 3 orders: 1 ms",
      "SQLite, 4 orders: 2 ms"
    ])
    assert.strictEqual(ofClass(svg, "sw-line").length, 2)
  })

  it("puts larger values higher, and its zero line between those above and below", () => {
    const heights = everyElement(readXml(lineChartSvg(chart)))
      .filter(({ name }) => name === "circle")
      .map(({ attributes }) => Number(attributes["cy"]))
    assert.deepStrictEqual(
      heights,
      heights.toSorted((a, b) => b - a)
    )
    const zero = Number(ofClass(lineChartSvg(chart), "sw-zero")[0]?.attributes["y1"])
    assert.isTrue((heights[1] ?? 0) > zero && zero > (heights[2] ?? 0))
  })

  it("says that there are no points", () => {
    assert.include(writing(lineChartSvg({ ...chart, series: [{ name: "a", points: [] }] })), "No data: no points")
  })
})

describe("a Gantt chart", () => {
  const eight = Date.UTC(2024, 10, 23, 8)
  const bar = (from: number, to: number, kind: string, text: string) => ({
    fromAt: eight + from * hourMillis,
    toAt: eight + to * hourMillis,
    kind,
    label: text
  })
  const clock = { utcOffsetMinutes: -300 }

  it("shows every task with its times on the floor's clock", () => {
    const rows = [
      { name: "Ada", bars: [bar(0, 1, "pick", "W1"), bar(1, 1.5, "pack", "O7")] },
      { name: "Bo", bars: [] }
    ]
    const svg = ganttSvg({ title: "Day", rows, clock })
    assert.deepStrictEqual(tooltips(svg), ["Ada", "pick W1: 03:00 to 04:00", "pack O7: 04:00 to 04:30", "Bo"])
    assert.includeMembers([...writing(svg)], ["Ada", "Bo", "W1", "O7", "pick", "pack", "03:00", "04:30"])
  })

  it("lays tasks of one picker that overlap below each other", () => {
    const rows = [{ name: "Ada", bars: [bar(0, 2, "pick", "a"), bar(1, 3, "pick", "b"), bar(2, 3, "pick", "c")] }]
    const tops = ofClass(ganttSvg({ title: "Day", rows, clock }), "sw-bar").map(({ attributes }) =>
      Number(attributes["y"])
    )
    assert.deepStrictEqual([tops[0], tops[1]], [tops[2], (tops[0] ?? 0) + 20])
  })

  it("writes the date where more than one day is drawn", () => {
    const rows = [{ name: "Ada", bars: [bar(0, 30, "pick", "long")] }]
    assert.include(tooltips(ganttSvg({ title: "Days", rows, clock })), "pick long: 11-23 03:00 to 11-24 09:00")
  })

  it("says that there were no tasks", () => {
    assert.include(writing(ganttSvg({ title: "Day", rows: [{ name: "Ada", bars: [] }], clock })), "No data: no tasks")
  })
})

describe("axes", () => {
  it("have round ticks that hold every value and end on a tick", () => {
    assert.deepStrictEqual(niceScale([3, 97], 5, true).ticks, [0, 20, 40, 60, 80, 100])
    assert.deepStrictEqual(niceScale([-0.3, 0.3], 6, true).ticks, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
    assert.deepStrictEqual(niceScale([], 5, false), { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] })
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 9 }), fc.boolean(), (numbers, count, zero) => {
        const { from, ticks, to } = niceScale(numbers, count, zero)
        const slack = 1e-6 * (to - from)
        for (const value of numbers) assert.isTrue(value >= from - slack && value <= to + slack)
        assert.isAtMost(ticks.length, count + 2)
        assert.deepStrictEqual([ticks[0], ticks.at(-1)], [from, to])
      })
    )
  })

  it("have times that are round on the floor's clock", () => {
    const ticks = timeTicks(Date.UTC(2024, 0, 1, 6, 10), Date.UTC(2024, 0, 1, 9, 50), 4, { utcOffsetMinutes: 330 })
    assert.deepStrictEqual(
      ticks.map((at) => clockText(at, { utcOffsetMinutes: 330 }, false)),
      ["12:00", "13:00", "14:00", "15:00"]
    )
  })

  it("write numbers alike everywhere", () => {
    assert.deepStrictEqual([0, -0, 12.345, -1234567.5, 0.012345, 1e-9, 999.999].map(numberText), [
      "0",
      "0",
      "12.35",
      "−1,234,567.5",
      "0.0123",
      "1e-9",
      "1,000"
    ])
    assert.strictEqual(numberText(Number.NaN), "–")
    assert.deepStrictEqual([0.3, 1, 2.1, 6, 10, 11].map(roundedUp), [0.5, 1, 5, 10, 10, 20])
  })
})
