/**
 * Which sets of units have not gone in a carton, and how often that was tried.
 *
 * A set is the sum of the numbers of its sorts, 64 random bits each, in two halves. The table is of fixed size and
 * forgets what is overwritten; what it says of a set it has seen is wrong once in 2^64 or so, and then costs a plan,
 * not its soundness.
 *
 * Source: Zobrist (1970), A new hashing method with application for game playing.
 */
import type { Random } from "@stowage/kernel/Random"

/** Slots for so many parcels: enough for what a search of some seconds meets, and few for a small order. */
const slotsFor = (parcels: number): number => 1 << Math.min(17, 8 + Math.ceil(2 * Math.log2(1 + parcels)))

export interface FailedSets {
  /** The number of each sort, and of each carton type. */
  readonly low: Int32Array
  readonly high: Int32Array
  readonly lowOf: Int32Array
  readonly highOf: Int32Array
  readonly tries: Uint16Array
}

export const makeFailedSets = (numbers: number, parcels: number, chance: Random): FailedSets => {
  const drawn = (): Int32Array => Int32Array.from({ length: numbers }, () => (chance.next() * 4294967296) | 0)
  const slots = slotsFor(parcels)
  return {
    low: drawn(),
    high: drawn(),
    lowOf: new Int32Array(slots),
    highOf: new Int32Array(slots),
    tries: new Uint16Array(slots)
  }
}

const slotOf = ({ tries }: FailedSets, low: number, high: number): number => (low ^ (high >>> 9)) & (tries.length - 1)

/** How often the set was tried in vain; 0 when nothing is known. */
export const failedTries = (sets: FailedSets, low: number, high: number): number => {
  const slot = slotOf(sets, low, high)
  return sets.lowOf[slot] === low && sets.highOf[slot] === high ? sets.tries[slot]! : 0
}

export const rememberFailure = (sets: FailedSets, low: number, high: number, tries: number): void => {
  const slot = slotOf(sets, low, high)
  sets.lowOf[slot] = low
  sets.highOf[slot] = high
  sets.tries[slot] = tries
}
