/** A carton packed step by step: a small picture for each. */
import { type CartonDrawing, isDrawableBox, type PlacedItem } from "./cartonSvg.ts"
import { bodyTopPx, drawing, marginPx, noData } from "./drawing.ts"
import { boxSvg, edgesSvg, facesOf, fittingProjection, type Project } from "./isometric.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { type Box, painterOrder } from "./painterOrder.ts"
import { element, label, pointList, wrapped } from "./svg.ts"
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
/** From one line of words to the next, and their size. */
const linePx = 15
const fontPx = 12
/** How strongly paper covers what was in before. */
const paled = 0.65

interface Panel {
  readonly x: number
  readonly y: number
  readonly widthPx: number
}

/**
 * Pictures in rows, one a step: what the step adds in full colour, what was in before pale, with its words below,
 * broken at commas and where they are wider than the picture. Steps beyond the placements show what there is. 720 px
 * wide when nothing is said.
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
  const captions = steps.map(({ words }, index) => captionOf(words, index + 1, eachPx - captionGapPx))
  const most = Math.max(...captions.map(({ length }) => length))
  const rowPx = picturePx + (most + 1) * linePx
  const pictures = steps.map(({ placed }, index) => {
    const column = index % columns
    const panel = { x: marginPx + column * eachPx, y: topPx + ((index - column) / columns) * rowPx, widthPx: eachPx }
    const step = { from: steps[index - 1]?.placed ?? 0, placed, caption: captions[index]! }
    return stepSvg(frame, placements, step, kinds, panel)
  })
  const heightPx = topPx + Math.ceil(steps.length / columns) * rowPx + marginPx
  const desc = `${counted(steps.length, "step")} to pack ${counted(placements.length, "item")}.`
  return drawing({ title, desc, widthPx, heightPx }, [legend.svg, ...pictures])
}

/** Between the words of two pictures side by side. */
const captionGapPx = 18

/** The lines below a picture: what, how it lies, and where, each of as many lines as it takes. */
const captionOf = (words: string, number: number, widthPx: number): ReadonlyArray<string> => {
  const [what = "", ...how] = words.split(": ")
  const [pose, sides, ...where] = how.join(": ").split(", ")
  const lines = [`${number}. ${what}`, sides === undefined ? pose : `${pose}, ${sides}`, ...where]
  return lines.flatMap((line) => (line === undefined || line === "" ? [] : wrapped(line, widthPx, fontPx)))
}

interface DrawnStep {
  readonly from: number
  readonly placed: number
  readonly caption: ReadonlyArray<string>
}

const stepSvg = (
  frame: Box,
  placements: ReadonlyArray<PlacedItem>,
  { caption, from, placed }: DrawnStep,
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
  return element("g", {}, [
    edgesSvg(frame, project, true),
    ...boxes,
    edgesSvg(frame, project, false),
    ...caption.map((text, index) =>
      label(text, { class: index === 0 ? "sw-number" : "sw-soft", x: x + 6, y: y + picturePx + 8 + linePx * index })
    )
  ])
}

/** Paper over the faces of a box, so that it steps back. */
const veilOver = (box: Box, project: Project): string =>
  facesOf(box)
    .map((face) =>
      element("polygon", { class: "sw-paper", "fill-opacity": paled, points: pointList(face.map(project)) })
    )
    .join("")
