/**
 * Orders in batches, with the margins of the walk over each: what any order would add to any batch is guessed from them
 * at the cost of looking up its stops.
 */
import { AddedStops } from "./AddedStops.ts"
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
  /** The most of these in each batch, at least 0. */
  readonly mostSavedMm: Float64Array
  /** How much more each batch is than a cart takes, in carts, and all of them together. */
  readonly over: Float64Array
  overload = 0
  costMm = 0
  private readonly core: BatchCore
  private readonly margins: WalkMargins
  private readonly added: AddedStops
  /** How far each order is alone; NaN until asked for. */
  private readonly singleMm: Float64Array
  /** As the core's: that of limit `l` on batch `b` is `load[l * slots + b]`. */
  private readonly load: Float64Array
  /** How many orders of each batch have each stop. */
  private readonly cover: Uint16Array
  /** In which row of the tables that follow each batch is; the last two are spare. */
  private readonly rowOf: Int32Array
  private readonly restMm: Float64Array
  /** The stops of a batch, ascending and each once; those of part `p` from entry `p` of its row in `partFirst` on. */
  private readonly held: Int32Array
  private readonly partFirst: Int32Array
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
    this.added = new AddedStops(core, margins.partOf, this.slots)
    this.savedMm = new Float64Array(core.orders)
    this.savedAtMm = new Float64Array(this.slots * this.width)
    this.mostSavedMm = new Float64Array(this.slots)
    this.over = new Float64Array(this.slots)
    this.singleMm = new Float64Array(core.orders).fill(Number.NaN)
    this.cover = new Uint16Array(this.slots * core.stops)
    this.rowOf = Int32Array.from({ length: this.slots + 2 }, (_, slot) => slot)
    this.restMm = new Float64Array((this.slots + 2) * margins.size)
    this.held = new Int32Array((this.slots + 2) * core.stops)
    this.partFirst = new Int32Array((this.slots + 2) * (margins.parts + 1))
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

  /** What an order would add to a batch, guessed from what its stops would. */
  guessedMm(slot: number, order: number): number {
    return this.count[slot] === 0 ? this.aloneMm(order) : this.added.guessedMm(slot, order)
  }

  /** Writes the same to `guessMm` for every batch that is not empty. */
  guessEach(order: number, guessMm: Float64Array): void {
    this.added.guessEach(order, guessMm)
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
    const rest = (this.rowOf[slot] as number) * margins.size
    const walkMm = this.walkMm[slot] as number
    let sum = 0
    while (left < leftEnd || right < rightEnd) {
      const leftPart = left < leftEnd ? (margins.partOf[stop[left] as number] as number) : margins.parts
      const rightPart = right < rightEnd ? (margins.partOf[stop[right] as number] as number) : margins.parts
      const part = leftPart < rightPart ? leftPart : rightPart
      const end = margins.firstStop[part + 1] as number
      const [goes, comes] = [left, right]
      while (left < leftEnd && (stop[left] as number) < end) left++
      while (right < rightEnd && (stop[right] as number) < end) right++
      const count = this.listPart(slot, part, goes, left, comes, right)
      sum += margins.withPart(part, this.list, 0, count, this.restMm, rest) - walkMm
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
    const { count, member, rowOf, sets, width } = this
    const row = rowOf[slot] as number
    rowOf[slot] = rowOf[spare] as number
    rowOf[spare] = row
    this.walkMm[slot] = mm
    const over = this.overIf(slot, -1, -1)
    this.overload += over - (this.over[slot] as number)
    this.over[slot] = over
    const orders = count[slot] as number
    if (orders > 0 && over === 0) sets.learn(member.subarray(slot * width, slot * width + orders), orders, mm)
    this.weigh(slot)
  }

  /**
   * Writes to `list` the stops that a batch has in a part, but for those of entries `goes` up to `goesEnd` that no
   * other order has, with those of entries `comes` up to `comesEnd`; gives how many.
   */
  private listPart(slot: number, part: number, goes: number, goesEnd: number, comes: number, comesEnd: number): number {
    const { cover, held, list } = this
    const { stop, stops } = this.core
    const row = this.rowOf[slot] as number
    const first = row * (this.margins.parts + 1) + part
    const end = row * stops + (this.partFirst[first + 1] as number)
    let count = 0
    for (let at = row * stops + (this.partFirst[first] as number); at < end; at++) {
      const each = held[at] as number
      const isGoing = goes < goesEnd && stop[goes] === each
      if (isGoing) goes++
      while (comes < comesEnd && (stop[comes] as number) < each) list[count++] = stop[comes++] as number
      const isComing = comes < comesEnd && stop[comes] === each
      if (isComing) comes++
      if (!isGoing || isComing || (cover[slot * stops + each] as number) > 1) list[count++] = each
    }
    while (comes < comesEnd) list[count++] = stop[comes++] as number
    return count
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

  /** Length of the walk over a batch; its stops, and what its margins are made of, go to the row of `spare`. */
  private measured(slot: number, spare: number): number {
    const { core, held, margins } = this
    const row = this.rowOf[spare] as number
    const count = this.listStops(slot, row)
    if (this.count[slot] === 0) return 0
    const rest = row * margins.size
    const first = row * core.stops
    if (count > 0) return margins.measure(held.subarray(first, first + count), count, this.restMm, rest)
    // Nothing is known of a walk without stops.
    this.restMm.fill(Number.POSITIVE_INFINITY, rest, rest + margins.size)
    return core.walkMm(held, 0)
  }

  /** Writes the stops of a batch to row `row` of `held`, by way of a bit for each stop; gives how many. */
  private listStops(slot: number, row: number): number {
    const { held, margins, member, partFirst, width, words } = this
    const { firstStop, stop, stops } = this.core
    const from = slot * width
    for (let at = from; at < from + (this.count[slot] as number); at++) {
      const order = member[at] as number
      for (let entry = firstStop[order] as number; entry < (firstStop[order + 1] as number); entry++) {
        const each = stop[entry] as number
        words[each >> 5] = (words[each >> 5] as number) | (1 << (each & 31))
      }
    }
    let count = 0
    let part = row * (margins.parts + 1)
    const parts = part
    for (let word = 0; word < words.length; word++) {
      for (let bits = words[word] as number; bits !== 0; bits &= bits - 1) {
        const each = 32 * word + 31 - Math.clz32(bits & -bits)
        for (const last = parts + (margins.partOf[each] as number); part <= last; part++) partFirst[part] = count
        held[row * stops + count++] = each
      }
      words[word] = 0
    }
    for (; part <= parts + margins.parts; part++) partFirst[part] = count
    return count
  }

  /** What each stop more, and each order less, would change in a batch. */
  private weigh(slot: number): void {
    const { added, core, held, margins, partFirst, restMm } = this
    const row = this.rowOf[slot] as number
    const rest = row * margins.size
    const first = row * core.stops
    if ((this.count[slot] as number) > 0) margins.weigh(restMm, rest)
    for (let part = 0; part < margins.parts; part++) {
      const at = row * (margins.parts + 1) + part
      const [begin, end] = [first + (partFirst[at] as number), first + (partFirst[at + 1] as number)]
      margins.withEach(part, held, begin, end, restMm, rest, added.byBatch, slot * core.stops)
    }
    added.settle(slot, this.walkMm[slot] as number)
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
    let most = 0
    for (let at = from; at < from + (this.count[slot] as number); at++) {
      const mm = savedMm[member[at] as number] as number
      savedAtMm[at] = mm
      if (mm > most) most = mm
    }
    this.mostSavedMm[slot] = most
  }
}
