/**
 * Totes as a search fills them.
 */
import { rounding } from "../batching/BatchCore.ts"
import { type ToteLimitName, toteLimitNames, type ToteProblem, unitAsks } from "./ToteProblem.ts"

/** Units of one line that are in a tote together. */
export interface Portion {
  readonly order: number
  readonly line: number
  readonly stop: number
  quantity: number
}

/** A tote, whose it is (-1 where orders may be mixed), and how much of each limit is taken. */
export interface LoadedTote {
  readonly owner: number
  readonly portions: Array<Portion>
  readonly load: Float64Array
}

export class ToteLoads {
  readonly problem: ToteProblem
  private readonly limits: ReadonlyArray<{ readonly limit: ToteLimitName; readonly most: number }>

  constructor(problem: ToteProblem) {
    this.problem = problem
    this.limits = toteLimitNames.flatMap((limit) => {
      const most = problem.tote[limit]
      return most === undefined ? [] : [{ limit, most }]
    })
  }

  /** An empty tote. */
  tote(owner: number): LoadedTote {
    return { owner, portions: [], load: new Float64Array(this.limits.length) }
  }

  /** How many units of a portion's line a tote still takes. */
  room({ load }: LoadedTote, portion: Portion): number {
    let units = portion.quantity
    for (const [index, { limit, most }] of this.limits.entries()) {
      const each = this.asks(portion, limit)
      if (each > 0) units = Math.min(units, Math.floor((most - (load[index] as number)) / each + rounding))
    }
    return Math.max(0, units)
  }

  /** Puts so many units of a portion into a tote. */
  add(tote: LoadedTote, portion: Portion, quantity: number): void {
    for (const [index, { limit }] of this.limits.entries()) {
      tote.load[index] = (tote.load[index] as number) + quantity * this.asks(portion, limit)
    }
    const same = tote.portions.find(({ line, order }) => line === portion.line && order === portion.order)
    if (same === undefined) tote.portions.push({ ...portion, quantity })
    else same.quantity += quantity
  }

  /** Takes a portion out of a tote. */
  remove(tote: LoadedTote, portion: Portion): void {
    for (const [index, { limit }] of this.limits.entries()) {
      tote.load[index] = (tote.load[index] as number) - portion.quantity * this.asks(portion, limit)
    }
    tote.portions.splice(tote.portions.indexOf(portion), 1)
  }

  private asks({ line, order }: Portion, limit: ToteLimitName): number {
    const { orders } = this.problem
    return unitAsks(
      (orders[order] as (typeof orders)[number]).lines[line] as (typeof orders)[number]["lines"][number],
      limit
    )
  }
}
