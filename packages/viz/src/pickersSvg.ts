/** The walks of several pickers on one floor. */
import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { type FloorPlan } from "./FloorPlan.ts"
import { type FloorScale, floorScale, groundSvg, isEmptyPlan, shelvesSvg, stationsSvg } from "./floorBase.ts"
import { type PlanCaption } from "./layoutSvg.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { element, pointList, tooltip } from "./svg.ts"
import { counted, numberText } from "./ticks.ts"
import { arrowheads, keepRightPx, type PagePoint, walkLine } from "./walkPath.ts"
import { type Walk, walkLengthMm } from "./walkSvg.ts"

/** What one picker walks, one walk after the other. */
export interface PickerWalks {
  readonly picker: string
  readonly walks: ReadonlyArray<Walk>
}

/** As many lanes are told apart in an aisle; further pickers share them. */
const lanes = 4
const lanePx = 2.5
const dotPx = 3

const summary = ({ picker, walks }: PickerWalks): string => {
  const metres = walks.reduce((sum, walk) => sum + walkLengthMm(walk), 0) / 1000
  return `${picker}: ${counted(walks.length, "walk")}, ${numberText(Math.round(metres))} m`
}

const linesOf = ({ walks }: PickerWalks, said: string, colour: number, lane: number, scale: FloorScale): string => {
  const besidePx = keepRightPx + lanePx * (lane % lanes)
  const pieces = walks.flatMap((walk, index) => {
    const line = walkLine(
      walk.points.map(({ xMm, yMm }): PagePoint => [scale.x(xMm), scale.y(yMm)]),
      besidePx
    )
    const stops = walk.stops.map(({ location, xMm, yMm }) =>
      element("circle", { class: `sw-k${colour}`, cx: scale.x(xMm), cy: scale.y(yMm), r: dotPx }, [
        tooltip(`${said}; walk ${index + 1}: ${location}`)
      ])
    )
    return [
      element("polyline", { class: `sw-line sw-s${colour}`, points: pointList(line) }),
      ...arrowheads(line).map((head) => element("polygon", { class: `sw-k${colour}`, points: pointList(head) })),
      ...stops
    ]
  })
  return element("g", {}, pieces)
}

/**
 * What every picker walks, each in a colour and a lane of his own, with the stops as dots and a legend that says how
 * many walks there are and how far they go. Colours repeat after eight pickers, lanes after four.
 */
export const pickersSvg = (plan: FloorPlan, pickers: ReadonlyArray<PickerWalks>, caption: PlanCaption): string => {
  const { title, widthPx = defaultWidthPx } = caption
  const walking = pickers.filter(({ walks }) => walks.some(({ points }) => points.length > 0))
  if (isEmptyPlan(plan) || walking.length === 0) return noData(title, "no walk", widthPx)
  const said = walking.map(summary)
  const colours = kindsOf(said)
  const legend = legendOf(colours, { x: marginPx, y: bodyTopPx, widthPx: widthPx - 2 * marginPx })
  const topPx = bodyTopPx + legend.heightPx + 8
  const scale = floorScale(plan, { leftPx: marginPx, topPx, widthPx: widthPx - 2 * marginPx })
  const lines = walking.map((one, lane) => {
    const name = said[lane] as string
    return linesOf(one, name, colours.get(name) ?? 0, lane, scale)
  })
  const heightPx = topPx + scale.heightPx + marginPx
  return drawing({ title, desc: `${said.join("; ")}.`, widthPx, heightPx }, [
    legend.svg,
    ...groundSvg(plan, scale),
    ...shelvesSvg(plan, scale),
    ...lines,
    ...stationsSvg(plan, scale)
  ])
}
