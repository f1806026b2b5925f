/**
 * A pallet on which there is something, and what else goes on top.
 */
import type { Progress } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { footprintSize } from "./bestLayer.ts"
import { roomOf } from "../problem/Kinds.ts"
import { layerContacts } from "./layerContacts.ts"
import type { LoadedUnit } from "../loads/LoadedUnit.ts"
import { loadContainer } from "../loads/loadContainer.ts"
import type { PackedCarton } from "../problem/PackPlan.ts"
import type { PalletLayer } from "./PalletLayer.ts"
import { leastSupport, mayLayer, type PalletProblem } from "./PalletProblem.ts"
import type { CartonType } from "../problem/PackingProblem.ts"
import type { Pile } from "./pileLayers.ts"
import { unitsBear } from "./unitsBear.ts"

export interface OpenPallet {
  /** What may go on it. */
  readonly kinds: ReadonlyArray<number>
  /** Lowest first; corners from that of the room. */
  units: ReadonlyArray<LoadedUnit>
  readonly heightMm: number
  readonly massGrams: number
  /** The topmost layer; undefined on an empty pallet. */
  readonly top: PalletLayer | undefined
}

export const emptyPallet = ({ items }: PalletProblem): OpenPallet => ({
  kinds: [...items.keys()],
  units: [],
  heightMm: 0,
  massGrams: 0,
  top: undefined
})

/** A pile on a pallet that `kinds` may go on. */
export const palletOf = (kinds: ReadonlyArray<number>, pile: Pile): OpenPallet => {
  const units: Array<LoadedUnit> = []
  let z = 0
  let massGrams = 0
  for (const { footprints, heightMm, kind, massGrams: layerGrams } of pile) {
    for (let at = 0; at < footprints.length; at += footprintSize) {
      const [x, y, l, w] = [footprints[at]!, footprints[at + 1]!, footprints[at + 2]!, footprints[at + 3]!]
      units.push({ kind, x, y, z, l, w, h: heightMm })
    }
    z += heightMm
    massGrams += layerGrams
  }
  return { kinds, units, heightMm: z, massGrams, top: pile.at(-1) }
}

/** The pallet as packed: corners from that of the pallet. */
export const packedPallet = (
  { items, pallet: { id, overhangMm } }: PalletProblem,
  { units }: OpenPallet
): PackedCarton => ({
  carton: id,
  placements: units.map(({ kind, x, y, z, l, w, h }) => ({
    item: items[kind]!.id,
    x: x - (overhangMm?.lengthMm ?? 0),
    y: y - (overhangMm?.widthMm ?? 0),
    z,
    l,
    w,
    h
  }))
})

/** Blocks made for what is loaded, and when told to end. */
const manyBlocks = 1500
const fewBlocks = 50

/** Loads as much of what is left as goes on top, completing up to so many loads; false when nothing does. */
export const topUp = (
  problem: PalletProblem,
  open: OpenPallet,
  left: Int32Array,
  loads: number,
  told: () => boolean
): boolean => {
  const { items } = problem
  const kinds = open.kinds.filter((kind) => left[kind]! > 0 && (open.top === undefined || mayLayer(problem, kind)))
  const container = roomAbove(problem, open)
  if (container === undefined || open.top?.maxTopGrams === 0) return false
  const content = kinds
    .map((kind) => ({ ...items[kind]!, quantity: left[kind]! }))
    .filter((item) => leastSide(item) <= container.innerHeightMm)
  if (content.length === 0) return false
  const { pallet: _, ...rules } = problem
  const blocks = told() ? fewBlocks : manyBlocks
  const stop = ({ iteration }: Progress): boolean => iteration >= loads || told()
  const answer = loadContainer({ ...rules, items: content, container }, { seed: 0, blocks, stop })
  if (Result.isFailure(answer)) return false
  const [x0, y0] = open.top === undefined ? overhangOf(problem) : [open.top.x1, open.top.y1]
  const kindById = new Map(kinds.map((kind) => [items[kind]!.id, kind]))
  const added = answer.success.plan.placements.map(({ item, x, y, z, l, w, h }): LoadedUnit => ({
    kind: kindById.get(item)!,
    x: x + x0,
    y: y + y0,
    z: z + open.heightMm,
    l,
    w,
    h
  }))
  const units = [...open.units, ...added]
  const stands = open.top === undefined || (standsOn(problem, open.top, added) && unitsBear(items, units))
  if (added.length === 0 || !stands) return false
  for (const { kind } of added) left[kind] = left[kind]! - 1
  open.units = units
  return true
}

const overhangOf = ({ pallet: { overhangMm } }: PalletProblem): readonly [number, number] => [
  overhangMm?.lengthMm ?? 0,
  overhangMm?.widthMm ?? 0
]

const leastSide = ({ lengthMm, widthMm, heightMm }: PalletProblem["items"][number]): number =>
  Math.min(lengthMm, widthMm, heightMm)

/** The room on top of the topmost layer, as a container; the whole pallet when there is none. */
const roomAbove = (
  { pallet: type }: PalletProblem,
  { heightMm, massGrams, top }: OpenPallet
): CartonType | undefined => {
  if (top === undefined) return type
  const room = roomOf(type)
  const innerHeightMm = room.heightMm - heightMm
  const maxGrossGrams = room.payloadGrams - massGrams
  if (innerHeightMm <= 0 || maxGrossGrams <= 0) return undefined
  const [innerLengthMm, innerWidthMm] = [top.x2 - top.x1, top.y2 - top.y1]
  return {
    id: type.id,
    innerLengthMm,
    innerWidthMm,
    innerHeightMm,
    outerLengthMm: innerLengthMm,
    outerWidthMm: innerWidthMm,
    outerHeightMm: innerHeightMm,
    tareGrams: 0,
    maxGrossGrams
  }
}

/** Whether what stands on the topmost layer is supported as the problem asks: there may be gaps in the layer. */
const standsOn = (problem: PalletProblem, top: PalletLayer, added: ReadonlyArray<LoadedUnit>): boolean => {
  const least = added.reduce((lowest, { z }) => Math.min(lowest, z), Number.POSITIVE_INFINITY)
  const lowest = added.filter(({ z }) => z === least).flatMap(({ x, y, l, w }) => [x, y, l, w])
  return layerContacts(Int32Array.from(lowest), top.footprints).leastSupport >= leastSupport(problem)
}
