/**
 * What an order costs, and a question for what is available, by how many orders were reserved before: in the compact
 * ledger, which keeps a row of every claim, and in the journal in memory, which keeps every commit.
 */
import * as Effect from "effect/Effect"
import type { SiteId, Sku } from "@stowage/kernel/Ids"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { cpuSeconds, exponent, round } from "./measure.ts"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { type Order, orderSource, skuName } from "@stowage/testkit/orderSource"
import { ledgerReserve } from "./batch.ts"

export interface HistoryRow {
  readonly what: "history"
  readonly held: "compact" | "memory"
  /** By orders so far: nanoseconds of an order, and of a question. */
  readonly nanos: ReadonlyArray<readonly [orders: number, order: number, question: number]>
  /** Slopes of log(cost) on log(orders) from 10,000 on. */
  readonly orderExponent: number
  readonly questionExponent: number
}

const ample = 1_000_000_000
const perBatch = 1000
/** Orders measured at each point, and questions. */
const measured = 50_000
const questions = 200_000

/** A way to reserve orders, and to ask what is available of a SKU. */
interface Held {
  readonly reserve: (orders: ReadonlyArray<Order>) => void
  readonly available: (sku: number) => number
}

const compact = (skus: number): Held => {
  const { take, available } = ledgerReserve(skus, ample)
  return { reserve: (orders) => void take(orders), available }
}

const memory = (skus: number): Held => {
  const commits = makeCommits(skus)
  const journal = makeMemoryJournal()
  for (let sku = 0; sku < skus; sku++) Effect.runSync(journal.commit(commits.stock(sku, ample)))
  const site = "WH1" as SiteId
  return {
    reserve: (orders) =>
      Effect.runSync(Effect.forEach(orders, (order) => journal.commit(commits.reserve(order)), { discard: true })),
    available: (sku) => {
      const [balance] = Effect.runSync(journal.balances({ book: "promise", sku: skuName(sku) as Sku, site }))
      return balance === undefined ? 0 : balance.posted - balance.pendingOut
    }
  }
}

/** The points of measurement: 1,000, 10,000 … */
const marksUpTo = (most: number): ReadonlyArray<number> => {
  const marks: Array<number> = []
  for (let mark = 1000; mark <= most; mark *= 10) marks.push(mark)
  return marks
}

export const runHistory = async (
  held: "compact" | "memory",
  skus: number,
  most: number,
  seed: number
): Promise<HistoryRow> => {
  const { reserve, available } = held === "compact" ? compact(skus) : memory(skus)
  const next = orderSource(seed, skus, "zipf")
  const thousand = (): ReadonlyArray<Order> => Array.from({ length: perBatch }, next)
  const nanos: Array<readonly [number, number, number]> = []
  let [orders, sum] = [0, 0]
  for (const mark of marksUpTo(most)) {
    for (; orders < mark; orders += perBatch) reserve(thousand())
    let seconds = 0
    const count = Math.min(measured, 9 * mark)
    for (let done = 0; done < count; done += perBatch, orders += perBatch) {
      const some = thousand()
      seconds += await cpuSeconds(() => reserve(some))
    }
    const asked = await cpuSeconds(() => {
      for (let question = 0; question < questions; question++) sum += available(question % skus)
    })
    nanos.push([mark, Math.round((seconds / count) * 1e9), Math.round((asked / questions) * 1e9)])
  }
  if (Number.isNaN(sum)) throw new Error("expected every question to be answered")
  // The first thousands are the compiler's: they say nothing of the ledger.
  const settled = nanos.filter(([mark]) => mark >= 10_000)
  return {
    what: "history",
    held,
    nanos,
    orderExponent: round(exponent(settled.map(([mark, order]) => [mark, order])), 3),
    questionExponent: round(exponent(settled.map(([mark, , question]) => [mark, question])), 3)
  }
}
