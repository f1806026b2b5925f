/**
 * The shortest walk over selected stops, on any floor with two-way aisles whose frontier is narrow: the same sweep on
 * a floor of one block, of several, or of none, from any start to any end.
 */
import { type WalkMm } from "./BatchCore.ts"
import { type ChainFloor, chainFloor } from "./chains.ts"
import { sweepStages, sweepSteps, type SweepStage, wayCount } from "./frontierStates.ts"
import { SweepMoves } from "./SweepMoves.ts"
import { type StageStops, SweepTable } from "./SweepTable.ts"
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
  readonly sweep: SweepMoves
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
  const table = new SweepTable(chained, stages, stops)
  const moves = new SweepMoves(table)
  const sweep = new Sweep(moves)
  return {
    chainFloor: chained,
    stages,
    places: stops.places,
    sweep: moves,
    walkMm: (list, count) => sweep.walkMm(list, count),
    waysOf: (list) => sweep.waysOf(list)
  }
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

/** The sweep over one floor, and the arrays it works in. */
class Sweep {
  private readonly table: SweepTable
  private readonly moves: SweepMoves
  private readonly costMm = new Float64Array(wayCount)
  private readonly now: Float64Array
  private readonly next: Float64Array

  constructor(moves: SweepMoves) {
    this.table = moves.table
    this.moves = moves
    const most = moves.table.kinds.reduce((largest, count) => Math.max(largest, count), 1)
    this.now = new Float64Array(most)
    this.next = new Float64Array(most)
  }

  /** Length of the shortest walk over the first `count` stops of `list`. */
  walkMm(list: Int32Array, count: number): number {
    const { moves } = this
    let { next, now } = this
    let entry = 0
    now[0] = 0
    for (let step = 0; step < moves.steps; step++) {
      entry = moves.take(step, list, entry, count, now, next)
      const held = now
      now = next
      next = held
    }
    return now[0] as number
  }

  /** The ways of a shortest walk over the stops of `list`, one for each stage. */
  waysOf(list: Int32Array): ReadonlyArray<SweptWay> {
    const { costMm, table } = this
    const { firstStop, kinds, stages } = table
    const reachedMm = Array.from(kinds, (count) => new Float64Array(count).fill(never))
    const costs = new Float64Array(stages * wayCount)
    ;(reachedMm[0] as Float64Array)[0] = 0
    let entry = 0
    for (let stage = 0; stage < stages; stage++) {
      const from = entry
      while (entry < list.length && (list[entry] as number) < (firstStop[stage + 1] as number)) entry++
      table.price(stage, list, from, entry, costMm)
      costs.set(costMm, stage * wayCount)
      table.take(stage, costMm, reachedMm[stage] as Float64Array, reachedMm[stage + 1] as Float64Array)
    }
    const taken: Array<SweptWay> = []
    let kind = 0
    for (let stage = stages - 1; stage >= 0; stage--) {
      const toMm = (reachedMm[stage + 1] as Float64Array)[kind] as number
      costMm.set(costs.subarray(stage * wayCount, (stage + 1) * wayCount))
      const came = table.cameBy(stage, costMm, reachedMm[stage] as Float64Array, kind, toMm)
      taken.push({ stage, way: came.way })
      kind = came.kind
    }
    return taken.reverse()
  }
}
