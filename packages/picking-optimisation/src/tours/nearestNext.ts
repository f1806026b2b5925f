/**
 * A tour before every two nodes are looked at.
 */

/** So many of the nodes that come next by number are looked at when time is over. */
const window = 50

/**
 * From node to node, each time to the nearest that is left; once `isOver` says so, asked now and then, to the nearest
 * of the next `window` by number. O(n²), and O(n × `window`) when time is over.
 *
 * Source: Rosenkrantz, Stearns and Lewis (1977), An analysis of several heuristics for the traveling salesman problem,
 * SIAM Journal on Computing 6(3).
 */
export const nearestNext = (
  count: number,
  between: (from: number, to: number) => number,
  isOver: () => boolean
): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, node) => node)
  const askEach = Math.ceil(500_000 / count)
  let looked = count
  for (let place = 1; place < count; place++) {
    if (looked > window && place % askEach === 0 && isOver()) looked = window
    const from = order[place - 1] as number
    const end = Math.min(count, place + looked)
    let nearest = place
    let least = Number.POSITIVE_INFINITY
    for (let other = place; other < end; other++) {
      const length = between(from, order[other] as number)
      if (length >= least) continue
      least = length
      nearest = other
    }
    const node = order[nearest] as number
    order.copyWithin(place + 1, place, nearest)
    order[place] = node
  }
  return order
}
