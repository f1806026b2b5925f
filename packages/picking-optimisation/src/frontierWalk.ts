/**
 * The shortest walk over selected stops, on any floor with two-way aisles whose frontier is narrow: the same sweep on
 * a floor of one block, of several, or of none, from any start to any end.
 */
import { type WalkMm } from "./BatchCore.ts"
import { type ChainFloor, chainFloor } from "./chains.ts"
import { sweepStages, sweepSteps, type SweepStage, wayCount } from "./frontierStates.ts"
import { type ArcFloor } from "./TripFloor.ts"

/** Beyond so many kinds of partial walk, other ways of measuring are faster. */
const mostKinds = 2000

const never = Number.POSITIVE_INFINITY

/** How one stage of a sweep was taken, to make the walk of. */
export interface SweptWay {
  readonly stage: number
  readonly way: number
}

export interface FrontierWalk {
  readonly chainFloor: ChainFloor
  readonly stages: ReadonlyArray<SweepStage>
  /** The place of each stop, in the order in which the sweep meets them. */
  readonly places: ReadonlyArray<number>
  /** Exact, over at least one stop. `list` names stops by their index in `places`. */
  readonly walkMm: WalkMm
  /** The ways of a shortest walk, of every stage. */
  readonly waysOf: (list: Int32Array) => ReadonlyArray<SweptWay>
}

/**
 * Exact walks from `start` over stops at some of `places` to `end`; undefined where an aisle is one-way or the frontier
 * too wide. A measured walk takes O(chains × kinds) and allocates nothing.
 */
export const frontierWalk = (
  floor: ArcFloor,
  start: number,
  end: number,
  places: Iterable<number>
): FrontierWalk | undefined => {
  const wanted = new Set(places)
  wanted.delete(start)
  wanted.delete(end)
  const chained = chainFloor(floor, start, end, wanted)
  if (chained === undefined) return undefined
  const { steps, width } = sweepSteps(chained)
  const stages = width > 6 ? undefined : sweepStages(steps, width, mostKinds)
  if (stages === undefined) return undefined
  const stops = stopsInOrder(chained, stages, wanted)
  const sweep = new Sweep(chained, stages, stops)
  return {
    chainFloor: chained,
    stages,
    places: stops.places,
    walkMm: (list, count) => sweep.walkMm(list, count),
    waysOf: (list) => sweep.waysOf(list)
  }
}

/** Stops by stage: those of stage `s` are `first[s]` up to `first[s + 1]`. */
interface StageStops {
  readonly places: ReadonlyArray<number>
  readonly atMm: ReadonlyArray<number>
  readonly first: Int32Array
}

const stopsInOrder = (
  { chains, junctions }: ChainFloor,
  stages: ReadonlyArray<SweepStage>,
  wanted: ReadonlySet<number>
): StageStops => {
  const places: Array<number> = []
  const atMm: Array<number> = []
  const first = new Int32Array(stages.length + 1)
  for (const [stage, { step }] of stages.entries()) {
    if (step._tag === "Chain") {
      const chain = chains[step.chain] as ChainFloor["chains"][number]
      for (let index = 1; index < chain.places.length - 1; index++) {
        if (wanted.has(chain.places[index] as number)) {
          places.push(chain.places[index] as number)
          atMm.push(chain.atMm[index] as number)
        }
      }
    } else if (step._tag === "Leave") {
      const place = junctions[step.junction] as number
      if (wanted.has(place)) {
        places.push(place)
        atMm.push(0)
      }
    }
    first[stage + 1] = places.length
  }
  return { places, atMm, first }
}

/** Moves from kind to kind that some ways lead to alike, so that only the cheapest of them matters. */
interface MoveTable {
  /** Groups of stage `s` are `firstGroup[s]` up to `firstGroup[s + 1]`; a bit for each way in `ways`. */
  readonly firstGroup: Int32Array
  readonly ways: Int32Array
  /** Moves of group `g` are pairs of kinds from `firstMove[g]` up to `firstMove[g + 1]`. */
  readonly firstMove: Int32Array
  readonly moves: Uint16Array
}

