/**
 * The least that can be left out of a container.
 */
import type { LoadKinds } from "./LoadKinds.ts"
import type { LoadRoom } from "./LoadTask.ts"

/**
 * Worth of all units less the most that could be packed by volume alone, or by mass alone, if units could be cut: both
 * are fractional knapsacks. Units that go in on no side are left out. Never above the best load's cost.
 */
export const loadBound = (kinds: LoadKinds, room: LoadRoom): number => {
  const roomMm3 = room.lengthMm * room.widthMm * room.heightMm
  const all = Array.from({ length: kinds.count }, (_, kind) => kind)
  const total = all.reduce((sum, kind) => sum + kinds.quantity[kind]! * kinds.worth[kind]!, 0)
  const usable = all.filter((kind) => kinds.poseFrom[kind + 1]! > kinds.poseFrom[kind]!)
  const byVolume = mostWorth(kinds, usable, (kind) => leastMm3(kinds, kind), roomMm3)
  const byMass = mostWorth(kinds, usable, (kind) => kinds.massGrams[kind]!, room.payloadGrams)
  return Math.max(0, total - Math.min(byVolume, byMass))
}

/** What a unit adds to a load: nested in another, only what it stands out by. */
const leastMm3 = ({ poseFrom, l, w, rise }: LoadKinds, kind: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let pose = poseFrom[kind]!; pose < poseFrom[kind + 1]!; pose++) {
    least = Math.min(least, l[pose]! * w[pose]! * rise[pose]!)
  }
  return least
}

const mostWorth = (
  { quantity, worth }: LoadKinds,
  usable: ReadonlyArray<number>,
  size: (kind: number) => number,
  capacity: number
): number => {
  const rate = (kind: number): number => (size(kind) === 0 ? Number.POSITIVE_INFINITY : worth[kind]! / size(kind))
  let rest = capacity
  let sum = 0
  for (const kind of usable.toSorted((a, b) => rate(b) - rate(a))) {
    const each = size(kind)
    const units = each === 0 ? quantity[kind]! : Math.min(quantity[kind]!, rest / each)
    sum += units * worth[kind]!
    rest -= units * each
  }
  // Worth is whole, but for what dividing has lost.
  return Math.floor(sum * (1 + 1e-12) + 1e-6)
}
