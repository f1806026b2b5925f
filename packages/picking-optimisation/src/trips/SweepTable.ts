/**
 * A sweep over a floor in arrays: what leads from which kind of partial walk to which, and what each way of walking a
 * stage costs.
 */
import { type ChainFloor } from "./chains.ts"
import { type SweepStage, wayCount } from "./frontierStates.ts"
import { greater, lesser, never, unitsPerMm } from "../batching/walkUnits.ts"

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

  /**
   * Writes to `lengthMm` from `row` on, for each stop of a stage by its number, how long the walk is with it besides
   * those from `from` up to `to` of `list`, by what the rest of the walk costs with each way of taking the stage.
   */
  leastWithEach(
    stage: number,
    list: Int32Array,
    from: number,
    to: number,
    rest: Int32Array,
    lengthMm: Float64Array,
    row: number
  ): void {
    const { atUnits } = this
    const length = this.lengthUnits[stage] as number
    const stops = this.firstStop[stage] as number
    const stopsEnd = this.firstStop[stage + 1] as number
    if (this.tag[stage] !== isChain)
      return void lengthMm.fill(this.mmOf((rest[1] as number) + length), row + stops, row + stopsEnd)
    const through = lesser((rest[1] as number) + length, (rest[2] as number) + 2 * length)
    const [fromStart, fromEnd, fromBoth] = [rest[3] as number, rest[4] as number, (rest[5] as number) + 2 * length]
    const { first, last, second, widest, widestTo } = this.gapsOf(list, from, to)
    let before = -never
    let entry = from
    for (let stop = stops; stop < stopsEnd; stop++) {
      const at = atUnits[stop] as number
      const isHeld = entry < to && list[entry] === stop
      if (isHeld) entry++
      // The stop itself parts the gap that it is in, unless it is one of the others or beyond them.
      let gap = widest
      if (!isHeld && from < to) {
        const after = entry < to ? (atUnits[list[entry] as number] as number) : never
        const parted = greater(entry === from ? 0 : at - before, entry === to ? 0 : after - at)
        gap = greater(entry === widestTo ? second : widest, parted)
      }
      if (isHeld) before = at
      const begin = at < first ? at : first
      const end = at > last ? at : last
      const entered = lesser(fromStart + 2 * end, fromEnd + 2 * (length - begin))
      const both = begin === end ? never : fromBoth - 2 * gap
      lengthMm[row + stop] = this.mmOf(lesser(lesser(through, entered), both))
    }
  }

  /** Where the first and the last of some stops are, the widest gap between two and to which entry, and the second. */
  private gapsOf(list: Int32Array, from: number, to: number) {
    const { atUnits } = this
    let [widest, second, widestTo] = [0, 0, -1]
    for (let entry = from + 1; entry < to; entry++) {
      const gap = (atUnits[list[entry] as number] as number) - (atUnits[list[entry - 1] as number] as number)
      if (gap > widest) {
        second = widest
        widest = gap
        widestTo = entry
      } else if (gap > second) second = gap
    }
    const first = from < to ? (atUnits[list[from] as number] as number) : never
    const last = from < to ? (atUnits[list[to - 1] as number] as number) : -1
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
