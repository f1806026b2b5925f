/**
 * One way to try an order: carton after carton, each loaded by first fit with what the ones before left over.
 */
import type { Random } from "@stowage/kernel/Random"
import { firstFit, takesAll, type Attempt, type Workbench } from "./firstFit.ts"
import { fitsBySize, type Kinds, type Room } from "../problem/Kinds.ts"

/** The carton range in columns, cheapest first; ties in the order of the problem. */
export interface Range {
  readonly rooms: ReadonlyArray<Room>
  readonly costs: ReadonlyArray<number>
}

/** One loaded carton: its position in the range, and its piles as in `Load`. */
export interface Loaded {
  readonly type: number
  readonly piles: ReadonlyArray<number>
}

/** Cartons that hold the whole order. */
export interface Found {
  readonly cost: number
  readonly cartons: ReadonlyArray<Loaded>
}

/** What a search knows of its order. */
export interface Search {
  readonly kinds: Kinds
  readonly range: Range
  /** What packing one unit of each kind is worth: its part of the volume and of the mass, whichever is scarcer more. */
  readonly worth: Float64Array
  readonly workbench: Workbench
}

/**
 * The cheapest plan that this attempt leads to and that costs less than `limit`, if any.
 *
 * The cheapest carton that takes all that is left ends the plan. The plan also goes on with the carton that packs most
 * worth for its cost, while the two of it and the cheapest carton would still save. With `random`, worth for cost is
 * judged with noise, so that other splits come up too.
 */
export const splitOrder = (
  { kinds, range, worth, workbench }: Search,
  attempt: Attempt,
  limit: number,
  random?: Random
): Found | undefined => {
  const { load } = workbench
  const { rooms, costs } = range
  const cheapest = costs[0]!
  const before: Array<Loaded> = []
  let left = kinds.quantity
  let spent = 0
  let found: Found | undefined
  for (;;) {
    const rest = totals(kinds, left)
    let bestRate = 0
    let bestLeft: Int32Array | undefined
    let best: Loaded | undefined
    for (let type = 0; type < rooms.length; type++) {
      const total = spent + costs[type]!
      if (total >= (found?.cost ?? limit)) break
      const room = rooms[type]!
      const splitPays = total + cheapest < (found?.cost ?? limit)
      if (!splitPays && !mayHold(kinds, room, left, rest)) continue
      if ((splitPays ? firstFit : takesAll)(kinds, room, left, attempt, workbench)) {
        found = { cost: total, cartons: [...before, { type, piles: [...load.piles] }] }
        break
      }
      const loaded = worthOf(worth, left, load.left)
      const rate = (loaded / costs[type]!) * (random === undefined ? 1 : 0.3 + random.next())
      // A carton that takes nothing gets the order no further, even when it is free.
      if (!splitPays || loaded === 0 || rate <= bestRate) continue
      bestRate = rate
      bestLeft = Int32Array.from(load.left)
      best = { type, piles: [...load.piles] }
    }
    if (best === undefined || bestLeft === undefined) return found
    before.push(best)
    spent += costs[best.type]!
    left = bestLeft
    if (spent + cheapest >= (found?.cost ?? limit)) return found
  }
}

interface Totals {
  readonly volumeMm3: number
  readonly massGrams: number
}

const totals = (kinds: Kinds, left: Int32Array): Totals => {
  let volumeMm3 = 0
  let massGrams = 0
  for (let kind = 0; kind < kinds.count; kind++) {
    volumeMm3 += left[kind]! * kinds.volumeMm3[kind]!
    massGrams += left[kind]! * kinds.massGrams[kind]!
  }
  return { volumeMm3, massGrams }
}

/** Whether nothing that is easily seen speaks against all that is left going in. */
const mayHold = (kinds: Kinds, room: Room, left: Int32Array, { volumeMm3, massGrams }: Totals): boolean => {
  if (massGrams > room.payloadGrams || volumeMm3 > room.lengthMm * room.widthMm * room.heightMm) return false
  for (let kind = 0; kind < kinds.count; kind++) if (left[kind]! > 0 && !fitsBySize(kinds, kind, room)) return false
  return true
}

const worthOf = (worth: Float64Array, before: Int32Array, after: Int32Array): number => {
  let sum = 0
  for (let kind = 0; kind < worth.length; kind++) sum += worth[kind]! * (before[kind]! - after[kind]!)
  return sum
}
