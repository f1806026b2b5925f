/**
 * Orders in batches, with the margins of the walk over each: what any order would add to any batch is guessed from them
 * at the cost of looking up its stops.
 */
import { type BatchCore, mostOrdersOnCart, rounding } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"
import { type WalkMargins } from "./WalkMargins.ts"

export class WeighedBatches {
  readonly sets: OrderSets
  /** Batches by number, some of them empty. */
  readonly slots: number
  readonly batchOf: Int32Array
  /** The orders of batch `b` are the first `count[b]` entries from `b * width` of `member`. */
  readonly member: Int32Array
  readonly width: number
  readonly count: Int32Array
  readonly walkMm: Float64Array
  /** About what the batch of each order would save without it. */
  readonly savedMm: Float64Array
  /** The same, each where its order is in `member`. */
  readonly savedAtMm: Float64Array
  /** How much more each batch is than a cart takes, in carts, and all of them together. */
  readonly over: Float64Array
  overload = 0
  costMm = 0
  private readonly core: BatchCore
  private readonly margins: WalkMargins
  /** What stop `s` would add to batch `b` is entry `b * stops + s`. */
  private readonly addedMm: Float64Array
  /** How far each order is alone; NaN until asked for. */
  private readonly singleMm: Float64Array
  /** As the core's: that of limit `l` on batch `b` is `load[l * slots + b]`. */
  private readonly load: Float64Array
  /** How many orders of each batch have each stop. */
  private readonly cover: Uint16Array
  private readonly restMm: Float64Array
  /** Where in `restMm` the margins of each batch are; the last two are spare. */
  private readonly rest: Int32Array
  private readonly has: Uint8Array
  private readonly list: Int32Array
  private readonly words: Int32Array
  private readonly one = new Int32Array(1)

  /** Stops early when the effort is over: not all batches are weighed then. */
  constructor(sets: OrderSets, margins: WalkMargins, groups: Groups, effort: SearchEffort) {
    const { core } = sets
    this.sets = sets
    this.core = core
    this.margins = margins
    this.slots = Math.min(core.orders, groups.length + 2 + Math.floor(groups.length / 20))
    this.width = Math.min(core.orders, mostOrdersOnCart(core) + 2)
    this.batchOf = new Int32Array(core.orders)
    this.member = new Int32Array(this.slots * this.width)
    this.count = new Int32Array(this.slots)
    this.load = new Float64Array(core.most.length * this.slots)
    this.walkMm = new Float64Array(this.slots)
    this.addedMm = new Float64Array(this.slots * core.stops)
    this.savedMm = new Float64Array(core.orders)
    this.savedAtMm = new Float64Array(this.slots * this.width)
    this.over = new Float64Array(this.slots)
    this.singleMm = new Float64Array(core.orders).fill(Number.NaN)
    this.cover = new Uint16Array(this.slots * core.stops)
    this.restMm = new Float64Array((this.slots + 2) * margins.size)
    this.rest = Int32Array.from({ length: this.slots + 2 }, (_, slot) => slot * margins.size)
    this.has = new Uint8Array(core.stops)
    this.list = new Int32Array(core.stops)
    this.words = new Int32Array((core.stops + 31) >> 5)
    for (const [slot, group] of groups.entries()) for (const order of group) this.put(order, slot)
    for (let slot = 0; slot < groups.length && !effort.spend(margins.work); slot++) {
      const group = groups[slot] as Groups[number]
      // A walk that is searched for may have been shorter the first time.
      this.walkMm[slot] = Math.min(this.measured(slot, slot), sets.measure(Int32Array.from(group), group.length))
      this.costMm += this.walkMm[slot] as number
      this.weigh(slot)
    }
  }

  /** What measuring an exchange takes, in units of effort. */
  get workPerExchange(): number {
    return 2 * this.margins.work
  }

  get groups(): Groups {
    const groups: Array<Array<number>> = Array.from({ length: this.slots }, () => [])
    for (const [order, slot] of this.batchOf.entries()) (groups[slot] as Array<number>).push(order)
    return groups.filter((group) => group.length > 0)
  }

  /** How much more than a cart takes batch `slot` would be without `gone` and with `come`, in carts; -1 for none. */
  overIf(slot: number, gone: number, come: number): number {
    const { load, most, orders } = this.core
    let over = 0
    for (let limit = 0; limit < most.length; limit++) {
      const row = limit * orders
      let sum = this.load[limit * this.slots + slot] as number
      if (gone >= 0) sum -= load[row + gone] as number
      if (come >= 0) sum += load[row + come] as number
      const limitMost = most[limit] as number
      if (sum > limitMost + rounding) over += (sum - limitMost) / limitMost
    }
    return over
  }

