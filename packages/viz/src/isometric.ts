/** Boxes in isometric projection, seen from above the corner where all three axes point. */
import { marginPx } from "./drawing.ts"
import { extent } from "./extent.ts"
import type { Box } from "./painterOrder.ts"
import { element, pointList, tooltip } from "./svg.ts"
import { numberText } from "./ticks.ts"

type Corner = readonly [x: number, y: number, z: number]
export type Project = (corner: Corner) => readonly [x: number, y: number]

const cos30 = Math.sqrt(3) / 2
const flat: Project = ([x, y, z]) => [(x - y) * cos30, (x + y) / 2 - z]

const cornersOf = ({ h, l, w, x, y, z }: Box): ReadonlyArray<Corner> =>
  [x, x + l].flatMap((cx) => [y, y + w].flatMap((cy) => [z, z + h].map((cz): Corner => [cx, cy, cz])))

/** A projection that fits all boxes in a width and a height, and how high they then are. */
export const fittingProjection = (
  boxes: ReadonlyArray<Box>,
  leftPx: number,
  widthPx: number,
  topPx: number,
  mostPx: number
) => {
  const points = boxes.flatMap(cornersOf).map(flat)
  const [left, right] = extent(points.map(([x]) => x))
  const [top, bottom] = extent(points.map(([, y]) => y))
  const scale = Math.min((widthPx - 2 * marginPx) / Math.max(1, right - left), mostPx / Math.max(1, bottom - top))
  const besidePx = leftPx + (widthPx - (right - left) * scale) / 2
  const project: Project = (corner) => {
    const [x, y] = flat(corner)
    return [besidePx + (x - left) * scale, topPx + (y - top) * scale]
  }
  return { project, heightPx: (bottom - top) * scale }
}

/** The three faces that are seen: the top, and the two sides in front, each a little darker. */
export const facesOf = ({ h, l, w, x, y, z }: Box): ReadonlyArray<ReadonlyArray<Corner>> => {
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

/** A unit with its three visible faces, and what it says to a pointer. */
export const boxSvg = (box: Box & { readonly item: string }, colour: number, project: Project): string => {
  const said = `${box.item}: ${[box.l, box.w, box.h].map(numberText).join(" × ")} mm at ${[box.x, box.y, box.z].map(numberText).join(", ")}`
  const faces = facesOf(box).flatMap((face, side) => {
    const points = pointList(face.map(project))
    const painted = element("polygon", { class: `sw-box sw-k${colour}`, points })
    return side === 0 ? [painted] : [painted, element("polygon", { class: `sw-shade${side}`, points })]
  })
  return element("g", {}, [tooltip(said), ...faces])
}

/** The edges of the carton behind its content, or those before it. */
export const edgesSvg = (carton: Box, project: Project, behind: boolean): string => {
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
