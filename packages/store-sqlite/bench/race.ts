/**
 * One row of the benchmark: the journal and the hand-written store do the same orders in turns, slice by slice, so that
 * whatever else the machine does meets both.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { sayDecodeRefusal } from "@stowage/runtime/decodeData"
import { Journal, type StoreFailure } from "@stowage/runtime/Journal"
import { layerMemory } from "@stowage/runtime/memoryJournal"
import * as SqliteJournal from "@stowage/store-sqlite/SqliteJournal"
import type { Account } from "@stowage/kernel/Account"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { Writable } from "@stowage/runtime/plainObject"
import { cpuSeconds, median, quantile, round } from "./measure.ts"
import type { Commit } from "@stowage/runtime/Commit"
import { type CommitDecoder, makeCommitDecoder } from "@stowage/runtime/decodeCommit"
import { byCallers } from "@stowage/testkit/byCallers"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { type Distribution, type Order, ofOtherSkus, orderSource } from "@stowage/testkit/orderSource"
import { type Raw, rawMemory, rawSqlite } from "./raw.ts"

/** Reserving orders; shipping or releasing what was reserved; reserving what is sold out. */
export type What = "reserve" | "settle" | "refuse"
export type Store = "memory" | "sqlite"
/** Many writers at once, sharing transactions; or one that waits for each commit. */
export type Mode = "group" | "single"

export interface Race {
  readonly what: What
  readonly store: Store
  readonly mode: Mode
  readonly skus: number
  readonly dist: Distribution
  readonly orders: number
  readonly writers: number
  /** Whether orders arrive as parsed JSON. */
  readonly parsed: boolean
  /** Ends after this many seconds even if orders are left. */
  readonly seconds: number
  readonly seed: number
}

export interface Row extends Omit<Race, "seconds" | "seed"> {
  readonly ordersPerCpuSecond: number
  readonly rawOrdersPerCpuSecond: number
  /** Median over the turns of the journal's rate by the raw rate in the same turn. */
  readonly ratio: number
  /** Median over the turns of the journal's rate by that at which it reserves, in the same turn; of no reserves. */
  readonly ratioToReserve?: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Units by which balances differ from the orders that were acknowledged, and units oversold. */
  readonly violations: number
}

/** Units of each SKU in stock: more than any run asks for. */
const ample = 1_000_000_000

const turns = 11
/** Turns before those that count, in which the compiler finds out what is called often. */
const warmUp = 3

/**
 * What arrives at the door: plain data, made outside the timed part as JSON makes it. Accounts are the catalogue's
 * texts, or, when all was parsed, texts of their own each time.
 */
const arriving = (commits: ReadonlyArray<Commit>, parsed: boolean): ReadonlyArray<unknown> => {
  const all = JSON.parse(JSON.stringify(commits)) as ReadonlyArray<Writable<Commit>>
  if (parsed) return all
  for (const [index, commit] of all.entries()) {
    for (const [nth, transfer] of (commit.transfers as Array<Writable<Transfer>>).entries()) {
      const made = commits[index]?.transfers[nth]
      if (transfer._tag !== "Pend" || made?._tag !== "Pend") continue
      transfer.from = made.from
      transfer.to = made.to
    }
  }
  return all
}

const decoded = (decode: CommitDecoder, input: unknown): Commit => {
  const commit = decode(input)
  if (Result.isFailure(commit)) throw new Error(sayDecodeRefusal(commit.failure))
  return commit.success
}

/** The journal side: from data at the door to receipts, through the port. */
export const commitsOf = (skus: number, soldOut = 0) => {
  const commits = makeCommits(soldOut + skus)
  const decode = makeCommitDecoder()
  /** Stocks all SKUs but the first so many, which are sold out. */
  const stock = Effect.flatMap(Journal, (journal) =>
    Effect.forEach(
      Array.from({ length: skus }, (_, sku) => commits.stock(soldOut + sku, ample)),
      journal.commit,
      { concurrency: 512, discard: true }
    )
  )
  /** How many were accepted. */
  const commit = Effect.fnUntraced(function* (
    inputs: ReadonlyArray<unknown>,
    writers: number,
    latenciesMs: Array<number> = []
  ) {
    const journal = yield* Journal
    let accepted = 0
    const onFailure = (): void => undefined
    const onSuccess = (): void => void (accepted += 1)
    const one = (input: unknown) => Effect.match(journal.commit(decoded(decode, input)), { onFailure, onSuccess })
    yield* byCallers(inputs, writers, one, latenciesMs)
    return accepted
  })
  return { commits, stock, commit }
}

/** Units that the orders acknowledged so far hold and have shipped, by SKU. */
interface Expected {
  readonly held: Float64Array
  readonly shipped: Float64Array
}

const expect = ({ held, shipped }: Expected, what: What, orders: ReadonlyArray<Order>): void => {
  const ways = what === "settle" ? -1 : 1
  for (const order of orders) {
    for (const { sku, quantity } of order.lines) {
      held[sku] = (held[sku] ?? 0) + ways * quantity
      if (what === "settle" && order.shipped) shipped[sku] = (shipped[sku] ?? 0) + quantity
    }
  }
}

/** Units that the journal's balances are off by; and those oversold. */
const violationsOf = Effect.fnUntraced(function* (expected: Expected, each: number, free: (sku: number) => string) {
  const journal = yield* Journal
  const balances = new Map((yield* journal.balances({ book: "promise" })).map((balance) => [balance.account, balance]))
  return expected.held.reduce((off, held, sku) => {
    const { posted = 0, pendingOut = 0 } = balances.get(free(sku) as Account) ?? {}
    const there = each - (expected.shipped[sku] ?? 0)
    return off + Math.abs(pendingOut - held) + Math.abs(posted - there) + Math.max(0, pendingOut - posted)
  }, 0)
})

