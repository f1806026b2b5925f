/**
 * The most units of one item on a pallet, where more go on it than layers of them hold.
 */
import type { Progress } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import type { LoadedUnit } from "../loads/LoadedUnit.ts"
import { loadContainer } from "../loads/loadContainer.ts"
import { roomOf } from "../problem/Kinds.ts"
import { unitVolumeMm3, type PackItem } from "../problem/PackingProblem.ts"
import { mostPiled, type PalletLayer } from "./PalletLayer.ts"
import type { PalletProblem } from "./PalletProblem.ts"

/** Loads completed in search of the fullest. */
const loads = 1500

/** A whole pallet of units of one kind; undefined when its layers hold as many, or there are not units enough. */
export type FullLoads = (
  problem: PalletProblem,
  layer: PalletLayer,
  told: () => boolean
) => ReadonlyArray<LoadedUnit> | undefined

/**
 * Searches each sort of item once. Where units bear so little that piles do not reach the top, no other load is any
 * fuller, and none is searched.
 */
export const fullLoads = (): FullLoads => {
  const known = new Map<string, ReadonlyArray<LoadedUnit>>()
  return (problem, layer, told) => {
    const room = roomOf(problem.pallet)
    const item = problem.items[layer.kind]!
    const piled = mostPiled(item, layer.heightMm, layer.units, room)
    const isToTheTop = piled === Math.floor(room.heightMm / layer.heightMm)
    if (!isToTheTop || item.quantity <= piled * layer.units) return undefined
    const { lengthMm, massGrams, maxTopGrams, orientations, paddingMm, widthMm, heightMm } = item
    const key = [lengthMm, widthMm, heightMm, massGrams, maxTopGrams, orientations, paddingMm].join()
    const found = known.get(key) ?? search(problem, item, told)
    known.set(key, found)
    const isFuller = found.length > piled * layer.units && found.length <= item.quantity
    return isFuller ? found.map((unit) => ({ ...unit, kind: layer.kind })) : undefined
  }
}

/** As if there were as many units as the pallet has room for: the next part of the problem may have them. */
const search = ({ pallet, support }: PalletProblem, item: PackItem, told: () => boolean): ReadonlyArray<LoadedUnit> => {
  const { heightMm, lengthMm, widthMm } = roomOf(pallet)
  const quantity = Math.max(1, Math.floor((lengthMm * widthMm * heightMm) / unitVolumeMm3(item)))
  const rules = support === undefined ? {} : { support }
  const stop = ({ iteration }: Progress): boolean => iteration >= loads || told()
  const answer = loadContainer({ ...rules, items: [{ ...item, quantity }], container: pallet }, { seed: 0, stop })
  if (Result.isFailure(answer)) return []
  const { lengthMm: overX = 0, widthMm: overY = 0 } = pallet.overhangMm ?? {}
  return answer.success.plan.placements.map(({ x, y, z, l, w, h }) => ({
    kind: 0,
    x: x + overX,
    y: y + overY,
    z,
    l,
    w,
    h
  }))
}
