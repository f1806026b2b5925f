/**
 * The geometry people walk on, without what stands there.
 */

/**
 * Parallel aisles, all as long as each other, joined by straight cross-aisles. Two cross-aisles make one block, three
 * make two, and so on. Everybody walks on the centre lines.
 */
export interface RectangularFloor {
  readonly _tag: "RectangularFloor"
  /** Where each aisle's centre line is, from the left; strictly ascending. */
  readonly aisleXMm: ReadonlyArray<number>
  /** Where each cross-aisle's centre line is, from the front; strictly ascending, at least two. */
  readonly crossAisleYMm: ReadonlyArray<number>
}

/**
 * A grid of square cells, walked from the middle of a cell to the middle of one of its four neighbours.
 * The first row is the back of the site, the last the front (`yMm` 0); the first column is at `xMm` 0.
 */
export interface DrawnFloor {
  readonly _tag: "DrawnFloor"
  readonly cellMm: number
  /** One string per row, one character per cell: `.` is walked on, `#` is not. All rows are as long as the longest. */
  readonly rows: ReadonlyArray<string>
}

export type Floor = RectangularFloor | DrawnFloor
