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
import { type WalkMargins } from "./WalkMargins.ts"

const never = Number.POSITIVE_INFINITY
/** What one move between kinds takes, of two sweeps, in units of effort. */
const workPerMove = 15

export class FrontierMargins implements WalkMargins {
  readonly parts: number
  readonly firstStop: Int32Array
  readonly partOf: Int32Array
  readonly size: number
  readonly work: number
  private readonly sweep: SweepMoves
  private readonly table: SweepTable
  private readonly stageOf: Int32Array
  /** The part that each stage is; -1 for one without stops. */
  private readonly partAt: Int32Array
  private readonly costMm = new Float64Array(wayCount)
  /** What it costs to come to each kind before each step, and after the last. */
  private readonly toMm: ReadonlyArray<Float64Array>
  /** What it costs to go on from each kind after a step, and before it. */
  private onMm: Float64Array
  private backMm: Float64Array

  constructor(sweep: SweepMoves) {
    const { kinds, moves, table } = sweep
    const { firstStop, stages } = table
    this.sweep = sweep
    this.table = table
    const withStops = Array.from({ length: stages }, (_, stage) => stage).filter(
      (stage) => (firstStop[stage] as number) < (firstStop[stage + 1] as number)
    )
    this.parts = withStops.length
    this.size = this.parts * wayCount
    this.work = moves * workPerMove
    this.stageOf = Int32Array.from(withStops)
    this.partAt = new Int32Array(stages).fill(-1)
    for (const [part, stage] of withStops.entries()) this.partAt[stage] = part
    this.firstStop = Int32Array.from([...withStops, stages], (stage) => firstStop[stage] as number)
    this.partOf = new Int32Array(firstStop[stages] as number)
    for (const part of withStops.keys()) this.partOf.fill(part, this.firstStop[part], this.firstStop[part + 1])
    this.toMm = Array.from(kinds, (count) => new Float64Array(count))
    const most = kinds.reduce((largest, count) => Math.max(largest, count), 1)
    this.onMm = new Float64Array(most)
    this.backMm = new Float64Array(most)
  }

  measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    this.sweepTo(list, count)
    this.sweepBack(list, count, restMm, at)
    return this.toMm[this.sweep.steps]?.[0] as number
  }

  /** Made when measured: few of these walks are not taken. */
  weigh(): void {}

  withPart(part: number, has: Uint8Array, restMm: Float64Array, at: number): number {
    const { costMm, firstStop, stageOf, table } = this
    table.priceMarked(stageOf[part] as number, has, firstStop[part] as number, firstStop[part + 1] as number, costMm)
    const rest = at + part * wayCount
    let least = never
    for (let way = 0; way < wayCount; way++) {
      const sum = (costMm[way] as number) + (restMm[rest + way] as number)
      if (sum < least) least = sum
    }
    return least
  }

  private sweepTo(list: Int32Array, count: number): void {
    const { sweep, toMm } = this
    ;(toMm[0] as Float64Array)[0] = 0
    let entry = 0
    for (let step = 0; step < sweep.steps; step++) {
      entry = sweep.take(step, list, entry, count, toMm[step] as Float64Array, toMm[step + 1] as Float64Array)
    }
  }

  private sweepBack(list: Int32Array, count: number, restMm: Float64Array, at: number): void {
    const { partAt, sweep } = this
    let entry = count
    this.onMm[0] = 0
    for (let step = sweep.steps - 1; step >= 0; step--) {
      const { backMm, onMm } = this
      const stage = sweep.stageOf[step] as number
      const part = stage < 0 ? -1 : (partAt[stage] as number)
      if (part >= 0) this.writeRest(stage, this.toMm[step] as Float64Array, restMm, at + part * wayCount)
      entry = sweep.takeBack(step, list, entry, onMm, backMm)
      this.onMm = backMm
      this.backMm = onMm
    }
  }

  /** The least that the rest costs with each way of walking a stage, by what it costs to come to it. */
  private writeRest(stage: number, toMm: Float64Array, restMm: Float64Array, rest: number): void {
    const { onMm } = this
    const { firstGroup, firstMove, moves, ways } = this.table
    restMm.fill(never, rest, rest + wayCount)
    for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
      const mask = ways[group] as number
      const last = firstMove[group + 1] as number
      let least = never
      for (let move = firstMove[group] as number; move < last; move += 2) {
        const sum = (toMm[moves[move] as number] as number) + (onMm[moves[move + 1] as number] as number)
        if (sum < least) least = sum
      }
      for (let way = 0; way < wayCount; way++) {
        if ((mask & (1 << way)) !== 0 && least < (restMm[rest + way] as number)) restMm[rest + way] = least
      }
    }
  }
}
