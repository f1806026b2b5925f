/**
 * Points by cell of a grid, to find those around one without looking at all.
 */
import { type PlacePoints } from "./PlaceDistances.ts"

interface Cells {
  readonly columns: number
  readonly rows: number
  readonly column: Int32Array
  readonly row: Int32Array
  /** The points of cell `c` are those of `point` from `first[c]` up to `first[c + 1]`. */
  readonly first: Int32Array
  readonly point: Int32Array
}

/**
 * Gives the points around one, the nearest first: all of the rings of cells around it until there are `least`, and of
 * one ring more. Cells are squares of about two points. O(found × log found) where points are spread evenly.
 */
export const pointGrid = (points: PlacePoints): ((from: number, least: number) => Int32Array) => {
  const { x, y } = points
  const cells = cellsOf(points)
  const found = new Int32Array(x.length)
  const squared = new Float64Array(x.length)
  return (from, least) => {
    const enough = Math.min(least, x.length - 1)
    let size = 0
    for (let ring = 0, beyond = 0; beyond < 2; ring++) {
      size = gatherRing(cells, from, ring, found, size)
      if (size >= enough) beyond++
    }
    for (let index = 0; index < size; index++) {
      const other = found[index] as number
      const [across, along] = [(x[other] as number) - (x[from] as number), (y[other] as number) - (y[from] as number)]
      squared[other] = across * across + along * along
    }
    return found.subarray(0, size).sort((a, b) => (squared[a] as number) - (squared[b] as number) || a - b)
  }
}

/** Appends the points of one ring of cells around that of `from`, without it; gives how many there are then. */
const gatherRing = (
  { column, columns, first, point, row, rows }: Cells,
  from: number,
  ring: number,
  found: Int32Array,
  size: number
): number => {
  const [middle, level] = [column[from] as number, row[from] as number]
  let count = size
  for (let at = Math.max(0, level - ring); at <= Math.min(rows - 1, level + ring); at++) {
    const step = at === level - ring || at === level + ring ? 1 : 2 * ring
    for (let across = middle - ring; across <= middle + ring; across += step) {
      if (across < 0 || across >= columns) continue
      const cell = at * columns + across
      for (let slot = first[cell] as number; slot < (first[cell + 1] as number); slot++) {
        const other = point[slot] as number
        if (other !== from) found[count++] = other
      }
    }
  }
  return count
}

const cellsOf = ({ x, y }: PlacePoints): Cells => {
  const count = x.length
  const [west, east] = rangeOf(x)
  const [south, north] = rangeOf(y)
  const side = Math.max(
    Math.sqrt(((east - west) * (north - south) * 2) / count),
    (east - west + north - south) / count,
    1e-9
  )
  const columns = Math.floor((east - west) / side) + 1
  const rows = Math.floor((north - south) / side) + 1
  const column = Int32Array.from(x, (at) => Math.floor((at - west) / side))
  const row = Int32Array.from(y, (at) => Math.floor((at - south) / side))
  const cellOf = (node: number): number => (row[node] as number) * columns + (column[node] as number)
  const first = new Int32Array(columns * rows + 1)
  for (let node = 0; node < count; node++) first[cellOf(node) + 1] = (first[cellOf(node) + 1] as number) + 1
  for (let cell = 0; cell < columns * rows; cell++)
    first[cell + 1] = (first[cell + 1] as number) + (first[cell] as number)
  const next = first.slice()
  const point = new Int32Array(count)
  for (let node = 0; node < count; node++) {
    const slot = next[cellOf(node)] as number
    next[cellOf(node)] = slot + 1
    point[slot] = node
  }
  return { columns, rows, column, row, first, point }
}

const rangeOf = (values: Float64Array): readonly [least: number, most: number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}
