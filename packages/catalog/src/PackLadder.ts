/**
 * The packs a SKU comes in, from small to large: each, inner, case, pallet.
 */
import { Gtin } from "@stowage/kernel/Gtin"
import { Dimensions } from "@stowage/kernel/Dimensions"
import { MassGrams } from "@stowage/kernel/Mass"
import { PackRatio } from "@stowage/kernel/PackRatio"
import * as Schema from "effect/Schema"

const levels = ["inner", "case", "pallet"] as const

/** A pack above the base unit, which is the each. */
export const PackLevel = Schema.Literals(levels)
export type PackLevel = typeof PackLevel.Type

/** One rung: its ratio is to base units, whatever packs it is made of. */
export const Pack = Schema.Struct({
  level: PackLevel,
  ratio: PackRatio,
  gtin: Schema.optionalKey(Gtin),
  dimensions: Schema.optionalKey(Dimensions),
  massGrams: Schema.optionalKey(MassGrams)
})
export type Pack = typeof Pack.Type

/**
 * Rungs in ascending order, each level at most once and each larger than the one below it. Empty: sold by the each
 * only.
 */
export const PackLadder = Schema.Array(Pack).check(
  Schema.makeFilter((packs) => packs.every((pack, index) => index === 0 || isAbove(pack, packs[index - 1] as Pack)), {
    expected: "packs in the order inner, case, pallet, each level once and larger than the one before it"
  })
)
export type PackLadder = typeof PackLadder.Type

/** The rung at `level`; undefined when the SKU has none. */
export const packAt = (ladder: PackLadder, level: PackLevel): Pack | undefined =>
  ladder.find((pack) => pack.level === level)

const isAbove = (upper: Pack, lower: Pack): boolean =>
  levels.indexOf(upper.level) > levels.indexOf(lower.level) &&
  upper.ratio.baseUnits * lower.ratio.packs > lower.ratio.baseUnits * upper.ratio.packs
