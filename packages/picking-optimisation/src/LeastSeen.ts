/**
 * The least at which each of many selections of orders was met.
 */
import { random } from "@stowage/kernel/Random"

/** Selections kept; those beyond are met as if for the first time. */
const most = 1 << 19

/** Selections are known as in `OrderSets`: by two sums of their orders' random keys. */
export class LeastSeen {
  private readonly lowKey: Int32Array
  private readonly highKey: Int32Array
  private readonly low = new Int32Array(2 * most)
  private readonly high = new Int32Array(2 * most)
  private readonly least = new Float64Array(2 * most).fill(Number.POSITIVE_INFINITY)
  private held = 0
  /** Keys of the selection at hand. */
  private atLow = 0
  private atHigh = 0

  constructor(orders: number) {
    const chance = random("keys of selections")
    this.lowKey = Int32Array.from({ length: orders }, () => chance.int(2 ** 32) | 0)
    this.highKey = Int32Array.from({ length: orders }, () => chance.int(2 ** 32) | 0)
  }

  /** Takes an order into the selection at hand, or out of it. */
  toggle(order: number): void {
    this.atLow ^= this.lowKey[order] as number
    this.atHigh ^= this.highKey[order] as number
  }

  /** Whether the selection at hand was not met at this value or below; from now on it was. */
  isLess(value: number): boolean {
    const { atHigh, atLow, high, least, low } = this
    const mask = low.length - 1
    let slot = (atLow ^ Math.imul(atHigh, 0x9e3779b1)) & mask
    while (least[slot] !== Number.POSITIVE_INFINITY) {
      if (low[slot] === atLow && high[slot] === atHigh) {
        if ((least[slot] as number) <= value) return false
        least[slot] = value
        return true
      }
      slot = (slot + 1) & mask
    }
    if (this.held >= most) return true
    this.held++
    low[slot] = atLow
    high[slot] = atHigh
    least[slot] = value
    return true
  }
}
