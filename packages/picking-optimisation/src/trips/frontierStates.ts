/**
 * Every kind of partial walk over a floor, as a sweep over its junctions meets them, and what each becomes.
 *
 * A sweep takes the aisles one by one. What matters of the walk so far is at the junctions that still have aisles to
 * come, the frontier: which of them it has touched, whether an odd number of walks end there, and which hang together.
 * There are few such kinds as long as the frontier is narrow, however large the floor.
 *
 * Sources: Ratliff and Rosenthal (1983), Operations Research 31(3), for one block; Cambazard and Catusse (2018),
 * European Journal of Operational Research 270(2), for any number of cross-aisles. Here for any floor, and for walks
 * that end elsewhere than they start.
 */
import { type ChainFloor } from "./chains.ts"

/** How a chain is walked: not at all, once through, twice, into it from its ends. */
export const chainWays = ["none", "once", "twice", "fromStart", "fromEnd", "fromBoth"] as const
export const wayCount = chainWays.length

export type SweepStep =
  | { readonly _tag: "Chain"; readonly chain: number; readonly from: number; readonly to: number }
  /** The walk comes from its start (side 0) to a junction, or from there to its end (side 1): `none` or `once`. */
  | { readonly _tag: "Access"; readonly side: 0 | 1; readonly slot: number; readonly access: number }
  /** A junction has no more aisles to come. `none`: it need not be visited; `once`: it must. */
  | { readonly _tag: "Leave"; readonly slot: number; readonly junction: number }

/** A step and what it makes of each kind of partial walk: `next[kind * wayCount + way]`, -1 where it leads nowhere. */
export interface SweepStage {
  readonly step: SweepStep
  readonly next: Int32Array
  readonly kinds: number
}

/** Label and parity of the junction in each slot (0: not touched), then of start and end, then whether all is done. */
type Kind = ReadonlyArray<number>

/**
 * The stages of a sweep; undefined when some stage has more than `mostKinds`, or when `isOver` says so, which is asked
 * at each. The last leads to a single kind.
 */
export const sweepStages = (
  steps: ReadonlyArray<SweepStep>,
  width: number,
  mostKinds: number,
  isOver: () => boolean = () => false
): ReadonlyArray<SweepStage> | undefined => {
  const known = knownKinds(width)
  let kinds: ReadonlyArray<Kind> = [Array.from({ length: width + 4 }, () => 0)]
  const forward: Array<SweepStage> = []
  for (const step of steps) {
    const afterOf = known(step)
    const numbers = new Map<Kind, number>()
    const next = new Int32Array(kinds.length * wayCount).fill(-1)
    for (const [kind, before] of kinds.entries()) {
      for (const [way, after] of afterOf(before).entries()) {
        if (after === undefined) continue
        const number = numbers.get(after) ?? numbers.size
        numbers.set(after, number)
        next[kind * wayCount + way] = number
      }
    }
    if (numbers.size > mostKinds || isOver()) return undefined
    forward.push({ step, next, kinds: kinds.length })
    kinds = [...numbers.keys()]
  }
  return withoutDeadEnds(
    forward,
    kinds.map((kind) => kind[width + 3] === 1)
  )
}

/**
 * What each way of taking a step makes of a kind. Kinds that are the same are one, and a step is taken from each but
 * once, however often the same slots come again: floors are alike from aisle to aisle.
 */
const knownKinds = (width: number) => {
  const kindOf = new Map<string, Kind>()
  const aftersOf = new Map<string, Map<Kind, ReadonlyArray<Kind | undefined>>>()
  const theOne = (kind: Kind): Kind => {
    const key = kind.join()
    const one = kindOf.get(key) ?? kind
    kindOf.set(key, one)
    return one
  }
  return (step: SweepStep) => {
    const key = step._tag === "Chain" ? `${step.from} ${step.to}` : `${step._tag} ${step.slot} ${sideOf(step)}`
    const afters = aftersOf.get(key) ?? new Map<Kind, ReadonlyArray<Kind | undefined>>()
    aftersOf.set(key, afters)
    return (before: Kind): ReadonlyArray<Kind | undefined> => {
      const found =
        afters.get(before) ??
        Array.from({ length: wayCount }, (_, way) => {
          const after = stepped(before, step, way, width)
          return after === undefined ? undefined : theOne(after)
        })
      afters.set(before, found)
      return found
    }
  }
}

