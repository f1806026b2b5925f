/**
 * Batching by savings of near pairs: for waves of more orders than there is memory for pairs.
 */
import { alongFloor } from "./alongFloor.ts"
import { filledAlong, inWalkOrder } from "./inWalkOrder.ts"
import { type BatchCore, rounding } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { type OrderSets } from "./OrderSets.ts"
import { SavingQueue } from "./SavingQueue.ts"
import { type Stop } from "@stowage/kernel/Stop"

/** What savings batching found, and whether the caller ended it. */
export interface SavingsFound {
  readonly groups: Groups
  readonly stopped: boolean
}

/** So many batches that come next along the floor are looked at from each. */
const window = 24

/**
 * As `savings`, of batches that lie near one another: every batch looks at the next `window` along the floor and knows
 * the one with which it saves most; of all those pairs the best is put together, in the place of the former.
 *
 * Never worse than carts filled `along` the floor, with the batches it has when told to stop. One iteration for each
 * order looked at first, then one for each merge; O(n × window) walks and O(n) memory.
 *
 * Sources: Clarke and Wright (1964), Operations Research 12(4), for savings; Golden, Magnanti and Nguyen (1977),
 * Implementing vehicle routing algorithms, Networks 7(2), for those of near pairs alone.
 */
export const nearSavings = (sets: OrderSets, stop: Stop, along = inWalkOrder(sets)): SavingsFound => {
  const batches = new NearBatches(sets)
  const { orders } = sets.core
  for (let iteration = 0; ; iteration++) {
    const stopped = stop({ iteration, cost: batches.costMm })
    if (!stopped && iteration < orders) batches.look(iteration)
    else if (stopped || !batches.merge()) return { groups: filledAlong(sets, batches.groups, along), stopped }
  }
}

const none = -1

/** Batches in the order in which they lie along the floor; each is where its first order is. */
class NearBatches {
  costMm = 0
  private readonly sets: OrderSets
  private readonly core: BatchCore
  private readonly members: Array<ReadonlyArray<number>>
  /** How much of limit `l` batch `b` takes is `load[l * orders + b]`. */
  private readonly load: Float64Array
  private readonly walkMm: Float64Array
  private readonly next: Int32Array
  private readonly previous: Int32Array
  /** The later batch with which each saves most, and how much that is. */
  private readonly partner: Int32Array
  private readonly savedMm: Float64Array
  private readonly queue: SavingQueue
  private readonly both: Int32Array

  constructor(sets: OrderSets) {
    const { core } = sets
    const along = alongFloor(core)
    this.sets = sets
    this.core = core
    this.members = Array.from(along, (order) => [order])
    this.load = Float64Array.from(core.load, (_, at) => {
      const place = at % core.orders
      return core.load[at - place + (along[place] as number)] as number
    })
    this.walkMm = Float64Array.from(along, (order) => sets.measure(Int32Array.of(order), 1))
    this.costMm = this.walkMm.reduce((sum, mm) => sum + mm, 0)
    this.next = Int32Array.from(along, (_, place) => (place + 1 < core.orders ? place + 1 : none))
    this.previous = Int32Array.from(along, (_, place) => place - 1)
    this.partner = new Int32Array(core.orders).fill(none)
    this.savedMm = new Float64Array(core.orders)
    this.queue = new SavingQueue(this.savedMm)
    this.both = new Int32Array(core.orders)
  }

  get groups(): Groups {
    return this.members.filter((orders) => orders.length > 0)
  }

  /** Finds the batch near `place` with which it saves most. */
  look(place: number): void {
    const { next, partner, savedMm } = this
    savedMm[place] = 0
    partner[place] = none
    for (let other = next[place] as number, left = window; other !== none && left > 0; left--) {
      this.offer(place, other)
      other = next[other] as number
    }
    this.queue.moved(place)
  }

  /** Puts the pair that saves most together; whether any saves something. */
  merge(): boolean {
    const { partner, previous, queue, savedMm } = this
    const grown = queue.first
    if (grown === none || (savedMm[grown] as number) <= 0) return false
    const gone = partner[grown] as number
    this.costMm -= savedMm[grown] as number
    this.join(grown, gone)
    // Those before are as near to what has grown, and those between them no longer have the other.
    for (let place = previous[gone] as number; place !== grown; place = previous[place] as number) {
      if (partner[place] === gone) this.look(place)
    }
    this.look(grown)
    for (let place = previous[grown] as number, left = window; place !== none && left > 0; left--) {
      if (partner[place] === grown || partner[place] === gone) this.look(place)
      else if (this.offer(place, grown)) queue.moved(place)
      place = previous[place] as number
    }
    return true
  }

  private join(grown: number, gone: number): void {
    const { core, load, members, next, previous, queue } = this
    this.walkMm[grown] = this.walkMmOfBoth(grown, gone)
    members[grown] = [...(members[grown] as Groups[number]), ...(members[gone] as Groups[number])]
    members[gone] = []
    for (let limit = 0; limit < core.most.length; limit++) {
      const row = limit * core.orders
      load[row + grown] = (load[row + grown] as number) + (load[row + gone] as number)
    }
    const [before, after] = [previous[gone] as number, next[gone] as number]
    next[before] = after
    if (after !== none) previous[after] = before
    this.savedMm[gone] = 0
    this.partner[gone] = none
    queue.moved(gone)
  }

  /** Has `place` remember `other` if it saves more with it than with any before; whether it does. */
  private offer(place: number, other: number): boolean {
    const { savedMm, walkMm } = this
    if (!this.fit(place, other)) return false
    const apartMm = (walkMm[place] as number) + (walkMm[other] as number)
    const mm = apartMm - this.walkMmOfBoth(place, other)
    // Where no walk was found over either, and none over both, nothing is saved.
    if (!(mm > (savedMm[place] as number))) return false
    savedMm[place] = mm
    this.partner[place] = other
    return true
  }

  private walkMmOfBoth(a: number, b: number): number {
    const { both, members, sets } = this
    let count = 0
    for (const order of members[a] as Groups[number]) both[count++] = order
    for (const order of members[b] as Groups[number]) both[count++] = order
    return sets.measure(both, count)
  }

  private fit(a: number, b: number): boolean {
    const { load } = this
    const { most, orders } = this.core
    for (let limit = 0; limit < most.length; limit++) {
      const row = limit * orders
      if ((load[row + a] as number) + (load[row + b] as number) > (most[limit] as number) + rounding) return false
    }
    return true
  }
}
