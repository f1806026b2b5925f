/**
 * One change of a walk that makes it shorter: a stretch of it goes elsewhere, or is turned round where it is.
 *
 * Sources: Or (1976), Traveling salesman-type combinatorial problems, PhD thesis, Northwestern University; Croes
 * (1958), A method for solving traveling-salesman problems, Operations Research 6(6).
 */

/** The most places that are moved at once. */
const longest = 3
/** What is shorter by no more is a rounding. */
export const rounding = 1e-9

/** The best change found at some place of a walk, and the search for it. */
export class WalkMove {
  gainMm = 0
  /** The stretch, by its first and last entry in the walk. */
  from = 0
  to = 0
  /** Just after which entry it goes, as the walk is before; -1 where it is only turned round. */
  after = 0
  isTurned = false

  private readonly legMm: Float64Array
  private readonly size: number
  private readonly isSymmetric: boolean
  private readonly held = new Int32Array(longest)
  /** What stretches of each length free, those that begin at an entry and those that end there. */
  private readonly freed = new Float64Array(2 * longest + 1)

  /** For walks between `size` places, legs row by row; stretches are turned round where legs are as long both ways. */
  constructor(legMm: Float64Array, size: number) {
    this.legMm = legMm
    this.size = size
    this.isSymmetric = isSymmetric(legMm, size)
  }

  /** Finds the change at entry `at` of a walk of `count` entries that shortens it most; false when none does. */
  find(walk: Int32Array, count: number, at: number): boolean {
    this.gainMm = rounding
    if (at === 0 || at === count - 1) return false
    if (this.isSymmetric) this.lookAround(walk, count, at)
    else {
      for (let length = 1; length <= longest; length++) {
        if (at + length < count) this.lookAtMoves(walk, count, at, at + length - 1)
        if (length > 1 && at - length + 1 > 0) this.lookAtMoves(walk, count, at - length + 1, at)
      }
    }
    return this.gainMm > rounding
  }

  /** Changes the walk. */
  make(walk: Int32Array): void {
    const { after, from, held, isTurned, to } = this
    if (after < 0) {
      for (let left = from, right = to; left < right; left++, right--) {
        const place = walk[left] as number
        walk[left] = walk[right] as number
        walk[right] = place
      }
      return
    }
    const length = to - from + 1
    for (let index = 0; index < length; index++) held[index] = walk[isTurned ? to - index : from + index] as number
    const start = after > to ? after - length + 1 : after + 1
    if (after > to) for (let index = to + 1; index <= after; index++) walk[index - length] = walk[index] as number
    else for (let index = from - 1; index > after; index--) walk[index + length] = walk[index] as number
    for (let index = 0; index < length; index++) walk[start + index] = held[index] as number
  }

  private take(gainMm: number, from: number, to: number, after: number, isTurned: boolean): void {
    this.gainMm = gainMm
    this.from = from
    this.to = to
    this.after = after
    this.isTurned = isTurned
  }

  /**
   * Changes that bring the place at an entry beside another that is nearer than one of the neighbours it leaves: a
   * change that is worth it has such a place somewhere.
   */
  private lookAround(walk: Int32Array, count: number, at: number): void {
    const { legMm, size } = this
    const row = (walk[at] as number) * size
    const beforeMm = legMm[row + (walk[at - 1] as number)] as number
    const nextMm = legMm[row + (walk[at + 1] as number)] as number
    const mostMm = beforeMm > nextMm ? beforeMm : nextMm
    let isFreed = false
    for (let other = 0; other < count; other++) {
      const mm = legMm[row + (walk[other] as number)] as number
      if (mm >= mostMm || other === at) continue
      if (!isFreed) this.freeAround(walk, count, at)
      isFreed = true
      this.lookAtTurn(walk, count, at, other)
      for (let length = 1; length <= longest; length++) {
        if (mm < beforeMm || length === 1) this.lookBeside(walk, count, at, at + length - 1, length, other)
        if (mm < nextMm && length > 1) this.lookBeside(walk, count, at - length + 1, at, length + longest, other)
      }
    }
  }