const rawTurn = (raw: Raw, what: What, orders: ReadonlyArray<Order>, perTransaction: number): void => {
  for (let from = 0; from < orders.length; from += perTransaction) {
    const batch = orders.slice(from, from + perTransaction)
    if (what === "settle") raw.settle(batch)
    else raw.reserve(batch)
  }
}

interface Rates {
  readonly ours: number
  readonly raws: number
  /** Of the journal, reserving. */
  readonly reserves: number
}

/** Orders that arrive together: few enough that what is read has not left the processor's caches since it arrived. */
const portion = 1024

/** One portion of each side; the CPU seconds. What has to be there first is done untimed. */
const portionOf = (race: Race, raw: Raw, { commits, commit }: ReturnType<typeof commitsOf>, expected: Expected) =>
  Effect.fnUntraced(function* (orders: ReadonlyArray<Order>, latenciesMs: Array<number>) {
    const { what, writers, mode, parsed, skus } = race
    const services = yield* Effect.context<Journal>()
    const timed = (work: Effect.Effect<unknown, unknown, Journal>) =>
      Effect.promise(() => cpuSeconds(() => Effect.runPromise(Effect.asVoid(Effect.provide(work, services)))))
    let reserves = 0
    if (what !== "reserve") {
      const reserved = what === "settle" ? orders : ofOtherSkus(orders, skus)
      reserves = yield* timed(commit(arriving(reserved.map(commits.reserve), parsed), writers))
    }
    if (what === "settle") {
      rawTurn(raw, "reserve", orders, 256)
      expect(expected, "reserve", orders)
    }
    const inputs = arriving(orders.map(what === "settle" ? commits.settle : commits.reserve), parsed)
    const perTransaction = mode === "group" ? 256 : 1
    const raws = yield* Effect.promise(() => cpuSeconds(() => rawTurn(raw, what, orders, perTransaction)))
    let accepted = 0
    const work = Effect.map(commit(inputs, writers, latenciesMs), (count) => void (accepted = count))
    const ours = yield* timed(work)
    if (accepted !== (what === "refuse" ? 0 : orders.length)) throw new Error(`${accepted} commits were accepted`)
    if (what !== "refuse") expect(expected, what, orders)
    const seconds: Rates = { ours, raws, reserves }
    return seconds
  })

const raced = (race: Race, raw: Raw) =>
  Effect.gen(function* () {
    const { what, store, mode, skus, dist, writers, parsed, seed, seconds } = race
    const latenciesMs: Array<number> = []
    const side = commitsOf(skus, what === "refuse" ? skus : 0)
    yield* side.stock
    const next = orderSource(seed, skus, dist)
    const portions = Math.max(1, Math.round(race.orders / (turns + warmUp) / portion))
    const size = Math.min(portion, Math.max(1, Math.round(race.orders / (turns + warmUp))))
    const expected: Expected = { held: new Float64Array(skus), shipped: new Float64Array(skus) }
    const one = portionOf(race, raw, side, expected)
    const rates: Array<Rates> = []
    const end = performance.now() + seconds * 1000
    while (rates.length < turns + warmUp && (rates.length <= warmUp || performance.now() < end)) {
      let [ours, raws, reserves] = [0, 0, 0]
      for (let count = 0; count < portions; count++) {
        const spent = yield* one(Array.from({ length: size }, next), latenciesMs)
        ours += spent.ours
        raws += spent.raws
        reserves += spent.reserves
      }
      const each = portions * size
      rates.push({ ours: each / ours, raws: each / raws, reserves: each / reserves })
      if (rates.length <= warmUp) latenciesMs.length = 0
    }
    const warm = rates.slice(warmUp)
    const row: Row = {
      what,
      store,
      mode,
      skus,
      dist,
      writers,
      parsed,
      orders: rates.length * portions * size,
      ordersPerCpuSecond: Math.round(median(warm.map(({ ours }) => ours))),
      rawOrdersPerCpuSecond: Math.round(median(warm.map(({ raws }) => raws))),
      ratio: round(median(warm.map(({ ours, raws }) => ours / raws)), 3),
      ...(what === "reserve"
        ? {}
        : { ratioToReserve: round(median(warm.map(({ ours, reserves }) => ours / reserves)), 3) }),
      p50Ms: round(quantile(latenciesMs, 0.5), 4),
      p99Ms: round(quantile(latenciesMs, 0.99), 4),
      violations: yield* violationsOf(expected, what === "refuse" ? 0 : ample, (sku) => side.commits.accounts(sku).free)
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

export const journalIn = (store: Store, folder: string, saveEvery = 65_536): Layer.Layer<Journal, StoreFailure> =>
  store === "memory" ? layerMemory : SqliteJournal.layer({ file: join(folder, "journal.db"), saveEvery })

/** Runs one row. */
export const runRace = (race: Race): Promise<Row> =>
  inTempFolder(async (folder) => {
    const each = race.what === "refuse" ? 0 : ample
    const raw =
      race.store === "memory" ? rawMemory(race.skus, each) : rawSqlite(join(folder, "raw.db"), race.skus, each)
    try {
      return await Effect.runPromise(Effect.provide(raced(race, raw), journalIn(race.store, folder)))
    } finally {
      raw.close()
    }
  })
