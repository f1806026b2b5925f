/**
 * Every set of orders that one cart takes, where there are not too many.
 */
import { type BatchCore, rounding } from "./BatchCore.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** What it costs to find a set, and to measure one, in units of effort. */
const work = { found: 20, measured: 600 }

/** How many sets one cart takes; one more than `most` when there are more. O(sets). */
export const countSets = (core: BatchCore, most: number, effort: SearchEffort): number => {
  if (surelyMoreThan(core, most)) return most + 1
  let found = 0
  eachSet(core, () => {
    found++
    return found > most || effort.spend(work.found)
  })
  return found
}

/** Whether one cart takes more sets than `most` by this alone: any so many orders of which each fits so many times. */
const surelyMoreThan = ({ load, most: limits, orders }: BatchCore, most: number): boolean => {
  const times = Float64Array.from({ length: orders }, (_, order) => {
    let fewest = orders
    for (let limit = 0; limit < limits.length; limit++) {
      const each = load[limit * orders + order] as number
      if (each > 0) fewest = Math.min(fewest, Math.floor((limits[limit] as number) / each))
    }
    return fewest
  })
  for (let size = 2; size <= orders; size++) {
    const fitting = times.reduce((count, each) => (each >= size ? count + 1 : count), 0)
    if (fitting < size) return false
    let sets = 1
    for (let taken = 0; taken < size && sets <= most; taken++) sets *= (fitting - taken) / (taken + 1)
    if (sets > most + 0.5) return true
  }
  return false
}

/** Measures every set that one cart takes, and says whether it did: not when the effort is over first. O(sets). */
export const measureEverySet = (core: BatchCore, sets: OrderSets, effort: SearchEffort): boolean =>
  eachSet(core, (orders, count) => {
    const before = sets.measured
    sets.measure(orders, count)
    return effort.spend(work.found + work.measured * (sets.measured - before))
  })

/** Visits every set that one cart takes until a visit says that it is enough; whether none did. */
const eachSet = (
  { load, most: limits, orders }: BatchCore,
  visit: (orders: Int32Array, count: number) => boolean
): boolean => {
  const chosen = new Int32Array(orders)
  const left = limits.slice()

  const takes = (order: number): boolean => {
    for (let limit = 0; limit < left.length; limit++) {
      if ((load[limit * orders + order] as number) > (left[limit] as number) + rounding) return false
    }
    return true
  }
  const add = (order: number, sign: number): void => {
    for (let limit = 0; limit < left.length; limit++) {
      left[limit] = (left[limit] as number) - sign * (load[limit * orders + order] as number)
    }
  }
  const extend = (from: number, count: number): boolean => {
    for (let order = from; order < orders; order++) {
      if (!takes(order)) continue
      chosen[count] = order
      if (visit(chosen, count + 1)) return false
      add(order, 1)
      const isThrough = extend(order + 1, count + 1)
      add(order, -1)
      if (!isThrough) return false
    }
    return true
  }
  return extend(0, 0)
}
