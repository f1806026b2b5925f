/**
 * A sweep over a floor in arrays: what leads from which kind of partial walk to which, and what each way of walking a
 * stage costs.
 */
import { type ChainFloor } from "./chains.ts"
import { type SweepStage, wayCount } from "./frontierStates.ts"

const never = Number.POSITIVE_INFINITY

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
  private readonly atMm: Float64Array
  private readonly lengthMm: Float64Array
  private readonly tag: Uint8Array

  constructor({ access, chains }: ChainFloor, stages: ReadonlyArray<SweepStage>, stops: StageStops) {
    this.stages = stages.length
    this.kinds = Int32Array.from([...stages.map(({ kinds }) => kinds), 1])
    const { firstGroup, firstMove, moves, ways } = moveTable(stages)
    this.firstGroup = firstGroup
    this.firstMove = firstMove
    this.moves = moves
    this.ways = ways
    this.atMm = Float64Array.from(stops.atMm)
    this.firstStop = stops.first
    this.tag = Uint8Array.from(stages, ({ step }) =>
      step._tag === "Chain" ? isChain : step._tag === "Leave" ? isLeave : 0
    )
    this.lengthMm = Float64Array.from(stages, ({ step }) => {
      if (step._tag === "Chain") return chains[step.chain]?.lengthMm ?? 0
      return step._tag === "Access" ? (access[step.side][step.access]?.lengthMm ?? 0) : 0
    })
  }

  /**
   * Writes what each way to take a stage costs with the stops from `from` up to `to` of `list`; `Infinity` for one that
   * leaves a stop out.
   */
  price(stage: number, list: Int32Array, from: number, to: number, costMm: Float64Array): void {
    const { atMm } = this
    const first = from < to ? (list[from] as number) : -1
    let gap = 0
    for (let entry = from + 1; entry < to; entry++) {
      const each = (atMm[list[entry] as number] as number) - (atMm[list[entry - 1] as number] as number)
      if (each > gap) gap = each
    }
    this.write(stage, first, from < to ? (list[to - 1] as number) : -1, gap, costMm)
  }

  /** The same with those of the stops from `from` up to `to` that are marked in `has`. */
  priceMarked(stage: number, has: Uint8Array, from: number, to: number, costMm: Float64Array): void {
    const { atMm } = this
    let first = -1
    let last = -1
    let gap = 0
    for (let stop = from; stop < to; stop++) {
      if (has[stop] === 0) continue
      if (first < 0) first = stop
      else gap = Math.max(gap, (atMm[stop] as number) - (atMm[last] as number))
      last = stop
    }
    this.write(stage, first, last, gap, costMm)
  }

  /** What it costs to come to each kind after a stage, by what it costs before it; `then` keeps what is less. */
  take(stage: number, costMm: Float64Array, now: Float64Array, then: Float64Array): void {
    const { firstGroup, firstMove, moves, ways } = this
    const lastGroup = firstGroup[stage + 1] as number
    for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
      const mm = cheapestOf(costMm, ways[group] as number)
      if (mm === never) continue
      const last = firstMove[group + 1] as number
      for (let move = firstMove[group] as number; move < last; move += 2) {
        const sum = (now[moves[move] as number] as number) + mm
        const to = moves[move + 1] as number
        if (sum < (then[to] as number)) then[to] = sum
      }
    }
  }

  /** What it costs to go on from each kind before a stage, by what it costs after it. */
  takeBack(stage: number, costMm: Float64Array, then: Float64Array, now: Float64Array): void {
    const { firstGroup, firstMove, moves, ways } = this
    const lastGroup = firstGroup[stage + 1] as number
    for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
      const mm = cheapestOf(costMm, ways[group] as number)
      if (mm === never) continue
      const last = firstMove[group + 1] as number
      for (let move = firstMove[group] as number; move < last; move += 2) {
        const sum = (then[moves[move + 1] as number] as number) + mm
        const from = moves[move] as number
        if (sum < (now[from] as number)) now[from] = sum
      }
    }
  }

  /** From which kind before a stage, and by which way, a kind after it is come to at `toMm`, the least that it costs. */
  cameBy(stage: number, costMm: Float64Array, now: Float64Array, kind: number, toMm: number): CameBy {
    const { firstGroup, firstMove, moves, ways } = this
    for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
      const mm = cheapestOf(costMm, ways[group] as number)
      for (let move = firstMove[group] as number; move < (firstMove[group + 1] as number); move += 2) {
        const from = moves[move] as number
        if (moves[move + 1] !== kind || (now[from] as number) + mm !== toMm) continue
        return {
          kind: from,
          way: costMm.findIndex((cost, way) => cost === mm && (((ways[group] as number) >> way) & 1) === 1)
        }
      }
    }
    throw new RangeError(`Expected a way to kind ${kind} across stage ${stage}, got none`)
  }

  private write(stage: number, first: number, last: number, gap: number, costMm: Float64Array): void {
    const length = this.lengthMm[stage] as number
    const hasStop = first >= 0
    const tag = this.tag[stage]
    costMm[0] = hasStop ? never : 0
    costMm[1] = tag === isLeave && !hasStop ? never : length
    costMm[2] = tag === isChain ? 2 * length : never
    costMm[3] = costMm[4] = costMm[5] = never
    if (tag !== isChain || !hasStop) return
    costMm[3] = 2 * (this.atMm[last] as number)
    costMm[4] = 2 * (length - (this.atMm[first] as number))
    if (last > first) costMm[5] = 2 * (length - gap)
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
export const cheapestOf = (costMm: Float64Array, mask: number): number => {
  let least = never
  for (let way = 0; way < wayCount; way++) {
    if ((mask & (1 << way)) !== 0 && (costMm[way] as number) < least) least = costMm[way] as number
  }
  return least
}
