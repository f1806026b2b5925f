/**
 * What the stores are measured by, and yours can be: orders of 1 to 5 distinct lines, their SKUs drawn by Zipf's law.
 */
import { random } from "@stowage/kernel/Random"

/** How SKUs are chosen: by Zipf's law with exponent 1, or that and one SKU that is in every order. */
export type Distribution = "zipf" | "hot"

interface Line {
  /** Number of the SKU, 0 the most wanted. */
  readonly sku: number
  readonly quantity: number
}

/** An order as it arrives. */
export interface Order {
  readonly id: string
  /** Of ten orders nine are shipped in the end, and one is given up. */
  readonly shipped: boolean
  readonly lines: ReadonlyArray<Line>
}

/** Of 100 orders, how many have 1, 2, 3, 4, 5 lines: 2.3 lines on average. */
const linesOfHundred = [37, 25, 18, 11, 9]

/** The name of the SKU of a number. */
export const skuName = (sku: number): string => `SKU-${String(sku).padStart(5, "0")}`

/** Draws a SKU by Zipf's law, exponent 1: the k-th most wanted is chosen with probability in proportion to 1/k. */
const zipf = (skus: number): ((uniform: number) => number) => {
  const upTo = new Float64Array(skus)
  let sum = 0
  for (let sku = 0; sku < skus; sku++) upTo[sku] = sum += 1 / (sku + 1)
  return (uniform) => {
    let low = 0
    let high = skus - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) < uniform * sum) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** An endless supply of orders over at least one SKU; the same for the same seed. O(log skus) a line. */
export const orderSource = (seed: number, skus: number, distribution: Distribution): (() => Order) => {
  const chance = random(seed)
  const draw = zipf(skus)
  let count = 0
  const lineCount = (): number => {
    let left = chance.int(100)
    return 1 + linesOfHundred.findIndex((share) => (left -= share) < 0)
  }
  return () => {
    const wanted = Math.min(lineCount(), skus)
    const chosen = new Set<number>(distribution === "hot" ? [0] : [])
    while (chosen.size < wanted) chosen.add(draw(chance.next()))
    count += 1
    return {
      id: `web-${count}`,
      shipped: count % 10 !== 0,
      lines: [...chosen].map((sku) => ({ sku, quantity: 1 + chance.int(3) }))
    }
  }
}

/** The same orders of the SKUs that many numbers further on, under names of their own: beside what is sold out, say. */
export const ofOtherSkus = (orders: ReadonlyArray<Order>, further: number): ReadonlyArray<Order> =>
  orders.map(({ id, lines, shipped }) => ({
    id: `${id}-of-others`,
    shipped,
    lines: lines.map(({ quantity, sku }) => ({ sku: further + sku, quantity }))
  }))
