/**
 * A floor drawn in text, so that whoever reads a test, a bug report or a layout file sees the aisle.
 *
 * ```text
 * A1.B1/A2.B2/..D..
 * ```
 *
 * Rows are separated by `/` or a line break; the first is the back of the site, the last the front. A character is a
 * square cell:
 *
 * - `.` is walked on, and so is `D`, a depot: walks start and end there.
 * - `#` is a wall; so is a space, and what is missing at the end of a short row.
 * - Letters and a number, `A1` or `AB12`, are one location, as wide as its name: the letters name the run of racks, the
 *   number the bay. It is reached from the cell to its right, else to its left, else in front of it, else behind it,
 *   whichever is walked on first. `D1` is a location too; a depot is a `D` that no digit follows.
 *
 * The drawing above: two bays on the left of an aisle, two on its right, and a cross-aisle with the depot at the front.
 */
import * as Result from "effect/Result"
import { type LocationId, type SiteId } from "@stowage/kernel/Ids"
import { type Layout, makeLayout } from "./Layout.ts"
import { type LayoutRefusal, layoutRefusalText } from "./LayoutRefusal.ts"
import { type Capacity, type Location, notLimited, type Side } from "./Location.ts"

/** What a drawing does not show. */
export interface DrawingScale {
  readonly site: SiteId
  /** Side of a cell. */
  readonly cellMm: number
  /** Of every location drawn. */
  readonly capacity: Capacity
}

/** Site `MAIN`, cells of one metre, locations of a cubic metre and a tonne. */
export const oneMetre: DrawingScale = {
  site: "MAIN" as SiteId,
  cellMm: 1_000,
  capacity: { volumeMm3: 1_000_000_000, massGrams: 1_000_000 }
}

/**
 * The layout a drawing shows. All locations are pick faces of level 1, the depots pack stations named `D`, `D-2`, `D-3`
 * in reading order. A location's zone is its letters, its aisle the place of those letters in reading order, from 0.
 *
 * Refuses a character it cannot read, by row and column, and what every layout is refused for. O(cells).
 */
export const drawLayout = (drawing: string, scale: DrawingScale = oneMetre): Result.Result<Layout, LayoutRefusal> => {
  const rows = drawing.split(/\r\n|[\n/]/)
  const marks: Array<Mark> = []
  for (const [row, text] of rows.entries()) {
    const read = readRow(row, text)
    if (Result.isFailure(read)) return Result.fail(read.failure)
    marks.push(...read.success)
  }
  const width = rows.reduce((longest, text) => Math.max(longest, text.length), 0)
  const walked = rows.map((text) => text.replace(/[A-Z]+[0-9]+/g, (name) => "#".repeat(name.length)))
  const cells = walked.map((text) => text.replaceAll("D", ".").replaceAll(" ", "#").padEnd(width, "#"))
  return placed(marks, cells, scale)
}

/** The same for a drawing that is part of a program: a mistake in it is a defect and throws, saying where it is. */
export const layout = (drawing: string, scale: DrawingScale = oneMetre): Layout => {
  const drawn = drawLayout(drawing, scale)
  if (Result.isFailure(drawn)) throw new RangeError(`${layoutRefusalText(drawn.failure)}, in the drawing\n${drawing}`)
  return drawn.success
}

/** Something drawn: a depot (`letters` D, no number) or a location. */
interface Mark {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly letters: string
  /** 0 for a depot. */
  readonly bay: number
}

const readRow = (row: number, text: string): Result.Result<ReadonlyArray<Mark>, LayoutRefusal> => {
  const marks: Array<Mark> = []
  const token = /([A-Z]+)([0-9]+)|D|[.# ]/y
  while (token.lastIndex < text.length) {
    const column = token.lastIndex
    const found = token.exec(text)
    if (found === null) return Result.fail(unreadable(row, column, text))
    const [mark, letters = "", number = ""] = found
    if (mark === "D") marks.push({ row, column, text: mark, letters: mark, bay: 0 })
    if (letters !== "") marks.push({ row, column, text: mark, letters, bay: Number(number) })
  }
  return Result.succeed(marks)
}

const unreadable = (row: number, column: number, text: string): LayoutRefusal => {
  const letters = /^[A-Z]+/.exec(text.slice(column))?.[0]
  const at = { _tag: "DrawingUnreadable", row: row + 1 } as const
  if (letters === undefined) {
    const expected = "`.`, `#`, `D` or a location like `A1`"
    return { ...at, column: column + 1, found: `\`${text.charAt(column)}\``, expected }
  }
  const after = text.charAt(column + letters.length)
  const found = after === "" ? "the end of the row" : `\`${after}\``
  return {
    ...at,
    column: column + letters.length + 1,
    found,
    expected: `the number of a location after \`${letters}\``
  }
}

const placed = (
  marks: ReadonlyArray<Mark>,
  rows: ReadonlyArray<string>,
  scale: DrawingScale
): Result.Result<Layout, LayoutRefusal> => {
  const aisles = new Map<string, number>()
  const depots: Array<LocationId> = []
  const locations: Array<Location> = []
  for (const mark of marks) {
    const { bay, column, letters, row } = mark
    const depot = bay === 0 && mark.text === "D"
    if (!depot && !aisles.has(letters)) aisles.set(letters, aisles.size)
    const access = (depot ? undefined : accessTo(mark, rows)) ?? { row, column, side: "inLine" }
    const id = (depot && depots.length > 0 ? `D-${depots.length + 1}` : mark.text) as LocationId
    if (depot) depots.push(id)
    locations.push({
      id,
      zone: letters,
      aisle: aisles.get(letters) ?? 0,
      bay,
      level: depot ? 0 : 1,
      side: access.side,
      use: depot ? "pack" : "pickFace",
      xMm: access.column * scale.cellMm,
      yMm: (rows.length - 1 - access.row) * scale.cellMm,
      capacity: depot ? notLimited : scale.capacity
    })
  }
  const floor = { _tag: "DrawnFloor", cellMm: scale.cellMm, rows } as const
  return makeLayout({ site: scale.site, floor, locations, depots })
}

interface Access {
  readonly row: number
  readonly column: number
  readonly side: Side
}

/** The cell somebody stands in for a location, if any. The shelf is on the left of who stands to its right. */
const accessTo = ({ column, row, text }: Mark, rows: ReadonlyArray<string>): Access | undefined => {
  const after = column + text.length
  const across = Array.from({ length: text.length }, (_, offset) => column + offset)
  const candidates: ReadonlyArray<Access> = [
    { row, column: after, side: "left" },
    { row, column: column - 1, side: "right" },
    ...across.map((beside): Access => ({ row: row + 1, column: beside, side: "inLine" })),
    ...across.map((beside): Access => ({ row: row - 1, column: beside, side: "inLine" }))
  ]
  return candidates.find((cell) => rows[cell.row]?.[cell.column] === ".")
}
