/**
 * Margins of walks on a floor with a narrow frontier.
 *
 * What a walk costs up to each kind of partial walk is known from a sweep from the start, what it costs from there on
 * from a sweep back. The least sum over the pairs of kinds that one way of walking a part leads between is what the
 * walk costs besides, when that part is walked that way.
 */
import { wayCount } from "./frontierStates.ts"
import { type SweepMoves } from "./SweepMoves.ts"
import { type SweepTable } from "./SweepTable.ts"
import { lesser, never } from "../batching/walkUnits.ts"
import { type WalkMargins } from "../batching/WalkMargins.ts"

/** What one move between kinds takes, of two sweeps, in units of effort. */
export const workPerMove = 10

export class FrontierMargins implements WalkMargins {
  readonly parts: number
  readonly firstStop: Int32Array
  readonly partOf: Int32Array
  readonly size: number
  readonly work: number
  private readonly sweep: SweepMoves
  private readonly table: SweepTable
  private readonly stageOf: Int32Array
  private readonly cost = new Int32Array(wayCount)
  private readonly rest = new Int32Array(wayCount)

  /** Measuring takes so much. */
  constructor(sweep: SweepMoves, work = workPerMove * sweep.moves) {
    const { table } = sweep
    const { firstStop, stages } = table
    this.sweep = sweep
    this.table = table
    const withStops = Array.from({ length: stages }, (_, stage) => stage).filter(
      (stage) => (firstStop[stage] as number) < (firstStop[stage + 1] as number)
    )
    this.parts = withStops.length
    this.size = this.parts * wayCount
    this.work = work
    this.stageOf = Int32Array.from(withStops)
    this.firstStop = Int32Array.from([...withStops, stages], (stage) => firstStop[stage] as number)
    this.partOf = new Int32Array(firstStop[stages] as number)
    for (const part of withStops.keys()) this.partOf.fill(part, this.firstStop[part], this.firstStop[part + 1])
  }

  measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    const units = this.sweep.sweepTo(list, count)
    this.sweep.sweepBack()
    for (let part = 0; part < this.parts; part++) this.writeRest(part, restMm, at + part * wayCount)
    return this.table.mmOf(units)
  }

  /** Made when measured: few of these walks are not taken. */
  weigh(): void {}

  withPart(part: number, list: Int32Array, from: number, to: number, restMm: Float64Array, at: number): number {
    const { cost, stageOf, table } = this
    table.price(stageOf[part] as number, list, from, to, cost)
    const rest = at + part * wayCount
    let least: number = never
    for (let way = 0; way < wayCount; way++) {
      const sum = (cost[way] as number) + (restMm[rest + way] as number)
      if (sum < least) least = sum
    }
    return table.mmOf(least)
  }

  withEach(
    part: number,
    list: Int32Array,
    from: number,
    to: number,
    restMm: Float64Array,
    at: number,
    lengthMm: Float64Array,
    row: number
  ): void {
    const { rest, stageOf, table } = this
    const first = at + part * wayCount
    for (let way = 0; way < wayCount; way++) rest[way] = restMm[first + way] as number
    table.leastWithEach(stageOf[part] as number, list, from, to, rest, lengthMm, row)
  }

  /** The least that the rest costs with each way of walking a part, in units. */
  private writeRest(part: number, restMm: Float64Array, at: number): void {
    const { firstGroup, firstPair, on, pair, to, ways } = this.sweep
    const stage = this.stageOf[part] as number
    restMm.fill(never, at, at + wayCount)
    for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
      const mask = ways[group] as number
      const last = firstPair[group + 1] as number
      let least: number = never
      for (let entry = firstPair[group] as number; entry < last; entry += 2) {
        least = lesser(least, (to[pair[entry] as number] as number) + (on[pair[entry + 1] as number] as number))
      }
      for (let way = 0; way < wayCount; way++) {
        if ((mask & (1 << way)) !== 0 && least < (restMm[at + way] as number)) restMm[at + way] = least
      }
    }
  }
}
