/** One small floor for all tests, and every kind of drawing made with the same words. */
import { layout } from "@stowage/layout/draw"
import { barChartSvg } from "../src/barChartSvg.ts"
import { cartonSvg } from "../src/cartonSvg.ts"
import { floorPlanOf } from "../src/floorPlanOf.ts"
import { type FloorPlan } from "../src/FloorPlan.ts"
import { ganttSvg } from "../src/ganttSvg.ts"
import { heatMapSvg } from "../src/heatMapSvg.ts"
import { layoutSvg } from "../src/layoutSvg.ts"
import { lineChartSvg } from "../src/lineChartSvg.ts"
import { walkPairSvg, walkSvg } from "../src/walkSvg.ts"

export const twoBays = floorPlanOf(layout("A1.B1/A2.B2/..D.."))

export const nowhere: FloorPlan = { walkways: [], faces: [], stations: [], aisles: [] }

const square = { xMm: 0, yMm: 0, widthMm: 1000, heightMm: 1000 }

const namedFloor = (name: string): FloorPlan => ({
  walkways: [square],
  faces: [{ ...square, name, locations: [name] }],
  stations: [{ name, xMm: 500, yMm: 0 }],
  aisles: [{ name, xMm: 500, yMm: 1000 }]
})

/** Every drawing, each text in it being `words` and each number `value`. */
export const everyDrawing = (words: string, value: number): Readonly<Record<string, string>> => {
  const plan = namedFloor(words)
  const caption = { title: words }
  const walk = { points: [square, { xMm: 900, yMm: 10 }], stops: [{ ...square, location: words }] }
  const point = { x: value, y: value }
  const bar = { fromAt: value, toAt: value + 60_000, kind: words, label: words }
  return {
    layout: layoutSvg(plan, caption),
    heatMap: heatMapSvg(plan, new Map([[words, value]]), { ...caption, unit: words }),
    walk: walkSvg(plan, walk, caption),
    walkPair: walkPairSvg(plan, { before: { name: words, walk }, after: { name: words, walk } }, caption),
    barChart: barChartSvg({ ...caption, unit: words, categories: [words], series: [{ name: words, values: [value] }] }),
    lineChart: lineChartSvg({ ...caption, xUnit: words, yUnit: words, series: [{ name: words, points: [point] }] }),
    gantt: ganttSvg({ ...caption, clock: { utcOffsetMinutes: 0 }, rows: [{ name: words, bars: [bar] }] }),
    carton: cartonSvg({
      ...caption,
      innerLengthMm: 10,
      innerWidthMm: 10,
      innerHeightMm: 10,
      placements: [{ item: words, x: 0, y: 0, z: 0, l: value, w: 1, h: 1 }]
    })
  }
}
