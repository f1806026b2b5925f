import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { whenExhausted } from "@stowage/kernel/Stop"
import { type Exchange, LikelyExchanges } from "@stowage/picking-optimisation/batching/LikelyExchanges"
import { OrderSets } from "@stowage/picking-optimisation/batching/OrderSets"
import { SearchEffort } from "@stowage/picking-optimisation/batching/SearchEffort"
import { WeighedBatches } from "@stowage/picking-optimisation/batching/WeighedBatches"
import { tripCoreOf } from "@stowage/picking-optimisation/trips/tripCoreOf"
import { tripWalks } from "@stowage/picking-optimisation/trips/TripWalks"
import { tripOrder, twoWay } from "./tripProblems.ts"

/** Six aisles of six places between two cross-aisles; the depot, place 0, is at the first corner. */
const floor = twoWay(
  48,
  [0, 1, 2, 3, 4, 5].flatMap((aisle) => {
    const first = 8 * aisle
    const along = [0, 1, 2, 3, 4, 5, 6].map((step) => [first + step, first + step + 1, 2] as const)
    return aisle === 5 ? along : [...along, [first, first + 8, 5] as const, [first + 7, first + 15, 5] as const]
  })
)

/** Eight to forty orders, some all over the floor, in batches of one to seven, some of which no cart takes. */
const drawn = (seed: number) => {
  const chance = random(`exchanges ${seed}`)
  const orders = Array.from({ length: chance.pick([8, 16, 40]) }, (_, index) => {
    const aisle = chance.int(6)
    const stops = chance.chance(0.3)
      ? Array.from({ length: 6 }, () => 1 + chance.int(47))
      : Array.from({ length: 1 + chance.int(2) }, () => 8 * aisle + 1 + chance.int(6))
    return tripOrder(`O${index}`, stops, { totes: index < 5 ? 1 : 1 + chance.int(2) })
  })
  const groups: Array<Array<number>> = []
  for (let first = 0; first < orders.length;) {
    const size = Math.min(orders.length - first, chance.pick([1, 1, 2, 4, 7, 7, 7]))
    groups.push(Array.from({ length: size }, (_, index) => first + index))
    first += size
  }
  const stops = orders.flatMap((order) => order.stops)
  const core = tripCoreOf({ floor, start: 0, end: 0, limits: { totes: 5 }, orders }, tripWalks(floor, 0, 0, stops))
  const margins = core.margins ?? assert.fail("expected margins on two-way aisles")
  const batches = new WeighedBatches(new OrderSets(core), margins, groups, new SearchEffort(whenExhausted, () => 0))
  // As they are once batches have changed: how much more than a cart takes each of them is.
  for (const slot of groups.keys()) batches.over[slot] = batches.overIf(slot, -1, -1)
  return { batches, chance }
}

const alike = ({ mm, partner, to }: Pick<Exchange, "mm" | "partner" | "to">) => ({
  to,
  partner,
  mm: Math.round(1e6 * mm)
})

/** Every move and exchange of an order, and what it is guessed to cost, from numbers of luck that start at `at`. */
const every = (batches: WeighedBatches, order: number, cartMm: number, luckMm: (at: number) => number) => {
  const from = batches.batchOf[order] as number
  const overAs = (to: number, partner: number): number =>
    batches.overIf(to, partner, order) + batches.overIf(from, order, partner) - batches.overIf(to, -1, -1)
  const addedMm = (to: number, gone: number, come: number): number =>
    batches.count[to] === (gone < 0 ? 0 : 1) ? batches.aloneMm(come) : batches.guessedMm(to, come)
  const firstEmpty = batches.count.indexOf(0)
  return Array.from(batches.count.keys()).flatMap((to) => {
    if (to === from || (batches.count[to] === 0 && to !== firstEmpty)) return []
    const held = Array.from(batches.member.subarray(to * batches.width, to * batches.width + (batches.count[to] ?? 0)))
    const mayMove = held.length < batches.width
    const mayExchange = held.length !== 1 || batches.count[from] !== 1
    return [...(mayMove ? [-1] : []), ...(mayExchange ? held : [])].map((partner) => {
      const savedMm = (batches.savedMm[order] ?? 0) + (partner < 0 ? 0 : (batches.savedMm[partner] ?? 0))
      const backMm = partner < 0 ? 0 : addedMm(from, order, partner)
      const cartsMm = cartMm * (overAs(to, partner) - batches.overIf(from, -1, -1))
      const lucky = luckMm(to * (batches.width + 1) + (partner < 0 ? 0 : 1 + held.indexOf(partner)))
      return { to, partner, mm: addedMm(to, partner, order) + backMm - savedMm + cartsMm - lucky }
    })
  })
}

describe("the exchanges that are likely to be worth it", () => {
  it("are the six best of all by what they are guessed to cost and by luck, whichever batches are passed over", () => {
    for (let seed = 0; seed < 120; seed++) {
      const { batches, chance } = drawn(seed)
      const likely = new LikelyExchanges(batches, random(seed))
      // The same luck, drawn once more.
      const again = random(seed)
      const luck = Array.from({ length: 4096 }, () => again.exponential(1))
      for (const order of batches.batchOf.keys()) {
        const temperatureMm = 0.01 + 12 * chance.next()
        const mostMm = chance.chance(0.3) ? 180 * chance.next() - 30 : 30 * chance.next() - 20
        likely.cartMm = chance.chance(0.5) ? 0 : 30 * chance.next()
        likely.find(order, temperatureMm, mostMm)
        const first = again.int(4096)
        const all = every(batches, order, likely.cartMm, (at) => temperatureMm * (luck[(first + at) % 4096] ?? 0))
        const best = all.filter(({ mm }) => mm < mostMm).sort((a, b) => a.mm - b.mm)
        assert.deepStrictEqual(likely.found.map(alike), best.slice(0, 6).map(alike), `seed ${seed}, order ${order}`)
      }
    }
  })
})
