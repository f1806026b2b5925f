/** No more are left. */
export const nothingLeft = -1

/**
 * The numbers of keys from the least key up, one each time it is asked, and then `nothingLeft`; infinite keys are left
 * out. Of equal keys any comes first. A binary heap: O(keys) to begin with, O(log keys) each.
 *
 * Sources: Williams (1964), Algorithm 232: heapsort, Communications of the ACM 7; Floyd (1964), Algorithm 245:
 * treesort 3, Communications of the ACM 7, for building it in linear time.
 */
export const leastFirst = (keys: Float64Array): (() => number) => {
  const heap = new Int32Array(keys.length)
  let size = 0
  for (let at = 0; at < keys.length; at++) if (keys[at]! < Infinity) heap[size++] = at
  const sink = (from: number): void => {
    const item = heap[from]!
    const key = keys[item]!
    let hole = from
    for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && keys[heap[child + 1]!]! < keys[heap[child]!]!) child++
      if (keys[heap[child]!]! >= key) break
      heap[hole] = heap[child]!
      hole = child
    }
    heap[hole] = item
  }
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(at)
  return () => {
    if (size === 0) return nothingLeft
    const least = heap[0]!
    heap[0] = heap[--size]!
    if (size > 0) sink(0)
    return least
  }
}
