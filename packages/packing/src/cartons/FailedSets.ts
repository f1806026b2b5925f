/**
 * Which sets of units have not gone in a carton, and how often that was tried.
 *
 * A set is the sum of the numbers of its sorts, 64 random bits each, in two halves. The table grows up to a size and
 * forgets what is overwritten; what it says of a set it has seen is wrong once in 2^64 or so, and then costs a plan,
 * not its soundness.
 *
 * Source: Zobrist (1970), A new hashing method with application for game playing.
 */
import type { Random } from "@stowage/kernel/Random"

/** Slots for so many parcels at most: enough for what a search of some seconds meets, and few for a small order. */
const mostSlots = (parcels: number): number => 1 << Math.min(17, 8 + Math.ceil(2 * Math.log2(1 + parcels)))
/** Slots to begin with: most orders are packed before many sets have failed. */
const firstSlots = 32
/** Sets a slot beyond which the table grows, and by how much it does. */
const crowded = 0.25
const growth = 8

export interface FailedSets {
  /** The number of each sort, and of each carton type. */
  readonly low: Int32Array
  readonly high: Int32Array
  lowOf: Int32Array
  highOf: Int32Array
  tries: Uint16Array
  /** Sets remembered since the table grew. */
  remembered: number
  readonly mostSlots: number
}

export const makeFailedSets = (numbers: number, parcels: number, chance: Random): FailedSets => {
  const drawn = (): Int32Array => Int32Array.from({ length: numbers }, () => (chance.next() * 4294967296) | 0)
  return {
    low: drawn(),
    high: drawn(),
    lowOf: new Int32Array(firstSlots),
    highOf: new Int32Array(firstSlots),
    tries: new Uint16Array(firstSlots),
    remembered: 0,
    mostSlots: mostSlots(parcels)
  }
}

const slotOf = ({ tries }: FailedSets, low: number, high: number): number => (low ^ (high >>> 9)) & (tries.length - 1)

/** How often the set was tried in vain; 0 when nothing is known. */
export const failedTries = (sets: FailedSets, low: number, high: number): number => {
  const slot = slotOf(sets, low, high)
  return sets.lowOf[slot] === low && sets.highOf[slot] === high ? sets.tries[slot]! : 0
}

export const rememberFailure = (sets: FailedSets, low: number, high: number, tries: number): void => {
  if (++sets.remembered > crowded * sets.tries.length && sets.tries.length < sets.mostSlots) grow(sets)
  keepFailure(sets, low, high, tries)
}

const keepFailure = (sets: FailedSets, low: number, high: number, tries: number): void => {
  const slot = slotOf(sets, low, high)
  sets.lowOf[slot] = low
  sets.highOf[slot] = high
  sets.tries[slot] = tries
}

const grow = (sets: FailedSets): void => {
  const { highOf, lowOf, tries } = sets
  const slots = Math.min(sets.mostSlots, growth * tries.length)
  sets.lowOf = new Int32Array(slots)
  sets.highOf = new Int32Array(slots)
  sets.tries = new Uint16Array(slots)
  for (let slot = 0; slot < tries.length; slot++) {
    if (tries[slot]! > 0) keepFailure(sets, lowOf[slot]!, highOf[slot]!, tries[slot]!)
  }
}
