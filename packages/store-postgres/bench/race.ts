/**
 * One row of the benchmark: the journal and the hand-written store do the same orders in turns, slice by slice, on one
 * server, so that whatever else the machine does meets both.
 */
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { Account } from "@stowage/kernel/Account"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import * as PostgresJournal from "@stowage/store-postgres/PostgresJournal"
import { type Server, startServer } from "../test/server.ts"
import { cpuSeconds, median, quantile, round } from "./measure.ts"
import { type Distribution, type Order, makeCommits, orderSource } from "./orders.ts"
import { type Raw, type RawMode, rawPostgres } from "./raw.ts"

/** A transaction for every order; transactions shared by up to 256; or these, by the only writer. */
export type Mode = "transaction" | "group" | "single-writer"
/** Orders reserve stock that is ample; settle what they reserved before; or find everything sold out. */
export type What = "reserve" | "settle" | "refuse"

export interface Race {
  readonly mode: Mode
  readonly what: What
  readonly dist: Distribution
  readonly skus: number
  readonly orders: number
  readonly writers: number
  /** Ends after this many seconds even if orders are left. */
  readonly seconds: number
  readonly seed: number
}

export interface Row extends Omit<Race, "seconds" | "seed"> {
  readonly store: "postgres"
  readonly ordersPerCpuSecond: number
  /** Of the hand-written store; when everything is refused, the orders it reserves. */
  readonly rawOrdersPerCpuSecond: number
  /** Median over the turns of the journal's rate by the raw rate in the same turn. */
  readonly ratio: number
  readonly ordersPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Units by which balances differ from the orders that were acknowledged, and units oversold. */
  readonly violations: number
}

const ample = 1_000_000_000
const turns = 7
const warmUp = 2
/** One order of so many has its latency taken. */
const timedOf = 8

const rawModes: Readonly<Record<Mode, RawMode>> = { transaction: "order", group: "batch", "single-writer": "events" }

const journalOf = ({ mode }: Race, connection: string): Layer.Layer<Journal, StoreFailure> => {
  const batchSize = mode === "transaction" ? 1 : 256
  return mode === "single-writer"
    ? PostgresJournal.layerSingleWriter({ connection, batchSize })
    : PostgresJournal.layer({ connection, batchSize })
}

/** Sends orders as commits, by so many writers at once; refusals are answers. */
const sender = (writers: number, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, of: ReturnType<typeof makeCommits>["reserve"]) {
    const journal = yield* Journal
    const send = (order: Order) =>
      Effect.catch(journal.commit(of(order)), (no) =>
        no._tag === "TransferRefused" ? Effect.succeed(undefined) : Effect.fail(no)
      )
    let next = 0
    const writer = Effect.gen(function* () {
      while (next < orders.length) {
        const nth = next++
        const start = performance.now()
        yield* send(orders[nth] as Order)
        if (nth % timedOf === 0) latenciesMs.push(performance.now() - start)
      }
    })
    yield* Effect.all(
      Array.from({ length: writers }, () => writer),
      { concurrency: "unbounded", discard: true }
    )
  })

const unitsOf = (orders: ReadonlyArray<Order>, skus: number): Float64Array => {
  const units = new Float64Array(skus)
  for (const { lines } of orders) for (const { sku, quantity } of lines) units[sku] = (units[sku] ?? 0) + quantity
  return units
}

/** Units that the journal's balances are off by, given the units claimed of each SKU; and those oversold. */
const violationsOf = Effect.fnUntraced(function* (
  { what }: Race,
  orders: ReadonlyArray<Order>,
  free: ReadonlyArray<Account>
) {
  const journal = yield* Journal
  const balances = new Map((yield* journal.balances({ book: "promise" })).map((balance) => [balance.account, balance]))
  const units = unitsOf(orders, free.length)
  return free.reduce((off, account, sku) => {
    const { pendingOut = 0, posted = 0 } = balances.get(account) ?? {}
    const taken = what === "refuse" ? 0 : (units[sku] ?? 0)
    const expectedPosted = what === "refuse" ? 1 : what === "settle" ? ample - taken : ample
    const expectedOut = what === "reserve" ? taken : 0
    return off + Math.abs(pendingOut - expectedOut) + Math.abs(posted - expectedPosted)
  }, 0)
})

