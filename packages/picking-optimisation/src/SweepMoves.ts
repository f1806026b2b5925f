/**
 * A sweep over a floor with the stages at which nobody can stop drawn together: what such stages cost never changes,
 * so that of all ways through several of them only the shortest from kind to kind matters.
 */
import { wayCount } from "./frontierStates.ts"
import { cheapestOf, type SweepTable } from "./SweepTable.ts"

const never = Number.POSITIVE_INFINITY

/** The shortest way through some stages from one kind of partial walk to another. */
interface FixedMove {
  readonly from: number
  readonly to: number
  readonly mm: number
}

export class SweepMoves {
  readonly table: SweepTable
  readonly steps: number
  /** The stage of the table that each step is; -1 for stages without stops, drawn together. */
  readonly stageOf: Int32Array
  /** How many kinds of partial walk there are before each step, and after the last. */
  readonly kinds: Int32Array
  /** The moves of step `s`, of one drawn together, are from `firstFixed[s]` up to `firstFixed[s + 1]`. */
  readonly firstFixed: Int32Array
  readonly from: Uint16Array
  readonly to: Uint16Array
  readonly mm: Float64Array
  /** How many moves one sweep looks at. */
  readonly moves: number
  private readonly costMm = new Float64Array(wayCount)

  constructor(table: SweepTable) {
    const steps = stepsOf(table)
    const fixed = steps.flatMap(({ moves }) => moves)
    this.table = table
    this.steps = steps.length
    this.stageOf = Int32Array.from(steps, ({ stage, moves }) => (moves.length === 0 ? stage : -1))
    this.kinds = Int32Array.from([...steps.map(({ stage }) => table.kinds[stage] as number), 1])
    this.firstFixed = new Int32Array(steps.length + 1)
    for (const [step, { moves }] of steps.entries()) {
      this.firstFixed[step + 1] = (this.firstFixed[step] as number) + moves.length
    }
    this.from = Uint16Array.from(fixed, ({ from }) => from)
    this.to = Uint16Array.from(fixed, ({ to }) => to)
    this.mm = Float64Array.from(fixed, ({ mm }) => mm)
    this.moves =
      fixed.length + steps.reduce((sum, { moves, stage }) => sum + (moves.length ? 0 : size(table, stage)), 0)
  }

  /**
   * What it costs to come to each kind after a step, over the stops of `list` from entry `entry` on, by what it costs
   * before it. The entry of the first stop that is after the step.
   */
  take(step: number, list: Int32Array, entry: number, count: number, now: Float64Array, then: Float64Array): number {
    const { costMm, firstFixed, from, mm, table, to } = this
    then.fill(never, 0, this.kinds[step + 1])
    const stage = this.stageOf[step] as number
    if (stage < 0) {
      const last = firstFixed[step + 1] as number
      for (let move = firstFixed[step] as number; move < last; move++) {
        const sum = (now[from[move] as number] as number) + (mm[move] as number)
        if (sum < (then[to[move] as number] as number)) then[to[move] as number] = sum
      }
      return entry
    }
    const last = table.firstStop[stage + 1] as number
    let end = entry
    while (end < count && (list[end] as number) < last) end++
    table.price(stage, list, entry, end, costMm)
    table.take(stage, costMm, now, then)
    return end
  }

  /**
   * What it costs to go on from each kind before a step, over the stops of `list` up to entry `end`, by what it costs
   * after it. The entry of the first stop that is in the step.
   */
  takeBack(step: number, list: Int32Array, end: number, then: Float64Array, now: Float64Array): number {
    const { costMm, firstFixed, from, mm, table, to } = this
    now.fill(never, 0, this.kinds[step])
    const stage = this.stageOf[step] as number
    if (stage < 0) {
      const last = firstFixed[step + 1] as number
      for (let move = firstFixed[step] as number; move < last; move++) {
        const sum = (then[to[move] as number] as number) + (mm[move] as number)
        if (sum < (now[from[move] as number] as number)) now[from[move] as number] = sum
      }
      return end
    }
    const first = table.firstStop[stage] as number
    let entry = end
    while (entry > 0 && (list[entry - 1] as number) >= first) entry--
    table.price(stage, list, entry, end, costMm)
    table.takeBack(stage, costMm, then, now)
    return entry
  }
}

/** A step from the kinds before `stage` on; `moves` is empty where that stage alone is taken, with its stops. */
interface Step {
  readonly stage: number
  readonly moves: ReadonlyArray<FixedMove>
}

/** Stages are drawn together as long as that makes fewer moves of them. */
const stepsOf = (table: SweepTable): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  let run: Step | undefined
  for (let stage = 0; stage < table.stages; stage++) {
    if ((table.firstStop[stage] as number) < (table.firstStop[stage + 1] as number)) {
      if (run !== undefined) steps.push(run)
      run = undefined
      steps.push({ stage, moves: [] })
      continue
    }
    const moves = fixedMoves(table, stage)
    const longer = run === undefined ? [] : shortestThrough(run.moves, moves)
    if (run !== undefined && longer.length <= run.moves.length + moves.length) {
      run = { stage: run.stage, moves: longer }
      continue
    }
    if (run !== undefined) steps.push(run)
    run = { stage, moves }
  }
  return run === undefined ? steps : [...steps, run]
}

const size = ({ firstGroup, firstMove }: SweepTable, stage: number): number => {
  const [first, last] = [firstGroup[stage] as number, firstGroup[stage + 1] as number]
  return ((firstMove[last] as number) - (firstMove[first] as number)) / 2
}

/** The moves of a stage without stops. */
const fixedMoves = (table: SweepTable, stage: number): ReadonlyArray<FixedMove> => {
  const { firstGroup, firstMove, moves, ways } = table
  const costMm = new Float64Array(wayCount)
  table.price(stage, new Int32Array(0), 0, 0, costMm)
  const found: Array<FixedMove> = []
  for (let group = firstGroup[stage] as number; group < (firstGroup[stage + 1] as number); group++) {
    const mm = cheapestOf(costMm, ways[group] as number)
    if (mm === never) continue
    for (let move = firstMove[group] as number; move < (firstMove[group + 1] as number); move += 2) {
      found.push({ from: moves[move] as number, to: moves[move + 1] as number, mm })
    }
  }
  return found
}

/** First one of some moves and then one of others: the shortest between each pair of kinds. */
const shortestThrough = (
  first: ReadonlyArray<FixedMove>,
  second: ReadonlyArray<FixedMove>
): ReadonlyArray<FixedMove> => {
  const onward = new Map<number, Array<FixedMove>>()
  for (const move of second) onward.set(move.from, [...(onward.get(move.from) ?? []), move])
  const shortest = new Map<number, FixedMove>()
  for (const { from, mm, to } of first) {
    for (const next of onward.get(to) ?? []) {
      const key = 65_536 * from + next.to
      const sum = mm + next.mm
      if (sum < (shortest.get(key)?.mm ?? never)) shortest.set(key, { from, to: next.to, mm: sum })
    }
  }
  return [...shortest.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
