/**
 * The least at which each of many selections of orders was met.
 */
import { random } from "@stowage/kernel/Random"

/** Selections kept; those beyond are met as if for the first time. */
const most = 1 << 19
const firstRoom = 1 << 10
const many = 1 << 15

/** Selections are known as in `OrderSets`: by two sums of their orders' random keys. */
export class LeastSeen {
  private readonly lowKey: Int32Array
  private readonly highKey: Int32Array
  private low = new Int32Array(2 * firstRoom)
  private high = new Int32Array(2 * firstRoom)
  /** Infinite in a slot that is empty. */
  private least = new Float64Array(2 * firstRoom).fill(Number.POSITIVE_INFINITY)
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
    const slot = this.slotOf(this.atLow, this.atHigh)
    const before = this.least[slot] as number
    if (before <= value) return false
    if (before === Number.POSITIVE_INFINITY) {
      if (this.held >= most) return true
      this.held++
    }
    this.put(slot, this.atLow, this.atHigh, value)
    if (2 * this.held > this.low.length && this.low.length < 2 * most) this.makeRoom()
    return true
  }

  /** Where a selection is, or would be. */
  private slotOf(atLow: number, atHigh: number): number {
    const { high, least, low } = this
    const mask = low.length - 1
    let slot = (atLow ^ Math.imul(atHigh, 0x9e3779b1)) & mask
    while (least[slot] !== Number.POSITIVE_INFINITY && !(low[slot] === atLow && high[slot] === atHigh)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private put(slot: number, atLow: number, atHigh: number, value: number): void {
    this.low[slot] = atLow
    this.high[slot] = atHigh
    this.least[slot] = value
  }

  private makeRoom(): void {
    const { high, least, low } = this
    // Placing many anew takes longer than a caller waits to be asked: the last time is early.
    const slots = this.held < many ? 2 * low.length : 2 * most
    this.low = new Int32Array(slots)
    this.high = new Int32Array(slots)
    this.least = new Float64Array(slots).fill(Number.POSITIVE_INFINITY)
    for (const [slot, value] of least.entries()) {
      if (value === Number.POSITIVE_INFINITY) continue
      const [atLow, atHigh] = [low[slot] as number, high[slot] as number]
      this.put(this.slotOf(atLow, atHigh), atLow, atHigh, value)
    }
  }
}
