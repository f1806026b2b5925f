/**
 * Why a floor cannot be worked on.
 */
import { type LocationId } from "@stowage/kernel/Ids"

/** Why a layout is refused, in order of precedence: when several apply, the first listed is returned. */
export type LayoutRefusal =
  /** A count or size that no floor can have. */
  | { readonly _tag: "FieldOutOfRange"; readonly field: string; readonly value: number; readonly expected: string }
  /** A drawing has a character where none of that kind can stand. Row and column count from 1. */
  | {
      readonly _tag: "DrawingUnreadable"
      readonly row: number
      readonly column: number
      readonly found: string
      readonly expected: string
    }
  | { readonly _tag: "NoLocation" }
  | { readonly _tag: "LocationIdTaken"; readonly id: LocationId }
  /** There is nowhere for a walk to start and end. */
  | { readonly _tag: "NoDepot" }
  /** No walk leads there from the first depot. */
  | { readonly _tag: "LocationUnreachable"; readonly id: LocationId }

/** The refusal in words, for whoever wrote the layout. */
export const layoutRefusalText = (refusal: LayoutRefusal): string => {
  switch (refusal._tag) {
    case "FieldOutOfRange":
      return `${refusal.field}: expected ${refusal.expected}, got ${refusal.value}`
    case "DrawingUnreadable":
      return `row ${refusal.row}, column ${refusal.column}: expected ${refusal.expected}, got ${refusal.found}`
    case "NoLocation":
      return "expected at least one location besides the depot, got none"
    case "LocationIdTaken":
      return `location ${refusal.id}: expected an id of its own, got one that another location has`
    case "NoDepot":
      return "expected at least one depot where walks start and end, got none"
    case "LocationUnreachable":
      return `location ${refusal.id}: expected a walk to it from the depot, got none`
  }
}
