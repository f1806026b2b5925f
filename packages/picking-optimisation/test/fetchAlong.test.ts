import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { random } from "@stowage/kernel/Random"
import { fetchAlong, type FetchingAlong, fetchingAlong } from "@stowage/picking-optimisation/scattered/fetchAlong"
import { type ScatteredProblem, type StockCandidate } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { UsefulPlaces } from "@stowage/picking-optimisation/scattered/UsefulPlaces"
import { blocks } from "./blocks.ts"
import { ScatteredProblems, walkOver } from "./scatteredProblems.ts"

const aisles = 12

/** Ten SKUs at four places of each of twelve aisles. */
const large = (seed: number): ScatteredProblem => {
  const chance = random(seed)
  const candidates = Array.from({ length: 4 * aisles }, (_, at): StockCandidate => {
    const [aisle, yMm] = [at >> 2, 15 + 20 * (at & 3)]
    const location = `${aisle}@${yMm}` as LocationId
    return { location, aisle, yMm, sku: `S${chance.int(10)}` as Sku, quantity: 1 + chance.int(3) }
  })
  const units = new Map<Sku, number>()
  for (const { quantity, sku } of candidates) units.set(sku, (units.get(sku) ?? 0) + quantity)
  const demands = Array.from(units, ([sku, all]) => ({ sku, quantity: 1 + chance.int(all) }))
  const { floor } = blocks(
    1,
    Array.from({ length: aisles }, () => [])
  )
  return { floor, depot: { aisle: chance.int(aisles), crossAisle: 0 }, demands, candidates }
}

const OverOneBlock = fc.oneof(
  ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2),
  fc.nat().map(large)
)

const worthDue = ({ walk: { due }, worth }: FetchingAlong): number =>
  due.reduce((sum, units, sku) => sum + Math.max(0, units) * (worth[sku] as number), 0)

/** The least ratio from a corner, by going there; and by how many places. */
const triedFrom = (search: FetchingAlong, corner: number): { readonly ratio: number; readonly count: number } => {
  const { walk, whim } = search
  const before = walk.taken[corner] as number
  const [mm, due] = [walk.mm, worthDue(search)]
  let [ratio, count] = [Number.POSITIVE_INFINITY, 0]
  for (let each = before + 1; each <= walk.room(corner); each++) {
    walk.take(corner, each)
    walk.spanAll()
    const value = due - worthDue(search)
    if (value > 1e-12 && (walk.mm - mm) / value < ratio) [ratio, count] = [(walk.mm - mm) / value, each]
    walk.take(corner, before)
    walk.spanAll()
  }
  return { ratio: ratio * (whim[corner] as number), count }
}

/** Fetches by trying every corner anew at every step. */
const fetchByTrying = (search: FetchingAlong): void => {
  const { walk } = search
  while (walk.short > 0) {
    const tried = Array.from(walk.taken, (_, corner) => triedFrom(search, corner))
    const least = tried.reduce((best, { ratio }, corner) => (ratio < (tried[best]?.ratio ?? 0) ? corner : best), 0)
    walk.take(least, tried[least]?.count ?? 0)
    walk.spanAll()
  }
}

describe("fetching along a walk", () => {
  it("takes, time and again, what costs least for its worth of all that there is", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const fetched = [fetchAlong, fetchByTrying].map((fetch) => {
          const { walk } = walkOver(problem)
          const chance = random(seed)
          const search = fetchingAlong(walk)
          search.worth.forEach((_, sku) => (search.worth[sku] = 1 + chance.next()))
          search.whim.forEach((_, corner) => (search.whim[corner] = 1 + chance.next()))
          const through = chance.int(walk.columns)
          const marked = Uint8Array.from({ length: walk.columns }, (_, column) =>
            walk.columns > 1 && (column === through || column === (through + 1) % walk.columns) ? 1 : 0
          )
          walk.goThrough(marked, 0)
          fetch(search)
          return Array.from(walk.taken)
        })
        assert.deepStrictEqual(fetched[0], fetched[1])
      })
    )
  })
})

describe("useful places", () => {
  it("are those that have any SKU of which some is due, column by column", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.infiniteStream(fc.integer({ min: -2, max: 2 })), (problem, units) => {
        const { places, walk } = walkOver(problem)
        const due = Int32Array.from(walk.due, () => units.next().value as number)
        const useful = new UsefulPlaces(places, walk.columns, due.length)
        useful.list(new Int32Array(due.length).fill(1))
        useful.list(due)
        const isUseful = (place: number): boolean =>
          Array.from(places.stockSku.subarray(places.firstStock[place], places.firstStock[place + 1])).some(
            (sku) => (due[sku] as number) > 0
          )
        for (let column = 0; column < walk.columns; column++) {
          const first = places.firstPlace[column] as number
          const all = Array.from({ length: (places.firstPlace[column + 1] as number) - first }, (_, at) => first + at)
          assert.deepStrictEqual(
            Array.from(useful.place.subarray(useful.from[column], useful.from[column + 1])),
            all.filter(isUseful)
          )
        }
      })
    )
  })
})
