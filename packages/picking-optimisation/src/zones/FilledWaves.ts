/**
 * Waves as they stand: who is in them, and how long each zone takes.
 */
import { type Random } from "@stowage/kernel/Random"

/** A zone problem in numbers. */
export interface ZoneModel {
  readonly orders: number
  readonly zones: number
  /** The most waves. */
  readonly waves: number
  /** `millis[order * zones + zone]`: how long all pickers of the zone take for the order. */
  readonly millis: Float64Array
  readonly lines: Float64Array
  readonly mostOrders: number
  readonly mostLines: number
  readonly setupMillis: number
}

/** Of the proposals, how many are to change the places of two orders; of the others, how many go where another is. */
const exchanged = 0.6
const likeAnother = 0.9
/** No order. */
const none = -1

/** Empty until they are filled; changed one proposal at a time. */
export class FilledWaves {
  readonly waveOf: Int32Array
  cost = 0
  private readonly model: ZoneModel
  private readonly load: Float64Array
  private readonly orders: Int32Array
  private readonly lines: Float64Array
  /** The rows of two waves before a change. */
  private readonly kept: Float64Array

  constructor(model: ZoneModel) {
    this.model = model
    this.waveOf = new Int32Array(model.orders).fill(-1)
    this.load = new Float64Array(model.waves * model.zones)
    this.orders = new Int32Array(model.waves)
    this.lines = new Float64Array(model.waves)
    this.kept = new Float64Array(2 * model.zones)
  }

  /** Each order, the longest first, into the wave that it prolongs least; of equal waves the first. */
  fillGreedily(): void {
    const { millis, orders, waves, zones } = this.model
    const workMillis = Float64Array.from({ length: orders }, (_, order) =>
      millis.subarray(order * zones, (order + 1) * zones).reduce((sum, more) => sum + more, 0)
    )
    const longestFirst = Array.from(workMillis.keys()).sort(
      (a, b) => (workMillis[b] as number) - (workMillis[a] as number) || a - b
    )
    for (const next of longestFirst) {
      let best = -1
      let least = Number.POSITIVE_INFINITY
      for (let wave = 0; wave < waves; wave++) {
        const isEmpty = this.orders[wave] === 0
        const added = this.hasRoom(wave, next, none) ? this.timeWith(wave, next) - this.timeOf(wave) : least
        if (added < least) [best, least] = [wave, added]
        // All waves after the first empty one are empty too.
        if (isEmpty) break
      }
      this.put(next, best, 1)
      this.waveOf[next] = best
    }
    for (let wave = 0; wave < waves; wave++) this.cost += this.timeOf(wave)
  }

  /** Tries one change; keeps it when it costs at most `tolerated` more. */
  propose(chance: Random, tolerated: number): void {
    const order = chance.int(this.model.orders)
    const other = chance.chance(exchanged) ? chance.int(this.model.orders) : none
    const from = this.waveOf[order] as number
    const to = other === none ? this.drawWave(chance) : (this.waveOf[other] as number)
    if (to === from || !this.hasRoom(to, order, other)) return
    if (other !== none && !this.hasRoom(from, other, order)) return
    const before = this.timeOf(from) + this.timeOf(to)
    this.keep(from, to)
    this.exchange(order, from, to, other)
    const change = this.timeOf(from) + this.timeOf(to) - before
    if (change <= tolerated) {
      this.cost += change
      return
    }
    this.exchange(order, to, from, other)
    this.restore(from, to)
  }

  /** That of some order, so that full waves come up more often than empty ones; now and then any. */
  private drawWave(chance: Random): number {
    const { orders, waves } = this.model
    return chance.chance(likeAnother) ? (this.waveOf[chance.int(orders)] as number) : chance.int(waves)
  }

  private exchange(order: number, from: number, to: number, other: number): void {
    this.put(order, from, -1)
    this.put(order, to, 1)
    this.waveOf[order] = to
    if (other === none) return
    this.put(other, to, -1)
    this.put(other, from, 1)
    this.waveOf[other] = from
  }

  /** Whether the wave takes one more order, or this one for that which leaves it. */
  private hasRoom(wave: number, order: number, leaving: number): boolean {
    const { lines, mostLines, mostOrders } = this.model
    const left = leaving === none ? 0 : (lines[leaving] as number)
    if (leaving === none && (this.orders[wave] as number) >= mostOrders) return false
    return (this.lines[wave] as number) - left + (lines[order] as number) <= mostLines
  }

  private put(order: number, wave: number, sign: 1 | -1): void {
    const { lines, millis, zones } = this.model
    for (let zone = 0; zone < zones; zone++) {
      const at = wave * zones + zone
      this.load[at] = (this.load[at] as number) + sign * (millis[order * zones + zone] as number)
    }
    this.orders[wave] = (this.orders[wave] as number) + sign
    this.lines[wave] = (this.lines[wave] as number) + sign * (lines[order] as number)
  }

  /** Taking away what was added need not give the same sum; a change that is taken back leaves no trace. */
  private keep(from: number, to: number): void {
    const { zones } = this.model
    this.kept.set(this.load.subarray(from * zones, (from + 1) * zones))
    this.kept.set(this.load.subarray(to * zones, (to + 1) * zones), zones)
  }

  private restore(from: number, to: number): void {
    const { zones } = this.model
    this.load.set(this.kept.subarray(0, zones), from * zones)
    this.load.set(this.kept.subarray(zones), to * zones)
  }

  private timeOf(wave: number): number {
    if (this.orders[wave] === 0) return 0
    const { setupMillis, zones } = this.model
    let most = 0
    for (let zone = 0; zone < zones; zone++) most = Math.max(most, this.load[wave * zones + zone] as number)
    return most + setupMillis
  }

  private timeWith(wave: number, order: number): number {
    const { millis, setupMillis, zones } = this.model
    let most = 0
    for (let zone = 0; zone < zones; zone++) {
      const load = (this.load[wave * zones + zone] as number) + (millis[order * zones + zone] as number)
      most = Math.max(most, load)
    }
    return most + setupMillis
  }
}
