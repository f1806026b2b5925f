/**
 * The moves of a sweep without those that no shortest walk needs.
 *
 * A kind of partial walk is as good as another where whatever completes the other completes it too and costs no more. A
 * move is left out where another from the same kind costs no more and leads to a kind as good; of kinds as good as each
 * other one is kept.
 *
 * Source: Bustan and Grumberg (2003), Simulation-based minimization, ACM Transactions on Computational Logic 4(2), here
 * with what moves cost.
 */

/** From one kind of partial walk to another, at a price that is fixed or the least of some ways to take a stage. */
export interface SweepMove {
  readonly from: number
  readonly to: number
  /** A bit for each way; 0 where the price is fixed. */
  readonly ways: number
  /** The fixed price; 0 where it is that of a way. */
  readonly cost: number
}

/** The moves from `kinds` kinds to those of the next step. */
export interface MoveStep {
  readonly kinds: number
  readonly moves: ReadonlyArray<SweepMove>
}

/** Of more moves in one step comparing each with each takes longer than it brings. */
const mostMoves = 1000

/** Walking once through is never dearer than twice. */
const [once, twice] = [1 << 1, 1 << 2]
const covered = (ways: number): number => ((ways & once) === 0 ? ways : ways | twice)

/**
 * The same steps, from kind 0 to the one kind after the last, with kinds numbered anew. O(moves² of each step); steps
 * as they are where one has more than a thousand moves, or when `isOver` says so, which is asked at each.
 */
export const withoutDominated = (
  steps: ReadonlyArray<MoveStep>,
  isOver: () => boolean = () => false
): ReadonlyArray<MoveStep> => {
  if (steps.some(({ moves }) => moves.length > mostMoves)) return steps
  let after = new KindOrder(1)
  const kept: Array<MoveStep> = []
  for (const { kinds, moves } of steps.toReversed()) {
    kept.push({ kinds, moves: neededMoves(moves, after) })
    if (isOver()) return steps
    after = orderBefore(kinds, moves, after)
  }
  return withoutUnreached(kept.reverse(), after.keptFor(0))
}

/** Which kinds after a step are as good as which. */
class KindOrder {
  private readonly kinds: number
  private readonly asGood: Uint8Array

  constructor(kinds: number) {
    this.kinds = kinds
    this.asGood = new Uint8Array(kinds * kinds).fill(1)
  }

  isAsGood(kind: number, other: number): boolean {
    return this.asGood[kind * this.kinds + other] === 1
  }

  isWorse(kind: number, other: number): void {
    this.asGood[kind * this.kinds + other] = 0
  }

  /** The first of the kinds as good as this one and no better. */
  keptFor(kind: number): number {
    let first = 0
    while (!(this.isAsGood(first, kind) && this.isAsGood(kind, first))) first++
    return first
  }
}

/** The kinds before a step in their order, by those after it. */
const orderBefore = (kinds: number, moves: ReadonlyArray<SweepMove>, after: KindOrder): KindOrder => {
  const order = new KindOrder(kinds)
  const from = Int32Array.from(moves, (move) => move.from)
  const to = Int32Array.from(moves, (move) => move.to)
  const cost = Float64Array.from(moves, (move) => move.cost)
  const mask = Int32Array.from(moves, waysOf)
  const ways = new Int32Array(kinds)
  for (const [at, move] of moves.entries()) {
    ways.fill(0)
    for (let other = 0; other < from.length; other++) {
      if (!after.isAsGood(to[other] as number, move.to) || (cost[other] as number) > move.cost) continue
      const kind = from[other] as number
      ways[kind] = (ways[kind] as number) | (mask[other] as number)
    }
    for (let kind = 0; kind < kinds; kind++) {
      if (((mask[at] as number) & ~covered(ways[kind] as number)) !== 0) order.isWorse(kind, move.from)
    }
  }
  return order
}

/** The ways of a move; a fixed one has one of its own. */
const waysOf = ({ ways }: SweepMove): number => (ways === 0 ? 1 << 30 : ways)

/** The moves of a step without those that others stand in for, to kinds that are kept. */
const neededMoves = (moves: ReadonlyArray<SweepMove>, after: KindOrder): ReadonlyArray<SweepMove> => {
  const fromKind = new Map<number, Array<SweepMove>>()
  for (const move of moves) {
    const others = fromKind.get(move.from) ?? []
    fromKind.set(move.from, others)
    const to = after.keptFor(move.to)
    const alike = others.findIndex((other) => other.to === to)
    const { cost = move.cost, ways = move.ways } = others[alike] ?? {}
    const both = { from: move.from, to, ways: ways | move.ways, cost: Math.min(cost, move.cost) }
    others.splice(alike < 0 ? others.length : alike, 1, both)
  }
  return [...fromKind.values()].flatMap((others) => withoutStoodInFor(others, after))
}

/** The moves from one kind that others of them do not stand in for. */
const withoutStoodInFor = (moves: ReadonlyArray<SweepMove>, after: KindOrder): ReadonlyArray<SweepMove> => {
  const left = [...moves]
  for (const move of moves) {
    let ways = 0
    for (const other of left) {
      if (other !== move && other.cost <= move.cost && after.isAsGood(other.to, move.to)) ways |= waysOf(other)
    }
    const needed = waysOf(move) & ~covered(ways)
    if (needed === 0) left.splice(left.indexOf(move), 1)
    else if (move.ways !== 0) left.splice(left.indexOf(move), 1, { ...move, ways: needed })
  }
  return left
}

/** Only the kinds that a sweep comes to from `first`, numbered anew. */
export const withoutUnreached = (steps: ReadonlyArray<MoveStep>, first: number): ReadonlyArray<MoveStep> => {
  let number = new Map([[first, 0]])
  return steps.map(({ moves }) => {
    const next = new Map<number, number>()
    const reached = moves.flatMap((move) => {
      const from = number.get(move.from)
      if (from === undefined) return []
      if (!next.has(move.to)) next.set(move.to, next.size)
      return [{ ...move, from, to: next.get(move.to) as number }]
    })
    const kinds = number.size
    number = next
    return { kinds, moves: reached }
  })
}
