/**
 * Which of many numbers is the least, when few of them change at a time.
 *
 * Source: trees of losers and winners; Knuth, The Art of Computer Programming, volume 3, 5.2.3.
 */
export class Tournament {
  readonly value: Float64Array
  /** Of every pair the one of lesser value, each contestant a leaf in the second half. */
  private readonly winners: Int32Array
  private readonly leaves: number

  /** Of so many contestants, at least one; call `playAll` once their values are written. */
  constructor(count: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(count))
    this.value = new Float64Array(this.leaves).fill(Number.POSITIVE_INFINITY)
    this.winners = Int32Array.from({ length: 2 * this.leaves }, (_, at) => Math.max(0, at - this.leaves))
  }

  /** The one of least value, of equals the first. */
  get winner(): number {
    return this.winners[1] as number
  }

  /** After any values have changed. O(contestants). */
  playAll(): void {
    for (let pair = this.leaves - 1; pair > 0; pair--) this.playPair(pair)
  }

  /** After the value of one has changed. O(log contestants). */
  play(contestant: number): void {
    for (let pair = (this.leaves + contestant) >> 1; pair > 0; pair >>= 1) this.playPair(pair)
  }

  private playPair(pair: number): void {
    const { value, winners } = this
    const one = winners[2 * pair] as number
    const other = winners[2 * pair + 1] as number
    winners[pair] = (value[other] as number) < (value[one] as number) ? other : one
  }
}
