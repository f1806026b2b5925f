/**
 * Layers of one product: what whole-layer piles are made of.
 */
import { bestLayer, footprintSize, type Footprints } from "./bestLayer.ts"
import { posesOf, roomOf, type Room } from "../problem/Kinds.ts"
import type { CartonType, PackItem } from "../problem/PackingProblem.ts"

/**
 * Units of one kind side by side, all as high, in the middle of the pallet; corners from that of its room. One alone is
 * never too high or too heavy for the pallet: a pile begins with any.
 */
export interface PalletLayer {
  readonly kind: number
  readonly footprints: Footprints
  readonly units: number
  readonly heightMm: number
  readonly unitGrams: number
  readonly massGrams: number
  /** What one unit bears on its top; infinite when not said. */
  readonly maxTopGrams: number
  /** The rectangle around all units. */
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Layers of so many units that go on one another: by height, by mass, and by what a unit bears. */
export const mostPiled = (
  { massGrams, maxTopGrams = Number.POSITIVE_INFINITY }: Pick<PackItem, "massGrams" | "maxTopGrams">,
  heightMm: number,
  units: number,
  room: Room
): number =>
  Math.min(
    Math.floor(room.heightMm / heightMm),
    massGrams === 0 ? Number.POSITIVE_INFINITY : Math.floor(room.payloadGrams / (massGrams * units)),
    maxTopGrams === 0 ? 1 : massGrams === 0 ? Number.POSITIVE_INFINITY : 1 + Math.floor(maxTopGrams / massGrams)
  )

/** Least part of the pallet's room, seen from above, that a layer covers for layers to pay. */
const leastCover = 0.7

/** The patterns of one pallet's layers, each searched once, however many items are of one size. */
export type LayerPatterns = (lengthMm: number, widthMm: number, turns: boolean) => Footprints

export const layerPatterns = (pallet: CartonType): LayerPatterns => {
  const { lengthMm, widthMm } = roomOf(pallet)
  const known = new Map<string, Footprints>()
  return (l, w, turns) => {
    const key = `${l}×${w}${turns ? "" : "!"}`
    const found = known.get(key) ?? bestLayer(lengthMm, widthMm, l, w, turns)
    known.set(key, found)
    return found
  }
}

/**
 * The layer that gets most units of an item on a pallet when it is piled as high as goes; undefined when none covers
 * `leastCover`, there are not units enough for one that does, or the pallet does not carry it.
 */
const layerOf = (
  item: PackItem,
  kind: number,
  pallet: CartonType,
  patterns: LayerPatterns
): PalletLayer | undefined => {
  const room = roomOf(pallet)
  const { lengthMm, widthMm, heightMm } = room
  const poses = posesOf(item).filter(([, , h]) => h <= heightMm)
  let best: PalletLayer | undefined
  let most = 0
  for (const [l, w, h] of poses) {
    const turns = poses.some((pose) => pose[0] === w && pose[1] === l && pose[2] === h)
    const footprints = patterns(l, w, turns)
    const units = Math.min(footprints.length / footprintSize, item.quantity)
    const onPallet = units * mostPiled(item, h, units, room)
    if (onPallet <= most || units * l * w < leastCover * lengthMm * widthMm) continue
    most = onPallet
    best = layerFrom(item, kind, pallet, footprints, units, h)
  }
  return best
}

/** Layers alike. */
export interface LayerStock {
  readonly layer: PalletLayer
  readonly quantity: number
}

/** Least part of a whole layer that is laid as one. */
const leastPart = 0.7

/** As many whole layers as there are units for, and one that is not whole where it nearly is. */
export const layersOf = (
  item: PackItem,
  kind: number,
  pallet: CartonType,
  patterns: LayerPatterns = layerPatterns(pallet)
): ReadonlyArray<LayerStock> => {
  const layer = layerOf(item, kind, pallet, patterns)
  if (layer === undefined) return []
  const rest = item.quantity % layer.units
  const whole = [{ layer, quantity: Math.floor(item.quantity / layer.units) }]
  return rest < leastPart * layer.units ? whole : [...whole, { layer: partOf(layer, rest), quantity: 1 }]
}

/** As many units of the same layer as `units`, fewer than it has. */
const partOf = (layer: PalletLayer, units: number): PalletLayer => ({
  ...layer,
  units,
  massGrams: units * layer.unitGrams,
  footprints: layer.footprints.slice(0, units * footprintSize)
})

const layerFrom = (
  item: PackItem,
  kind: number,
  pallet: CartonType,
  pattern: Footprints,
  units: number,
  heightMm: number
): PalletLayer => {
  const { lengthMm, widthMm } = roomOf(pallet)
  const footprints = pattern.slice(0, units * footprintSize)
  const least = [lengthMm, widthMm]
  const most = [0, 0]
  for (let at = 0; at < footprints.length; at += footprintSize) {
    for (let axis = 0; axis < 2; axis++) {
      least[axis] = Math.min(least[axis]!, footprints[at + axis]!)
      most[axis] = Math.max(most[axis]!, footprints[at + axis]! + footprints[at + axis + 2]!)
    }
  }
  const x = Math.floor((lengthMm - most[0]! - least[0]!) / 2)
  const y = Math.floor((widthMm - most[1]! - least[1]!) / 2)
  for (let at = 0; at < footprints.length; at += footprintSize) {
    footprints[at] = footprints[at]! + x
    footprints[at + 1] = footprints[at + 1]! + y
  }
  return {
    kind,
    footprints,
    units,
    heightMm,
    unitGrams: item.massGrams,
    massGrams: units * item.massGrams,
    maxTopGrams: item.maxTopGrams ?? Number.POSITIVE_INFINITY,
    x1: least[0]! + x,
    y1: least[1]! + y,
    x2: most[0]! + x,
    y2: most[1]! + y
  }
}
