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

  /** For walks between `size` places, legs row by row; stretches are turned round where legs are as long both ways. */
  constructor(legMm: Float64Array, size: number) {
    this.legMm = legMm
    this.size = size
    this.isSymmetric = legMm.every((mm, at) => mm === legMm[(at % size) * size + Math.floor(at / size)])
  }

  /** Finds the change at entry `at` of a walk of `count` entries that shortens it most; false when none does. */
  find(walk: Int32Array, count: number, at: number): boolean {
    this.gainMm = rounding
    if (at === 0 || at === count - 1) return false
    if (this.isSymmetric) this.lookAtTurns(walk, count, at)
    for (let length = 1; length <= longest; length++) {
      if (at + length < count) this.lookAtMoves(walk, count, at, at + length - 1)
      if (length > 1 && at - length + 1 > 0) this.lookAtMoves(walk, count, at - length + 1, at)
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

  /** Stretches that begin, or end, at an entry, turned round. */
  private lookAtTurns(walk: Int32Array, count: number, at: number): void {
    const { legMm, size } = this
    const here = walk[at] as number
    const before = walk[at - 1] as number
    const next = walk[at + 1] as number
    const beforeMm = legMm[before * size + here] as number
    const nextMm = legMm[here * size + next] as number
    for (let to = at + 1; to < count - 1; to++) {
      const last = walk[to] as number
      const after = walk[to + 1] as number
      const gain =
        beforeMm +
        (legMm[last * size + after] as number) -
        (legMm[before * size + last] as number) -
        (legMm[here * size + after] as number)
      if (gain > this.gainMm) this.take(gain, at, to, -1, true)
    }
    for (let from = at - 1; from > 0; from--) {
      const first = walk[from] as number
      const earlier = walk[from - 1] as number
      const gain =
        nextMm +
        (legMm[earlier * size + first] as number) -
        (legMm[earlier * size + here] as number) -
        (legMm[first * size + next] as number)
      if (gain > this.gainMm) this.take(gain, from, at, -1, true)
    }
  }

  /** The stretch between two entries moved anywhere else. */
  private lookAtMoves(walk: Int32Array, count: number, from: number, to: number): void {
    const { isSymmetric, legMm, size } = this
    const first = walk[from] as number
    const last = walk[to] as number
    const before = walk[from - 1] as number
    const next = walk[to + 1] as number
    const freed =
      (legMm[before * size + first] as number) +
      (legMm[last * size + next] as number) -
      (legMm[before * size + next] as number)
    // Where legs are alike both ways nothing is on the way to its neighbour at less than no cost.
    if (isSymmetric && freed <= this.gainMm) return
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
      if (!isSymmetric || from === to) continue
      const turned = between - (legMm[left + last] as number) - (legMm[first * size + right] as number)
      if (turned > this.gainMm) this.take(turned, from, to, after, true)
    }
  }
}
