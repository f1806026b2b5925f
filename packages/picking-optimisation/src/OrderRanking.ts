/**
 * Which waiting orders lie along the walks of a batch: a guess for every order that is near one of them.
 */
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
  /** The shortest walk for its request alone, beside each offer: one that is guessed to cost more is not looked at any further. */
  readonly limitMm: Float64Array
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
  return { slots: Array.from({ length: slots }, guesses), orderAloneMm, limitMm }
}

/** Forgets all guesses of a slot. */
export const clearSlot = ({ slots }: OrderRanking, slot: number): void => {
  const guesses = slots[slot] as Guesses
  guesses.now++
  guesses.near = []
}

/** Looks at what the zone of a tour offers to waiting orders, as `guessedMm` guesses it. O(offers of the zone). */
export const lookAlong = (
  { batchOf, shelf, taken }: ShelfBatches,
  ranking: OrderRanking,
  slot: number,
  { reach: { asideMm, deepMm }, volume, zone }: Pick<HeldTour, "reach" | "volume" | "zone">
): void => {
  const { limitMm } = ranking
  const guesses = ranking.slots[slot] as Guesses
  const { now, orderMm, requestAt, requestMm } = guesses
  const { leastAloneMm, offers } = shelf
  const aisles = shelf.problem.floor.aisleXMm.length
  const room = shelf.problem.limits.volumeMm3 - volume
  const end = offers.start[zone + 1] as number
  for (let offer = offers.start[zone] as number; offer < end; offer++) {
    const aisle = offers.aisle[offer] as number
    const block = offers.block[offer] as number
    let near = offers.nearMm[offer] as number
    let far = offers.farMm[offer] as number
    if (deepMm.length > 0) {
      near = Math.max(0, near - (deepMm[(aisle * 2 + block) * 2] as number))
      far = Math.max(0, far - (deepMm[(aisle * 2 + block) * 2 + 1] as number))
    }
    near += asideMm[aisles + aisle] as number
    far += asideMm[2 * block * aisles + aisle] as number
    const mm = 2 * (near < far ? near : far)
    // Most offers end here, on columns that are read one after the other.
    if (mm >= (limitMm[offer] as number) || (offers.volume[offer] as number) > room) continue
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
