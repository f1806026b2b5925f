/**
 * The floors of published instances, which say places by aisle and cell.
 *
 * A cell is a place on an aisle; cell 0 is next to the *top* cross-aisle. Here top is the back of the floor and bottom
 * its front, so a cell is the nearer to the front the higher its number. Lengths have no unit; one is taken as a
 * millimetre. With two blocks a cross-aisle lies between the two cells in the middle, 1 from each.
 *
 * Source of the sets: Heßler and Irnich (2024), INFORMS Journal on Computing 36(6).
 */
import * as Schema from "effect/Schema"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type Crossing } from "@stowage/picking-optimisation/routing/RoutingProblem"

/** What every instance says of its floor. */
export const FloorOfCells = Schema.Struct({
  name: Schema.String,
  aisles: Schema.Int,
  cells: Schema.Int,
  aisleDist: Schema.Number,
  cellDist: Schema.Number,
  topToCell: Schema.Number,
  bottomToCell: Schema.Number,
  depot: Schema.Tuple([Schema.Int, Schema.Literals(["top", "bottom"])]),
  depotDist: Schema.Number
})
export type FloorOfCells = typeof FloorOfCells.Type

/** Into how many blocks the cross-aisles part a floor. */
export type BlockCount = 1 | 2

/** A floor ready to be walked. */
export interface CellFloor {
  readonly floor: RectangularFloor
  readonly depot: Crossing
  /** Where in an aisle a cell is. */
  readonly cellMm: (cell: number) => number
  /** Walked before and after the route, between the depot and its cross-aisle. */
  readonly besidesMm: number
}

export const cellFloor = (line: FloorOfCells, blocks: BlockCount): CellFloor => {
  const { aisleDist, aisles, bottomToCell, cellDist, cells, topToCell } = line
  const [depotAisle, depotSide] = line.depot
  const widerMm = blocks === 2 ? 2 - cellDist : 0
  const lengthMm = topToCell + (cells - 1) * cellDist + widerMm + bottomToCell
  const cellMm = (cell: number): number => lengthMm - topToCell - cell * cellDist - (cell < cells / 2 ? 0 : widerMm)
  const crossAisleYMm = blocks === 2 ? [0, cellMm(cells / 2) + 1, lengthMm] : [0, lengthMm]
  return {
    floor: {
      _tag: "RectangularFloor",
      aisleXMm: Array.from({ length: aisles }, (_, aisle) => aisle * aisleDist),
      crossAisleYMm
    },
    depot: { aisle: depotAisle, crossAisle: depotSide === "bottom" ? 0 : crossAisleYMm.length - 1 },
    cellMm,
    besidesMm: 2 * line.depotDist
  }
}

/** The value of `--blocks`; one when not given, undefined for what is not a number of blocks. */
export const blocksOf = (text: string): BlockCount | undefined =>
  text === "" || text === "1" ? 1 : text === "2" ? 2 : undefined
