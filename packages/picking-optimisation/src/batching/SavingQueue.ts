/**
 * Batches by what each would save: the one that saves most is found at once, as savings change one by one.
 *
 * Source: Williams (1964), Algorithm 232: Heapsort, Communications of the ACM 7(6).
 */
export class SavingQueue {
  private readonly savedMm: Float64Array
  /** A heap of batches: none saves more than that at half its place. */
  private readonly heap: Int32Array
  private readonly placeOf: Int32Array

  /** The batches are the indexes of `savedMm`, which are all equal. */
  constructor(savedMm: Float64Array) {
    this.savedMm = savedMm
    this.heap = Int32Array.from(savedMm.keys())
    this.placeOf = this.heap.slice()
  }

  /** The batch that saves most, of equal ones the first; -1 when there are none. */
  get first(): number {
    return this.heap[0] ?? -1
  }

  /** To be called when what a batch saves has changed. O(log n). */
  moved(batch: number): void {
    const { heap, placeOf } = this
    let place = placeOf[batch] as number
    for (let above = (place - 1) >> 1; place > 0 && this.isBefore(batch, heap[above] as number);) {
      this.put(heap[above] as number, place)
      place = above
      above = (place - 1) >> 1
    }
    for (let below = this.belowOf(place); below >= 0 && this.isBefore(heap[below] as number, batch);) {
      this.put(heap[below] as number, place)
      place = below
      below = this.belowOf(place)
    }
    this.put(batch, place)
  }

  /** Of the two places below one, that of the batch that saves more; -1 when there is none. */
  private belowOf(place: number): number {
    const { heap } = this
    const left = 2 * place + 1
    if (left >= heap.length) return -1
    const right = left + 1
    return right < heap.length && this.isBefore(heap[right] as number, heap[left] as number) ? right : left
  }

  private isBefore(a: number, b: number): boolean {
    const moreMm = (this.savedMm[a] as number) - (this.savedMm[b] as number)
    return moreMm > 0 || (moreMm === 0 && a < b)
  }

  private put(batch: number, place: number): void {
    this.heap[place] = batch
    this.placeOf[batch] = place
  }
}
