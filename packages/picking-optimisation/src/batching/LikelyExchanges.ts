/**
 * The exchanges of one order that are likely to be worth it, of all that there are: guessed first, then looked at.
 */
import { type Random } from "@stowage/kernel/Random"
import { type WeighedBatches } from "./WeighedBatches.ts"

/** Exponential numbers drawn beforehand; a power of two. */
const luckRoom = 1 << 12
/** So many of the exchanges that are guessed to be best are looked at part by part. */
const mostLikely = 6

/** An order moved to a batch, or exchanged for another from there; `partner` is -1 for none. */
export interface Exchange {
  readonly to: number
  readonly partner: number
  /** What it is guessed to cost, less `luckMm`. */
  readonly mm: number
  readonly luckMm: number
  /** What part of that is the price of batches that are more than a cart takes. */
  readonly cartsMm: number
}

export class LikelyExchanges {
  private readonly batches: WeighedBatches
  private readonly chance: Random
  private readonly luck: Float64Array
  /** The most of as many of these from each on as a batch has exchanges. */
  private readonly mostLuck: Float64Array
  /** What the order at hand is guessed to add to each batch. */
  private readonly guessMm: Float64Array
  /** The first `count` are the likeliest, the best first. */
  private readonly top: Array<Exchange>
  private count = 0
  private worstMm = 0
  /** What a cart too much costs. */
  cartMm = 0

  constructor(batches: WeighedBatches, chance: Random) {
    this.batches = batches
    this.chance = chance
    this.luck = Float64Array.from({ length: luckRoom }, () => chance.exponential(1))
    this.mostLuck = mostOfNext(this.luck, batches.width + 1)
    this.guessMm = new Float64Array(batches.slots)
    this.top = Array.from({ length: mostLikely }, () => ({ to: 0, partner: -1, mm: 0, luckMm: 0, cartsMm: 0 }))
  }

  /** Those found last, the likeliest first. */
  get found(): ReadonlyArray<Exchange> {
    return this.top.slice(0, this.count)
  }

  /** Finds the exchanges of an order that seem to cost least, all less than `mostMm`. */
  find(order: number, temperatureMm: number, mostMm: number): void {
    const { batches, guessMm, mostLuck } = this
    const { batchOf, count, mostSavedMm, over, savedMm, slots, width } = batches
    const from = batchOf[order] as number
    let at = this.chance.int(luckRoom)
    let wasEmpty = false
    batches.guessEach(order, guessMm)
    this.count = 0
    this.worstMm = mostMm
    for (let to = 0; to < slots; to++, at = (at + width + 1) & (luckRoom - 1)) {
      const held = count[to] as number
      if (to === from || (held === 0 && wasEmpty)) continue
      wasEmpty ||= held === 0
      const savedByMm = (savedMm[order] as number) + this.cartMm * ((over[from] as number) + (over[to] as number))
      const mostGainMm = savedByMm + (mostSavedMm[to] as number) + temperatureMm * (mostLuck[at] as number)
      // Most batches have neither room nor an order that could be worth it, however lucky.
      if (held < 2 || (guessMm[to] as number) - mostGainMm < this.worstMm) {
        this.findIn(order, to, savedByMm, temperatureMm, at)
      }
    }
  }

  /** Finds exchanges with one batch, which save `savedByMm` and what a partner saves; luck is that from `at` on. */
  private findIn(order: number, to: number, savedByMm: number, temperatureMm: number, at: number): void {
    const { batches, guessMm, luck } = this
    const { batchOf, count, member, savedAtMm, width } = batches
    const held = count[to] as number
    if (held < width) {
      const movedMm = (held === 0 ? batches.aloneMm(order) : (guessMm[to] as number)) - savedByMm
      this.consider(order, to, -1, movedMm, temperatureMm * (luck[at] as number))
    }
    // Two batches of one order each have nothing to exchange.
    if (held === 1 && count[batchOf[order] as number] === 1) return
    const swappedMm = (held === 1 ? batches.aloneMm(order) : (guessMm[to] as number)) - savedByMm
    for (let index = 0, entry = to * width; index < held; index++, entry++) {
      const luckMm = temperatureMm * (luck[(at + 1 + index) & (luckRoom - 1)] as number)
      const mm = swappedMm - (savedAtMm[entry] as number)
      if (mm - luckMm < this.worstMm) this.consider(order, to, member[entry] as number, mm, luckMm)
    }
  }

  /** Keeps an exchange that is likely; it is guessed to cost `mm` besides what `partner` adds and what carts cost. */
  private consider(order: number, to: number, partner: number, mm: number, luckMm: number): void {
    const { batches, cartMm, worstMm } = this
    const { batchOf, count, over } = batches
    const from = batchOf[order] as number
    let sum = mm - luckMm
    if (partner >= 0) sum += count[from] === 1 ? batches.aloneMm(partner) : batches.guessedMm(from, partner)
    if (sum >= worstMm) return
    // Most batches are full, and have no room for one order more.
    const toMm = cartMm * batches.overIf(to, partner, order)
    if (sum + toMm >= worstMm) return
    const mostSavedMm = cartMm * ((over[from] as number) + (over[to] as number))
    const cartsMm = toMm + cartMm * batches.overIf(from, order, partner)
    sum += cartsMm
    if (sum < worstMm) this.keep({ to, partner, mm: sum, luckMm, cartsMm: cartsMm - mostSavedMm })
  }

  /** The best of those found when looked at part by part; undefined when none costs less than `mostMm`. */
  best(order: number, mostMm: number): Exchange | undefined {
    const { batches, top } = this
    const from = batches.batchOf[order] as number
    let best: Exchange | undefined
    let leastMm = mostMm
    for (let index = 0; index < this.count; index++) {
      const each = top[index] as Exchange
      const { cartsMm, luckMm, partner, to } = each
      const mm = batches.changedMm(to, partner, order) + batches.changedMm(from, order, partner) + cartsMm - luckMm
      if (mm >= leastMm) continue
      leastMm = mm
      best = each
    }
    return best
  }

  private keep(found: Exchange): void {
    const { top } = this
    let place = this.count < mostLikely ? this.count++ : mostLikely - 1
    for (; place > 0 && (top[place - 1] as Exchange).mm > found.mm; place--) top[place] = top[place - 1] as Exchange
    top[place] = found
    if (this.count === mostLikely) this.worstMm = Math.min(this.worstMm, (top[mostLikely - 1] as Exchange).mm)
  }
}

/** Of each number, the most of the `count` from it on; the first follow the last. */
const mostOfNext = (numbers: Float64Array, count: number): Float64Array =>
  numbers.map((_, at) => {
    let most = 0
    for (let next = at; next < at + count; next++) {
      most = Math.max(most, numbers[next & (numbers.length - 1)] as number)
    }
    return most
  })
