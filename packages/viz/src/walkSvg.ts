/** A pick walk on the floor, and two of them side by side. */
import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { type FloorPlan } from "./FloorPlan.ts"
import { boxOf, type FloorScale, floorScale, groundSvg, isEmptyPlan, shelvesSvg, stationsSvg } from "./floorBase.ts"
import { type PlanCaption } from "./layoutSvg.ts"
import { element, fitted, label, pointList, tooltip } from "./svg.ts"
import { counted, numberText } from "./ticks.ts"
import { arrowheads, type PagePoint, walkLine } from "./walkPath.ts"

export interface WalkPoint {
  readonly xMm: number
  readonly yMm: number
}

/** A stop of a walk: the location reached into, and where the picker stands. */
export interface WalkStop extends WalkPoint {
  readonly location: string
}

export interface Walk {
  /** Every corner of the way, in order, from where it starts to where it ends. */
  readonly points: ReadonlyArray<WalkPoint>
  /** In the order they are made; numbered from 1 in the drawing. */
  readonly stops: ReadonlyArray<WalkStop>
}

/** Length of a walk. */
export const walkLengthMm = ({ points }: Walk): number =>
  points.reduce((sum, { xMm, yMm }, index) => {
    const before = points[index - 1]
    return before === undefined ? 0 : sum + Math.hypot(xMm - before.xMm, yMm - before.yMm)
  }, 0)

const summary = (walk: Walk): string =>
  `${numberText(Math.round(walkLengthMm(walk) / 100) / 10)} m, ${counted(walk.stops.length, "stop")}`

interface StopMark {
  readonly at: PagePoint
  readonly radiusPx: number
  readonly numbers: Array<number>
  readonly locations: Array<string>
}

/** Stops by the bay they reach into: two levels of one bay share a mark. */
const stopMarks = (plan: FloorPlan, walk: Walk, scale: FloorScale): ReadonlyArray<StopMark> => {
  const faces = new Map(plan.faces.flatMap((face) => face.locations.map((location) => [location, face])))
  const marks = new Map<string, StopMark>()
  for (const [index, stop] of walk.stops.entries()) {
    const face = faces.get(stop.location)
    const box = face === undefined ? undefined : boxOf(face, scale)
    const at: PagePoint =
      box === undefined ? [scale.x(stop.xMm), scale.y(stop.yMm)] : [box.x + box.width / 2, box.y + box.height / 2]
    const radiusPx = box === undefined ? 8 : Math.min(9, Math.max(6, Math.min(box.width, box.height) / 2))
    const mark = marks.get(at.join()) ?? { at, radiusPx, numbers: [], locations: [] }
    marks.set(at.join(), mark)
    mark.numbers.push(index + 1)
    mark.locations.push(stop.location)
  }
  return [...marks.values()]
}

const numbersText = (numbers: ReadonlyArray<number>): string => {
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)]
  if (numbers.length === 1) return String(first)
  return last - first === numbers.length - 1 ? `${first}–${last}` : numbers.join()
}

const stopSvg = ({ at: [x, y], locations, numbers, radiusPx }: StopMark): string => {
  const text = numbersText(numbers)
  const half = Math.max(radiusPx, text.length * 3 + 3)
  const box = { x: x - half, y: y - radiusPx, width: 2 * half, height: 2 * radiusPx, rx: radiusPx }
  return element("g", {}, [
    tooltip(`stop ${text}: ${locations.join(", ")}`),
    element("rect", { class: "sw-stop", ...box }),
    label(text, { x, y: y + radiusPx * 0.38, "font-size": Math.min(10, radiusPx + 2), "text-anchor": "middle" })
  ])
}

const walkOn = (plan: FloorPlan, walk: Walk, scale: FloorScale): ReadonlyArray<string> => {
  const line = walkLine(walk.points.map(({ xMm, yMm }): PagePoint => [scale.x(xMm), scale.y(yMm)]))
  return [
    ...groundSvg(plan, scale),
    ...shelvesSvg(plan, scale),
    element("polyline", { class: "sw-walk", points: pointList(line) }),
    ...arrowheads(line).map((head) => element("polygon", { class: "sw-arrow", points: pointList(head) })),
    ...stopMarks(plan, walk, scale).map(stopSvg),
    ...stationsSvg(plan, scale)
  ]
}

/**
 * A walk on the floor: a line that keeps to the right, arrowheads on its straights, and its stops numbered in order on
 * the bays they reach into. A stop at a location that the plan does not have is drawn where the picker stands.
 */
export const walkSvg = (plan: FloorPlan, walk: Walk, caption: PlanCaption): string => {
  const { title, widthPx = defaultWidthPx } = caption
  if (isEmptyPlan(plan) || walk.points.length === 0) return noData(title, "no walk", widthPx)
  const scale = floorScale(plan, { leftPx: marginPx, topPx: bodyTopPx + 20, widthPx: widthPx - 2 * marginPx })
  const heightPx = bodyTopPx + 20 + scale.heightPx + marginPx
  const said = summary(walk)
  return drawing({ title, desc: `A walk of ${said}.`, widthPx, heightPx }, [
    label(said, { class: "sw-soft", x: marginPx, y: bodyTopPx + 4 }),
    ...walkOn(plan, walk, scale)
  ])
}

/** A walk and the name it has in a comparison. */
export interface NamedWalk {
  readonly name: string
  readonly walk: Walk
}

/** Two walks over one floor side by side, the first in another colour: before and after. */
export const walkPairSvg = (
  plan: FloorPlan,
  walks: { readonly before: NamedWalk; readonly after: NamedWalk },
  caption: PlanCaption
): string => {
  const { title, widthPx = 1.5 * defaultWidthPx } = caption
  const { after, before } = walks
  const none = before.walk.points.length === 0 && after.walk.points.length === 0
  if (isEmptyPlan(plan) || none) return noData(title, "no walk", widthPx)
  const halfPx = widthPx / 2 - marginPx
  const scales = [marginPx, widthPx / 2].map((leftPx) =>
    floorScale(plan, { leftPx, topPx: bodyTopPx + 20, widthPx: halfPx })
  )
  const said = [before, after].map(({ name, walk }) => `${name}: ${summary(walk)}`)
  const halves = [before, after].map(({ walk }, index) => {
    const scale = scales[index]
    const x = marginPx + index * (widthPx / 2 - marginPx)
    const heading = label(fitted(said[index] ?? "", halfPx, 12), { class: "sw-soft", x, y: bodyTopPx + 4 })
    return element("g", index === 0 ? { class: "sw-was" } : {}, [
      heading,
      ...(scale === undefined ? [] : walkOn(plan, walk, scale))
    ])
  })
  const heightPx = bodyTopPx + 20 + Math.max(...scales.map((scale) => scale.heightPx)) + marginPx
  return drawing({ title, desc: `${said.join("; ")}.`, widthPx, heightPx }, halves)
}
