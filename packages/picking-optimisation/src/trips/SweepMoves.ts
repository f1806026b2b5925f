/**
 * A sweep over a floor as one list of moves, from kind to kind of partial walk. Stages at which nobody can stop are
 * drawn together: what they cost never changes, so that of all ways through several of them only the shortest from kind
 * to kind matters.
 */
import { type MoveStep, type SweepMove, withoutDominated, withoutUnreached } from "./dominatedMoves.ts"
import { wayCount } from "./frontierStates.ts"
import { cheapestOf, type SweepTable } from "./SweepTable.ts"
import { lesser, never } from "../batching/walkUnits.ts"

/** A step of a sweep over some stages; `stage` is -1 where nobody can stop. */
export interface Step extends MoveStep {
  readonly stage: number
}

export class SweepMoves {
  readonly table: SweepTable
  private readonly steps: ReadonlyArray<Step>
  /** How many moves one sweep looks at. */
  readonly moves: number
  /** What it costs to come to each kind, after `sweepTo`, and to go on from it, after `sweepBack`. */
  readonly to: Int32Array
  readonly on: Int32Array
  /** The groups of moves of stage `s` are `firstGroup[s]` up to `firstGroup[s + 1]`; a bit for each way in `ways`. */
  readonly firstGroup: Int32Array
  readonly ways: Int32Array
  /** Moves of group `g` are pairs of kinds from `firstPair[g]` up to `firstPair[g + 1]` of `pair`. */
  readonly firstPair: Int32Array
  readonly pair: Int32Array
  /** Move by move: the kind that it leads from, the one that it leads to, and where its price is. */
  readonly move: Int32Array
  readonly price: Int32Array
  private readonly costOfWay = new Int32Array(wayCount)

  /** A sweep by the moves of these steps. */
  constructor(table: SweepTable, steps: ReadonlyArray<Step>) {
    const groups = arraysOf(table, steps)
    this.table = table
    this.steps = steps
    this.firstGroup = groups.firstGroup
    this.ways = groups.ways
    this.firstPair = groups.firstPair
    this.pair = groups.pair
    this.move = groups.move
    this.price = groups.price
    this.moves = groups.move.length / 3
    this.to = new Int32Array(groups.kinds)
    this.on = new Int32Array(groups.kinds)
  }

  /** Length of the shortest walk over the first `count` stops of `list`, with what it costs to come to each kind. */
  sweepTo(list: Int32Array, count: number): number {
    const { move, price, to } = this
    this.priceGroups(list, count)
    to.fill(never)
    to[0] = 0
    for (let at = 0; at < move.length; at += 3) {
      const then = move[at + 1] as number
      const now = to[move[at] as number] as number
      to[then] = lesser(to[then] as number, now + (price[move[at + 2] as number] as number))
    }
    return to[to.length - 1] as number
  }

  /** What it costs to go on from each kind, over the stops that `sweepTo` was last asked about. */
  sweepBack(): void {
    const { move, on, price } = this
    on.fill(never)
    on[on.length - 1] = 0
    for (let at = move.length - 3; at >= 0; at -= 3) {
      const now = move[at] as number
      const then = on[move[at + 1] as number] as number
      on[now] = lesser(on[now] as number, then + (price[move[at + 2] as number] as number))
    }
  }

  /** A sweep by some of these moves alone, of which each leads on to others. */
  keeping(isKept: (move: number) => boolean): SweepMoves {
    let at = 0
    const steps = this.steps.map((step) => ({ ...step, moves: step.moves.filter(() => isKept(at++)) }))
    return new SweepMoves(this.table, fromReached(steps))
  }

  private priceGroups(list: Int32Array, count: number): void {
    const { costOfWay, firstGroup, price, table, ways } = this
    let entry = 0
    for (let stage = 0; stage < table.stages; stage++) {
      const from = firstGroup[stage] as number
      const to = firstGroup[stage + 1] as number
      if (from === to) continue
      const last = table.firstStop[stage + 1] as number
      let end = entry
      while (end < count && (list[end] as number) < last) end++
      table.price(stage, list, entry, end, costOfWay)
      for (let group = from; group < to; group++) price[group] = cheapestOf(costOfWay, ways[group] as number)
      entry = end
    }
  }
}

