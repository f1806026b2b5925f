/**
 * Sets of orders and the length of the walk over each, measured once and kept: what the search has learnt so far. A set
 * that is too long for one tour has an infinite walk, so that no plan has it.
 *
 * A set is known by two 32-bit sums of its orders' random keys (Zobrist hashing). Two sets with the same 64 bits would
 * be taken for one; with a million sets the chance of that is below one in ten million, and the lengths in an answer
 * are those of real routes.
 *
 * Source: Zobrist (1970), A new hashing method with application for game playing, University of Wisconsin TR 88.
 */
import { random } from "@stowage/kernel/Random"
import { type BatchCore, rounding } from "./BatchCore.ts"

const firstRoom = 1 << 12
const many = 1 << 17
/** So many orders are kept in all sets together: carts without a limit may take thousands each. */
const mostMembers = 1 << 25
const unknown = -1
/** The last of them is spare: a slot is then found by a mask. */
const slotWords = 4

export class OrderSets {
  readonly core: BatchCore
  /** Sets are numbered from 0. */
  size = 0
  walkMm = new Float64Array(firstRoom)
  /** The orders of set `s` are entries `first[s]` up to `first[s + 1]` of `member`, in no order. */
  first = new Int32Array(firstRoom + 1)
  member = new Int32Array(4 * firstRoom)
  /** The set with the same least order that was measured before; -1 for none. `newest` has the last of each order. */
  earlier = new Int32Array(firstRoom)
  readonly newest: Int32Array
  /** How many walks were measured; with every set kept, `size`. */
  measured = 0
  /** Length of the walk over the last set that was not kept. */
  private unkeptMm = 0
  /** Length of the walk over the set that is asked for next, when somebody has measured it. */
  private known = unknown

  private readonly most: number
  /** Each slot is three words beside one another: one more than its set, 0 for none, and the two sums of its keys. */
  private slots = new Int32Array(slotWords * 2 * firstRoom)
  private readonly lowKey: Int32Array
  private readonly highKey: Int32Array
  private readonly words: Int32Array
  private readonly list: Int32Array

  /** Keeps up to `most` sets; others are measured each time they are asked for. */
  constructor(core: BatchCore, most = 1 << 20) {
    this.core = core
    this.most = most
    const chance = random("keys of orders")
    this.lowKey = Int32Array.from({ length: core.orders }, () => chance.int(2 ** 32) | 0)
    this.highKey = Int32Array.from({ length: core.orders }, () => chance.int(2 ** 32) | 0)
    this.newest = new Int32Array(core.orders).fill(-1)
    this.words = new Int32Array((core.stops + 31) >> 5)
    this.list = new Int32Array(core.stops)
  }

  /** Length of the walk over the first `count` of `orders`, at least one and each once. */
  measure(orders: Int32Array, count: number): number {
    const set = this.numberOf(orders, count)
    return set < 0 ? this.unkeptMm : (this.walkMm[set] as number)
  }

  /** Keeps the set of the first `count` of `orders`, over which somebody else has found a walk. */
  learn(orders: Int32Array, count: number, walkMm: number): void {
    this.known = walkMm
    const set = this.numberOf(orders, count)
    this.known = unknown
    if (set >= 0 && walkMm < (this.walkMm[set] as number)) this.walkMm[set] = walkMm
  }

  /** The number of the set of the first `count` of `orders`, measured if need be; -1 when it is new and not kept. */
  numberOf(orders: Int32Array, count: number): number {
    let low = 0
    let high = 0
    for (let index = 0; index < count; index++) {
      low ^= this.lowKey[orders[index] as number] as number
      high ^= this.highKey[orders[index] as number] as number
    }
    const { slots } = this
    const mask = slots.length - 1
    let at = (slotOf(low, high) * slotWords) & mask
    for (let held = slots[at] as number; held > 0; held = slots[at] as number) {
      if (slots[at + 1] === low && slots[at + 2] === high) return held - 1
      at = (at + slotWords) & mask
    }
    const length = this.known >= 0 ? this.known : this.walk(orders, count)
    this.measured++
    const isRoom = this.size < this.most && (this.first[this.size] as number) + count <= mostMembers
    if (isRoom) return this.keep(orders, count, length, low, high)
    this.unkeptMm = length
    return -1
  }

  /** Forgets every set that is not worth keeping. Sets are numbered anew. */
  forget(isWorth: (set: number) => boolean): void {
    let kept = 0
    let end = 0
    for (let set = 0; set < this.size; set++) {
      const from = this.first[set] as number
      const to = this.first[set + 1] as number
      if (!isWorth(set)) continue
      this.walkMm[kept] = this.walkMm[set] as number
      this.member.copyWithin(end, from, to)
      this.first[kept++] = end
      end += to - from
      this.first[kept] = end
    }
    this.size = kept
    this.slots.fill(0)
    this.newest.fill(-1)
    for (let set = 0; set < kept; set++) {
      const [low, high] = this.keysOf(set)
      this.place(set, low, high)
    }
  }

