/**
 * Margins of walks on a floor with a narrow frontier.
 *
 * What a walk costs up to each kind of partial walk is known from a sweep from the start, what it costs from there on
 * from a sweep back. The least sum over the pairs of kinds that one way of walking a part leads between is what the
 * walk costs besides, when that part is walked that way.
 */
import { wayCount } from "./frontierStates.ts"
import { cheapestOf, type SweepTable } from "./SweepTable.ts"
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
  private readonly table: SweepTable
  private readonly stageOf: Int32Array
  /** The part that each stage is; -1 for one without stops. */
  private readonly partAt: Int32Array
  private readonly costMm = new Float64Array(wayCount)
  /** What it costs to come to each kind; those before stage `s` are from `firstKind[s]` on. */
  private readonly toMm: Float64Array
  private readonly firstKind: Int32Array
  /** What it costs to go on from each kind after a stage, and before it. */
  private onMm: Float64Array
  private backMm: Float64Array

  constructor(table: SweepTable) {
    const { firstStop, kinds, moves, stages } = table
    this.table = table
    const withStops = Array.from({ length: stages }, (_, stage) => stage).filter(
      (stage) => (firstStop[stage] as number) < (firstStop[stage + 1] as number)
    )
    this.parts = withStops.length
    this.size = this.parts * wayCount
    this.work = (moves.length / 2) * workPerMove
    this.stageOf = Int32Array.from(withStops)
    this.partAt = new Int32Array(stages).fill(-1)
    for (const [part, stage] of withStops.entries()) this.partAt[stage] = part
    this.firstStop = Int32Array.from([...withStops, stages], (stage) => firstStop[stage] as number)
    this.partOf = new Int32Array(firstStop[stages] as number)
    for (const part of withStops.keys()) this.partOf.fill(part, this.firstStop[part], this.firstStop[part + 1])
    this.firstKind = new Int32Array(stages + 2)
    for (const [stage, count] of kinds.entries()) {
      this.firstKind[stage + 1] = (this.firstKind[stage] as number) + count
    }
    this.toMm = new Float64Array(this.firstKind[stages + 1] as number)
    const most = kinds.reduce((largest, count) => Math.max(largest, count), 1)
    this.onMm = new Float64Array(most)
    this.backMm = new Float64Array(most)
  }

  measure(list: Int32Array, count: number, restMm: Float64Array, at: number): number {
    this.sweepTo(list, count)
    this.sweepBack(list, count, restMm, at)
    return this.toMm[this.firstKind[this.table.stages] as number] as number
  }

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
    const { costMm, firstKind, table, toMm } = this
    const { firstGroup, firstMove, firstStop, moves, stages, ways } = table
    toMm.fill(never)
    toMm[0] = 0
    let entry = 0
    for (let stage = 0; stage < stages; stage++) {
      const from = entry
      while (entry < count && (list[entry] as number) < (firstStop[stage + 1] as number)) entry++
      table.price(stage, list, from, entry, costMm)
      const here = firstKind[stage] as number
      const then = firstKind[stage + 1] as number
      const lastGroup = firstGroup[stage + 1] as number
      for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
        const mm = cheapestOf(costMm, ways[group] as number)
        if (mm === never) continue
        const last = firstMove[group + 1] as number
        for (let move = firstMove[group] as number; move < last; move += 2) {
          const sum = (toMm[here + (moves[move] as number)] as number) + mm
          const to = then + (moves[move + 1] as number)
          if (sum < (toMm[to] as number)) toMm[to] = sum
        }
      }
    }
  }

  private sweepBack(list: Int32Array, count: number, restMm: Float64Array, at: number): void {
    const { costMm, partAt, table } = this
    const { firstGroup, firstMove, firstStop, kinds, moves, stages, ways } = table
    let entry = count
    this.onMm[0] = 0
    for (let stage = stages - 1; stage >= 0; stage--) {
      const end = entry
      while (entry > 0 && (list[entry - 1] as number) >= (firstStop[stage] as number)) entry--
      if ((partAt[stage] as number) >= 0) this.writeRest(stage, restMm, at + (partAt[stage] as number) * wayCount)
      table.price(stage, list, entry, end, costMm)
      const { backMm, onMm } = this
      backMm.fill(never, 0, kinds[stage])
      const lastGroup = firstGroup[stage + 1] as number
      for (let group = firstGroup[stage] as number; group < lastGroup; group++) {
        const mm = cheapestOf(costMm, ways[group] as number)
        if (mm === never) continue
        const last = firstMove[group + 1] as number
        for (let move = firstMove[group] as number; move < last; move += 2) {
          const sum = (onMm[moves[move + 1] as number] as number) + mm
          const from = moves[move] as number
          if (sum < (backMm[from] as number)) backMm[from] = sum
        }
      }
      this.onMm = backMm
      this.backMm = onMm
    }
  }

  /** The least that the rest costs with each way of walking a stage. */
  private writeRest(stage: number, restMm: Float64Array, rest: number): void {
    const { onMm, toMm } = this
    const { firstGroup, firstMove, moves, ways } = this.table
    const here = this.firstKind[stage] as number
    restMm.fill(never, rest, rest + wayCount)
    for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
      const mask = ways[group] as number
      const last = firstMove[group + 1] as number
      let least = never
      for (let move = firstMove[group] as number; move < last; move += 2) {
        const sum = (toMm[here + (moves[move] as number)] as number) + (onMm[moves[move + 1] as number] as number)
        if (sum < least) least = sum
      }
      for (let way = 0; way < wayCount; way++) {
        if ((mask & (1 << way)) !== 0 && least < (restMm[rest + way] as number)) restMm[rest + way] = least
      }
    }
  }
}