const sideOf = (step: SweepStep): number => (step._tag === "Access" ? step.side : 0)

/** The same stages with only the kinds that can still become a whole walk, numbered anew. */
const withoutDeadEnds = (
  stages: ReadonlyArray<SweepStage>,
  isWhole: ReadonlyArray<boolean>
): ReadonlyArray<SweepStage> => {
  const alive: Array<SweepStage> = []
  let number = numbered(isWhole)
  for (const { kinds, next, step } of stages.toReversed()) {
    const lives = Array.from({ length: kinds }, (_, kind) =>
      next.subarray(kind * wayCount, (kind + 1) * wayCount).some((to) => to >= 0 && (number[to] as number) >= 0)
    )
    const rows = lives.flatMap((isAlive, kind) =>
      isAlive ? Array.from(next.subarray(kind * wayCount, (kind + 1) * wayCount)) : []
    )
    const renumbered = Int32Array.from(rows, (to) => (to < 0 ? -1 : (number[to] as number)))
    alive.push({ step, next: renumbered, kinds: rows.length / wayCount })
    number = numbered(lives)
  }
  return alive.reverse()
}

const numbered = (isKept: ReadonlyArray<boolean>): Int32Array => {
  let count = 0
  return Int32Array.from(isKept, (kept) => (kept ? count++ : -1))
}

/** What a partial walk becomes when a step is taken one way; undefined when it cannot become a walk. */
const stepped = (before: Kind, step: SweepStep, way: number, width: number): Kind | undefined => {
  const kind = [...before]
  const done = width + 3
  if (kind[done] === 1) return way === 0 ? kind : undefined
  switch (step._tag) {
    case "Chain":
      walkChain(kind, step.from, step.to, way)
      break
    case "Access":
      if (way > 1) return undefined
      if (way === 1 && !reach(kind, step.slot, step.side, width)) return undefined
      break
    case "Leave":
      if (way > 1 || !leave(kind, step.slot, way === 1, width)) return undefined
      break
  }
  return relabelled(kind, width)
}

const fresh = 900

const touch = (kind: Array<number>, slot: number): void => {
  if (kind[slot] === 0) kind[slot] = 2 * (fresh + slot)
}
const turn = (kind: Array<number>, slot: number): void => {
  kind[slot] = (kind[slot] as number) ^ 1
}
const join = (kind: Array<number>, one: number, two: number): void => {
  const [kept, gone] = [(kind[one] as number) >> 1, (kind[two] as number) >> 1]
  for (const [slot, value] of kind.entries()) if (value >> 1 === gone && gone > 0) kind[slot] = 2 * kept + (value & 1)
}

const walkChain = (kind: Array<number>, from: number, to: number, way: number): void => {
  const [once, twice, fromStart, fromEnd, fromBoth] = [1, 2, 3, 4, 5]
  if (way === once || way === twice || way === fromStart || way === fromBoth) touch(kind, from)
  if (way === once || way === twice || way === fromEnd || way === fromBoth) touch(kind, to)
  if (way === once || way === twice) join(kind, from, to)
  if (way === once) {
    turn(kind, from)
    turn(kind, to)
  }
}

/** The walk's start or end is at slot's junction; false when it is somewhere already. */
const reach = (kind: Array<number>, slot: number, side: number, width: number): boolean => {
  const [ends, other] = [width, 1 - side]
  if (kind[ends + 1 + side] === 1) return false
  touch(kind, slot)
  turn(kind, slot)
  // Start and end hang together: the walk goes from one to the other. When both are placed nothing is left to know.
  if (kind[ends + 1 + other] === 1) {
    join(kind, slot, ends)
    kind[ends] = 0
  } else kind[ends] = (kind[slot] as number) & ~1
  kind[ends + 1 + side] = 1
  return true
}

