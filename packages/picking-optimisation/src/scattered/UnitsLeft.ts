/**
 * How many units of each SKU are still to be taken, packed so that many are compared at once.
 */

/** SKUs have fields in words of 30 bits; the highest bit of each field is kept free, as a guard to subtract against. */
export interface UnitsLeft {
  readonly words: number
  /** The words of SKUs; those behind them are of demands that follow from theirs, and need not be compared. */
  readonly ownWords: number
  readonly wordOf: Int32Array
  readonly shiftOf: Int32Array
  /** The field's bits without the guard, not shifted. */
  readonly maskOf: Int32Array
  /** Per word, the guards of all its fields. */
  readonly guard: Int32Array
  /** Nothing taken yet. */
  readonly all: Int32Array
}

/** Fields wide enough for these demands, the first `skus` of which do not follow from others. */
export const unitsLeft = (demand: Int32Array, skus: number): UnitsLeft => {
  const wordOf = new Int32Array(demand.length)
  const shiftOf = new Int32Array(demand.length)
  const maskOf = new Int32Array(demand.length)
  const all = [0]
  const guard = [0]
  let used = 0
  for (let sku = 0; sku < demand.length; sku++) {
    const bits = 32 - Math.clz32(demand[sku] as number)
    if (used + bits + 1 > 30 || sku === skus) {
      used = 0
      all.push(0)
      guard.push(0)
    }
    const word = all.length - 1
    wordOf[sku] = word
    shiftOf[sku] = used
    maskOf[sku] = 2 ** bits - 1
    all[word] = (all[word] as number) + (demand[sku] as number) * 2 ** used
    guard[word] = (guard[word] as number) + 2 ** (used + bits)
    used += bits + 1
  }
  const ownWords = (wordOf[skus - 1] as number) + 1
  return {
    words: all.length,
    ownWords,
    wordOf,
    shiftOf,
    maskOf,
    guard: Int32Array.from(guard),
    all: Int32Array.from(all)
  }
}

/** Per sub-aisle, what it and all behind it have, up to the demand; nothing behind the last. */
export const packedSupply = (supply: Int32Array, { shiftOf, wordOf, words }: UnitsLeft): Int32Array => {
  const skus = wordOf.length
  const packed = new Int32Array((supply.length / skus + 1) * words)
  for (let index = 0; index < supply.length; index++) {
    const sku = index % skus
    const at = ((index - sku) / skus) * words + (wordOf[sku] as number)
    packed[at] = (packed[at] as number) + ((supply[index] as number) << (shiftOf[sku] as number))
  }
  return packed
}
