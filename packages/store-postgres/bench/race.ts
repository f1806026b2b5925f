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
import { makeCommits } from "@stowage/testkit/orderCommits"
import { type Distribution, type Order, ofOtherSkus, orderSource } from "@stowage/testkit/orderSource"
import { type Raw, type RawMode, rawPostgres } from "./raw.ts"
import { sender } from "./sender.ts"
import { type Writers, startWriters } from "./writers.ts"

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
  /** Processes that write at the same time. */
  readonly writers: number
  /** Callers at the same time, all processes together. */
  readonly callers: number
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
  /** CPU seconds of the raw side by those of the journal, of all turns together: saving tables is in it as it comes. */
  readonly ratioOfAll: number
  /** Median over the turns of the journal's rate by that at which it reserves, in the same turn; of no reserves. */
  readonly ratioToReserve?: number
  readonly ordersPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Units by which balances differ from the orders that were acknowledged, and units oversold. */
  readonly violations: number
}

const ample = 1_000_000_000
const turns = 7
const warmUp = 2
const rawModes: Readonly<Record<Mode, RawMode>> = { transaction: "order", group: "batch", "single-writer": "events" }

const batchSizeOf = (mode: Mode): number => (mode === "transaction" ? 1 : 256)

const journalOf = ({ mode }: Race, connection: string): Layer.Layer<Journal, StoreFailure> => {
  const batchSize = batchSizeOf(mode)
  return mode === "single-writer"
    ? PostgresJournal.layerSingleWriter({ connection, batchSize })
    : PostgresJournal.layer({ connection, batchSize })
}

const addUnits = (units: Float64Array, orders: ReadonlyArray<Order>): void => {
  for (const { lines } of orders) for (const { sku, quantity } of lines) units[sku] = (units[sku] ?? 0) + quantity
}

/** Units that the journal's balances are off by, given the units claimed of each SKU; and those oversold. */
const violationsOf = Effect.fnUntraced(function* ({ what }: Race, units: Float64Array, free: ReadonlyArray<Account>) {
  const journal = yield* Journal
  const balances = new Map((yield* journal.balances({ book: "promise" })).map((balance) => [balance.account, balance]))
  return free.reduce((off, account, sku) => {
    const { pendingOut = 0, posted = 0 } = balances.get(account) ?? {}
    const taken = what === "refuse" ? 0 : (units[sku] ?? 0)
    const expectedPosted = what === "refuse" ? 1 : what === "settle" ? ample - taken : ample
    const expectedOut = what === "reserve" ? taken : 0
    return off + Math.abs(pendingOut - expectedOut) + Math.abs(posted - expectedPosted)
  }, 0)
})

/** Sends orders from this process, or from several; the CPU seconds of the server and of those who send. */
type Send = (orders: ReadonlyArray<Order>, what: "reserve" | "settle") => Effect.Effect<number, unknown, Journal>

const sending = (race: Race, server: Server, latenciesMs: Array<number>, writers: Writers | undefined): Send => {
  const commits = makeCommits(skusOf(race))
  const send = sender(race.callers, latenciesMs)
  return Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, what: "reserve" | "settle") {
    if (writers === undefined) {
      const services = yield* Effect.context<Journal>()
      const work = Effect.provide(send(orders, commits[what]), services)
      return yield* Effect.promise(() => cpuSeconds(server.pid, () => Effect.runPromise(work)))
    }
    yield* Effect.promise(() => writers.deal(orders, what))
    let theirs = 0
    const spent = yield* Effect.promise(() =>
      cpuSeconds(server.pid, async () => {
        const sent = await writers.send()
        theirs = sent.cpuSeconds
        latenciesMs.push(...sent.latenciesMs)
      })
    )
    return spent + theirs
  })
}

/** Sold out SKUs come first, and as many that are not behind them. */
const skusOf = ({ skus, what }: Race): number => (what === "refuse" ? 2 * skus : skus)

interface Rates {
  readonly ours: number
  readonly raws: number
  readonly reserves: number
  readonly wall: number
}

/** Seconds that one order of each turn takes, all together. */
const secondsOf = (rates: ReadonlyArray<number>): number => rates.reduce((sum, rate) => sum + 1 / rate, 0)

