/**
 * Whether an order, or a question what is available, costs more the longer the journal is: the CPU time of a thousand
 * after 10^3, 10^4, 10^5 … orders.
 */
import * as Effect from "effect/Effect"
import type { SiteId, Sku } from "@stowage/kernel/Ids"
import { Journal } from "@stowage/runtime/Journal"
import { cpuSeconds, exponent, round } from "./measure.ts"
import { type Distribution, orderSource, skuName } from "@stowage/testkit/orderSource"
import { type Store, inTempFolder, commitsOf, journalIn } from "./race.ts"

export interface Growth {
  readonly store: Store
  readonly skus: number
  readonly dist: Distribution
  /** Orders in the journal at the end. */
  readonly upTo: number
  readonly writers: number
  readonly seed: number
}

export interface GrowthRow extends Omit<Growth, "seed"> {
  /** Mean CPU milliseconds per thousand orders, by how many orders the journal held before them. */
  readonly millisPerThousand: ReadonlyArray<readonly [orders: number, millis: number]>
  /** The same of a thousand questions for the balances of a SKU at a site. */
  readonly questionMillisPerThousand: ReadonlyArray<readonly [orders: number, millis: number]>
  /** Slope of log(cost) on log(orders): 0 when the cost does not grow. */
  readonly exponent: number
  readonly questionExponent: number
}

const turns = 5
/** Over how many thousand orders each point is measured. */
const thousandsPerPoint = 10
/** Often enough that each point has its share of saving, and of merging what was saved. */
const saveEvery = 2048

/** The points of measurement: 1,000, 2,000, 5,000, 10,000 … */
const marksUpTo = (most: number): ReadonlyArray<number> => {
  const marks: Array<number> = []
  for (let decade = 1000; decade <= most; decade *= 10) marks.push(decade, 2 * decade, 5 * decade)
  return marks.filter((mark) => mark <= most)
}

/** Waits until the process rests: saving and merging in the background would be counted too. */
const quiet = Effect.gen(function* () {
  for (let waited = 0; waited < 240; waited++) {
    const before = process.cpuUsage()
    yield* Effect.sleep("250 millis")
    const { system, user } = process.cpuUsage(before)
    if (system + user < 25_000) return
  }
})

const measured = ({ store, skus, dist, upTo, writers, seed }: Growth) =>
  Effect.gen(function* () {
    const { commits, stock, commit } = commitsOf(skus)
    const services = yield* Effect.context<Journal>()
    const next = orderSource(seed, skus, dist)
    const thousand = () => {
      const inputs = Array.from({ length: 1000 }, next).map(commits.reserve)
      return cpuSeconds(() => Effect.runPromise(Effect.asVoid(Effect.provide(commit(inputs, writers), services))))
    }
    const marks = marksUpTo(upTo)
    const journal = yield* Journal
    const questions = Effect.forEach(
      Array.from({ length: 1000 }, (_, nth) => nth % skus),
      (sku) => journal.balances({ sku: skuName(sku) as Sku, site: "WH1" as SiteId }),
      { discard: true }
    )
    yield* stock
    const millis: Array<number> = []
    const asked: Array<readonly [number, number]> = []
    while (millis.length < upTo / 1000 + thousandsPerPoint) {
      const mark = 1000 * millis.length
      if (marks.includes(mark)) {
        yield* quiet
        // The first question makes the index of what is not saved yet.
        yield* journal.balances({ sku: skuName(0) as Sku })
        const seconds: Array<number> = []
        for (let turn = 0; turn < turns; turn++) {
          seconds.push(yield* Effect.promise(() => cpuSeconds(() => Effect.runPromise(questions))))
        }
        asked.push([mark, round(Math.min(...seconds) * 1000, 2)])
      }
      millis.push((yield* Effect.promise(thousand)) * 1000)
    }
    const points = marks.map((mark) => {
      const after = millis.slice(mark / 1000, mark / 1000 + thousandsPerPoint)
      return [mark, round(after.reduce((sum, one) => sum + one, 0) / after.length, 2)] as const
    })
    // The first thousands are the compiler's: they say nothing of the journal.
    const settled = (all: ReadonlyArray<readonly [number, number]>) => {
      const late = all.filter(([mark]) => mark >= 10_000)
      return late.length > 1 ? late : all
    }
    const row: GrowthRow = {
      store,
      skus,
      dist,
      upTo,
      writers,
      millisPerThousand: points,
      questionMillisPerThousand: asked,
      exponent: round(exponent(settled(points)), 3),
      questionExponent: round(exponent(settled(asked)), 3)
    }
    return row
  })

/** Runs one store to `upTo` orders. */
export const runGrowth = (growth: Growth): Promise<GrowthRow> =>
  inTempFolder((folder) =>
    Effect.runPromise(Effect.provide(measured(growth), journalIn(growth.store, folder, saveEvery)))
  )
