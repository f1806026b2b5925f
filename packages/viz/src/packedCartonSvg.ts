/** A carton packed step by step: a small picture for each. */
import { type CartonDrawing, isDrawableBox, type PlacedItem } from "./cartonSvg.ts"
import { bodyTopPx, drawing, marginPx, noData } from "./drawing.ts"
import { boxSvg, edgesSvg, facesOf, fittingProjection, type Project } from "./isometric.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { type Box, painterOrder } from "./painterOrder.ts"
import { element, fitted, label, pointList } from "./svg.ts"
import { counted } from "./ticks.ts"

/** What one picture adds. */
export interface PackedStep {
  /** How many of the placements are in after it. */
  readonly placed: number
  /** What is to be done. */
  readonly words: string
}

export interface PackedCartonDrawing extends CartonDrawing {
  readonly steps: ReadonlyArray<PackedStep>
}

/** Width of a picture at least, and its height. */
const leastPx = 220
const picturePx = 190
const captionPx = 76
/** How strongly paper covers what was in before. */
const paled = 0.65

interface Panel {
  readonly x: number
  readonly y: number
  readonly widthPx: number
}

/**
 * Pictures in rows, one a step: what the step adds in full colour, what was in before pale, with its words below,
 * broken at commas. Steps beyond the placements show what there is. 720 px wide when nothing is said.
 */
export const packedCartonSvg = (carton: PackedCartonDrawing): string => {
  const { placements, steps, title, widthPx = 720 } = carton
  const frame: Box = { x: 0, y: 0, z: 0, l: carton.innerLengthMm, w: carton.innerWidthMm, h: carton.innerHeightMm }
  if (!isDrawableBox(frame)) return noData(title, "a carton without a size", widthPx)
  if (steps.length === 0 || !placements.some(isDrawableBox)) return noData(title, "an empty carton", widthPx)
  const kinds = kindsOf(placements.map(({ item }) => item))
  const legend = legendOf(kinds, { x: marginPx, y: bodyTopPx - 6, widthPx: widthPx - 2 * marginPx })
  const columns = Math.max(1, Math.min(steps.length, Math.floor((widthPx - 2 * marginPx) / leastPx)))
  const eachPx = (widthPx - 2 * marginPx) / columns
  const topPx = bodyTopPx + legend.heightPx + 8
  const rows = Math.ceil(steps.length / columns)
  const pictures = steps.map((step, index) => {
    const panel = {
      x: marginPx + (index % columns) * eachPx,
      y: topPx + Math.floor(index / columns) * (picturePx + captionPx),
      widthPx: eachPx
    }
    return stepSvg(frame, placements, { from: steps[index - 1]?.placed ?? 0, number: index + 1, ...step }, kinds, panel)
  })
  const heightPx = topPx + rows * (picturePx + captionPx) + marginPx
  const desc = `${counted(steps.length, "step")} to pack ${counted(placements.length, "item")}.`
  return drawing({ title, desc, widthPx, heightPx }, [legend.svg, ...pictures])
}

interface NumberedStep extends PackedStep {
  readonly from: number
  readonly number: number
}

const stepSvg = (
  frame: Box,
  placements: ReadonlyArray<PlacedItem>,
  { from, number, placed, words }: NumberedStep,
  kinds: ReadonlyMap<string, number>,
  { widthPx, x, y }: Panel
): string => {
  const inside = placements.slice(0, placed).filter(isDrawableBox)
  const added = new Set(placements.slice(from, placed))
  const { project } = fittingProjection([frame, ...placements.filter(isDrawableBox)], x, widthPx, y, picturePx - 16)
  const boxes = painterOrder(inside).map((box) => {
    const painted = boxSvg(box, kinds.get(box.item) ?? 0, project)
    return added.has(box) ? painted : painted + veilOver(box, project)
  })
  const [what = "", ...how] = words.split(": ")
  const [pose = "", sides, ...where] = how.join(": ").split(", ")
  const line = (text: string, below: number, style: string): string =>
    label(fitted(text, widthPx - 12, 11), { class: style, x: x + 6, y: y + picturePx + below })
  return element("g", {}, [
    edgesSvg(frame, project, true),
    ...boxes,
    edgesSvg(frame, project, false),
    line(`${number}. ${what}`, 8, "sw-number"),
    line(sides === undefined ? pose : `${pose}, ${sides}`, 24, "sw-soft"),
    ...where.map((text, index) => line(text, 39 + 15 * index, "sw-soft"))
  ])
}

/** Paper over the faces of a box, so that it steps back. */
const veilOver = (box: Box, project: Project): string =>
  facesOf(box)
    .map((face) =>
      element("polygon", { class: "sw-paper", "fill-opacity": paled, points: pointList(face.map(project)) })
    )
    .join("")
