/**
 * Layers piled by first fit: full piles of one product, then what remains, each on the first pile that takes it.
 */
import { footprintSize } from "./bestLayer.ts"
import type { PalletLayer } from "./PalletLayer.ts"
import { goesOn, mostAlone, type Pile, type PileSearch } from "./pileLayers.ts"

/** Largest bases first, of those the highest. */
export const firstFitLayers = (search: PileSearch): ReadonlyArray<Pile> => {
  const { room, stock } = search
  const piles: Array<Array<PalletLayer>> = []
  const rest: Array<{ readonly layer: PalletLayer; readonly rank: number }> = []
  for (const { layer, quantity } of stock) {
    const alone = Math.max(1, Math.min(quantity, mostAlone(layer, room)))
    const full = mostAlone(layer, room) > quantity ? 0 : Math.floor(quantity / alone)
    for (let pile = 0; pile < full; pile++) piles.push(Array<PalletLayer>(alone).fill(layer))
    const rank = baseMm2(layer)
    for (let some = full * alone; some < quantity; some++) rest.push({ layer, rank })
  }
  const first = piles.length
  for (const { layer } of rest.sort((a, b) => b.rank - a.rank || b.layer.heightMm - a.layer.heightMm)) {
    let at = first
    while (at < piles.length && !goesOn(search, piles[at]!, layer)) at++
    if (at < piles.length) piles[at]!.push(layer)
    else piles.push([layer])
  }
  return piles
}

const baseMm2 = ({ footprints, units }: PalletLayer): number =>
  footprints.length < footprintSize ? 0 : units * footprints[2]! * footprints[3]!
