/**
 * The shortest walk over a few places, proved: every order in which they could be visited, by sets.
 *
 * Source: Held and Karp (1962), A dynamic programming approach to sequencing problems, Journal of SIAM 10(1).
 */

/**
 * Length of the shortest walk from place `start` over the first `count` of `list` to place `end`, at most `most` of
 * them. Legs row by row. O(2^n × n²) a call, allocates nothing; `write` puts the best order over `list`.
 */
export const heldKarp = (legMm: Float64Array, size: number, most: number) => {
  const leastMm = new Float64Array(most << most)
  const before = new Int8Array(most << most)

  return (list: Int32Array, count: number, start: number, end: number, write: boolean): number => {
    if (count === 0) return legMm[start * size + end] as number
    const all = (1 << count) - 1
    for (let set = 1; set <= all; set++) {
      for (let last = 0; last < count; last++) {
        if ((set & (1 << last)) === 0) continue
        const rest = set ^ (1 << last)
        const place = list[last] as number
        let best = rest === 0 ? (legMm[start * size + place] as number) : Number.POSITIVE_INFINITY
        let from = -1
        for (let other = 0; other < count; other++) {
          if ((rest & (1 << other)) === 0) continue
          const mm =
            (leastMm[rest * most + other] as number) + (legMm[(list[other] as number) * size + place] as number)
          if (mm >= best) continue
          best = mm
          from = other
        }
        leastMm[set * most + last] = best
        before[set * most + last] = from
      }
    }
    let least = Number.POSITIVE_INFINITY
    let last = 0
    for (let stop = 0; stop < count; stop++) {
      const mm = (leastMm[all * most + stop] as number) + (legMm[(list[stop] as number) * size + end] as number)
      if (mm >= least) continue
      least = mm
      last = stop
    }
    if (!write) return least
    const order = new Int32Array(count)
    for (let [set, place] = [all, count - 1]; place >= 0; place--) {
      order[place] = list[last] as number
      const earlier = before[set * most + last] as number
      set ^= 1 << last
      last = earlier
    }
    list.set(order)
    return least
  }
}
