/**
 * One row of the benchmark: the journal and the hand-written store do the same orders in turns, slice by slice, so that
 * whatever else the machine does meets both.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import * as SqliteJournal from "@stowage/store-sqlite/SqliteJournal"
import type { Account } from "@stowage/kernel/Account"
import { cpuSeconds, median, quantile, round } from "./measure.ts"
import { type Distribution, type Order, makeCommits, orderSource } from "./orders.ts"
import { type Raw, rawMemory, rawSqlite } from "./raw.ts"

export type Store = "memory" | "sqlite"
/** Many writers at once, sharing transactions; or one that waits for each commit. */
export type Mode = "group" | "single"

export interface Race {
  readonly store: Store
  readonly mode: Mode
  readonly skus: number
  readonly dist: Distribution
  readonly orders: number
  readonly writers: number
  /** Ends after this many seconds even if orders are left. */
  readonly seconds: number
  readonly seed: number
}

export interface Row extends Omit<Race, "seconds" | "seed"> {
  readonly ordersPerCpuSecond: number
  readonly rawOrdersPerCpuSecond: number
  /** Median over the turns of the journal's rate by the raw rate in the same turn. */
  readonly ratio: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Units by which balances differ from the orders that were acknowledged, and units oversold. */
  readonly violations: number
}

/** Units of each SKU in stock: more than any run asks for. */
const ample = 1_000_000_000

const turns = 11
/** One order of so many has its latency taken: reading the clock costs as much as a map access. */
const timedOf = 8
/** Turns before those that count, in which the compiler finds out what is called often. */
const warmUp = 3

/** The journal side: reserves orders through the port. */
export const reserver = (skus: number, latenciesMs: Array<number>) => {
  const commits = makeCommits(skus)
  const stock = Effect.flatMap(Journal, (journal) =>
    Effect.forEach(
      Array.from({ length: skus }, (_, sku) => commits.stock(sku, ample)),
      journal.commit,
      {
        concurrency: 512,
        discard: true
      }
    )
  )
  const reserve = Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, writers: number) {
    const journal = yield* Journal
    let next = 0
    const writer = Effect.gen(function* () {
      while (next < orders.length) {
        const nth = next++
        const commit = commits.reserve(orders[nth] as Order)
        if (nth % timedOf !== 0) yield* journal.commit(commit)
        else {
          const start = performance.now()
          yield* journal.commit(commit)
          latenciesMs.push(performance.now() - start)
        }
      }
    })
    yield* Effect.all(
      Array.from({ length: writers }, () => writer),
      { concurrency: "unbounded", discard: true }
    )
  })
  return { commits, stock, reserve }
}

/** Units that the journal's balances are off by, given the units reserved of each SKU; and those oversold. */
const violationsOf = Effect.fnUntraced(function* (reserved: Float64Array, free: (sku: number) => string) {
  const journal = yield* Journal
  const balances = new Map((yield* journal.balances({ book: "promise" })).map((balance) => [balance.account, balance]))
  return reserved.reduce((off, units, sku) => {
    const balance = balances.get(free(sku) as Account)
    if (balance === undefined) return off + units
    return off + Math.abs(balance.pendingOut - units) + Math.max(0, balance.pendingOut - balance.posted)
  }, 0)
})

const rawTurn = (raw: Raw, orders: ReadonlyArray<Order>, perTransaction: number): void => {
  for (let from = 0; from < orders.length; from += perTransaction)
    raw.reserve(orders.slice(from, from + perTransaction))
}

const raced = (race: Race, raw: Raw) =>
  Effect.gen(function* () {
    const latenciesMs: Array<number> = []
    const { commits, stock, reserve } = reserver(race.skus, latenciesMs)
    const services = yield* Effect.context<Journal>()
    yield* stock
    const next = orderSource(race.seed, race.skus, race.dist)
    const size = Math.max(1, Math.round(race.orders / (turns + warmUp)))
    const perTransaction = race.mode === "group" ? 256 : 1
    const reserved = new Float64Array(race.skus)
    const rates: Array<{ readonly ours: number; readonly raws: number }> = []
    const end = performance.now() + race.seconds * 1000
    let done = 0
    while (rates.length < turns + warmUp && (rates.length <= warmUp || performance.now() < end)) {
      const orders = Array.from({ length: size }, next)
      const rawSeconds = yield* Effect.promise(() => cpuSeconds(() => rawTurn(raw, orders, perTransaction)))
      const turn = Effect.provide(reserve(orders, race.writers), services)
      const seconds = yield* Effect.promise(() => cpuSeconds(() => Effect.runPromise(turn)))
      rates.push({ ours: size / seconds, raws: size / rawSeconds })
      done += size
      for (const { lines } of orders)
        for (const { sku, quantity } of lines) reserved[sku] = (reserved[sku] ?? 0) + quantity
      if (rates.length === warmUp) latenciesMs.length = 0
    }
    const warm = rates.slice(warmUp)
    const { store, mode, skus, dist, writers } = race
    const row: Row = {
      store,
      mode,
      skus,
      dist,
      writers,
      orders: done,
      ordersPerCpuSecond: Math.round(median(warm.map(({ ours }) => ours))),
      rawOrdersPerCpuSecond: Math.round(median(warm.map(({ raws }) => raws))),
      ratio: round(median(warm.map(({ ours, raws }) => ours / raws)), 3),
      p50Ms: round(quantile(latenciesMs, 0.5), 4),
      p99Ms: round(quantile(latenciesMs, 0.99), 4),
      violations: yield* violationsOf(reserved, commits.free)
    }
    return row
  })

/** A folder that is deleted when `use` has ended. */
export const inTempFolder = async <A>(use: (folder: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), "stowage-bench-"))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const journalIn = (store: Store, folder: string): Layer.Layer<Journal, StoreFailure> =>
  store === "memory" ? layerMemory : SqliteJournal.layer({ file: join(folder, "journal.db") })

/** Runs one row. */
export const runRace = (race: Race): Promise<Row> =>
  inTempFolder(async (folder) => {
    const raw =
      race.store === "memory" ? rawMemory(race.skus, ample) : rawSqlite(join(folder, "raw.db"), race.skus, ample)
    try {
      return await Effect.runPromise(Effect.provide(raced(race, raw), journalIn(race.store, folder)))
    } finally {
      raw.close()
    }
  })
