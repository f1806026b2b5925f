/**
 * Items that have to do with each other, to be put in places that lie apart: which item goes where? The quadratic
 * assignment problem, of which slotting SKUs by how often they are picked together is one.
 *
 * Source: Koopmans and Beckmann (1957), Assignment problems and the location of economic activities, Econometrica 25.
 */
import { badTable, type NumberTable, tableRefusalText, type TableRefusal } from "../NumberTable.ts"

/**
 * The cost of a plan is Σ flow × distance over all pairs of items, one way and the other, and what each item costs in
 * its place. There may be more places than items.
 */
export interface QuadraticProblem {
  /** How much goes from one item to another, row by row: square. */
  readonly flows: NumberTable
  /** How far it is from one place to another, row by row: square. */
  readonly distances: NumberTable
  /** What an item costs in a place, whatever the others do; a row for each item. Nothing when not given. */
  readonly placing?: NumberTable
}

/** Why there is nothing to solve, in order of precedence: when several apply, the first is returned. */
export type QuadraticRefusal =
  | TableRefusal<keyof QuadraticProblem>
  | { readonly _tag: "TooFewPlaces"; readonly items: number; readonly places: number }

/** The first reason to refuse; undefined when the problem is well-posed. O(items² + places²). */
export const quadraticRefusal = (problem: QuadraticProblem): QuadraticRefusal | undefined => {
  const { distances, flows, placing } = problem
  const items = flows.length
  const places = distances.length
  return (
    badTable("flows", flows, items, items) ??
    badTable("distances", distances, places, places) ??
    (placing === undefined ? undefined : badTable("placing", placing, items, places)) ??
    (items > places ? { _tag: "TooFewPlaces", items, places } : undefined)
  )
}

/** The refusal as a sentence for people. */
export const quadraticRefusalText = (refusal: QuadraticRefusal): string => {
  switch (refusal._tag) {
    case "RowLengthWrong":
    case "EntryInvalid":
      return tableRefusalText(refusal)
    case "TooFewPlaces":
      return `expected a place for each of ${refusal.items} items, got ${refusal.places} places`
  }
}
