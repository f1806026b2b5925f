/**
 * Balancing zones: annealing over which order is picked in which wave.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"

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

interface Balanced {
  readonly waveOf: Int32Array
  readonly stopped: boolean
}

interface BalanceOptions {
  /** No waves take less: where they take as much the search is over. */
  readonly bound: number
  readonly chance: Random
  readonly stop: Stop
}

/** Proposals between two questions whether to stop. */
const askedEvery = 128
/** Proposals for each order, in steps of falling temperature. */
const steps = 160
const perOrder = 10
/** Of the mean time of a wave: temperatures at the beginning and at the end. */
const warmest = 0.05
const coldest = 1e-4

/**
 * Moves an order to another wave, or changes the places of two, and keeps what takes less time, or by chance a little
 * more. The first waves are made greedily, the longest order first, each where it prolongs least; of equal waves the
 * first. A proposal is O(zones).
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220.
 */
export const balanceZones = (model: ZoneModel, { bound, chance, stop }: BalanceOptions): Balanced => {
  const waves = new FilledWaves(model)
  waves.fillGreedily()
  let best = waves.waveOf.slice()
  let least = waves.cost
  const meets = bound * (1 + 1e-12)
  const mean = least / Math.ceil(model.orders / model.mostOrders)
  const cooling = (coldest / warmest) ** (1 / steps)
  let temperature = warmest * mean
  const perStep = perOrder * model.orders
  for (let tried = 0; tried < steps * perStep && least > meets; tried++) {
    if (tried % perStep === 0) temperature *= cooling
    if (tried % askedEvery === 0 && stop({ iteration: tried / askedEvery, cost: least })) {
      return { waveOf: best, stopped: true }
    }
    waves.propose(chance, chance.exponential(temperature))
    if (waves.cost >= least - 1e-9 * Math.max(1, least)) continue
    least = waves.cost
    best = waves.waveOf.slice()
  }
  return { waveOf: best, stopped: false }
}

/** Waves as they stand: who is in them, and how long each zone takes. */
class FilledWaves {
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

  fillGreedily(): void {
    const { millis, orders, waves, zones } = this.model
    const longest = Float64Array.from({ length: orders }, (_, order) =>
      millis.subarray(order * zones, (order + 1) * zones).reduce((sum, more) => sum + more, 0)
    )
    const order = Array.from({ length: orders }, (_, index) => index)
    order.sort((a, b) => (longest[b] as number) - (longest[a] as number) || a - b)
    for (const next of order) {
      let best = -1
      let least = Number.POSITIVE_INFINITY
      for (let wave = 0; wave < waves; wave++) {
        const isEmpty = this.orders[wave] === 0
        const added = this.hasRoom(wave, next, -1) ? this.timeWith(wave, next) - this.timeOf(wave) : least
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
    const { orders, waves } = this.model
    const order = chance.int(orders)
    const from = this.waveOf[order] as number
    const isSwap = chance.chance(0.6)
    const other = isSwap ? chance.int(orders) : -1
    const isNear = isSwap || chance.chance(0.9)
    const to = isSwap ? (this.waveOf[other] as number) : isNear ? this.waveOf[chance.int(orders)] : chance.int(waves)
    if (to === undefined || to === from) return
    if (!this.hasRoom(to, order, other) || (isSwap && !this.hasRoom(from, other, order))) return
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

  private exchange(order: number, from: number, to: number, other: number): void {
    this.put(order, from, -1)
    this.put(order, to, 1)
    this.waveOf[order] = to
    if (other < 0) return
    this.put(other, to, -1)
    this.put(other, from, 1)
    this.waveOf[other] = from
  }

  /** Whether the wave takes one more order, or this one for that which leaves it. */
  private hasRoom(wave: number, order: number, leaving: number): boolean {
    const { lines, mostLines, mostOrders } = this.model
    const left = leaving < 0 ? 0 : (lines[leaving] as number)
    if (leaving < 0 && (this.orders[wave] as number) >= mostOrders) return false
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
