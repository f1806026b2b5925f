/**
 * Items that have to do with each other, to be put in places that lie apart: which item goes where? The quadratic
 * assignment problem, of which slotting SKUs by how often they are picked together is one.
 *
 * Source: Koopmans and Beckmann (1957), Assignment problems and the location of economic activities, Econometrica 25.
 */

/**
 * The cost of a plan is Σ flow × distance over all pairs of items, one way and the other, and what each item costs in
 * its place. There may be more places than items.
 */
export interface QuadraticProblem {
  /** How much goes from one item to another, row by row: square. */
  readonly flows: ReadonlyArray<ReadonlyArray<number>>
  /** How far it is from one place to another, row by row: square. */
  readonly distances: ReadonlyArray<ReadonlyArray<number>>
  /** What an item costs in a place, whatever the others do; a row for each item. Nothing when not given. */
  readonly placing?: ReadonlyArray<ReadonlyArray<number>>
}

/** Why there is nothing to solve, in order of precedence: when several apply, the first is returned. */
export type QuadraticRefusal =
  | {
      readonly _tag: "RowLengthWrong"
      readonly of: keyof QuadraticProblem
      readonly row: number
      readonly length: number
      readonly expected: number
    }
  | {
      readonly _tag: "EntryInvalid"
      readonly of: keyof QuadraticProblem
      readonly row: number
      readonly column: number
      readonly value: number
    }
  | { readonly _tag: "TooFewPlaces"; readonly items: number; readonly places: number }

/** The first reason to refuse; undefined when the problem is well-posed. O(items² + places²). */
export const quadraticRefusal = (problem: QuadraticProblem): QuadraticRefusal | undefined => {
  const { distances, flows, placing } = problem
  const items = flows.length
  const places = distances.length
  return (
    badTable("flows", flows, items) ??
    badTable("distances", distances, places) ??
    (placing === undefined ? undefined : badPlacing(placing, items, places)) ??
    (items > places ? { _tag: "TooFewPlaces", items, places } : undefined)
  )
}

/** The refusal as a sentence for people. */
export const quadraticRefusalText = (refusal: QuadraticRefusal): string => {
  switch (refusal._tag) {
    case "RowLengthWrong":
      return `${refusal.of}, row ${refusal.row}: expected ${refusal.expected} entries, got ${refusal.length}`
    case "EntryInvalid": {
      const { column, of, row, value } = refusal
      return `${of}, row ${row}, column ${column}: expected a finite number of 0 or more, got ${value}`
    }
    case "TooFewPlaces":
      return `expected a place for each of ${refusal.items} items, got ${refusal.places} places`
  }
}

const badPlacing = (
  placing: ReadonlyArray<ReadonlyArray<number>>,
  items: number,
  places: number
): QuadraticRefusal | undefined =>
  placing.length === items
    ? badTable("placing", placing, places)
    : { _tag: "RowLengthWrong", of: "placing", row: placing.length, length: 0, expected: places }

const badTable = (
  of: keyof QuadraticProblem,
  table: ReadonlyArray<ReadonlyArray<number>>,
  columns: number
): QuadraticRefusal | undefined => {
  for (const [row, entries] of table.entries()) {
    if (entries.length !== columns) {
      return { _tag: "RowLengthWrong", of, row, length: entries.length, expected: columns }
    }
    for (const [column, value] of entries.entries()) {
      if (!(value >= 0 && value < Infinity)) return { _tag: "EntryInvalid", of, row, column, value }
    }
  }
  return undefined
}
