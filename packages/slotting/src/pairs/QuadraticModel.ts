/**
 * A quadratic assignment problem as the search sees it: as many items as places, in typed arrays.
 */
import type { QuadraticProblem } from "./QuadraticProblem.ts"

/** Flows from item to item over distances from place to place: one way, or both ways in one. */
export interface FlowLayer {
  /** A row for each item: its flow to the others. */
  readonly flow: Float64Array
  /** A row for each place: how far it is from the others to there. */
  readonly distance: Float64Array
}

export interface QuadraticModel {
  /** How many places there are, and items with the empty ones, which have no flow. */
  readonly size: number
  /** How many items are the problem's own. */
  readonly items: number
  /**
   * An item's share of the cost in a place is the sum over layers of its flow to the others over the distance to them.
   * Where flows or distances are the same both ways, one layer has both; else the second is the way back.
   */
  readonly layers: ReadonlyArray<FlowLayer>
  /** Flow between two items both ways, and distance between two places both ways. */
  readonly flowBoth: Float64Array
  readonly distanceBoth: Float64Array
  /** What an item costs in a place, whatever the others do. */
  readonly placing: Float64Array
}

/** The problem in typed arrays. Flows of an item to itself are part of `placing`. O(places²). */
export const quadraticModel = ({ distances, flows, placing: given }: QuadraticProblem): QuadraticModel => {
  const size = distances.length
  const items = flows.length
  const placing = new Float64Array(size * size)
  for (let item = 0; item < items; item++) {
    const own = flows[item]![item]!
    for (let place = 0; place < size; place++) {
      placing[item * size + place] = own * distances[place]![place]! + (given?.[item]?.[place] ?? 0)
    }
  }
  const flow = square(flows, size)
  const distance = square(distances, size)
  const [flowBack, distanceBack] = [transposed(flow, size), transposed(distance, size)]
  const flowBoth = sum(flow, flowBack)
  const distanceBoth = sum(distance, distanceBack)
  const layers = isSame(distance, distanceBack)
    ? [{ flow: flowBoth, distance }]
    : isSame(flow, flowBack)
      ? [{ flow, distance: distanceBoth }]
      : [
          { flow, distance: distanceBack },
          { flow: flowBack, distance }
        ]
  return { size, items, layers, flowBoth, distanceBoth, placing }
}

/** A table as a square of `size` without its diagonal. */
const square = (table: ReadonlyArray<ReadonlyArray<number>>, size: number): Float64Array => {
  const cells = new Float64Array(size * size)
  for (const [row, entries] of table.entries()) {
    cells.set(entries, row * size)
    cells[row * size + row] = 0
  }
  return cells
}

const transposed = (cells: Float64Array, size: number): Float64Array =>
  cells.map((_, at) => cells[(at % size) * size + Math.floor(at / size)]!)

const sum = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + b[at]!)

const isSame = (a: Float64Array, b: Float64Array): boolean => a.every((value, at) => value === b[at])
