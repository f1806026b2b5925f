/**
 * Batches improved by moving and swapping orders, now and then for the worse.
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220(4598).
 */
import { type Random } from "@stowage/kernel/Random"
import { BatchExchange } from "./BatchExchange.ts"
import { type Batches, type Incumbent } from "./Batches.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** How an annealing goes: so many steps, from the first temperature to the last, both in millimetres. */
export interface Cooling {
  readonly steps: number
  readonly fromMm: number
  readonly toMm: number
  /** Fewer steps where these would take more than up to this share of what the caller grants; 1 when not given. */
  readonly untilShare?: number
}

/** The temperature stays the same for so many steps. */
const stage = 256
/** What a step costs, in units of effort. */
const stepWork = 500
/** How often a move into a batch with room is tried as a swap all the same. */
const swapChance = 0.5
/** How often an order tries the batch of one that goes well with it, in place of any. */
const nearChance = 0.9
/** How often an order of a batch tries to have a cart of its own. */
const aloneChance = 0.05
/** What a cart too much costs at first, in average walks, and by what it grows or shrinks from stage to stage. */
const dear = { atFirst: 2, factor: 1.15, most: 100 }

/**
 * Changes `batches` step by step; `incumbent` has the best there was. Stops early when the effort is over.
 *
 * A batch may be more than a cart takes, at a price that rises while any is and falls while none is, so that batches
 * that are all but full can still change places.
 */
export const anneal = (
  batches: Batches,
  { fromMm, steps, toMm }: Cooling,
  chance: Random,
  incumbent: Incumbent,
  effort: SearchEffort
): void => {
  const step = annealingStep(batches, chance)
  // Between a straight line and a geometric series, by square roots alone: they are exact on every machine.
  const [hot, cold] = [Math.sqrt(Math.sqrt(fromMm)), Math.sqrt(Math.sqrt(toMm))]
  const averageMm = batches.costMm / batches.used
  const { sets } = batches
  const until = sets.core.walksUntilAsked
  let askAt = until > 0 ? sets.measured + until : Number.POSITIVE_INFINITY
  let cartMm = dear.atFirst * averageMm
  for (let done = 0; done < steps; done += stage) {
    const root = hot + (cold - hot) * (done / steps)
    const temperature = root * root * root * root
    for (let index = 0; index < stage; index++) {
      const isBetter = step(temperature, cartMm) && batches.overload < 1e-9 && batches.costMm < incumbent.costMm - 1e-7
      if (sets.measured >= askAt) {
        if (effort.ask()) return
        askAt = sets.measured + until
      }
      if (!isBetter) continue
      incumbent.costMm = batches.costMm
      incumbent.groups = batches.groups
    }
    if (effort.spend(stage * stepWork)) return
    cartMm = batches.overload < 1e-9 ? cartMm / dear.factor : Math.min(cartMm * dear.factor, dear.most * averageMm)
  }
}

/** One step: draws a change and makes it or not; whether it did. */
const annealingStep = (batches: Batches, chance: Random) => {
  const { batchOf, batches: listed, core, count, member, near, over, walkMm, width } = batches
  const exchange = new BatchExchange(batches)

  /** An order of batch `to` that can change places with `order`; -1 when there is none. */
  const partnerIn = (to: number, order: number, from: number, mostOver: number): number => {
    const first = to * width
    const end = first + (count[to] as number)
    let at = first + chance.int(end - first)
    for (let left = end - first; left > 0; left--) {
      const other = member[at] as number
      if (batches.overIfExchanged(from, order, to, other) <= mostOver) return other
      if (++at === end) at = first
    }
    return -1
  }

  const batchNear = (order: number): number =>
    batchOf[near.list[order * near.each + chance.int(near.each)] as number] as number
  const anyBatch = (from: number): number => {
    const mayBeAlone = (count[from] as number) > 1 && batches.used < batches.slots
    const drawn = chance.next() * (batches.used + (mayBeAlone ? aloneChance : 0))
    return listed[Math.floor(drawn)] as number
  }

  return (temperatureMm: number, cartMm: number): boolean => {
    const order = chance.int(core.orders)
    const from = batchOf[order] as number
    const to = chance.next() < nearChance && near.each > 0 ? batchNear(order) : anyBatch(from)
    if (to === from) return false
    const worseMm = chance.exponential(temperatureMm)
    const overNow = (over[from] as number) + (over[to] as number)
    const mostOver = overNow + worseMm / cartMm
    let partner = -1
    const isSwap = (count[to] as number) > 0 && chance.next() < swapChance
    const moves = !isSwap && batches.hasRoom(to)
    if (!moves || batches.overIf(to, -1, order) + batches.overIf(from, order, -1) > mostOver) {
      if ((count[to] as number) === 0) return false
      partner = partnerIn(to, order, from, mostOver)
      if (partner < 0) return false
    }
    const overThen = batches.overIf(from, order, partner) + batches.overIf(to, partner, order)
    exchange.consider(order, to, partner)
    const mostMm = (walkMm[from] as number) + (walkMm[to] as number) + worseMm + cartMm * (overNow - overThen)
    if (!exchange.isWithin(mostMm)) return false
    exchange.make()
    return true
  }
}
