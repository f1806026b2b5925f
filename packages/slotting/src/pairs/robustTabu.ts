/**
 * Changing the places of two items again and again, never soon back.
 */
import type { Random } from "@stowage/kernel/Random"
import { type PlacedItems, swapItems } from "./PlacedItems.ts"

/** What a tabu search remembers. */
export interface TabuMemory {
  /** The step until which an item may not go back to a place: a row for each item. */
  readonly until: Int32Array
  /** The best places found, and what they cost. */
  readonly best: Int32Array
  bestCost: number
  step: number
}

export const tabuMemory = (size: number): TabuMemory => ({
  until: new Int32Array(size * size),
  best: new Int32Array(size),
  bestCost: Infinity,
  step: 0
})

/** Forgets what was forbidden, and takes the items as they are for the best. */
export const beginTabu = (memory: TabuMemory, placed: PlacedItems): void => {
  memory.until.fill(0)
  memory.step = 0
  memory.best.set(placed.place)
  memory.bestCost = placed.cost
}

/** A gain below this part of the cost is a rounding of the same cost. */
const rounding = 1e-11

/**
 * Makes `steps` changes, each the best of all pairs that is not forbidden, also when it costs; one that leads below the
 * best cost found is never forbidden. Two items may not both return to their places for about as many steps as there
 * are items, drawn anew each time.
 *
 * O(n²) a step.
 *
 * Source: Taillard (1991), Robust taboo search for the quadratic assignment problem, Parallel Computing 17.
 */
export const robustTabu = (placed: PlacedItems, memory: TabuMemory, chance: Random, steps: number): void => {
  const { size } = placed.model
  const { place } = placed
  for (let made = 0; made < steps; made++) {
    memory.step++
    const pair = bestAllowed(placed, memory)
    if (pair < 0) continue
    const [one, other] = [Math.floor(pair / size), pair % size]
    const [at, there] = [place[one]!, place[other]!]
    swapItems(placed, one, other)
    memory.until[one * size + at] = memory.step + tenure(size, chance)
    memory.until[other * size + there] = memory.step + tenure(size, chance)
    if (placed.cost < memory.bestCost - rounding * memory.bestCost) {
      memory.bestCost = placed.cost
      memory.best.set(place)
    }
  }
}

const tenure = (size: number, chance: Random): number => Math.floor(size * (0.9 + 0.2 * chance.next())) + 1

/** The pair that costs least to change, as `lower × n + higher`; -1 when all are forbidden. */
const bestAllowed = ({ cost, delta, model, place }: PlacedItems, { bestCost, step, until }: TabuMemory): number => {
  const { items, size } = model
  const aspired = bestCost - cost - rounding * bestCost
  let least = Infinity
  let found = -1
  for (let one = 0; one < items; one++) {
    const row = one * size
    for (let other = one + 1; other < size; other++) {
      const adds = delta[row + other]!
      if (adds >= least) continue
      const isForbidden = until[row + place[other]!]! >= step && until[other * size + place[one]!]! >= step
      if (isForbidden && adds >= aspired) continue
      least = adds
      found = row + other
    }
  }
  return found
}

/** Changes the places of two items while that saves, always the pair that saves most. O(n²) a step. */
export const descend = (placed: PlacedItems): void => {
  const { delta, model } = placed
  const { items, size } = model
  for (;;) {
    let least = -rounding * placed.cost
    let pair = -1
    for (let one = 0; one < items; one++) {
      for (let at = one * size + one + 1, end = (one + 1) * size; at < end; at++) {
        if (delta[at]! >= least) continue
        least = delta[at]!
        pair = at
      }
    }
    if (pair < 0) return
    swapItems(placed, Math.floor(pair / size), pair % size)
  }
}
