/**
 * How many orders a CPU second the compact ledger reserves in batches, beside typed arrays written by hand: what is on
 * hand and reserved, a map of holds, a list of events.
 */
import { CompactLedger } from "@stowage/kernel/compactLedger"
import type { Instant } from "@stowage/kernel/Instant"
import { TransferBatch } from "@stowage/kernel/TransferBatch"
import { cpuSeconds, median, round } from "./measure.ts"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { type Distribution, type Order, orderSource } from "@stowage/testkit/orderSource"

export interface Batch {
  /** Reserve of ample stock, or be refused of none. */
  readonly what: "reserve" | "refuse"
  readonly skus: number
  readonly dist: Distribution
  readonly orders: number
  readonly seed: number
}

export interface BatchRow extends Omit<Batch, "seed"> {
  readonly ordersPerCpuSecond: number
  readonly rawOrdersPerCpuSecond: number
  /** Median over the turns of ours by raw in the same turn. */
  readonly ratio: number
  readonly violations: number
}

/** Units of each SKU in stock: more than any run asks for. */
const ample = 1_000_000_000
/** Orders in a batch. */
const perBatch = 1024
const turns = 11
const warmUp = 3

type Reserve = (orders: ReadonlyArray<Order>) => number

const rawReserve = (skus: number, stock: number): Reserve => {
  const onHand = new Int32Array(skus).fill(stock)
  const reserved = new Int32Array(skus)
  const holds = new Map<string, Order["lines"]>()
  const events: Array<object> = []
  return (orders) => {
    let accepted = 0
    for (const { id, lines } of orders) {
      if (!lines.every(({ sku, quantity }) => (onHand[sku] as number) - (reserved[sku] as number) >= quantity)) continue
      for (const { sku, quantity } of lines) reserved[sku] = (reserved[sku] as number) + quantity
      holds.set(id, lines)
      events.push({ _tag: "OrderReserved", orderId: id, lines })
      accepted += 1
    }
    return accepted
  }
}

/** The compact ledger with so much of each SKU; `take` is the ledger alone, `reserve` keeps holds and events beside. */
export const ledgerReserve = (skus: number, stock: number) => {
  const commits = makeCommits(skus)
  const ledger = new CompactLedger()
  const { accounts } = ledger
  const free = Array.from({ length: skus }, (_, sku) => accounts.numberOf(commits.accounts(sku).free))
  const sold = Array.from({ length: skus }, (_, sku) => accounts.numberOf(commits.accounts(sku).sold))
  const batch = new TransferBatch()
  const at = 1_767_268_800_000 as Instant
  for (const [sku, account] of free.entries()) {
    if (stock === 0) continue
    batch.post(accounts.numberOf(commits.accounts(sku).supplier), account, stock)
    batch.endGroup(at)
  }
  ledger.post(batch)
  /** An order's claims have the numbers from this one on. */
  const holds = new Map<string, number>()
  const events: Array<object> = []
  let claim = 0
  const take: Reserve = (orders) => {
    batch.clear()
    // Numbers that nothing was claimed under can be taken again.
    if (stock === 0) claim = 0
    for (const { lines } of orders) {
      for (const { sku, quantity } of lines) batch.pend(claim++, free[sku] as number, sold[sku] as number, quantity)
      batch.endGroup(at)
    }
    return ledger.post(batch)
  }
  const reserve: Reserve = (orders) => {
    const first = stock === 0 ? 0 : claim
    const accepted = take(orders)
    const { codes } = ledger.answer
    for (let index = 0; index < orders.length; index++) {
      if (codes[index] !== 0) continue
      const { id, lines } = orders[index] as Order
      holds.set(id, first + (index === 0 ? 0 : (batch.groupEnds[index - 1] as number)))
      events.push({ _tag: "OrderReserved", orderId: id, lines })
    }
    return accepted
  }
  const held = (sku: number): number => ledger.pendingOut(free[sku] as number)
  return { take, reserve, held, available: (sku: number) => ledger.posted(free[sku] as number) - held(sku) }
}

/** Both sides do the same orders in turns. */
export const runBatch = async ({ what, skus, dist, orders, seed }: Batch): Promise<BatchRow> => {
  const next = orderSource(seed, skus, dist)
  const stock = what === "reserve" ? ample : 0
  const raw = rawReserve(skus, stock)
  const { reserve, held } = ledgerReserve(skus, stock)
  const batches = Math.max(1, Math.round(orders / (turns + warmUp) / perBatch))
  const reserved = new Float64Array(skus)
  const rates: Array<{ readonly ours: number; readonly raws: number }> = []
  while (rates.length < turns + warmUp) {
    const all = Array.from({ length: batches }, () => Array.from({ length: perBatch }, next))
    const raws = await cpuSeconds(() => all.forEach(raw))
    const ours = await cpuSeconds(() => all.forEach(reserve))
    rates.push({ ours: (batches * perBatch) / ours, raws: (batches * perBatch) / raws })
    for (const order of what === "reserve" ? all.flat() : []) {
      for (const { sku, quantity } of order.lines) reserved[sku] = (reserved[sku] ?? 0) + quantity
    }
  }
  const warm = rates.slice(warmUp)
  return {
    what,
    skus,
    dist,
    orders: rates.length * batches * perBatch,
    ordersPerCpuSecond: Math.round(median(warm.map(({ ours }) => ours))),
    rawOrdersPerCpuSecond: Math.round(median(warm.map(({ raws }) => raws))),
    ratio: round(median(warm.map(({ ours, raws }) => ours / raws)), 3),
    violations: reserved.reduce((off, units, sku) => off + Math.abs(held(sku) - units), 0)
  }
}
