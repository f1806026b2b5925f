/**
 * In what order SKUs are carried to other places.
 */
import type { Move } from "./MovePlan.ts"
import type { MoveProblem } from "./MoveProblem.ts"

/**
 * Moves that bring every SKU to its target, nearest first: of all SKUs whose target is empty, the one whose place is
 * nearest to where the mover is. What vacates a place lets the next in, so chains are followed to their ends; SKUs that
 * wait for each other in a circle are opened by putting the nearest down in the nearest buffer. A circle of k SKUs
 * takes k + 1 moves, any other SKU one. Undefined when a circle finds no buffer. Ties break by SKU.
 *
 * O(moves × SKUs).
 */
export const moveSequence = (
  { buffers, reslot }: MoveProblem,
  target: ArrayLike<number>
): ReadonlyArray<Move> | undefined => {
  const { places, walkMm } = reslot.walks
  const at = reslot.skus.map(({ place }) => place)
  const taken = new Set(at)
  const waiting = new Set([...at.keys()].filter((sku) => at[sku] !== target[sku]))
  const moves: Array<Move> = []
  let mover = reslot.start
  const nearestTo = (from: number, candidates: Iterable<number>, placeOf: (candidate: number) => number): number => {
    let least = Infinity
    let nearest = -1
    for (const candidate of candidates) {
      const length = walkMm[from * places + placeOf(candidate)]!
      if (length >= least) continue
      least = length
      nearest = candidate
    }
    return nearest
  }
  const carry = (sku: number, to: number): void => {
    const from = at[sku]!
    moves.push({ sku, from, to })
    taken.delete(from)
    taken.add(to)
    at[sku] = to
    mover = to
    if (to === target[sku]) waiting.delete(sku)
  }
  while (waiting.size > 0) {
    const ready = [...waiting].filter((sku) => !taken.has(target[sku]!))
    const next = nearestTo(mover, ready.length > 0 ? ready : waiting, (sku) => at[sku]!)
    if (ready.length > 0) {
      carry(next, target[next]!)
      continue
    }
    const free = buffers.filter((place) => !taken.has(place))
    const buffer = nearestTo(at[next]!, free, (place) => place)
    if (buffer < 0) return undefined
    carry(next, buffer)
  }
  return moves
}
