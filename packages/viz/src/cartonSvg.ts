/** A packed carton, in isometric projection. */
import { bodyTopPx, drawing, marginPx, noData } from "./drawing.ts"
import { extent } from "./extent.ts"
import { kindsOf, legendOf } from "./legend.ts"
import { type Box, painterOrder } from "./painterOrder.ts"
import { element, isDrawable, label, pointList, tooltip } from "./svg.ts"
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

type Corner = readonly [x: number, y: number, z: number]
type Project = (corner: Corner) => readonly [x: number, y: number]

const cos30 = Math.sqrt(3) / 2
const flat: Project = ([x, y, z]) => [(x - y) * cos30, (x + y) / 2 - z]

const cornersOf = ({ h, l, w, x, y, z }: Box): ReadonlyArray<Corner> =>
  [x, x + l].flatMap((cx) => [y, y + w].flatMap((cy) => [z, z + h].map((cz): Corner => [cx, cy, cz])))

/** A projection that fits all boxes in a width and a height, and how high they then are. */
const fittingProjection = (boxes: ReadonlyArray<Box>, widthPx: number, topPx: number) => {
  const points = boxes.flatMap(cornersOf).map(flat)
  const [left, right] = extent(points.map(([x]) => x))
  const [top, bottom] = extent(points.map(([, y]) => y))
  const scale = Math.min((widthPx - 2 * marginPx) / Math.max(1, right - left), 420 / Math.max(1, bottom - top))
  const leftPx = (widthPx - (right - left) * scale) / 2
  const project: Project = (corner) => {
    const [x, y] = flat(corner)
    return [leftPx + (x - left) * scale, topPx + (y - top) * scale]
  }
  return { project, heightPx: (bottom - top) * scale }
}

/** The three faces that are seen: the top, and the two sides in front, each a little darker. */
const facesOf = ({ h, l, w, x, y, z }: Box): ReadonlyArray<ReadonlyArray<Corner>> => {
  const [farX, farY, farZ] = [x + l, y + w, z + h]
  return [
    [
      [x, y, farZ],
      [farX, y, farZ],
      [farX, farY, farZ],
      [x, farY, farZ]
    ],
    [
      [x, farY, z],
      [farX, farY, z],
      [farX, farY, farZ],
      [x, farY, farZ]
    ],
    [
      [farX, y, z],
      [farX, farY, z],
      [farX, farY, farZ],
      [farX, y, farZ]
    ]
  ]
}

const boxSvg = (box: PlacedItem, colour: number, project: Project): string => {
  const said = `${box.item}: ${[box.l, box.w, box.h].map(numberText).join(" × ")} mm at ${[box.x, box.y, box.z].map(numberText).join(", ")}`
  const faces = facesOf(box).flatMap((face, side) => {
    const points = pointList(face.map(project))
    const painted = element("polygon", { class: `sw-box sw-k${colour}`, points })
    return side === 0 ? [painted] : [painted, element("polygon", { class: `sw-shade${side}`, points })]
  })
  return element("g", {}, [tooltip(said), ...faces])
}

/** The edges of the carton behind its content, or those before it. */
const edgesSvg = (carton: Box, project: Project, behind: boolean): string => {
  const [l, w, h] = [carton.l, carton.w, carton.h]
  const meeting: Corner = behind ? [0, 0, 0] : [l, w, h]
  const others: ReadonlyArray<Corner> = behind
    ? [
        [l, 0, 0],
        [0, w, 0],
        [0, 0, h]
      ]
    : [
        [0, w, h],
        [l, 0, h],
        [l, w, 0]
      ]
  const around: ReadonlyArray<Corner> = [
    [l, 0, 0],
    [l, w, 0],
    [0, w, 0],
    [0, w, h],
    [0, 0, h],
    [l, 0, h]
  ]
  const spokes = others.map((corner) =>
    element("polyline", {
      class: `sw-frame${behind ? " sw-hidden" : ""}`,
      points: pointList([meeting, corner].map(project))
    })
  )
  const rim = behind ? [element("polygon", { class: "sw-frame", points: pointList(around.map(project)) })] : []
  return [...spokes, ...rim].join("")
}

const isDrawableBox = (box: Box): boolean => [box.x, box.y, box.z, box.l, box.w, box.h].every(isDrawable)

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
  const { heightPx, project } = fittingProjection([frame, ...drawn], widthPx, topPx)
  return drawing({ title, desc: `A carton of ${said}.`, widthPx, heightPx: topPx + heightPx + marginPx }, [
    legend.svg,
    label(said, { class: "sw-soft", x: marginPx, y: bodyTopPx + legend.heightPx + 6 }),
    edgesSvg(frame, project, true),
    ...painterOrder(drawn).map((box) => boxSvg(box, kinds.get(box.item) ?? 0, project)),
    edgesSvg(frame, project, false)
  ])
}
