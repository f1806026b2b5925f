/**
 * Which layers are piled on which pallet: as few piles as found.
 *
 * Source: Gupta and Ho (1999), A new heuristic algorithm for the one-dimensional bin-packing problem, Production
 * Planning and Control 10: minimum bin slack; here layers are piled in an order that stays the same, lowest first, and
 * what counts is not the height but the part of a pallet that each layer takes when piled on its own kind alone.
 */
import type { Random } from "@stowage/kernel/Random"
import { layerContacts, pileBears, type LayerContacts } from "./layerContacts.ts"
import type { Room } from "../problem/Kinds.ts"
import { mostPiled, type LayerStock, type PalletLayer } from "./PalletLayer.ts"

/** Layers on one pallet, lowest first. */
export type Pile = ReadonlyArray<PalletLayer>

export interface PileSearch {
  readonly stock: ReadonlyArray<LayerStock>
  readonly room: Room
  /** Of each base, the least part that rests on the layer below. */
  readonly support: number
  /** Part of a pallet that one layer takes, by its place in `stock`. */
  readonly parts: ReadonlyArray<number>
  readonly contacts: (upper: PalletLayer, lower: PalletLayer) => LayerContacts
}

export const makePileSearch = (stock: ReadonlyArray<LayerStock>, room: Room, support: number): PileSearch => {
  const known = new Map<PalletLayer, Map<PalletLayer, LayerContacts>>()
  const contacts = (upper: PalletLayer, lower: PalletLayer): LayerContacts => {
    const onto = known.get(upper) ?? new Map<PalletLayer, LayerContacts>()
    known.set(upper, onto)
    const found = onto.get(lower) ?? layerContacts(upper.footprints, lower.footprints)
    onto.set(lower, found)
    return found
  }
  const parts = stock.map(({ layer }) => 1 / mostAlone(layer, room))
  return { stock, room, support, parts, contacts }
}

/** Layers that go on one another when all are of this kind. */
export const mostAlone = ({ heightMm, maxTopGrams, unitGrams, units }: PalletLayer, room: Room): number =>
  mostPiled({ massGrams: unitGrams, maxTopGrams }, heightMm, units, room)

/** Whether each layer would bear what is above it if all its units bore the same: quick, and never stricter. */
const bearsEvenly = (pile: Pile, massGrams: number): boolean => {
  let aboveGrams = massGrams
  for (const layer of pile) {
    aboveGrams -= layer.massGrams
    if (aboveGrams > layer.maxTopGrams * layer.units + 1e-3) return false
  }
  return true
}

/** Whether `upper` may be put on a pile: support, height, mass, and what those below bear. */
export const goesOn = (search: PileSearch, pile: Pile, upper: PalletLayer): boolean => {
  const { contacts, room, support } = search
  let heightMm = upper.heightMm
  let massGrams = upper.massGrams
  for (const layer of pile) {
    heightMm += layer.heightMm
    massGrams += layer.massGrams
  }
  if (heightMm > room.heightMm || massGrams > room.payloadGrams) return false
  const top = pile.at(-1)
  if (!bearsEvenly(pile, massGrams)) return false
  return top === undefined || (contacts(upper, top).leastSupport >= support && pileBears([...pile, upper], contacts))
}

interface PileOptions {
  readonly chance?: Random
  readonly most?: number
  readonly told?: () => boolean
}

/** Piles looked at for one pallet, and for each layer that may be its lowest. */
const mostNodes = 600
const leastNodes = 24

/**
 * Piles all layers, pallet after pallet, each by the fullest pile that is found. Lowest are layers that bear much and
 * are large; with `chance`, order and worth of layers are distorted by it. Undefined when there would be more than
 * `most`, or when told to end.
 */
export const pileLayers = (
  search: PileSearch,
  { chance, most = Number.POSITIVE_INFINITY, told = () => false }: PileOptions = {}
): ReadonlyArray<Pile> | undefined => {
  const { parts, stock } = search
  const noise = (share: number): number => (chance === undefined ? 1 : 1 + share * chance.next())
  const rank = stock.map(({ layer }) => lowness(layer) * noise(0.3))
  const worth = parts.map((part) => part * (1 + part / 4) * noise(0.1))
  const order = [...stock.keys()].sort((a, b) => rank[b]! - rank[a]! || a - b)
  const left = Int32Array.from(stock, ({ quantity }) => quantity)
  const piles: Array<Pile> = []
  for (;;) {
    const fullest = fullestPile(search, order, worth, left)
    if (fullest.length === 0) return piles
    // The same again as often as there are layers for it.
    const used = new Int32Array(left.length)
    for (const at of fullest) used[at] = used[at]! + 1
    const times = Math.min(...fullest.map((at) => Math.floor(left[at]! / used[at]!)))
    for (const at of fullest) left[at] = left[at]! - times
    const pile = fullest.map((at) => stock[at]!.layer)
    for (let time = 0; time < times; time++) piles.push(pile)
    if (piles.length > most || told()) return undefined
  }
}

/** How much a layer belongs at the bottom. */
const lowness = ({ footprints, maxTopGrams, units, unitGrams, x1, x2, y1, y2 }: PalletLayer): number => {
  const bears = maxTopGrams === Number.POSITIVE_INFINITY ? 1 : Math.min(1, (maxTopGrams * units) / 2e6)
  const density = (units * unitGrams) / (footprints[2]! * footprints[3]! * units)
  return (x2 - x1) * (y2 - y1) * (1 + bears) * (1 + Math.min(1, density))
}

/** The fullest pile that so many nodes of a search in depth come to, as places in the stock. */
const fullestPile = (
  search: PileSearch,
  order: ReadonlyArray<number>,
  worth: ReadonlyArray<number>,
  left: Int32Array
): ReadonlyArray<number> => {
  const live = order.filter((at) => left[at]! > 0)
  const pile: Array<number> = []
  const layers: Array<PalletLayer> = []
  let best: ReadonlyArray<number> = []
  let most = 0
  let nodes = 0
  let limit = 0
  const used = new Int32Array(left.length)
  const deepen = (from: number, sum: number): void => {
    if (sum > most) {
      most = sum
      best = [...pile]
    }
    for (let next = from; next < live.length && nodes < limit; next++) {
      const at = live[next]!
      if (used[at]! >= left[at]!) continue
      nodes++
      const { layer } = search.stock[at]!
      if (!goesOn(search, layers, layer)) continue
      pile.push(at)
      layers.push(layer)
      used[at]!++
      deepen(next, sum + worth[at]!)
      used[at]!--
      pile.pop()
      layers.pop()
    }
  }
  const each = Math.max(leastNodes, Math.floor(mostNodes / Math.max(1, live.length)))
  for (let lowest = 0; lowest < live.length; lowest++) {
    limit = nodes + each
    deepen(lowest, 0)
  }
  return best
}
