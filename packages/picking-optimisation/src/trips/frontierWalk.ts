/**
 * The shortest walk over selected stops, on any floor with two-way aisles whose frontier is narrow: the same sweep on
 * a floor of one block, of several, or of none, from any start to any end.
 */
import { type WalkMm } from "../batching/BatchCore.ts"
import { type ChainFloor, chainFloor } from "./chains.ts"
import { sweepStages, sweepSteps, type SweepStage, wayCount } from "./frontierStates.ts"
import { neededSteps, SweepMoves } from "./SweepMoves.ts"
import { type StageStops, SweepTable } from "./SweepTable.ts"
import { type ArcFloor } from "./TripFloor.ts"
import { never } from "../batching/walkUnits.ts"

/** Beyond so many kinds of partial walk, other ways of measuring are faster. */
const mostKinds = 2000

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
 * too wide, or when `isOver` says so, which is asked again and again. A measured walk takes O(chains × kinds) and
 * allocates nothing.
 */
export const frontierWalk = (
  floor: ArcFloor,
  start: number,
  end: number,
  places: Iterable<number>,
  isOver?: () => boolean
): FrontierWalk | undefined => {
  const wanted = new Set(places)
  wanted.delete(start)
  wanted.delete(end)
  const chained = chainFloor(floor, start, end, wanted)
  if (chained === undefined) return undefined
  const { steps, width } = sweepSteps(chained)
  const stages = width > 6 ? undefined : sweepStages(steps, width, mostKinds, isOver)
  if (stages === undefined) return undefined
  const stops = stopsInOrder(chained, stages, wanted)
  const table = new SweepTable(chained, stages, stops)
  const moves = new SweepMoves(table, neededSteps(table, isOver))
  return {
    chainFloor: chained,
    stages,
    places: stops.places,
    sweep: moves,
    walkMm: (list, count) => table.mmOf(moves.sweepTo(list, count)),
    waysOf: waysOver(table)
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

/** The ways of a shortest walk over the stops of a list, one for each stage. A call overwrites what another left. */
const waysOver = (table: SweepTable): FrontierWalk["waysOf"] => {
  const { firstStop, kinds, stages } = table
  const costs = Array.from({ length: stages }, () => new Int32Array(wayCount))
  const reached = Array.from(kinds, (count) => new Int32Array(count))
  return (list) => {
    for (const each of reached) each.fill(never)
    ;(reached[0] as Int32Array)[0] = 0
    let entry = 0
    for (const [stage, cost] of costs.entries()) {
      const from = entry
      while (entry < list.length && (list[entry] as number) < (firstStop[stage + 1] as number)) entry++
      table.price(stage, list, from, entry, cost)
      table.take(stage, cost, reached[stage] as Int32Array, reached[stage + 1] as Int32Array)
    }
    const taken: Array<SweptWay> = []
    let kind = 0
    for (let stage = stages - 1; stage >= 0; stage--) {
      const to = (reached[stage + 1] as Int32Array)[kind] as number
      const came = table.cameBy(stage, costs[stage] as Int32Array, reached[stage] as Int32Array, kind, to)
      taken.push({ stage, way: came.way })
      kind = came.kind
    }
    return taken.reverse()
  }
}
