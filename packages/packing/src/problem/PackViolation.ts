/**
 * What can be wrong with a plan. `index` counts its cartons, `placement` and `other` what is in one, all from 0.
 */

/** One placement, and the item in it. */
interface Placed {
  readonly index: number
  readonly placement: number
  readonly item: string
}

export type PackViolation =
  | { readonly _tag: "UnknownCarton"; readonly index: number; readonly carton: string }
  | { readonly _tag: "EmptyCarton"; readonly index: number; readonly carton: string }
  | ContentViolation
  | { readonly _tag: "OutOfStock"; readonly carton: string; readonly stock: number; readonly used: number }
  /** Units of one group are in more than one carton. */
  | { readonly _tag: "GroupSplit"; readonly group: string; readonly cartons: ReadonlyArray<number> }
  | { readonly _tag: "WrongCount"; readonly item: string; readonly asked: number; readonly packed: number }

/** What can be wrong inside one carton. */
export type ContentViolation =
  | ({ readonly _tag: "UnknownItem" } & Placed)
  | ({ readonly _tag: "WrongOrientation" } & Placed)
  | ({ readonly _tag: "OutOfBounds" } & Placed)
  | { readonly _tag: "Overlap"; readonly index: number; readonly placement: number; readonly other: number }
  | NotSupported
  | ({ readonly _tag: "LoadedTooEarly" } & Placed)
  | { readonly _tag: "TooHeavy"; readonly index: number; readonly grossGrams: number; readonly maxGrossGrams: number }
  | TopOverloaded
  /** Something stands on an item with more pressure than its top bears. */
  | ({ readonly _tag: "TopPressed"; readonly gramsPerDm2: number; readonly maxTopGramsPerDm2: number } & Placed)
  | NotSeparated
  | { readonly _tag: "Mixed"; readonly index: number; readonly mixKeys: readonly [string, string] }
  | InTheWay
  | OffBalance
  | AxleLoad

/** Less of the base than the problem asks rests on the floor or on the tops of other items. */
export interface NotSupported extends Placed {
  readonly _tag: "NotSupported"
  readonly supportedMm2: number
  readonly baseMm2: number
}

/** More mass is passed down to an item's top than it bears. */
export interface TopOverloaded extends Placed {
  readonly _tag: "TopOverloaded"
  readonly topGrams: number
  readonly maxTopGrams: number
}

/** Items of two classes that must not share a carton do. */
export interface NotSeparated {
  readonly _tag: "NotSeparated"
  readonly index: number
  readonly classes: readonly [string, string]
}

/** `placement` is unloaded at an earlier stop than `other`, which stands on it or between it and the door. */
export interface InTheWay extends Placed {
  readonly _tag: "InTheWay"
  readonly other: number
  readonly by: "above" | "before"
}

/** The centre of mass of the content lies outside its limits along an axis. */
export interface OffBalance {
  readonly _tag: "OffBalance"
  readonly index: number
  readonly axis: "x" | "y"
  readonly centreMm: number
}

/** An axle carries more or less of the content than it may. */
export interface AxleLoad {
  readonly _tag: "AxleLoad"
  readonly index: number
  readonly axle: "front" | "rear"
  readonly grams: number
}
