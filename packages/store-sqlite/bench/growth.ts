/**
 * Whether an order costs more the longer the journal is: the CPU time of a thousand orders after 10^3, 10^4, 10^5 …
 * orders.
 */
import * as Effect from "effect/Effect"
import type { Journal } from "@stowage/runtime/Journal"
import { cpuSeconds, exponent, round } from "./measure.ts"
import { type Distribution, orderSource } from "./orders.ts"
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
  /** Slope of log(cost) on log(orders): 0 when the cost does not grow. */
  readonly exponent: number
}

/** Over how many thousand orders each point is measured. */
const thousandsPerPoint = 10

/** The points of measurement: 1,000, 2,000, 5,000, 10,000 … */
const marksUpTo = (most: number): ReadonlyArray<number> => {
  const marks: Array<number> = []
  for (let decade = 1000; decade <= most; decade *= 10) marks.push(decade, 2 * decade, 5 * decade)
  return marks.filter((mark) => mark <= most)
}

const measured = ({ store, skus, dist, upTo, writers, seed }: Growth) =>
  Effect.gen(function* () {
    const { commits, stock, commit } = commitsOf(skus)
    const services = yield* Effect.context<Journal>()
    const next = orderSource(seed, skus, dist)
    const thousand = () => {
      const inputs = Array.from({ length: 1000 }, next).map(commits.reserve)
      return cpuSeconds(() => Effect.runPromise(Effect.asVoid(Effect.provide(commit(inputs, writers), services))))
    }
    yield* stock
    const millis: Array<number> = []
    while (millis.length < upTo / 1000 + thousandsPerPoint) millis.push((yield* Effect.promise(thousand)) * 1000)
    const points = marksUpTo(upTo).map((mark) => {
      // At least as many as it takes to save the tables twice.
      const after = millis.slice(mark / 1000, mark / 1000 + thousandsPerPoint)
      return [mark, round(after.reduce((sum, one) => sum + one, 0) / after.length, 2)] as const
    })
    // The first thousands are the compiler's: they say nothing of the journal.
    const settled = points.filter(([mark]) => mark >= 10_000)
    const row: GrowthRow = {
      store,
      skus,
      dist,
      upTo,
      writers,
      millisPerThousand: points,
      exponent: round(exponent(settled.length > 1 ? settled : points), 3)
    }
    return row
  })

/** Runs one store to `upTo` orders. */
export const runGrowth = (growth: Growth): Promise<GrowthRow> =>
  inTempFolder((folder) => Effect.runPromise(Effect.provide(measured(growth), journalIn(growth.store, folder))))