  private freeAround(walk: Int32Array, count: number, at: number): void {
    for (let length = 1; length <= longest; length++) {
      this.freeMm(walk, count, at, at + length - 1, length)
      this.freeMm(walk, count, at - length + 1, at, length + longest)
    }
  }

  /** What the stretch between two entries frees when it goes; kept as number `slot`. */
  private freeMm(walk: Int32Array, count: number, from: number, to: number, slot: number): void {
    const { freed, legMm, size } = this
    freed[slot] = 0
    if (from < 1 || to > count - 2) return
    const before = (walk[from - 1] as number) * size
    const next = walk[to + 1] as number
    freed[slot] =
      (legMm[before + (walk[from] as number)] as number) +
      (legMm[(walk[to] as number) * size + next] as number) -
      (legMm[before + next] as number)
  }

  /** The stretch that makes two places neighbours when it is turned round, by either of their sides. */
  private lookAtTurn(walk: Int32Array, count: number, at: number, other: number): void {
    const low = at < other ? at : other
    const high = at < other ? other : at
    if (high < count - 1 && high > low + 1) this.lookAtTurned(walk, low + 1, high)
    if (low > 0 && high > low + 1) this.lookAtTurned(walk, low, high - 1)
  }

  private lookAtTurned(walk: Int32Array, from: number, to: number): void {
    const { legMm, size } = this
    const before = (walk[from - 1] as number) * size
    const first = walk[from] as number
    const last = (walk[to] as number) * size
    const next = walk[to + 1] as number
    const gain =
      (legMm[before + first] as number) +
      (legMm[last + next] as number) -
      (legMm[before + (walk[to] as number)] as number) -
      (legMm[first * size + next] as number)
    if (gain > this.gainMm) this.take(gain, from, to, -1, true)
  }

  /** A stretch moved so that its end at entry `at` comes beside entry `other`, on either side of it. */
  private lookBeside(walk: Int32Array, count: number, from: number, to: number, slot: number, other: number): void {
    const freedMm = this.freed[slot] as number
    if (freedMm <= this.gainMm || (other >= from && other <= to)) return
    if (other < count - 1 && other !== from - 1) this.lookBetween(walk, from, to, other, freedMm)
    if (other > 0 && other !== to + 1) this.lookBetween(walk, from, to, other - 1, freedMm)
  }

  /** A stretch moved to just after an entry, either way round. */
  private lookBetween(walk: Int32Array, from: number, to: number, after: number, freedMm: number): void {
    const { legMm, size } = this
    const first = walk[from] as number
    const last = walk[to] as number
    const left = (walk[after] as number) * size
    const right = walk[after + 1] as number
    const between = freedMm + (legMm[left + right] as number)
    const straight = between - (legMm[left + first] as number) - (legMm[last * size + right] as number)
    if (straight > this.gainMm) this.take(straight, from, to, after, false)
    if (from === to) return
    const turned = between - (legMm[left + last] as number) - (legMm[first * size + right] as number)
    if (turned > this.gainMm) this.take(turned, from, to, after, true)
  }

  /** The stretch between two entries moved anywhere else, where legs differ by their direction. */
  private lookAtMoves(walk: Int32Array, count: number, from: number, to: number): void {
    const { legMm, size } = this
    const first = walk[from] as number
    const last = walk[to] as number
    const before = walk[from - 1] as number
    const next = walk[to + 1] as number
    const freed =
      (legMm[before * size + first] as number) +
      (legMm[last * size + next] as number) -
      (legMm[before * size + next] as number)
    for (let after = 0; after < count - 1; after++) {
      if (after === from - 1) {
        after = to
        continue
      }
      const left = (walk[after] as number) * size
      const right = walk[after + 1] as number
      const between = freed + (legMm[left + right] as number)
      const straight = between - (legMm[left + first] as number) - (legMm[last * size + right] as number)
      if (straight > this.gainMm) this.take(straight, from, to, after, false)
    }
  }
}

const isSymmetric = (legMm: Float64Array, size: number): boolean => {
  for (let from = 1; from < size; from++) {
    for (let to = 0; to < from; to++) if (legMm[from * size + to] !== legMm[to * size + from]) return false
  }
  return true
}
