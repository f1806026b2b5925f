/**
 * The shortest walk over few places.
 */
import type { ReslotProblem } from "./ReslotProblem.ts"

/**
 * From start over all places to end, in the order walked; of equally short walks one that ends at the place given
 * first. Time O(2ⁿ·n²), memory O(2ⁿ·n) for n places.
 *
 * Source: Held and Karp (1962), A dynamic programming approach to sequencing problems, Journal of the Society for
 * Industrial and Applied Mathematics 10.
 */
export const heldKarp = (
  { end, start, walks }: Pick<ReslotProblem, "walks" | "start" | "end">,
  places: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const count = places.length
  const between = (from: number, to: number): number => walks.walkMm[from * walks.places + to]!
  const sets = 2 ** count
  // Of each set of places and the last of them: the shortest walk from the start, and the place before the last.
  const length = new Float64Array(sets * count).fill(Infinity)
  const before = new Int8Array(sets * count)
  for (const [last, place] of places.entries()) length[(1 << last) * count + last] = between(start, place)
  for (let set = 1; set < sets; set++) {
    for (let last = 0; last < count; last++) {
      const here = length[set * count + last]!
      if (here === Infinity) continue
      for (let next = 0; next < count; next++) {
        if ((set & (1 << next)) !== 0) continue
        const at = (set | (1 << next)) * count + next
        const there = here + between(places[last]!, places[next]!)
        if (there >= length[at]!) continue
        length[at] = there
        before[at] = last
      }
    }
  }
  let set = sets - 1
  let last = 0
  const ended = (at: number): number => length[set * count + at]! + between(places[at]!, end)
  for (let at = 1; at < count; at++) if (ended(at) < ended(last)) last = at
  const walk: Array<number> = []
  while (set > 0) {
    walk.unshift(places[last]!)
    const previous = before[set * count + last]!
    set &= ~(1 << last)
    last = previous
  }
  return walk
}
