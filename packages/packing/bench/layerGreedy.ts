/**
 * How pallets are usually built, as a reference: stock pallets, case pallets, rest pallets. The best layers of one
 * product, piled by product as high as goes; the layers that remain, largest first, each on the first pile of remaining
 * layers that takes it; single cases that make no layer greedily on pallets of their own, by the first load of a
 * search. The rules are those of `buildPallets`.
 */
import { firstFitLayers } from "../src/pallets/firstFitLayers.ts"
import { roomOf } from "../src/problem/Kinds.ts"
import { emptyPallet, packedPallet, palletOf, topUp, type OpenPallet } from "../src/pallets/OpenPallet.ts"
import { layersOf } from "../src/pallets/PalletLayer.ts"
import { leastSupport, sharingSets, type PalletProblem } from "../src/pallets/PalletProblem.ts"
import type { PackPlan } from "../src/problem/PackPlan.ts"
import { makePileSearch } from "../src/pallets/pileLayers.ts"

export const layerGreedy = (problem: PalletProblem): PackPlan => {
  const { items, pallet } = problem
  const left = Int32Array.from(items, ({ quantity }) => quantity)
  const open = sharingSets(problem).flatMap((kinds): ReadonlyArray<OpenPallet> => {
    const stock = kinds.flatMap((kind) => layersOf(items[kind]!, kind, pallet))
    for (const { layer, quantity } of stock) left[layer.kind] = left[layer.kind]! - quantity * layer.units
    const search = makePileSearch(stock, roomOf(pallet), leastSupport(problem))
    const piles = firstFitLayers(search)
    return piles.map((pile) => palletOf(kinds, pile))
  })
  while (left.some((quantity) => quantity > 0)) {
    const fresh = emptyPallet(problem)
    if (!topUp(problem, fresh, left, 1, () => false)) throw new RangeError("no load of single cases")
    open.push(fresh)
  }
  return { cartons: open.map((each) => packedPallet(problem, each)) }
}
