/**
 * What lies in one carton, unit by unit, and the points where the next one could lie.
 *
 * A new unit lies with its low corner on an extreme point: a corner of what lies there already, slid towards the
 * carton's walls until it meets something. Units are put in and taken out in the manner of a stack, so that a search
 * that goes back pays nothing.
 *
 * Source: Crainic, Perboli and Tadei (2008), Extreme point-based heuristics for three-dimensional bin packing,
 * INFORMS Journal on Computing 20.
 */

/** Columns of boxes and of points; both grow and shrink at their ends. */
export interface ExtremePoints {
  lengthMm: number
  widthMm: number
  heightMm: number
  /** The least part of a base that must rest on the floor or on tops: 0 none, 1 all of it. */
  supportShare: number
  boxes: number
  readonly unit: Int32Array
  readonly x0: Int32Array
  readonly y0: Int32Array
  readonly z0: Int32Array
  readonly x1: Int32Array
  readonly y1: Int32Array
  readonly z1: Int32Array
  points: number
  readonly px: Int32Array
  readonly py: Int32Array
  readonly pz: Int32Array
  /** Which box lies on a point, so that nothing else can; -1 for none. */
  readonly coveredBy: Int32Array
  /** Points there were before each box. */
  readonly pointsBefore: Int32Array
}

/** Points that one box may add. */
const mostPerBox = 6

export const makeExtremePoints = (mostBoxes: number): ExtremePoints => {
  const column = (): Int32Array => new Int32Array(mostBoxes)
  const points = (): Int32Array => new Int32Array(1 + mostPerBox * mostBoxes)
  return {
    lengthMm: 0,
    widthMm: 0,
    heightMm: 0,
    supportShare: 0,
    boxes: 0,
    unit: column(),
    x0: column(),
    y0: column(),
    z0: column(),
    x1: column(),
    y1: column(),
    z1: column(),
    points: 0,
    px: points(),
    py: points(),
    pz: points(),
    coveredBy: points(),
    pointsBefore: column()
  }
}

/** Empties the carton: its one point is the corner of its floor. */
export const clearPoints = (load: ExtremePoints): void => {
  load.boxes = 0
  load.points = 1
  load.px[0] = 0
  load.py[0] = 0
  load.pz[0] = 0
  load.coveredBy[0] = -1
}

/** Whether a unit of these extents may lie with its low corner on the point: inside, apart from all, supported. */
export const mayLie = (
  load: ExtremePoints,
  x: number,
  y: number,
  z: number,
  l: number,
  w: number,
  h: number
): boolean => {
  const { boxes, x0, y0, z0, x1, y1, z1 } = load
  const farX = x + l
  const farY = y + w
  const farZ = z + h
  if (farX > load.lengthMm || farY > load.widthMm || farZ > load.heightMm) return false
  for (let box = 0; box < boxes; box++) {
    if (x < x1[box]! && farX > x0[box]! && y < y1[box]! && farY > y0[box]! && z < z1[box]! && farZ > z0[box]!)
      return false
  }
  if (z === 0 || load.supportShare === 0) return true
  let supported = 0
  for (let box = 0; box < boxes; box++) {
    if (z1[box] !== z) continue
    const deep = Math.min(farX, x1[box]!) - Math.max(x, x0[box]!)
    const wide = Math.min(farY, y1[box]!) - Math.max(y, y0[box]!)
    if (deep > 0 && wide > 0) supported += deep * wide
  }
  return supported >= load.supportShare * (l * w)
}

/** Puts a unit in. It must be one that `mayLie`. */
export const putIn = (
  load: ExtremePoints,
  unit: number,
  x: number,
  y: number,
  z: number,
  l: number,
  w: number,
  h: number
): void => {
  const box = load.boxes
  load.unit[box] = unit
  load.x0[box] = x
  load.y0[box] = y
  load.z0[box] = z
  load.x1[box] = x + l
  load.y1[box] = y + w
  load.z1[box] = z + h
  load.pointsBefore[box] = load.points
  load.boxes = box + 1
  cover(load, box)
  const farX = x + l
  const farY = y + w
  const farZ = z + h
  if (farX < load.lengthMm) {
    addPoint(load, farX, slideY(load, farX, y, z), z)
    addPoint(load, farX, y, slideZ(load, farX, y, z))
  }
  if (farY < load.widthMm) {
    addPoint(load, slideX(load, x, farY, z), farY, z)
    addPoint(load, x, farY, slideZ(load, x, farY, z))
  }
  if (farZ < load.heightMm) {
    addPoint(load, slideX(load, x, y, farZ), y, farZ)
    addPoint(load, x, slideY(load, x, y, farZ), farZ)
  }
}

/** Takes the last unit out again. */
export const takeOut = (load: ExtremePoints): void => {
  const box = --load.boxes
  const points = load.pointsBefore[box]!
  load.points = points
  const { coveredBy } = load
  for (let point = 0; point < points; point++) if (coveredBy[point] === box) coveredBy[point] = -1
}

const cover = (load: ExtremePoints, box: number): void => {
  const { coveredBy, points, px, py, pz } = load
  const [x0, y0, z0] = [load.x0[box]!, load.y0[box]!, load.z0[box]!]
  const [x1, y1, z1] = [load.x1[box]!, load.y1[box]!, load.z1[box]!]
  for (let point = 0; point < points; point++) {
    const [x, y, z] = [px[point]!, py[point]!, pz[point]!]
    if (x < x0 || x >= x1 || y < y0 || y >= y1 || z < z0 || z >= z1 || coveredBy[point]! >= 0) continue
    coveredBy[point] = box
  }
}

const addPoint = (load: ExtremePoints, x: number, y: number, z: number): void => {
  const { points, px, py, pz } = load
  for (let point = 0; point < points; point++) if (px[point] === x && py[point] === y && pz[point] === z) return
  px[points] = x
  py[points] = y
  pz[points] = z
  load.coveredBy[points] = -1
  load.points = points + 1
}

/** How far a point slides along x before it meets a box or the wall; the others alike along y and z. */
const slideX = ({ boxes, x1, y0, y1, z0, z1 }: ExtremePoints, x: number, y: number, z: number): number => {
  let to = 0
  for (let box = 0; box < boxes; box++) {
    const face = x1[box]!
    if (face <= x && face > to && y >= y0[box]! && y < y1[box]! && z >= z0[box]! && z < z1[box]!) to = face
  }
  return to
}

const slideY = ({ boxes, x0, x1, y1, z0, z1 }: ExtremePoints, x: number, y: number, z: number): number => {
  let to = 0
  for (let box = 0; box < boxes; box++) {
    const face = y1[box]!
    if (face <= y && face > to && x >= x0[box]! && x < x1[box]! && z >= z0[box]! && z < z1[box]!) to = face
  }
  return to
}

const slideZ = ({ boxes, x0, x1, y0, y1, z1 }: ExtremePoints, x: number, y: number, z: number): number => {
  let to = 0
  for (let box = 0; box < boxes; box++) {
    const face = z1[box]!
    if (face <= z && face > to && x >= x0[box]! && x < x1[box]! && y >= y0[box]! && y < y1[box]!) to = face
  }
  return to
}
