/**
 * The walk of one round, and what no round can undercut.
 */
import { random, type Random } from "@stowage/kernel/Random"
import { heldKarp } from "./heldKarp.ts"
import type { ReslotProblem } from "./ReslotProblem.ts"
import { type RoundWalk, shorten } from "./RoundWalks.ts"

const kicks = 30

/** Up to so many places the shortest of all walks is found. */
const fewPlaces = 7

/**
 * A short walk from start over all places to end, the shortest of all for up to seven places; for more exchanges, and
 * again after two parts of the walk have changed places, until thirty times in a row brought nothing. Places in the
 * order walked.
 */
export const shortestFound = (
  { end, start, walks }: ReslotProblem,
  places: ReadonlyArray<number>,
  chance: Random = random(0)
): ReadonlyArray<number> => {
  if (places.length <= fewPlaces) return heldKarp({ end, start, walks }, places)
  const floor = { places: walks.places, walkMm: walks.walkMm }
  let best: RoundWalk = { stops: Int32Array.of(start, ...places, end), perDay: 1, lengthMm: 0 }
  shorten(floor, best)
  for (let kick = 0; kick < kicks; kick++) {
    const cuts = Array.from({ length: 3 }, () => 1 + chance.int(places.length)).sort((a, b) => a - b)
    const [a = 1, b = 1, c = 1] = cuts
    const { stops } = best
    const parts = [stops.subarray(0, a), stops.subarray(b, c), stops.subarray(a, b), stops.subarray(c)]
    const kicked: RoundWalk = { stops: Int32Array.of(...parts.flatMap((part) => [...part])), perDay: 1, lengthMm: 0 }
    shorten(floor, kicked)
    if (kicked.lengthMm < best.lengthMm - 1e-6) {
      best = kicked
      kick = 0
    }
  }
  return [...best.stops.subarray(1, -1)]
}

/**
 * Millimetres a day that no plan undercuts: every round goes by way of some place at least, and of k places the k-th
 * nearest is no nearer than that. O(places log places).
 */
export const roundBound = ({ empty, end, rounds, skus, start, walks }: ReslotProblem): number => {
  const detours = [...skus.map(({ place }) => place), ...empty].map(
    (place) => walks.walkMm[start * walks.places + place]! + walks.walkMm[place * walks.places + end]!
  )
  detours.sort((a, b) => a - b)
  let sum = 0
  for (const { perDay = 1, skus: picked } of rounds) sum += perDay * (detours[new Set(picked).size - 1] ?? 0)
  return sum
}
