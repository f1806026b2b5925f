import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { mixedShelvesRefusal } from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { offersAlong } from "@stowage/picking-optimisation/shelves/offersAlong"
import { bestOrders, clearSlot, lookAlong, orderRanking } from "@stowage/picking-optimisation/shelves/OrderRanking"
import { guessedMm, placeOrder } from "@stowage/picking-optimisation/shelves/placeOrder"
import {
  addBatch,
  type HeldBatch,
  insertOrders,
  removeOrders,
  type ShelfBatches,
  shelfBatches
} from "@stowage/picking-optimisation/shelves/ShelfBatches"
import { shelfColumns } from "@stowage/picking-optimisation/shelves/ShelfColumns"
import { MixedShelvesProblems } from "./shelves.ts"

const Problems = MixedShelvesProblems.filter((problem) => mixedShelvesRefusal(problem) === undefined)

const toursOf = ({ batches }: ShelfBatches, batch: number) => (batches[batch] as HeldBatch).tours

/** Puts a waiting order into a batch, where units and room allow. */
const picked = (search: ShelfBatches, batch: number, order: number): void => {
  const placed = placeOrder(search, search.batches[batch] as HeldBatch, order)
  if (placed !== undefined) insertOrders(search, batch, [order], placed)
}

/** What is guessed per unit for each waiting order that can be served and has a unit nearer to a walk than to the depot. */
const suitedMm = (search: ShelfBatches, batch: number): ReadonlyMap<number, number> => {
  const { batchOf, shelf, taken } = search
  const found = new Map<number, number>()
  for (const [order, of] of batchOf.entries()) {
    if (of !== -1) continue
    const [first = 0, end = 0] = [shelf.requestStart[order], shelf.requestStart[order + 1]]
    let sumMm = 0
    let isNear = false
    for (let request = first; request < end; request++) {
      const ways = [...shelf.offers.unit.entries()].flatMap(([offer, unit]) =>
        shelf.offers.request[offer] !== request || taken[unit] === 1
          ? []
          : toursOf(search, batch)
              .filter(({ volume, zone }) => {
                const room = shelf.problem.limits.volumeMm3 - volume
                return zone === shelf.zoneOf[unit] && (shelf.volumeOf[unit] as number) <= room
              })
              .map(({ reach }) => guessedMm(shelf, reach, unit))
      )
      const aloneMm = shelf.leastAloneMm[request] as number
      isNear ||= Math.min(...ways) < aloneMm
      sumMm += Math.min(...ways, aloneMm)
    }
    if (isNear && sumMm < Number.POSITIVE_INFINITY) found.set(order, sumMm / (end - first))
  }
  return found
}

describe("what lies along a walk", () => {
  it("is every offer that adds less than its limit and that the container takes, at what is guessed for it", () => {
    const property = fc.property(Problems, (problem) => {
      const search = shelfBatches(shelfColumns(problem))
      const { shelf } = search
      const { limitMm } = orderRanking(search, 1)
      picked(search, addBatch(search), 0)
      for (const tour of toursOf(search, 0)) {
        const expected: Array<readonly [offer: number, mm: number]> = []
        for (const [offer, unit] of shelf.offers.unit.entries()) {
          const mm = guessedMm(shelf, tour.reach, unit)
          const fits = tour.volume + (shelf.volumeOf[unit] as number) <= problem.limits.volumeMm3
          if (shelf.zoneOf[unit] === tour.zone && fits && mm < (limitMm[offer] as number)) expected.push([offer, mm])
        }
        const { mm, offer } = offersAlong(shelf, limitMm, tour)
        assert.deepStrictEqual<ReadonlyArray<readonly [number, number | undefined]>>(
          [...offer].map((each, at) => [each, mm[at]] as const),
          expected
        )
      }
    })
    fc.assert(property, { numRuns: 200 })
  })

  it("need not be looked at anew when other orders come and go, to know which of those that wait it suits best", () => {
    const Changes = fc.array(fc.nat(3), { maxLength: 4 })
    const property = fc.property(Problems, Changes, (problem, changes) => {
      const search = shelfBatches(shelfColumns(problem))
      const [own, other] = [addBatch(search), addBatch(search)]
      picked(search, own, 0)
      const ranking = orderRanking(search, 1)
      for (const order of [-1, ...changes]) {
        if (search.batchOf[order] === other) removeOrders(search, other, [order])
        else if (search.batchOf[order] === -1) picked(search, other, order)
        clearSlot(ranking, 0)
        for (const tour of toursOf(search, own)) lookAlong(search, ranking, 0, tour)
        const best = bestOrders(search, ranking, [0], 9, () => false)
        const perUnitMm = suitedMm(search, own)
        const ranked = best.map((each) => perUnitMm.get(each.order) as number)
        assert.sameMembers(
          best.map((each) => each.order),
          [...perUnitMm.keys()]
        )
        assert.deepStrictEqual(
          ranked,
          ranked.toSorted((a, b) => a - b)
        )
      }
    })
    fc.assert(property, { numRuns: 200 })
  })
})
