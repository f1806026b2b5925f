/**
 * Batches improved by exchanging orders where walks are slow to measure: every exchange of an order is guessed, and
 * the one that is drawn is measured.
 *
 * Source: Creutz (1980), Monte Carlo study of quantized SU(2) gauge theory, Physical Review D 21(8), for drawing the
 * next state from all neighbours at once; Kirkpatrick, Gelatt and Vecchi (1983), Science 220(4598), for the cooling.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Cooling } from "./anneal.ts"
import { type Incumbent } from "./Batches.ts"
import { LikelyExchanges } from "./LikelyExchanges.ts"
import { type SearchEffort } from "./SearchEffort.ts"
import { type WeighedBatches } from "./WeighedBatches.ts"

/** What a cart too much costs, in average walks: at first, at least and at most; by what it changes at each stage. */
const dear = { atFirst: 2, factor: 1.15, least: 1, most: 100 }
/** Its price stays the same for so many steps. */
const stage = 16
/** What guessing one exchange takes, and looking at the likely ones, in units of effort. */
const work = { guess: 4, look: 3000 }

/**
 * One order a step, taken at random, may change its batch: it moves to another, or changes places with an order there,
 * or stays. Each of these costs what it is guessed to, less an exponentially distributed chance as large as the
 * temperature; the cheapest is measured, and made when it is still cheaper than staying. `incumbent` has the best there
 * was. A batch may be more than a cart takes, at a price that rises while any is and falls while none is, so that
 * batches that are all but full can still change.
 *
 * Cools faster where the caller grants less than the steps take, and stops when the effort is over. A step is O(stops
 * of all orders), and two walks are measured when it changes something.
 */
export const heatBath = (
  batches: WeighedBatches,
  { fromMm, steps, toMm, untilShare = 1 }: Cooling,
  chance: Random,
  incumbent: Incumbent,
  effort: SearchEffort
): void => {
  const orders = batches.batchOf.length
  const likely = new LikelyExchanges(batches, chance)
  const [hot, cold] = [Math.sqrt(Math.sqrt(fromMm)), Math.sqrt(Math.sqrt(toMm))]
  const averageMm = batches.costMm / batches.groups.length
  likely.cartMm = dear.atFirst * averageMm
  const since = effort.share ?? 0
  let part = 0
  for (let done = 0; part < 1 && !effort.spend(orders * work.guess + work.look); done++) {
    if (done % stage === stage - 1) {
      const cartMm = batches.overload < 1e-9 ? likely.cartMm / dear.factor : likely.cartMm * dear.factor
      likely.cartMm = Math.max(dear.least * averageMm, Math.min(cartMm, dear.most * averageMm))
    }
    const granted = effort.share === undefined ? 0 : (effort.share - since) / (untilShare - since)
    part = Math.max((done + 1) / steps, granted)
    const root = hot + (cold - hot) * Math.min(1, part)
    const temperatureMm = root * root * root * root
    const stayMm = -chance.exponential(temperatureMm)
    const order = chance.int(orders)
    likely.find(order, temperatureMm, stayMm)
    const best = likely.best(order, stayMm)
    if (best === undefined) continue
    if (effort.spend(batches.workPerExchange)) return
    const isMade = batches.exchange(order, best.to, best.partner, stayMm + best.luckMm - best.cartsMm)
    if (!isMade || batches.overload > 1e-9 || batches.costMm >= incumbent.costMm - 1e-7) continue
    incumbent.costMm = batches.costMm
    incumbent.groups = batches.groups
  }
}
