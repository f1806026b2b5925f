/**
 * A sweep over a floor in arrays: what leads from which kind of partial walk to which, and what each way of walking a
 * stage costs.
 */
import { type ChainFloor } from "./chains.ts"
import { type SweepStage, wayCount } from "./frontierStates.ts"
import { lesser, never, unitsPerMm } from "./walkUnits.ts"

/** Stops by stage: those of stage `s` are `first[s]` up to `first[s + 1]`. */
export interface StageStops {
  readonly places: ReadonlyArray<number>
  readonly atMm: ReadonlyArray<number>
  readonly first: Int32Array
}

/** Where a sweep came from. */
export interface CameBy {
  readonly kind: number
  readonly way: number
}

const isLeave = 1
const isChain = 2

export class SweepTable {
  readonly stages: number
  /** How many kinds of partial walk there are before each stage, and after the last. */
  readonly kinds: Int32Array
  /** Groups of stage `s` are `firstGroup[s]` up to `firstGroup[s + 1]`; a bit for each way in `ways`. */
  readonly firstGroup: Int32Array
  readonly ways: Int32Array
  /** Moves of group `g` are pairs of kinds from `firstMove[g]` up to `firstMove[g + 1]`. */
  readonly firstMove: Int32Array
  readonly moves: Uint16Array
  readonly firstStop: Int32Array
  /** Lengths are whole numbers of units, of which a millimetre has so many. */
  readonly unitsPerMm: number
  private readonly atUnits: Int32Array
  private readonly lengthUnits: Int32Array
  private readonly tag: Uint8Array

  constructor({ access, chains }: ChainFloor, stages: ReadonlyArray<SweepStage>, stops: StageStops) {
    this.stages = stages.length
    this.kinds = Int32Array.from([...stages.map(({ kinds }) => kinds), 1])
    const { firstGroup, firstMove, moves, ways } = moveTable(stages)
    this.firstGroup = firstGroup
    this.firstMove = firstMove
    this.moves = moves
    this.ways = ways
    this.firstStop = stops.first
    this.tag = Uint8Array.from(stages, ({ step }) =>
      step._tag === "Chain" ? isChain : step._tag === "Leave" ? isLeave : 0
    )
    const lengthsMm = stages.map(({ step }) => {
      if (step._tag === "Chain") return chains[step.chain]?.lengthMm ?? 0
      return step._tag === "Access" ? (access[step.side][step.access]?.lengthMm ?? 0) : 0
    })
    // A walk takes an aisle twice at most.
    const mostMm = lengthsMm.reduce((sum, mm) => sum + 2 * mm, 0)
    const perMm = unitsPerMm([...lengthsMm, ...stops.atMm], mostMm)
    this.unitsPerMm = perMm
    this.atUnits = Int32Array.from(stops.atMm, (mm) => Math.round(mm * perMm))
    this.lengthUnits = Int32Array.from(lengthsMm, (mm) => Math.round(mm * perMm))
  }

  /** Millimetres of a length in units. */
  mmOf(units: number): number {
    return units >= never ? Number.POSITIVE_INFINITY : units / this.unitsPerMm
  }

  /**
   * Writes what each way to take a stage costs with the stops from `from` up to `to` of `list`; `never` for one that
   * leaves a stop out.
   */
  price(stage: number, list: Int32Array, from: number, to: number, cost: Int32Array): void {
    const { atUnits } = this
    const first = from < to ? (list[from] as number) : -1
    let gap = 0
    for (let entry = from + 1; entry < to; entry++) {
      const each = (atUnits[list[entry] as number] as number) - (atUnits[list[entry - 1] as number] as number)
      if (each > gap) gap = each
    }
    this.write(stage, first, from < to ? (list[to - 1] as number) : -1, gap, cost)
  }

  /** The same with those of the stops from `from` up to `to` that are marked in `has`. */
  priceMarked(stage: number, has: Uint8Array, from: number, to: number, cost: Int32Array): void {
    const { atUnits } = this
    let first = -1
    let last = -1
    let gap = 0
    for (let stop = from; stop < to; stop++) {
      if (has[stop] === 0) continue
      if (first < 0) first = stop
      else gap = Math.max(gap, (atUnits[stop] as number) - (atUnits[last] as number))
      last = stop
    }
    this.write(stage, first, last, gap, cost)
  }

  /**
   * Writes to `lengthMm` from `row` on, for each stop from `from` up to `to` by its number, how long the walk is with it
   * besides those marked in `has`, by what the rest of the walk costs with each way of taking the stage.
   */
  leastWithEach(
    stage: number,
    has: Uint8Array,
    from: number,
    to: number,
    rest: Int32Array,
    lengthMm: Float64Array,
    row: number
  ): void {
    const { atUnits } = this
    const length = this.lengthUnits[stage] as number
    if (this.tag[stage] !== isChain)
      return void lengthMm.fill(this.mmOf((rest[1] as number) + length), row + from, row + to)
    const through = lesser((rest[1] as number) + length, (rest[2] as number) + 2 * length)
    const [fromStart, fromEnd, fromBoth] = [rest[3] as number, rest[4] as number, rest[5] as number]
    const { first, last, second, widest, widestTo } = this.gapsBetween(has, from, to)
    let before = -1
    let after = first
    for (let stop = from; stop < to; stop++) {
      const at = atUnits[stop] as number
      if (has[stop] === 1) {
        before = stop
        after = stop + 1
        while (after < to && has[after] === 0) after++
      }
      // The stop itself parts the gap that it is in.
      const toStop = before < 0 ? 0 : at - (atUnits[before] as number)
      const fromStop = before === stop || after >= to ? 0 : (atUnits[after] as number) - at
      const gap = Math.max(before !== stop && after === widestTo ? second : widest, toStop, fromStop)
      const [begin, end] = [Math.min(first, stop), Math.max(last, stop)]
      const entered = lesser(
        fromStart + 2 * (atUnits[end] as number),
        fromEnd + 2 * (length - (atUnits[begin] as number))
      )
      const both = begin === end ? never : fromBoth + 2 * (length - gap)
      lengthMm[row + stop] = this.mmOf(lesser(lesser(through, entered), both))
    }
  }

