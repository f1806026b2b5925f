/**
 * Two batches that may exchange orders, and how long their walks would be. An annealing draws most exchanges many times
 * before a batch changes: until then the walks stand in a table, by the order that is out and the one that is in.
 */
import { type Batches } from "./Batches.ts"

/** So many walks are in the table at most: a larger one is no nearer than `OrderSets`. */
const mostKept = 1 << 21
const unknown = -1

export class BatchExchange {
  /** The batches, where in each the order is that goes (-1 for none), and the order that comes (-1 for none). */
  private from = 0
  private fromPlace = 0
  private fromComes = -1
  private to = 0
  private toPlace = -1
  private toComes = 0
  private readonly batches: Batches
  /** Batches of lower numbers have a part of the table; walks of the others are asked for each time. */
  private readonly slots: number
  /** How far apart the walks without one order and without the next are, and those of one batch and the next. */
  private readonly row: number
  private readonly slot: number
  private readonly mm: Float64Array
  private readonly trial: Int32Array

  constructor(batches: Batches) {
    const { core, used, width } = batches
    this.batches = batches
    this.row = core.orders + 1
    this.slot = (width + 1) * this.row
    this.slots = Math.min(core.orders, used + 2 + Math.floor(used / 20), Math.floor(mostKept / this.slot))
    this.mm = new Float64Array(this.slots * this.slot).fill(unknown)
    this.trial = new Int32Array(width + 1)
  }

  /** Sets out to put `order` in batch `to`, and `partner` (-1 for none) from there in the batch that it comes from. */
  consider(order: number, to: number, partner: number): void {
    const { batchOf, placeOf } = this.batches
    this.from = batchOf[order] as number
    this.fromPlace = placeOf[order] as number
    this.fromComes = partner
    this.to = to
    this.toPlace = partner < 0 ? -1 : (placeOf[partner] as number)
    this.toComes = order
  }

  /** Whether the two walks would be `mostMm` together at most. */
  isWithin(mostMm: number): boolean {
    const { from, fromComes, fromPlace, to, toComes, toPlace } = this
    const fromMm = this.known(from, fromPlace, fromComes)
    const toMm = this.known(to, toPlace, toComes)
    if (fromMm >= 0 && toMm >= 0) return fromMm + toMm <= mostMm
    if (this.batches.core.isMonotone) {
      // A walk is no shorter than the one over the orders that stay, which is sooner known.
      const fromLeast = fromMm >= 0 ? fromMm : this.measure(from, fromPlace, -1)
      const toLeast = toMm >= 0 ? toMm : this.measure(to, toPlace, -1)
      if (fromLeast + toLeast > mostMm) return false
      if (fromMm < 0 && this.measure(from, fromPlace, fromComes) + toLeast > mostMm) return false
    }
    return this.measure(from, fromPlace, fromComes) + this.measure(to, toPlace, toComes) <= mostMm
  }

  /** Makes the exchange. */
  make(): void {
    const { batches, from, fromComes, fromPlace, to, toComes, toPlace } = this
    const fromMm = this.measure(from, fromPlace, fromComes)
    const toMm = this.measure(to, toPlace, toComes)
    this.forget(from)
    this.forget(to)
    batches.exchange(from, fromPlace, fromComes, fromMm)
    batches.exchange(to, toPlace, toComes, toMm)
  }

  /** Length of the walk over `batch` without the order at `place` and with `come`, -1 for none; -1 when not known. */
  private known(batch: number, place: number, come: number): number {
    return batch < this.slots ? (this.mm[this.at(batch, place, come)] as number) : unknown
  }

  /** The same, measured where it is not known. */
  private measure(batch: number, place: number, come: number): number {
    const known = this.known(batch, place, come)
    if (known >= 0) return known
    const { count, member, outside, sets, width } = this.batches
    const { trial } = this
    const first = batch * width
    const end = first + (count[batch] as number)
    const gone = place < 0 ? -1 : (member[first + place] as number)
    let orders = 0
    for (let entry = first; entry < end; entry++) {
      const order = member[entry] as number
      if (order !== gone) trial[orders++] = order
    }
    if (come >= 0) trial[orders++] = come
    const kept = this.batches.overIf(batch, gone, come) > 0 ? outside : sets
    const mm = orders === 0 ? 0 : kept.measure(trial, orders)
    if (batch < this.slots) this.mm[this.at(batch, place, come)] = mm
    return mm
  }

  private forget(batch: number): void {
    if (batch >= this.slots) return
    const from = batch * this.slot
    this.mm.fill(unknown, from, from + ((this.batches.count[batch] as number) + 1) * this.row)
  }

  private at(batch: number, place: number, come: number): number {
    return batch * this.slot + (place + 1) * this.row + come + 1
  }
}