  /** Length of the walk over one order alone. */
  aloneMm(order: number): number {
    const known = this.singleMm[order] as number
    if (!Number.isNaN(known)) return known
    this.one[0] = order
    const mm = this.sets.measure(this.one, 1)
    this.singleMm[order] = mm
    return mm
  }

  /** What an order would add to a batch, guessed from what its stops would: of those in one part the dearest. */
  guessedMm(slot: number, order: number): number {
    const { firstStop, stop, stops } = this.core
    const { partOf } = this.margins
    if (this.count[slot] === 0) return this.aloneMm(order)
    const end = firstStop[order + 1] as number
    const row = slot * stops
    let sum = 0
    let most = 0
    let part = -1
    for (let entry = firstStop[order] as number; entry < end; entry++) {
      const at = stop[entry] as number
      const mm = this.addedMm[row + at] as number
      if (partOf[at] !== part) {
        part = partOf[at] as number
        sum += mm
        most = mm
      } else if (mm > most) {
        sum += mm - most
        most = mm
      }
    }
    return sum
  }

  /** What leaving out `gone` and taking in `come` changes, part by part, each as if the others stayed as they are. */
  changedMm(slot: number, gone: number, come: number): number {
    const { core, margins } = this
    const { firstStop, stop } = core
    const isEmpty = (this.count[slot] as number) === (gone < 0 ? 0 : 1)
    if (isEmpty) return (come < 0 ? 0 : this.aloneMm(come)) - (this.walkMm[slot] as number)
    let left = gone < 0 ? 0 : (firstStop[gone] as number)
    const leftEnd = gone < 0 ? 0 : (firstStop[gone + 1] as number)
    let right = come < 0 ? 0 : (firstStop[come] as number)
    const rightEnd = come < 0 ? 0 : (firstStop[come + 1] as number)
    let sum = 0
    while (left < leftEnd || right < rightEnd) {
      const leftPart = left < leftEnd ? (margins.partOf[stop[left] as number] as number) : margins.parts
      const rightPart = right < rightEnd ? (margins.partOf[stop[right] as number] as number) : margins.parts
      const part = leftPart < rightPart ? leftPart : rightPart
      this.mark(slot, part)
      const goes = this.marked(slot, part, left, leftEnd, 0)
      const comes = this.marked(slot, part, right, rightEnd, 1)
      sum += margins.withPart(part, this.has, this.restMm, this.rest[slot] as number) - (this.walkMm[slot] as number)
      left += goes
      right += comes
    }
    return sum
  }

  /**
   * Puts `order` in batch `to`, and `partner` (-1 for none) from there in the batch that it comes from, unless walks
   * become longer by `mostMm` or more; whether it did.
   */
  exchange(order: number, to: number, partner: number, mostMm: number): boolean {
    const { slots, walkMm } = this
    const from = this.batchOf[order] as number
    this.swap(order, from, to, partner)
    const fromMm = this.measured(from, slots)
    const toMm = this.measured(to, slots + 1)
    const changeMm = fromMm + toMm - (walkMm[from] as number) - (walkMm[to] as number)
    if (changeMm >= mostMm) {
      this.swap(order, to, from, partner)
      this.lineUp(from)
      this.lineUp(to)
      return false
    }
    this.costMm += changeMm
    this.become(from, slots, fromMm)
    this.become(to, slots + 1, toMm)
    return true
  }

  private swap(order: number, from: number, to: number, partner: number): void {
    this.take(order, from)
    if (partner >= 0) this.take(partner, to)
    this.put(order, to)
    if (partner >= 0) this.put(partner, from)
  }

  private become(slot: number, spare: number, mm: number): void {
    const { count, member, rest, sets, width } = this
    const held = rest[slot] as number
    rest[slot] = rest[spare] as number
    rest[spare] = held
    this.walkMm[slot] = mm
    const over = this.overIf(slot, -1, -1)
    this.overload += over - (this.over[slot] as number)
    this.over[slot] = over
    const orders = count[slot] as number
    if (orders > 0 && over === 0) sets.learn(member.subarray(slot * width, slot * width + orders), orders, mm)
    this.weigh(slot)
  }

  /** Marks the stops that a batch has in a part. */
  private mark(slot: number, part: number): void {
    const { cover, has } = this
    const row = slot * this.core.stops
    const end = this.margins.firstStop[part + 1] as number
    for (let at = this.margins.firstStop[part] as number; at < end; at++) {
      has[at] = (cover[row + at] as number) > 0 ? 1 : 0
    }
  }

