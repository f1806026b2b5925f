/**
 * All kinds of partial walk over so many cross-aisles that end where they start, and every step between them, as tables
 * to run through.
 */
import { frontierOf, NONE, UNKNOWN, UNWALKED } from "./frontier.ts"

/** The ways of a sub-aisle, `THROUGH` to `NOT_WALKED`. */
export const ALL_WAYS = 6

/** Kinds are numbered from 0, in which nothing is walked yet, in an order of their own. */
export interface FrontierArcs {
  readonly kinds: number
  /** Per kind, 1 when the walk may end there. */
  readonly closed: Uint8Array
  /** Per kind, the walks on along cross-aisles that it asks for. */
  readonly walks: Uint8Array
  /** Per block, the kind that walking a sub-aisle of it leads to, at kind × `ALL_WAYS` + way. */
  readonly walked: ReadonlyArray<Int32Array>
  /** The kinds in which the walk may go on to the next aisle, leaving cross-aisles, are `onFirst[kind]` and so on. */
  readonly onFirst: Int32Array
  readonly onTo: Int32Array
  /** Per corner, the kind after the walk comes to it. */
  readonly touched: ReadonlyArray<Int32Array>
  /** Per kind, itself and all that whatever completes it completes as well. */
  readonly asGood: ReadonlyArray<Int32Array>
}

const known: Array<FrontierArcs | undefined> = []

/** The tables for a floor with so many cross-aisles. */
export const frontierArcs = (crossAisles: number): FrontierArcs => {
  const arcs = known[crossAisles] ?? tabulate(crossAisles)
  known[crossAisles] = arcs
  return arcs
}

const tabulate = (crossAisles: number): FrontierArcs => {
  const frontier = frontierOf(crossAisles)
  const { steps } = frontier
  const after = (step: number, kind: number): number => {
    const next = (frontier.after[step] as Int32Array)[kind] as number
    return next === UNKNOWN ? frontier.derive(step, kind) : next
  }
  const reached = [UNWALKED]
  const numberOf = new Map([[UNWALKED, 0]])
  for (let index = 0; index < reached.length; index++) {
    for (let step = 0; step < steps.flip(0); step++) {
      const kind = after(step, reached[index] as number)
      if (kind === NONE || numberOf.has(kind)) continue
      numberOf.set(kind, reached.push(kind) - 1)
    }
  }
  const numbered = (kinds: ReadonlyArray<number>): Int32Array =>
    Int32Array.from(kinds, (kind) => numberOf.get(kind) as number)
  const corners = Array.from({ length: crossAisles }, (_, corner) => corner)
  const onwards = reached.map((kind) => {
    const targets = new Set([kind])
    for (const corner of corners) {
      for (const each of Array.from(targets)) targets.add(after(steps.drop(corner), each))
      targets.delete(NONE)
    }
    return numbered([...targets])
  })
  return {
    kinds: reached.length,
    closed: Uint8Array.from(reached, (kind) => (kind === UNWALKED ? 0 : (frontier.closed[kind] as number))),
    walks: Uint8Array.from(reached, (kind) => frontier.walks[kind] as number),
    walked: corners.slice(1).map((behind) => {
      const block = behind - 1
      // In the order of the ways' numbers.
      const ways = [steps.once(block), steps.touch(block), steps.touch(behind), steps.both(block), steps.twice(block)]
      const walk = (step: number, kind: number): number => {
        const to = after(step, kind)
        return to === NONE ? after(steps.both(block), kind) : to
      }
      return numbered(reached.flatMap((kind) => [...ways, steps.stay].map((step) => walk(step, kind))))
    }),
    onFirst: Int32Array.from({ length: reached.length + 1 }, (_, index) =>
      onwards.slice(0, index).reduce((sum, kinds) => sum + kinds.length, 0)
    ),
    onTo: Int32Array.from(onwards.flatMap((kinds) => [...kinds])),
    touched: corners.map((corner) => numbered(reached.map((kind) => after(steps.touch(corner), kind)))),
    asGood: reached.map((kind) => numbered(reached.filter((other) => frontier.isAsGood(other, kind))))
  }
}