  /** The first and the last of the stops marked, the widest gap between two of them and up to which, and the second. */
  private gapsBetween(has: Uint8Array, from: number, to: number) {
    const { atUnits } = this
    let [first, last, widest, second, widestTo] = [to, -1, 0, 0, -1]
    for (let stop = from; stop < to; stop++) {
      if (has[stop] === 0) continue
      const gap = last < 0 ? 0 : (atUnits[stop] as number) - (atUnits[last] as number)
      if (gap > widest) widestTo = stop
      second = Math.max(second, Math.min(gap, widest))
      widest = Math.max(widest, gap)
      first = Math.min(first, stop)
      last = stop
    }
    return { first, last, second, widest, widestTo }
  }

  /** What it costs to come to each kind after a stage, by what it costs before it; `then` keeps what is less. */
  take(stage: number, cost: Int32Array, now: Int32Array, then: Int32Array): void {
    const { firstGroup, firstMove, moves, ways } = this
    const lastGroup = firstGroup[stage + 1] as number
    for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
      const least = cheapestOf(cost, ways[group] as number)
      if (least === never) continue
      const last = firstMove[group + 1] as number
      for (let move = firstMove[group] as number; move < last; move += 2) {
        const sum = (now[moves[move] as number] as number) + least
        const to = moves[move + 1] as number
        if (sum < (then[to] as number)) then[to] = sum
      }
    }
  }

  /** From which kind before a stage, and by which way, a kind after it is come to at its least cost, `toUnits`. */
  cameBy(stage: number, cost: Int32Array, now: Int32Array, kind: number, toUnits: number): CameBy {
    const { firstGroup, firstMove, moves, ways } = this
    for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
      const least = cheapestOf(cost, ways[group] as number)
      for (let move = firstMove[group] as number; move < (firstMove[group + 1] as number); move += 2) {
        const from = moves[move] as number
        if (moves[move + 1] !== kind || (now[from] as number) + least !== toUnits) continue
        return {
          kind: from,
          way: cost.findIndex((each, way) => each === least && (((ways[group] as number) >> way) & 1) === 1)
        }
      }
    }
    throw new RangeError(`Expected a way to kind ${kind} across stage ${stage}, got none`)
  }

  private write(stage: number, first: number, last: number, gap: number, cost: Int32Array): void {
    const length = this.lengthUnits[stage] as number
    const hasStop = first >= 0
    const tag = this.tag[stage]
    cost[0] = hasStop ? never : 0
    cost[1] = tag === isLeave && !hasStop ? never : length
    cost[2] = tag === isChain ? 2 * length : never
    cost[3] = cost[4] = cost[5] = never
    if (tag !== isChain || !hasStop) return
    cost[3] = 2 * (this.atUnits[last] as number)
    cost[4] = 2 * (length - (this.atUnits[first] as number))
    if (last > first) cost[5] = 2 * (length - gap)
  }
}

/** Moves from kind to kind that some ways lead to alike, so that only the cheapest of them matters. */
const moveTable = (stages: ReadonlyArray<SweepStage>) => {
  const firstGroup = [0]
  const ways: Array<number> = []
  const firstMove = [0]
  const moves: Array<number> = []
  for (const { kinds, next } of stages) {
    const groups = new Map<number, Array<number>>()
    for (let kind = 0; kind < kinds; kind++) {
      const waysTo = new Map<number, number>()
      for (let way = 0; way < wayCount; way++) {
        const to = next[kind * wayCount + way] as number
        if (to >= 0) waysTo.set(to, (waysTo.get(to) ?? 0) | (1 << way))
      }
      for (const [to, mask] of waysTo) groups.set(mask, [...(groups.get(mask) ?? []), kind, to])
    }
    for (const [mask, pairs] of groups) {
      ways.push(mask)
      for (const each of pairs) moves.push(each)
      firstMove.push(moves.length)
    }
    firstGroup.push(ways.length)
  }
  return {
    firstGroup: Int32Array.from(firstGroup),
    ways: Int32Array.from(ways),
    firstMove: Int32Array.from(firstMove),
    moves: Uint16Array.from(moves)
  }
}

/** The least cost of the ways that have a bit in `mask`. */
export const cheapestOf = (cost: Int32Array, mask: number): number => {
  let least: number = never
  for (let way = 0; way < wayCount; way++) {
    if ((mask & (1 << way)) !== 0 && (cost[way] as number) < least) least = cost[way] as number
  }
  return least
}
