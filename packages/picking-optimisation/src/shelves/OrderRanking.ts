/**
 * Which waiting orders lie along the walks of a batch: a guess for every order that is near one of them.
 */
import { type NearOffers, offersAlong } from "./offersAlong.ts"
import { type HeldTour, type ShelfBatches } from "./ShelfBatches.ts"

/** An order and the batch that it is guessed to suit, by its slot. */
export interface Suited {
  readonly order: number
  readonly slot: number
}

/** What is guessed for one batch. Entries of a request or an order are of now when their stamp is. */
interface Guesses {
  now: number
  readonly requestMm: Float64Array
  readonly requestAt: Int32Array
  readonly orderMm: Float64Array
  readonly orderAt: Int32Array
  near: Array<number>
}

/** Guesses for a few batches at a time, each in a slot. */
export interface OrderRanking {
  readonly slots: ReadonlyArray<Guesses>
  /** For each order the shortest walks for its requests, each alone, together. */
  readonly orderAloneMm: Float64Array
  /** The shortest walk for its request alone, beside each offer: what is guessed to cost more is looked at no further. */
  readonly limitMm: Float64Array
  /** What lies along each tour that was looked along and is still held. */
  readonly along: WeakMap<object, NearOffers>
}

export const orderRanking = ({ batchOf, shelf }: ShelfBatches, slots: number): OrderRanking => {
  const { leastAloneMm, offers, orderOfRequest } = shelf
  const orderAloneMm = new Float64Array(batchOf.length)
  for (const [request, order] of orderOfRequest.entries()) {
    orderAloneMm[order] = (orderAloneMm[order] as number) + (leastAloneMm[request] as number)
  }
  const limitMm = Float64Array.from(offers.request, (request) => leastAloneMm[request] as number)
  const guesses = (): Guesses => ({
    now: 0,
    requestMm: new Float64Array(orderOfRequest.length),
    requestAt: new Int32Array(orderOfRequest.length),
    orderMm: new Float64Array(batchOf.length),
    orderAt: new Int32Array(batchOf.length),
    near: []
  })
  return { slots: Array.from({ length: slots }, guesses), orderAloneMm, limitMm, along: new WeakMap() }
}

/** Forgets all guesses of a slot. */
export const clearSlot = ({ slots }: OrderRanking, slot: number): void => {
  const guesses = slots[slot] as Guesses
  guesses.now++
  guesses.near = []
}

/**
 * Looks at what the zone of a tour offers to waiting orders, as `guessedMm` guesses it. O(offers near the walk), and
 * the first time for a tour O(offers of the zone).
 */
export const lookAlong = (
  { batchOf, shelf, taken }: ShelfBatches,
  ranking: OrderRanking,
  slot: number,
  tour: Pick<HeldTour, "reach" | "volume" | "zone">
): void => {
  const guesses = ranking.slots[slot] as Guesses
  const { now, orderMm, requestAt, requestMm } = guesses
  const { leastAloneMm, offers } = shelf
  const near = ranking.along.get(tour) ?? offersAlong(shelf, ranking.limitMm, tour)
  ranking.along.set(tour, near)
  for (let at = 0; at < near.offer.length; at++) {
    const offer = near.offer[at] as number
    const mm = near.mm[at] as number
    const order = offers.order[offer] as number
    const request = offers.request[offer] as number
    const looked = requestAt[request] === now
    const known = looked ? (requestMm[request] as number) : (leastAloneMm[request] as number)
    if (mm >= known || batchOf[order] !== -1 || taken[offers.unit[offer] as number] === 1) continue
    noticeOrder(ranking, guesses, order)
    orderMm[order] = (orderMm[order] as number) + mm - known
    requestAt[request] = now
    requestMm[request] = mm
  }
}

/** Has these orders among those near, whether or not a walk comes by them. */
export const considerOrders = (ranking: OrderRanking, slot: number, orders: ReadonlyArray<number>): void => {
  for (const order of orders) noticeOrder(ranking, ranking.slots[slot] as Guesses, order)
}

const noticeOrder = ({ orderAloneMm }: OrderRanking, { near, now, orderAt, orderMm }: Guesses, order: number): void => {
  if (orderAt[order] === now) return
  orderAt[order] = now
  orderMm[order] = orderAloneMm[order] as number
  near.push(order)
}

/** Up to `count` orders near of least guessed walk per unit, without those that `leftOut` says. O(orders near). */
export const bestOrders = (
  { batchOf, shelf: { requestStart } }: ShelfBatches,
  { slots }: OrderRanking,
  from: ReadonlyArray<number>,
  count: number,
  leftOut: () => boolean
): ReadonlyArray<Suited> => {
  const ranked: Array<Suited & { readonly mm: number }> = []
  let worst = Number.POSITIVE_INFINITY
  for (const slot of from) {
    const { near, orderMm } = slots[slot] as Guesses
    for (const order of near) {
      const mm = (orderMm[order] as number) / ((requestStart[order + 1] as number) - (requestStart[order] as number))
      if (mm >= worst || batchOf[order] !== -1 || leftOut()) continue
      let at = ranked.length
      while (at > 0 && (ranked[at - 1] as { mm: number }).mm > mm) at--
      ranked.splice(at, 0, { order, slot, mm })
      if (ranked.length > count) ranked.pop()
      if (ranked.length === count) worst = (ranked.at(-1) as { mm: number }).mm
    }
  }
  return ranked
}
