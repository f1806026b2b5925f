/**
 * Why an order cannot be packed, found before anything is tried.
 */
import { packingObjectives } from "./PackingProblem.ts"

/**
 * In order of precedence: when several apply, the first listed is returned, for the first item or carton it applies
 * to.
 */
export type PackingRefusal =
  /** A size, mass or other measure that is not a number of the kind expected, or beyond its limits. */
  | {
      readonly _tag: "MeasureInvalid"
      readonly of: "item" | "carton" | "rules"
      readonly id: string
      readonly field: string
      readonly value: number
      readonly expected: string
    }
  /** A list of vertical edges that is empty or names something else. */
  | { readonly _tag: "OrientationsUnknown"; readonly item: string; readonly orientations: string }
  | { readonly _tag: "IdTaken"; readonly of: "item" | "carton"; readonly id: string }
  /** An objective that there is not: only JavaScript can ask that. */
  | { readonly _tag: "ObjectiveUnknown"; readonly objective: string }
  /** The objective is `leastCost` and this carton has no `costMinor`. */
  | { readonly _tag: "CartonCostMissing"; readonly carton: string }
  /** Two measures of one item that cannot both hold: it nests deeper than it is high, or must be on its side to. */
  | { readonly _tag: "ItemContradictory"; readonly item: string; readonly rule: string }
  /**
   * Larger inside than outside, heavier empty than it may be packed, limits or axles or rates in the wrong order, a
   * rate that asks less than one for less mass.
   */
  | { readonly _tag: "CartonContradictory"; readonly carton: string; readonly rule: string }
  /** A separation class that is to be kept apart from itself. */
  | { readonly _tag: "SeparatedFromItself"; readonly separationClass: string }
  /** Items of one group that may never share a carton: their classes are separated, or their keys differ. */
  | { readonly _tag: "GroupContradictory"; readonly group: string; readonly rule: string }
  /** The objective is `leastShipping` and this carton has no `rates`. */
  | { readonly _tag: "CartonRatesMissing"; readonly carton: string }
  | { readonly _tag: "NoCartons" }
  | ItemFitsNoCarton
  /** No carton is large and strong enough for all units of the group together. */
  | { readonly _tag: "GroupFitsNoCarton"; readonly group: string }
  /** All cartons in stock together are too small or too weak for all items. */
  | {
      readonly _tag: "StockTooSmall"
      readonly measure: "volume" | "mass"
      readonly asked: number
      readonly held: number
    }
  /** No reason above forbids it, but no plan was found: cartons are few, or rules hard. Not a proof. */
  | { readonly _tag: "NoPackingFound" }

/**
 * No carton of the range can hold one unit: by `size` none is large enough in any orientation allowed; by `mass`
 * none is strong enough; by `size and mass` those large enough are not strong enough. `closest` is the carton that
 * comes nearest: the largest by size, the strongest (of those large enough) by mass.
 */
export interface ItemFitsNoCarton {
  readonly _tag: "ItemFitsNoCarton"
  readonly item: string
  readonly rule: "size" | "mass" | "size and mass"
  readonly closest: string
}

/** The refusal as a sentence for people. */
export const describePackingRefusal = (refusal: PackingRefusal): string => {
  switch (refusal._tag) {
    case "MeasureInvalid": {
      const whose = refusal.of === "rules" ? refusal.id : `${refusal.of} ${refusal.id}`
      return `${whose}: expected ${refusal.field} to be ${refusal.expected}, got ${refusal.value}`
    }
    case "OrientationsUnknown": {
      const { item, orientations } = refusal
      return `item ${item}: expected orientations to name length, width or height, got ${orientations || "none"}`
    }
    case "IdTaken":
      return `${refusal.of} ${refusal.id}: expected each id once, got it twice`
    case "ObjectiveUnknown":
      return `objective: expected one of ${packingObjectives.join(", ")}, got ${refusal.objective}`
    case "CartonCostMissing":
      return `carton ${refusal.carton}: expected costMinor, since the objective is least cost, got none`
    case "ItemContradictory":
      return `item ${refusal.item}: expected ${refusal.rule}`
    case "CartonContradictory":
      return `carton ${refusal.carton}: expected ${refusal.rule}`
    case "SeparatedFromItself":
      return `separations: expected pairs of two classes, got ${refusal.separationClass} twice`
    case "GroupContradictory":
      return `group ${refusal.group}: expected ${refusal.rule}`
    case "CartonRatesMissing":
      return `carton ${refusal.carton}: expected rates, since the objective is least shipping, got none`
    case "GroupFitsNoCarton":
      return `group ${refusal.group}: expected a carton that holds all of it, and none is large and strong enough`
    case "StockTooSmall": {
      const { asked, held, measure } = refusal
      return `stock: expected cartons for ${asked} ${measure === "volume" ? "mm³" : "g"}, got some for ${held}`
    }
    case "NoPackingFound":
      return "no packing found that keeps every rule with the cartons in stock; it is not proved that there is none"
    case "NoCartons":
      return "expected at least one carton type to pack in, got none"
    case "ItemFitsNoCarton": {
      const { item, rule, closest } = refusal
      return `item ${item}: expected a carton that holds one by ${rule}; the closest is ${closest}`
    }
  }
}
