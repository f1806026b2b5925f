/** The floor under a heat map or a walk, to scale. */
import { type Area, type Face, type FloorPlan } from "./FloorPlan.ts"
import { element, fitted, label, tooltip, widthOf } from "./svg.ts"

/** Where on the page a floor is drawn, and how large a millimetre is there. */
export interface FloorScale {
  readonly x: (xMm: number) => number
  readonly y: (yMm: number) => number
  readonly pxPerMm: number
  readonly heightPx: number
}

const tallestPx = 900
const overhangPx = 20 // room for what is written at the edge

const areasOf = (plan: FloorPlan): ReadonlyArray<Area> => [
  ...plan.walkways,
  ...plan.faces,
  ...[...plan.stations, ...plan.aisles].map((mark) => ({ ...mark, widthMm: 0, heightMm: 0 }))
]

/** Whether there is anything to draw. */
export const isEmptyPlan = (plan: FloorPlan): boolean => areasOf(plan).length === 0

/** Fits the plan in a width, and in 900 px of height. */
export const floorScale = (
  plan: FloorPlan,
  place: { readonly leftPx: number; readonly topPx: number; readonly widthPx: number }
): FloorScale => {
  let [left, right, front, back] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const area of areasOf(plan)) {
    left = Math.min(left, area.xMm)
    right = Math.max(right, area.xMm + area.widthMm)
    front = Math.min(front, area.yMm)
    back = Math.max(back, area.yMm + area.heightMm)
  }
  const [acrossMm, alongMm] = [Math.max(1, right - left), Math.max(1, back - front)]
  const roomPx = place.widthPx - 2 * overhangPx
  const pxPerMm = Math.min(roomPx / acrossMm, tallestPx / alongMm)
  const leftPx = place.leftPx + overhangPx + (roomPx - acrossMm * pxPerMm) / 2
  return {
    x: (xMm) => leftPx + (xMm - left) * pxPerMm,
    y: (yMm) => place.topPx + overhangPx + (back - yMm) * pxPerMm,
    pxPerMm,
    heightPx: alongMm * pxPerMm + 2 * overhangPx
  }
}

/** The rectangle of an area on the page. */
export const boxOf = (area: Area, scale: FloorScale) => ({
  x: scale.x(area.xMm),
  y: scale.y(area.yMm + area.heightMm),
  width: area.widthMm * scale.pxPerMm,
  height: area.heightMm * scale.pxPerMm
})

/** A face with a class for its fill and a sentence for whoever points at it. */
export const faceSvg = (face: Face, scale: FloorScale, fill: string, said: string): string => {
  const box = boxOf(face, scale)
  return element("rect", { class: fill, ...box }, [tooltip(said)])
}

const faceName = (face: Face, scale: FloorScale): string => {
  const box = boxOf(face, scale)
  if (box.height < 12 || widthOf(face.name, 10) > box.width) return ""
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 3.5 }
  return label(face.name, { class: "sw-soft sw-small", ...middle, "text-anchor": "middle" })
}

/** The walkways and the aisles' numbers, which lie below everything. */
export const groundSvg = (plan: FloorPlan, scale: FloorScale): ReadonlyArray<string> => [
  ...plan.walkways.map((area) => element("rect", { class: "sw-walkway", ...boxOf(area, scale) })),
  ...plan.aisles.map(({ name, xMm, yMm }) =>
    label(name, { class: "sw-soft sw-small", x: scale.x(xMm), y: scale.y(yMm) - 6, "text-anchor": "middle" })
  )
]

/** Every face in the colour of a shelf, with its name where there is room. */
export const shelvesSvg = (plan: FloorPlan, scale: FloorScale): ReadonlyArray<string> => [
  ...plan.faces.map((face) => faceSvg(face, scale, "sw-shelf", `${face.name}: ${face.locations.join(", ")}`)),
  ...plan.faces.map((face) => faceName(face, scale))
]

/** The depots and docks, which lie above everything: a square, and its name below it. */
export const stationsSvg = (plan: FloorPlan, scale: FloorScale): ReadonlyArray<string> =>
  plan.stations.map(({ name, xMm, yMm }) => {
    const [x, y] = [scale.x(xMm), scale.y(yMm)]
    const text = fitted(name, 220, 10)
    return element("g", {}, [
      tooltip(name),
      element("rect", { class: "sw-station", x: x - 6, y: y - 6, width: 12, height: 12, rx: 3 }),
      label(text, { class: "sw-small sw-halo", x: x - 6, y: y + 18 })
    ])
  })
