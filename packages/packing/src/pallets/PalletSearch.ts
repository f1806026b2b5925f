/**
 * The search for the pallets of items that may share them.
 */
import type { Random } from "@stowage/kernel/Random"
import { roomOf } from "../problem/Kinds.ts"
import type { OpenPallet } from "./OpenPallet.ts"
import { unitVolumeMm3 } from "../problem/PackingProblem.ts"
import { layersOf, type LayerPatterns } from "./PalletLayer.ts"
import { leastSupport, mayLayer, sharingSets, type PalletProblem } from "./PalletProblem.ts"
import { makePileSearch, mostAlone, type Pile, type PileSearch } from "./pileLayers.ts"

/** Items that may share pallets whichever they are, and the piles of their layers. */
interface PileSet {
  readonly kinds: ReadonlyArray<number>
  readonly search: PileSearch
}

/** Of each set. */
export type Piles = ReadonlyArray<ReadonlyArray<Pile>>

export interface PalletSearch {
  /** Items are worth the part of a pallet that a unit takes among its like. */
  readonly problem: PalletProblem
  readonly patterns: LayerPatterns
  readonly chance: Random
  sets: ReadonlyArray<PileSet>
  /** Pallets of one item each, fuller than by layers. */
  full: ReadonlyArray<OpenPallet>
  /** The best pallets so far; before the first plan, none. */
  pallets: ReadonlyArray<OpenPallet>
  /** The piles that they were begun with. */
  piles: Piles
  tries: number
}

/** Part of a pallet's room that mixed cases fill, about. */
const mixedFill = 0.9
/** What a pallet of one item, as densely piled as goes, is worth. */
export const palletWorth = 1e9

export const makePalletSearch = (problem: PalletProblem, patterns: LayerPatterns, chance: Random): PalletSearch => {
  const { items, pallet } = problem
  const room = roomOf(pallet)
  const roomMm3 = mixedFill * room.lengthMm * room.widthMm * room.heightMm
  const parts = Float64Array.from(items, (item) => unitVolumeMm3(item) / roomMm3)
  const sets = pileSets(problem, patterns, [])
  for (const { search } of sets) {
    for (const { layer } of search.stock) parts[layer.kind] = 1 / (mostAlone(layer, room) * layer.units)
  }
  const worth = items.map((item, kind) => ({ ...item, value: Math.ceil(palletWorth * parts[kind]!) }))
  const worthy = { ...problem, items: worth }
  return { problem: worthy, patterns, chance, sets, full: [], pallets: [], piles: [], tries: 0 }
}

/** Layers of what is not on full pallets. */
export const pileSets = (
  problem: PalletProblem,
  patterns: LayerPatterns,
  full: ReadonlyArray<OpenPallet>
): ReadonlyArray<PileSet> => {
  const { items, pallet } = problem
  const left = unloaded(problem, full)
  return sharingSets(problem).map((kinds) => {
    const stock = kinds
      .filter((kind) => mayLayer(problem, kind))
      .flatMap((kind) => layersOf({ ...items[kind]!, quantity: left[kind]! }, kind, pallet, patterns))
    return { kinds, search: makePileSearch(stock, roomOf(pallet), leastSupport(problem)) }
  })
}

/** Units of each kind that are on none of these pallets. */
export const unloaded = ({ items }: PalletProblem, pallets: ReadonlyArray<OpenPallet>): Int32Array => {
  const left = Int32Array.from(items, ({ quantity }) => quantity)
  for (const { units } of pallets) for (const { kind } of units) left[kind] = left[kind]! - 1
  return left
}

/** What a pallet holds, as parts of `palletWorth`. */
export const held = ({ items }: PalletProblem, { units }: OpenPallet): number =>
  units.reduce((sum, { kind }) => sum + items[kind]!.value!, 0)
