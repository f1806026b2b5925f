/**
 * Orders in batches, as a search changes them. A batch may be more than a cart takes for a while; how much more is
 * known.
 */
import { type BatchCore, mostOrdersOnCart, rounding } from "./BatchCore.ts"
import { type NearOrders } from "./nearOrders.ts"
import { type OrderSets } from "./OrderSets.ts"

/** Orders of each batch, by number. */
export type Groups = ReadonlyArray<ReadonlyArray<number>>

/** The best that was found, as it is found. */
export interface Incumbent {
  groups: Groups
  costMm: number
}

/** Length of the walks over the groups, together. */
export const groupsMm = (sets: OrderSets, groups: Groups): number => {
  let sum = 0
  for (const group of groups) sum += sets.measure(Int32Array.from(group), group.length)
  return sum
}

/** There may be so many batches at least, and in all of them so many orders could be written down. */
const roomFor = { batches: 4096, orders: 1 << 24 }

export class Batches {
  readonly core: BatchCore
  readonly sets: OrderSets
  /** Sets that are more than one cart takes, kept apart: no plan has them. */
  readonly outside: OrderSets
  readonly near: NearOrders
  readonly batchOf: Int32Array
  /** Batches are numbered below this: of very many orders not each may be alone. */
  readonly slots: number
  /** The orders of batch `b` are the first `count[b]` entries from `b * width` of `member`. */
  readonly member: Int32Array
  readonly width: number
  readonly count: Int32Array
  /** Which entry of its batch's each order is. */
  readonly placeOf: Int32Array
  /** As the core's: that of limit `l` on batch `b` is `load[l * orders + b]`. */
  readonly load: Float64Array
  readonly walkMm: Float64Array
  /** How much more each batch is than a cart takes, in carts, and all of them together. */
  readonly over: Float64Array
  overload = 0
  /** Batches with orders are the first `used` entries; the others are empty. */
  readonly batches: Int32Array
  used: number
  costMm = 0

  constructor(sets: OrderSets, outside: OrderSets, groups: Groups, near: NearOrders) {
    const { core } = sets
    this.core = core
    this.sets = sets
    this.outside = outside
    this.near = near
    this.slots = Math.min(core.orders, Math.max(roomFor.batches, 4 * groups.length))
    const largest = groups.reduce((most, group) => Math.max(most, group.length), 0)
    const room = Math.max(largest, Math.floor(roomFor.orders / this.slots))
    this.width = Math.min(core.orders, mostOrdersOnCart(core) + 2, room + 2)
    this.over = new Float64Array(core.orders)
    this.batchOf = new Int32Array(core.orders)
    this.member = new Int32Array(this.slots * this.width)
    this.count = new Int32Array(core.orders)
    this.placeOf = new Int32Array(core.orders)
    this.load = new Float64Array(core.load.length)
    this.walkMm = new Float64Array(core.orders)
    this.batches = Int32Array.from({ length: this.slots }, (_, batch) => batch)
    this.used = groups.length
    for (const [batch, group] of groups.entries()) this.open(batch, group)
  }

  get groups(): Groups {
    return Array.from(this.batches.subarray(0, this.used), (batch) => [
      ...this.member.subarray(batch * this.width, batch * this.width + (this.count[batch] as number))
    ])
  }

  /** How much more than a cart takes a batch would be without order `gone` and with order `come`; -1 for none. */
  overIf(batch: number, gone: number, come: number): number {
    const { core, load } = this
    const { most, orders } = core
    let over = 0
    for (let limit = 0, row = 0; limit < most.length; limit++, row += orders) {
      let sum = load[row + batch] as number
      if (gone >= 0) sum -= core.load[row + gone] as number
      if (come >= 0) sum += core.load[row + come] as number
      const limitMost = most[limit] as number
      if (sum > limitMost + rounding) over += (sum - limitMost) / limitMost
    }
    return over
  }

  /** As much of two batches together when they exchange orders `a` of the first and `b` of the second. */
  overIfExchanged(first: number, a: number, second: number, b: number): number {
    const { core, load } = this
    const { most, orders } = core
    let over = 0
    for (let limit = 0, row = 0; limit < most.length; limit++, row += orders) {
      const more = (core.load[row + b] as number) - (core.load[row + a] as number)
      const limitMost = most[limit] as number
      const ahead = (load[row + first] as number) + more - limitMost
      const behind = (load[row + second] as number) - more - limitMost
      if (ahead > rounding) over += ahead / limitMost
      if (behind > rounding) over += behind / limitMost
    }
    return over
  }

  /** Whether there is room to write down one order more. */
  hasRoom(batch: number): boolean {
    return (this.count[batch] as number) < this.width
  }

  /** Puts `come` at `place` of a batch, for the order there; -1 for none of either. */
  exchange(batch: number, place: number, come: number, walkMm: number): void {
    const from = batch * this.width
    const had = this.count[batch] as number
    const count = had + (come < 0 ? 0 : 1) - (place < 0 ? 0 : 1)
    if (place >= 0) this.weigh(batch, this.member[from + place] as number, -1)
    if (come >= 0) {
      this.weigh(batch, come, 1)
      this.batchOf[come] = batch
    }
    this.put(from, place < 0 ? had : place, come < 0 ? (this.member[from + had - 1] as number) : come)
    this.count[batch] = count
    this.costMm += walkMm - (this.walkMm[batch] as number)
    this.walkMm[batch] = walkMm
    const over = this.overIf(batch, -1, -1)
    this.overload += over - (this.over[batch] as number)
    this.over[batch] = over
    if (had === 0 && count > 0) this.used++
    if (had > 0 && count === 0) this.close(batch)
  }

  private put(from: number, place: number, order: number): void {
    this.member[from + place] = order
    this.placeOf[order] = place
  }

  private weigh(batch: number, order: number, sign: number): void {
    const { load, most, orders } = this.core
    for (let limit = 0; limit < most.length; limit++) {
      const row = limit * orders
      this.load[row + batch] = (this.load[row + batch] as number) + sign * (load[row + order] as number)
    }
  }

  private open(batch: number, group: ReadonlyArray<number>): void {
    for (const [index, order] of group.entries()) {
      this.put(batch * this.width, index, order)
      this.batchOf[order] = batch
      this.weigh(batch, order, 1)
    }
    this.count[batch] = group.length
    this.walkMm[batch] = this.sets.measure(Int32Array.from(group), group.length)
    this.costMm += this.walkMm[batch]
  }

  private close(batch: number): void {
    const place = this.batches.indexOf(batch)
    this.used--
    this.batches[place] = this.batches[this.used] as number
    this.batches[this.used] = batch
  }
}
