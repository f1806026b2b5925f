/**
 * The most units of one footprint in one layer.
 */

/** Where units lie: x, y and extents along both, `footprintSize` numbers each, from the corner of their layer. */
export type Footprints = Int32Array

/** Numbers that one footprint takes. */
export const footprintSize = 4

/** Units in a grid: corner, sides of one, how many along x and y. */
interface Grid {
  readonly x: number
  readonly y: number
  readonly l: number
  readonly w: number
  readonly nx: number
  readonly ny: number
}

/**
 * The most footprints of `aMm` by `bMm` that one pattern of five blocks lays in a rectangle: four grids in its corners,
 * each turned against its neighbours, and one in what they leave free in the middle. With `turns` false, all lie with
 * `aMm` along the length. Empty when none goes in. Ties go to the pattern met first. Time O(n²·m²) for n and m units
 * along the two sides. Not always the most that any pattern holds.
 *
 * Source: Bischoff and Dowsland (1982), An application of the micro to product design and distribution, Journal of the
 * Operational Research Society 33.
 */
export const bestLayer = (lengthMm: number, widthMm: number, aMm: number, bMm: number, turns: boolean): Footprints => {
  const plain = [gridIn(0, 0, lengthMm, widthMm, aMm, bMm)]
  if (!turns) return footprintsOf(plain)
  let best: ReadonlyArray<Grid> = plain
  let most = unitsIn(plain)
  const footing = { lengthMm, widthMm, a: aMm, b: bMm }
  const alongLength = partitions(lengthMm, aMm, bMm)
  const alongWidth = partitions(widthMm, bMm, aMm)
  for (const bottom of alongLength) {
    for (const left of alongWidth) {
      for (const top of alongLength) {
        for (const right of alongWidth) {
          const grids = fiveBlocks(footing, bottom, left, top, right, most)
          const units = unitsIn(grids)
          if (units <= most) continue
          best = grids
          most = units
        }
      }
    }
  }
  return footprintsOf(best)
}

/** What is to be laid where. */
interface Footing {
  readonly lengthMm: number
  readonly widthMm: number
  readonly a: number
  readonly b: number
}

/** Units along an edge: `straight` ones, and as many turned as still go there. */
interface Partition {
  readonly straight: number
  readonly turned: number
}

const partitions = (edgeMm: number, straightMm: number, turnedMm: number): ReadonlyArray<Partition> =>
  Array.from({ length: Math.floor(edgeMm / straightMm) + 1 }, (_, straight) => ({
    straight,
    turned: Math.floor((edgeMm - straight * straightMm) / turnedMm)
  }))

/**
 * Blocks by the partitions of the four edges; where opposite ones would overlap, the later has fewer rows. None where
 * they come to no more than `most` units even if the middle overlapped nothing.
 */
const fiveBlocks = (
  { a, b, lengthMm, widthMm }: Footing,
  bottom: Partition,
  left: Partition,
  top: Partition,
  right: Partition,
  most: number
): ReadonlyArray<Grid> => {
  const [l1, w1, l2, w2] = [bottom.straight * a, left.straight * b, top.turned * b, left.turned * a]
  const [l3, l4] = [top.straight * a, bottom.turned * b]
  const rows = l1 + l3 > lengthMm ? Math.min(right.straight, Math.floor((widthMm - w1) / b)) : right.straight
  const columns = l2 + l4 > lengthMm ? Math.min(right.turned, Math.floor((widthMm - w2) / a)) : right.turned
  const [w3, w4] = [rows * b, columns * a]
  const one = unitsWithin(lengthMm - l4 - l2, widthMm - w3 - w1, a, b)
  const other = unitsWithin(lengthMm - l3 - l1, widthMm - w2 - w4, a, b)
  const inCorners =
    bottom.straight * left.straight + top.straight * rows + top.turned * left.turned + bottom.turned * columns
  if (inCorners + Math.max(one, other) <= most) return []
  const corners = [
    { x: 0, y: 0, l: a, w: b, nx: bottom.straight, ny: left.straight },
    { x: 0, y: widthMm - w2, l: b, w: a, nx: top.turned, ny: left.turned },
    { x: lengthMm - l3, y: widthMm - w3, l: a, w: b, nx: top.straight, ny: rows },
    { x: lengthMm - l4, y: 0, l: b, w: a, nx: bottom.turned, ny: columns }
  ].filter(({ nx, ny }) => nx * ny > 0)
  if (!areApart(corners)) return []
  const middles = [holeIn(l2, w1, lengthMm - l4, widthMm - w3, a, b), holeIn(l1, w4, lengthMm - l3, widthMm - w2, a, b)]
  const [middle] = middles
    .filter((grid) => grid.nx * grid.ny > 0 && areApart([...corners, grid]))
    .sort((first, second) => second.nx * second.ny - first.nx * first.ny)
  return middle === undefined ? corners : [...corners, middle]
}

/** Units of a grid in so much room, the better way round. */
const unitsWithin = (lengthMm: number, widthMm: number, a: number, b: number): number =>
  lengthMm <= 0 || widthMm <= 0
    ? 0
    : Math.max(Math.floor(lengthMm / a) * Math.floor(widthMm / b), Math.floor(lengthMm / b) * Math.floor(widthMm / a))

const holeIn = (x1: number, y1: number, x2: number, y2: number, a: number, b: number): Grid => {
  const straight = gridIn(x1, y1, x2, y2, a, b)
  const turned = gridIn(x1, y1, x2, y2, b, a)
  return turned.nx * turned.ny > straight.nx * straight.ny ? turned : straight
}

const gridIn = (x: number, y: number, x2: number, y2: number, l: number, w: number): Grid => ({
  x,
  y,
  l,
  w,
  nx: Math.max(0, Math.floor((x2 - x) / l)),
  ny: Math.max(0, Math.floor((y2 - y) / w))
})

const areApart = (grids: ReadonlyArray<Grid>): boolean =>
  grids.every((one, at) =>
    grids.every(
      (other, then) =>
        then <= at ||
        one.x + one.nx * one.l <= other.x ||
        other.x + other.nx * other.l <= one.x ||
        one.y + one.ny * one.w <= other.y ||
        other.y + other.ny * other.w <= one.y
    )
  )

const unitsIn = (grids: ReadonlyArray<Grid>): number => grids.reduce((sum, { nx, ny }) => sum + nx * ny, 0)

const footprintsOf = (grids: ReadonlyArray<Grid>): Footprints =>
  Int32Array.from(
    grids.flatMap(({ x, y, l, w, nx, ny }) =>
      Array.from({ length: nx * ny }, (_, unit) => [x + (unit % nx) * l, y + Math.floor(unit / nx) * w, l, w]).flat()
    )
  )
