/**
 * Candidates by their price, cheapest first: a binary heap in columns that is filled, then emptied from the top.
 */

export interface CandidateHeap {
  count: number
  price: Float64Array
  /** What is proposed: a carton, and up to two parcels of it; -1 for none. */
  carton: Int32Array
  first: Int32Array
  second: Int32Array
}

export const makeCandidateHeap = (): CandidateHeap => ({
  count: 0,
  price: new Float64Array(256),
  carton: new Int32Array(256),
  first: new Int32Array(256),
  second: new Int32Array(256)
})

export const pushCandidate = (
  heap: CandidateHeap,
  price: number,
  carton: number,
  first: number,
  second: number
): void => {
  if (heap.count === heap.price.length) grow(heap)
  let at = heap.count++
  for (; at > 0 && heap.price[(at - 1) >> 1]! > price; at = (at - 1) >> 1) move(heap, (at - 1) >> 1, at)
  set(heap, at, price, carton, first, second)
}

/** Drops the cheapest, which stands at 0. */
export const dropCheapest = (heap: CandidateHeap): void => {
  const last = --heap.count
  const price = heap.price[last]!
  let at = 0
  for (let child = 1; child < last; child = 2 * at + 1) {
    if (child + 1 < last && heap.price[child + 1]! < heap.price[child]!) child++
    if (heap.price[child]! >= price) break
    move(heap, child, at)
    at = child
  }
  if (last > 0) move(heap, last, at)
}

const set = (heap: CandidateHeap, at: number, price: number, carton: number, first: number, second: number): void => {
  heap.price[at] = price
  heap.carton[at] = carton
  heap.first[at] = first
  heap.second[at] = second
}

const move = (heap: CandidateHeap, from: number, to: number): void =>
  set(heap, to, heap.price[from]!, heap.carton[from]!, heap.first[from]!, heap.second[from]!)

const grow = (heap: CandidateHeap): void => {
  const longer = (column: Int32Array): Int32Array => {
    const copy = new Int32Array(2 * column.length)
    copy.set(column)
    return copy
  }
  const price = new Float64Array(2 * heap.price.length)
  price.set(heap.price)
  heap.price = price
  heap.carton = longer(heap.carton)
  heap.first = longer(heap.first)
  heap.second = longer(heap.second)
}
