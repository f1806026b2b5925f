/**
 * Which moves of a sweep shortest walks were seen to take. Most kinds of partial walk are there for walks that nobody
 * would take: a sweep by the moves seen alone is several times as fast, and its walks are seldom longer.
 *
 * Source: Sniedovich and Voß (2006), The corridor method: a dynamic programming inspired metaheuristic, Control and
 * Cybernetics 35(3), here with a corridor that is learnt.
 */
import { type SweepMoves } from "./SweepMoves.ts"

export class SeenMoves {
  /** How many walks were looked at, by and by forgotten. */
  walks = 0
  private readonly sweep: SweepMoves
  private readonly times: Float64Array
  /** The moves that lead to kind `k` are `firstInto[k]` up to `firstInto[k + 1]` of `into`. */
  private readonly firstInto: Int32Array
  private readonly into: Int32Array

  constructor(sweep: SweepMoves) {
    const { move, moves, to } = sweep
    this.sweep = sweep
    this.times = new Float64Array(moves)
    this.firstInto = new Int32Array(to.length + 1)
    for (let at = 0; at < moves; at++) {
      const next = (move[3 * at + 1] as number) + 1
      this.firstInto[next] = (this.firstInto[next] as number) + 1
    }
    for (let kind = 0; kind < to.length; kind++) {
      this.firstInto[kind + 1] = (this.firstInto[kind + 1] as number) + (this.firstInto[kind] as number)
    }
    this.into = Int32Array.from({ length: moves }, (_, at) => at)
    this.into.sort((a, b) => (move[3 * a + 1] as number) - (move[3 * b + 1] as number) || a - b)
  }

  /** Counts the moves of the walk that was swept last; of walks as short, of the one with moves seen more often. */
  look(): void {
    const { move } = this.sweep
    this.walks++
    for (let kind = this.sweep.to.length - 1; kind !== 0;) {
      const last = this.lastMove(kind)
      this.times[last] = (this.times[last] as number) + 1
      kind = move[3 * last] as number
    }
  }

  /** The sweep by moves that more than such a part of the walks took. Half of what was seen is forgotten. */
  narrowed(share: number): SweepMoves {
    const { times } = this
    const least = share * this.walks
    const narrow = this.sweep.keeping((move) => (times[move] as number) > least)
    this.walks /= 2
    for (let move = 0; move < times.length; move++) times[move] = (times[move] as number) / 2
    return narrow
  }

  private lastMove(kind: number): number {
    const { firstInto, into, times } = this
    const { move, price, to } = this.sweep
    let best = -1
    for (let entry = firstInto[kind] as number; entry < (firstInto[kind + 1] as number); entry++) {
      const at = into[entry] as number
      const mm = (to[move[3 * at] as number] as number) + (price[move[3 * at + 2] as number] as number)
      if (mm !== to[kind]) continue
      if (best < 0 || (times[at] as number) > (times[best] as number)) best = at
    }
    return best
  }
}
