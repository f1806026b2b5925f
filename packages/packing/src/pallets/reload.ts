/**
 * Pallets that hold little, unloaded and loaded anew: layers that do not stand on one another, and rests of layers, go
 * together as cases where they do not as piles.
 */
import { roomOf } from "../problem/Kinds.ts"
import { emptyPallet, topUp, type OpenPallet } from "./OpenPallet.ts"
import { unitVolumeMm3 } from "../problem/PackingProblem.ts"
import type { PalletProblem } from "./PalletProblem.ts"

/**
 * What is on these pallets on as many or fewer, each the best of so many loads; undefined when that takes more, or when
 * told to end.
 */
export const reload = (
  problem: PalletProblem,
  pallets: ReadonlyArray<OpenPallet>,
  loads: number,
  told: () => boolean
): ReadonlyArray<OpenPallet> | undefined => {
  const { items } = problem
  const { heightMm, lengthMm, widthMm } = roomOf(problem.pallet)
  const left = new Int32Array(items.length)
  for (const { units } of pallets) for (const { kind } of units) left[kind] = left[kind]! + 1
  const fresh: Array<OpenPallet> = []
  while (left.some((quantity) => quantity > 0)) {
    const mm3 = left.reduce((sum, quantity, kind) => sum + quantity * unitVolumeMm3(items[kind]!), 0)
    const open = emptyPallet(problem)
    const isTooMuch = mm3 > (pallets.length - fresh.length) * lengthMm * widthMm * heightMm
    if (isTooMuch || told() || !topUp(problem, open, left, loads, told)) return undefined
    fresh.push(open)
  }
  return fresh
}
