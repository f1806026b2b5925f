/**
 * Chance as an argument. A `Random` is a small stream of numbers drawn from a seed: the same seed gives the same stream
 * on any machine, so a plan, a simulated day or a failing test can be had again.
 *
 * Source: sfc32 by Chris Doty-Humphrey (PractRand), public domain; seeded by the 32-bit FNV-1a hash of the seed's text.
 */

/** A stream of chance. Drawing changes it; `fork` gives an independent one. */
export interface Random {
  /** Uniform in [0, 1), with 32 random bits. */
  readonly next: () => number
  /** A uniform whole number in [0, `below`); `below` is at least 1. */
  readonly int: (below: number) => number
  /** Whether an event of this probability happens. */
  readonly chance: (probability: number) => boolean
  /** One of `items`, which must not be empty. */
  readonly pick: <A>(items: ReadonlyArray<A>) => A
  /** A shuffled copy. */
  readonly shuffle: <A>(items: ReadonlyArray<A>) => Array<A>
  /** Exponentially distributed with this mean. */
  readonly exponential: (mean: number) => number
  /** A stream of its own for `name`: the same whatever else has been drawn from this one. */
  readonly fork: (name: string) => Random
}

/** The 32-bit FNV-1a hash of the text's UTF-16 code units. Source: Fowler, Noll, Vo; RFC 9923. */
export const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** The stream that belongs to `seed`. */
export const random = (seed: number | string): Random => {
  const text = String(seed)
  let a = fnv1a(text)
  let b = fnv1a(`${text}/b`)
  let c = fnv1a(`${text}/c`)
  let counter = 1

  const bits = (): number => {
    const out = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + out) | 0
    return out >>> 0
  }
  for (let round = 0; round < 12; round++) bits()

  const next = (): number => bits() / 4294967296
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("pick: expected at least one item to draw from, got none")
      return items[int(items.length)] as (typeof items)[number]
    },
    shuffle: (items) => {
      const copy = [...items]
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(last + 1)
        const held = copy[last] as (typeof items)[number]
        copy[last] = copy[other] as (typeof items)[number]
        copy[other] = held
      }
      return copy
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    fork: (name) => random(`${text}/${name}`)
  }
}