/** One turn of both sides. */
const turnOf = (race: Race, raw: Raw, server: Server, send: Send, latenciesMs: Array<number>) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>) {
    const { what, skus } = race
    const timed = (work: () => Promise<unknown>) => Effect.promise(() => cpuSeconds(server.pid, work))
    let reserves = Number.NaN
    if (what !== "reserve") reserves = yield* send(what === "settle" ? orders : ofOtherSkus(orders, skus), "reserve")
    if (what === "settle") yield* Effect.promise(() => raw.reserve(orders))
    const raws = yield* timed(() => (what === "settle" ? raw.settle(orders) : raw.reserve(orders)))
    latenciesMs.length = 0
    const start = performance.now()
    // Sold out: every line asks for more than the one unit there is.
    const asked =
      what === "refuse"
        ? orders.map((order) => ({ ...order, lines: order.lines.map(({ sku }) => ({ sku, quantity: 2 })) }))
        : orders
    const ours = yield* send(asked, what === "settle" ? "settle" : "reserve")
    const seconds = (performance.now() - start) / 1000
    const size = orders.length
    const rates: Rates = { ours: size / ours, raws: size / raws, reserves: size / reserves, wall: size / seconds }
    return rates
  })

const raced = (race: Race, raw: Raw, server: Server, writers: Writers | undefined) =>
  Effect.gen(function* () {
    const { what, skus } = race
    const journal = yield* Journal
    const commits = makeCommits(skusOf(race))
    const numbers = Array.from({ length: skusOf(race) }, (_, sku) => sku)
    const stock = (sku: number) => journal.commit(commits.stock(sku, what === "refuse" && sku < skus ? 1 : ample))
    yield* Effect.forEach(numbers, stock, { concurrency: 512, discard: true })
    const latest: Array<number> = []
    const latenciesMs: Array<number> = []
    const turn = turnOf(race, raw, server, sending(race, server, latest, writers), latest)
    const next = orderSource(race.seed, skus, race.dist)
    const size = Math.max(1, Math.round(race.orders / (turns + warmUp)))
    /** Units ordered of each SKU: the orders themselves are not held, for what is held is looked at by the collector. */
    const units = new Float64Array(skusOf(race))
    const rates: Array<Rates> = []
    const end = performance.now() + race.seconds * 1000
    while (rates.length < turns + warmUp && (rates.length <= warmUp || performance.now() < end)) {
      const orders = Array.from({ length: size }, next)
      addUnits(units, orders)
      rates.push(yield* turn(orders))
      if (rates.length > warmUp) latenciesMs.push(...latest)
    }
    const warm = rates.slice(warmUp)
    const { seed: _, seconds: __, ...asked } = race
    const ofReserves = round(median(warm.map(({ ours, reserves }) => ours / reserves)), 3)
    const row: Row = {
      store: "postgres",
      ...asked,
      orders: rates.length * size,
      ordersPerCpuSecond: Math.round(median(warm.map(({ ours }) => ours))),
      rawOrdersPerCpuSecond: Math.round(median(warm.map(({ raws }) => raws))),
      ratio: round(median(warm.map(({ ours, raws }) => ours / raws)), 3),
      ratioOfAll: round(secondsOf(warm.map(({ raws }) => raws)) / secondsOf(warm.map(({ ours }) => ours)), 3),
      ...(what === "reserve" ? {} : { ratioToReserve: ofReserves }),
      ordersPerSecond: Math.round(median(warm.map(({ wall }) => wall))),
      p50Ms: round(quantile(latenciesMs, 0.5), 3),
      p99Ms: round(quantile(latenciesMs, 0.99), 3),
      violations: yield* violationsOf(
        race,
        units,
        numbers.slice(0, skus).map((sku) => commits.accounts(sku).free)
      )
    }
    return row
  })

/** Runs `use` with the processes that write, when there are several. */
const withWriters = async <A>(
  race: Race,
  server: Server,
  use: (writers: Writers | undefined) => Promise<A>
): Promise<A> => {
  const { mode, callers, writers: count } = race
  if (count === 1) return use(undefined)
  await Effect.runPromise(PostgresJournal.prepareDatabase(server.url))
  const writers = await startWriters(count, {
    connection: server.url,
    batchSize: batchSizeOf(mode),
    skus: skusOf(race),
    callers: Math.ceil(callers / count)
  })
  try {
    return await use(writers)
  } finally {
    await writers.close()
  }
}

/** Runs one row on a server of its own, with fsync. */
export const runRace = async (race: Race): Promise<Row> => {
  const server = await startServer()
  try {
    const raw = await rawPostgres(server.url, rawModes[race.mode], race.skus, ample)
    try {
      return await withWriters(race, server, (writers) =>
        Effect.runPromise(Effect.provide(raced(race, raw, server, writers), journalOf(race, server.url)))
      )
    } finally {
      await raw.close()
    }
  } finally {
    await server.stop()
  }
}
