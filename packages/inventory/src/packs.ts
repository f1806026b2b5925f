/**
 * Quantities in cases and pallets, by exact ratios: what does not divide is named as loose units, never rounded.
 */
import { type Eaches, eaches } from "@stowage/kernel/Eaches"
import { type PackRatio, type PackRefusal, splitIntoPacks, toBaseUnits } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import type { PickedPack } from "./fullPacksFirst.ts"

/** So many packs of one ratio. */
export interface PackCount {
  readonly count: number
  readonly ratio: PackRatio
}

/** Base units in all of `packs`; refuses the first that is no count, no whole number of base units, or too many. */
export const unitsOfPacks = (packs: ReadonlyArray<PackCount>): Result.Result<Eaches, PackRefusal> => {
  let sum = 0
  for (const { count, ratio } of packs) {
    const units = toBaseUnits(count as Eaches, ratio)
    if (Result.isFailure(units)) return units
    sum += units.success
    if (!Number.isSafeInteger(sum)) return Result.fail({ _tag: "TooMany", quantity: count, ratio })
  }
  return Result.succeed(sum as Eaches)
}

/** A quantity as packs and loose units: all packs in base units plus `loose` is the quantity. */
export interface InPacks {
  readonly packs: ReadonlyArray<{ readonly name: string; readonly count: number }>
  readonly loose: number
}

/**
 * The most whole packs, the largest first as `ladder` has them, and what is left over; packs of none are left out.
 * Throws on a quantity that is no count.
 */
export const inPacks = (quantity: number, ladder: ReadonlyArray<PickedPack>): InPacks => {
  const packs: Array<InPacks["packs"][number]> = []
  let loose = eaches(quantity)
  for (const { name, ratio } of ladder) {
    const { rest, whole } = splitIntoPacks(loose, ratio)
    if (whole > 0) packs.push({ name, count: whole })
    loose = rest
  }
  return { packs, loose }
}

/**
 * How many of the packs that `standing` units make up are not whole any more once `taken` of them are gone, loose ones
 * first. 0 when loose units do. Throws on what is no count, and where more is taken than stands.
 */
export const packsOpened = (standing: number, taken: number, ratio: PackRatio): number =>
  splitIntoPacks(eaches(standing), ratio).whole - splitIntoPacks(eaches(standing - eaches(taken)), ratio).whole