/** The moves in arrays, with kinds numbered through all steps; prices of groups come before those that are fixed. */
const arraysOf = (table: SweepTable, steps: ReadonlyArray<Step>) => {
  const firstGroup = [0]
  const ways: Array<number> = []
  const pairs: Array<ReadonlyArray<number>> = []
  const fixed: Array<number> = []
  const move: Array<readonly [from: number, to: number, price: number]> = []
  let kinds = 0
  for (const { kinds: count, moves, stage } of steps) {
    const ends = ({ from, to }: SweepMove): readonly [number, number] => [kinds + from, kinds + count + to]
    for (let next = firstGroup.length; next <= stage; next++) firstGroup.push(ways.length)
    const groups = [...new Set(moves.flatMap((each) => (each.ways === 0 ? [] : [each.ways])))]
    for (const each of moves) {
      const price = each.ways === 0 ? -fixed.push(each.cost) : ways.length + groups.indexOf(each.ways)
      move.push([...ends(each), price])
    }
    for (const mask of groups) pairs.push(moves.filter((each) => each.ways === mask).flatMap(ends))
    ways.push(...groups)
    kinds += count
  }
  for (let next = firstGroup.length; next <= table.stages; next++) firstGroup.push(ways.length)
  let end = 0
  return {
    kinds: kinds + 1,
    firstGroup: Int32Array.from(firstGroup),
    ways: Int32Array.from(ways),
    firstPair: Int32Array.from([0, ...pairs.map((each) => (end += each.length))]),
    pair: Int32Array.from(pairs.flat()),
    price: Int32Array.from([...ways.map(() => 0), ...fixed]),
    move: Int32Array.from(move.flatMap(([from, to, price]) => [from, to, price < 0 ? ways.length - 1 - price : price]))
  }
}

/**
 * The moves in rounds in which no two lead from one kind or to one: a processor that reads what it has just written
 * waits for it.
 */
const inRounds = (moves: ReadonlyArray<SweepMove>): ReadonlyArray<SweepMove> => {
  const rounds: Array<SweepMove> = []
  let left = moves
  while (left.length > 0) {
    const [from, to] = [new Set<number>(), new Set<number>()]
    const later: Array<SweepMove> = []
    for (const move of left) {
      const isLater = from.has(move.from) || to.has(move.to)
      if (!isLater) from.add(move.from)
      if (!isLater) to.add(move.to)
      ;(isLater ? later : rounds).push(move)
    }
    left = later
  }
  return rounds
}

/**
 * The steps of a sweep, each step's moves in rounds; without those that no shortest walk needs, unless `isOver` says
 * that there is no time to tell.
 */
export const neededSteps = (table: SweepTable, isOver?: () => boolean): ReadonlyArray<Step> => {
  const steps = stepsOf(table)
  return withoutDominated(steps, isOver).map(({ kinds, moves }, step) => {
    const { stage } = steps[step] as Step
    return { stage, kinds, moves: inRounds(moves) }
  })
}

/** The same steps with the kinds that are left numbered anew. */
const fromReached = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> =>
  withoutUnreached(steps, 0).map(({ kinds, moves }, step) => ({
    stage: (steps[step] as Step).stage,
    kinds,
    moves: inRounds(moves)
  }))

/** Stages are drawn together as long as that makes fewer moves of them. */
const stepsOf = (table: SweepTable): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  let run: Step | undefined
  for (let stage = 0; stage < table.stages; stage++) {
    const kinds = table.kinds[stage] as number
    if ((table.firstStop[stage] as number) < (table.firstStop[stage + 1] as number)) {
      if (run !== undefined) steps.push(run)
      run = undefined
      steps.push({ stage, kinds, moves: openMoves(table, stage) })
      continue
    }
    const moves = fixedMoves(table, stage)
    const longer = run === undefined ? [] : shortestThrough(run.moves, moves)
    if (run !== undefined && longer.length <= run.moves.length + moves.length) {
      run = { ...run, moves: longer }
      continue
    }
    if (run !== undefined) steps.push(run)
    run = { stage: -1, kinds, moves }
  }
  return run === undefined ? steps : [...steps, run]
}

/** The moves of a stage with stops. */
const openMoves = ({ firstGroup, firstMove, moves, ways }: SweepTable, stage: number): ReadonlyArray<SweepMove> => {
  const found: Array<SweepMove> = []
  for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
    for (let move = firstMove[group] as number; move < (firstMove[group + 1] as number); move += 2) {
      found.push({ from: moves[move] as number, to: moves[move + 1] as number, ways: ways[group] as number, cost: 0 })
    }
  }
  return found
}

/** The moves of a stage without stops. */
const fixedMoves = (table: SweepTable, stage: number): ReadonlyArray<SweepMove> => {
  const costOfWay = new Int32Array(wayCount)
  table.price(stage, new Int32Array(0), 0, 0, costOfWay)
  return openMoves(table, stage).flatMap(({ ways, ...move }) => {
    const cost = cheapestOf(costOfWay, ways)
    return cost === never ? [] : [{ ...move, ways: 0, cost }]
  })
}

/** First one of some moves and then one of others: the shortest between each pair of kinds. */
const shortestThrough = (
  first: ReadonlyArray<SweepMove>,
  second: ReadonlyArray<SweepMove>
): ReadonlyArray<SweepMove> => {
  const onward = new Map<number, Array<SweepMove>>()
  for (const move of second) onward.set(move.from, [...(onward.get(move.from) ?? []), move])
  const shortest = new Map<number, SweepMove>()
  for (const { cost, from, to } of first) {
    for (const next of onward.get(to) ?? []) {
      const key = 65_536 * from + next.to
      const sum = cost + next.cost
      if (sum < (shortest.get(key)?.cost ?? never)) shortest.set(key, { from, to: next.to, ways: 0, cost: sum })
    }
  }
  return [...shortest.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
