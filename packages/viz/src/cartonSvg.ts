/** A packed carton, in isometric projection. */
import { bodyTopPx, drawing, marginPx, noData } from "./drawing.ts"
import { boxSvg, edgesSvg, fittingProjection } from "./isometric.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { type Box, painterOrder } from "./painterOrder.ts"
import { isDrawable, label } from "./svg.ts"
import { counted, numberText } from "./ticks.ts"

/**
 * One unit as it lies, in mm: its corner nearest the carton's origin and its extents along length, width and height.
 */
export interface PlacedItem extends Box {
  readonly item: string
}

export interface CartonDrawing {
  readonly title: string
  readonly innerLengthMm: number
  readonly innerWidthMm: number
  readonly innerHeightMm: number
  readonly placements: ReadonlyArray<PlacedItem>
  /** 480 when nothing is said. */
  readonly widthPx?: number
}

export const isDrawableBox = (box: Box): boolean => [box.x, box.y, box.z, box.l, box.w, box.h].every(isDrawable)

/**
 * A carton seen from above one of its corners, x to the lower right, y to the lower left, z up, with what is in it: one
 * colour per item, items behind first. What sticks out of the carton is drawn where it is.
 */
export const cartonSvg = (carton: CartonDrawing): string => {
  const { placements, title, widthPx = 480 } = carton
  const frame: Box = { x: 0, y: 0, z: 0, l: carton.innerLengthMm, w: carton.innerWidthMm, h: carton.innerHeightMm }
  const drawn = placements.filter(isDrawableBox)
  if (!isDrawableBox(frame)) return noData(title, "a carton without a size", widthPx)
  if (drawn.length === 0) return noData(title, "an empty carton", widthPx)
  const kinds = kindsOf(drawn.map(({ item }) => item))
  const legend = legendOf(kinds, { x: marginPx, y: bodyTopPx - 6, widthPx: widthPx - 2 * marginPx })
  const size = `${[frame.l, frame.w, frame.h].map(numberText).join(" × ")} mm`
  const filled = drawn.reduce((sum, box) => sum + box.l * box.w * box.h, 0) / (frame.l * frame.w * frame.h)
  const said = `${size}, ${counted(drawn.length, "item")}, ${numberText(Math.round(1000 * filled) / 10)} % full`
  const topPx = bodyTopPx + legend.heightPx + 24
  const { heightPx, project } = fittingProjection([frame, ...drawn], 0, widthPx, topPx, 420)
  return drawing({ title, desc: `A carton of ${said}.`, widthPx, heightPx: topPx + heightPx + marginPx }, [
    legend.svg,
    label(said, { class: "sw-soft", x: marginPx, y: bodyTopPx + legend.heightPx + 6 }),
    edgesSvg(frame, project, true),
    ...painterOrder(drawn).map((box) => boxSvg(box, kinds.get(box.item) ?? 0, project)),
    edgesSvg(frame, project, false)
  ])
}
