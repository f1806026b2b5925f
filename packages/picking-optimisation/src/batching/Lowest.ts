/**
 * The lowest of many values, without sorting them all.
 */

/** Keeps the lowest `most` of the values it is offered, with the numbers they belong to. */
export class Lowest {
  private readonly most: number
  private readonly number: Int32Array
  private readonly value: Float64Array
  private held = 0
  /** Nothing from here on is among the lowest. */
  private limit = 0

  constructor(most: number) {
    this.most = most
    this.number = new Int32Array(4 * most)
    this.value = new Float64Array(4 * most)
  }

  /** Forgets everything; only values below `limit` will be kept. */
  clear(limit: number): void {
    this.held = 0
    this.limit = limit
  }

  /** O(1) on average. */
  offer(number: number, value: number): void {
    if (value >= this.limit) return
    this.number[this.held] = number
    this.value[this.held++] = value
    if (this.held === this.value.length) this.compact()
  }

  /** The numbers, lowest value first; of equal values the lower number. */
  get numbers(): ReadonlyArray<number> {
    const { number, value } = this
    const places = Array.from({ length: this.held }, (_, place) => place)
    places.sort((a, b) => (value[a] as number) - (value[b] as number) || (number[a] as number) - (number[b] as number))
    return places.slice(0, this.most).map((place) => number[place] as number)
  }

  private compact(): void {
    const { most, number, value } = this
    const ascending = value.slice().sort()
    const limit = ascending[most - 1] as number
    let ties = most - ascending.indexOf(limit)
    this.held = 0
    for (let place = 0; place < value.length; place++) {
      const each = value[place] as number
      if (each > limit || (each === limit && ties-- <= 0)) continue
      number[this.held] = number[place] as number
      value[this.held++] = each
    }
    this.limit = limit
  }
}

/** So many of a long list are sorted in place of all: sorting a million takes longer than a caller waits to be asked. */
const sample = 1 << 13

/** About what the lowest `count` of `values` are below. Exact for short lists. */
export const limitOfLowest = (values: Float64Array, count: number): number => {
  const stride = Math.ceil(values.length / sample)
  const sorted = Float64Array.from(
    { length: Math.ceil(values.length / stride) },
    (_, at) => values[at * stride] as number
  )
  sorted.sort()
  return sorted[Math.floor(count / stride)] ?? Number.POSITIVE_INFINITY
}

/** Places and values are told apart by so many bits each, of the 53 that a number has. */
const placeRoom = 2 ** 21
const valueSteps = 2 ** 31

/**
 * The places of at most 2^21 finite values in ascending order, of equal ones the first; values that differ by less than
 * 2^-31 of what is between the lowest and the highest are taken for equal. Sorting numbers takes less than sorting by a
 * comparison does.
 */
export const ascendingPlaces = (values: Float64Array): Int32Array => {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  const scale = highest > lowest ? valueSteps / (highest - lowest) : 0
  const keys = values.map((value, place) => Math.floor((value - lowest) * scale) * placeRoom + place).sort()
  return Int32Array.from(keys, (key) => key % placeRoom)
}
