/**
 * What a search over many cartons knows of its problem, and the table it works on.
 */
import type { Random } from "@stowage/kernel/Random"
import { makeFailedSets, type FailedSets } from "./FailedSets.ts"
import { makeWorkbench, type Workbench } from "./firstFit.ts"
import { fitsBySize, type Kinds, type Room } from "../problem/Kinds.ts"
import type { CartonType, PackingRules, PackItem } from "../problem/PackingProblem.ts"
import type { Parcels } from "../problem/Parcels.ts"
import { makeSetPacker, type SetPacker } from "./SetPacker.ts"
import type { SearchEffort } from "./SearchEffort.ts"

/** Numbers that one unit takes in `lying`: unit, x, y, z, l, w, h. */
export const lyingSize = 7

/** The carton types, cheapest first. */
export interface CartonRange {
  /** What a carton of a type with so many grams in it costs. */
  readonly costOf: (type: number, contentGrams: number) => number
  /** How many there are of each type; infinity where there is no limit. */
  readonly stock: ReadonlyArray<number>
}

export interface PackBench {
  readonly items: ReadonlyArray<PackItem>
  readonly kindById: ReadonlyMap<string, number>
  readonly types: ReadonlyArray<CartonType>
  readonly rules: PackingRules
  /** Whether there are rules that only a beam search keeps. */
  readonly byBeamOnly: boolean
  readonly kinds: Kinds
  readonly parcels: Parcels
  readonly range: CartonRange
  readonly rooms: ReadonlyArray<Room>
  readonly roomMm3: Float64Array
  /** Whether nothing is asked but sizes, masses and support, so that units may be packed in piles. */
  readonly inPiles: boolean
  /** What packing one unit of each kind is worth: its part of the volume and of the mass, whichever is scarcer more. */
  readonly worth: Float64Array
  readonly packer: SetPacker
  readonly piles: Workbench
  readonly failed: FailedSets
  /** Of each type 1 for the sorts of which all kinds go in by size. */
  readonly holds: ReadonlyArray<Uint8Array>
  /** Of each type, made when first asked for: sorts that never share a carton of it, sort by sort. */
  readonly apart: Array<Uint8Array | undefined>
  /** Of each type, as far as it has been asked: whether one carton never takes the whole order. */
  readonly never: Array<boolean | undefined>
  /** Sorts that never share any carton. */
  readonly mayShare: (sort: number, other: number) => boolean
  readonly chance: Random
  readonly effort: SearchEffort
  /** The parcels that are to go in one carton; `count` of them. */
  readonly chosen: { readonly parcels: Int32Array; count: number }
  /** How the units of the last set that went in lie. */
  readonly lying: { readonly units: Int32Array; count: number }
  /** What decides the order in which units are put in. */
  readonly rank: Float64Array
}

export const makePackBench = (
  problem: Pick<
    PackBench,
    | "kinds"
    | "items"
    | "types"
    | "rules"
    | "byBeamOnly"
    | "inPiles"
    | "parcels"
    | "range"
    | "worth"
    | "rooms"
    | "mayShare"
    | "chance"
    | "effort"
  >,
  supportShare: number
): PackBench => {
  const { kinds, parcels, rooms, chance } = problem
  const units = parcels.kindOf.length
  return {
    ...problem,
    kindById: new Map(problem.items.map(({ id }, kind) => [id, kind])),
    roomMm3: Float64Array.from(rooms, (room) => room.lengthMm * room.widthMm * room.heightMm),
    packer: makeSetPacker(kinds, parcels.kindOf, supportShare),
    piles: makeWorkbench(kinds),
    failed: makeFailedSets(parcels.sorts + rooms.length, parcels.count, chance),
    holds: rooms.map((room) => heldBySize(kinds, parcels, room)),
    apart: rooms.map(() => undefined),
    never: rooms.map(() => undefined),
    chosen: { parcels: new Int32Array(parcels.count), count: 0 },
    lying: { units: new Int32Array(lyingSize * units), count: 0 },
    rank: new Float64Array(units)
  }
}

const heldBySize = (kinds: Kinds, { kindsIn, sorts }: Parcels, room: Room): Uint8Array => {
  const held = new Uint8Array(sorts)
  for (let sort = 0; sort < sorts; sort++)
    held[sort] = kindsIn[sort]!.every((kind) => fitsBySize(kinds, kind, room)) ? 1 : 0
  return held
}