const moveTable = (stages: ReadonlyArray<SweepStage>): MoveTable => {
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

/** The sweep over one floor, and the arrays it works in. */
class Sweep {
  private readonly stages: ReadonlyArray<SweepStage>
  private readonly table: MoveTable
  private readonly atMm: Float64Array
  private readonly firstStop: Int32Array
  private readonly lengthMm: Float64Array
  private readonly tag: ReadonlyArray<SweepStage["step"]["_tag"]>
  private readonly kindsAfter: Int32Array
  private readonly costMm = new Float64Array(wayCount)
  private readonly now: Float64Array
  private readonly next: Float64Array

  constructor({ access, chains }: ChainFloor, stages: ReadonlyArray<SweepStage>, stops: StageStops) {
    this.stages = stages
    this.table = moveTable(stages)
    this.atMm = Float64Array.from(stops.atMm)
    this.firstStop = stops.first
    this.tag = stages.map(({ step }) => step._tag)
    this.lengthMm = Float64Array.from(stages, ({ step }) => {
      if (step._tag === "Chain") return chains[step.chain]?.lengthMm ?? 0
      return step._tag === "Access" ? (access[step.side][step.access]?.lengthMm ?? 0) : 0
    })
    this.kindsAfter = Int32Array.from(stages, (_, stage) => stages[stage + 1]?.kinds ?? 1)
    const most = stages.reduce((largest, { kinds }) => Math.max(largest, kinds), 1)
    this.now = new Float64Array(most)
    this.next = new Float64Array(most)
  }

  /** Length of the shortest walk over the first `count` stops of `list`. */
  walkMm(list: Int32Array, count: number): number {
    const { costMm, firstStop, kindsAfter, stages } = this
    const { firstGroup, firstMove, moves, ways } = this.table
    let { next: then, now } = this
    let entry = 0
    now[0] = 0
    for (let stage = 0; stage < stages.length; stage++) {
      const from = entry
      const end = firstStop[stage + 1] as number
      while (entry < count && (list[entry] as number) < end) entry++
      this.price(stage, list, from, entry)
      const after = kindsAfter[stage] as number
      for (let kind = 0; kind < after; kind++) then[kind] = never
      const lastGroup = firstGroup[stage + 1] as number
      for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
        const mm = cheapest(costMm, ways[group] as number)
        if (mm === never) continue
        const last = firstMove[group + 1] as number
        for (let move = firstMove[group] as number; move < last; move += 2) {
          const sum = (now[moves[move] as number] as number) + mm
          const to = moves[move + 1] as number
          if (sum < (then[to] as number)) then[to] = sum
        }
      }
      const held = now
      now = then
      then = held
    }
    return now[0] as number
  }

  /** The ways of a shortest walk over the stops of `list`, one for each stage. */
  waysOf(list: Int32Array): ReadonlyArray<SweptWay> {
    const traces: Array<Trace> = []
    let mmOf: Float64Array = Float64Array.of(0)
    let entry = 0
    for (const stage of this.stages.keys()) {
      const from = entry
      while (entry < list.length && (list[entry] as number) < (this.firstStop[stage + 1] as number)) entry++
      this.price(stage, list, from, entry)
      const trace = this.traced(stage, mmOf)
      traces.push(trace)
      mmOf = trace.mmOf
    }
    const taken: Array<SweptWay> = []
    let kind = 0
    for (const [stage, trace] of [...traces.entries()].reverse()) {
      taken.push({ stage, way: trace.way[kind] as number })
      kind = trace.kind[kind] as number
    }
    return taken.reverse()
  }

  private traced(stage: number, mmOf: Float64Array): Trace {
    const { kinds, next } = this.stages[stage] as SweepStage
    const after = this.kindsAfter[stage] as number
    const trace = {
      mmOf: new Float64Array(after).fill(never),
      kind: new Int32Array(after).fill(-1),
      way: new Int32Array(after)
    }
    for (let kind = 0; kind < kinds; kind++) {
      for (let way = 0; way < wayCount; way++) {
        const to = next[kind * wayCount + way] as number
        const sum = (mmOf[kind] as number) + (this.costMm[way] as number)
        if (to < 0 || sum >= (trace.mmOf[to] as number)) continue
        trace.mmOf[to] = sum
        trace.kind[to] = kind
        trace.way[to] = way
      }
    }
    return trace
  }

  /** What each way to take a stage costs with these stops; `Infinity` for one that leaves a stop out. */
  private price(stage: number, list: Int32Array, from: number, to: number): void {
    const { atMm, costMm } = this
    const length = this.lengthMm[stage] as number
    const hasStop = to > from
    const tag = this.tag[stage]
    costMm[0] = hasStop ? never : 0
    costMm[1] = tag === "Leave" && !hasStop ? never : length
    costMm[2] = tag === "Chain" ? 2 * length : never
    costMm[3] = costMm[4] = costMm[5] = never
    if (tag !== "Chain" || !hasStop) return
    costMm[3] = 2 * (atMm[list[to - 1] as number] as number)
    costMm[4] = 2 * (length - (atMm[list[from] as number] as number))
    let gap = 0
    for (let entry = from + 1; entry < to; entry++) {
      const each = (atMm[list[entry] as number] as number) - (atMm[list[entry - 1] as number] as number)
      if (each > gap) gap = each
    }
    if (to - from > 1) costMm[5] = 2 * (length - gap)
  }
}

/** How each kind after a stage came about at the least cost. */
interface Trace {
  readonly mmOf: Float64Array
  readonly kind: Int32Array
  readonly way: Int32Array
}

/** The least cost of the ways that have a bit in `mask`. */
const cheapest = (costMm: Float64Array, mask: number): number => {
  let least = never
  for (let way = 0; way < wayCount; way++) {
    if ((mask & (1 << way)) !== 0 && (costMm[way] as number) < least) least = costMm[way] as number
  }
  return least
}
