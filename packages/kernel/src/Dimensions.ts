/**
 * How big a thing is, in whole millimetres, as it stands: length along the shelf's depth or the conveyor, then width,
 * height.
 */
import * as Schema from "effect/Schema"

const Millimetres = Schema.Int.check(Schema.isGreaterThan(0, { expected: "a whole number of millimetres above 0" }))

/** Outer size of one unit: three positive whole numbers. Plain data, so a solver may hold a million of them. */
export const Dimensions = Schema.Struct({ lengthMm: Millimetres, widthMm: Millimetres, heightMm: Millimetres })
export type Dimensions = typeof Dimensions.Type

/** Cubic millimetres. Exact up to a cube of 208 metres a side (2^53). */
export const volumeMm3 = (size: Dimensions): number => size.lengthMm * size.widthMm * size.heightMm