/** Whether the slot's junction can do without further aisles. */
const leave = (kind: Array<number>, slot: number, isVisited: boolean, width: number): boolean => {
  const value = kind[slot] as number
  kind[slot] = 0
  if (value === 0) return !isVisited
  if ((value & 1) === 1) return false
  const others = kind.slice(0, width + 1).map((other) => other >> 1)
  if (others.includes(value >> 1)) return true
  if (others.some((label) => label > 0) || kind[width + 1] !== 1 || kind[width + 2] !== 1) return false
  kind[width + 3] = 1
  return true
}

/** The same kind with its parts numbered in the order of the slots. */
const relabelled = (kind: ReadonlyArray<number>, width: number): Kind => {
  const labels = new Map<number, number>()
  return kind.map((value, slot) => {
    if (slot > width) return value
    const label = value >> 1
    if (label === 0) return 0
    if (!labels.has(label)) labels.set(label, labels.size + 1)
    return 2 * (labels.get(label) as number) + (value & 1)
  })
}

/** The steps of a narrow sweep over a floor, and how many slots it needs. O(junctions² × chains). */
export const sweepSteps = (floor: ChainFloor): { readonly steps: ReadonlyArray<SweepStep>; readonly width: number } => {
  const near = floor.junctions.map((_, junction) =>
    floor.chains.flatMap(({ from, to }, chain) => (from === junction || to === junction ? [chain] : []))
  )
  let best: { readonly order: ReadonlyArray<number>; readonly effort: number } | undefined
  for (const first of floor.junctions.keys()) {
    const swept = sweptFrom(floor, near, first)
    if (best === undefined || swept.effort < best.effort) best = swept
  }
  return stepsInOrder(floor, near, best?.order ?? [])
}

/** The junctions from `first` on, each time the one that leaves the frontier narrowest. */
const sweptFrom = (floor: ChainFloor, near: ReadonlyArray<ReadonlyArray<number>>, first: number) => {
  const order: Array<number> = []
  const gone = new Set<number>()
  const frontier = new Set([first])
  let effort = 0
  const comers = (junction: number): ReadonlyArray<number> =>
    (near[junction] as ReadonlyArray<number>).flatMap((chain) => {
      const { from, to } = floor.chains[chain] as ChainFloor["chains"][number]
      return [from, to].filter((other) => other !== junction && !gone.has(other) && !frontier.has(other))
    })
  while (order.length < floor.junctions.length) {
    if (frontier.size === 0) {
      for (const junction of floor.junctions.keys())
        if (!gone.has(junction) && frontier.size === 0) frontier.add(junction)
    }
    let next = -1
    let fewest = Number.POSITIVE_INFINITY
    for (const junction of frontier) {
      const count = new Set(comers(junction)).size
      if (count >= fewest) continue
      fewest = count
      next = junction
    }
    for (const other of comers(next)) frontier.add(other)
    effort += 4 ** frontier.size
    frontier.delete(next)
    gone.add(next)
    order.push(next)
  }
  return { order, effort }
}

const stepsInOrder = (floor: ChainFloor, near: ReadonlyArray<ReadonlyArray<number>>, order: ReadonlyArray<number>) => {
  const steps: Array<SweepStep> = []
  const slotOf = new Map<number, number>()
  const taken = new Set<number>()
  let width = 0
  const slot = (junction: number): number => {
    const held = slotOf.get(junction)
    if (held !== undefined) return held
    const used = new Set(slotOf.values())
    let free = 0
    while (used.has(free)) free++
    slotOf.set(junction, free)
    width = Math.max(width, free + 1)
    for (const side of [0, 1] as const) {
      for (const [access, { junction: at }] of floor.access[side].entries()) {
        if (at === junction) steps.push({ _tag: "Access", side, slot: free, access })
      }
    }
    return free
  }
  for (const junction of order) {
    slot(junction)
    for (const chain of near[junction] as ReadonlyArray<number>) {
      if (taken.has(chain)) continue
      taken.add(chain)
      const { from, to } = floor.chains[chain] as ChainFloor["chains"][number]
      steps.push({ _tag: "Chain", chain, from: slot(from), to: slot(to) })
    }
    steps.push({ _tag: "Leave", slot: slot(junction), junction })
    slotOf.delete(junction)
  }
  return { steps, width }
}