  /**
   * Marks those stops from entry `from` up to `to` that are in a part as had, or as not had unless another order has
   * them too; gives how many are there.
   */
  private marked(slot: number, part: number, from: number, to: number, mark: 0 | 1): number {
    const { core, cover, has, margins } = this
    const row = slot * core.stops
    let entry = from
    while (entry < to && margins.partOf[core.stop[entry] as number] === part) {
      const at = core.stop[entry++] as number
      if (mark === 1 || cover[row + at] === 1) has[at] = mark
    }
    return entry - from
  }

  private put(order: number, slot: number): void {
    const { firstStop, load, most, orders, stop, stops } = this.core
    for (let limit = 0; limit < most.length; limit++) {
      const at = limit * this.slots + slot
      this.load[at] = (this.load[at] as number) + (load[limit * orders + order] as number)
    }
    for (let entry = firstStop[order] as number; entry < (firstStop[order + 1] as number); entry++) {
      const at = slot * stops + (stop[entry] as number)
      this.cover[at] = (this.cover[at] as number) + 1
    }
    this.member[slot * this.width + (this.count[slot] as number)] = order
    this.count[slot] = (this.count[slot] as number) + 1
    this.batchOf[order] = slot
  }

  private take(order: number, slot: number): void {
    const { firstStop, load, most, orders, stop, stops } = this.core
    for (let limit = 0; limit < most.length; limit++) {
      const at = limit * this.slots + slot
      this.load[at] = (this.load[at] as number) - (load[limit * orders + order] as number)
    }
    for (let entry = firstStop[order] as number; entry < (firstStop[order + 1] as number); entry++) {
      const at = slot * stops + (stop[entry] as number)
      this.cover[at] = (this.cover[at] as number) - 1
    }
    const from = slot * this.width
    const last = (this.count[slot] as number) - 1
    let at = from
    while (this.member[at] !== order) at++
    this.member[at] = this.member[from + last] as number
    this.count[slot] = last
  }

  /** Length of the walk over a batch; what its margins are made of goes where entry `spare` of `rest` says. */
  private measured(slot: number, spare: number): number {
    const { core, list, margins } = this
    if (this.count[slot] === 0) return 0
    const count = this.stopsOf(slot)
    const rest = this.rest[spare] as number
    if (count > 0) return margins.measure(list, count, this.restMm, rest)
    // Nothing is known of a walk without stops.
    this.restMm.fill(Number.POSITIVE_INFINITY, rest, rest + margins.size)
    return core.walkMm(list, 0)
  }

  /** Writes the stops of a batch to `list`, ascending and each once, by way of a bit for each stop; gives how many. */
  private stopsOf(slot: number): number {
    const { list, member, width, words } = this
    const { firstStop, stop } = this.core
    const from = slot * width
    for (let at = from; at < from + (this.count[slot] as number); at++) {
      const order = member[at] as number
      for (let entry = firstStop[order] as number; entry < (firstStop[order + 1] as number); entry++) {
        const each = stop[entry] as number
        words[each >> 5] = (words[each >> 5] as number) | (1 << (each & 31))
      }
    }
    let count = 0
    for (let word = 0; word < words.length; word++) {
      for (let bits = words[word] as number; bits !== 0; bits &= bits - 1) {
        list[count++] = 32 * word + 31 - Math.clz32(bits & -bits)
      }
      words[word] = 0
    }
    return count
  }

  /** What each stop more, and each order less, would change in a batch. */
  private weigh(slot: number): void {
    const { addedMm, core, has, margins, restMm } = this
    const from = slot * core.stops
    const mm = this.walkMm[slot] as number
    const rest = this.rest[slot] as number
    if ((this.count[slot] as number) > 0) margins.weigh(restMm, rest)
    for (let part = 0; part < margins.parts; part++) {
      this.mark(slot, part)
      margins.withEach(part, has, restMm, rest, addedMm, from)
    }
    for (let stop = from; stop < from + core.stops; stop++) addedMm[stop] = (addedMm[stop] as number) - mm
    for (let index = 0; index < (this.count[slot] as number); index++) {
      const order = this.member[slot * this.width + index] as number
      this.savedMm[order] = -this.changedMm(slot, order, -1)
    }
    this.lineUp(slot)
  }

  /** Has what each order of a batch saves stand where the order does. */
  private lineUp(slot: number): void {
    const { member, savedAtMm, savedMm, width } = this
    const from = slot * width
    for (let at = from; at < from + (this.count[slot] as number); at++) {
      savedAtMm[at] = savedMm[member[at] as number] as number
    }
  }
}