const raced = (race: Race, raw: Raw, server: Server) =>
  Effect.gen(function* () {
    const { mode, what, dist, skus, writers, seed } = race
    const journal = yield* Journal
    const services = yield* Effect.context<Journal>()
    const commits = makeCommits(skus)
    const numbers = Array.from({ length: skus }, (_, sku) => sku)
    const stock = (sku: number) => journal.commit(commits.stock(sku, what === "refuse" ? 1 : ample))
    yield* Effect.forEach(numbers, stock, { concurrency: 512, discard: true })
    const latenciesMs: Array<number> = []
    const send = sender(writers, latenciesMs)
    const run = (work: Effect.Effect<unknown, unknown, Journal>) => Effect.runPromise(Effect.provide(work, services))
    const timed = (work: () => Promise<unknown>) => cpuSeconds(server.pid, work)
    const source = orderSource(seed, skus, dist)
    // Sold out: every line asks for more than the one unit there is.
    const next = (): Order => {
      const order = source()
      return what === "refuse" ? { ...order, lines: order.lines.map(({ sku }) => ({ sku, quantity: 2 })) } : order
    }
    const size = Math.max(1, Math.round(race.orders / (turns + warmUp)))
    const all: Array<Order> = []
    const rates: Array<{ readonly ours: number; readonly raws: number; readonly wall: number }> = []
    const end = performance.now() + race.seconds * 1000
    while (rates.length < turns + warmUp && (rates.length <= warmUp || performance.now() < end)) {
      const orders = Array.from({ length: size }, next)
      all.push(...orders)
      const measured = what === "settle" ? commits.settle : commits.reserve
      if (what === "settle") {
        yield* Effect.promise(() => raw.reserve(orders))
        yield* send(orders, commits.reserve)
        latenciesMs.length = 0
      }
      const raws = yield* Effect.promise(() =>
        timed(() => (what === "settle" ? raw.settle(orders) : raw.reserve(orders)))
      )
      const start = performance.now()
      const ours = yield* Effect.promise(() => timed(() => run(send(orders, measured))))
      rates.push({ ours: size / ours, raws: size / raws, wall: (size / (performance.now() - start)) * 1000 })
      if (rates.length === warmUp) latenciesMs.length = 0
    }
    const warm = rates.slice(warmUp)
    const row: Row = {
      store: "postgres",
      mode,
      what,
      dist,
      skus,
      writers,
      orders: all.length,
      ordersPerCpuSecond: Math.round(median(warm.map(({ ours }) => ours))),
      rawOrdersPerCpuSecond: Math.round(median(warm.map(({ raws }) => raws))),
      ratio: round(median(warm.map(({ ours, raws }) => ours / raws)), 3),
      ordersPerSecond: Math.round(median(warm.map(({ wall }) => wall))),
      p50Ms: round(quantile(latenciesMs, 0.5), 3),
      p99Ms: round(quantile(latenciesMs, 0.99), 3),
      violations: yield* violationsOf(race, all, numbers.map(commits.free))
    }
    return row
  })

/** Runs one row on a server of its own, with fsync. */
export const runRace = async (race: Race): Promise<Row> => {
  const server = await startServer()
  try {
    const raw = await rawPostgres(server.url, rawModes[race.mode], race.skus, ample)
    try {
      return await Effect.runPromise(Effect.provide(raced(race, raw, server), journalOf(race, server.url)))
    } finally {
      await raw.close()
    }
  } finally {
    await server.stop()
  }
}