  private keep(orders: Int32Array, count: number, length: number, low: number, high: number): number {
    if (this.size + 1 === this.walkMm.length) this.makeRoom()
    const set = this.size++
    const from = this.first[set] as number
    while (from + count > this.member.length) this.member = copied(this.member, 2 * this.member.length)
    for (let index = 0; index < count; index++) this.member[from + index] = orders[index] as number
    this.first[set + 1] = from + count
    this.walkMm[set] = length
    this.place(set, low, high)
    return set
  }

  private place(set: number, low: number, high: number): void {
    const at = this.emptySlot(low, high)
    this.slots[at] = set + 1
    this.slots[at + 1] = low
    this.slots[at + 2] = high
    let least = this.core.orders
    for (let entry = this.first[set] as number; entry < (this.first[set + 1] as number); entry++) {
      least = Math.min(least, this.member[entry] as number)
    }
    this.earlier[set] = this.newest[least] as number
    this.newest[least] = set
  }

  private emptySlot(low: number, high: number): number {
    const mask = this.slots.length - 1
    let at = (slotOf(low, high) * slotWords) & mask
    while (this.slots[at] !== 0) at = (at + slotWords) & mask
    return at
  }

  private keysOf(set: number): readonly [low: number, high: number] {
    let low = 0
    let high = 0
    for (let entry = this.first[set] as number; entry < (this.first[set + 1] as number); entry++) {
      low ^= this.lowKey[this.member[entry] as number] as number
      high ^= this.highKey[this.member[entry] as number] as number
    }
    return [low, high]
  }

  private makeRoom(): void {
    const room = 2 * this.walkMm.length
    this.walkMm = copied(this.walkMm, room)
    this.earlier = copied(this.earlier, room)
    this.first = copied(this.first, room + 1)
    const { slots } = this
    if (slots.length >= 2 * slotWords * room) return
    // Placing many anew takes longer than a caller waits to be asked: the last time is early.
    const whole = slotWords * 2 ** Math.ceil(Math.log2(2 * Math.max(this.most, slots.length / slotWords)))
    this.slots = new Int32Array(this.size < many ? 2 * slots.length : whole)
    for (let from = 0; from < slots.length; from += slotWords) {
      if (slots[from] === 0) continue
      const at = this.emptySlot(slots[from + 1] as number, slots[from + 2] as number)
      this.slots[at] = slots[from] as number
      this.slots[at + 1] = slots[from + 1] as number
      this.slots[at + 2] = slots[from + 2] as number
    }
  }

  private walk(orders: Int32Array, count: number): number {
    const { ordersMm } = this.core
    const walkMm = ordersMm === undefined ? this.walkOverStops(orders, count) : ordersMm(orders, count)
    return this.isTooLong(orders, count, walkMm) ? Number.POSITIVE_INFINITY : walkMm
  }

  /** The stops of all the orders, each once and ascending, by way of a bit for each stop. */
  private walkOverStops(orders: Int32Array, count: number): number {
    const { list, words } = this
    const { firstStop, stop } = this.core
    for (let index = 0; index < count; index++) {
      const order = orders[index] as number
      const end = firstStop[order + 1] as number
      for (let entry = firstStop[order] as number; entry < end; entry++) {
        const at = stop[entry] as number
        words[at >> 5] = (words[at >> 5] as number) | (1 << (at & 31))
      }
    }
    let stops = 0
    for (let word = 0; word < words.length; word++) {
      for (let bits = words[word] as number; bits !== 0; bits &= bits - 1) {
        list[stops++] = 32 * word + 31 - Math.clz32(bits & -bits)
      }
      words[word] = 0
    }
    return this.core.walkMm(list, stops)
  }

  private isTooLong(orders: Int32Array, count: number, walkMm: number): boolean {
    const { handlingMm, mostMm } = this.core
    if (mostMm === Number.POSITIVE_INFINITY) return false
    let tourMm = walkMm
    for (let index = 0; index < count; index++) tourMm += handlingMm[orders[index] as number] as number
    return tourMm > mostMm + rounding * mostMm
  }
}

const slotOf = (low: number, high: number): number => low ^ Math.imul(high, 0x9e3779b1)

const copied = <A extends Int32Array | Float64Array>(array: A, length: number): A => {
  const larger = new (array.constructor as new (length: number) => A)(length)
  larger.set(array)
  return larger
}
