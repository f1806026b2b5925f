/**
 * Orders in batches, as a search changes them. A batch may be more than a cart takes for a while; how much more is
 * known.
 */
import { type BatchCore, mostOrdersOnCart, rounding } from "./BatchCore.ts"
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

export class Batches {
  readonly core: BatchCore
  readonly sets: OrderSets
  /** Sets that are more than one cart takes, kept apart: no plan has them. */
  readonly outside: OrderSets
  readonly batchOf: Int32Array
  /** The orders of batch `b` are the first `count[b]` entries from `b * width` of `member`. */
  readonly member: Int32Array
  readonly width: number
  readonly count: Int32Array
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

  constructor(sets: OrderSets, outside: OrderSets, groups: Groups) {
    const { core } = sets
    this.core = core
    this.sets = sets
    this.outside = outside
    this.width = Math.min(core.orders, mostOrdersOnCart(core) + 2)
    this.over = new Float64Array(core.orders)
    this.batchOf = new Int32Array(core.orders)
    this.member = new Int32Array(core.orders * this.width)
    this.count = new Int32Array(core.orders)
    this.load = new Float64Array(core.load.length)
    this.walkMm = new Float64Array(core.orders)
    this.batches = Int32Array.from({ length: core.orders }, (_, batch) => batch)
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
    const { load, most, orders } = this.core
    let over = 0
    for (let limit = 0; limit < most.length; limit++) {
      const row = limit * orders
      let sum = this.load[row + batch] as number
      if (gone >= 0) sum -= load[row + gone] as number
      if (come >= 0) sum += load[row + come] as number
      const limitMost = most[limit] as number
      if (sum > limitMost + rounding) over += (sum - limitMost) / limitMost
    }
    return over
  }

  /** Whether there is room to write down one order more. */
  hasRoom(batch: number): boolean {
    return (this.count[batch] as number) < this.width
  }

  /** Writes a batch's orders without `gone` and with `come`; -1 for none. Gives how many. */
  changed(batch: number, gone: number, come: number, out: Int32Array): number {
    const from = batch * this.width
    const end = from + (this.count[batch] as number)
    let count = 0
    for (let entry = from; entry < end; entry++) {
      const order = this.member[entry] as number
      if (order !== gone) out[count++] = order
    }
    if (come >= 0) out[count++] = come
    return count
  }

  /** Puts `orders` in a batch in place of what it had. The caller keeps `batchOf` and `load` right by `move`. */
  replace(batch: number, orders: Int32Array, count: number, walkMm: number, over: number): void {
    const from = batch * this.width
    for (let index = 0; index < count; index++) this.member[from + index] = orders[index] as number
    const had = this.count[batch] as number
    this.count[batch] = count
    this.costMm += walkMm - (this.walkMm[batch] as number)
    this.walkMm[batch] = walkMm
    this.overload += over - (this.over[batch] as number)
    this.over[batch] = over
    if (had === 0 && count > 0) this.used++
    if (had > 0 && count === 0) this.close(batch)
  }

  move(order: number, to: number): void {
    const { load, most, orders } = this.core
    const from = this.batchOf[order] as number
    for (let limit = 0; limit < most.length; limit++) {
      const amount = load[limit * orders + order] as number
      this.load[limit * orders + from] = (this.load[limit * orders + from] as number) - amount
      this.load[limit * orders + to] = (this.load[limit * orders + to] as number) + amount
    }
    this.batchOf[order] = to
  }

  private open(batch: number, group: ReadonlyArray<number>): void {
    const { load, most, orders } = this.core
    for (const [index, order] of group.entries()) {
      this.member[batch * this.width + index] = order
      this.batchOf[order] = batch
      for (let limit = 0; limit < most.length; limit++) {
        const at = limit * orders
        this.load[at + batch] = (this.load[at + batch] as number) + (load[at + order] as number)
      }
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
